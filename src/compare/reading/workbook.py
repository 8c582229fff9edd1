"""The cells of one sheet of an Excel workbook, whatever the file claims of its size.

A file may say that its last cell is the last of the sheet, or that all of the sheet is one cell:
sheets are read as they stream in, and merged cells are looked up, so that nothing is made for cells
that are not there.
"""

from __future__ import annotations

import io
import re
import zipfile
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Any

from openpyxl.utils import column_index_from_string

from compare.errors import ReadingError

ROWS = 1_048_576
"""Rows of a sheet of Excel; a file can number them higher."""
CELLS = 20_000_000
"""Cells of a sheet, empty ones within its rows too."""
_MERGED = re.compile(
    rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"'
)


def filled_down(sheet: Any, data: bytes, name: str) -> dict[int, list[Any]]:
    """The values of a sheet by number of the row; a cell merged over several rows stands in each
    of them that holds anything of its own.

    Parameters
    ----------
    sheet : openpyxl.worksheet._read_only.ReadOnlyWorksheet
    data : bytes
        The workbook.
    name : str
        The file, for messages.

    Raises
    ------
    ReadingError
        If the sheet has more than `ROWS` rows or `CELLS` cells.
    """
    sheet.reset_dimensions()
    rows: dict[int, list[Any]] = {}
    left = CELLS
    for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
        left -= len(values)
        if left < 0 or number > ROWS:
            raise _too_large(name, sheet)
        if any(value is not None for value in values):
            rows[number] = list(values)
    numbers = list(rows)
    for first, top, last, bottom in _merged(data, sheet):
        anchor = rows.get(top, [])
        value = anchor[first - 1] if first <= len(anchor) else None
        covered = numbers[bisect_left(numbers, top) : bisect_right(numbers, bottom)]
        for row in map(rows.__getitem__, covered):
            row[first - 1 : last] = [None] * len(row[first - 1 : last])
            if value is not None:
                row += [None] * (first - len(row))
                row[first - 1] = value
            left -= len(row)
        if left < 0:
            raise _too_large(name, sheet)
    return rows


def _merged(data: bytes, sheet: Any) -> Iterator[tuple[int, int, int, int]]:
    """First column, first row, last column and last row of every merged cell."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = archive.read(sheet._worksheet_path)
    for hit in _MERGED.finditer(part):
        first, top, last, bottom = (value.decode() for value in hit.groups())
        yield column_index_from_string(first), int(top), column_index_from_string(last), int(bottom)


def _too_large(name: str, sheet: Any) -> ReadingError:
    return ReadingError(
        f"{name}: the sheet {sheet.title!r} claims more than {CELLS:,} cells or {ROWS:,} rows. Is "
        f"there a cell far below or beside the table, or are cells merged over it? Copy the table "
        f"into a new sheet."
    )
