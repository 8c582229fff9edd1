"""Decisions put into the ledger: levels, links and actions as decided, and what follows from them.

The rule's own answer stays beside each in ``automatic``; ``decided_by`` names who overrode it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

import pandas as pd

from compare.adoption.decisions import PROVEN, check_decisions, joined, kind_of, of_kind
from compare.base.rows import rows_of
from compare.errors import CodingError
from compare.words.reasons import because

Cell = tuple[str, int, str]
Remake = Callable[[Cell, list[str]], Mapping[str, Any]]
"""What clauses make of an item: the columns of `outcome.outcome`."""
_TRUTH = {"true": True, "false": False}


def cells_of(adoption: pd.DataFrame) -> dict[Cell, int]:
    """Place of each cell of the ledger; the rest of a template that is not in hand is none."""
    keys = zip(adoption["template"], adoption["item_no"], adoption["doc_id"], strict=True)
    return {(str(t), int(no), str(doc)): place for place, (t, no, doc) in enumerate(keys) if no}


def apply_to_items(
    adoption: pd.DataFrame,
    decisions: pd.DataFrame,
    *,
    owners: Mapping[str, str] | None = None,
    remake: Remake | None = None,
) -> pd.DataFrame:
    """Levels and proofs as decided.

    Parameters
    ----------
    adoption : DataFrame
        The ledger as the rules give it.
    decisions : DataFrame
        From `decisions.check_decisions`.
    owners : mapping of clause_id to doc_id, optional
        The clauses there are; without it clauses are not checked.
    remake : callable, optional
        Asked where the clauses of a cell change: what they say of the item is compared anew, so
        that level, share and changes follow. Without it those columns stay.

    Raises
    ------
    CodingError
        Where a decision does not fit the ledger.
    """
    _refuse(misfits_of_cells(decisions, adoption, owners))
    out = adoption.assign(automatic=adoption["level"], decided_by="")
    place = cells_of(out)
    for cell, (item, links) in _by_cell(decisions).items():
        before = out.iloc[place[cell]]
        for name, value in _decided(cell, before, item, links, remake).items():
            out.loc[out.index[place[cell]], name] = value
    return out


def misfits_of_cells(
    decisions: pd.DataFrame, adoption: pd.DataFrame, owners: Mapping[str, str] | None = None
) -> dict[int, str]:
    """Decisions on items and links that the ledger of the rules has no place for: row → why."""
    place, found = cells_of(adoption), {}
    for cell, (item, links) in _by_cell(decisions).items():
        what = f"item {cell[1]} of {cell[0]} in {cell[2]}"
        for row in [part for part in (item, *links) if part is not None]:
            named = row.clause_ids.split(";") if row.clause_ids else [row.clause_id]
            wrong = _foreign([name for name in named if name], cell[2], owners)
            if cell not in place:
                found[row.at] = f"{what} is not in the ledger."
            elif wrong:
                found[row.at] = f"{what}: {wrong}"
        if item is not None and item.at not in found:
            fault = _fault(adoption.iloc[place[cell]], item, links)
            if fault:
                found[item.at] = f"{what}: {fault}"
    return found


def _by_cell(decisions: pd.DataFrame) -> dict[Cell, tuple[Any, list[Any]]]:
    """Decision on the item and on its links, cell by cell, in the order of the rows."""
    out: dict[Cell, tuple[Any, list[Any]]] = {}
    for row in rows_of(_with_places(decisions)):
        kind = kind_of(row)
        if kind not in ("item", "link"):
            continue
        cell = (row.template, int(row.item_no), row.doc_id)
        item, links = out.get(cell, (None, []))
        out[cell] = (row, links) if kind == "item" else (item, [*links, row])
    return out


def _with_places(decisions: pd.DataFrame) -> pd.DataFrame:
    """The rows with their running number as ``at``, which misfits are told by."""
    return decisions.assign(at=range(len(decisions)))


def _foreign(names: list[str], doc_id: str, owners: Mapping[str, str] | None) -> str:
    """What is wrong with clauses named as proof in a document."""
    for name in names if owners else ():
        assert owners is not None
        if name not in owners:
            return f"there is no clause {name!r}; clauses are named as in {_some(owners, doc_id)}."
        if owners[name] != doc_id:
            return f"clause {name!r} stands in {owners[name]!r}."
    return ""


def _some(owners: Mapping[str, str], doc_id: str) -> str:
    own = [name for name, owner in owners.items() if owner == doc_id]
    return repr(own[0]) if own else "clauses.csv"


def _refuse(misfits: Mapping[int, str]) -> None:
    for why in misfits.values():
        raise CodingError(f"decisions.csv: {why}")


def _fault(before: Any, item: Any, links: list[Any]) -> str:
    """Why decisions on a cell, which `before` shows as the rules have it, cannot stand."""
    if item.decision in ("verbatim", "adapted") and before["basis"] != "official_text":
        return f"{item.decision!r} needs the official text; use taken_over."
    proofs = proofs_of(before, item, links)
    if item.decision in PROVEN and not proofs:
        return "name the clause that proves it in clause_ids."
    if item.decision not in PROVEN and any(link.decision == "true" for link in links):
        return f"decided {item.decision!r}, and yet a clause is decided to prove it."
    return ""


def proofs_of(before: Any, item: Any, links: list[Any]) -> list[str]:
    """The clauses of a cell after the decisions: as an item's row names them, else those of the
    rules without the links rejected and with those added.
    """
    if item is not None and item.decision not in PROVEN:
        return []
    if item is not None and item.clause_ids:
        return list(item.clause_ids.split(";"))
    given = {link.clause_id: _TRUTH[link.decision] for link in links}
    kept = [name for name in str(before["clause_ids"]).split(";") if name and given.get(name, True)]
    return [*kept, *(name for name, holds in given.items() if holds and name not in kept)]


def _decided(
    cell: Cell, before: Any, item: Any, links: list[Any], remake: Remake | None
) -> dict[str, Any]:
    proofs = proofs_of(before, item, links)
    new: dict[str, Any] = {}
    if ";".join(proofs) != before["clause_ids"] and remake is not None:
        new |= dict(remake(cell, proofs)) | {"certainty": float("nan")}
    new["clause_ids"] = ";".join(proofs)
    if "levels" in before:
        new["levels"] = _levels(before, item, proofs, str(new.get("levels", before["levels"])))
    if item is not None:
        new["level"] = item.decision
    rows = [row for row in (item, *links) if row is not None]
    told = " ".join(_told(row) for row in rows)
    return new | {
        "decided_by": joined(row.who for row in rows),
        "why": because("decision", decided=told, level=before["level"]),
    }


def _levels(before: Any, item: Any, proofs: list[str], levels: str) -> str:
    """Level of each clause after the decisions: a decided item speaks for its clauses where they
    say otherwise.
    """
    known = levels.split(";") if levels else []
    if len(known) != len(proofs):  # nobody was asked what the new clauses make of the item
        own = dict(zip(str(before["clause_ids"]).split(";"), known, strict=False))
        unmatched = "adapted" if before["basis"] == "official_text" else "taken_over"
        known = [own.get(name, unmatched) for name in proofs]
    if item is not None and known:
        strongest = "verbatim" if "verbatim" in known else known[0]
        known = known if strongest == item.decision else [item.decision] * len(known)
    return ";".join(known)


def _told(row: Any) -> str:
    values = {"who": row.who, "reason": row.reason}
    kind = "decided"
    if row.clause_id:
        kind = "link_proves" if row.decision == "true" else "link_proves_not"
        values["clause"] = row.clause_id
    if row.when:
        kind, values["when"] = f"{kind}_on", row.when
    return because(kind, **values)


def apply_to_actions(
    actions: pd.DataFrame, decisions: pd.DataFrame, *, owners: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """Actions as decided, with ``automatic`` and ``decided_by`` as in `apply_to_items`."""
    _refuse(misfits_of_actions(decisions, actions, owners))
    out = actions.assign(automatic=actions["found"], decided_by="")
    place = _places_of(out)
    for row in rows_of(of_kind(decisions, "action")):
        at = place[row.template, row.action_id, row.doc_id]
        found = _TRUTH[row.decision]
        proof = (row.clause_ids or out["clause_id"].iloc[at]) if found else ""
        out.loc[out.index[at], "found"] = found
        out.loc[out.index[at], ["decided_by", "clause_id"]] = [row.who, proof]
    return out


def misfits_of_actions(
    decisions: pd.DataFrame, actions: pd.DataFrame, owners: Mapping[str, str] | None = None
) -> dict[int, str]:
    """Decisions on actions that the ledger of the rules has no place for: row → why."""
    place, found = _places_of(actions), {}
    for row in rows_of(of_kind(_with_places(decisions), "action")):
        at = place.get((row.template, row.action_id, row.doc_id))
        what = f"action {row.action_id} of {row.template} in {row.doc_id}"
        named = [name for name in row.clause_ids.split(";") if name]
        wrong = _foreign(named, row.doc_id, owners)
        if at is None:
            found[row.at] = f"{what} is not in the ledger."
        elif wrong:
            found[row.at] = f"{what}: {wrong}"
        elif row.decision == "true" and not (named or actions["clause_id"].iloc[at]):
            found[row.at] = f"{what}: name the clause that proves it in clause_ids."
    return found


def misfits_of_themes(
    decisions: pd.DataFrame, codes: Collection[str], owners: Mapping[str, str]
) -> dict[int, str]:
    """Decisions on themes that name no clause or no theme of the study: row → why."""
    found = {}
    for row in rows_of(of_kind(_with_places(decisions), "theme")):
        if row.clause_id not in owners:
            found[row.at] = _foreign([row.clause_id], row.doc_id, owners)
        elif row.theme not in codes:
            found[row.at] = f"theme {row.theme!r} is not one of {', '.join(codes) or 'none'}."
        elif row.doc_id and row.doc_id != owners[row.clause_id]:
            found[row.at] = _foreign([row.clause_id], row.doc_id, owners)
    return found


def check_themes(
    decisions: pd.DataFrame | None, codes: Collection[str], owners: Mapping[str, str]
) -> pd.DataFrame:
    """The decisions on themes, checked against clauses and codebook."""
    decided = of_kind(check_decisions(decisions), "theme")
    _refuse(misfits_of_themes(decided, codes, owners))
    return decided


def _places_of(actions: pd.DataFrame) -> dict[tuple[str, str, str], int]:
    keys = zip(actions["template"], actions["action_id"], actions["doc_id"], strict=True)
    return {key: place for place, key in enumerate(keys)}
