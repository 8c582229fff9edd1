"""Rows of a table that a person saved, as CSV or as an Excel workbook."""

from __future__ import annotations

import csv
import zipfile
from datetime import datetime
from io import StringIO
from pathlib import Path

from compare.base.formula import unguarded
from compare.errors import CodingError


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


def _xlsx_rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise CodingError(
            f"{path.name}: is no readable Excel workbook ({error}). Save it again as .xlsx or .csv."
        ) from error
    try:
        sheet = book["coding"] if "coding" in book.sheetnames else book.worksheets[0]
        lines = [[_shown(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    finally:
        book.close()
    if not lines:
        return []
    return [
        (number, dict(zip(lines[0], line, strict=False)))
        for number, line in enumerate(lines[1:], 2)
        if any(line)
    ]
