"""Every pair of clauses measured by loops that follow the definitions word by word: what the fast
path must equal.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd

from compare.base.intervals import benjamini_hochberg
from compare.likeness.blocks import HEADING_WEIGHT, PARALLEL_PAIRS, REACH
from compare.likeness.chance import null_model, p_values
from compare.likeness.counterparts import VERBATIM, judge
from compare.likeness.measures import Profiles, profile
from compare.likeness.pairs import FLOOR, RUN_FLOOR
from compare.likeness.tiles import SEED, longest, tile


def measured(profiles: Profiles, left: list[str], right: list[str]) -> pd.DataFrame:
    """As `compare.likeness.measures.score_pairs`, pair by pair."""
    rows = []
    a_rows, b_rows = [profiles.row[k] for k in left], [profiles.row[k] for k in right]
    n, m = len(left), len(right)

    def product(one, other):
        return np.array([[float((one[a] @ other[b].T).sum()) for b in b_rows] for a in a_rows])

    word, char, heading = (product(x, x) for x in (profiles.word, profiles.char, profiles.heading))
    body = (word + char) / 2
    likeness = body + HEADING_WEIGHT * heading
    treats, treated = (
        product(profiles.treated, profiles.topics),
        product(profiles.topics, profiles.treated),
    )
    order = parallel(likeness)
    for i, a in enumerate(a_rows):
        for j, b in enumerate(b_rows):
            grams_a, grams_b = set(profiles.grams[a].indices), set(profiles.grams[b].indices)
            shared = len(grams_a & grams_b)
            tiles = tile(profiles.folded[a].text, profiles.folded[b].text, grow=False)
            best = np.sqrt(likeness[i].max() * likeness[:, j].max())
            rows.append(
                {
                    "a": left[i],
                    "b": right[j],
                    "cosine_word": min(word[i, j], 1),
                    "cosine_char": min(char[i, j], 1),
                    "jaccard": over(shared, len(grams_a | grams_b)),
                    "containment_ab": over(shared, len(grams_a)),
                    "containment_ba": over(shared, len(grams_b)),
                    "longest_run": longest(tiles),
                    "substance_run": max(
                        (profiles.substance(a, part) for part in tiles), default=0
                    ),
                    "whole_sentence": bool(tiles)
                    and not profiles.sentences[a].isdisjoint(profiles.sentences[b]),
                    "heading": min(heading[i, j], 1),
                    "subject": max(lead(treats[:, j], i), lead(treated[i], j)),
                    "wording": body[i, j] - (body[i].mean() + body[:, j].mean()) / 2,
                    "share": over(likeness[i, j], best),
                    "place": np.exp(-((((i + 0.5) / n - (j + 0.5) / m) / REACH) ** 2) / 2),
                    "order": order,
                }
            )
    return pd.DataFrame(rows)


def compared(documents: pd.DataFrame, clauses: pd.DataFrame, **options) -> pd.DataFrame:
    """The pairs table, every pair measured, judged and corrected at once; without `why`."""
    profiles = profile(clauses, **options)
    ids = clauses.groupby("doc_id", sort=False)["clause_id"].agg(list)
    names = [doc_id for doc_id in documents["doc_id"] if doc_id in ids]
    null = null_model(profiles.char, list(clauses["doc_id"]), repeated(clauses, profiles))
    pairs = pd.concat(
        [measured(profiles, ids[a], ids[b]) for a, b in combinations(names, 2)], ignore_index=True
    )
    usual = dict(zip(profiles.row, null.usual, strict=True))
    pairs["excess"] = pairs["cosine_char"] - (pairs["a"].map(usual) + pairs["b"].map(usual)) / 2
    pairs["p_value"] = benjamini_hochberg(p_values(pairs["excess"].to_numpy(), null))
    pairs = pairs.join(judge(pairs))
    preamble = dict(zip(clauses["clause_id"], clauses["kind"] == "preamble", strict=True))
    a, b = pairs["a"].map(preamble), pairs["b"].map(preamble)
    pairs.loc[(a | b) & ~(a & b & (pairs["level"] == "verbatim")), ["level", "why"]] = ""
    alike = pairs[["cosine_word", "cosine_char"]].max(axis=1) >= FLOOR
    kept = pairs[alike | (pairs["longest_run"] >= RUN_FLOOR) | (pairs["level"] != "")]
    return kept.drop(columns="share").reset_index(
        drop=True
    )  # in the table, share is of wording, told by the spans


def repeated(clauses: pd.DataFrame, profiles: Profiles) -> set[tuple[int, int]]:
    """Rows of one document under one heading, or with a sentence in common."""
    out = set()
    rows = list(clauses[["clause_id", "doc_id", "heading"]].itertuples(index=False))
    for one, other in combinations(rows, 2):
        i, j = profiles.row[one.clause_id], profiles.row[other.clause_id]
        same = one.heading != "" and one.heading == other.heading
        if one.doc_id == other.doc_id and (
            same or len(profiles.seeds(i) & profiles.seeds(j)) > VERBATIM - SEED
        ):
            out.add((i, j))
    return out


def lead(values: np.ndarray, place: int) -> float:
    """By how much the first best value stands above the second, in its place."""
    if place != int(values.argmax()):
        return 0.0
    return float(values[place] - (np.sort(values)[-2] if len(values) > 1 else 0.0))


def parallel(likeness: np.ndarray) -> float:
    """Squared correlation of the ranks of mutual best pairs."""
    if min(likeness.shape) < 3:
        return 0.0
    to, back = likeness.argmax(axis=1), likeness.argmax(axis=0)
    pairs = [(i, int(j)) for i, j in enumerate(to) if back[j] == i and likeness[i, j] > 0]
    if len(pairs) < 3:
        return 0.0
    x = np.arange(len(pairs), dtype=float)
    y = np.argsort(np.argsort([j for _, j in pairs])).astype(float)
    weight = np.array([likeness[pair] for pair in pairs])
    x, y = x - np.average(x, weights=weight), y - np.average(y, weights=weight)
    rho = np.sum(weight * x * y) / np.sqrt(np.sum(weight * x * x) * np.sum(weight * y * y))
    return float(max(rho, 0.0) ** 2 * min(1.0, (len(pairs) - 2) / PARALLEL_PAIRS))


def over(part: float, whole: float) -> float:
    """A share, 0 of nothing."""
    return part / whole if whole else 0.0
