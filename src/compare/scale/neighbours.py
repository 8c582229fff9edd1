"""The nearest clauses of every clause: exact cosine, without a full product.

Rows are TF-IDF vectors of unit length. Three observations make the exact search fast:

- A pair needs to be summed once, not twice: row i is compared with later rows only, and a result
  is offered to both.
- Common terms cost most of the multiplications and decide little. For a pair, the part of the
  cosine that comes from the terms in more than a share p of all rows is at most ``|x_p| |y_p|``,
  the lengths of the two vectors
  restricted to these terms (Cauchy and Schwarz). Only rare terms are multiplied; the common ones
  are added for the few pairs that could still reach the floor and the tenth best of one of the two
  rows.
- Each row chooses p by what it costs: the postings it would walk, and the pairs it would then have
  to verify.

Nothing is approximated: the pairs found are those of the full product (up to float32 rounding).

References
----------
R. J. Bayardo, Y. Ma and R. Srikant (2007), Scaling up all pairs similarity search. WWW 2007,
131-140 (bounds on the part of a vector that is not indexed).
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

SHARES = (1.0, 0.5, 0.2, 0.1, 0.05, 0.02)  # what "common" may mean; 1.0 = no term is left out
WIDTH = 32_768  # rows of a block: its sums stay in the second-level cache
STRIPE = 4_096  # rows of a task
_VERIFY = 100.0  # cost of summing one pair in full, in walked postings (measured)
_TYPICAL = 0.1  # what rare terms contribute to the cosine of an ordinary pair

Partial = tuple[np.ndarray, np.ndarray, np.ndarray]


@dataclass(frozen=True)
class Index:
    """Vectors prepared for the search: arrays only, so that processes can map one copy on disk.

    Attributes
    ----------
    starts, columns, weights : ndarray
        The matrix by rows; terms are numbered from the most common to the rarest.
    begins, posted, posted_weight : ndarray
        The matrix by blocks of `WIDTH` rows and by terms.
    level : ndarray of int8, shape (n,)
        Which of `SHARES` each row uses.
    cut : ndarray of int32, shape (len(SHARES), n)
        How many entries of a row are common terms.
    tail : ndarray of float32, shape (len(SHARES), n)
        Length of a row restricted to them.
    tile_tail : ndarray of float32
        Largest `tail` of each tile of columns.
    group : ndarray of int32, shape (n,)
        Rows of the same group are not compared: clauses of one document.
    """

    starts: np.ndarray
    columns: np.ndarray
    weights: np.ndarray
    begins: np.ndarray
    posted: np.ndarray
    posted_weight: np.ndarray
    level: np.ndarray
    cut: np.ndarray
    tail: np.ndarray
    tile_tail: np.ndarray
    group: np.ndarray

    def __post_init__(self) -> None:
        # Mapped arrays are read-only; making all of them so lets one compiled kernel serve both.
        for name in (field.name for field in fields(self)):
            array = np.asarray(getattr(self, name)).view()
            array.flags.writeable = False
            object.__setattr__(self, name, array)

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def stripes(self) -> list[tuple[int, int]]:
        """First and last row (exclusive) of each task; together they are the search."""
        return [(first, min(first + STRIPE, len(self))) for first in range(0, len(self), STRIPE)]

    def save(self, folder: Path) -> None:
        """Write each array as ``NAME.npy``."""
        folder.mkdir(parents=True, exist_ok=True)
        for name in (field.name for field in fields(self)):
            np.save(folder / f"{name}.npy", getattr(self, name))

    @classmethod
    def load(cls, folder: Path) -> Index:
        """Map the arrays that `save` wrote, without reading them."""
        return cls(
            **{
                field.name: np.load(folder / f"{field.name}.npy", mmap_mode="r")
                for field in fields(cls)
            }
        )


def build_index(matrix: csr_matrix, *, floor: float, group: np.ndarray | None = None) -> Index:
    """Prepare vectors for the search.

    Parameters
    ----------
    matrix : csr_matrix of float32, shape (n, n_terms)
        Rows of unit length (or zero), without negative entries.
    floor : float in (0, 1]
        Pairs below it are not wanted.
    group : ndarray of int, shape (n,), optional
        Rows of the same group are not compared. Without it every row is a group of its own.

    Raises
    ------
    ValueError
        If `floor` lies outside (0, 1].
    """
    from compare.scale.kernel import TILE, invert

    if not 0 < floor <= 1:
        raise ValueError(f"floor is {floor}; it must lie above 0 and not above 1.")
    n, n_terms = matrix.shape
    starts, columns, weights, df = _by_frequency(matrix)
    begins, posted, posted_weight = invert(starts, columns, weights, n_terms, WIDTH)
    walked = np.concatenate([[0], np.cumsum(df[columns], dtype=np.int64)])
    square = np.concatenate([[0.0], np.cumsum(weights.astype(np.float64) ** 2)])
    cut = np.empty((len(SHARES), n), np.int32)
    tail = np.zeros((len(SHARES), (n + TILE - 1) // TILE * TILE), np.float32)
    cost = np.empty((len(SHARES), n))
    for number, share in enumerate(SHARES):
        n_common = int(np.searchsorted(-df, -share * n))
        is_common = np.concatenate([[0], np.cumsum(columns < n_common)])
        cut[number] = np.diff(is_common[starts])
        rest = starts[:-1] + cut[number]
        tail[number, :n] = np.sqrt(np.maximum(square[rest] - square[starts[:-1]], 0))
        with np.errstate(divide="ignore"):
            needed = (floor - min(_TYPICAL, floor / 2)) / tail[number, :n]
        doubtful = n - np.searchsorted(np.sort(tail[number, :n]), needed)
        cost[number] = walked[starts[1:]] - walked[rest] + _VERIFY * doubtful
    return Index(
        starts,
        columns,
        weights,
        begins,
        posted,
        posted_weight,
        cost.argmin(axis=0).astype(np.int8),
        cut,
        tail[:, :n].copy(),
        tail.reshape(len(SHARES), -1, TILE).max(axis=2, initial=0.0),
        np.arange(n, dtype=np.int32) if group is None else np.asarray(group, np.int32),
    )


def _by_frequency(matrix: csr_matrix) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The matrix by rows with terms renumbered from common to rare, and how many rows hold each."""
    n_terms = matrix.shape[1]
    df = np.bincount(matrix.indices, minlength=n_terms)
    order = np.argsort(-df, kind="stable")
    number = np.empty(n_terms, np.int32)
    number[order] = np.arange(n_terms, dtype=np.int32)
    renumbered = matrix.copy()
    renumbered.indices = number[matrix.indices]
    renumbered.has_sorted_indices = False
    renumbered.sort_indices()
    return (
        renumbered.indptr.astype(np.int64),
        renumbered.indices,
        renumbered.data.astype(np.float32),
        df[order],
    )


