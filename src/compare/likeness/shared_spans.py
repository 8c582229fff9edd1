"""Where two clauses share wording: the passages of each pair."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from compare import schema
from compare.likeness.measures import Profiles
from compare.likeness.runs import Runs
from compare.likeness.tiles import NEAR, Tile
from compare.text.passage import Passage

_HOLE = (
    30  # characters of the file: a longer gap inside a body is a bracket left out, not a page mark
)


def spans_of_pairs(
    pairs: pd.DataFrame, runs: Runs, profiles: Profiles, passages: Mapping[str, Passage]
) -> tuple[pd.DataFrame, np.ndarray]:
    """Shared passages of the pairs, whose runs were found block by block; and how many characters
    each pair shares in all.
    """
    shared = np.zeros(len(pairs))
    columns: dict[str, list[Any]] = {name: [] for name in (*schema.SPANS.columns, "size")}
    ids_a, ids_b = pairs["a"].to_numpy(), pairs["b"].to_numpy()
    rows_a, rows_b = pairs["row_a"].to_numpy(), pairs["row_b"].to_numpy()
    longest = pairs["longest_run"].to_numpy()
    for k, tiles in _by_pair(runs, longest):
        one, other = int(rows_a[k]), int(rows_b[k])
        by_hand = (
            profiles.copying.endless[one]
            or profiles.copying.endless[other]
            or profiles.copying.crowded[other]
        )
        a, b = passages[ids_a[k]], passages[ids_b[k]]
        fold_a, fold_b = profiles.folded[rows_a[k]], profiles.folded[rows_b[k]]
        for part in profiles.tiles(one, other, runs=None if by_hand else tiles):
            at_a, at_b = (
                fold_a.at[part.a_at : part.a_at + part.size],
                fold_b.at[part.b_at : part.b_at + part.size],
            )
            for first, end in unbroken(at_a, at_b, a.at, b.at):
                begin_a, end_a = a.cut(at_a[first], at_a[end - 1] + 1)
                begin_b, end_b = b.cut(at_b[first], at_b[end - 1] + 1)
                row = (
                    ids_a[k],
                    ids_b[k],
                    begin_a,
                    end_a,
                    begin_b,
                    end_b,
                    a.text[at_a[first] : at_a[end - 1] + 1],
                    end - first,
                )
                shared[k] += end - first
                for name, value in zip(
                    ("a", "b", "a_begin", "a_end", "b_begin", "b_end", "text", "size"),
                    row,
                    strict=True,
                ):
                    columns[name].append(value)
    return schema.SPANS.check(pd.DataFrame(columns)) if columns["a"] else no_spans(), shared


def no_spans() -> pd.DataFrame:
    """The table of a study in which nothing is shared."""
    return schema.SPANS.frame().assign(size=pd.Series(dtype="int64"))


def _by_pair(runs: Runs, longest: np.ndarray) -> Iterator[tuple[int, list[Tile]]]:
    """Pairs that share a run, with all of theirs, longest first."""
    order = np.argsort(runs.a, kind="stable")
    a_at, b_at, size = (part[order].tolist() for part in (runs.a_at, runs.b_at, runs.size))
    bounds = np.searchsorted(runs.a[order], np.arange(len(longest) + 1)).tolist()
    for k in np.flatnonzero(longest).tolist():
        yield k, [Tile(a_at[n], b_at[n], size[n]) for n in range(bounds[k], bounds[k + 1])]


def unbroken(
    at_a: Sequence[int], at_b: Sequence[int], places_a: Sequence[int], places_b: Sequence[int]
) -> list[tuple[int, int]]:
    """Parts of a tile that run on in both files: a bracket that the body leaves out is not part of
    the wording.

    Parameters
    ----------
    at_a, at_b : sequence of int
        Character of the body behind each folded character of the tile
        (`compare.text.fold.Folded.at`).
    places_a, places_b : sequence of int
        Where each character of the body stands in the file (`compare.text.passage.Passage.at`).

    Returns
    -------
    list of (int, int)
        First character and end of each part, in characters of the tile; parts below `NEAR` are
        left out.
    """
    n = len(at_a)
    widest = max(places_a[at_a[-1]] - places_a[at_a[0]], places_b[at_b[-1]] - places_b[at_b[0]])
    if widest <= _HOLE + n - 2 and len(set(at_a)) == len(set(at_b)) == n:
        return [(0, n)]  # characters lie apart by one at least, so no single gap can be longer
    cuts = [0]
    for k in range(1, len(at_a)):
        if (
            places_a[at_a[k]] - places_a[at_a[k - 1]] > _HOLE
            or places_b[at_b[k]] - places_b[at_b[k - 1]] > _HOLE
        ):
            cuts.append(k)
    return [
        (first, end)
        for first, end in zip(cuts, [*cuts[1:], len(at_a)], strict=True)
        if end - first >= NEAR
    ]
