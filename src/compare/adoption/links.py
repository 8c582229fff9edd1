"""Which provisions of an official text each clause takes over, how surely, and how much of the
wording.

The seven measures of `compare.likeness.links` become one certainty by the weights in
`compare.adoption.rules`; from
``rules.links.link`` on a clause takes the provision over. It does so ``verbatim`` where `VERBATIM`
running characters of substance, or a sentence but for a word put in or left out, stand in both,
else ``adapted``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
import pandas as pd

from compare.adoption.rules import RULES, LinkWeights, Rules
from compare.likeness.counterparts import VERBATIM
from compare.likeness.links import FLOOR, MEASURES, measure
from compare.likeness.provisions import Provisions
from compare.likeness.tiles import longest, tile
from compare.text.fold import Folded, fold
from compare.words.reasons import JOINT, because

COLUMNS = ["clause_id", "item_id", "certainty", "level", "share", "run", "note", *MEASURES]


def link(
    provisions: Provisions,
    text: Mapping[str, str],
    items: Sequence[str],
    clauses: Sequence[str],
    *,
    rules: Rules = RULES,
) -> pd.DataFrame:
    """Link the clauses of one document with the items of one official text.

    Parameters
    ----------
    provisions : Provisions
        From `compare.likeness.provisions.prepare`, for a collection that holds both.
    text : mapping of clause_id to str
        Bodies, for the passages.
    items, clauses : sequence of str
        Clause ids of the official text and of the document, all of them, in text order: what is
        near is told against the others.

    Returns
    -------
    DataFrame
        ``clause_id``, ``item_id`` (a clause id of the official text); ``certainty``, 0–1: how
        often a reader links such a pair;
        ``level`` (verbatim, adapted, or empty: not taken over); ``share``, 0–1: part of the
        shorter body that stands in passages of both (NaN where there is no link); ``run``,
        characters of substance of the longest such passage; ``note``, what
        decided; and the measures. Rows: every link, and beside these the best item of each clause
        and the best clause of each item.
    """
    if not len(items) or not len(clauses):
        return pd.DataFrame(columns=COLUMNS)
    left = np.array([provisions.row[key] for key in clauses])
    right = np.array([provisions.row[key] for key in items])
    measured = measure(provisions, left, right)
    sure = certainty(measured, rules.links)
    linked = sure >= rules.links.link
    kept = (
        linked
        | (sure >= sure.max(axis=1, keepdims=True))
        | (sure >= sure.max(axis=0, keepdims=True))
    )
    folded = cache(lambda key: fold(text[key]))
    rows = []
    for i, j in zip(*np.nonzero(kept), strict=True):
        row = {
            "clause_id": clauses[i],
            "item_id": items[j],
            "certainty": float(sure[i, j]),
            "level": "",
            "share": np.nan,
            "run": 0,
            "note": "",
        }
        values = {name: float(measured[name][i, j]) for name in MEASURES}
        if linked[i, j]:
            mine, theirs = provisions.of(left[i]), provisions.of(right[j])
            row["run"] = longest(tile("".join(mine), "".join(theirs), grow=False))
            same = sentence_kept(mine, theirs, rules.links)
            row["level"] = (
                "verbatim"
                if row["run"] >= rules.pairs.verbatim or same >= rules.links.kept
                else "adapted"
            )
            row["share"] = shared(folded(clauses[i]), folded(items[j]))
            row["note"] = _note(row["certainty"], values, row["run"], same, rules.links)
        rows.append(row | values)
    return pd.DataFrame(rows, columns=COLUMNS)


def certainty(measured: Mapping[str, np.ndarray], weights: LinkWeights = RULES.links) -> np.ndarray:
    """Probability, 0–1, that a reader says the clause takes the item over."""
    total = sum(
        (getattr(weights, name) * measured[name] for name in MEASURES),
        np.full((), weights.intercept),
    )
    return 1 / (1 + np.exp(-total))


def shared(clause: Folded, item: Folded) -> float:
    """Part of the shorter body that stands in shared passages, 0–1."""
    shorter = min(len(clause.text), len(item.text))
    return sum(part.size for part in tile(clause.text, item.text)) / shorter if shorter else 0.0


def passages(clause: str, item: str) -> list[tuple[str, str]]:
    """The passages that two bodies share, as each prints them, in the order of the clause.

    Examples
    --------
    >>> passages("全面推行简易注销登记改革。", "推行企业简易注销登记、改革。")
    [('简易注销登记改革', '简易注销登记、改革')]
    """
    a, b = fold(clause), fold(item)
    out = []
    for part in tile(a.text, b.text):
        begin, end = a.cut(part.a_at, part.a_at + part.size)
        there, until = b.cut(part.b_at, part.b_at + part.size)
        out.append((clause[begin:end], item[there:until]))
    return out


def sentence_kept(
    mine: Sequence[str], theirs: Sequence[str], weights: LinkWeights = RULES.links
) -> float:
    """How much of a sentence is kept, in order, for the pair of sentences that keeps most.

    Twice the longest common subsequence over both lengths (0–1): 1 = the same sentence; words put
    in or left out lower it.

    Examples
    --------
    >>> sentence_kept(["加强本市先进经验和典型做法的推广"], ["加强先进经验和典型做法的宣传推广"])
    0.875
    """
    from rapidfuzz.distance import LCSseq

    left, right = ([part for part in side if len(part) >= weights.least] for side in (mine, theirs))
    return max(
        (2 * LCSseq.similarity(a, b) / (len(a) + len(b)) for a in left for b in right), default=0.0
    )


def _note(
    sure: float, values: Mapping[str, float], run: int, same: float, weights: LinkWeights
) -> str:
    reasons = []
    if run >= VERBATIM:
        reasons.append(because("link_run", n=run))
    if same >= weights.kept:
        reasons.append(because("link_sentence", share=same))
    told = {
        "sure": sure,
        "wording": np.exp(values["wording"]) - FLOOR,
        "words": np.exp(values["words"]) - FLOOR,
        "lead": values["lead"],
    }
    reasons.append(
        because("link_nearest", **told)
        if values["nearest"] > 0.995
        else because("link_share", nearest=values["nearest"], **told)
    )
    return JOINT.join(reasons)
