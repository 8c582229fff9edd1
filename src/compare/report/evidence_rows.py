"""The evidence of each judgement: clauses, actions, cues and shared wording as places in the
clauses' texts.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from compare import schema
from compare.adoption.rules import RULES
from compare.report.counts import Tables, split, table
from compare.study.read import Study
from compare.text.passage import Passage
from compare.words.names import labelled
from compare.words.reasons import reason
from compare.words.strings import LANGUAGES

NEAR = 0.6  # share of what an action needs; below it the nearest sentence is about something else
MOST_PAIRS = 5000  # counterparts that the page shows one by one; more would weigh it down
Span = tuple[int, int]
# What most cells have; a cell is written with what differs, and the page adds the rest again.
CELL: dict[str, Any] = {
    "relation": "control", "basis": "codebook", "level": "absent", "clauses": [], "levels": [],
    "nearest": [],
    "score": None, "found": 0, "total": 0, "rules": "", "decided_by": "", "degree": "",
    "changes": [], "automatic": "", "actions": [], "shared": {}, "item_shared": [], "cues": {},
}  # fmt: skip


def cell_rows(study: Study, tables: Tables, templates: Iterable[Any]) -> list[dict[str, Any]]:
    items = {
        (template.number, item.item_no): item for template in templates for item in template.items
    }
    actions: dict[tuple[str, int, str], list[dict[str, Any]]] = {}
    for row in table(tables, "actions").to_dict("records"):
        key = (row["template"], int(row["item_no"]), row["doc_id"])
        told = items.get(key[:2])
        action = {
            "id": row["action_id"],
            "text": "" if told and told.actions else row.get("action", ""),
            "found": None if pd.isna(row["found"]) else bool(row["found"]),
            "clause": row["clause_id"],
            "cues": [cue.lstrip("~=") for cue in split(row["cues"])],
            "sentence": row.get("sentence", "") if row["clause_id"] or _near(row) else "",
        }
        actions.setdefault(key, []).append(
            {name: value for name, value in action.items() if value not in ("", [], None)}
        )
    adoption = table(tables, "adoption").to_dict("records")
    told = (
        (items[own].clause_id, clause)
        for row in adoption
        if (own := (row["template"], int(row["item_no"]))) in items and items[own].clause_id
        for clause in split(row["clause_ids"])
    )
    spans = _spans(study, tables, told)
    cells = []
    for row in adoption:
        key = (row["template"], int(row["item_no"]), row["doc_id"])
        if key[:2] not in items:  # a template of which nothing is known has no item to show
            continue
        clauses, item = split(row["clause_ids"]), items[key[:2]]
        shared = (
            {clause: spans.get((item.clause_id, clause), ([], [])) for clause in clauses}
            if item.clause_id
            else {}
        )
        cells.append(
            {
                "t": key[0],
                "no": key[1],
                "doc": key[2],
                "level": row["level"],
                "relation": row["relation"],
                "basis": row["basis"],
                "clauses": clauses,
                "levels": _of_each(row),
                "nearest": _mentioned(row["why"], study) if not clauses else [],
                "score": number(row["score"]),
                "found": int(row["actions_found"]),
                "total": int(row["actions_total"]),
                "rules": row["rules"],
                "why": both(row["why"]),
                "decided_by": row.get("decided_by", ""),
                "degree": row.get("degree", ""),
                "changes": _changes(row),
                "automatic": _other(row.get("automatic", ""), row["level"]),
                "actions": actions.get(key, []),
                "shared": {clause: here for clause, (_, here) in shared.items() if here},
                "item_shared": sorted(shared[clauses[0]][0]) if clauses and shared else [],
                "cues": _cue_spans(study, clauses, item, actions.get(key, [])),
            }
        )
    return [_slim(cell) for cell in cells]


def _slim(cell: dict[str, Any]) -> dict[str, Any]:
    """A cell without what `CELL` says of it anyway."""
    return {name: value for name, value in cell.items() if name not in CELL or value != CELL[name]}


def _of_each(row: Mapping[Any, Any]) -> list[str]:
    """How each clause of a cell has the item, where they differ."""
    levels = split(str(row.get("levels", "") or ""))
    return levels if len(set(levels)) > 1 else []


def _other(code: str, level: str) -> str:
    return "" if code == level else code


def pair_rows(study: Study, tables: Tables) -> list[dict[str, Any]]:
    """Counterparts, and clauses that say the opposite of each other, with their shared passages,
    the longest first; of more than `MOST_PAIRS` the first so many (`pair_counts` counts
    counterparts).
    """
    pairs = table(tables, "pairs")
    alike = pairs[pairs["level"] != ""].sort_values(
        ["longest_run", "a", "b"], ascending=[False, True, True], kind="stable"
    )
    alike = alike.head(MOST_PAIRS)
    spans = _spans(study, tables, zip(alike["a"], alike["b"], strict=True))
    return [
        {
            "a": row["a"],
            "b": row["b"],
            "level": row["level"],
            "label": "word_for_word"
            if row["level"] == "verbatim" and row.get("share", 0) >= RULES.word_for_word
            else row["level"],
            "changes": _changes(row, "change_a", "change_b"),
            "longest": int(row["longest_run"]),
            "why": both(row.get("why", "")),
            "cosine": number(row["cosine_char"]) or 0,
            "ab": number(row["containment_ab"]) or 0,
            "ba": number(row["containment_ba"]) or 0,
            "a_spans": spans.get((row["a"], row["b"]), ([], []))[0],
            "b_spans": spans.get((row["a"], row["b"]), ([], []))[1],
        }
        for row in alike.to_dict("records")
    ]


def pair_counts(tables: Tables) -> list[list[Any]]:
    """Each two documents with counterparts: both, how many counterparts, how many of these share a
    sentence, the longest shared passage. Empty where the page holds every counterpart anyway.
    """
    pairs = table(tables, "pairs")
    if int((pairs["level"] != "").sum()) <= MOST_PAIRS:
        return []
    alike = schema.counterparts(pairs)
    home = table(tables, "clauses").set_index("clause_id")["doc_id"]
    place = {doc: k for k, doc in enumerate(table(tables, "documents")["doc_id"])}
    found: dict[tuple[str, str], list[int]] = {}
    columns = (alike["a"].map(home), alike["b"].map(home), alike["level"], alike["longest_run"])
    for a, b, level, longest in zip(*columns, strict=True):
        key = (a, b) if place[a] < place[b] else (b, a)
        row = found.setdefault(key, [0, 0, 0])
        row[:] = row[0] + 1, row[1] + (level == "verbatim"), max(row[2], int(longest))
    return [[a, b, *row] for (a, b), row in found.items()]


def both(why: str) -> dict[str, str] | None:
    """A reason in every language, with document numbers as its readers know them; what a person
    wrote stays as it is. None where there is none.
    """
    if not why:
        return None
    by_rule = reason(why, "zh") != why
    return {
        lang: labelled(reason(why, lang), lang) if by_rule else reason(why, lang)
        for lang in LANGUAGES
    }


def _changes(
    row: Mapping[Any, Any], before: str = "change_from", after: str = "change_to"
) -> list[dict[str, str]]:
    """What differs, with the passage of either side that shows it."""
    sides = [str(row.get(name, "") or "").split(";") for name in ("change", before, after)]
    return [
        {"code": code, "from": one, "to": other}
        for code, one, other in zip(*sides, strict=False)
        if code
    ]


def _mentioned(why: str, study: Study) -> list[str]:
    """The first clause that a reason names."""
    return next(([word] for word in re.findall(r"[\w.-]+", why) if word in study.passages), [])


def _near(row: Mapping[Any, Any]) -> bool:
    """Whether the sentence of a missed action is near enough to be worth showing."""
    return bool(row["score"] >= NEAR * RULES.action)


def _cue_spans(
    study: Study, clauses: Iterable[str], item: Any, actions: Iterable[Mapping[str, Any]]
) -> dict[str, list[Span]]:
    """Where the cues of the item and of its found actions stand in each clause's text."""
    found: dict[str, list[Span]] = {}
    for clause in clauses:
        cues = {
            *item.cues,
            *(
                cue
                for action in actions
                if action.get("clause") == clause
                for cue in action.get("cues", [])
            ),
        }
        text = study.passages[clause].text
        spans = sorted(
            {(at, at + len(cue)) for cue in cues if cue for at in _occurrences(text, cue)}
        )
        if spans:
            found[clause] = spans
    return found


