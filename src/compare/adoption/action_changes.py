"""What a document changes in the numbers of single actions that it takes over.

A codebook says a measure in other words, so its wording cannot be set beside the clause's. A
number in one of its actions can: the sentence that shows the action speaks of the same thing.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from compare import schema
from compare.base.rows import rows_of
from compare.likeness.altered import Altered, Change
from compare.likeness.changed_numbers import changed_dates, changed_frequency, changed_numbers


def changed_action(action: str, sentence: str) -> tuple[Change, ...]:
    """Raised, lowered, another deadline or frequency, from an action to the sentence that shows it.

    Numbers are compared where both hold as many of one unit: of two rates (省级、市级分别100万元、
    60万元) nobody can tell which one the action's is.

    Examples
    --------
    >>> [change.code for change in changed_action("每张床位补贴1万元", "每张床位补助2万元")]
    ['raised']
    >>> changed_action("每张床位补贴1万元", "市、县每张床位补助2万元、1万元")
    ()
    """
    codes = changed_numbers(action, sentence, counted=True)
    if changed_dates(action, sentence):
        codes.append("deadline")
    if changed_frequency(action, sentence):
        codes.append("frequency")
    return tuple(Change(code, action, sentence) for code in dict.fromkeys(codes))


def with_action_changes(adoption: pd.DataFrame, actions: pd.DataFrame) -> pd.DataFrame:
    """Add to ``change`` of items of codebooks what the found actions change; before `settle`.

    An action that a person decided proves nothing here: the sentence is the rule's.
    """
    by_rule = (actions["decided_by"] == "") & actions["found"].fillna(False).astype(bool)
    shown: dict[tuple[str, int, str], list[Change]] = {}
    for row in rows_of(actions[by_rule]):
        for change in changed_action(row.action, row.sentence):
            shown.setdefault((row.template, row.item_no, row.doc_id), []).append(change)
    if not shown:
        return adoption
    told = []
    for row in rows_of(adoption):
        mine = shown.get((row.template, row.item_no, row.doc_id), [])
        held = row.basis == "codebook" and row.level in schema.ADOPTED
        both = Altered((*_quoted(row), *mine)) if held and mine else None
        told.append(
            (";".join(both.codes), *both.passages())
            if both
            else (row.change, row.change_from, row.change_to)
        )
    columns = zip(("change", "change_from", "change_to"), zip(*told, strict=True), strict=True)
    return adoption.assign(**{name: list(values) for name, values in columns})


def _quoted(row: Any) -> list[Change]:
    """The changes that a row of the ledger tells already."""
    if not row.change:
        return []
    quoted = (row.change.split(";"), row.change_from.split(";"), row.change_to.split(";"))
    return [Change(*parts) for parts in zip(*quoted, strict=True)]
