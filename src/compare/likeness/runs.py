"""Copied wording as arrays: every run of characters that clauses of two documents share, found by
joining seeds.

What `compare.likeness.tiles` finds for two texts by looking seeds up one by one is found here for
one document and many others in a few sorts: equal seeds are joined, and matches that lie side by
side on one diagonal are one run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from compare.likeness.tiles import MANY, SEED

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

SET_GRAM = 3  # characters of the sets of jaccard and containment
# runs of so many characters are always kept (`compare.likeness.pairs.RUN_FLOOR`); a whole sentence
# holds one
LONG = 12
_PLACE_BITS = (
    17  # characters of a clause that fit into a sort key; longer ones are tiled one by one
)
_MATCHES = 4_000_000  # joined at a time


@dataclass(frozen=True)
class Wording:
    """The folded bodies of all clauses, one after the other.

    Attributes
    ----------
    bounds : ndarray, shape (n + 1,)
        Where each body begins.
    seeds : ndarray, shape (n_characters,)
        Number of the run of `SEED` characters that begins at each place; -1 where none does, or
        where it occurs once only.
    substance : ndarray, shape (n_characters + 1,)
        Characters of substance before each place.
    threes : ndarray, shape (n_characters,)
        Number of the run of `SET_GRAM` characters that begins at each place; -1 where none does.
    crowded, endless : ndarray of bool, shape (n,)
        Bodies that repeat one seed more than `MANY` times, and those too long for a sort key: left
        to `compare.likeness.tiles`.
    grams, held, long : csr_matrix
        Which runs of three characters, which seeds, and which runs of `LONG` characters that occur
        more than once, each body holds.
    """

    bounds: np.ndarray
    seeds: np.ndarray
    substance: np.ndarray
    threes: np.ndarray
    crowded: np.ndarray
    endless: np.ndarray
    grams: csr_matrix
    held: csr_matrix
    long: csr_matrix

    def places(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Seeds that may be shared in the bodies of `rows`: number, position in `rows`, place in
        the body.
        """
        begin, size = self.bounds[rows], self.bounds[rows + 1] - self.bounds[rows]
        owner = np.repeat(np.arange(len(rows)), size)
        place = np.arange(len(owner)) - np.repeat(np.cumsum(size) - size, size)
        seeds = self.seeds[np.repeat(begin, size) + place]
        kept = seeds >= 0
        return seeds[kept], owner[kept], place[kept]


@dataclass(frozen=True)
class Places:
    """Seeds of many bodies in the order of their numbers: what other bodies are joined with."""

    seeds: np.ndarray
    owner: np.ndarray
    place: np.ndarray

    @classmethod
    def of(cls, wording: Wording, rows: np.ndarray) -> Places:
        """The seeds of `rows`."""
        seeds, owner, place = wording.places(rows)
        order = np.argsort(seeds, kind="stable")
        return cls(seeds[order], owner[order], place[order])


@dataclass(frozen=True)
class Runs:
    """Shared runs: ``a`` and ``b`` are positions in the two lists of rows; sorted by them, then
    longest first.
    """

    a: np.ndarray
    b: np.ndarray
    a_at: np.ndarray
    b_at: np.ndarray
    size: np.ndarray


