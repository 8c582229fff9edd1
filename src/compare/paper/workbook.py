"""Tables as one Excel workbook: a sheet a table, a first sheet that says what every column
means.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from compare.base.digits import rounded
from compare.base.undated import without_dates
from compare.base.width import display_width
from compare.schema import OUTPUTS
from compare.words.strings import say

_LONGEST_CELL = 32767  # Excel's limit


def to_xlsx(tables: Mapping[str, pd.DataFrame], lang: str = "") -> bytes:
    """One workbook, the same bytes on every run; text is stored as text, so no cell is run as a
    formula.

    With `lang` the tables come in words already (`compare.present`): sheets have names of that
    language, and the sheet that tells the columns of the contract is left out.
    """
    book = Workbook()
    assert isinstance(book.active, Worksheet)
    if not lang:
        _fill(book.active, "dictionary", data_dictionary(tables))
    for place, (name, table) in enumerate(tables.items()):
        sheet = book.active if lang and place == 0 else book.create_sheet()
        _fill(sheet, say(f"table.{name}", lang) if lang else name, rounded(table))
    buffer = BytesIO()
    book.save(buffer)
    return without_dates(buffer.getvalue())


def data_dictionary(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Table, column, meaning and unit of every column; a column that no table declares has no
    meaning given.
    """
    rows = []
    for name, table in tables.items():
        declared = OUTPUTS[name].every if name in OUTPUTS else {}
        for column in map(str, table.columns):
            known = declared.get(column)
            rows.append({
                "table": name, "column": column,
                "meaning": known.meaning if known else "", "unit": known.unit if known else "",
            })  # fmt: skip
    return pd.DataFrame(rows, columns=["table", "column", "meaning", "unit"])


def _fill(sheet: Worksheet, name: str, table: pd.DataFrame) -> None:
    sheet.title = name[:31]
    sheet.freeze_panes = "A2"
    for column, title in enumerate(map(str, table.columns), start=1):
        head = sheet.cell(1, column)
        _put(head, title)
        head.font = Font(bold=True)
        widest = display_width(title)
        for row, value in enumerate(table.iloc[:, column - 1], start=2):
            cell = sheet.cell(row, column)
            _put(cell, value)
            cell.alignment = Alignment(vertical="top")
            widest = max(widest, display_width(str(value)[:60]))
        sheet.column_dimensions[get_column_letter(column)].width = min(widest + 2, 60)
    if len(table.columns):
        sheet.auto_filter.ref = sheet.dimensions


def _put(cell: Any, value: Any) -> None:
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST_CELL]
        cell.data_type = "s"  # openpyxl would take a text that starts with = for a formula
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    elif value is not None and not pd.isna(value):
        cell.value = value.item() if hasattr(value, "item") else value
