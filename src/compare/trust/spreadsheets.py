"""Rows of a table that a person saved, as CSV or as an Excel workbook."""

from __future__ import annotations

import csv
import warnings
from datetime import datetime
from io import BytesIO, StringIO
from itertools import islice
from pathlib import Path

from compare.base.cells import cells_up_to
from compare.base.formula import unguarded
from compare.base.opening import read_regular
from compare.errors import CodingError
from compare.reading.archive import inspect
from compare.reading.sheets import DECLARATIONS

_MOST, _WIDEST = 200_000, 200
"""Rows and columns of a sheet that people code on; a cell far away makes a sheet of a million."""


def spreadsheet_rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    """Each row with its number as the program shows it; cells as text, without blanks around.

    Raises
    ------
    CodingError
        If there is no such file, or it is no readable workbook.
    """
    if not path.is_file():
        raise CodingError(f"{path}: there is no such file.")
    return _xlsx_rows(path) if path.suffix.lower() in (".xlsx", ".xlsm") else _csv_rows(path)


def _shown(cell: object) -> str:
    """A cell as text; a date that a spreadsheet made of what was typed is a date again."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return "" if cell is None else str(cell).strip()


def _csv_rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    from compare.reading import read_file

    text = read_file(path).text.lstrip("\ufeff")
    head = text.partition("\n")[0]
    # A spreadsheet may save with semicolons or tabs, depending on its language.
    delimiter = max(",;\t", key=head.count)
    rows = csv.DictReader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        with cells_up_to():
            return [
                (
                    number,
                    {
                        str(key).strip(): unguarded((value or "").strip())
                        for key, value in row.items()
                        if isinstance(value, str | None)
                    },
                )
                for number, row in enumerate(rows, 2)
            ]
    except csv.Error as error:
        raise CodingError(
            f"{path.name}, line {rows.line_num}: {error}. Is a quotation mark inside a cell not "
            f"doubled? Save the file again as CSV."
        ) from error


def _xlsx_rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    from openpyxl import load_workbook

    data = read_regular(path, error=CodingError)
    try:
        inspect(data, path.name, "Excel", declarations=DECLARATIONS, suffixes=(".xml", ".rels"))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and validations that openpyxl does not know
            book = load_workbook(BytesIO(data), read_only=True, data_only=True)
            sheet = book["coding"] if "coding" in book.sheetnames else book.worksheets[0]
            sheet.reset_dimensions()  # what the file claims may be a million rows of nothing
            lines = [
                [_shown(cell) for cell in row[:_WIDEST]]
                for row in islice(sheet.iter_rows(values_only=True), _MOST)
            ]
            book.close()
    except Exception as error:  # openpyxl raises whatever a broken part makes it raise
        raise CodingError(
            f"{path.name}: is no readable Excel workbook ({type(error).__name__}: {error}). Save "
            f"it again as .xlsx or .csv."
        ) from error
    if not lines:
        return []
    return [
        (number, dict(zip(lines[0], line, strict=False)))
        for number, line in enumerate(lines[1:], 2)
        if any(line)
    ]