def _occurrences(text: str, cue: str) -> Iterable[int]:
    at = text.find(cue)
    while at >= 0:
        yield at
        at = text.find(cue, at + 1)


def _spans(
    study: Study, tables: Tables, wanted: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], tuple[list[Span], list[Span]]]:
    """Shared passages of the pairs `wanted` as places in the clauses' texts: ``{(a, b): (places in
    a, places in b)}``, both ways round.
    """
    asked = {frozenset(pair) for pair in wanted}
    found: dict[tuple[str, str], tuple[list[Span], list[Span]]] = {}
    frame = table(tables, "spans")
    columns = (frame[name].tolist() for name in ("a", "b", "a_begin", "a_end", "b_begin", "b_end"))
    for a, b, a_begin, a_end, b_begin, b_end in zip(*columns, strict=True):
        if frozenset((a, b)) not in asked:
            continue
        here = (
            _place(study.passages[a], a_begin, a_end),
            _place(study.passages[b], b_begin, b_end),
        )
        for key, (one, other) in {(a, b): here, (b, a): here[::-1]}.items():
            sides = found.setdefault(key, ([], []))
            sides[0].append(one)
            sides[1].append(other)
    return {key: (sorted(one), sorted(other)) for key, (one, other) in found.items()}


def _place(passage: Passage, begin: int, end: int) -> Span:
    """Offsets in the file as offsets in the cleaned text."""
    return bisect_left(passage.at, begin), bisect_left(passage.at, end)


def number(value: float) -> float | int | None:
    """A number as JSON has it: no NaN, no 3.0 for 3, no digits beyond the sixth."""
    if math.isnan(value):
        return None
    short = round(float(value), 6)
    return int(short) if short.is_integer() else short
