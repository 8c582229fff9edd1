"""Which rows of agencies are counted: kinds of bodies, generic names, bodies that act together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    pass

ROLES = ("lead", "support", "responsible")
KINDS = ("attribution", "table", "text")  # where bodies are named, the most formal first
TOGETHER = "any"


def select(
    agencies: pd.DataFrame, *, where: str = "attribution", generic: bool = True
) -> pd.DataFrame:
    """Rows of one kind: ``where`` = attribution, table, text, or any for all together; without
    generic bodies where asked.

    Raises
    ------
    ValueError
        If `where` is none of these: an empty table would look like a study that charges nobody.
    """
    if where not in (*KINDS, TOGETHER):
        raise ValueError(f"where is {where!r}; give one of {[*KINDS, TOGETHER]}.")
    rows = agencies if where == TOGETHER else agencies[agencies["where"] == where]
    return rows if generic else rows[~rows["generic"].astype(bool)]


def kind_of(agencies: pd.DataFrame) -> str:
    """The most formal kind that a study has: attribution, else table, else text.

    Most policies and all regulations have no attributions; their measures rest on running text.
    """
    found = set(agencies["where"])
    return next((kind for kind in KINDS if kind in found), KINDS[0])


def family_kinds(
    agencies: pd.DataFrame, *, by: str = "family", generic: bool = True
) -> pd.DataFrame:
    """In how many clauses each family is named, by attribution, by table, by running text, and
    together.

    Returns
    -------
    DataFrame
        One row a family, the most named first: `by`, ``attribution``, ``table``, ``text`` (clauses
        that name it there) and
        ``any`` (clauses that name it anywhere; a clause that names it twice counts once, so it may
        be less than the sum).
    """
    rows = select(agencies, where=TOGETHER, generic=generic)
    columns = {
        kind: select(rows, where=kind).groupby(by)["clause_id"].nunique()
        for kind in (*KINDS, TOGETHER)
    }
    table = pd.DataFrame(columns).fillna(0).astype(int)
    table.index.name = by
    return table.reset_index().sort_values(
        [TOGETHER, by], ascending=[False, True], ignore_index=True
    )


def documents_of(clauses: pd.DataFrame) -> list[str]:
    return list(dict.fromkeys(clauses["doc_id"]))
