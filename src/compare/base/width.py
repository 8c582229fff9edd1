"""Columns of a terminal that a text takes, where a Chinese character takes two."""

from __future__ import annotations

import unicodedata


def display_width(text: str) -> int:
    """Columns that `text` takes in a terminal: two for a wide East Asian character, none for a
    combining mark.
    """
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def padded(text: str, width: int, *, right: bool = False) -> str:
    """`text` filled with blanks to `width` columns of a terminal."""
    blank = " " * (width - display_width(text))
    return blank + text if right else text + blank
