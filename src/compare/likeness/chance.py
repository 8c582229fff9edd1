"""How much likeness chance alone gives: a null model for clause pairs, corrections, and shares
with intervals.

The clauses of one document state different measures in one style on one subject. So the likeness
of two clauses of the *same* document is what a clause may have with a clause that is not its
counterpart, and permuting a
clause with the others of its own document gives the null distribution without any simulation.
Paragraphs under one heading, and clauses of a document that repeat each other's sentences, are
left out of the null.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from compare import schema
from compare.base.intervals import CONFIDENCE, FEWEST, SEED, ratio_interval

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix


LEVEL = 0.05  # chance of a false find that a reader usually accepts
TAIL = 0.05  # share of the null that the tail is fitted to
LEAST = 30  # null pairs without which no tail is fitted
_WAITING = 4_000_000  # pairs counted at a time

Correction = Callable[[np.ndarray, np.ndarray], np.ndarray]
"""Corrects p-values for many tests: takes values and how many tests had each."""


@dataclass(frozen=True)
class Null:
    """What unrelated clauses reach.

    Attributes
    ----------
    usual : ndarray
        Mean cosine of each row with the other rows of its document; 0 for a document of one clause.
    excess : ndarray
        Sorted excess of every pair of clauses of one document over the mean of both their `usual`.
    """

    usual: np.ndarray
    excess: np.ndarray


def null_model(
    rows: csr_matrix, documents: Sequence[str], related: Collection[tuple[int, int]] = ()
) -> Null:
    """Fit the null.

    Parameters
    ----------
    rows : csr_matrix
        TF-IDF rows of unit length, one a clause.
    documents : sequence of str
        Document of each row.
    related : collection of (int, int)
        Pairs of rows of one document, lower row first, that are no example of unrelated clauses.
    """
    order = np.asarray(documents)
    inside: dict[str, list[tuple[int, int]]] = {}
    for i, j in related:
        inside.setdefault(order[i], []).append((i, j))
    usual = np.zeros(len(order))
    excess = []
    for document in dict.fromkeys(documents):
        here = np.flatnonzero(order == document)
        n = len(here)
        if n < 2:
            continue
        cosine = (rows[here] @ rows[here].T).toarray()
        np.fill_diagonal(cosine, 0)
        usual[here] = cosine.sum(axis=1) / (n - 1)
        apart = np.triu(np.ones((n, n), dtype=bool), 1)
        for i, j in inside.get(document, ()):
            apart[np.searchsorted(here, i), np.searchsorted(here, j)] = False
        excess.append((cosine - (usual[here][:, None] + usual[here][None, :]) / 2)[apart])
    return Null(usual, np.sort(np.concatenate(excess)) if excess else np.zeros(0))


def p_values(excess: np.ndarray, null: Null) -> np.ndarray:
    """Chance of an excess at least as large between unrelated clauses, uncorrected.

    Up to the 95 % point of the null it is the share of null pairs that reach it, (k + 1) / (n +
    1). Beyond, where few null pairs are left to count, the tail of a generalised Pareto
    distribution fitted to them takes over [1]_,
    by probability-weighted moments [2]_.

    References
    ----------
    .. [1] T. A. Knijnenburg et al. (2009), Fewer permutations, more accurate P-values.
       Bioinformatics 25(12), i161-i168.
    .. [2] J. R. M. Hosking and J. R. Wallis (1987), Parameter and quantile estimation for the
       generalized Pareto distribution. Technometrics 29(3), 339-349.
    """
    n = len(null.excess)
    p = (n - np.searchsorted(null.excess, excess, side="left") + 1) / (n + 1)
    tail = _fit_tail(null)
    if tail is None:
        return p
    over = excess > tail.threshold
    z = (excess[over] - tail.threshold) / tail.scale
    beyond = (
        np.exp(-z)
        if abs(tail.shape) < 1e-9
        else np.maximum(1 + tail.shape * z, 0) ** (-1 / tail.shape)
    )
    p[over] = np.maximum(beyond * tail.share, np.finfo(float).tiny)
    return p


@dataclass(frozen=True)
class _Tail:
    """A generalised Pareto distribution beyond `threshold`, which the share `share` of the null
    exceeds.
    """

    threshold: float
    shape: float
    scale: float
    share: float


def _fit_tail(null: Null) -> _Tail | None:
    """None where the null is too small, or has no tail."""
    n = len(null.excess)
    start = int(n * (1 - TAIL))
    if n - start < LEAST:
        return None
    beyond = null.excess[start:] - null.excess[start]
    k = len(beyond)
    first = float(beyond.mean())
    second = float(np.mean(beyond * (k - 1 - np.arange(k)) / max(k - 1, 1)))
    if first <= 2 * second or first == 0:
        return None
    return _Tail(
        float(null.excess[start]),
        2 - first / (first - 2 * second),
        2 * first * second / (first - 2 * second),
        k / n,
    )


class Tally:
    """p-values of more pairs than memory should hold, corrected as if all of them were there.

    Up to the tail a p-value depends only on between which two values of the null an excess lies,
    so a count for each gap is enough; the few beyond are kept.
    """

    def __init__(self, null: Null) -> None:
        self._null = null
        self._counts = np.zeros(len(null.excess) + 1, dtype=np.int64)
        tail = _fit_tail(null)
        self._threshold = np.inf if tail is None else tail.threshold
        self._beyond: list[np.ndarray] = []
        self._waiting: list[np.ndarray] = []
        self._n_waiting = 0

    def add(self, excess: np.ndarray) -> None:
        """Count pairs; in any number of parts."""
        self._waiting.append(excess.ravel())
        self._n_waiting += excess.size
        if self._n_waiting > _WAITING:
            self._count()

    def _count(self) -> None:
        excess = np.sort(np.concatenate([np.empty(0), *self._waiting]))
        beyond = int(np.searchsorted(excess, self._threshold, side="right"))
        self._beyond.append(excess[beyond:].copy())
        upto = np.searchsorted(excess[:beyond], self._null.excess, side="right")
        self._counts += np.diff(upto, prepend=0, append=beyond)
        self._waiting, self._n_waiting = [], 0

    def corrected(self, excess: np.ndarray, correct: Correction) -> np.ndarray:
        """Corrected p-values of some of the pairs that were added."""
        self._count()
        n = len(self._null.excess)
        beyond, times = np.unique(np.concatenate(self._beyond), return_counts=True)
        present = np.flatnonzero(self._counts)
        p = np.concatenate([(n - present + 1) / (n + 1), p_values(beyond, self._null)])
        adjusted = correct(p, np.concatenate([self._counts[present], times]))
        gap = np.searchsorted(present, np.searchsorted(self._null.excess, excess, side="left"))
        place = np.where(
            excess > self._threshold, len(present) + np.searchsorted(beyond, excess), gap
        )
        return adjusted[place]


def counterpart_shares(
    clauses: pd.DataFrame, pairs: pd.DataFrame, *, level: float = CONFIDENCE, seed: int = SEED
) -> pd.DataFrame:
    """Share of each document's clauses that have a counterpart in each other document, with its
    interval.

    The interval is a percentile bootstrap over clauses [1]_: it says how the share hangs on single
    clauses, not what another document would show.

    Returns
    -------
    DataFrame
        ``doc_id``, ``other``, ``level`` (verbatim, or any: verbatim or adapted), ``n`` (clauses
        with a counterpart), ``total``,
        ``share``, ``low``, ``high`` (bootstrap over clauses; NaN for a document of fewer than
        `FEWEST`); in the order of the documents.

    References
    ----------
    .. [1] B. Efron (1979), Bootstrap methods: another look at the jackknife. Annals of
       Statistics 7(1), 1-26.
    """
    home = dict(zip(clauses["clause_id"], clauses["doc_id"], strict=True))
    own = {doc: list(part) for doc, part in clauses.groupby("doc_id", sort=False)["clause_id"]}
    documents = list(own)
    place = {clause: n for part in own.values() for n, clause in enumerate(part)}
    columns = [(other, name) for other in documents for name in ("verbatim", "any")]
    number = {column: k for k, column in enumerate(columns)}
    held = {doc: np.zeros((len(part), len(columns))) for doc, part in own.items()}
    found = schema.counterparts(pairs)
    for a, b, how in zip(found["a"], found["b"], found["level"], strict=True):
        for mine, theirs in ((a, b), (b, a)):
            flags, other = held[home[mine]], home[theirs]
            flags[place[mine], number[other, "any"]] = 1
            if how == "verbatim":
                flags[place[mine], number[other, "verbatim"]] = 1
    rows = []
    for doc_id, flags in held.items():
        n = flags.sum(axis=0)
        low, high = np.full((2, len(columns)), 0.0 if len(flags) >= FEWEST else np.nan)
        # All columns of a document are drawn at once, as the draws hang on its size alone; where
        # nothing is found every draw is 0.
        some = np.flatnonzero(n)
        low[some], high[some] = ratio_interval(
            flags[:, some], np.ones(len(flags)), seed=seed, confidence=level
        )
        rows += [
            (doc_id, other, name, int(n[k]), len(flags), n[k] / len(flags), low[k], high[k])
            for k, (other, name) in enumerate(columns)
            if other != doc_id
        ]
    return pd.DataFrame(
        rows, columns=["doc_id", "other", "level", "n", "total", "share", "low", "high"]
    )
