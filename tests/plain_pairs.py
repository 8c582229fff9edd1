"""Every pair of clauses measured by loops that follow the definitions word by word: what the fast
path must equal.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from math import log, sqrt

import numpy as np
import pandas as pd

from compare.base.intervals import benjamini_hochberg
from compare.likeness import ground
from compare.likeness.blocks import HEADING_WEIGHT, PARALLEL_PAIRS, REACH
from compare.likeness.chance import null_model, p_values
from compare.likeness.counterparts import VERBATIM, judge
from compare.likeness.measures import Profiles, profile
from compare.likeness.pairs import FLOOR, RUN_FLOOR
from compare.likeness.provisions import act_of, provisions_of
from compare.likeness.tiles import SEED, longest, tile
from compare.text.fold import ngrams
from compare.text.tokens import Tokenizer


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
    factor = grounds(clauses)
    pairs["bare"] = [factor(a, b)[0] for a, b in zip(pairs["a"], pairs["b"], strict=True)]
    pairs["ground"] = [factor(a, b)[1] for a, b in zip(pairs["a"], pairs["b"], strict=True)]
    pairs = pairs.join(judge(pairs))
    preamble = dict(zip(clauses["clause_id"], clauses["kind"] == "preamble", strict=True))
    a, b = pairs["a"].map(preamble), pairs["b"].map(preamble)
    pairs.loc[(a | b) & ~(a & b & (pairs["level"] == "verbatim")), ["level", "why"]] = ""
    alike = pairs[["cosine_word", "cosine_char"]].max(axis=1) >= FLOOR
    kept = pairs[alike | (pairs["longest_run"] >= RUN_FLOOR) | (pairs["level"] != "")]
    return kept.drop(columns="share").reset_index(
        drop=True
    )  # in the table, share is of wording, told by the spans


def grounds(clauses: pd.DataFrame):
    """Tells of two clauses whether both are without heading, and what their evidence is times."""
    rows = {row.clause_id: row for row in clauses.itertuples()}
    size = Counter(clauses["doc_id"])
    tokenizer = Tokenizer()

    def own(text):
        return [w for w in tokenizer.words(text) if len(w) > 1 and w not in ground.COMMON]

    cut = {key: provisions_of(row.text) for key, row in rows.items() if not row.heading}
    terms = [
        {key: Counter(g for part in own_ for g in ngrams(part, 2)) for key, own_ in cut.items()},
        {key: Counter(w for part in own_ for w in own(part)) for key, own_ in cut.items()},
    ]

    def weighted(kind, key):
        weight = {}
        for term, n in terms[kind][key].items():
            holders = [k for k, bag in terms[kind].items() if term in bag]
            here = sum(rows[k].doc_id == rows[key].doc_id for k in holders)
            rare = [
                log((1 + max(of, 60)) / (1 + df))
                for of, df in ((size[rows[key].doc_id], here), (len(rows), len(holders)))
            ]
            weight[term] = n * max(min(rare), 0.0) ** ground.SHARPER[kind]
        return weight

    def cosine(one, other):
        dot = sum(value * other.get(term, 0.0) for term, value in one.items())
        return over(
            dot, sqrt(sum(v * v for v in one.values()) * sum(v * v for v in other.values()))
        )

    def field(doc_id):
        bags = [set(own(row.text)) for row in rows.values() if row.doc_id == doc_id]
        held = Counter(word for bag in bags for word in bag)
        return {word: (n / len(bags)) ** 2 for word, n in held.items()}

    def factor(a, b):
        one, other = rows[a], rows[b]
        bare = one.heading == "" and other.heading == ""
        value = 1.0
        if size[one.doc_id] >= 10 and size[other.doc_id] >= 10:
            value = min(cosine(field(one.doc_id), field(other.doc_id)) / ground.FIELD, 1.0)
        if bare:
            alike = sum(cosine(weighted(k, a), weighted(k, b)) for k in (0, 1)) / 2
            value *= min(sqrt(alike / ground.USUAL), ground.MOST)
        acts = {act_of(one.text), act_of(other.text)}
        return bare, 0.0 if len(acts) > 1 and "definition" not in acts else value

    return factor


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
