"""What a scholar decided against the automatic coding: its columns, its kinds, and what is refused.

``coding/decisions.csv`` of a study has one row a decision, of five kinds:

- an **item** in a document (template, item_no, doc_id): its level, with the clauses that prove it;
- a **link** of an item and a clause (template, item_no, doc_id, clause_id): true or false;
- a single **action** (template, action_id, doc_id): true or false;
- a **theme** of a clause (clause_id, theme): true, false, or main where it is the most central;
- a **variable** of the PMC index in a document (doc_id, variable): true or false.

The columns may also be called item, action and city, and decisions may be written in words (未见).
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from compare import schema
from compare.base.formula import unguarded
from compare.base.rows import rows_of
from compare.errors import CodingError
from compare.structure.doc_numbers import canonical_number
from compare.text.numerals import whole_number
from compare.words.strings import LANGUAGES, say

COLUMNS = tuple(schema.DECISIONS.columns)
KEY = schema.DECISIONS.key
"""What a decision is about; `decisions.csv` holds each once."""
NEEDED = ("template", "doc_id", "decision", "reason", "who")  # a day may be unknown
PROVEN = tuple(
    level for level in schema.ADOPTION if level not in ("alike", "absent", "not_in_hand")
)
"""Levels that need a clause to prove them."""
LEVELS = tuple(level for level in schema.ADOPTION if level != "alike")
KINDS = ("item", "link", "action", "theme", "variable")
ALLOWED = {
    "item": LEVELS,
    "link": ("true", "false"),
    "action": ("true", "false"),
    "theme": ("main", "true", "false"),
    "variable": ("true", "false"),
}
_ALSO = {
    "item": "item_no",
    "action": "action_id",
    "city": "doc_id",
}  # shorter names that scholars write
_WORDS = {
    say(f"code.{level}", lang).casefold(): level for level in LEVELS for lang in LANGUAGES
} | {
    "是": "true", "yes": "true", "1": "true", "否": "false", "no": "false", "0": "false",
    "主要": "main",
}  # fmt: skip


def kind_of(row: object) -> str:
    """Which of `KINDS` a row decides; empty where its columns name none, or more than one."""
    named = " ".join(
        name
        for name in ("item_no", "action_id", "clause_id", "theme", "variable")
        if getattr(row, name)
    )
    return {
        "item_no": "item", "item_no clause_id": "link", "action_id": "action",
        "clause_id theme": "theme", "variable": "variable",
    }.get(named, "")  # fmt: skip


def of_kind(decisions: pd.DataFrame, kind: str) -> pd.DataFrame:
    """The rows of one kind."""
    return decisions[[kind_of(row) == kind for row in rows_of(decisions)]]


def named_columns(decisions: pd.DataFrame, *, name: str = "decisions.csv") -> pd.DataFrame:
    """The decisions as text under the names of `COLUMNS`, decisions and numbers in their codes.

    Raises
    ------
    CodingError
        Where a column that every decision needs is missing.
    """
    decisions = decisions.rename(
        columns={
            short: long
            for short, long in _ALSO.items()
            if short in decisions and long not in decisions
        }
    )
    # A file about variables alone needs no template.
    needed = NEEDED[1:] if "variable" in decisions else NEEDED
    missing = [column for column in needed if column not in decisions]
    if missing:
        raise CodingError(
            f"{name}: columns {missing} are missing; found {list(decisions.columns)}."
        )
    out = (
        decisions.reindex(columns=list(COLUMNS), fill_value="")
        .fillna("")
        .astype(str)
        .apply(lambda column: column.str.strip().map(unguarded))
    )
    out["template"] = [canonical_number(number) or number for number in out["template"]]
    out["decision"] = [_WORDS.get(word.casefold(), word.casefold()) for word in out["decision"]]
    out["settles"] = [_WORDS.get(word.casefold(), word.casefold()) for word in out["settles"]]
    out["clause_ids"] = [
        ";".join(part.strip() for part in ids.replace("；", ";").split(";") if part.strip())
        for ids in out["clause_ids"]
    ]
    return out


def fault_of(row: object) -> str:
    """What is wrong with one row taken by itself; empty where nothing is."""
    kind = kind_of(row)
    get = {name: str(getattr(row, name)) for name in COLUMNS}
    if not kind:
        named = ", ".join(f"{name} {get[name]!r}" for name in KEY[1:] if get[name]) or "none"
        return (
            "give either item_no or action_id, or clause_id and theme, or item_no and "
            f"clause_id, or variable; found {named}."
        )
    if get["item_no"] and whole_number(get["item_no"]) is None:
        return f"item_no must be a number; found {get['item_no']!r}."
    if kind == "variable" and not get["doc_id"]:
        return "doc_id must say of which document."
    if kind not in ("theme", "variable") and not (get["template"] and get["doc_id"]):
        return "template and doc_id must say of which template and which document."
    if get["decision"] not in ALLOWED[kind]:
        return f"decision {get['decision']!r} not among {list(ALLOWED[kind])}."
    if get["clause_ids"] and kind in ("link", "theme"):
        return f"clause_ids belong to an item, an action or a variable; a {kind} has clause_id."
    if not get["who"] or not get["reason"]:
        return "who decided, and why? A decision needs both."
    return ""


def check_decisions(decisions: pd.DataFrame | None) -> pd.DataFrame:
    """The decisions with every column of `COLUMNS`, checked.

    Raises
    ------
    CodingError
        Where a column is missing, a row is at fault, or two rows decide the same thing.
    """
    if decisions is None or not len(decisions):
        return pd.DataFrame(columns=list(COLUMNS), dtype="str")
    out = named_columns(decisions)
    for line, row in enumerate(rows_of(out), 2):
        fault = fault_of(row)
        if fault:
            raise CodingError(f"decisions.csv, line {line}: {fault}")
    doubled = out[out.duplicated(list(KEY))]
    if len(doubled):
        raise CodingError(
            f"decisions.csv: decided twice: {[part for part in doubled.iloc[0][list(KEY)] if part]}"
            ". Merge the files of several coders with: policy-compare decide FILE..."
        )
    return out.reset_index(drop=True)


def joined(names: Iterable[str]) -> str:
    """Names of coders or reasons in one cell, each once, in the order given."""
    return "; ".join(dict.fromkeys(name for name in names if name))


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
