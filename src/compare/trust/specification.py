"""Does the finding hang on a threshold? The adoption rates under every reasonable set of rules.

A specification curve [1]_ runs the same analysis under all defensible choices (tokens, run length,
weights, thresholds) and shows every result, so that a reader sees whether one choice made the
finding.

References
----------
.. [1] U. Simonsohn, J. P. Simmons and L. D. Nelson (2020), Specification curve analysis. Nature
   Human Behaviour 4, 1208-1214.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from compare.adoption.items import PARTS, weigh_items
from compare.adoption.rates import countable
from compare.adoption.rules import RULES, Rules, Weights
from compare.adoption.templates import Template

WEIGHTS: dict[str, Weights] = {
    "rules": RULES.weights,
    "equal": Weights(*(1 / len(PARTS) for _ in PARTS)),
    "no heading": Weights(0.20, 0.20, 0.20, 0.0, 0.20, 0.10, 0.10),
    "no cues": Weights(0.20, 0.20, 0.15, 0.25, 0.0, 0.10, 0.10),
    "no order": Weights(0.20, 0.20, 0.15, 0.20, 0.15, 0.10, 0.0),
    "wording only": Weights(0.34, 0.33, 0.33, 0.0, 0.0, 0.0, 0.0),
}
TOKENS = (("char", 2), ("char", 3), ("word", 1))
THRESHOLDS = (0.32, 0.36, 0.40, 0.44, 0.48)


def specification_curve(
    clauses: pd.DataFrame,
    template: Template,
    documents: Iterable[str],
    *,
    words: Iterable[str] = (),
    rules: Rules = RULES,
    tokens: Sequence[tuple[str, int]] = TOKENS,
    weights: dict[str, Weights] = WEIGHTS,
    thresholds: Sequence[float] = THRESHOLDS,
) -> pd.DataFrame:
    """Adoption rate of each document under every combination of choices.

    Parameters
    ----------
    clauses : DataFrame
        All clauses of the study.
    template : Template
        A codebook.
    documents : iterable of str
        Documents to report, controls among them.
    words : iterable of str
        Words that the segmenter keeps whole (`Study.words`).
    tokens, weights, thresholds
        Choices. What is counted as full wording and by which threshold is scaled with the tokens,
        so that the middle threshold marks the same share of all clause–item scores as it does
        under the rules.

    Returns
    -------
    DataFrame
        One row a specification and document: ``template, doc_id, tokens, ngram, weights,
        threshold, rate`` (0–1, preambles left out),
        ``chosen`` (True for the rules in force).

    Notes
    -----
    Scores from other tokens have another scale; the same 0.40 would not be the same strictness.
    Each set of scores is therefore cut at the quantile that the threshold has under the rules.
    """
    wanted, kept = list(documents), tuple(words)
    counted = {item.item_no for item in template.items if item.counted}
    base = weigh_items(clauses, template, words=kept, rules=rules)
    base = base[base["item_no"].isin(counted)]
    ranks = [float((base["score"] < threshold).mean()) for threshold in thresholds]
    rows = []
    for kind, ngram in tokens:
        parts = weigh_items(
            clauses, template, words=kept, rules=replace(rules, tokens=kind, ngram=ngram)
        )
        parts = parts[parts["item_no"].isin(counted)]
        for name, weight in weights.items():
            score = sum(getattr(weight, part) * parts[part] for part in PARTS)
            same = (kind, ngram, name) == (rules.tokens, rules.ngram, "rules")
            score = parts["score"] if same else score
            best = (
                score.groupby([parts["doc_id"], parts["item_no"]])
                .max()
                .unstack("item_no")
                .reindex(wanted)
                .fillna(0.0)
            )
            for threshold, rank in zip(thresholds, ranks, strict=True):
                cut = threshold if same else float(np.quantile(score, rank))
                for doc_id, rate in (best >= cut).mean(axis=1).items():
                    chosen = same and np.isclose(threshold, rules.taken_over)
                    rows.append(
                        (
                            template.number,
                            doc_id,
                            kind,
                            ngram,
                            name,
                            threshold,
                            float(rate),
                            bool(chosen),
                        )
                    )
    return pd.DataFrame(
        rows,
        columns=["template", "doc_id", "tokens", "ngram", "weights", "threshold", "rate", "chosen"],
    )


def curve_summary(curve: pd.DataFrame) -> pd.DataFrame:
    """Range of the rates of each document over all specifications.

    Returns
    -------
    DataFrame
        ``template, doc_id, chosen`` (rate under the rules), ``minimum, low, median, high,
        maximum`` (low and high: the middle 90 %),
        ``specifications``.
    """
    rows = []
    for (template, doc_id), group in curve.groupby(["template", "doc_id"], sort=False):
        low, median, high = np.quantile(group["rate"], [0.05, 0.5, 0.95])
        chosen = group.loc[group["chosen"], "rate"]
        rows.append(
            (
                template,
                doc_id,
                float(chosen.iloc[0]) if len(chosen) else np.nan,
                group["rate"].min(),
                low,
                median,
                high,
                group["rate"].max(),
                len(group),
            )
        )
    return pd.DataFrame(
        rows,
        columns=[
            "template",
            "doc_id",
            "chosen",
            "minimum",
            "low",
            "median",
            "high",
            "maximum",
            "specifications",
        ],
    )


def rank_stability(curve: pd.DataFrame, *, above: Sequence[str], below: Sequence[str]) -> float:
    """Share of specifications in which every document of `above` has a higher rate than every one
    of `below`.
    """
    keys = ["tokens", "ngram", "weights", "threshold"]
    wide = curve.pivot(index=keys, columns="doc_id", values="rate")
    return float((wide[list(above)].min(axis=1) > wide[list(below)].max(axis=1)).mean())


def clause_influence(adoption: pd.DataFrame, clauses: pd.DataFrame) -> pd.DataFrame:
    """How far each document's rate hangs on one clause: by how much it falls where that clause is
    left out.

    This is influence, no interval: leaving a clause out can only lower a rate. A clause that alone
    proves many items has much of it.

    Returns
    -------
    DataFrame
        ``template, doc_id, relation, rate``, ``fall`` (largest fall of the rate when one clause is
        left out, 0–1), ``clause_id`` (that clause; the first of several), ``items`` (counted) and
        ``clauses`` (that prove anything).
    """
    rows = []
    for (template, doc_id), group in countable(adoption).groupby(
        ["template", "doc_id"], sort=False
    ):
        proofs = [
            set(filter(None, cell.split(";"))) for cell in group.loc[group["present"], "clause_ids"]
        ]
        alone: dict[str, int] = {
            clause_id: 0
            for clause_id in clauses.loc[clauses["doc_id"] == doc_id, "clause_id"]
            if any(clause_id in p for p in proofs)
        }
        for proof in proofs:
            if len(proof) == 1:
                alone[next(iter(proof))] += 1
        most = max(alone, key=lambda clause_id: alone[clause_id], default="")
        rows.append(
            (
                template,
                doc_id,
                group["relation"].iloc[0],
                group["present"].mean(),
                alone.get(most, 0) / len(group),
                most,
                len(group),
                len(alone),
            )
        )
    return pd.DataFrame(
        rows,
        columns=["template", "doc_id", "relation", "rate", "fall", "clause_id", "items", "clauses"],
    )
