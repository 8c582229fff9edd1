"""Ruled lines of a page put together to tables: where their rows, columns and merged cells are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from compare.reading.pdf_page import Rule

_NEAR = 3.0  # points; lines this close are one line, ends this close meet
_SHORTEST = 6.0  # points; less is a dash, a tick or the corner of a border
_MOST_CELLS = 20_000
_MOST_LINES = 2_000  # level or upright on a page; a drawing holds more


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: `xs` from left to right, `ys` from top to bottom, and the cells between them.

    `cells` maps each unit (row, column) to the unit at the upper left of the cell it belongs to.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: dict[tuple[int, int], tuple[int, int]]

    @property
    def rows(self) -> int:
        """Number of rows."""
        return len(self.ys) - 1

    @property
    def columns(self) -> int:
        """Number of columns."""
        return len(self.xs) - 1

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.xs[0] <= x <= self.xs[-1] and self.ys[-1] <= y <= self.ys[0]


def grids_of(rules: Iterable[Rule]) -> list[Grid]:
    """The tables and frames that the lines of a page make, the smaller ones first."""
    levels = _merged([rule for rule in rules if not rule.upright])
    uprights = _merged([rule for rule in rules if rule.upright])
    if len(levels) > _MOST_LINES or len(uprights) > _MOST_LINES:
        return []
    grids = [grid for group in _touching(levels, uprights) if (grid := _grid(*group)) is not None]
    return sorted(grids, key=lambda grid: (grid.xs[-1] - grid.xs[0]) * (grid.ys[0] - grid.ys[-1]))


def _merged(rules: list[Rule]) -> list[Rule]:
    """Pieces of one line put together, however many dashes or cell borders drew it."""
    bands: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.place):
        if (
            bands
            and rule.place - bands[-1][-1].place <= _NEAR / 2
            and rule.place - bands[-1][0].place <= _NEAR
        ):
            bands[-1].append(rule)
        else:
            bands.append([rule])
    out = []
    for band in bands:
        place = sum(rule.place for rule in band) / len(band)
        pieces = sorted((rule.begin, rule.end) for rule in band)
        begin, end = pieces[0]
        for first, last in pieces[1:]:
            if first <= end + _NEAR:
                end = max(end, last)
            else:
                out.append(Rule(band[0].upright, place, begin, end))
                begin, end = first, last
        out.append(Rule(band[0].upright, place, begin, end))
    return [rule for rule in out if rule.end - rule.begin >= _SHORTEST]


def _touching(levels: list[Rule], uprights: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Groups of lines that cross or meet each other."""
    parent = list(range(len(levels) + len(uprights)))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = item = parent[parent[item]]
        return item

    for number, level in enumerate(levels):
        for other, upright in enumerate(uprights, len(levels)):
            if _meet(level, upright):
                parent[root(number)] = root(other)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for number, level in enumerate(levels):
        groups[root(number)][0].append(level)
    for other, upright in enumerate(uprights, len(levels)):
        groups[root(other)][1].append(upright)
    return list(groups.values())


def _meet(level: Rule, upright: Rule) -> bool:
    return (
        level.begin - _NEAR <= upright.place <= level.end + _NEAR
        and upright.begin - _NEAR <= level.place <= upright.end + _NEAR
    )


def _grid(levels: list[Rule], uprights: list[Rule]) -> Grid | None:
    if len(levels) < 2 or not uprights:
        return None
    left, right = min(rule.begin for rule in levels), max(rule.end for rule in levels)
    top, bottom = max(rule.place for rule in levels), min(rule.place for rule in levels)
    # Tables are often open at the sides: their level lines say where they end.
    sides = [
        Rule(True, x, bottom, top)
        for x in (left, right)
        if all(abs(x - rule.place) > 2 * _NEAR for rule in uprights)
    ]
    uprights = [*uprights, *sides]
    xs = _places(uprights)
    ys = _places(levels)[::-1]
    if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) > _MOST_CELLS:
        return None
    return Grid(tuple(xs), tuple(ys), _cells(xs, ys, levels, uprights))


def _places(rules: Sequence[Rule]) -> list[float]:
    out: list[float] = []
    for place in sorted(rule.place for rule in rules):
        if not out or place - out[-1] > _NEAR:
            out.append(place)
    return out


def _cells(
    xs: list[float], ys: list[float], levels: list[Rule], uprights: list[Rule]
) -> dict[tuple[int, int], tuple[int, int]]:
    """Merge neighbouring units where no line stands between them."""
    walls, floors = _by_place(uprights, xs), _by_place(levels, ys)
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(len(ys) - 1):
        middle = (ys[row] + ys[row + 1]) / 2
        for column in range(len(xs) - 1):
            centre = (xs[column] + xs[column + 1]) / 2
            above, before = (row - 1, column), (row, column - 1)
            if row and not _covers(floors[row], centre):
                owner[row, column] = owner[above]
            elif column and not _covers(walls[column], middle):
                owner[row, column] = owner[before]
            else:
                owner[row, column] = (row, column)
    return owner


def _by_place(rules: list[Rule], places: list[float]) -> list[list[tuple[float, float]]]:
    return [
        [(rule.begin, rule.end) for rule in rules if abs(rule.place - place) <= _NEAR]
        for place in places
    ]


def _covers(pieces: list[tuple[float, float]], point: float) -> bool:
    return any(begin - _NEAR <= point <= end + _NEAR for begin, end in pieces)
