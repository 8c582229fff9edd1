"""How strongly each clause speaks for each item of a codebook.

A codebook describes a measure in other words, so its wording cannot be compared, only what it is
about. Seven kinds of evidence, each between 0 and 1, are weighed and added up
(`compare.adoption.rules.Weights`), so that
every level of the ledger can be traced to the terms, the sentence and the place that earned it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
import pandas as pd

from compare.adoption.rules import RULES, Rules
from compare.adoption.templates import Item, Template
from compare.text.fold import fold, ngrams, sentences
from compare.text.tokens import Tokenizer
from compare.text.weights import cosines, tf_idf

_LIST = re.compile(r"((?:[^，。；、：]{2,12}、)+[^，。；、：]{2,12})等的?([^，。；、：等]{2,6})")
SHARED_HEADING = 0.5  # weight of a heading that stands over several clauses
PARTS = ("wording", "sentence", "own", "heading", "cues", "rank", "order")


def weigh_items(
    clauses: pd.DataFrame,
    template: Template,
    *,
    words: Iterable[str] = (),
    rules: Rules = RULES,
) -> pd.DataFrame:
    """Evidence of every clause for every item of a codebook.

    Parameters
    ----------
    clauses : DataFrame
        A `schema.CLAUSES` table. All documents at once: terms are weighed by their rarity in all
        of them.
    template : Template
    words : iterable of str
        Words that the segmenter keeps whole (`Study.words`), where the rules compare words.
    rules : Rules

    Returns
    -------
    DataFrame
        One row a clause and item of the same kind (preamble or not), in the order of `clauses` and
        items:
        ``clause_id, doc_id, item_no``, the seven parts, ``score`` (0–1) and ``found`` (cues,
        joined with ;).

    Notes
    -----
    A term counts by how rare it is among all items and clauses [1]_, a cue moreover by how few
    items of the template share it. Headings that several clauses stand under weigh half; order
    weighs by
    how well a document keeps it.

    References
    ----------
    .. [1] K. Spärck Jones (1972), A statistical interpretation of term specificity and its
       application in retrieval. Journal of Documentation 28(1), 11-21.
    """
    columns = ["clause_id", "doc_id", "item_no", *PARTS, "score", "found"]
    if not len(clauses) or not template.items:
        return pd.DataFrame(
            {
                name: pd.Series(
                    dtype="str" if name in ("clause_id", "doc_id", "found") else "float64"
                )
                for name in columns
            }
        )
    items = template.items
    shared = clauses.duplicated(["doc_id", "section", "heading"], keep=False).to_numpy()
    bodies = [
        text if common else f"{heading}。{text}"
        for heading, text, common in zip(clauses["heading"], clauses["text"], shared, strict=True)
    ]
    parts = _wording(bodies, list(clauses["text"]), items, Tokenizer(words), rules)
    parts["heading"] = _headings(list(clauses["heading"]), items, rules)
    whole = [
        f"{heading}。{text}{spelled_out(text)}"
        for heading, text in zip(clauses["heading"], clauses["text"], strict=True)
    ]
    sums, found = _cues(whole, items)
    parts["cues"] = sums / (sums + rules.cue_half)
    fits = np.equal.outer(
        (clauses["kind"] == "preamble").to_numpy(),
        np.array([item.kind == "preamble" for item in items]),
    )
    # What is not there to be compared (a heading of its own, an order kept) must not count against
    # a clause.
    weight = {name: np.full((len(clauses), 1), getattr(rules.weights, name)) for name in PARTS}
    weight["heading"] *= np.where(shared, SHARED_HEADING, 1.0)[:, None]
    weight["order"] *= 0
    parts["order"] = np.zeros_like(parts["wording"])
    score = np.where(fits, _mean(parts, weight), 0.0)
    for rows in clauses.groupby("doc_id", sort=False).indices.values():
        parts["order"][rows], kept = expected_order(score[rows], anchor=rules.taken_over)
        weight["order"][rows] = rules.weights.order * kept
    score = np.where(fits, _mean(parts, weight), 0.0)
    n, m = score.shape
    frame = pd.DataFrame(
        {
            "clause_id": np.repeat(clauses["clause_id"].to_numpy(), m),
            "doc_id": np.repeat(clauses["doc_id"].to_numpy(), m),
            "item_no": np.tile([item.item_no for item in items], n),
            **{name: parts[name].ravel() for name in PARTS},
            "score": score.ravel(),
            "found": [";".join(terms) for row in found for terms in row],
        }
    )
    return frame[fits.ravel()].reset_index(drop=True)


def _mean(parts: dict[str, np.ndarray], weight: dict[str, np.ndarray]) -> np.ndarray:
    total = sum((weight[name] * parts[name] for name in PARTS), np.zeros_like(parts["wording"]))
    return total / sum(weight[name] for name in PARTS)


def expected_order(score: np.ndarray, *, anchor: float) -> tuple[np.ndarray, float]:
    """How near each clause of one document stands to where the template's order lets one expect
    the item.

    Clauses and items that are each other's best and score at least `anchor` fix the order. The
    expected place of an item is the median place of the (up to four) fixed items nearest to it.
    Nearness falls from 1 to 0 over a quarter of the
    document.

    Parameters
    ----------
    score : ndarray, shape (n_clauses, n_items)
        Evidence without order, both in their own order.

    Returns
    -------
    ndarray, shape (n_clauses, n_items)
        Nearness, 0–1.
    float
        How well the document keeps the order: Kendall's tau of the fixed places, 0 where it is
        negative or fewer than four are fixed.
    """
    n, m = score.shape
    best = score.argmax(axis=1)
    fixed = [
        (row, int(best[row]))
        for row in range(n)
        if score[row, best[row]] >= anchor and int(score[:, best[row]].argmax()) == row
    ]
    if len(fixed) < 4:
        return np.zeros_like(score), 0.0
    places, columns = np.array([row for row, _ in fixed]), np.array([column for _, column in fixed])
    rows = np.arange(n)
    out = np.zeros_like(score)
    for column in range(m):
        nearest = np.argsort(np.abs(columns - column), kind="stable")
        out[:, column] = 1 - np.abs(rows - np.median(places[nearest[:4]])) / max(n / 4, 1)
        for pair in np.flatnonzero(columns == column):  # a pair must not vouch for its own place
            others = nearest[nearest != pair][:4]
            out[places[pair], column] = 1 - abs(places[pair] - np.median(places[others])) / max(
                n / 4, 1
            )
    return out.clip(0, 1), max(_tau(places, columns), 0.0)


def _tau(first: np.ndarray, second: np.ndarray) -> float:
    """Kendall's tau of two rankings without ties: pairs in the same order less those in the other,
    over all pairs.
    """
    pairs = np.sign(np.subtract.outer(first, first)) * np.sign(np.subtract.outer(second, second))
    return float(pairs.sum() / (len(first) * (len(first) - 1)))


def item_text(item: Item) -> str:
    """All words of a codebook for an item."""
    return "。".join(
        [item.heading, item.content, *(action.action for action in item.actions), *item.all_cues]
    )


def bag(text: str, rules: Rules, *, tokenizer: Tokenizer | None = None) -> list[str]:
    """Terms of a text: jieba's words, or runs of characters."""
    if rules.tokens == "word":
        return (tokenizer or Tokenizer()).words(text)
    return ngrams(_folded(text), rules.ngram)


