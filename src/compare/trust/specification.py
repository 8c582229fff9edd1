"""Does the finding hang on a threshold? The adoption rates under every reasonable set of rules.

A specification curve [1]_ runs the same analysis under all defensible choices (tokens, run length, weights, thresholds) and
shows every result, so that a reader sees whether one choice made the finding.

References
----------
.. [1] U. Simonsohn, J. P. Simmons and L. D. Nelson (2020), Specification curve analysis. Nature Human Behaviour 4, 1208-1214.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from compare import schema
from compare.adoption.items import PARTS, weigh_items
from compare.adoption.rules import RULES, Rules, Weights
from compare.adoption.templates import Template
from compare.base.intervals import CONFIDENCE, DRAWS, SEED, percentiles, resamples

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
    clauses: pd.DataFrame, template: Template, documents: Iterable[str], *, rules: Rules = RULES,
    tokens: Sequence[tuple[str, int]] = TOKENS, weights: dict[str, Weights] = WEIGHTS, thresholds: Sequence[float] = THRESHOLDS,
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
    tokens, weights, thresholds
        Choices. What is counted as full wording and by which threshold is scaled with the tokens, so that the middle
        threshold marks the same share of all clause–item scores as it does under the rules.

    Returns
    -------
    DataFrame
        One row a specification and document: ``template, doc_id, tokens, ngram, weights, threshold, rate`` (0–1, preambles left out),
        ``chosen`` (True for the rules in force).

    Notes
    -----
    Scores from other tokens have another scale; the same 0.40 would not be the same strictness. Each set of scores is
    therefore cut at the quantile that the threshold has under the rules.
    """
    wanted = list(documents)
    counted = {item.item_no for item in template.items if item.kind != "preamble"}
    base = weigh_items(clauses, template, rules=rules)
    base = base[base["item_no"].isin(counted)]
    ranks = [float((base["score"] < threshold).mean()) for threshold in thresholds]
    rows = []
    for kind, ngram in tokens:
        parts = weigh_items(clauses, template, rules=replace(rules, tokens=kind, ngram=ngram))
        parts = parts[parts["item_no"].isin(counted)]
        for name, weight in weights.items():
            score = sum(getattr(weight, part) * parts[part] for part in PARTS)
            same = (kind, ngram, name) == (rules.tokens, rules.ngram, "rules")
            score = parts["score"] if same else score
            best = score.groupby([parts["doc_id"], parts["item_no"]]).max().unstack("item_no").reindex(wanted).fillna(0.0)
            for threshold, rank in zip(thresholds, ranks, strict=True):
                cut = threshold if same else float(np.quantile(score, rank))
                for doc_id, rate in (best >= cut).mean(axis=1).items():
                    chosen = same and np.isclose(threshold, rules.taken_over)
                    rows.append((template.number, doc_id, kind, ngram, name, threshold, float(rate), bool(chosen)))
    return pd.DataFrame(rows, columns=["template", "doc_id", "tokens", "ngram", "weights", "threshold", "rate", "chosen"])


def curve_summary(curve: pd.DataFrame) -> pd.DataFrame:
    """Range of the rates of each document over all specifications.

    Returns
    -------
    DataFrame
        ``template, doc_id, chosen`` (rate under the rules), ``minimum, low, median, high, maximum`` (low and high: the middle 90 %),
        ``specifications``.
    """
    rows = []
    for (template, doc_id), group in curve.groupby(["template", "doc_id"], sort=False):
        low, median, high = np.quantile(group["rate"], [0.05, 0.5, 0.95])
        chosen = group.loc[group["chosen"], "rate"]
        rows.append((template, doc_id, float(chosen.iloc[0]) if len(chosen) else np.nan, group["rate"].min(), low, median, high, group["rate"].max(), len(group)))
    return pd.DataFrame(rows, columns=["template", "doc_id", "chosen", "minimum", "low", "median", "high", "maximum", "specifications"])


def rank_stability(curve: pd.DataFrame, *, above: Sequence[str], below: Sequence[str]) -> float:
    """Share of specifications in which every document of `above` has a higher rate than every one of `below`."""
    keys = ["tokens", "ngram", "weights", "threshold"]
    wide = curve.pivot(index=keys, columns="doc_id", values="rate")
    return float((wide[list(above)].min(axis=1) > wide[list(below)].max(axis=1)).mean())


def clause_bootstrap(
    adoption: pd.DataFrame, clauses: pd.DataFrame, *, draws: int = DRAWS, seed: int = SEED, confidence: float = CONFIDENCE
) -> pd.DataFrame:
    """How far each document's rate hangs on single clauses: its clauses are drawn with replacement.

    An item counts as adopted in a resample where one of its proving clauses was drawn. Rates can only fall when clauses
    are left out, so the interval lies below the rate: its width is the message, one clause proving many items makes it wide.

    Returns
    -------
    DataFrame
        ``template, doc_id, rate, low, high, clauses`` (drawn).
    """
    rows = []
    counted = adoption[(adoption["kind"] != "preamble") & (adoption["level"] != "not_in_hand")]
    for (template, doc_id), group in counted.groupby(["template", "doc_id"], sort=False):
        ids = list(clauses.loc[(clauses["doc_id"] == doc_id) & (clauses["kind"] != "preamble"), "clause_id"])
        if not ids:
            continue
        place = {clause_id: k for k, clause_id in enumerate(ids)}
        proof = np.zeros((len(group), len(ids)), dtype=bool)
        for row, cell in enumerate(group["clause_ids"]):
            proof[row, [place[clause_id] for clause_id in cell.split(";") if clause_id in place]] = True
        drawn = resamples(len(ids), draws=draws, seed=seed) > 0
        rates = (drawn.astype(float) @ proof.T > 0).mean(axis=1)
        low, high = percentiles(rates, confidence=confidence)
        rows.append((template, doc_id, group["level"].isin(schema.ADOPTED).mean(), float(low), float(high), len(ids)))
    return pd.DataFrame(rows, columns=["template", "doc_id", "rate", "low", "high", "clauses"])
