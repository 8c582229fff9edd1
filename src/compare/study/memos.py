"""Memos: what people noted on a clause, or on a cell of the ledger. They change no result."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pandas as pd

from compare import schema
from compare.base.formula import unguarded
from compare.base.rows import rows_of
from compare.errors import CodingError
from compare.structure.doc_numbers import canonical_number
from compare.study.files import csv_rows
from compare.text.numerals import whole_number

COLUMNS = tuple(schema.MEMOS.columns)
KEY = schema.MEMOS.key
"""What a memo is on, and whose it is: each person has one on a thing."""


def no_memos() -> pd.DataFrame:
    """A table without a row."""
    return pd.DataFrame(columns=list(COLUMNS), dtype="str")


def read_memos(root: Path) -> pd.DataFrame:
    """``coding/memos.csv`` of the study folder; a study without it has none.

    Raises
    ------
    CodingError
        Where a column is missing.
    """
    rows = csv_rows(root / "coding" / "memos.csv")
    return named_columns(pd.DataFrame(rows), name="coding/memos.csv") if rows else no_memos()


def named_columns(memos: pd.DataFrame, *, name: str) -> pd.DataFrame:
    """The memos as text, with every column.

    Raises
    ------
    CodingError
        Where ``memo`` or ``who`` is missing.
    """
    missing = [column for column in ("memo", "who") if column not in memos]
    if missing:
        raise CodingError(f"{name}: columns {missing} are missing; found {list(memos.columns)}.")
    out = memos.reindex(columns=list(COLUMNS), fill_value="").fillna("").astype(str)
    out = out.apply(lambda column: column.str.strip().map(unguarded))
    out["template"] = [canonical_number(number) or number for number in out["template"]]
    return out


def memo_fault(
    memo: object, clauses: Collection[str], cells: Collection[tuple[str, int, str]]
) -> str:
    """Why a memo has no place in the study; empty where it has one."""
    get = {column: str(getattr(memo, column)) for column in COLUMNS}
    if not get["who"]:
        return "whose memo is it? Fill the column who."
    if get["template"] or get["item_no"]:
        cell = (get["template"], whole_number(get["item_no"]) or 0)
        if (*cell, get["doc_id"]) not in cells:
            return f"item {get['item_no']!r} of {get['template']} in {get['doc_id']!r} is no cell."
        return ""
    if get["clause_id"] not in clauses:
        return f"there is no clause {get['clause_id']!r}."
    return ""


def merge_memos(standing: pd.DataFrame, given: pd.DataFrame) -> pd.DataFrame:
    """Memos of all; a later one of a person replaces the earlier, an empty one removes it."""
    memos = {
        tuple(getattr(row, name) for name in KEY): row
        for row in rows_of(pd.concat([standing, given], ignore_index=True))
    }
    kept = [row for row in memos.values() if row.memo]
    return pd.DataFrame(kept, columns=list(COLUMNS), dtype="str") if kept else no_memos()
