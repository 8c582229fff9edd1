"""Which clause is which coded unit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from compare.validation.rows import scores_row, total

if TYPE_CHECKING:
    from compare.coding.hand import HandCoding
    from compare.text.passage import Passage


def match_units(hand: HandCoding, clauses: pd.DataFrame, passages: Mapping[str, Passage]) -> pd.DataFrame:
    """Which clause is which coded unit: the one whose body begins, and ends, as coded.

    Returns
    -------
    DataFrame
        ``unit``, ``doc_id``, ``clause_id`` (empty where no clause begins so), ``exact`` (both ends the same);
        units of documents that were not read are left out.
    """
    rows, used = [], set()
    bodies = {
        doc_id: [(clause, re.sub(r"\s", "", passages[clause].raw)) for clause in ids]
        for doc_id, ids in clauses.groupby("doc_id", sort=False)["clause_id"]
    }
    for unit, doc_id, first, last in hand.units[["unit", "doc_id", "first", "last"]].itertuples(index=False):
        if doc_id not in bodies:
            continue
        free = ((clause, body) for clause, body in bodies[doc_id] if clause not in used and body.startswith(first))
        clause, body = next(free, ("", ""))
        used.add(clause)
        rows.append({"unit": unit, "doc_id": doc_id, "clause_id": clause, "exact": bool(clause) and body.endswith(last)})
    return pd.DataFrame(rows, columns=["unit", "doc_id", "clause_id", "exact"])


def unit_rows(units: pd.DataFrame, clauses: pd.DataFrame) -> list[dict[str, Any]]:
    """F1 of units whose both ends are as coded."""
    sizes = clauses["doc_id"].value_counts()
    rows = [
        scores_row("units", "f1", str(doc), len(group), int(sizes[doc]), int(group["exact"].sum()))
        for doc, group in units.groupby("doc_id", sort=False)
    ]
    return rows + total(rows)


def documents_of(hand: HandCoding, to_unit: pd.Series) -> dict[str, list[str]]:
    """Coded units of each document that were found."""
    coded = hand.units[hand.units["unit"].isin(to_unit)]
    return {str(doc): list(group) for doc, group in coded.groupby("doc_id", sort=False)["unit"]}
