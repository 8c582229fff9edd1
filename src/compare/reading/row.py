"""A row of a file of rows, and the names of its columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """One row as received.

    Attributes
    ----------
    place : str
        Where it stands, as the program shows it in which such a file is opened: ``row 3`` (the
        header is row 1), ``line 3``.
    cells : dict
        Value of each column; empty cells are left out.
    fault : str
        Why the row cannot be read; then `cells` is empty.
    done : float
        How much of the file has been read, 0–1.
    """

    place: str
    cells: Mapping[str, Any] = field(default_factory=dict)
    fault: str = ""
    done: float = 0.0


def column_names(names: Sequence[Any]) -> list[str]:
    """Names of columns as text, each once: ``column 3`` where one has none, ``正文 (2)`` for the
    second of a name.

    >>> column_names(["标题", None, "标题"])
    ['标题', 'column 2', '标题 (2)']
    """
    out: dict[str, None] = {}  # a set in order: a sheet may have 16,384 columns
    for number, name in enumerate(names, 1):
        base = " ".join(str(name if name is not None else "").split()) or f"column {number}"
        wanted, times = base, 1
        while wanted in out:
            times += 1
            wanted = f"{base} ({times})"
        out[wanted] = None
    return list(out)


def held(names: Sequence[str], values: Sequence[Any]) -> dict[str, Any]:
    """Cells that hold something."""
    return {
        name: value
        for name, value in zip(names, values, strict=False)
        if value is not None and not (isinstance(value, str) and not value.strip())
    }
