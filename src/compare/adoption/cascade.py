"""What follows from the sources of clauses: lines of one passage, networks, and a table of events.

A line is a measure and all that took it over, one from the other; its first user is the oldest in
the study.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from compare.base.rows import rows_of

if TYPE_CHECKING:
    import networkx as nx

LINE_COLUMNS = ("first_clause", "first_doc", "clause_id", "doc_id", "source_clause", "step")
EVENT_COLUMNS = (
    "first_clause", "place", "province", "level", "first_day", "last_day", "days", "event",
    "doc_id", "same_province",
)  # fmt: skip


def diffusion_network(
    documents: pd.DataFrame, diffusion: pd.DataFrame, *, tree: bool = False
) -> nx.DiGraph:
    """Documents, and an arrow from each earlier one to each later one that took measures over.

    Parameters
    ----------
    documents, diffusion : DataFrame
        Tables of the study.
    tree : bool
        Only the most probable source of each later document: a forest.

    Returns
    -------
    networkx.DiGraph
        Nodes: ``label`` (the title), ``place``, ``province``, ``level``, ``date``. Edges:
        ``clauses``, ``share``, ``relation``, ``lag_min`` and ``lag_max`` where known. What only
        shares clauses, or has them from a common template, has no arrow.
        `compare.agencies.network.graphml` writes it.
    """
    import networkx as nx

    graph = nx.DiGraph()
    for row in rows_of(documents):
        graph.add_node(
            row.doc_id,
            label=row.title,
            place=row.region,
            province=row.province,
            level=row.level,
            date=row.issue_date,
        )
    rows = diffusion[diffusion["clauses"] > 0]
    for row in rows_of(rows[rows["rank"] == 1] if tree else rows):
        lags = {"lag_min": row.lag_min, "lag_max": row.lag_max}
        graph.add_edge(
            row.earlier,
            row.later,
            clauses=int(row.clauses),
            share=float(row.share),
            relation=row.relation,
            **{name: float(days) for name, days in lags.items() if days == days},
        )
    return graph


def passage_lines(sources: pd.DataFrame) -> pd.DataFrame:
    """Every measure that was taken over, with the first of its line and the steps from there.

    Parameters
    ----------
    sources : DataFrame
        From `compare.adoption.diffusion.clause_sources`.

    Returns
    -------
    DataFrame
        ``first_clause, first_doc, clause_id, doc_id, source_clause`` (most probable source, empty
        for the first itself), ``step`` (0 = the first). A source discounted as common starts no
        line.
    """
    top = sources[(sources["rank"] == 1) & (sources["source_weight"] > 0)]
    parent = dict(zip(top["clause_id"], top["source_clause"], strict=True))
    owner = dict(zip(top["source_clause"], top["source_doc"], strict=True))
    owner |= dict(zip(top["clause_id"], top["doc_id"], strict=True))
    place = {clause_id: n for n, clause_id in enumerate(owner)}
    rows = []
    for clause_id in owner:
        first, step, passed = clause_id, 0, {clause_id}
        while first in parent and parent[first] not in passed:
            first, step = parent[first], step + 1
            passed.add(first)
        rows.append(
            (first, owner[first], clause_id, owner[clause_id], parent.get(clause_id, ""), step)
        )
    rows.sort(key=lambda row: (place[row[0]], row[5], place[row[2]]))
    return pd.DataFrame(rows, columns=list(LINE_COLUMNS))


def adoption_events(documents: pd.DataFrame, lines: pd.DataFrame) -> pd.DataFrame:
    """One row a line and a place at risk of taking it over, ready for survival analysis.

    Parameters
    ----------
    documents : DataFrame
        Table of the study.
    lines : DataFrame
        From `passage_lines`.

    Returns
    -------
    DataFrame
        ``first_clause, place, province, level, first_day`` (of the first user), ``last_day`` (the
        place's first document with the passage, else its last document in the study), ``days``
        between both, ``event`` (1 taken over, 0 censored), ``doc_id`` (the document that took
        over, else empty), ``same_province`` (as the first user's; 0, 1).

    Notes
    -----
    A place is at risk from the first use until it takes over, and is censored at its own last
    document: what it did later is not known. The first user's place is not at risk; nor is one
    without a document after the first use. Documents without a full date are left out, and so are
    lines whose first user has none. A document without a place stands for itself.
    """
    dated = documents[documents["issue_date"].str.len() == 10].copy()
    dated["day"] = pd.to_datetime(dated["issue_date"])
    dated["place"] = dated["region"].where(dated["region"] != "", dated["doc_id"])
    dated = dated.sort_values("day", kind="stable")
    by_id = {row.doc_id: row for row in rows_of(dated)}
    rows = []
    for (first_clause, first_doc), line in lines.groupby(["first_clause", "first_doc"], sort=False):
        start = by_id.get(first_doc)
        if start is None:
            continue
        after = dated[(dated["day"] > start.day) & (dated["place"] != start.place)]
        took = after[after["doc_id"].isin(line["doc_id"])].drop_duplicates("place")
        rest = after[~after["place"].isin(took["place"])].drop_duplicates("place", keep="last")
        for part, event in ((took, 1), (rest, 0)):
            for row in rows_of(part):
                rows.append(
                    (
                        first_clause,
                        row.place,
                        row.province,
                        row.level,
                        start.issue_date,
                        row.issue_date,
                        (row.day - start.day).days,
                        event,
                        row.doc_id if event else "",
                        int(bool(row.province) and row.province == start.province),
                    )
                )
    return pd.DataFrame(rows, columns=list(EVENT_COLUMNS))
