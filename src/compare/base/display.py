"""Frames as plain text and as HTML that are the same on every machine: what notebooks show."""

from __future__ import annotations

import math
from html import escape
from typing import Any

import pandas as pd

from compare.base.width import display_width, padded

MORE, EMPTY = "… {shown} of {total} rows", "(no rows)"


def format_frame(
    frame: pd.DataFrame | pd.Series,
    *,
    rows: int | None = 10,
    decimals: int = 3,
    width: int = 40,
    caption: str = "",
    more: str = MORE,
    empty: str = EMPTY,
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
        Decimals of every float; a column of whole numbers has none (days, ranks), unless it holds
        nothing but 0 and 1, which may be shares.
    width : int
        Widest cell in columns of a terminal, where a Chinese character takes two; longer ones end
        in ``…``.
    caption : str
        First line, where there is one.
    more, empty : str
        Last line where rows are left out (``{shown}`` of ``{total}``), and where there is none.

    Returns
    -------
    str
        Text left, numbers right, missing values empty; no trailing blanks.
    """
    titles, cells, numeric, total = _cells(frame, rows, decimals, width)
    columns = []
    for title, column, right in zip(titles, cells, numeric, strict=True):
        wide = max(map(display_width, [title, *column]))
        columns.append([padded(cell, wide, right=right) for cell in [title, *column]])
    lines = (
        ["  ".join(row).rstrip() for row in zip(*columns, strict=True)]
        if columns
        else ["(no columns)"]
    )
    note = _note(total, rows, more, empty)
    return "\n".join([*([caption] if caption else []), *lines, *([note] if note else [])])


def format_html(
    frame: pd.DataFrame | pd.Series,
    *,
    rows: int | None = 10,
    decimals: int = 3,
    width: int = 160,
    caption: str = "",
    more: str = MORE,
    empty: str = EMPTY,
    lang: str = "",
) -> str:
    """`frame` as an HTML table with the cells of `format_frame`: no id, no class of a program.

    The caption is a ``caption``, every column's title a ``th``; numbers stand right. `lang` is the
    language of the words.
    """
    titles, cells, numeric, total = _cells(frame, rows, decimals, width)
    aligned = ["right" if right else "left" for right in numeric]
    head = "".join(
        f'<th scope="col" style="text-align:{side}">{escape(title)}</th>'
        for title, side in zip(titles, aligned, strict=True)
    )
    body = "".join(
        "<tr>"
        + "".join(
            f'<td style="text-align:{side}{_kept_whole(cell)}">{escape(cell)}</td>'
            for cell, side in zip(row, aligned, strict=True)
        )
        + "</tr>\n"
        for row in zip(*cells, strict=True)
    )
    note = _note(total, rows, more, empty)
    foot = f'<tfoot><tr><td colspan="{len(titles)}">{escape(note)}</td></tr></tfoot>\n'
    above = f'<caption style="text-align:left">{escape(caption)}</caption>\n' if caption else ""
    spoken = f' lang="{lang}"' if lang else ""
    return (
        f"<table{spoken}>\n{above}<thead><tr>{head}</tr></thead>\n"
        f"<tbody>\n{body}</tbody>\n{foot if note else ''}</table>"
    )


WHOLE = 14
"""Columns up to which a cell stays on one line: an id or a place is not broken for a long text."""


def _kept_whole(cell: str) -> str:
    return ";white-space:nowrap" if 0 < display_width(cell) <= WHOLE else ""


def _cells(
    frame: pd.DataFrame | pd.Series, rows: int | None, decimals: int, width: int
) -> tuple[list[str], list[list[str]], list[bool], int]:
    # Titles, cells column by column, whether each column holds numbers, and rows in all.
    table = frame.to_frame() if isinstance(frame, pd.Series) else frame
    default_index = isinstance(table.index, pd.RangeIndex) or (
        table.index.name is None and pd.api.types.is_integer_dtype(table.index.dtype)
    )
    table = table if default_index else table.reset_index()
    part = table if rows is None else table.head(rows)
    titles, cells, numeric = [], [], []
    for position, name in enumerate(part.columns):
        values = part.iloc[:, position]
        kind = values.dtype
        numeric.append(pd.api.types.is_numeric_dtype(kind) and not pd.api.types.is_bool_dtype(kind))
        title = "·".join(map(str, name)) if isinstance(name, tuple) else str(name)
        titles.append(_cut(title, width))
        places = 0 if _whole(table.iloc[:, position]) else decimals
        cells.append([_cut(_cell(value, places), width) for value in values])
    return titles, cells, numeric, len(table)


def _whole(values: pd.Series) -> bool:
    """Whether a column of floats counts something: whole numbers, and not only 0 and 1."""
    if not pd.api.types.is_float_dtype(values.dtype):
        return False
    known = values.dropna()
    return bool((known % 1 == 0).all() and (known.abs() > 1).any())


def _note(total: int, rows: int | None, more: str, empty: str) -> str:
    if total == 0:
        return empty
    left_out = rows is not None and rows < total
    return more.format(shown=rows, total=total) if left_out else ""


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