def search_rows(
    index: Index, first: int, last: int, *, top: int, floor: float, limit: np.ndarray | None = None
) -> Partial:
    """Compare rows `first` to `last` with all later rows: one task of the search.

    Parameters
    ----------
    limit : ndarray of float32, shape (n,), optional
        Lower bounds of each row's last place, learned from earlier tasks; raised in place. Pass
        the same array to the tasks of a process, and only where their results are joined.

    Returns
    -------
    rows, others, scores : ndarray
        For every row of the corpus the best `top` that this task met; `join` makes the result of
        all tasks.
    """
    best = _Best(len(index), top, floor, limit)
    best.search(index, first, last)
    return best.partial()


class _Best:
    """The best neighbours of every row so far."""

    def __init__(self, n: int, top: int, floor: float, limit: np.ndarray | None = None) -> None:
        self.scores = np.full((n, top), -1, np.float32)
        self.others = np.full((n, top), -1, np.int32)
        self.limit = np.full(n, floor, np.float32) if limit is None else limit

    def search(self, index: Index, first: int, last: int) -> None:
        from compare.scale.kernel import search

        search(
            first,
            last,
            index.starts,
            index.columns,
            index.weights,
            index.begins,
            index.posted,
            index.posted_weight,
            WIDTH,
            index.begins.shape[1],
            index.level,
            index.cut,
            index.tail,
            index.tile_tail,
            index.group,
            self.scores,
            self.others,
            self.limit,
        )

    def add(self, partial: Partial) -> None:
        from compare.scale.kernel import push_all

        push_all(self.scores, self.others, self.limit, *partial)

    def partial(self) -> Partial:
        rows, places = np.nonzero(self.others >= 0)
        return rows.astype(np.int32), self.others[rows, places], self.scores[rows, places]


def join(partials: Iterable[Partial], n: int, *, top: int, floor: float) -> Partial:
    """The best `top` of every row over the results of all tasks, whatever their order.

    Returns
    -------
    rows, others, scores : ndarray
        Sorted by row, then best first, ties by smaller number.
    """
    best = _Best(n, top, floor)
    for partial in partials:
        best.add(partial)
    return best.partial()


def nearest(
    matrix: csr_matrix,
    *,
    top: int = 10,
    floor: float = 0.3,
    group: np.ndarray | None = None,
    threads: int | None = None,
) -> Partial:
    """The `top` nearest rows of every row, in memory, on all cores.

    Parameters
    ----------
    matrix : csr_matrix of float32, shape (n, n_terms)
        Rows of unit length, without negative entries.
    top : int
        Neighbours a row.
    floor : float in (0, 1]
        Least cosine.
    group : ndarray of int, shape (n,), optional
        Rows of the same group are not compared.
    threads : int, optional
        All cores unless given.

    Returns
    -------
    rows, others, scores : ndarray
        Sorted by row, then best first, ties by smaller number.
    """
    import os

    index = build_index(matrix, floor=floor, group=group)
    own = threading.local()
    kept: list[_Best] = []
    # Shared without a lock: what one thread overwrites was a lower bound too, so at worst a pair
    # is summed in vain.
    limit = np.full(len(index), floor, np.float32)

    def run(stripe: tuple[int, int]) -> None:
        if not hasattr(own, "best"):
            own.best = _Best(len(index), top, floor, limit)
            kept.append(own.best)
        own.best.search(index, *stripe)

    with ThreadPoolExecutor(threads or os.cpu_count()) as pool:
        list(pool.map(run, index.stripes))
    return join([best.partial() for best in kept], len(index), top=top, floor=floor)
