"""Where two clauses have the same wording: greedy string tiling on folded text.

A tile is a run of characters that both texts have, of at least `SEED` characters; tiles are taken
longest first and never overlap in either text, so sentences may have changed places. Shorter runs
of at least
`NEAR` characters count where they lie within `REACH` characters of a tile in both texts: what an
inserted or exchanged word cut off. Characters are compared after `compare.text.fold`: punctuation,
width, letter case and line breaks do not matter, digits do.

References
----------
M. J. Wise (1996), YAP3: improved detection of similarities in computer program and other texts.
SIGCSE Bulletin 28(1), 130-134 (running tiles, longest first).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from compare.text.fold import ngrams

SEED = 6
NEAR = 3
REACH = 8
# places of one seed that are tried: beyond it a text repeats itself (a table, a form), and time
# would explode
MANY = 100


class Tile(NamedTuple):
    """``a[a_at : a_at + size] == b[b_at : b_at + size]``; sizes in characters of folded text."""

    a_at: int
    b_at: int
    size: int


def positions(text: str) -> dict[str, list[int]]:
    """Where each run of `SEED` characters of `text` begins, the first `MANY` places: the index
    `tile` looks seeds up in.
    """
    index: dict[str, list[int]] = {}
    for begin, gram in enumerate(ngrams(text, SEED)):
        places = index.setdefault(gram, [])
        if len(places) < MANY:
            places.append(begin)
    return index


def tile(
    a: str,
    b: str,
    *,
    index: dict[str, list[int]] | None = None,
    runs: list[Tile] | None = None,
    grow: bool = True,
) -> list[Tile]:
    """Shared wording of two folded texts.

    Parameters
    ----------
    a, b : str
        Folded texts (`compare.text.fold.fold`).
    index : dict, optional
        ``positions(b)``, where it is at hand.
    runs : list of Tile, optional
        Every longest run of at least `SEED` characters that both have, where they are at hand
        (`compare.likeness.runs`); longest first, then in the order of `a`, then of `b`.
    grow : bool
        Whether to follow the wording past insertions; the longest tile is the same without.

    Returns
    -------
    list of Tile
        Without overlap in either text, in the order of `a`. Empty where no run of `SEED`
        characters is shared. Ties between runs of the same length go to the one that comes first
        in `a`, then in `b`.
    """
    if runs is None:
        runs = _maximal_runs(a, b, positions(b) if index is None else index)
        runs.sort(key=lambda run: (-run.size, run.a_at, run.b_at))
    used_a, used_b = bytearray(len(a)), bytearray(len(b))
    tiles: list[Tile] = []
    for run in runs:
        for part in _free_parts(run, used_a, used_b):
            if part.size >= SEED:
                _take(part, tiles, used_a, used_b)
    for anchor in list(tiles) if grow else ():
        _grow(anchor, a, b, tiles, used_a, used_b, forward=True)
        _grow(anchor, a, b, tiles, used_a, used_b, forward=False)
    return sorted(tiles)


def _maximal_runs(a: str, b: str, index: dict[str, list[int]]) -> list[Tile]:
    runs = []
    for i in range(len(a) - SEED + 1):
        for j in index.get(a[i : i + SEED], ()):
            if i and j and a[i - 1] == b[j - 1]:
                continue  # the run that holds this one began earlier
            size = SEED
            while i + size < len(a) and j + size < len(b) and a[i + size] == b[j + size]:
                size += 1
            runs.append(Tile(i, j, size))
    return runs


def _free_parts(run: Tile, used_a: bytearray, used_b: bytearray) -> list[Tile]:
    """What of `run` no tile has taken yet."""
    ends = run.a_at + run.size, run.b_at + run.size
    if used_a.find(1, run.a_at, ends[0]) < 0 and used_b.find(1, run.b_at, ends[1]) < 0:
        return [run]
    parts, begin = [], 0
    for k in range(run.size + 1):
        if k == run.size or used_a[run.a_at + k] or used_b[run.b_at + k]:
            if k > begin:
                parts.append(Tile(run.a_at + begin, run.b_at + begin, k - begin))
            begin = k + 1
    return parts


def _take(part: Tile, tiles: list[Tile], used_a: bytearray, used_b: bytearray) -> None:
    tiles.append(part)
    used_a[part.a_at : part.a_at + part.size] = b"\x01" * part.size
    used_b[part.b_at : part.b_at + part.size] = b"\x01" * part.size


def _grow(
    anchor: Tile,
    a: str,
    b: str,
    tiles: list[Tile],
    used_a: bytearray,
    used_b: bytearray,
    *,
    forward: bool,
) -> None:
    """Follow the wording past a few inserted or exchanged characters, away from `anchor`."""
    while True:
        found = _nearest(anchor, a, b, used_a, used_b, forward=forward)
        if found is None:
            return
        _take(found, tiles, used_a, used_b)
        anchor = found


def _nearest(
    anchor: Tile, a: str, b: str, used_a: bytearray, used_b: bytearray, *, forward: bool
) -> Tile | None:
    """The run that begins with the fewest characters between it and `anchor`, counted in both
    texts.
    """
    i, j = anchor.a_at, anchor.b_at
    width = REACH + NEAR
    # Backward all is read from the anchor away, so that a place is always a number of characters
    # skipped.
    if forward:
        i, j = i + anchor.size, j + anchor.size
        near_a, near_b = a[i : i + width], b[j : j + width]
    else:
        near_a, near_b = a[max(i - width, 0) : i][::-1], b[max(j - width, 0) : j][::-1]
    if set(near_a).isdisjoint(near_b):
        return None  # most often there is nothing within reach
    for _, skip_a, skip_b in _within_reach(near_a, near_b):
        at_a, at_b = (i + skip_a, j + skip_b) if forward else (i - skip_a, j - skip_b)
        size = _free_run(a, b, used_a, used_b, at_a, at_b, 1 if forward else -1)
        if size >= NEAR:
            return Tile(at_a, at_b, size) if forward else Tile(at_a - size, at_b - size, size)
    return None


def _within_reach(near_a: str, near_b: str) -> list[tuple[int, int, int]]:
    """Places of runs of `NEAR` characters that two stretches share: characters skipped in both, in
    the first, in the second; the fewest first.
    """
    found = []
    for skip_a in range(len(near_a) - NEAR + 1):
        run = near_a[skip_a : skip_a + NEAR]
        skip_b = near_b.find(run)
        while skip_b >= 0:
            found.append((skip_a + skip_b, skip_a, skip_b))
            skip_b = near_b.find(run, skip_b + 1)
    return sorted(found)


def _free_run(
    a: str, b: str, used_a: bytearray, used_b: bytearray, at_a: int, at_b: int, step: int
) -> int:
    """Characters that are the same from two places on, forward or backward, until one differs or
    belongs to a tile.
    """
    i, j = (at_a, at_b) if step > 0 else (at_a - 1, at_b - 1)
    size = 0
    while 0 <= i < len(a) and 0 <= j < len(b) and a[i] == b[j] and not used_a[i] and not used_b[j]:
        size, i, j = size + 1, i + step, j + step
    return size


def shared_part(a: str, b: str) -> float:
    """Part of the shorter of two folded texts that stands in shared passages, 0–1."""
    return sum(part.size for part in tile(a, b)) / max(min(len(a), len(b)), 1)


def longest(tiles: Sequence[Tile]) -> int:
    """Characters of the longest tile; 0 where there is none."""
    return max((tile.size for tile in tiles), default=0)
