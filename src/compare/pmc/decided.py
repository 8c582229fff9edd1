"""Cells of the PMC index as a scholar decided them; the rule's value stays beside each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from compare.adoption.decisions import check_decisions, of_kind
from compare.base.rows import rows_of
from compare.errors import CodingError
from compare.pmc.codebook import PmcBook
from compare.words.reasons import because

_VALUE = {"true": 1.0, "false": 0.0}


def decide_cells(
    cells: pd.DataFrame,
    decisions: pd.DataFrame | None,
    book: PmcBook,
    owners: Mapping[str, str],
) -> pd.DataFrame:
    """Cells as decided: value, clauses and who decided; every other cell stays as it is.

    Parameters
    ----------
    cells : DataFrame
        Result of `compare.pmc.cells.rule_cells`.
    decisions : DataFrame or None
        ``coding/decisions.csv`` of a study, whatever else it decides.
    book : PmcBook
    owners : mapping of clause_id to doc_id

    Raises
    ------
    CodingError
        Where a decision names a document, variable or clause that there is not, or a 1 without the
        clause that earns it.
    """
    decided = of_kind(check_decisions(decisions), "variable")
    for why in misfits_of_variables(decided, cells, book, owners).values():
        raise CodingError(f"decisions.csv: {why}")
    place = _places_of(cells)
    rows: list[dict[str, Any]] = [
        {str(name): value for name, value in row.items()} for row in cells.to_dict("records")
    ]
    for row in rows_of(decided):
        cell = rows[place[row.doc_id, row.variable]]
        value = _VALUE[row.decision]
        named = row.clause_ids or (cell["clause_ids"] if value else "")
        told = because("decided_on", who=row.who, when=row.when, reason=row.reason)
        cell |= {
            "value": value,
            "decided_by": row.who,
            "clause_ids": named,
            "clause_id": named.split(";")[0],
            "cues": cell["cues"] if cell["automatic"] == value and not row.clause_ids
            else "",
            "why": told if row.when else because("decided", who=row.who, reason=row.reason),
        }  # fmt: skip
    columns = {name: pd.Series([row[name] for row in rows]) for name in cells.columns}
    return pd.DataFrame(columns).astype(cells.dtypes) if len(decided) else cells


def misfits_of_variables(
    decisions: pd.DataFrame, cells: pd.DataFrame, book: PmcBook, owners: Mapping[str, str]
) -> dict[int, str]:
    """Decisions on variables that do not fit the study: row → why."""
    place, found = _places_of(cells), {}
    with_places = decisions.assign(at=range(len(decisions)))
    documents = dict.fromkeys(cells["doc_id"])
    for row in rows_of(of_kind(with_places, "variable")):
        named = [name for name in row.clause_ids.split(";") if name]
        what = f"variable {row.variable} of {row.doc_id}"
        if row.doc_id not in documents:
            found[row.at] = f"{what}: there is no such document; there are {_some(documents)}."
        elif (row.doc_id, row.variable) not in place:
            known = _some(code.id for code in book.decided)
            found[row.at] = f"{what}: no second-level variable of that name; there are {known}."
        elif wrong := [name for name in named if owners.get(name) != row.doc_id]:
            found[row.at] = f"{what}: clause {wrong[0]!r} is none of that document."
        elif row.decision == "true" and not named:
            automatic = cells["clause_ids"].iloc[place[row.doc_id, row.variable]]
            if not automatic and not book.of_document(row.variable):
                found[row.at] = f"{what}: name the clause that earns it in clause_ids."
    return found


def _some(names: Any) -> str:
    listed = list(names)
    return ", ".join(listed[:8]) + (", …" if len(listed) > 8 else "")


def _places_of(cells: pd.DataFrame) -> dict[tuple[str, str], int]:
    keys = zip(cells["doc_id"], cells["variable"], strict=True)
    return {(str(doc_id), str(variable)): at for at, (doc_id, variable) in enumerate(keys)}
