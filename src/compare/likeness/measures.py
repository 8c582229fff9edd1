"""What two clauses have in common, measured in several ways: one row a pair.

Clauses are compared on their bodies (no label, heading or attribution); headings are a measure of
their own. Use `profile` once for all clauses that idf is to be fitted on, then `score_pairs`
for two lists of them, for example the clauses of two documents, or of an official text and a city.

Examples
--------
>>> import pandas as pd
>>> clauses = pd.DataFrame({
...     "clause_id": ["a-1", "b-1"], "heading": ["减税", "减税"], "text": ["落实税收优惠政策。", "全面落实税收优惠政策。"],
... })
>>> pairs = score_pairs(profile(clauses), ["a-1"], ["b-1"])
>>> int(pairs["longest_run"].iloc[0]), float(pairs["containment_ab"].iloc[0])
(8, 1.0)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from compare.likeness.set_phrases import Formulas, formula_spans
from compare.likeness.tiles import SEED, Tile, longest, positions, tile
from compare.text.fold import Folded, fold, ngrams, sentences
from compare.text.tokens import Tokenizer
from compare.text.weights import same, tf_idf

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

WORDING_GRAM = 2  # cosine_char
SET_GRAM = 3  # jaccard and containment
HEADING_WEIGHT = 0.3
PARALLEL_PAIRS = 8  # mutual best pairs, beyond the two that always lie on a line, that are enough to tell an order
REACH = 0.2  # documents: how far a clause may drift, as a share of the document's length, before place says little
WHOLE_SENTENCE = 12  # shorter sentences are too easily the same by accident


@dataclass(frozen=True)
class Profiles:
    """Clauses, folded and weighted once; rows of the matrices follow `row`.

    Attributes
    ----------
    row : dict of str to int
        Row of each clause id.
    folded : tuple of Folded
        Bodies as they are compared.
    word, char, heading : csr_matrix
        TF-IDF rows of unit length: jieba words of the body, character bigrams of the body, characters
        and bigrams of the heading.
    grams : csr_matrix
        Sets of character trigrams of the body, 0 or 1.
    topics, treated : csr_matrix
        Character bigrams of the heading, weighted to a sum of 1, and those of the body, 0 or 1, in the same columns.
    formula : tuple of bytes
        For each folded character of a body, 1 where it is formula wording or inside 《》.
    """

    row: dict[str, int]
    folded: tuple[Folded, ...]
    word: csr_matrix
    char: csr_matrix
    heading: csr_matrix
    grams: csr_matrix
    topics: csr_matrix
    treated: csr_matrix
    formula: tuple[bytes, ...]
    sentences: tuple[frozenset[str], ...]
    _seeds: dict[int, frozenset[str]] = field(default_factory=dict, repr=False)
    _index: dict[int, dict[str, list[int]]] = field(default_factory=dict, repr=False)

    def tiles(self, a: int, b: int, *, grow: bool = True) -> list[Tile]:
        """Shared wording of two rows (`compare.likeness.tiles.tile`), indexes kept."""
        if self.seeds(a).isdisjoint(self.seeds(b)):
            return []
        if b not in self._index:
            self._index[b] = positions(self.folded[b].text)
        return tile(self.folded[a].text, self.folded[b].text, index=self._index[b], grow=grow)

    def seeds(self, row: int) -> frozenset[str]:
        """The runs of `SEED` characters of a row."""
        if row not in self._seeds:
            self._seeds[row] = frozenset(ngrams(self.folded[row].text, SEED))
        return self._seeds[row]

    def substance(self, a: int, part: Tile) -> int:
        """Characters of a tile that are no formula wording."""
        return part.size - sum(self.formula[a][part.a_at : part.a_at + part.size])


def profile(clauses: pd.DataFrame, *, words: Iterable[str] = (), formulas: Formulas | None = None) -> Profiles:
    """Fold and weigh clauses, so that any two of them can be compared.

    Parameters
    ----------
    clauses : DataFrame
        Columns ``clause_id``, ``heading``, ``text`` (`compare.schema.CLAUSES`). All clauses that idf is to be
        fitted on, whichever are compared later.
    words : iterable of str
        Words that jieba keeps whole, for example names of agencies.
    formulas : Formulas
        Set phrases that are no substance; default: those of the package. ``parse_formulas([])`` discounts none.
    """
    texts = list(clauses["text"])
    tokenizer = Tokenizer(words)
    folded = tuple(fold(text) for text in texts)
    set_phrases = [not_substance(text, formulas) for text in texts]
    topics, treated = _topic_rows(clauses, folded)
    return Profiles(
        row={clause_id: k for k, clause_id in enumerate(clauses["clause_id"])},
        folded=folded,
        word=tf_idf([tokenizer.words(text) for text in texts]),
        char=tf_idf([ngrams(body.text, WORDING_GRAM) for body in folded]),
        heading=_heading_rows(clauses),
        grams=same([ngrams(body.text, SET_GRAM) for body in folded]),
        topics=topics,
        treated=treated,
        formula=tuple(mask(body, spans) for body, spans in zip(folded, set_phrases, strict=True)),
        sentences=tuple(whole_sentences(text, spans) for text, spans in zip(texts, set_phrases, strict=True)),
    )


def score_pairs(profiles: Profiles, left: Sequence[str], right: Sequence[str]) -> pd.DataFrame:
    """Every measure for every clause of one list with every clause of another.

    Parameters
    ----------
    profiles : Profiles
        From `profile`; idf is that of the clauses given there.
    left, right : sequence of str
        Clause ids of two documents, in the order of the document (`place`, `share` look at the whole lists).

    Returns
    -------
    DataFrame, ``len(left) * len(right)`` rows
        ``a``, ``b`` : clause of `left`, of `right`.
        ``cosine_word`` : TF-IDF cosine on jieba words of the bodies, 0–1.
        ``cosine_char`` : TF-IDF cosine on character bigrams of the folded bodies, 0–1.
        ``jaccard`` : character trigrams in both over those in either, 0–1 (Broder's resemblance [1]_).
        ``containment_ab`` : share of a's character trigrams that b has too, 0–1 [1]_; ``containment_ba`` likewise.
        ``longest_run`` : characters of the longest passage in both, folded; 0 where none of `SEED` is shared.
        ``substance_run`` : the same, formula wording and cited titles not counted.
        ``whole_sentence`` : a sentence of at least `WHOLE_SENTENCE` characters of substance is in both.
        ``heading`` : TF-IDF cosine on characters and bigrams of the headings, over the root of the number of clauses each
        heading stands over, 0–1; 0 where one has none.
        ``subject`` : how much more of what one heading announces (share of its rare bigrams) stands in the other's body than in
        the body of any other clause there, 0–1; the better of both directions. It finds clauses that one document
        merges and the other splits.
        ``wording`` : (cosine_word + cosine_char) / 2 above its mean over a's and over b's row, -1–1.
        ``share`` : (cosine_word + cosine_char) / 2 + 0.3 heading, over the geometric mean of the best that a has in `right`
        and that b has in `left`; 1 = each is the other's best, 0–1.
        ``place`` : 1 = same relative place in its document, towards 0 = far apart.
        ``order`` : how far the two documents run in parallel, the same in every row: squared correlation of the places
        of clauses that are each other's best, 0 where it is negative, less where such pairs are few, 0–1.

    Notes
    -----
    Cosines say "about the same thing", resemblance "roughly the same text", containment "roughly a part of",
    the run "copied here". All are symmetric but containment. Cosines depend on the clauses that idf was fitted on
    and must not be compared across corpora.

    References
    ----------
    .. [1] A. Z. Broder (1997), On the resemblance and containment of documents. Compression and Complexity of
       Sequences, 21-29.
    """
    at, bt = [profiles.row[k] for k in left], [profiles.row[k] for k in right]
    n, m = len(at), len(bt)
    word, char, heading = (
        (matrix[at] @ matrix[bt].T).toarray() for matrix in (profiles.word, profiles.char, profiles.heading)
    )
    shared = (profiles.grams[at] @ profiles.grams[bt].T).toarray()
    size_a = np.asarray(profiles.grams[at].sum(axis=1)).reshape(n, 1)
    size_b = np.asarray(profiles.grams[bt].sum(axis=1)).reshape(1, m)
    gap = (np.arange(n)[:, None] + 0.5) / max(n, 1) - (np.arange(m)[None, :] + 0.5) / max(m, 1)
    body = (word + char) / 2
    usual = (body.mean(axis=1, keepdims=True) + body.mean(axis=0, keepdims=True)) / 2 if body.size else 0
    likeness = body + HEADING_WEIGHT * heading
    best = np.sqrt(likeness.max(axis=1, keepdims=True, initial=0) * likeness.max(axis=0, keepdims=True, initial=0))
    runs = np.zeros((n, m), dtype=int)
    substance = np.zeros((n, m), dtype=int)
    whole = np.zeros((n, m), dtype=bool)
    for i, a in enumerate(at):
        for j, b in enumerate(bt):
            tiles = profiles.tiles(a, b, grow=False)
            if tiles:
                runs[i, j] = longest(tiles)
                substance[i, j] = max(profiles.substance(a, part) for part in tiles)
                whole[i, j] = not profiles.sentences[a].isdisjoint(profiles.sentences[b])
    return pd.DataFrame({
        "a": np.repeat(np.array(left, dtype=object), m),
        "b": np.tile(np.array(right, dtype=object), n),
        "cosine_word": word.clip(0, 1).ravel(),
        "cosine_char": char.clip(0, 1).ravel(),
        "jaccard": _over(shared, size_a + size_b - shared).ravel(),
        "containment_ab": _over(shared, size_a + 0 * size_b).ravel(),
        "containment_ba": _over(shared, 0 * size_a + size_b).ravel(),
        "longest_run": runs.ravel(),
        "substance_run": substance.ravel(),
        "whole_sentence": whole.ravel(),
        "heading": heading.clip(0, 1).ravel(),
        "subject": np.maximum(
            _lead((profiles.treated[at] @ profiles.topics[bt].T).toarray().T).T,
            _lead((profiles.topics[at] @ profiles.treated[bt].T).toarray()),
        ).ravel(),
        "wording": (body - usual).ravel(),
        "share": _over(likeness, best).ravel(),
        "place": np.exp(-((gap / REACH) ** 2) / 2).ravel(),
        "order": np.full(n * m, _order(likeness)),
    })


def _lead(covered: np.ndarray) -> np.ndarray:
    """By how much each row's best stands above its second best, in the place of the best; 0 elsewhere."""
    out = np.zeros(covered.shape)
    if covered.size:
        best = covered.argmax(axis=1)
        rows = np.arange(len(covered))
        second = np.partition(covered, -2, axis=1)[:, -2] if covered.shape[1] > 1 else 0.0
        out[rows, best] = covered[rows, best] - second
    return out


def _order(likeness: np.ndarray) -> float:
    """Squared correlation of the ranks of mutual best pairs, weighted by their likeness; few pairs say less."""
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


def _over(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    return np.divide(part, whole, out=np.zeros(np.broadcast(part, whole).shape), where=whole > 0)


def _standing(clauses: pd.DataFrame, headings: Sequence[str]) -> np.ndarray:
    """What a heading counts in each clause: 1 / sqrt(k) where it stands over k clauses of the document."""
    documents = list(clauses["doc_id"]) if "doc_id" in clauses else [""] * len(headings)
    over = Counter(zip(documents, headings, strict=True))
    return np.array([over[pair] ** -0.5 for pair in zip(documents, headings, strict=True)])


def _heading_rows(clauses: pd.DataFrame) -> csr_matrix:
    """TF-IDF of headings, less where one stands over several clauses."""
    from scipy.sparse import diags

    headings = [fold(heading).text for heading in clauses["heading"]]
    distinct = sorted(set(headings))
    row = {heading: k for k, heading in enumerate(distinct)}
    # idf counts each heading once: printed over many paragraphs, it must not look like a common one.
    rows = tf_idf([ngrams(text, 1) + ngrams(text, 2) for text in distinct])
    return (diags(_standing(clauses, headings)) @ rows[[row[heading] for heading in headings]]).tocsr()


def _topic_rows(clauses: pd.DataFrame, folded: Sequence[Folded]) -> tuple[csr_matrix, csr_matrix]:
    """Heading bigrams, squared idf over clauses as weights, and body bigrams as sets."""
    from scipy.sparse import diags

    headings = [fold(heading).text for heading in clauses["heading"]]
    n = len(headings)
    grams = same([*(ngrams(body.text, WORDING_GRAM) for body in folded), *(ngrams(text, WORDING_GRAM) for text in headings)])
    bodies, topics = grams[:n], grams[n:]
    df = np.asarray((bodies + topics > 0).sum(axis=0)).ravel()
    weighted = topics.multiply(np.log((1 + n) / (1 + df)) ** 2).tocsr()
    total = np.asarray(weighted.sum(axis=1)).ravel()
    scale = np.divide(_standing(clauses, headings), total, out=np.zeros(n), where=total > 0)
    return (diags(scale) @ weighted).tocsr(), bodies


def not_substance(text: str, formulas: Formulas | None = None) -> list[tuple[int, int]]:
    # Verbs of manner (深入推进) are formula, but a measure's own words all the same.
    return [(span.begin, span.end) for span in formula_spans(text, formulas) if span.kind != "manner"]


def mask(body: Folded, spans: Sequence[tuple[int, int]]) -> bytes:
    return bytes(any(begin <= k < end for begin, end in spans) for k in body.at)


def whole_sentences(text: str, spans: Sequence[tuple[int, int]]) -> frozenset[str]:
    kept = set()
    for begin, end in sentences(text):
        body = fold(text[begin:end])
        if len(body.text) - sum(mask(body, [(b - begin, e - begin) for b, e in spans])) >= WHOLE_SENTENCE:
            kept.add(body.text)
    return frozenset(kept)
