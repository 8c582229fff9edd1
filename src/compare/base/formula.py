"""Cells that a spreadsheet would run as a formula, guarded by a mark and read without it."""

from __future__ import annotations

import re

_RUN = re.compile(r"'*[=+\-@\t\r]")


def guarded(cell: str) -> str:
    """The cell as text for a spreadsheet; `unguarded` gives it back.

    >>> guarded("=1+1"), guarded("plain")
    ("'=1+1", 'plain')
    """
    return f"'{cell}" if _RUN.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell as it was before `guarded`.

    >>> unguarded("'=1+1"), unguarded("'quoted'")
    ('=1+1', "'quoted'")
    """
    return cell[1:] if cell.startswith("'") and _RUN.match(cell) else cell
