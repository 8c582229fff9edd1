"""What follows from the sources of clauses: lines of one passage, first users, a table of events.

A line is a measure and all that took it over, one from the other; its first user is the oldest in
the study. An item of a template that is no document of the study starts a line, too.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from compare import schema
from compare.adoption.ledger_rows import IMPLEMENTS, REST
from compare.adoption.relations import issued_on, key_of
from compare.adoption.templates import Template
from compare.base.rows import rows_of
from compare.places.titles import seat_of_title


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
    return _lines(rows)


def template_lines(
    documents: pd.DataFrame, adoption: pd.DataFrame, templates: Iterable[Template]
) -> pd.DataFrame:
    """Every item of a template that is no document of the study, with the clauses that take it
    over.

    Parameters
    ----------
    documents, adoption : DataFrame
        Tables of the study.
    templates : iterable of Template

    Returns
    -------
    DataFrame
        As `passage_lines`; ``first_clause`` is the template's number and the item's, joined with
        ``#``, ``first_doc`` the number. Step 1 is taken over from the template, whoever was first.
        What documents that do not implement it have in common with it is no taking over.
    """
    held = {key_of(row) for row in rows_of(documents)} | set(documents["doc_id"])
    numbers = {one.number for one in templates if one.number not in held and one.doc_id not in held}
    rows = adoption[
        adoption["template"].isin(numbers)
        & adoption["level"].isin(schema.ADOPTED)
        & adoption["relation"].isin(IMPLEMENTS)
        & (adoption["item_no"] != REST)
    ]
    out: list[tuple[Any, ...]] = []
    for (number, item), took in rows.groupby(["template", "item_no"], sort=False):
        first = f"{number}#{item}"
        taken = [
            (first, number, clause_id, row.doc_id, first, 1)
            for row in rows_of(took)
            for clause_id in dict.fromkeys(row.clause_ids.split(";"))
            if clause_id
        ]
        out += [(first, number, first, number, "", 0), *taken] if taken else []
    return _lines(out)


def _lines(rows: list[tuple[Any, ...]]) -> pd.DataFrame:
    columns = list(schema.PASSAGES.columns)
    return schema.PASSAGES.frame([dict(zip(columns, row, strict=True)) for row in rows])


def first_users(
    documents: pd.DataFrame,
    clauses: pd.DataFrame,
    lines: pd.DataFrame,
    items: pd.DataFrame | None = None,
    templates: Iterable[Template] = (),
) -> pd.DataFrame:
    """One row a line: who had it first, when, and how far it went, the farthest first.

    Parameters
    ----------
    documents, clauses, items : DataFrame
        Tables of the study; items give headings to lines of templates.
    lines : DataFrame
        From `passage_lines` and `template_lines`.
    templates : iterable of Template

    Returns
    -------
    DataFrame
        A `schema.FIRST_USERS` table.
    """
    users = users_of(documents, templates)
    text = dict(zip(clauses["clause_id"], clauses["text"], strict=True))
    heading = dict(zip(clauses["clause_id"], clauses["heading"], strict=True))
    if items is not None:
        keys = items["template"] + "#" + items["item_no"].astype(str)
        heading |= dict(zip(keys, items["heading"], strict=True))
    rows = []
    for (first_clause, first_doc), line in lines.groupby(["first_clause", "first_doc"], sort=False):
        first = users[str(first_doc)]
        took = [users[doc_id] for doc_id in dict.fromkeys(line["doc_id"]) if doc_id != first_doc]
        rows.append(
            {
                "first_clause": first_clause,
                "first_doc": first_doc,
                "place": first["place"],
                "province": first["province"],
                "issue_date": first["date"],
                "last_day": max((user["date"] for user in took), default=first["date"]),
                "documents": 1 + len(took),
                "provinces": len({user["province"] for user in [first, *took]} - {""}),
                "passed_on": int(line["step"].max()),
                "heading": heading.get(first_clause, ""),
                "text": text.get(first_clause, ""),
            }
        )
    out = schema.FIRST_USERS.frame(rows)
    return out.sort_values(
        ["documents", "provinces", "issue_date"], ascending=[False, False, True], kind="stable"
    ).reset_index(drop=True)


def users_of(documents: pd.DataFrame, templates: Iterable[Template]) -> dict[str, dict[str, str]]:
    """Place, province, level and date of every document by its doc_id, and of every template by
    its number.
    """
    users = {}
    for template in templates:
        seat = seat_of_title(template.title)
        users[template.number] = {
            "place": template.region or seat.region or template.number,
            "province": seat.province,
            "level": template.level,
            "date": template.issue_date,
        }
    for row in rows_of(documents):
        users[row.doc_id] = {
            "place": row.region or row.doc_id,
            "province": row.province,
            "level": row.level,
            "date": issued_on(row),
        }
    return users


def adoption_events(
    documents: pd.DataFrame, lines: pd.DataFrame, templates: Iterable[Template] = ()
) -> pd.DataFrame:
    """One row a line and a place at risk of taking it over, ready for survival analysis.

    Parameters
    ----------
    documents : DataFrame
        Table of the study.
    lines : DataFrame
        From `passage_lines` and `template_lines`.
    templates : iterable of Template
        Their dates begin the lines of their items.

    Returns
    -------
    DataFrame
        A `schema.EVENTS` table: ``first_clause, place, province, level, first_day`` (of the first
        user), ``last_day`` (the
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
    dated = documents.assign(first=[issued_on(row) for row in rows_of(documents)])
    dated = dated[dated["first"].str.len() == 10].copy()
    dated["day"] = pd.to_datetime(dated["first"])
    dated["place"] = dated["region"].where(dated["region"] != "", dated["doc_id"])
    dated = dated.sort_values("day", kind="stable")
    listed = list(zip(dated["day"], dated["place"], dated["doc_id"], strict=True))
    users = users_of(documents, templates)
    rows: list[tuple[str, str, str, int, int]] = []  # line, its first day and province, row, event
    for (first_clause, first_doc), line in lines.groupby(["first_clause", "first_doc"], sort=False):
        start = users.get(str(first_doc))
        if start is None or len(start["date"]) != 10:
            continue
        first_day, carriers = pd.Timestamp(start["date"]), set(line["doc_id"])
        took: dict[str, int] = {}
        waiting: dict[str, int] = {}
        for number, (day, place, doc_id) in enumerate(listed):
            if day <= first_day or place == start["place"] or place in took:
                continue
            waiting.pop(place, None)  # the last document of a place counts, in its order
            (took if doc_id in carriers else waiting)[place] = number
        told = str(first_clause), start["date"], start["province"]
        rows += [(*told, number, 1) for number in took.values()]
        rows += [(*told, number, 0) for number in waiting.values()]
    out = dated.iloc[[row[3] for row in rows]].reset_index(drop=True)
    of_line = pd.DataFrame(rows, columns=["first_clause", "first_day", "own", "row", "event"])
    out = out.assign(
        **{name: of_line[name].astype("str") for name in ("first_clause", "first_day", "own")},
        event=of_line["event"].astype(int),
        last_day=out["first"],
    )
    out["days"] = (out["day"] - pd.to_datetime(out["first_day"])).dt.days.astype(int)
    out["doc_id"] = out["doc_id"].where(out["event"] == 1, "")
    out["same_province"] = ((out["province"] != "") & (out["province"] == out["own"])).astype(int)
    return schema.EVENTS.check(out[list(schema.EVENTS.columns)])
