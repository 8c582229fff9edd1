"""Tables to files: the contract's plain CSV and Parquet, and exports for Excel, papers and web
pages.

Two kinds of CSV are kept apart. The **contract** CSV is what programs read: plain UTF-8, cells
exactly as in the table. The **export** CSV is what people open: it starts with a byte order mark,
without which Excel
shows Chinese as noise, and a cell that a spreadsheet would run as a formula is made text.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO, StringIO
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd

from compare.base.atomic import replace_folder
from compare.base.digits import DECIMALS, rounded
from compare.base.progress import Progress
from compare.words.present import Names, present

EXPORT_FORMATS = ("csv", "xlsx", "parquet", "latex", "markdown")
TOGETHER = 50_000  # rows of a CSV that memory holds as text
_SUFFIX = {"csv": "csv", "parquet": "parquet", "latex": "tex", "markdown": "md"}
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# What would be a tag, a link, code or a column in Markdown.
_BEGINS = re.compile(r"<(?=[/!?A-Za-z])|\[(?=[^\]]*\]\()")
_MARKDOWN = re.compile(r"[\\|<\[`]")


def write_tables(
    tables: Mapping[str, pd.DataFrame],
    out: Path,
    *,
    formats: Iterable[str] = (),
    lang: str = "",
    names: Names | None = None,
    beside: Mapping[str, bytes] = MappingProxyType({}),
    progress: Progress | None = None,
) -> list[Path]:
    """Write every table into the folder `out`, all of them or none.

    Parameters
    ----------
    tables : mapping of name to DataFrame
    out : Path
        Made if missing; other files in it stay.
    formats : iterable of str
        Empty for the contract: ``NAME.csv`` (plain UTF-8) and ``NAME.parquet``. Else any of
        `EXPORT_FORMATS`; ``xlsx`` makes one workbook ``tables.xlsx`` with a sheet a table.
    lang : {"", "zh", "en"}
        Columns, codes and reasons in words of this language (`compare.present`), in files for
        people: ``NAME.zh.csv``, ``tables.zh.xlsx``; formats default to these two. Programs read
        the contract, which has no language.
    names : mapping, optional
        What the study names itself (`compare.study.show.names_of`).
    beside : mapping of file name to bytes
        Other files that belong to the tables and are written with them.
    progress : Progress, optional
        Told how many rows are written, within the step at hand.

    Returns
    -------
    list of Path
        The files written, by table, then format.

    Raises
    ------
    ValueError
        If a format is unknown.
    """
    wanted = tuple(formats) or (("csv", "xlsx") if lang else ())
    unknown = [fmt for fmt in wanted if fmt not in EXPORT_FORMATS]
    if unknown:
        raise ValueError(f"table format {unknown[0]!r} is not one of {', '.join(EXPORT_FORMATS)}.")
    progress = progress or Progress()
    files: list[str] = []
    tongue = f".{lang}" if lang else ""
    contract = tables
    if lang:
        tables = {name: present(table, lang, names=names) for name, table in tables.items()}
    each = [fmt for fmt in wanted if fmt != "xlsx"] if wanted else [*_CONTRACT]
    total = max(len(each) * sum(len(table) for table in tables.values()), 1)
    done = 0
    with replace_folder(out) as folder:

        def write(file_name: str, parts: _Parts) -> None:
            nonlocal done
            files.append(file_name)
            with (folder / file_name).open("wb") as file:
                for content, rows in parts:
                    file.write(content)
                    done += rows
                    progress.advance(done / total, done, "rows")

        for name, table in tables.items():
            for fmt in each:
                if wanted:
                    write(f"{name}{tongue}.{_SUFFIX[fmt]}", _WRITERS[fmt](table, name))
                else:
                    write(f"{name}.{fmt}", _CONTRACT[fmt](table))
        if "xlsx" in wanted:
            from compare.paper.workbook import data_dictionary, to_xlsx

            explained = data_dictionary(contract, lang, tables)
            write(f"tables{tongue}.xlsx", [(to_xlsx(tables, lang, explained), 0)])
        for file_name, content in beside.items():
            write(file_name, [(content, 0)])
    return [out / file_name for file_name in files]


def _csv_parts(
    table: pd.DataFrame, writer: Callable[[pd.DataFrame], bytes]
) -> Iterator[tuple[bytes, int]]:
    """The bytes of a CSV some rows at a time, which is what memory holds, and how many they are."""
    head = writer(table.iloc[:0])
    yield head, 0
    for first in range(0, len(table), TOGETHER):
        part = table.iloc[first : first + TOGETHER]
        yield writer(part)[len(head) :], len(part)


def to_csv(table: pd.DataFrame) -> bytes:
    """The contract CSV: UTF-8 without a mark, ``\\n`` line ends, missing = empty, truth =
    ``true``/``false``.
    """
    cells = [_texts(table.iloc[:, at], DECIMALS) for at in range(table.shape[1])]
    return _csv(table.columns, zip(*cells, strict=True)).encode("utf-8")


def to_excel_csv(table: pd.DataFrame) -> bytes:
    """CSV for spreadsheets: UTF-8 with byte order mark, no cell that would be run as a formula."""
    cells = plain(table).map(escape_formula)
    return b"\xef\xbb\xbf" + _csv(cells.columns, cells.to_numpy().tolist()).encode("utf-8")


def to_parquet(table: pd.DataFrame) -> bytes:
    """Parquet (zstd) with the types of the table; floats rounded as in the CSV."""
    buffer = BytesIO()
    rounded(table).to_parquet(buffer, index=False, compression="zstd")
    return buffer.getvalue()


def to_markdown(table: pd.DataFrame) -> str:
    """A pipe table; numbers right-aligned, line breaks as ``<br>``; a cell is no tag, link, code
    or further column.
    """
    cells = plain(table, decimals=3)
    rule = ["---:" if pd.api.types.is_numeric_dtype(dtype) else "---" for dtype in table.dtypes]
    rows = [[str(name) for name in table.columns], rule, *cells.to_numpy().tolist()]
    clean = [[escape_markdown(cell).replace("\n", "<br>") for cell in row] for row in rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in clean) + "\n"


def to_latex(table: pd.DataFrame, name: str = "table", caption: str = "") -> str:
    """A ``longtable`` with booktabs rules, for XeLaTeX with ctex; wide text columns wrap.

    `name` becomes the label ``tab:name``. The first line, a comment, names the packages it needs.
    """
    cells = plain(table, decimals=3)
    numeric = [pd.api.types.is_numeric_dtype(dtype) for dtype in table.dtypes]
    wide = (
        [not number and cells.iloc[:, at].map(len).max() > 20 for at, number in enumerate(numeric)]
        if len(cells)
        else []
    )
    share = min(0.3, 0.8 / max(sum(wide), 1))  # of the line, for each column that wraps
    wrapping = rf">{{\raggedright\arraybackslash}}p{{{share:.2f}\linewidth}}"
    columns = [
        "r" if number else wrapping if wide and wide[at] else "l"
        for at, number in enumerate(numeric)
    ]
    head = " & ".join(escape_latex(str(column)) for column in table.columns) + r" \\"
    body = [
        " & ".join(escape_latex(cell) for cell in row) + r" \\" for row in cells.to_numpy().tolist()
    ]
    title = [rf"\caption{{{escape_latex(caption)}}}\label{{tab:{name}}}\\"] if caption else []
    return "\n".join(
        [
            r"% needs \usepackage{booktabs,longtable,array} and, for Chinese, \usepackage{ctex}",
            rf"\begin{{longtable}}{{{''.join(columns)}}}",
            *title,
            r"\toprule",
            head,
            r"\midrule",
            r"\endhead",
            *body,
            r"\bottomrule",
            r"\end{longtable}",
            "",
        ]
    )


def plain(table: pd.DataFrame, *, decimals: int = DECIMALS) -> pd.DataFrame:
    """Every cell as the text a file shows: missing empty, truth ``true``/``false``, floats as
    short as exact.
    """
    return pd.DataFrame(
        {position: _texts(table.iloc[:, position], decimals) for position in range(table.shape[1])},
        dtype=object,
    ).set_axis(table.columns, axis=1)


def escape_formula(cell: str) -> str:
    """`cell` with a leading ``'`` where a spreadsheet would take it for a formula; numbers stay
    numbers.
    """
    if not cell.startswith(_FORMULA_STARTS) or _is_number(cell):
        return cell
    return f"'{cell}"


def escape_latex(text: str) -> str:
    """`text` with the ten characters that mean something to LaTeX written out."""
    special = {
        "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
        **{char: f"\\{char}" for char in "&%$#_{}"}, "\n": " ",
    }  # fmt: skip
    return "".join(special.get(char, char) for char in text)


def escape_markdown(text: str) -> str:
    """`text` as Markdown that shows it: no tag, link, code or further column of a table."""
    return _MARKDOWN.sub(r"\\\g<0>", text)


def inert_markdown(text: str) -> str:
    """Prose as Markdown that shows it: no tag and no link begins in it, all else is as it was."""
    return _BEGINS.sub(r"\\\g<0>", text)


def _csv(head: Iterable[Any], rows: Iterable[Iterable[str]]) -> str:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return text.getvalue()


def _texts(column: pd.Series, decimals: int) -> list[str]:
    """`_text` of every cell. A column is taken out as a list: cell by cell takes ten times as long,
    and tables of pairs have millions.
    """
    cells = column.tolist()
    if column.dtype != float:
        kept = {str: str, int: str}
        return [kept[type(x)](x) if type(x) in kept else _text(x, decimals) for x in cells]
    known: dict[float, str] = {}  # only among floats do equal cells read alike: True equals 1
    for cell in cells:
        if cell not in known:
            known[cell] = _text(cell, decimals)
    return [known[cell] for cell in cells]


def _text(value: Any, decimals: int) -> str:
    if isinstance(value, str):
        return value
    if value is None or (value != value if type(value) is float else pd.isna(value)):
        return ""
    if isinstance(value, float):
        short = f"{value:.{decimals}f}".rstrip("0") if decimals else f"{value:.0f}"
        short = short + "0" if short.endswith(".") else short
        return short.removeprefix("-") if float(short) == 0 else short
    text = str(value)
    return text.lower() if text in ("True", "False") else text


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


_Parts = Iterable[tuple[bytes, int]]  # content of a file, and how many rows each part has
_CONTRACT: dict[str, Callable[[pd.DataFrame], _Parts]] = {
    "csv": lambda table: _csv_parts(table, to_csv),
    "parquet": lambda table: [(to_parquet(table), len(table))],
}
_WRITERS: dict[str, Callable[[pd.DataFrame, str], _Parts]] = {
    "csv": lambda table, name: _csv_parts(table, to_excel_csv),
    "parquet": lambda table, name: [(to_parquet(table), len(table))],
    "latex": lambda table, name: [(to_latex(table, name).encode("utf-8"), len(table))],
    "markdown": lambda table, name: [(to_markdown(table).encode("utf-8"), len(table))],
}