def wording_of(texts: Sequence[str], formula: Sequence[bytes]) -> Wording:
    """Number the seeds of folded texts; `formula` marks characters that are no substance."""
    size = np.array([len(text) for text in texts], dtype=np.int64)
    bounds = np.concatenate([[0], np.cumsum(size)])
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32).astype(
        np.int64
    )
    owner = np.repeat(np.arange(len(texts)), size)
    left = np.repeat(bounds[1:], size) - np.arange(
        len(codes)
    )  # characters up to the end of the body
    three = np.zeros(len(codes), np.int64)
    n = max(len(codes) - 2, 0)
    three[:n] = codes[:n] << 42 | codes[1 : n + 1] << 21 | codes[2 : n + 2]
    three = _numbered(three)
    complete = left >= SET_GRAM
    grams = _rows(owner[complete], three[complete], len(texts), binary=True)
    threes = np.where(complete, three, -1).astype(np.int32)
    seeds = _numbered(_joined(three, SEED // 2))
    whole, complete = seeds.copy(), left >= SEED
    count = np.bincount(seeds[complete], minlength=int(seeds.max(initial=0)) + 1)
    endless = size >= 1 << _PLACE_BITS
    seeds[~complete | (count[seeds] < 2) | endless[owner]] = -1
    held = _rows(owner[seeds >= 0], seeds[seeds >= 0], len(texts))
    twelve = _numbered(_joined(whole, LONG // 2))
    long = np.flatnonzero(left >= LONG)
    count = np.bincount(twelve[long], minlength=int(twelve.max(initial=0)) + 1)
    long = long[count[twelve[long]] > 1]
    crowded = np.zeros(len(texts), dtype=bool)
    if held.nnz:
        crowded = np.asarray(held.max(axis=1).todense()).ravel() > MANY
        held.data[:] = 1
    marked = np.frombuffer(b"".join(formula), np.uint8)
    return Wording(
        bounds,
        seeds,
        np.concatenate([[0], np.cumsum(1 - marked.astype(np.int64))]),
        threes,
        crowded,
        endless,
        grams,
        held,
        _rows(owner[long], twelve[long], len(texts), binary=True),
    )


def _numbered(keys: np.ndarray) -> np.ndarray:
    return np.unique(keys, return_inverse=True)[1].astype(np.int64)


def _joined(numbers: np.ndarray, further: int) -> np.ndarray:
    """Number at each place and `further` on, side by side in one."""
    after = np.zeros(len(numbers), np.int64)
    after[: max(len(numbers) - further, 0)] = numbers[further:]
    return numbers << 32 | after


def _rows(owner: np.ndarray, columns: np.ndarray, n: int, *, binary: bool = False) -> csr_matrix:
    """How often each row holds each column."""
    from scipy.sparse import coo_matrix

    distinct, columns = np.unique(columns, return_inverse=True)
    rows = coo_matrix((np.ones(len(owner)), (owner, columns)), shape=(n, len(distinct))).tocsr()
    if binary:
        rows.data[:] = 1
    return rows


def shared_runs(wording: Wording, rows: np.ndarray, others: Places, wanted: np.ndarray) -> Runs:
    """Every longest run of at least `SEED` characters that the wanted pairs share.

    Parameters
    ----------
    wording : Wording
    rows : ndarray of int
        Bodies of one document.
    others : Places
        Seeds of the other bodies.
    wanted : ndarray of bool, shape (n_rows, n_others)

    Returns
    -------
    Runs
    """
    seeds, owner, place = wording.places(rows)
    first, last = (np.searchsorted(others.seeds, seeds, side=side) for side in ("left", "right"))
    found = [np.empty(0, np.int64)]
    total = np.cumsum(last - first)
    begin, width = 0, np.int64(wanted.shape[1])
    while begin < len(seeds):
        before = total[begin - 1] if begin else 0
        end = max(int(np.searchsorted(total, before + _MATCHES)), begin + 1)
        number = (last - first)[begin:end]
        left = np.repeat(np.arange(begin, end), number)
        right = (
            np.arange(len(left))
            - np.repeat(np.cumsum(number) - number, number)
            + np.repeat(first[begin:end], number)
        )
        kept = wanted[owner[left], others.owner[right]]
        left, right = left[kept], right[kept]
        pair = owner[left] * width + others.owner[right]
        shift = others.place[right] - place[left] + (1 << _PLACE_BITS)
        found.append(((pair << _PLACE_BITS + 1 | shift) << _PLACE_BITS) | place[left])
        begin = end
    matches = np.sort(np.concatenate(found))
    # Matches side by side on one diagonal differ by 1 and are one run.
    starts = np.flatnonzero(np.diff(matches, prepend=-2) != 1)
    size = np.diff(np.append(starts, len(matches))) + SEED - 1
    key = matches[starts]
    a_at = key & (1 << _PLACE_BITS) - 1
    shift = key >> _PLACE_BITS & (1 << _PLACE_BITS + 1) - 1
    pair = key >> 2 * _PLACE_BITS + 1
    b_at = a_at + shift - (1 << _PLACE_BITS)
    order = np.lexsort((b_at, a_at, -size, pair))
    pair = pair[order]
    return Runs(pair // width, pair % width, a_at[order], b_at[order], size[order])


def joined(parts: Sequence[Runs], before: Sequence[int] | np.ndarray) -> Runs:
    """Runs of several blocks; `before` is added to the numbers of the pairs of each."""
    names = ("a", "b", "a_at", "b_at", "size")
    arrays = {name: np.concatenate([getattr(part, name) for part in parts]) for name in names}
    sizes = [len(part.a) for part in parts]
    return Runs(
        arrays["a"] + np.repeat(np.asarray(before, dtype=np.int64), sizes),
        *(arrays[name] for name in names[1:]),
    )


def crossing(pair: np.ndarray, a_at: np.ndarray, b_at: np.ndarray, size: np.ndarray) -> np.ndarray:
    """Pairs of which two runs take the same characters in either text; each named once or more."""
    found = []
    for at in (a_at, b_at):
        order = np.lexsort((at, pair))
        owner, begin, end = pair[order], at[order], (at + size)[order]
        # In the order of their beginnings, of runs that meet some two neighbours do.
        found.append(owner[1:][(owner[1:] == owner[:-1]) & (end[:-1] > begin[1:])])
    return np.concatenate(found)
