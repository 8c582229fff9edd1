"""Where two clauses share wording: the passages of each pair."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd

from compare import schema
from compare.likeness.measures import Profiles
from compare.likeness.runs import Runs
from compare.likeness.tiled import Tiles, tiles_of_pairs
from compare.likeness.tiles import NEAR
from compare.text.passage import Passage

_HOLE = (
    30  # characters of the file: a longer gap inside a body is a bracket left out, not a page mark
)
_TOGETHER = 200_000  # pairs whose passages are cut together: what memory holds beside the tables


def spans_of_pairs(
    pairs: pd.DataFrame,
    runs: Runs,
    profiles: Profiles,
    passages: Mapping[str, Passage],
    done: Callable[[int], None] = lambda n: None,
) -> tuple[pd.DataFrame, np.ndarray]:
    """Shared passages of the pairs, whose runs were found block by block; and how many characters
    each pair shares in all. `done` is told how many pairs are cut.
    """
    rows_a, rows_b = pairs["row_a"].to_numpy(), pairs["row_b"].to_numpy()
    told = (pairs["longest_run"] > 0).to_numpy()
    runs = _sorted(runs)
    held = np.unique(np.concatenate([rows_a[told], rows_b[told]]))
    printed = _Printed(profiles, passages, held)
    shared = np.zeros(len(pairs))
    frames = []
    for first in range(0, len(pairs), _TOGETHER):
        here = slice(first, first + _TOGETHER)
        begin, end = np.searchsorted(runs.a, [first, first + _TOGETHER])
        own = Runs(
            runs.a[begin:end] - first,
            *(getattr(runs, name)[begin:end] for name in ("b", "a_at", "b_at", "size")),
        )
        tiles = tiles_of_pairs(profiles, rows_a[here], rows_b[here], own, told[here])
        if len(tiles.pair):
            frame, shared[here] = _spans(pairs[here], tiles, profiles, printed)
            frames.append(frame)
        done(min(first + _TOGETHER, len(pairs)))
    if not frames:
        return no_spans(), shared
    return schema.SPANS.check(pd.concat(frames, ignore_index=True)), shared


def _sorted(runs: Runs) -> Runs:
    """Runs in the order of their pairs."""
    order = np.argsort(runs.a, kind="stable")
    names = ("a", "b", "a_at", "b_at", "size")
    return Runs(*(getattr(runs, name)[order] for name in names))


def _spans(
    pairs: pd.DataFrame, tiles: Tiles, profiles: Profiles, printed: _Printed
) -> tuple[pd.DataFrame, np.ndarray]:
    """Shared passages of some pairs, and how many characters each of them shares."""
    one, other = pairs["row_a"].to_numpy()[tiles.pair], pairs["row_b"].to_numpy()[tiles.pair]
    bounds = profiles.copying.bounds
    begin_a, begin_b = bounds[one] + tiles.a_at, bounds[other] + tiles.b_at
    part, first, size = _parts_in_both(printed, begin_a, begin_b, tiles.size)
    pair, begin_a, begin_b = tiles.pair[part], begin_a[part] + first, begin_b[part] + first
    spans = pd.DataFrame(
        {
            "a": pairs["a"].to_numpy()[pair].tolist(),
            "b": pairs["b"].to_numpy()[pair].tolist(),
            "a_begin": printed.place[begin_a],
            "a_end": printed.place[begin_a + size - 1] + 1,
            "b_begin": printed.place[begin_b],
            "b_end": printed.place[begin_b + size - 1] + 1,
            "text": printed.cut(one[part], begin_a, begin_a + size - 1),
            "size": size,
        }
    )
    shared = np.bincount(pair, weights=size, minlength=len(pairs))
    return spans[[*schema.SPANS.columns, "size"]], shared


class _Printed:
    """Where the folded characters of bodies stand, one body after the other as in
    `compare.likeness.runs.Wording`.

    Attributes
    ----------
    character : ndarray
        Character of the body behind each folded one.
    place : ndarray
        Where that stands in the file.
    """

    def __init__(
        self, profiles: Profiles, passages: Mapping[str, Passage], rows: np.ndarray
    ) -> None:
        ids = list(profiles.row)
        bounds = profiles.copying.bounds
        self.character, self.place = np.zeros((2, bounds[-1]), dtype=np.int64)
        self._texts: dict[int, str] = {}
        for row in rows.tolist():
            passage, here = passages[ids[row]], slice(bounds[row], bounds[row + 1])
            self.character[here] = profiles.folded[row].at
            self.place[here] = np.array(passage.at, dtype=np.int64)[self.character[here]]
            self._texts[row] = passage.text
        self._wide = np.cumsum(np.diff(self.place, prepend=0) > _HOLE)

    def cut(self, rows: np.ndarray, first: np.ndarray, last: np.ndarray) -> list[str]:
        """The text of bodies from one folded character to another, both included."""
        begin, end = self.character[first].tolist(), (self.character[last] + 1).tolist()
        return [self._texts[row][k:n] for row, k, n in zip(rows.tolist(), begin, end, strict=True)]

    def in_one(self, begin: np.ndarray, size: np.ndarray) -> np.ndarray:
        """Whether folded characters run on in the file, without a hole between two of them."""
        return self._wide[begin + size - 1] == self._wide[begin]


def _parts_in_both(
    printed: _Printed, begin_a: np.ndarray, begin_b: np.ndarray, size: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Parts of tiles that run on in both files: number of the tile, first character in it, size."""
    whole = printed.in_one(begin_a, size) & printed.in_one(begin_b, size)
    broken = [
        (number, first, end - first)
        for number in np.flatnonzero(~whole).tolist()
        for first, end in unbroken(
            range(size[number]),
            range(size[number]),
            printed.place[begin_a[number] : begin_a[number] + size[number]].tolist(),
            printed.place[begin_b[number] : begin_b[number] + size[number]].tolist(),
        )
    ]
    simple = np.flatnonzero(whole)
    parts = np.concatenate(
        [
            np.column_stack([simple, np.zeros_like(simple), size[simple]]),
            np.array(broken, dtype=np.int64).reshape(-1, 3),
        ]
    )
    parts = parts[np.lexsort((parts[:, 1], parts[:, 0]))]
    return parts[:, 0], parts[:, 1], parts[:, 2]


def no_spans() -> pd.DataFrame:
    """The table of a study in which nothing is shared."""
    return schema.SPANS.frame().assign(size=pd.Series(dtype="int64"))


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
