"""What two clauses have in common, measured in several ways: one row a pair.

Clauses are compared on their bodies (no label, heading or attribution); headings are a measure of
their own. Use `profile` once for all clauses that idf is to be fitted on, then `score_pairs`
for two lists of them, for example the clauses of two documents, or of an official text and a city.

Examples
--------
>>> import pandas as pd
>>> clauses = pd.DataFrame({
...     "clause_id": ["a-1", "b-1"],
...     "heading": ["减税", "减税"],
...     "text": ["落实税收优惠政策。", "全面落实税收优惠政策。"],
... })
>>> pairs = score_pairs(profile(clauses), ["a-1"], ["b-1"])
>>> int(pairs["longest_run"].iloc[0]), float(pairs["containment_ab"].iloc[0])
(8, 1.0)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from compare.likeness.blocks import Others, compare_rows, measure_pairs
from compare.likeness.ground import Ground, ground_of
from compare.likeness.runs import Wording, wording_of
from compare.likeness.set_phrases import Formulas
from compare.likeness.substance import Body, body_of
from compare.likeness.tiles import SEED, Tile, positions, tile
from compare.text.fold import Folded, fold_text, ngrams
from compare.text.tokens import Tokenizer
from compare.text.weights import counts, tf_idf, weighted

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Cut = tuple[Body, list[str]]
WORDING_GRAM = 2  # cosine_char


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
        TF-IDF rows of unit length: jieba words of the body, character bigrams of the body,
        characters and bigrams of the heading.
    grams : csr_matrix
        Sets of character trigrams of the body, 0 or 1.
    topics, treated : csr_matrix
        Character bigrams of the heading, weighted to a sum of 1, and those of the body, 0 or 1, in
        the same columns.
    formula : tuple of bytes
        For each folded character of a body, 1 where it is formula wording or inside 《》.
    sentences : tuple of frozenset
        Folded sentences with enough substance to count as copied.
    copying : Wording
        The bodies as arrays, for finding shared runs.
    ground : Ground
        What tells likeness of two measures from likeness of their genre.
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
    copying: Wording
    ground: Ground
    _seeds: dict[int, frozenset[str]] = field(default_factory=dict, repr=False)
    _index: dict[int, dict[str, list[int]]] = field(default_factory=dict, repr=False)

    @cached_property
    def n_grams(self) -> np.ndarray:
        """Trigrams of each body."""
        return np.asarray(self.grams.sum(axis=1)).ravel()

    def tiles(
        self, a: int, b: int, *, grow: bool = True, runs: list[Tile] | None = None
    ) -> list[Tile]:
        """Shared wording of two rows (`compare.likeness.tiles.tile`); where `runs` are not at
        hand, indexes are kept.
        """
        if runs is not None:
            return tile(self.folded[a].text, self.folded[b].text, runs=runs, grow=grow)
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


def profile(
    clauses: pd.DataFrame,
    *,
    words: Iterable[str] = (),
    formulas: Formulas | None = None,
    cut: Sequence[Cut] | None = None,
) -> Profiles:
    """Fold and weigh clauses, so that any two of them can be compared.

    Parameters
    ----------
    clauses : DataFrame
        Columns ``clause_id``, ``heading``, ``text`` (`compare.schema.CLAUSES`). All clauses that
        idf is to be fitted on, whichever are compared later.
    words : iterable of str
        Words that jieba keeps whole, for example names of agencies.
    formulas : Formulas
        Set phrases that are no substance; default: those of the package. ``parse_formulas([])``
        discounts none.
    cut : sequence of (Body, words), optional
        ``cut_clauses(clauses["text"], words, formulas)``, where it is at hand.
    """
    texts = list(clauses["text"])
    cut = cut_clauses(texts, words, formulas) if cut is None else cut
    bodies = [body for body, _ in cut]
    folded = tuple(body.folded for body in bodies)
    formula = tuple(body.formula for body in bodies)
    pairs = counts(
        [
            ngrams(text, WORDING_GRAM)
            for text in (*(body.text for body in folded), *map(fold_text, clauses["heading"]))
        ]
    )
    topics, treated = _topic_rows(clauses, pairs)
    copying = wording_of([body.text for body in folded], formula)
    return Profiles(
        row={clause_id: k for k, clause_id in enumerate(clauses["clause_id"])},
        folded=folded,
        word=tf_idf([words for _, words in cut]),
        char=weighted(pairs[: len(texts)]),
        heading=_heading_rows(clauses),
        grams=copying.grams,
        topics=topics,
        treated=treated,
        formula=formula,
        sentences=tuple(body.sentences for body in bodies),
        copying=copying,
        ground=ground_of(clauses, cut, words=words),
    )


def cut_clauses(
    texts: Sequence[str], words: Iterable[str] = (), formulas: Formulas | None = None
) -> list[Cut]:
    """Each text folded, and its words: what `profile` looks at a clause alone for."""
    tokenizer = Tokenizer(words)
    return [(body_of(text, formulas), tokenizer.words(text)) for text in texts]


def score_pairs(profiles: Profiles, left: Sequence[str], right: Sequence[str]) -> pd.DataFrame:
    """Every measure for every clause of one list with every clause of another.

    Parameters
    ----------
    profiles : Profiles
        From `profile`; idf is that of the clauses given there.
    left, right : sequence of str
        Clause ids of two documents, in the order of the document (`place`, `share` look at the
        whole lists).

    Returns
    -------
    DataFrame, ``len(left) * len(right)`` rows
        ``a``, ``b`` : clause of `left`, of `right`.
        ``cosine_word`` : TF-IDF cosine on jieba words of the bodies, 0–1.
        ``cosine_char`` : TF-IDF cosine on character bigrams of the folded bodies, 0–1.
        ``jaccard`` : character trigrams in both over those in either, 0–1 (Broder's resemblance
        [1]_).
        ``containment_ab`` : share of a's character trigrams that b has too, 0–1 [1]_;
        ``containment_ba`` likewise.
        ``longest_run`` : characters of the longest passage in both, folded; 0 where none of `SEED`
        is shared.
        ``substance_run`` : the same, formula wording and cited titles not counted.
        ``whole_sentence`` : a sentence of at least `WHOLE_SENTENCE` characters of substance is in
        both.
        ``heading`` : TF-IDF cosine on characters and bigrams of the headings, over the root of the
        number of clauses each heading stands over, 0–1; 0 where one has none.
        ``subject`` : how much more of what one heading announces (share of its rare bigrams)
        stands in the other's body than in the body of any other clause there, 0–1; the better of
        both directions. It finds clauses that one document
        merges and the other splits.
        ``wording`` : (cosine_word + cosine_char) / 2 above its mean over a's and over b's row,
        -1–1.
        ``share`` : (cosine_word + cosine_char) / 2 + 0.3 heading, over the geometric mean of the
        best that a has in `right` and that b has in `left`; 1 = each is the other's best, 0–1.
        ``place`` : 1 = same relative place in its document, towards 0 = far apart.
        ``order`` : how far the two documents run in parallel, the same in every row: squared
        correlation of the places of clauses that are each other's best, 0 where it is negative,
        less where such pairs are few, 0–1.
        ``bare`` : neither clause has a heading.
        ``ground`` : what the evidence is multiplied by (`compare.likeness.ground.Ground.factor`).

    Notes
    -----
    Cosines say "about the same thing", resemblance "roughly the same text", containment "roughly a
    part of", the run "copied here". All are symmetric but containment. Cosines depend on the
    clauses that idf was fitted on
    and must not be compared across corpora.

    References
    ----------
    .. [1] A. Z. Broder (1997), On the resemblance and containment of documents. Compression and
       Complexity of Sequences, 21-29.
    """
    rows = np.array([profiles.row[k] for k in left], dtype=np.int64)
    if not len(left) or not len(right):
        return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in _EMPTY.items()})
    others = Others(profiles, [np.array([profiles.row[k] for k in right], dtype=np.int64)])
    block = compare_rows(profiles, rows, others)
    found, _ = measure_pairs(profiles, block, others, np.ones((len(left), len(right)), dtype=bool))
    ids = pd.DataFrame(
        {
            "a": np.repeat(np.array(left, dtype=object), len(right)),
            "b": np.tile(np.array(right, dtype=object), len(left)),
        }
    )
    return ids.join(found.drop(columns=["row_a", "row_b"]))


_EMPTY = {
    "a": "str", "b": "str", "cosine_word": "float", "cosine_char": "float", "jaccard": "float",
    "containment_ab": "float", "containment_ba": "float", "longest_run": "int",
    "substance_run": "int", "whole_sentence": "bool", "heading": "float", "subject": "float",
    "wording": "float", "share": "float", "place": "float", "order": "float",
    "bare": "bool", "ground": "float",
}  # fmt: skip


def _standing(clauses: pd.DataFrame, headings: Sequence[str]) -> np.ndarray:
    """What a heading counts in each clause: 1 / sqrt(k) where it stands over k clauses of the
    document.
    """
    documents = list(clauses["doc_id"]) if "doc_id" in clauses else [""] * len(headings)
    over = Counter(zip(documents, headings, strict=True))
    return np.array([over[pair] ** -0.5 for pair in zip(documents, headings, strict=True)])


def _heading_rows(clauses: pd.DataFrame) -> csr_matrix:
    """TF-IDF of headings, less where one stands over several clauses."""
    from scipy.sparse import diags

    headings = [fold_text(heading) for heading in clauses["heading"]]
    distinct = sorted(set(headings))
    row = {heading: k for k, heading in enumerate(distinct)}
    # idf counts each heading once: printed over many paragraphs, it must not look like a common
    # one.
    rows = tf_idf([ngrams(text, 1) + ngrams(text, 2) for text in distinct])
    return (
        diags(_standing(clauses, headings)) @ rows[[row[heading] for heading in headings]]
    ).tocsr()


def _topic_rows(clauses: pd.DataFrame, pairs: csr_matrix) -> tuple[csr_matrix, csr_matrix]:
    """Heading bigrams, squared idf over clauses as weights, and body bigrams as sets; `pairs`
    counts both, bodies first.
    """
    from scipy.sparse import diags

    headings = [fold_text(heading) for heading in clauses["heading"]]
    n = len(headings)
    grams = pairs.copy()
    grams.data[:] = 1
    bodies, topics = grams[:n], grams[n:]
    df = np.asarray((bodies + topics > 0).sum(axis=0)).ravel()
    weighted = topics.multiply(np.log((1 + n) / (1 + df)) ** 2).tocsr()
    total = np.asarray(weighted.sum(axis=1)).ravel()
    scale = np.divide(_standing(clauses, headings), total, out=np.zeros(n), where=total > 0)
    return (diags(scale) @ weighted).tocsr(), bodies
