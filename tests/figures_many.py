"""The example study many times over: a corpus of any size for figures, without reading a text."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

_CLAUSES = ("clause_id", "a", "b")
_LISTS = ("clause_ids",)


def many(study, tables, n: int):
    """`study` and `tables` as if they held `n` documents: copies under other names.

    The first copies keep their names, so that a coding still finds its documents.
    """
    ids = list(tables["documents"]["doc_id"])
    rounds = -(-n // len(ids))
    kept = [f"{doc}{_mark(k)}" for k in range(rounds) for doc in ids][:n]
    out = {}
    for name, table in tables.items():
        if name == "items":
            out[name] = table
            continue
        copies = pd.concat([_renamed(table, k) for k in range(rounds)], ignore_index=True)
        out[name] = copies[_belongs(copies, kept)].reset_index(drop=True)
    passages = {
        _clause(clause, k): passage
        for k in range(rounds)
        for clause, passage in study.passages.items()
    }
    return (
        replace(study, documents=out["documents"], clauses=out["clauses"], passages=passages),
        out,
    )


def _mark(k: int) -> str:
    return f"x{k}" if k else ""


def _renamed(table: pd.DataFrame, k: int) -> pd.DataFrame:
    if not k or not len(table):
        return table
    out = table.copy()
    if "doc_id" in out:
        out["doc_id"] = out["doc_id"] + _mark(k)
    for column in _CLAUSES:
        if column in out and out[column].dtype != float:
            out[column] = [_clause(value, k) for value in out[column]]
    for column in _LISTS:
        if column in out:
            out[column] = [
                ";".join(_clause(part, k) for part in str(cell).split(";")) for cell in out[column]
            ]
    return out


def _clause(value: str, k: int) -> str:
    doc, dash, rest = str(value).partition("-")
    return f"{doc}{_mark(k)}{dash}{rest}" if dash else str(value)


def _belongs(table: pd.DataFrame, kept: list[str]) -> pd.Series:
    if "doc_id" in table:
        return table["doc_id"].isin(kept)
    for column in ("clause_id", "a"):
        if column in table:
            return table[column].str.partition("-")[0].isin(kept)
    return pd.Series(True, index=table.index)
