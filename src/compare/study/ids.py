"""Short names for documents: made from file and title, never one that is taken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import PureWindowsPath

from compare.reading.formats import ENDINGS

SUFFIXES = (*ENDINGS, ".doc", ".wps")  # what is taken off a file's name to make an id
_RESERVED = frozenset(
    {
        "con",
        "prn",
        "aux",
        "nul",
        *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)),
    }
)
_LONGEST_ID = 40


def id_of(name: str) -> str:
    """An id made from a file's name: letters (Chinese too), digits, ``-`` and ``_``, at most 40
    characters.

    >>> id_of("../../曲靖 意见(1).docx")
    '曲靖-意见-1'
    """
    stem = PureWindowsPath(name.replace("/", "\\")).name
    stem = (
        stem[: -len(PureWindowsPath(stem).suffix)]
        if PureWindowsPath(stem).suffix.lower() in SUFFIXES
        else stem
    )
    clean = (
        re.sub(r"[^\w-]+", "-", unicodedata.normalize("NFKC", stem))
        .strip("-_")[:_LONGEST_ID]
        .strip("-_")
    )
    return (
        f"doc-{clean}".rstrip("-")
        if not clean or clean.lower() in _RESERVED or clean.isdecimal()
        else clean
    )


def free_id(wanted: str, taken: Iterable[str]) -> str:
    """`wanted`, or `wanted-2`, `wanted-3` … where that is taken (case is ignored, as some file
    systems do).
    """
    used = {name.lower() for name in taken}
    number, candidate = 1, wanted
    while candidate.lower() in used:
        number += 1
        candidate = f"{wanted}-{number}"
    return candidate
