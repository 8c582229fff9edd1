"""Who can have copied from whom: from the earlier document to the later one only.

Likeness has no direction; dates have. For each pair of counterparts this tells which clause stood
first, what its document is to the later one, and whether another earlier clause is nearer still: a
later text that is closer
to a sibling than to the template took it, or its source, from elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from compare import schema
from compare.adoption.relations import ancestors, date_windows, key_of, named_by
from compare.adoption.templates import Template
from compare.base.rows import rows_of

COLUMNS = (
    "later", "earlier", "later_doc", "earlier_doc", "relation", "order", "days_min", "days_max",
    "contained", "cosine_char", "longest_run", "level", "nearest",
)  # fmt: skip
RELATIONS = ("template", "sibling", "unrelated")
ORDERS = ("after", "same day", "undecidable")


def trace_direction(
    documents: pd.DataFrame,
    clauses: pd.DataFrame,
    pairs: pd.DataFrame,
    templates: Iterable[Template] = (),
) -> pd.DataFrame:
    """Counterparts, turned so that the later clause comes first.

    Parameters
    ----------
    documents, clauses, pairs : DataFrame
        Tables of `compare.schema`.
    templates : iterable of Template
        Their `implements` and dates complete the chain.

    Returns
    -------
    DataFrame, one row a pair of counterparts
        ``later``, ``earlier`` : clauses; where the order is undecidable, in the order of the
        documents.
        ``relation`` : what the earlier document is to the later: a ``template`` it implements (or
        that one implements), a ``sibling`` (both implement a third), or ``unrelated``.
        ``order`` : ``after``, ``same day``, or ``undecidable`` (a date is missing or only its year
        is known).
        ``days_min``, ``days_max`` : days between both, NaN where unknown.
        ``contained`` : share of the later clause's character trigrams that the earlier one has,
        0–1.
        ``nearest`` : True for the earlier clause with the highest ``cosine_char`` among all that
        are not undecidable, of those that this later clause has; ties count for each.
    """
    templates = tuple(templates)
    names = named_by(documents, templates)
    windows = date_windows(documents, templates)
    keys = {row.doc_id: key_of(row) for row in rows_of(documents)}
    lines = {doc_id: ancestors(key, names) for doc_id, key in keys.items()}
    owner = dict(zip(clauses["clause_id"], clauses["doc_id"], strict=True))
    rows = []
    for pair in rows_of(schema.counterparts(pairs)):
        a, b = owner[pair.a], owner[pair.b]
        low, high = _days(windows.get(keys[a]), windows.get(keys[b]))
        above_a, above_b = (
            keys[b] in lines[a],
            keys[a] in lines[b],
        )  # what is implemented was there first
        a_later = above_a or (not above_b and low is not None and low > 0)
        b_later = above_b or (not above_a and high is not None and high < 0)
        order = "after" if a_later or b_later else "same day" if low == high == 0 else "undecidable"
        if b_later:
            later, earlier, contained, low, high = (
                pair.b,
                pair.a,
                pair.containment_ba,
                _minus(high),
                _minus(low),
            )
        else:
            later, earlier, contained = pair.a, pair.b, pair.containment_ab
        relation = (
            "template" if above_a or above_b else "sibling" if lines[a] & lines[b] else "unrelated"
        )
        rows.append(
            (
                later,
                earlier,
                owner[later],
                owner[earlier],
                relation,
                order,
                _number(low),
                _number(high),
                contained,
                pair.cosine_char,
                pair.longest_run,
                pair.level,
            )
        )
    frame = pd.DataFrame(rows, columns=list(COLUMNS[:-1]))
    decided = frame["order"] != "undecidable"
    best = frame[decided].groupby("later")["cosine_char"].max()
    frame["nearest"] = decided & (frame["cosine_char"] == frame["later"].map(best))
    return frame


def _days(a: tuple | None, b: tuple | None) -> tuple[int | None, int | None]:
    """Fewest and most days from b to a."""
    if a is None or b is None:
        return None, None
    return (a[0] - b[1]).days, (a[1] - b[0]).days


def _minus(days: int | None) -> int | None:
    return None if days is None else -days


def _number(days: int | None) -> float:
    return float("nan") if days is None else float(days)
