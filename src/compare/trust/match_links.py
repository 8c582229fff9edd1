"""What is said of pairs: counterparts of two texts, items and actions of a template taken over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from compare import schema
from compare.schema import ADOPTED
from compare.trust.match_rows import scores_row, share_row

if TYPE_CHECKING:
    from compare.trust.hand_coding import HandCoding


def counterpart_rows(
    hand: HandCoding, pairs: pd.DataFrame, to_unit: pd.Series
) -> list[dict[str, Any]]:
    """Pairs of the documents of which pairs were coded; clauses of a document without coding keep
    their ids.
    """
    wanted = {
        (a, b): level
        for a, b, level in hand.counterparts[["a", "b", "level"]].itertuples(index=False)
    }
    if not wanted:
        return []
    compared = {_documents(pair) for pair in wanted}
    coded = set(hand.units["doc_id"])
    unit_of = to_unit.to_dict()
    found: dict[tuple[str, str], str] = {}
    same = schema.counterparts(pairs)
    for a, b, level in same[["a", "b", "level"]].itertuples(index=False):
        ends = [
            unit_of.get(clause, clause if clause.rsplit("-", 1)[0] not in coded else "")
            for clause in (a, b)
        ]
        pair = (min(ends), max(ends))
        # An empty level by hand: the passes differ, so the pair is not scored.
        if all(ends) and _documents(pair) in compared and wanted.get(pair, "absent"):
            found[pair] = level
    agreed = {pair: level for pair, level in wanted.items() if level}
    hits = set(found) & set(agreed)
    return [
        scores_row("counterparts", "f1", "all", len(agreed), len(found), len(hits)),
        share_row(
            "counterparts",
            "level",
            "all",
            sum(found[pair] == agreed[pair] for pair in hits),
            len(hits),
        ),
    ]


def _documents(pair: tuple[str, str]) -> frozenset[str]:
    return frozenset(unit.rsplit("-", 1)[0] for unit in pair)


def item_rows(hand: HandCoding, adoption: pd.DataFrame, to_unit: pd.Series) -> list[dict[str, Any]]:
    """Items taken over, and the clauses that prove them (links), a template and document at a
    time.
    """
    rows = []
    for (template, doc), coded in hand.items.groupby(["template", "doc_id"], sort=False):
        question = f"adoption {template}"
        own = adoption[
            adoption["template"].str.contains(f"〕{template}号") & (adoption["doc_id"] == doc)
        ]
        # What stands before the first coded item (guiding thought, goals) was not coded and is no
        # false find.
        own = own[own["level"].isin(ADOPTED) & (own["item_no"] >= coded["item_no"].min())]
        links = {
            (to_unit[clause], item)
            for item, ids in zip(own["item_no"], own["clause_ids"], strict=True)
            for clause in ids.split(";")
            if clause in to_unit.index
        }
        pairs = {
            both: set(zip(group["unit"], group["item_no"], strict=True))
            for both, group in coded.groupby(coded["agreed"])
        }
        agreed, disputed = pairs.get(True, set()), pairs.get(False, set())
        wanted = {item for _, item in agreed}
        items = set(own["item_no"]) - ({item for _, item in disputed} - wanted)
        rows.append(
            scores_row(question, "items f1", str(doc), len(wanted), len(items), len(items & wanted))
        )
        links -= disputed
        rows.append(
            scores_row(question, "links f1", str(doc), len(agreed), len(links), len(links & agreed))
        )
    return rows


def action_rows(hand: HandCoding, actions: pd.DataFrame) -> list[dict[str, Any]]:
    """Single actions found; those on which the passes differ are not scored."""
    rows = []
    for (template, doc), coded in hand.actions.dropna().groupby(["template", "doc_id"], sort=False):
        own = actions[
            actions["template"].str.contains(f"〕{template}号") & (actions["doc_id"] == doc)
        ]
        found = set(own.loc[own["found"].fillna(False).astype(bool), "action_id"]) & set(
            coded["action_id"]
        )
        wanted = set(coded.loc[coded["found"].astype(bool), "action_id"])
        rows.append(
            scores_row(
                f"actions {template}", "f1", str(doc), len(wanted), len(found), len(found & wanted)
            )
        )
    return rows
