"""Bodies compared between documents: differences of shares, counterpart clauses, dated names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from compare import schema
from compare.base.intervals import DRAWS, FEWEST, SEED

if TYPE_CHECKING:
    from compare.agencies.registry import Registry
from compare.agencies.kinds import documents_of, select
from compare.agencies.measures import presence_of, resampled_means


def share_differences(
    agencies: pd.DataFrame,
    clauses: pd.DataFrame,
    *,
    by: str = "family",
    where: str = "attribution",
    generic: bool = False,
    draws: int = DRAWS,
    seed: int = SEED,
) -> pd.DataFrame:
    """Differences between documents in the share of clauses that name a family.

    Clauses of the two documents are resampled independently; the interval is the 95 % percentile
    interval of the difference. With many families some intervals exclude 0 by chance alone: read
    ``low`` and ``high`` as
    a description, and count on a difference only where theory names the family beforehand.

    Returns
    -------
    DataFrame
        One row a pair of documents and family named by either: ``a``, ``b``, `by`, ``share_a``,
        ``share_b``,
        ``n_a``, ``n_b``, ``difference`` = share_a − share_b, ``low``, ``high`` (NaN where either
        document has fewer than `FEWEST` such clauses), ``clear`` (the interval excludes 0);
        largest difference first within a pair.
    """
    rows = select(agencies, where=where, generic=generic)
    names = sorted(set(rows[by]))
    samples, presence = {}, {}
    for number, doc_id in enumerate(documents_of(clauses)):
        part = rows[rows["doc_id"] == doc_id]
        if part.empty:
            continue
        matrix = presence_of(part, by).reindex(columns=names, fill_value=0).to_numpy(float)
        presence[doc_id] = matrix
        samples[doc_id] = resampled_means(matrix, draws, seed + number)
    out = []
    ids = list(presence)
    for i, a in enumerate(ids):
        for b in ids[i + 1 :]:
            low, high = np.percentile(samples[a] - samples[b], [2.5, 97.5], axis=0)
            if min(len(presence[a]), len(presence[b])) < FEWEST:
                low = high = np.full(len(names), np.nan)
            mean_a, mean_b = presence[a].mean(axis=0), presence[b].mean(axis=0)
            block = [
                {
                    "a": a,
                    "b": b,
                    by: name,
                    "share_a": mean_a[k],
                    "share_b": mean_b[k],
                    "n_a": len(presence[a]),
                    "n_b": len(presence[b]),
                    "difference": mean_a[k] - mean_b[k],
                    "low": low[k],
                    "high": high[k],
                    "clear": bool(low[k] > 0 or high[k] < 0),
                }
                for k, name in enumerate(names)
                if mean_a[k] + mean_b[k] > 0
            ]
            out += sorted(block, key=lambda row: (-abs(row["difference"]), row[by]))
    return pd.DataFrame(
        out,
        columns=[
            "a",
            "b",
            by,
            "share_a",
            "share_b",
            "n_a",
            "n_b",
            "difference",
            "low",
            "high",
            "clear",
        ],
    )


def counterpart_families(
    agencies: pd.DataFrame, pairs: pd.DataFrame, *, by: str = "family", where: str = "attribution"
) -> pd.DataFrame:
    """For each measure that two documents share: the families both name, and those only one of
    them names.

    Parameters
    ----------
    pairs : DataFrame
        A `schema.PAIRS` table; only rows whose level is verbatim or adapted are counterparts.

    Returns
    -------
    DataFrame
        One row a counterpart pair of which both clauses name somebody: ``a``, ``b``, ``level``,
        ``both``,
        ``only_a``, ``only_b`` (families joined with ;), ``jaccard`` = families of both over
        families of either (1 = the same families).
    """
    rows = select(agencies, where=where, generic=False)
    named = {str(clause): sorted(set(part)) for clause, part in rows.groupby("clause_id")[by]}
    out = []
    for pair in schema.counterparts(pairs).itertuples():
        left, right = set(named.get(str(pair.a), ())), set(named.get(str(pair.b), ()))
        if left and right:
            out.append(
                {
                    "a": pair.a,
                    "b": pair.b,
                    "level": pair.level,
                    "both": ";".join(sorted(left & right)),
                    "only_a": ";".join(sorted(left - right)),
                    "only_b": ";".join(sorted(right - left)),
                    "jaccard": len(left & right) / len(left | right),
                }
            )
    return pd.DataFrame(out, columns=["a", "b", "level", "both", "only_a", "only_b", "jaccard"])


def counterpart_gaps(
    agencies: pd.DataFrame, pairs: pd.DataFrame, *, by: str = "family", where: str = "attribution"
) -> pd.DataFrame:
    """Families that one document names and the other does not, for the same measures.

    Returns
    -------
    DataFrame
        One row a pair of documents and family: ``doc_a``, ``doc_b``, `by`, ``measures`` (shared
        measures that either names it for), ``both``, ``only_a``, ``only_b``; widest gap first.
    """
    table = counterpart_families(agencies, pairs, by=by, where=where)
    home = dict(zip(agencies["clause_id"], agencies["doc_id"], strict=True))
    counts: dict[tuple[str, str, str], dict[str, int]] = {}
    for row in table.itertuples():
        for column in ("both", "only_a", "only_b"):
            for name in filter(None, getattr(row, column).split(";")):
                cell = counts.setdefault(
                    (home[str(row.a)], home[str(row.b)], name),
                    {"both": 0, "only_a": 0, "only_b": 0},
                )
                cell[column] += 1
    out = [
        {"doc_a": a, "doc_b": b, by: name, "measures": sum(cell.values()), **cell}
        for (a, b, name), cell in counts.items()
    ]
    frame = pd.DataFrame(
        out, columns=["doc_a", "doc_b", by, "measures", "both", "only_a", "only_b"]
    )
    gap = (frame["only_a"] - frame["only_b"]).abs()
    return (
        frame.assign(_gap=gap)
        .sort_values(
            ["doc_a", "doc_b", "_gap", by], ascending=[True, True, False, True], ignore_index=True
        )
        .drop(columns="_gap")
    )


def names_out_of_time(
    agencies: pd.DataFrame, documents: pd.DataFrame, registry: Registry
) -> pd.DataFrame:
    """Bodies named under a name that, by the reforms on record, was no longer or not yet in use.

    Cities carried reforms out later than the centre decreed them, so a row is a delay, or a
    misprint in the date, rarely an error of the text.

    Returns
    -------
    DataFrame
        One row a document and body: ``doc_id``, ``issued`` (year), ``agency``, ``today``,
        ``mentions``, ``when`` (late = named in a later year than ``until``; early = in an earlier
        one than ``since``), ``year`` (that year).
    """
    issued = {
        str(row.doc_id): str(row.issue_date)[:4]
        for row in documents.itertuples()
        if str(row.issue_date)[:4].isdigit()
    }
    out = []
    for (doc_id, agency), part in agencies[agencies["doc_id"].isin(list(issued))].groupby(
        ["doc_id", "agency"], sort=False
    ):
        entry = registry.entries.get(str(agency))
        if entry is None:
            continue
        year = issued[str(doc_id)]
        for when, bound in (("late", entry.until[:4]), ("early", entry.since[:4])):
            if bound and ((when == "late" and year > bound) or (when == "early" and year < bound)):
                out.append(
                    {
                        "doc_id": doc_id,
                        "issued": int(year),
                        "agency": agency,
                        "today": registry.today(str(agency)),
                        "mentions": len(part),
                        "when": when,
                        "year": int(bound),
                    }
                )
    return pd.DataFrame(
        out, columns=["doc_id", "issued", "agency", "today", "mentions", "when", "year"]
    )
