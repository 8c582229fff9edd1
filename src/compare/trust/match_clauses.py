"""Which clause is which coded unit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from compare.trust.agreement import unitizing
from compare.trust.match_rows import scores_row, total

if TYPE_CHECKING:
    from compare.text.passage import Passage, Source
    from compare.trust.hand_coding import HandCoding


def match_units(
    hand: HandCoding, clauses: pd.DataFrame, passages: Mapping[str, Passage]
) -> pd.DataFrame:
    """Which clause is which coded unit: the one whose body begins, and ends, as coded.

    Returns
    -------
    DataFrame
        ``unit``, ``doc_id``, ``clause_id`` (empty where no clause begins so), ``exact`` (both ends
        the same); units of documents that were not read are left out.
    """
    rows, used = [], set()
    bodies = {
        doc_id: [(clause, re.sub(r"\s", "", passages[clause].raw)) for clause in ids]
        for doc_id, ids in clauses.groupby("doc_id", sort=False)["clause_id"]
    }
    for unit, doc_id, first, last in hand.units[["unit", "doc_id", "first", "last"]].itertuples(
        index=False
    ):
        if doc_id not in bodies:
            continue
        free = (
            (clause, body)
            for clause, body in bodies[doc_id]
            if clause not in used and body.startswith(first)
        )
        clause, body = next(free, ("", ""))
        used.add(clause)
        rows.append(
            {
                "unit": unit,
                "doc_id": doc_id,
                "clause_id": clause,
                "exact": bool(clause) and body.endswith(last),
            }
        )
    return pd.DataFrame(rows, columns=["unit", "doc_id", "clause_id", "exact"])


def unit_rows(units: pd.DataFrame, clauses: pd.DataFrame) -> list[dict[str, Any]]:
    """F1 of units whose both ends are as coded."""
    sizes = clauses["doc_id"].value_counts()
    rows = [
        scores_row("units", "f1", str(doc), len(group), int(sizes[doc]), int(group["exact"].sum()))
        for doc, group in units.groupby("doc_id", sort=False)
    ]
    return rows + total(rows)


def unitizing_agreement(
    hand: HandCoding, clauses: pd.DataFrame, sources: Mapping[str, Source]
) -> pd.DataFrame:
    """How far the clauses are cut where the coding cuts them, a document at a time
    (`compare.trust.agreement.unitizing`).

    Units are looked up by their first and last characters in the file without white space, one
    after the other.

    Returns
    -------
    DataFrame
        ``doc_id``, ``coded``, ``found`` (units), ``units`` and ``boundaries`` (F1), ``alpha``.
    """
    rows = []
    for doc_id, coded in hand.units.groupby("doc_id", sort=False):
        if doc_id not in sources:
            continue
        text = sources[str(doc_id)].text
        # Place of each character among those that are no white space.
        places = [0]
        for character in text:
            places.append(places[-1] + (not character.isspace()))
        compact = re.sub(r"\s", "", text)
        one, position = [], 0
        for first, last in zip(coded["first"], coded["last"], strict=True):
            begin = compact.find(first, position)
            end = compact.find(last, begin)
            if begin >= 0 and end >= 0:
                one.append((begin, end + len(last)))
                position = begin + 1
        own = clauses[clauses["doc_id"] == doc_id]
        other = [
            (places[begin], places[end])
            for begin, end in zip(own["begin"], own["end"], strict=True)
        ]
        rows.append(
            {
                "doc_id": doc_id,
                "coded": len(one),
                "found": len(other),
                **unitizing(one, other, length=len(compact)),
            }
        )
    return pd.DataFrame(rows, columns=["doc_id", "coded", "found", "units", "boundaries", "alpha"])


def documents_of(hand: HandCoding, to_unit: pd.Series) -> dict[str, list[str]]:
    """Coded units of each document that were found."""
    coded = hand.units[hand.units["unit"].isin(to_unit)]
    return {str(doc): list(group) for doc, group in coded.groupby("doc_id", sort=False)["unit"]}
