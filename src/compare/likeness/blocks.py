"""One document against many others at once: the measures of
`compare.likeness.measures.score_pairs` as arrays.

What depends on the two whole documents (wording, share, subject, order) is worked out for all
their pairs from exact sparse products; what takes a look at the characters (runs, sentences, sets)
for the pairs that are wanted only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from compare.likeness.runs import Places, Runs, crossing, shared_runs
from compare.likeness.tiles import Tile

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

    from compare.likeness.measures import Profiles

HEADING_WEIGHT = 0.3
# mutual best pairs, beyond the two that always lie on a line, that are enough to tell an order
PARALLEL_PAIRS = 8
# documents: how far a clause may drift, as a share of the document's length, before place says
# little
REACH = 0.2
_MATRICES = ("word", "char", "heading", "topics", "treated", "grams")


class Others:
    """Clauses of one or more documents, prepared to be compared with those of another.

    Parameters
    ----------
    profiles : Profiles
    documents : sequence of sequence of int
        Rows of each document, none empty, in text order.
    """

    def __init__(self, profiles: Profiles, documents: Sequence[np.ndarray]) -> None:
        sizes = np.array([len(rows) for rows in documents])
        self.rows = np.concatenate([np.asarray(rows, dtype=np.int64) for rows in documents])
        self.starts = np.cumsum(sizes) - sizes
        self.place = (np.arange(len(self.rows)) - np.repeat(self.starts, sizes) + 0.5) / np.repeat(
            sizes, sizes
        )
        self.turned: dict[str, csr_matrix] = {
            name: getattr(profiles, name)[self.rows].T.tocsr() for name in _MATRICES
        }
        self.ground: tuple[csr_matrix, csr_matrix] = (
            profiles.ground.grams[self.rows].T.tocsr(),
            profiles.ground.words[self.rows].T.tocsr(),
        )
        self.long = profiles.copying.long[self.rows].T.tocsr()
        self.places = Places.of(profiles.copying, self.rows)


@dataclass(frozen=True)
class Block:
    """Clauses of one document (rows) against those of others (columns, document after document).

    Attributes
    ----------
    starts : ndarray
        First column of each document.
    word, char, heading, subject, wording, share : ndarray, shape (n_rows, n_columns)
        See `compare.likeness.measures.score_pairs`.
    order : ndarray, shape (n_documents,)
    ground : ndarray, shape (n_rows, n_columns)
        See `compare.likeness.ground.Ground.factor`.
    """

    rows: np.ndarray
    columns: np.ndarray
    first: int
    starts: np.ndarray
    word: np.ndarray
    char: np.ndarray
    heading: np.ndarray
    subject: np.ndarray
    wording: np.ndarray
    share: np.ndarray
    order: np.ndarray
    ground: np.ndarray

    @property
    def document(self) -> np.ndarray:
        """Which of the documents each column belongs to."""
        return np.repeat(
            np.arange(len(self.starts)), np.diff(np.append(self.starts, len(self.columns)))
        )


def compare_rows(profiles: Profiles, rows: np.ndarray, others: Others, *, first: int = 0) -> Block:
    """Everything that all pairs of a document with others need; `first` document of `others` to
    look at.
    """
    skip = int(others.starts[first])
    starts = others.starts[first:] - skip
    columns = others.rows[skip:]

    def product(left: csr_matrix, name: str) -> np.ndarray:
        return (left[rows] @ others.turned[name]).toarray()[:, skip:]

    word, char, heading = (
        product(profiles.word, "word"),
        product(profiles.char, "char"),
        product(profiles.heading, "heading"),
    )
    size = np.diff(np.append(starts, len(columns)))
    body = (word + char) / 2
    mean = np.add.reduceat(body, starts, axis=1) / size
    usual = (np.repeat(mean, size, axis=1) + body.mean(axis=0)) / 2
    likeness = body + HEADING_WEIGHT * heading
    best_a = np.repeat(np.maximum.reduceat(likeness, starts, axis=1), size, axis=1)
    best_b = likeness.max(axis=0)
    subject = np.maximum(
        _lead(product(profiles.treated, "topics").T, np.zeros(1, np.int64)).T,
        _lead(product(profiles.topics, "treated"), starts),
    )
    return Block(
        rows,
        columns,
        skip,
        starts,
        word,
        char,
        heading,
        subject,
        body - usual,
        over(likeness, np.sqrt(best_a * best_b)),
        _orders(likeness, best_a, best_b, starts),
        profiles.ground.factor(rows, columns, *_substance(profiles, rows, others, skip)),
    )


def _substance(
    profiles: Profiles, rows: np.ndarray, others: Others, skip: int
) -> tuple[np.ndarray, np.ndarray]:
    """Likeness in substance of clauses without headings, by character pairs and by words."""
    grams, words = others.ground
    return (
        (profiles.ground.grams[rows] @ grams[:, skip:]).toarray(),
        (profiles.ground.words[rows] @ words[:, skip:]).toarray(),
    )


def measure_pairs(
    profiles: Profiles, block: Block, others: Others, wanted: np.ndarray
) -> tuple[pd.DataFrame, Runs]:
    """All measures of the wanted pairs of a block.

    Returns
    -------
    DataFrame
        ``row_a``, ``row_b`` (rows of `profiles`) and the columns of
        `compare.likeness.measures.score_pairs` after ``a``, ``b``; by document, then row, then
        column.
    Runs
        Shared runs of these pairs; ``a`` is the row of the frame, ``b`` is not used.
    """
    i, j = np.nonzero(wanted)
    document = block.document[j]
    by_document = np.argsort(document, kind="stable")
    i, j, document = i[by_document], j[by_document], document[by_document]
    a, b = block.rows[i], block.columns[j]
    size = profiles.n_grams
    shared = (profiles.grams[block.rows] @ others.turned["grams"]).toarray()[i, j + block.first]
    longest, substance, runs = _runs(profiles, block, others, i, j)
    whole = np.zeros(len(i), dtype=bool)
    for k in np.flatnonzero(longest):
        whole[k] = not profiles.sentences[a[k]].isdisjoint(profiles.sentences[b[k]])
    gap = (i + 0.5) / max(len(block.rows), 1) - others.place[j + block.first]
    return pd.DataFrame(
        {
            "row_a": a,
            "row_b": b,
            "cosine_word": block.word[i, j].clip(0, 1),
            "cosine_char": block.char[i, j].clip(0, 1),
            "jaccard": over(shared, size[a] + size[b] - shared),
            "containment_ab": over(shared, size[a]),
            "containment_ba": over(shared, size[b]),
            "longest_run": longest,
            "substance_run": substance,
            "whole_sentence": whole,
            "heading": block.heading[i, j].clip(0, 1),
            "subject": block.subject[i, j],
            "wording": block.wording[i, j],
            "share": block.share[i, j],
            "place": np.exp(-((gap / REACH) ** 2) / 2),
            "order": block.order[document],
            "bare": profiles.ground.bare[a] & profiles.ground.bare[b],
            "ground": block.ground[i, j],
        }
    ), runs


def copied(profiles: Profiles, block: Block, others: Others) -> np.ndarray:
    """Pairs that share a run of `compare.likeness.runs.LONG` characters."""
    return (profiles.copying.long[block.rows] @ others.long).toarray()[:, block.first :] > 0


def over(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """`part` over `whole`, 0 where the whole is 0."""
    return np.divide(part, whole, out=np.zeros(np.broadcast(part, whole).shape), where=whole > 0)


def _runs(
    profiles: Profiles, block: Block, others: Others, i: np.ndarray, j: np.ndarray
) -> tuple[np.ndarray, np.ndarray, Runs]:
    """Longest run and most substance in one tile for each pair, and the runs themselves."""
    width = len(others.rows)
    number = np.full((len(block.rows), width), -1, dtype=np.int64)
    number[i, j + block.first] = np.arange(len(i))
    found = shared_runs(profiles.copying, block.rows, others.places, number >= 0)
    pair = number[found.a, found.b]
    longest, substance = np.zeros(len(i), np.int64), np.zeros(len(i), np.int64)
    endless = profiles.copying.endless
    doubtful = [np.flatnonzero(endless[block.rows[i]] | endless[block.columns[j]])]
    begin = profiles.copying.bounds[block.rows[found.a]] + found.a_at
    held = profiles.copying.substance[begin + found.size] - profiles.copying.substance[begin]
    starts = np.flatnonzero(np.diff(pair, prepend=-1) != 0)  # sorted by pair, the longest first
    here = pair[starts]
    longest[here] = found.size[starts]
    if len(starts):
        most = np.maximum.reduceat(held, starts)
        substance[here] = most
        crowded = profiles.copying.crowded[others.rows[found.b[starts]]]
        doubtful.append(here[crowded])
        # A later run may hold more substance, but the tiles before it can have taken part of it.
        crossed = np.zeros(len(i), dtype=bool)
        crossed[crossing(pair, found.a_at, found.b_at, found.size)] = True
        taken = np.flatnonzero((most > held[starts]) & crossed[here] & ~crowded)
        ends = np.append(starts, len(pair))
        for n in taken.tolist():
            a, b = int(block.rows[found.a[starts[n]]]), int(others.rows[found.b[starts[n]]])
            own = slice(ends[n], ends[n + 1])
            listed = (found.a_at[own], found.b_at[own], found.size[own])
            runs = [Tile(*run) for run in zip(*(part.tolist() for part in listed), strict=True)]
            tiles = profiles.tiles(a, b, grow=False, runs=runs)
            substance[here[n]] = max(profiles.substance(a, tile) for tile in tiles)
    for k in np.concatenate(doubtful).tolist():
        a, b = int(block.rows[i[k]]), int(block.columns[j[k]])
        tiles = profiles.tiles(a, b, grow=False)
        longest[k] = max((tile.size for tile in tiles), default=0)
        substance[k] = max((profiles.substance(a, tile) for tile in tiles), default=0)
    return longest, substance, Runs(pair, found.b, found.a_at, found.b_at, found.size)


def _lead(covered: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """By how much each row's best stands above its second best, in the place of the best; 0
    elsewhere.

    In each group of columns apart; `starts` has their first columns.
    """
    if not covered.size:
        return np.zeros(covered.shape)
    size = np.diff(np.append(starts, covered.shape[1]))
    best = np.repeat(np.maximum.reduceat(covered, starts, axis=1), size, axis=1)
    is_best = covered == best
    second = np.maximum.reduceat(np.where(is_best, 0.0, covered), starts, axis=1)
    second = np.where(np.add.reduceat(is_best, starts, axis=1, dtype=np.int64) > 1, np.inf, second)
    return np.where(is_best, (best - np.repeat(second, size, axis=1)).clip(min=0), 0.0)


def _orders(
    likeness: np.ndarray, best_a: np.ndarray, best_b: np.ndarray, starts: np.ndarray
) -> np.ndarray:
    """Squared correlation of the ranks of mutual best pairs, weighted by their likeness; few pairs
    say less.

    One number a document of columns.
    """
    out = np.zeros(len(starts))
    if len(likeness) < 3:
        return out
    size = np.diff(np.append(starts, likeness.shape[1]))
    document = np.repeat(np.arange(len(starts)), size)
    j, i = np.nonzero(((likeness == best_a) & (likeness == best_b) & (likeness > 0)).T)
    # Of equals the first counts, in either direction.
    j, i = _first_of_equals(likeness, best_a, i, j, document, starts)
    group = document[j]
    order = np.lexsort((i, group))
    i, j, group = i[order], j[order], group[order]
    number = np.bincount(group, minlength=len(starts))
    enough = (number >= 3) & (size >= 3)
    kept = enough[group]
    i, j, group = i[kept], j[kept], group[kept]
    if not len(i):
        return out
    first = np.flatnonzero(np.diff(group, prepend=-1) != 0)
    here = group[first]
    n = number[here]
    begin = np.repeat(first, n)
    x = (np.arange(len(i)) - begin).astype(float)
    y = np.empty(len(i))
    y[np.lexsort((j, group))] = x
    weight = likeness[i, j]

    def total(values: np.ndarray) -> np.ndarray:
        return np.add.reduceat(values, first)

    mass = total(weight)
    x = x - np.repeat(total(weight * x) / mass, n)
    y = y - np.repeat(total(weight * y) / mass, n)
    rho = total(weight * x * y) / np.sqrt(total(weight * x * x) * total(weight * y * y))
    out[here] = np.maximum(rho, 0.0) ** 2 * np.minimum(1.0, (n - 2) / PARALLEL_PAIRS)
    return out


def _first_of_equals(
    likeness: np.ndarray,
    best_a: np.ndarray,
    i: np.ndarray,
    j: np.ndarray,
    document: np.ndarray,
    starts: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """Those of the pairs that are the first best of their row in the document, and of their
    column.
    """
    column = np.where(likeness == best_a, np.arange(likeness.shape[1]), likeness.shape[1])
    to = np.minimum.reduceat(column, starts, axis=1)
    back = likeness.argmax(axis=0)
    kept = (back[j] == i) & (to[i, document[j]] == j)
    return j[kept], i[kept]
