"""Which clauses of two documents are the same measure, and why.

Two passes of reading agree on counterparts at F1 0.94; the rules below imitate what decides a
reader, as a sum that can be checked by hand for every pair::

    evidence = (wording + 0.3 heading + 0.35 subject + 0.15 run) * (1 + share) / 2 + order * (0.05
    + 0.1 place)

- *wording*: bodies alike beyond what either clause shares with the other document at large;
- *heading*: the same subject announced;
- *subject*: what one heading announces is treated inside the other clause, more than in any other
  clause there: a document merges measures that another keeps apart;
- *run*: characters of substance copied in one piece, 20 and more count as 1;
- *share*: nothing else in either document comes nearer (one clause may still have several
  counterparts);
- *order* and *place*: where both documents go through their measures in the same order, the same
  place speaks for a pair.

For clauses without headings, and for documents of different fields, the sum is multiplied by how
much of their likeness is more than that of their genre (`compare.likeness.ground`).

A pair is counterparts from `ENOUGH` on, or where a whole sentence or `VERBATIM` running characters
of substance are the same. It is ``verbatim`` in the latter case, else ``adapted``. Set phrases and
cited titles are no substance
(`compare.likeness.set_phrases`). The weights are round numbers, and `ENOUGH` may move by 0.04 with
little change (notebook 01).

For an official text and a city text use the same two steps::

    scored = score_pairs(profile(both), official_ids, city_ids)
    scored = scored.join(judge(scored))
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from compare import schema
from compare.words.reasons import JOINT, because


@dataclass(frozen=True, slots=True)
class PairRules:
    """What makes two clauses counterparts; part of the versioned rules
    (`compare.adoption.rules.Rules.pairs`).

    Weights are round numbers, set on one coded pair of documents and tried on two others; where
    the sum may move is shown in notebook 01 (`compare.likeness.vary_enough`).

    Attributes
    ----------
    substance : float
        Likeness in substance at which the evidence of two clauses without headings counts as it
        stands; it grows with the root. Set on 98 pairs of clauses of three pairs of regulations,
        read without their level, and tried on two coded pairs
        (docs/decisions/0061-counterparts-of-laws.md).
    most : float
        By what the evidence is multiplied at most.
    field : float
        Likeness of two documents in the words that most of their clauses hold, from which on they
        treat one field; below it evidence shrinks in proportion. Of two laws of one field 95 in
        100 reach .39, of two laws of different fields 95 in 100 stay below .22.
    """

    verbatim: int = 20  # running characters of substance: the coding scheme's own rule
    enough: float = 0.24
    heading: float = 0.3
    subject: float = 0.35
    run: float = 0.15
    parallel: float = 0.05
    place: float = 0.10
    substance: float = 0.08
    most: float = 2.0
    field: float = 0.3


PAIR_RULES = PairRules()
VERBATIM, ENOUGH = PAIR_RULES.verbatim, PAIR_RULES.enough
HEADING, SUBJECT, RUN = PAIR_RULES.heading, PAIR_RULES.subject, PAIR_RULES.run
PARALLEL, PLACE = PAIR_RULES.parallel, PAIR_RULES.place


def judge(features: pd.DataFrame, *, enough: float = ENOUGH, reasons: bool = True) -> pd.DataFrame:
    """Decide for every scored pair whether it is counterparts.

    Parameters
    ----------
    features : DataFrame
        From `compare.likeness.measures.score_pairs`.
    enough : float
        Evidence from which on a pair is counterparts.
    reasons : bool
        Whether to say why.

    Returns
    -------
    DataFrame, same index
        ``evidence`` (about 0–1.5), ``level`` (verbatim, adapted, or empty) and ``why``: the parts
        of the sum, largest first, that made the decision; empty where the level is empty.
    """
    parts = evidence_parts(features)
    evidence = parts.sum(axis=1)
    copied = features["whole_sentence"] | (features["substance_run"] >= VERBATIM)
    level = np.select([copied, evidence >= enough], ["verbatim", "adapted"], "")
    if "ground" in features:  # copied or not: below it, what is the same is the genre's
        level[(features["ground"] < 1) & (evidence < enough)] = ""
    out = pd.DataFrame({"evidence": evidence, "level": level}, index=features.index)
    if not reasons:
        return out
    found = (out["level"] != "").to_numpy()
    why = np.full(len(out), "", dtype=object)
    rows = zip(
        features[found].to_dict("records"),
        parts[found].to_dict("records"),
        evidence[found],
        strict=True,
    )
    why[found] = [_why(pair, terms, total) for pair, terms, total in rows]
    out["why"] = why
    return out


def most_evidence(
    wording: np.ndarray,
    heading: np.ndarray,
    subject: np.ndarray,
    share: np.ndarray,
    order: np.ndarray,
) -> np.ndarray:
    """What the sum can reach at most, whatever run a pair has and wherever it stands: below
    `ENOUGH` nobody need look.
    """
    return (wording + HEADING * heading + SUBJECT * subject + RUN) * (1 + share) / 2 + order * (
        PARALLEL + PLACE
    )


def evidence_parts(features: pd.DataFrame) -> pd.DataFrame:
    """The terms of the sum, one column each, in units of evidence: ``wording``, ``heading``,
    ``subject``, ``run``, ``place``.
    """
    nearness = (1 + features["share"]) / 2
    parts = pd.DataFrame(
        {
            "wording": features["wording"] * nearness,
            "heading": HEADING * features["heading"] * nearness,
            # Pairs that were not scored with both whole documents beside them have no subject.
            "subject": SUBJECT * features["subject"] * nearness if "subject" in features else 0.0,
            "run": RUN * (features["substance_run"].clip(upper=VERBATIM) / VERBATIM) * nearness,
            "place": features["order"] * (PARALLEL + PLACE * features["place"]),
        }
    )
    if "ground" not in features:
        return parts
    parts.loc[features["bare"], "place"] = 0.0
    return parts.mul(features["ground"], axis=0)


def _why(pair: Mapping[Hashable, Any], parts: Mapping[Hashable, float], evidence: float) -> str:
    reasons = []
    if pair["whole_sentence"]:
        reasons.append(because("whole_sentence"))
    if pair["substance_run"] >= VERBATIM:
        reasons.append(because("running", n=pair["substance_run"]))
    ranked = sorted(parts.items(), key=lambda item: (-round(item[1], 3), str(item[0])))
    terms = [f"{name} {value:.2f}" for name, value in ranked if value >= 0.005]
    total = because("sum", evidence=evidence, parts=" + ".join(terms) or "0")
    near = (
        because("both_nearest") if pair["share"] > 0.995 else because("near", share=pair["share"])
    )
    return JOINT.join([*reasons, total, near])


def agreement(clauses: pd.DataFrame, pairs: pd.DataFrame, coded: pd.DataFrame) -> pd.DataFrame:
    """How far counterparts agree with a coding by hand, for each two documents that were coded.

    Parameters
    ----------
    clauses, pairs : DataFrame
        Tables of `compare.schema`.
    coded : DataFrame
        ``a``, ``b`` (clause ids, in either order) and ``level``; an empty level says that two
        passes of coding differ, and the pair counts neither for nor against.

    Returns
    -------
    DataFrame
        ``documents``, ``coded``, ``found``, ``both`` (pairs), ``precision``, ``recall``, ``f1``,
        ``level_right`` (share of both that have the coded level), all 0–1; NaN where nothing is to
        be divided.
    """
    owner = dict(zip(clauses["clause_id"], clauses["doc_id"], strict=True))
    hand = {
        frozenset((a, b)): level
        for a, b, level in zip(coded["a"], coded["b"], coded["level"], strict=True)
    }
    left_out = {pair for pair, level in hand.items() if not level}
    same = schema.counterparts(pairs)
    machine = {
        frozenset((a, b)): level
        for a, b, level in zip(same["a"], same["b"], same["level"], strict=True)
    }
    places = {doc_id: k for k, doc_id in enumerate(dict.fromkeys(clauses["doc_id"]))}
    rows = []
    for documents in sorted(
        {tuple(sorted({owner[c] for c in pair}, key=places.__getitem__)) for pair in hand}
    ):
        wanted = {pair for pair in hand if {owner[c] for c in pair} == set(documents)} - left_out
        found = {pair for pair in machine if {owner[c] for c in pair} == set(documents)} - left_out
        both = wanted & found
        precision = len(both) / len(found) if found else np.nan
        recall = len(both) / len(wanted) if wanted else np.nan
        right = sum(hand[pair] == machine[pair] for pair in both) / len(both) if both else np.nan
        rows.append(
            {
                "documents": "–".join(documents),
                "coded": len(wanted),
                "found": len(found),
                "both": len(both),
                "precision": precision,
                "recall": recall,
                "f1": 2 * len(both) / (len(wanted) + len(found)) if wanted or found else np.nan,
                "level_right": right,
            }
        )
    return pd.DataFrame(
        rows,
        columns=["documents", "coded", "found", "both", "precision", "recall", "f1", "level_right"],
    )


def vary_enough(
    clauses: pd.DataFrame,
    pairs: pd.DataFrame,
    coded: pd.DataFrame,
    *,
    thresholds: Sequence[float] = (0.18, 0.20, 0.22, 0.24, 0.26, 0.28, 0.30),
) -> pd.DataFrame:
    """What the choice of `ENOUGH` decides: counterparts in all, and agreement with the coding, for
    other thresholds.

    Returns
    -------
    DataFrame
        ``threshold``; ``counterparts`` (pairs of the whole table); ``coded_f1`` over all coded
        documents together.
    """
    copied = pairs["level"] == "verbatim"
    rows = []
    for threshold in thresholds:
        same = (pairs["evidence"] >= threshold) & (pairs["level"] != "reversed")
        level = np.select([copied, same], ["verbatim", "adapted"], "")
        scores = agreement(clauses, pairs.assign(level=level), coded)
        wanted, found = scores["coded"].sum(), scores["found"].sum()
        f1 = 2 * scores["both"].sum() / (wanted + found) if wanted + found else np.nan
        rows.append(
            {"threshold": threshold, "counterparts": int((level != "").sum()), "coded_f1": f1}
        )
    return pd.DataFrame(rows, columns=["threshold", "counterparts", "coded_f1"])
