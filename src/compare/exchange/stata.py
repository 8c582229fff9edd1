"""Tables for Stata (and haven in R): ``.dta`` of format 118, with labels from the schema."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import pandas as pd

from compare.schema import OUTPUTS, Column
from compare.words.codes import code_name
from compare.words.meanings import column_meaning, column_unit, table_meaning
from compare.words.present import CODE_COLUMNS, declared_name

# Words that Stata keeps for itself: such a column gets an underscore behind its name.
RESERVED = frozenset({
    *("aggregate", "array", "boolean", "break", "byte", "case", "catch", "class", "colvector"),
    *("complex", "const", "continue", "default", "delegate", "delete", "do", "double", "else"),
    *("eltypedef", "end", "enum", "explicit", "export", "external", "float", "for", "friend"),
    *("function", "global", "goto", "if", "in", "inline", "int", "local", "long", "pragma"),
    *("protected", "quad", "rowvector", "short", "typedef", "typename", "using", "virtual"), "with",
})  # fmt: skip
_LONGEST_LABEL = 80  # characters; Stata's limit
_LONGEST_NAME = 32
_LONGEST_TEXT = 2045  # bytes; longer ones need a type of their own
_NO_DATE = datetime(1960, 1, 1)  # where Stata counts from; the file must not tell when it was made


def to_dta(table: pd.DataFrame, name: str, lang: str = "en") -> bytes:
    """A declared table as a Stata file.

    Parameters
    ----------
    table : DataFrame
        Not modified.
    name : str
        Its name in `compare.schema.OUTPUTS`: each column gets its meaning and unit as label, and a
        column of codes becomes a number with value labels, in the order of the schema. A name that
        Stata keeps for itself gets an underscore behind it: ``class_``.
    lang : {"en", "zh"}
        Language of the labels. Chinese ones begin with the Chinese name of the column, and codes
        are labelled in words.

    Returns
    -------
    bytes
        Format 118 (Stata 14 and later; UTF-8). Truth values are 0 and 1, missing ones missing. The
        same on every run.
    """
    declared = OUTPUTS[name]
    columns = {**declared.columns, **declared.further}
    stata_name = {str(c): f"{c}_" if str(c) in RESERVED else str(c) for c in table.columns}
    out = pd.DataFrame(
        {
            stata_name[str(c)]: _stata(table[c], str(c), columns.get(str(c)), lang)
            for c in table.columns
        }
    )
    labels = {
        stata_name[str(c)]: _label(name, str(c), columns[str(c)], lang)
        for c in table.columns
        if str(c) in columns
    }
    too_long = [str(c) for c in out.columns if len(str(c)) > _LONGEST_NAME]
    if too_long:
        raise ValueError(
            f"{name}: names longer than {_LONGEST_NAME} characters, which Stata refuses: "
            f"{too_long}."
        )
    texts = [str(c) for c in out.columns if out[c].dtype == object]
    strl = (
        [
            c
            for c in texts
            if out[c].map(lambda cell: len(cell.encode("utf-8"))).max() > _LONGEST_TEXT
        ]
        if len(out)
        else []
    )
    buffer = BytesIO()
    out.to_stata(
        buffer,
        write_index=False,
        version=118,
        variable_labels=labels,
        data_label=table_meaning(name, lang)[:_LONGEST_LABEL],
        time_stamp=_NO_DATE,
        convert_strl=strl,
    )
    return buffer.getvalue()


def _label(table: str, name: str, column: Column, lang: str) -> str:
    meaning, unit = column_meaning(table, name, lang), column_unit(table, name, lang)
    if lang == "en":
        unit = f" ({unit})" if unit else ""
    else:
        meaning = f"{declared_name(name, column, lang)}：{meaning}"
        unit = f"（{unit}）" if unit else ""
    return meaning[: _LONGEST_LABEL - len(unit)] + unit


def _stata(values: pd.Series, name: str, column: Column | None, lang: str) -> pd.Series:
    if (
        column and column.allowed and column.dtype == "str" and len(values)
    ):  # pandas writes no labels without rows
        codes = [code for code in column.allowed if code]
        kept = pd.Categorical(values.where(values.isin(codes)), categories=codes)
        if lang != "en" and name in CODE_COLUMNS:
            kept = kept.rename_categories({code: code_name(name, code, lang) for code in codes})
        return pd.Series(kept, index=values.index)
    if pd.api.types.is_bool_dtype(values.dtype):
        return values.astype("Float64").astype("float64")
    if pd.api.types.is_integer_dtype(values.dtype) and values.isna().any():
        return values.astype("float64")
    if pd.api.types.is_numeric_dtype(values.dtype):
        return values
    return values.fillna("").astype(str).astype(object)
