"""Shared wording of many pairs at once: for each pair what `compare.likeness.tiles.tile` finds.

In most pairs no run takes characters of another and nothing of the wording goes on beyond an
insertion: there the runs are the tiles, which is told for all pairs in a few sorts. The others are
tiled one by one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from compare.likeness.runs import Runs, crossing
from compare.likeness.tiles import NEAR, REACH, Tile, tile

if TYPE_CHECKING:
    from compare.likeness.measures import Profiles

_TOGETHER = 50_000  # runs whose surroundings are looked at together
_STEPS = np.arange(REACH + 1)  # places within reach where a run of `NEAR` characters begins


@dataclass(frozen=True)
class Tiles:
    """Tiles of many pairs, in the order of the pairs, in each as `compare.likeness.tiles.tile` has
    them.
    """

    pair: np.ndarray
    a_at: np.ndarray
    b_at: np.ndarray
    size: np.ndarray


def tiles_of_pairs(
    profiles: Profiles, rows_a: np.ndarray, rows_b: np.ndarray, runs: Runs, shared: np.ndarray
) -> Tiles:
    """Shared wording of pairs of clauses.

    Parameters
    ----------
    profiles : Profiles
    rows_a, rows_b : ndarray of int, shape (n_pairs,)
        Rows of `profiles`.
    runs : Runs
        Shared runs; ``a`` is the pair, the runs of a pair are the longest first.
    shared : ndarray of bool, shape (n_pairs,)
        Pairs that share a run.
    """
    copying = profiles.copying
    unsure = copying.endless[rows_a] | copying.endless[rows_b] | copying.crowded[rows_b]
    unsure &= shared
    order = np.argsort(runs.a, kind="stable")
    pair, a_at, b_at, size = (
        part[order].astype(np.int64) for part in (runs.a, runs.a_at, runs.b_at, runs.size)
    )
    single = np.zeros(len(rows_a), dtype=bool)
    single[crossing(pair, a_at, b_at, size)] = True
    begin_a, begin_b = copying.bounds[rows_a[pair]] + a_at, copying.bounds[rows_b[pair]] + b_at
    for first in range(0, len(pair), _TOGETHER):
        here = slice(first, first + _TOGETHER)
        near = _goes_on(profiles, begin_a[here], begin_b[here], size[here])
        single[pair[here][near]] = True
    single |= unsure
    plain = ~single[pair]
    others = _one_by_one(
        profiles, rows_a, rows_b, np.flatnonzero(single), unsure, (pair, a_at, b_at, size)
    )
    found = np.array([(n, *one) for n, tiles in others for one in tiles], np.int64).reshape(-1, 4)
    columns = [
        np.concatenate([runs_[plain], beside])
        for runs_, beside in zip((pair, a_at, b_at, size), found.T, strict=True)
    ]
    order = np.lexsort(columns[::-1])
    return Tiles(*(column[order] for column in columns))


def _goes_on(
    profiles: Profiles, begin_a: np.ndarray, begin_b: np.ndarray, size: np.ndarray
) -> np.ndarray:
    """Whether a run of `NEAR` characters is the same within reach before or behind each run; at the
    end of a body the next one counts, which costs a look and changes nothing.
    """
    threes = profiles.copying.threes
    near = np.zeros(len(size), dtype=bool)
    for a, b in (
        ((begin_a + size)[:, None] + _STEPS, (begin_b + size)[:, None] + _STEPS),
        ((begin_a - NEAR)[:, None] - _STEPS, (begin_b - NEAR)[:, None] - _STEPS),
    ):
        one, other = _threes_at(threes, a), _threes_at(threes, b)
        # A place of another body, or beyond the last, is negative: alike with nothing.
        other = np.where(other < 0, -2, other)
        for step in _STEPS:
            near |= (one == other[:, step : step + 1]).any(axis=1)
    return near


def _threes_at(threes: np.ndarray, places: np.ndarray) -> np.ndarray:
    inside = (places >= 0) & (places < len(threes))
    return np.where(inside, threes[np.where(inside, places, 0)], -1)


def _one_by_one(
    profiles: Profiles,
    rows_a: np.ndarray,
    rows_b: np.ndarray,
    pairs: np.ndarray,
    unsure: np.ndarray,
    runs: tuple[np.ndarray, ...],
) -> Iterator[tuple[int, list[Tile]]]:
    pair, a_at, b_at, size = runs
    first, last = (np.searchsorted(pair, pairs, side=side) for side in ("left", "right"))
    for number, begin, end in zip(pairs.tolist(), first.tolist(), last.tolist(), strict=True):
        one, other = int(rows_a[number]), int(rows_b[number])
        if unsure[number]:
            yield number, profiles.tiles(one, other)
            continue
        own = zip(*(part[begin:end].tolist() for part in (a_at, b_at, size)), strict=True)
        texts = profiles.folded[one].text, profiles.folded[other].text
        yield number, tile(*texts, runs=[Tile(*run) for run in own])
