"""What a scholar decided against the automatic level: read, checked, applied, and compared with it.

``coding/decisions.csv`` of a study: template, item_no or action_id, doc_id, decision, reason, who,
when, and clause_ids where the scholar names the proof. An item's decision is a level, an action's
``true`` or ``false``.
The columns may also be called item, action and city.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from compare import schema
from compare.base.rows import rows_of
from compare.errors import CodingError
from compare.structure.doc_numbers import canonical_number

COLUMNS = (
    "template", "item_no", "action_id", "doc_id", "decision", "clause_ids", "reason", "who", "when",
)  # fmt: skip
_ALSO = {
    "item": "item_no",
    "action": "action_id",
    "city": "doc_id",
}  # shorter names that scholars write
_PROVEN = (*schema.ADOPTED, "reversed")
_TRUTH = {"true": True, "false": False}


def check_decisions(decisions: pd.DataFrame | None) -> pd.DataFrame:
    """The decisions with every column of `COLUMNS`, checked.

    Raises
    ------
    CodingError
        Where a column is missing, a decision is no level, or two rows decide the same thing.
    """
    if decisions is None or not len(decisions):
        return pd.DataFrame(columns=list(COLUMNS), dtype="str")
    decisions = decisions.rename(
        columns={
            short: name
            for short, name in _ALSO.items()
            if short in decisions and name not in decisions
        }
    )
    missing = [
        name
        for name in ("template", "doc_id", "decision", "reason", "who", "when")
        if name not in decisions
    ]
    if missing:
        raise CodingError(
            f"decisions.csv: columns {missing} are missing; found {list(decisions.columns)}."
        )
    out = (
        decisions.reindex(columns=list(COLUMNS), fill_value="")
        .fillna("")
        .astype(str)
        .apply(lambda column: column.str.strip())
    )
    out["template"] = [canonical_number(number) or number for number in out["template"]]
    for line, row in enumerate(rows_of(out), 2):
        where = f"decisions.csv, line {line}"
        if bool(row.item_no) == bool(row.action_id):
            raise CodingError(
                f"{where}: give either item_no or action_id; found {row.item_no!r} and "
                f"{row.action_id!r}."
            )
        if row.item_no and not row.item_no.isdigit():
            raise CodingError(f"{where}: item_no must be a number; found {row.item_no!r}.")
        allowed = (
            [level for level in schema.ADOPTION if level != "alike"]
            if row.item_no
            else sorted(_TRUTH)
        )
        if row.decision not in allowed:
            raise CodingError(f"{where}: decision {row.decision!r} not among {allowed}.")
        if not row.who or not row.reason:
            raise CodingError(f"{where}: who decided, and why? A decision needs both.")
    doubled = out[out.duplicated(["template", "item_no", "action_id", "doc_id"])]
    if len(doubled):
        raise CodingError(
            f"decisions.csv: decided twice: "
            f"{doubled.iloc[0][['template', 'item_no', 'action_id', 'doc_id']].tolist()}."
        )
    return out


def apply_to_items(adoption: pd.DataFrame, decisions: pd.DataFrame) -> pd.DataFrame:
    """Levels as decided; ``automatic`` keeps the rule's level and ``decided_by`` names who
    overrode it (empty: nobody).
    """
    out = adoption.assign(automatic=adoption["level"], decided_by="")
    place = {
        key: row
        for row, key in enumerate(zip(out["template"], out["item_no"], out["doc_id"], strict=True))
    }
    for row in rows_of(decisions[decisions["item_no"] != ""]):
        at = place.get((row.template, int(row.item_no), row.doc_id))
        what = f"decisions.csv: item {row.item_no} of {row.template} in {row.doc_id}"
        if at is None:
            raise CodingError(f"{what} is not in the ledger.")
        before: Any = out.loc[at]
        if row.decision in ("verbatim", "adapted") and before["basis"] != "official_text":
            raise CodingError(f"{what}: {row.decision!r} needs the official text; use taken_over.")
        proof = (row.clause_ids or before["clause_ids"]) if row.decision in _PROVEN else ""
        if row.decision in _PROVEN and not proof:
            raise CodingError(f"{what}: name the clause that proves it in clause_ids.")
        when = f" on {row.when}" if row.when else ""
        why = f"Decided by {row.who}{when}: {row.reason} (the rule says {before['level']})."
        out.loc[at, ["level", "decided_by", "clause_ids", "why"]] = [
            row.decision,
            row.who,
            proof,
            why,
        ]
    return out


def apply_to_actions(actions: pd.DataFrame, decisions: pd.DataFrame) -> pd.DataFrame:
    """Actions as decided, with ``automatic`` and ``decided_by`` as in `apply_to_items`."""
    out = actions.assign(automatic=actions["found"], decided_by="")
    place = {
        key: row
        for row, key in enumerate(
            zip(out["template"], out["action_id"], out["doc_id"], strict=True)
        )
    }
    for row in rows_of(decisions[decisions["action_id"] != ""]):
        at = place.get((row.template, row.action_id, row.doc_id))
        what = f"decisions.csv: action {row.action_id} of {row.template} in {row.doc_id}"
        if at is None:
            raise CodingError(f"{what} is not in the ledger.")
        found = _TRUTH[row.decision]
        proof = (row.clause_ids or out["clause_id"].iloc[at]) if found else ""
        if found and not proof:
            raise CodingError(f"{what}: name the clause that proves it in clause_ids.")
        out.loc[at, "found"] = found
        out.loc[at, ["decided_by", "clause_id"]] = [row.who, proof]
    return out


def decision_agreement(adoption: pd.DataFrame) -> pd.DataFrame:
    """How far the decisions confirm the rules.

    Returns
    -------
    DataFrame
        One row a level of the rules (``automatic``) and level decided (``level``) with ``n`` rows
        and ``confirmed``.
    """
    decided = adoption[adoption["decided_by"] != ""]
    out = decided.groupby(["automatic", "level"], sort=True).size().rename("n").reset_index()
    return out.assign(confirmed=out["automatic"] == out["level"])
