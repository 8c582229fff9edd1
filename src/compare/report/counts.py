"""Counts that the page and its sentences share: per document, from the tables alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import pandas as pd

from compare import schema
from compare.adoption.origins import counted_origins
from compare.adoption.rates import countable
from compare.agencies.kinds import kind_of, select

Tables = Mapping[str, pd.DataFrame]


def table(tables: Tables, name: str) -> pd.DataFrame:
    """The table, or an empty one of its shape where the study has none."""
    found = tables.get(name)
    return schema.TABLES[name].frame() if found is None else found


def split(cell: str) -> list[str]:
    """A list that a cell holds."""
    return [part for part in cell.split(";") if part]


def charged(tables: Tables) -> pd.DataFrame:
    """Rows of agencies that page and figures count: the most formal kind that the study has."""
    agencies = table(tables, "agencies")
    return select(agencies, where=kind_of(agencies))


def traced(tables: Tables) -> pd.DataFrame:
    """Rows of origins that page and figures count."""
    return counted_origins(table(tables, "origins"), table(tables, "documents"))


def tally(
    tables: Tables, dependent: Collection[tuple[str, str]] = frozenset()
) -> list[dict[str, Any]]:
    """What each document took over of each template: one row a pair, with `relation`, `n` taken
    over and `total`, and whether it is compared with (`beside`): controls but for those in
    `dependent`, pairs of template and document, which carry out a document above the template too.

    Guiding thoughts and goals (kind preamble) and closings are shown in the matrix but not
    counted: they command nothing.
    """
    adoption = table(tables, "adoption")
    if "kind" not in adoption:
        kinds = table(tables, "items").set_index(["template", "item_no"])["kind"]
        told = zip(adoption["template"], adoption["item_no"], strict=True)
        adoption = adoption.assign(
            kind=pd.Series(
                [kinds.get(key, "measure") for key in told], index=adoption.index, dtype="str"
            )
        )
    counted = countable(adoption)
    present = (
        counted.groupby(["template", "doc_id"], sort=False)["present"]
        .agg(["sum", "count"])
        .to_dict("index")
    )
    rows = []
    for (template, doc), part in adoption.groupby(["template", "doc_id"], sort=False):
        found = present.get((template, doc), {"sum": 0, "count": 0})
        rows.append(
            {
                "t": template,
                "doc": doc,
                "relation": part["relation"].iloc[0],
                "beside": part["relation"].iloc[0] == "control"
                and (template, doc) not in dependent,
                "n": int(found["sum"]),
                "total": int(found["count"]),
            }
        )
    return rows


def clauses_by(
    frame: pd.DataFrame, column: str, codes: Iterable[str] | None = None
) -> list[dict[str, Any]]:
    """Clauses per code and document: ``{"code", "per": {doc: [clauses, 0]}}``, in the order of
    `codes`.

    Without `codes` the most frequent code stands first, ties by code. Codes that no clause has are
    left out.
    """
    found: dict[str, dict[str, list[int]]] = {}
    unique = frame.drop_duplicates(["clause_id", column])
    for code, doc in zip(unique[column], unique["doc_id"], strict=True):
        found.setdefault(code, {}).setdefault(doc, [0, 0])[0] += 1
    totals = {code: sum(value[0] for value in per.values()) for code, per in found.items()}
    order = sorted(totals, key=lambda code: (-totals[code], code)) if codes is None else list(codes)
    return [{"code": code, "per": found[code]} for code in order if code in found]


def families(agencies: pd.DataFrame) -> list[dict[str, Any]]:
    """Clauses that name each family of bodies: ``{"family", "per": {doc: [clauses, of these as
    lead]}}``, commonest first.
    """
    rows = clauses_by(agencies, "family")
    leads = {
        row["code"]: row["per"]
        for row in clauses_by(agencies[agencies["role"] == "lead"], "family")
    }
    for row in rows:
        for doc, value in row["per"].items():
            value[1] = leads.get(row["code"], {}).get(doc, [0])[0]
    return [{"family": row["code"], "per": row["per"]} for row in rows]
