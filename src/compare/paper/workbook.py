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
from compare.words.meanings import column_meaning, column_unit
from compare.words.present import column_name
from compare.words.strings import say

_LONGEST_CELL = 32767  # Excel's limit


def to_xlsx(
    tables: Mapping[str, pd.DataFrame], lang: str = "", dictionary: pd.DataFrame | None = None
) -> bytes:
    """One workbook, the same bytes on every run; text is stored as text, so no cell is run as a
    formula.

    Parameters
    ----------
    tables : mapping of name to DataFrame
        With `lang` in words already (`compare.present`).
    lang : {"", "zh", "en"}
        Sheets have names of this language; empty: those of the contract.
    dictionary : DataFrame, optional
        The first sheet: what every column means; default: `data_dictionary` of `tables`.
    """
    book = Workbook()
    assert isinstance(book.active, Worksheet)
    first = say("dictionary.sheet", lang) if lang else "dictionary"
    _fill(book.active, first, data_dictionary(tables) if dictionary is None else dictionary)
    for name, table in tables.items():
        title = say(f"table.{name}", lang) if lang else name
        _fill(book.create_sheet(), title, rounded(table))
    buffer = BytesIO()
    book.save(buffer)
    return without_dates(buffer.getvalue())


def data_dictionary(
    tables: Mapping[str, pd.DataFrame],
    lang: str = "",
    shown: Mapping[str, pd.DataFrame] | None = None,
) -> pd.DataFrame:
    """Table, column, meaning and unit of every column; a column that no table declares has no
    meaning given.

    Parameters
    ----------
    tables : mapping of name to DataFrame
        With the names of the contract.
    lang : {"", "zh", "en"}
        In words of this language, with a further column: what programs call it.
    shown : mapping of name to DataFrame, optional
        With `lang`: the same tables in words, whose names of columns are told.
    """
    rows = []
    for name, table in tables.items():
        heads = (shown or tables)[name].columns
        for head, column in zip(map(str, heads), map(str, table.columns), strict=True):
            rows.append({
                "table": say(f"table.{name}", lang) if lang else name,
                "column": head,
                "contract_name": column,
                "meaning": column_meaning(name, column, lang or "en"),
                "unit": column_unit(name, column, lang or "en"),
            })  # fmt: skip
    wanted = ["table", "column", *(["contract_name"] if lang else []), "meaning", "unit"]
    found = pd.DataFrame(rows, columns=wanted)
    return found.set_axis([column_name(one, lang) for one in wanted], axis=1) if lang else found


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