@lru_cache(maxsize=1 << 16)
def _folded(text: str) -> str:
    """Each sentence is compared with every template; it is folded once."""
    return fold(text).text


def spelled_out(text: str) -> str:
    """The members of lists with the noun they share: 研发、制造等众包 names 研发众包 and 制造众包.

    Examples
    --------
    >>> spelled_out("发展研发创意、制造运维等众包。")
    '。发展研发创意众包。制造运维众包'
    """
    return "".join(
        f"。{member}{hit[2]}" for hit in _LIST.finditer(text) for member in hit[1].split("、")
    )


def cue_weights(
    cues: Iterable[str], texts: Sequence[str], owners: dict[str, int]
) -> dict[str, float]:
    """Weight of each cue, 0–1: its rarity in `texts`, divided by the root of the number of its
    `owners`.
    """
    n = len(texts)
    rarity = {
        cue: np.log((n + 1) / (sum(cue in text for text in texts) + 0.5)) / np.log(n + 1)
        for cue in sorted(set(cues))
    }
    return {cue: float(np.clip(value, 0, 1)) / owners[cue] ** 0.5 for cue, value in rarity.items()}


def longest_only(terms: Iterable[str]) -> list[str]:
    """Terms that are not part of another one of them: 首台 says nothing beside 首台（套）."""
    terms = list(terms)
    return [term for term in terms if not any(term != other and term in other for other in terms)]


def _wording(
    bodies: list[str],
    texts: list[str],
    items: tuple[Item, ...],
    tokenizer: Tokenizer,
    rules: Rules,
) -> dict[str, np.ndarray]:
    """Cosines of clauses and of sentences with the items, all with the same term weights."""
    cut = [[text[begin:end] for begin, end in sentences(text)] for text in texts]
    owner = np.repeat(np.arange(len(texts)), [len(part) for part in cut])
    bags = [
        bag(text, rules, tokenizer=tokenizer)
        for text in [*bodies, *map(item_text, items), *(s for part in cut for s in part)]
    ]
    rows = tf_idf(bags, fitted_on=len(bodies) + len(items))
    described = rows[len(bodies) : len(bodies) + len(items)]
    wording = cosines(rows[: len(bodies)], described)
    by_sentence = cosines(rows[len(bodies) + len(items) :], described)
    best, own = np.zeros_like(wording), np.zeros_like(wording)
    np.maximum.at(best, owner, by_sentence)
    leading = np.where(
        by_sentence >= by_sentence.max(axis=1, keepdims=True, initial=0.0), by_sentence, 0.0
    )
    np.maximum.at(own, owner, leading)
    top = wording.max(axis=1, keepdims=True)
    return {
        "wording": np.minimum(wording / rules.full, 1),
        "sentence": np.minimum(best / rules.full, 1),
        "own": np.minimum(own / rules.full, 1),
        "rank": np.divide(wording, top, out=np.zeros_like(wording), where=top > 0),
    }


def _headings(headings: list[str], items: tuple[Item, ...], rules: Rules) -> np.ndarray:
    distinct = sorted({*headings, *(item.heading for item in items)})
    rows = tf_idf([ngrams(fold(text).text, 2) for text in distinct])
    place = {text: k for k, text in enumerate(distinct)}
    left = rows[[place[text] for text in headings]]
    return cosines(left, rows[[place[item.heading] for item in items]])


def _cues(texts: list[str], items: tuple[Item, ...]) -> tuple[np.ndarray, list[list[list[str]]]]:
    owners: dict[str, int] = {}
    for item in items:
        for cue in item.all_cues:
            owners[cue] = owners.get(cue, 0) + 1
    weight = cue_weights(owners, texts, owners)
    found = [
        [longest_only(cue for cue in item.all_cues if cue in text) for item in items]
        for text in texts
    ]
    sums = np.array([[sum(weight[cue] for cue in terms) for terms in row] for row in found])
    return sums, found
