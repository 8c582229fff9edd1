"""Frames as plain text that is the same on every machine: what notebooks print."""

from __future__ import annotations

import math
import unicodedata
from typing import Any

import pandas as pd


def show(
    frame: pd.DataFrame | pd.Series, rows: int | None = 10, decimals: int = 3, width: int = 40
) -> None:
    """Print `frame` as aligned plain text (see `format_frame`)."""
    print(format_frame(frame, rows=rows, decimals=decimals, width=width))


def format_frame(
    frame: pd.DataFrame | pd.Series, *, rows: int | None = 10, decimals: int = 3, width: int = 40
) -> str:
    """`frame` as aligned plain text, the same with every version of pandas.

    Parameters
    ----------
    frame : DataFrame or Series
        Printed in the order it has: sort it first, ties by id. A named or non-default index becomes
        the first column.
    rows : int or None
        Rows printed; a last line says how many there are in all. None prints all.
    decimals : int
        Decimals of every float; whole numbers of an int column have none.
    width : int
        Widest cell in columns of a terminal, where a Chinese character takes two; longer ones end
        in ``…``.

    Returns
    -------
    str
        Text left, numbers right, missing values empty; no trailing blanks.
    """
    table = frame.to_frame() if isinstance(frame, pd.Series) else frame
    default_index = isinstance(table.index, pd.RangeIndex) or (
        table.index.name is None and pd.api.types.is_integer_dtype(table.index.dtype)
    )
    table = table if default_index else table.reset_index()
    shown = table if rows is None else table.head(rows)
    columns = []
    for position, name in enumerate(shown.columns):
        values = shown.iloc[:, position]
        numeric = pd.api.types.is_numeric_dtype(values.dtype) and not pd.api.types.is_bool_dtype(
            values.dtype
        )
        title = "·".join(map(str, name)) if isinstance(name, tuple) else str(name)
        cells = [_cut(title, width), *(_cut(_cell(value, decimals), width) for value in values)]
        wide = max(map(display_width, cells))
        columns.append([_pad(cell, wide, right=numeric) for cell in cells])
    lines = (
        ["  ".join(row).rstrip() for row in zip(*columns, strict=True)]
        if columns
        else ["(no columns)"]
    )
    if len(table) == 0:
        lines.append("(no rows)")
    elif len(shown) < len(table):
        lines.append(f"… {len(shown)} of {len(table)} rows")
    return "\n".join(lines)


def display_width(text: str) -> int:
    """Columns that `text` takes in a terminal: two for a wide East Asian character, none for a
    combining mark.
    """
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def _cell(value: Any, decimals: int) -> str:
    if value is None or value is pd.NA or value is pd.NaT:
        return ""
    if isinstance(value, float):
        if math.isnan(value):
            return ""
        text = f"{value:.{decimals}f}"
        return text.removeprefix("-") if float(text) == 0 else text
    return "".join(" " if c.isspace() else c for c in str(value) if c.isprintable() or c.isspace())


def _cut(text: str, width: int) -> str:
    if display_width(text) <= width:
        return text
    while display_width(text) > width - 1:
        text = text[:-1]
    return text + "…"


def _pad(text: str, width: int, *, right: bool) -> str:
    blank = " " * (width - display_width(text))
    return blank + text if right else text + blank
