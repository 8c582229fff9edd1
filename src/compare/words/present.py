"""A table in one language: names of columns, codes and reasons as words.

Analyses keep the names and codes of `compare.schema`, so that one program reads every study. What
a person reads goes through `present`: same rows, same numbers, other words. Words of the texts
themselves (headings, clauses, names as printed) stay as they are: they are the material.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from compare import schema
from compare.words.codes import code_name
from compare.words.reasons import reason
from compare.words.strings import strings

# Columns that hold codes: those of which the schema lists the values, and those of other analyses.
# Units are printed in Chinese in the texts and are not codes.
CODE_COLUMNS = {
    name
    for table in schema.OUTPUTS.values()
    for name, column in table.every.items()
    if column.allowed is not None and name != "unit"
} | {
    "automatic", "cause", "change", "doubts", "error", "field", "hand", "in_hand", "matched",
    "order", "part", "question", "repair", "row_kind", "side", "verdict", "document", "doc_level",
}  # fmt: skip

Names = Mapping[str, Mapping[str, str]]


def present(frame: pd.DataFrame | pd.Series, lang: str, *, names: Names | None = None) -> Any:
    """`frame` with its columns and codes in words of `lang`: same rows, in the same order.

    Parameters
    ----------
    frame : DataFrame or Series
        A table of a study or of an analysis, grouped and pivoted ones too. A named index becomes
        columns.
    lang : {"zh", "en"}
    names : mapping of column to mapping of code to str, optional
        Words for codes that a study brings (`compare.study.show.names_of`).

    Returns
    -------
    DataFrame
        All columns; those without a word of their own keep their name. Two columns that would get
        one name keep theirs.

    Examples
    --------
    >>> present(pd.DataFrame({"level": ["absent"], "n": [2]}), "en").to_dict("list")
    {'Level': ['Absent'], 'n': [2]}
    """
    table = frame.to_frame(frame.name or "count") if isinstance(frame, pd.Series) else frame
    if not plain_index(table.index):
        table = table.reset_index()
    columns = {}
    for position, name in enumerate(table.columns):
        values = table.iloc[:, position]
        first = str(next(iter(name))) if isinstance(name, tuple) and name else str(name)
        columns[position] = _worded(values, first, lang, (names or {}).get(first, {}))
    out = pd.DataFrame(columns, index=table.index)
    heads = [_title(name, columns[at], lang) for at, name in enumerate(table.columns)]
    out.columns = pd.Index(_apart(heads, list(table.columns)), dtype="object")
    return out


def plain_index(index: pd.Index) -> bool:
    """Whether an index only counts rows, or keeps the row numbers of the frame it was cut from."""
    return isinstance(index, pd.RangeIndex) or (
        index.name is None and pd.api.types.is_integer_dtype(index.dtype)
    )


def column_name(name: Hashable, lang: str) -> str:
    """What a reader calls a column; a pivoted code by its word, an unknown name as it is.

    >>> column_name("doc_id", "zh"), column_name("taken_over", "zh"), column_name("mine", "zh")
    ('文本', '采纳', 'mine')
    """
    if isinstance(name, tuple):
        return "·".join(column_name(part, lang) for part in name if str(part))
    words = strings(lang)
    return words.get(f"column.{name}") or words.get(f"code.{name}") or str(name)


def declared_name(name: str, column: schema.Column, lang: str) -> str:
    """What a reader calls a column of the schema, as `present` calls it in a table.

    >>> columns = schema.TABLES["documents"].columns, schema.TABLES["adoption"].columns
    >>> [declared_name("level", one["level"], "zh") for one in columns]
    ['层级', '判断']
    """
    kind = "number" if column.dtype in ("int", "float") else "words"
    codes = set(column.allowed or ()) - {""}
    return _named(name, "government" if codes and codes <= set(schema.LEVELS) else kind, lang)


def _title(name: Hashable, values: pd.Series, lang: str) -> str:
    kind = "number" if pd.api.types.is_numeric_dtype(values.dtype) else "words"
    if name == "level" and set(values.dropna()) - {""} <= {
        code_name("level", level, lang) for level in schema.LEVELS
    }:
        kind = "government"
    return _named(name, kind, lang)


def _named(name: Hashable, kind: str, lang: str) -> str:
    # Some names of columns say one thing of numbers and another of words, or of governments.
    return strings(lang).get(f"column.{name}.{kind}") or column_name(name, lang)


def _apart(titles: list[str], names: list[Hashable]) -> list[str]:
    return [
        title if titles.count(title) == 1 else f"{title}·{name}"
        for title, name in zip(titles, map(str, names), strict=True)
    ]


def _worded(values: pd.Series, column: str, lang: str, own: Mapping[str, str]) -> pd.Series:
    if column == "why":
        return values.astype(object).map(lambda why: reason(why, lang) if why else why)
    if column == "repair" or (column == "found" and not own and not _truth(values)):
        # What was repaired, and what is odd about a number, may be a sentence of its own.
        return values.astype(object).map(lambda told: _told(told, column, lang))
    if column == "cues":
        return values.astype(object).map(lambda cues: _places(cues, lang) if cues else cues)
    if not own and column not in CODE_COLUMNS and not _truth(values):
        return values
    joint = "；" if lang == "zh" else "; "
    said = {value: _cell(value, column, lang, own, joint) for value in values.unique()}
    return values.astype(object).map(said.get)


def _told(told: Any, column: str, lang: str) -> Any:
    if not isinstance(told, str):
        return told
    return reason(code_name(column, told, lang) if column == "repair" else told, lang)


def _places(cues: str, lang: str) -> str:
    # heading 3:放管服 says where a cue stands; codes and the cues themselves are left.
    def word(found: re.Match[str]) -> str:
        return code_name("where", found[0], lang) if lang != "en" else found[0]

    return re.sub(r"(?:(?<=^)|(?<=;))(?:heading|text|section|theme|head|tail)(?=[ :])", word, cues)


def _truth(values: pd.Series) -> bool:
    return pd.api.types.is_bool_dtype(values.dtype) or (
        values.dtype == object and any(isinstance(value, bool) for value in values)
    )


def _cell(value: Any, column: str, lang: str, own: Mapping[str, str], joint: str) -> Any:
    if value is None or value is pd.NA or value != value:
        return None
    if not isinstance(value, str):
        return code_name(column, str(value).lower(), lang) if str(value) in _TRUTH else value
    parts = []
    for part in value.split(";"):
        code, rest = _CODE.fullmatch(part).groups()  # type: ignore[union-attr]
        parts.append((own.get(code) or code_name(column, code, lang)) + rest)
    return joint.join(parts)


_TRUTH = ("True", "False")
_CODE = re.compile(r"([^@:]*)(.*)", re.DOTALL)  # few_clauses@120, mandate:2
