"""From cells to the PMC index: scores of the first-level variables, index, grade, rank, surface."""

from __future__ import annotations

import math

import pandas as pd

from compare import schema
from compare.pmc.codebook import PmcBook

_DIGITS = 6


def score_cells(cells: pd.DataFrame, book: PmcBook) -> pd.DataFrame:
    """Mean of the second-level values of each first-level variable [1]_.

    Parameters
    ----------
    cells : DataFrame
        A `schema.PMC_CELLS` table.
    book : PmcBook

    Returns
    -------
    DataFrame
        A `schema.PMC_SCORES` table. ``score`` lies in [0, 1]: 0 = the document has none of the
        variables, 1 = all; NaN where a value cannot be told, for a mean of the others would
        favour what is known.

    References
    ----------
    .. [1] M. A. Ruiz Estrada (2011), Policy modeling: Definition, classification and evaluation,
       Journal of Policy Modeling 33(4), 523-536.
    """
    rows = []
    for (doc_id, first), own in cells.groupby(["doc_id", "first_level"], sort=False):
        values = own["value"]
        unknown = int(values.isna().sum())
        ones = int((values == 1).sum())
        rows.append(
            {"doc_id": doc_id, "first_level": first,
             "score": float("nan") if unknown else round(ones / len(own), _DIGITS),
             "ones": ones, "variables": len(own), "undecided": unknown}
        )  # fmt: skip
    order = {name: at for at, name in enumerate(book.first)}
    documents = {str(name): at for at, name in enumerate(dict.fromkeys(cells["doc_id"]))}
    rows.sort(key=lambda row: (documents[str(row["doc_id"])], order[str(row["first_level"])]))
    return schema.PMC_SCORES.frame(rows) if rows else schema.PMC_SCORES.frame().assign(undecided=0)


def index_documents(scores: pd.DataFrame, cells: pd.DataFrame, book: PmcBook) -> pd.DataFrame:
    """The index of each document: the sum of its scores, from 0 to the number of first-level
    variables; its grade and rank.

    Parameters
    ----------
    scores : DataFrame
        Result of `score_cells`.
    cells : DataFrame
        A `schema.PMC_CELLS` table.
    book : PmcBook

    Returns
    -------
    DataFrame
        A `schema.PMC` table, documents in order.
    """
    decided = cells[cells["decided_by"] != ""].groupby("doc_id").size()
    rows = []
    for doc_id, own in scores.groupby("doc_id", sort=False):
        whole = not own["undecided"].any()
        index = round(math.fsum(own["ones"] / own["variables"]), _DIGITS)
        high = math.fsum((own["ones"] + own["undecided"]) / own["variables"])
        rows.append(
            {"doc_id": doc_id, "index": index if whole else float("nan"), "of": len(own),
             "grade": grade_of(index / len(own), book) if whole else "",
             "rank": float("nan"), "index_low": index, "index_high": round(high, _DIGITS),
             "decided": int(decided.get(doc_id, 0)), "rules": book.version}
        )  # fmt: skip
    if not rows:
        return schema.PMC.frame()
    return with_ranks(schema.PMC.frame(rows))


def with_ranks(index: pd.DataFrame) -> pd.DataFrame:
    """Documents with their rank among those of the table; those of one index share the better
    rank, those without an index have none.
    """
    return index.assign(rank=index["index"].rank(method="min", ascending=False))


def grade_of(share: float, book: PmcBook) -> str:
    """The grade of an index that is this share of the largest one.

    The bounds in use, 9, 7 and 5 of ten variables, are shares of the largest index, so that they
    mean the same for any number of variables.
    """
    for grade, least in book.grades.items():
        if share >= least - 1e-9:
            return grade
    return schema.PMC_GRADES[-1]


def matrix_of(scores: pd.DataFrame, index: pd.DataFrame) -> pd.DataFrame:
    """Documents by first-level variables, as papers print it, with ``index``, ``grade``, ``rank``.

    Parameters
    ----------
    scores, index : DataFrame
        Tables ``pmc_scores`` and ``pmc``.

    Returns
    -------
    DataFrame
        Index ``doc_id``.
    """
    order = list(dict.fromkeys(scores["first_level"]))
    wide = scores.pivot(index="doc_id", columns="first_level", values="score")
    wide = wide.reindex(index=list(index["doc_id"]), columns=order).rename_axis(columns=None)
    return wide.join(index.set_index("doc_id")[["index", "grade", "rank"]])


def surface_of(scores: pd.DataFrame, doc_id: str, book: PmcBook) -> pd.DataFrame:
    """The PMC matrix of a document: nine first-level variables, three by three, row by row.

    Returns
    -------
    DataFrame, shape (3, 3)
        Values in [0, 1]; empty where the codebook has not just nine first-level variables with
        others below them. A variable that is decided itself, such as openness, stays out.
    """
    if not book.surface:
        return pd.DataFrame()
    own = scores[scores["doc_id"] == doc_id].set_index("first_level")["score"]
    values = [float(own[name]) for name in book.surface]
    return pd.DataFrame([values[:3], values[3:6], values[6:]])
