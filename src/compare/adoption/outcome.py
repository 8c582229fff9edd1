"""What a matched item amounts to: taken over or reversed, how much of it, what was changed, and
whether it is adoption.

Matching says which clauses hold an item. This module says what that means: clauses that say the
opposite prove nothing, a control that has the item is `alike`, and only a document that implements
the template adopts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from compare import schema
from compare.adoption.leads import Charges, charges_both, other_lead
from compare.adoption.rules import Rules
from compare.adoption.templates import Item
from compare.likeness.altered import Altered, Change, compare_wordings
from compare.likeness.tiles import shared_part
from compare.text.fold import fold, sentences


def outcome(
    item: Item,
    proof: pd.DataFrame,
    texts: Mapping[str, str],
    *,
    official: bool,
    leads: Charges,
    rules: Rules,
) -> dict:
    """What the clauses that match an item make of it.

    Parameters
    ----------
    item : Item
    proof : DataFrame
        Clauses matched, strongest first, with ``level``.
    texts : mapping of clause_id to str
    official : bool
        Whether the item is a clause of the official text; else wording is not compared beyond its
        stance.
    leads : mapping of clause_id to tuple of Charge
        Bodies that each clause charges.
    rules : Rules

    Returns
    -------
    dict
        ``level`` (verbatim, adapted, taken_over, reversed or absent), ``clause_ids``, ``share``,
        ``kept`` (share of the item's sentences that the clauses keep; NaN without the official
        text), ``levels`` (of each of ``clause_ids``, in their order), ``change``,
        ``change_from``, ``change_to``.
    """
    if not len(proof):
        return {
            "level": "absent",
            "clause_ids": "",
            "share": np.nan,
            "kept": np.nan,
            "change": "",
            "change_from": "",
            "change_to": "",
            "levels": "",
        }
    ids = list(proof["clause_id"])
    levels = dict(zip(ids, proof["level"], strict=True))
    altered = {
        clause_id: _altered(item, clause_id, texts, official, leads, rules) for clause_id in ids
    }
    standing = [clause_id for clause_id in ids if not altered[clause_id].reversed]
    shown = standing or ids
    level = (
        "reversed"
        if not standing
        else "verbatim"
        if any(levels[k] == "verbatim" for k in standing)
        else str(levels[standing[0]])
    )
    changes = Altered(
        tuple(dict.fromkeys(change for clause_id in shown for change in altered[clause_id].changes))
    )
    before, after = changes.passages()
    return {
        "level": level,
        "clause_ids": ";".join(shown),
        "change": ";".join(changes.codes),
        "change_from": before,
        "change_to": after,
        "levels": ";".join(str(levels[k]) if standing else "reversed" for k in shown),
        "share": max(shared_part(fold(item.content).text, fold(texts[k]).text) for k in shown)
        if official
        else np.nan,
        "kept": kept_sentences(item.content, [texts[k] for k in shown], rules)
        if official
        else np.nan,
    }


def _altered(
    item: Item,
    clause_id: str,
    texts: Mapping[str, str],
    official: bool,
    leads: Charges,
    rules: Rules,
) -> Altered:
    """Changes from an item to a clause; against a codebook only a reversal can be told, and from
    its own words only in part.
    """
    found = compare_wordings(item.content, texts[clause_id], rules=rules.changes)
    if not official:
        turned = tuple(change for change in found.changes if change.code == "reversed")
        return Altered(turned if found.reversed else (), found.turned, found.reversed)
    mine, theirs = leads.get(item.clause_id, ()), leads.get(clause_id, ())
    text = texts[clause_id]
    changes = [
        change
        for change in found.changes
        if change.code != "body" or not charges_both(change, mine, theirs)
    ]
    told = other_lead(item.content, text, mine, theirs, rules.changes)
    if told and not any(change.code == "body" for change in changes):
        changes.append(Change("body", *told))
    return Altered(tuple(changes), found.turned, found.reversed)


def kept_sentences(item: str, clauses: Sequence[str], rules: Rules) -> float:
    """Share of the sentences of `item` that some sentence of `clauses` keeps, in order, but for
    words put in or exchanged (0–1): twice the longest common subsequence over both lengths is
    `Rules.sentence_kept` or more.
    """
    from rapidfuzz.distance import LCSseq

    own = [fold(item[a:b]).text for a, b in sentences(item)]
    theirs = [fold(text[a:b]).text for text in clauses for a, b in sentences(text)]
    least, enough = rules.sentence_least, rules.sentence_kept
    own = [part for part in own if len(part) >= least] or [fold(item).text]
    kept = sum(
        any(
            2 * LCSseq.similarity(part, other) >= enough * (len(part) + len(other))
            for other in theirs
            if len(other) >= least
        )
        for part in own
    )
    return kept / len(own)


def settle(adoption: pd.DataFrame) -> pd.DataFrame:
    """Levels after any decision: a control is `alike`, never adoption; ``matched``, ``adopted``
    and ``degree`` follow.

    ``degree`` comes from the share of the item's sentences where its official text was compared,
    else from its single actions. A link with an official text rests on a provision in common, so
    it is `some` at least, also where no sentence is kept.
    """
    control = adoption["relation"] == "control"
    there = adoption["level"].isin(schema.PRESENT)
    matched = adoption["level"].where(adoption["level"].isin(schema.ADOPTED), "")
    actions = adoption["actions_found"] / adoption["actions_total"].where(
        adoption["actions_total"] > 0
    )
    official = adoption["basis"] == "official_text"
    share = actions.astype(float).where(~official, adoption["kept"].astype(float).clip(lower=1e-6))
    return adoption.drop(columns="kept").assign(
        matched=matched,
        level=adoption["level"].where(~(control & there), "alike"),
        automatic=adoption["automatic"].where(
            ~(control & adoption["automatic"].isin(schema.ADOPTED)), "alike"
        ),
        adopted=(there & ~control).astype("boolean"),
        degree=pd.Series(
            [degree_of(value) if here else "" for value, here in zip(share, there, strict=True)],
            index=adoption.index,
            dtype="str",
        ),
    )


def degree_of(share: float) -> str:
    """Step of a share: none, up to a third, up to two thirds, more; empty where it is not known.

    >>> [degree_of(value) for value in (0.0, 1 / 3, 0.5, 0.9, float("nan"))]
    ['theme_only', 'some', 'half', 'most', '']
    """
    if np.isnan(share):
        return ""
    return (
        "theme_only"
        if share <= 0
        else "some"
        if share <= 1 / 3 + 1e-9
        else "half"
        if share <= 2 / 3 + 1e-9
        else "most"
    )
