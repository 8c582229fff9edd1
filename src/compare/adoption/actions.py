"""Which single actions of an item a document takes over: one sentence must show it.

An action is recognised by its cues, by terms of the field for the same thing, by its own words,
and by standing in a clause that takes over its item. The parts add up to evidence e, and the score
is ``e / (e + half)``.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from compare import schema
from compare.adoption.equivalents import Groups, form_missing, other_names, rest_named
from compare.adoption.items import cue_weights, longest_only
from compare.adoption.rules import RULES, Rules
from compare.adoption.templates import Action, Item, Template
from compare.base.rows import rows_of
from compare.text.fold import fold, ngrams, sentences

NEAR_LENGTH = 4  # shorter cues are found by accident when characters may be put in
_PART = re.compile(r"[，、：,]")


@dataclass(frozen=True, slots=True)
class _Sentence:
    clause_id: str
    doc_id: str
    text: str
    grams: frozenset[str]
    characters: frozenset[str]


def find_actions(
    clauses: pd.DataFrame,
    template: Template,
    weighed: pd.DataFrame,
    *,
    rules: Rules = RULES,
    documents: Iterable[str] | None = None,
    terms: Groups | None = None,
) -> pd.DataFrame:
    """Look for every action of a codebook in every document.

    Parameters
    ----------
    clauses : DataFrame
        A `schema.CLAUSES` table with all documents of the study: rarity is counted over them.
    template : Template
    weighed : DataFrame
        Result of `compare.adoption.items.weigh_items`.
    rules : Rules
    documents : iterable of str, optional
        Documents to look in; all by default.
    terms : groups of equivalent terms, optional
        From `compare.adoption.equivalents.parse_equivalents`; default: those of the package.

    Returns
    -------
    DataFrame
        A `schema.ACTIONS` table, template order within document order; after the declared columns
        ``action``, ``sentence`` (that shows it best) and ``better`` (another action that the same
        terms of this sentence show better: then it is not
        found). Actions without cues have ``found`` empty.
    """
    wanted = list(dict.fromkeys(clauses["doc_id"])) if documents is None else list(documents)
    scored = any(action.cues for item in template.items for action in item.actions)
    everything = (
        [sentence for row in rows_of(clauses) for sentence in _sentences(row)] if scored else []
    )
    rarity = _rarity(everything)
    cues = [cue for item in template.items for action in item.actions for cue in action.cues]
    whole = [
        f"{heading}。{text}"
        for heading, text in zip(clauses["heading"], clauses["text"], strict=True)
    ]
    weight = cue_weights(cues, whole, Counter(cues))
    others = {cue: other_names(cue, terms) for cue in weight}
    context = _context(weighed, rules)
    preambles = set(clauses.loc[clauses["kind"] == "preamble", "clause_id"])
    rows = []
    for doc_id in wanted:
        own = [sentence for sentence in everything if sentence.doc_id == doc_id]
        for item in template.items:
            fitting = [s for s in own if (s.clause_id in preambles) == (item.kind == "preamble")]
            for action in item.actions:
                rows.append(
                    {
                        "template": template.number,
                        "action_id": action.action_id,
                        "doc_id": doc_id,
                        "item_no": item.item_no,
                        "action": action.action,
                        **_best(action, item, fitting, weight, others, rarity, context, rules),
                        "better": "",
                    }
                )
    return schema.ACTIONS.frame(_one_proof_each(rows))


def _context(weighed: pd.DataFrame, rules: Rules) -> dict[tuple[str, int], float]:
    """How strongly each clause speaks for each item (0–1): its score in shares of the clause's
    best, or of the score that takes an item over where that is more.

    A share, because the scores themselves depend on how a document is made: clauses of a law have
    no headings, and a document in its own words reaches half the score of a near copy.
    """
    best = weighed.groupby("clause_id")["score"].transform("max").clip(lower=rules.taken_over)
    places = zip(weighed["clause_id"], weighed["item_no"], strict=True)
    return dict(zip(places, weighed["score"] / best, strict=True))


def _one_proof_each(rows: list[dict]) -> list[dict]:
    """The same terms of one sentence prove one item only: the action that they show better keeps
    them.

    先进经验 in a sentence about publishing them is no evidence for an action of another item about
    exchanging them.
    """
    by_sentence: dict[tuple[str, str, str], list[dict]] = {}
    for row in rows:
        if row["clause_id"]:
            by_sentence.setdefault((row["doc_id"], row["clause_id"], row["sentence"]), []).append(
                row
            )
    for together in by_sentence.values():
        for row in together:
            terms = set(row["cues"].split(";"))
            for other in together:
                if (
                    other["item_no"] != row["item_no"]
                    and other["score"] > row["score"]
                    and terms <= set(other["cues"].split(";"))
                ):
                    row["better"] = row["better"] or other["action_id"]
    for row in rows:
        if row["better"]:
            row["found"], row["clause_id"] = False, ""
    return rows


def _best(
    action: Action,
    item: Item,
    own: list[_Sentence],
    weight: dict[str, float],
    others: dict[str, tuple[tuple[str, str], ...]],
    rarity: dict[str, float],
    context: dict[tuple[str, int], float],
    rules: Rules,
) -> dict:
    """The sentence that shows an action best."""
    if not action.cues:
        return {"found": pd.NA, "clause_id": "", "score": np.nan, "cues": "", "sentence": ""}
    scale = rules.actions
    weights = {
        cue: weight[cue] * (scale.topic if cue in item.heading else 1.0) for cue in action.cues
    }
    words = sorted(set(ngrams(fold(action.action).text, 2)))
    mass = sum(rarity.get(word, 1.0) for word in words)
    best, shown = 0.0, ("", "", "")
    for sentence in own:
        evidence, terms, renamed = _terms(action, weights, others, sentence, rules)
        shared = sum(rarity[word] for word in words if word in sentence.grams) + sum(
            scale.equivalent * rarity.get(word, 1.0)
            for word in words
            if word in renamed and word not in sentence.grams
        )
        evidence += scale.words * shared / max(mass, 1e-9)
        evidence += scale.context * context.get((sentence.clause_id, item.item_no), 0.0)
        if evidence > best + 1e-12 and form_missing(action.action, sentence.text):
            evidence -= scale.form
        if evidence > best + 1e-12:
            best, shown = evidence, (sentence.clause_id, ";".join(terms), sentence.text)
    score = best / (best + rules.action_half) if best else 0.0
    found = score >= rules.action
    return {
        "found": found,
        "clause_id": shown[0] if found else "",
        "score": round(score, 4),
        "cues": shown[1],
        "sentence": shown[2],
    }


def _terms(
    action: Action,
    weights: dict[str, float],
    others: dict[str, tuple[tuple[str, str], ...]],
    sentence: _Sentence,
    rules: Rules,
) -> tuple[float, list[str], set[str]]:
    """Evidence of the cues in a sentence (as written, with characters put in, or by another name),
    the terms that show them, and the words of cues that stand there by another name.

    One term is another name of one cue only, of the one that weighs most.
    """
    text = sentence.text
    exact = longest_only(cue for cue in action.cues if cue in text)
    evidence, terms = sum(weights[cue] for cue in exact), list(exact)
    by_name: dict[str, float] = {}
    renamed: set[str] = set()
    for cue in action.cues:
        if cue in text:
            continue
        share = nearness(cue, text) if sentence.characters.issuperset(cue) else 0.0
        if share:
            evidence += rules.actions.near * share * weights[cue]
            terms.append(f"~{cue}")
            continue
        named = [
            term
            for term, rest in others[cue]
            if term in text
            and rest_named(rest, text.replace(term, ""))
            and not any(own in term or term in own for own in exact)
        ]
        if named:
            by_name[named[0]] = max(by_name.get(named[0], 0.0), weights[cue])
            terms.append(f"={named[0]}")
            renamed.update(ngrams(fold(cue).text, 2))
    return evidence + rules.actions.equivalent * sum(by_name.values()), terms, renamed


def nearness(cue: str, text: str) -> float:
    """How well `text` holds the characters of `cue` in order within one part of a sentence, others
    put in between.

    1 = as written; less with every character put in; 0 where more than half the cue's length (at
    least 3) would be needed, or the cue has fewer than four characters.

    Examples
    --------
    >>> nearness("孵化机构联盟", "建立孵化机构和空间联盟")
    0.75
    """
    n, best = len(cue), 0.0
    if n < NEAR_LENGTH:
        return 0.0
    for part in _PART.split(text):
        begin = part.find(cue[0])
        while begin >= 0:
            at = begin
            for character in cue[1:]:
                at = part.find(character, at + 1)
                if at < 0:
                    break
            else:
                put_in = at - begin + 1 - n
                if put_in <= max(3, n // 2 + 1):
                    best = max(best, 1 - put_in / (2 * n))
            begin = part.find(cue[0], begin + 1)
    return best


def _sentences(row: Any) -> list[_Sentence]:
    parts = [row.text[begin:end] for begin, end in sentences(row.text)]
    return [
        _Sentence(
            row.clause_id, row.doc_id, part, frozenset(ngrams(fold(part).text, 2)), frozenset(part)
        )
        for part in parts
    ]


def _rarity(everything: list[_Sentence]) -> dict[str, float]:
    """Weight of each pair of characters, 0–1: how few sentences hold it."""
    n = len(everything)
    held = Counter(gram for sentence in everything for gram in sentence.grams)
    return {
        gram: min(max(math.log((n + 1) / (number + 0.5)) / math.log(n + 1), 0.0), 1.0)
        for gram, number in held.items()
    }
