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
    width = REACH + NEAR
    if forward:
        i, j = anchor.a_at + anchor.size, anchor.b_at + anchor.size
        near_a, near_b = a[i : i + width], b[j : j + width]
    else:
        near_a, near_b = (
            a[max(anchor.a_at - width, 0) : anchor.a_at],
            b[max(anchor.b_at - width, 0) : anchor.b_at],
        )
    if set(near_a).isdisjoint(near_b) or not any(
        near_a[k : k + NEAR] in near_b for k in range(len(near_a) - NEAR + 1)
    ):
        return None  # most often there is nothing within reach
    for distance in range(2 * REACH + 1):
        for skip_a in range(max(0, distance - REACH), min(distance, REACH) + 1):
            skip_b = distance - skip_a
            size = 0
            if forward:
                i, j = anchor.a_at + anchor.size + skip_a, anchor.b_at + anchor.size + skip_b
                while (
                    i + size < len(a)
                    and j + size < len(b)
                    and a[i + size] == b[j + size]
                    and not used_a[i + size]
                    and not used_b[j + size]
                ):
                    size += 1
                if size >= NEAR:
                    return Tile(i, j, size)
            else:
                i, j = anchor.a_at - 1 - skip_a, anchor.b_at - 1 - skip_b
                while (
                    i - size >= 0
                    and j - size >= 0
                    and a[i - size] == b[j - size]
                    and not used_a[i - size]
                    and not used_b[j - size]
                ):
                    size += 1
                if size >= NEAR:
                    return Tile(i - size + 1, j - size + 1, size)
    return None


def shared_part(a: str, b: str) -> float:
    """Part of the shorter of two folded texts that stands in shared passages, 0–1."""
    return sum(part.size for part in tile(a, b)) / max(min(len(a), len(b)), 1)


def longest(tiles: Sequence[Tile]) -> int:
    """Characters of the longest tile; 0 where there is none."""
    return max((tile.size for tile in tiles), default=0)
