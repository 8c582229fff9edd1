"""A page as a reader sees it: lines from top to bottom, columns one after the other, tables and
boxes apart.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from compare.reading.grids import Grid, grids_of
from compare.reading.paragraphs import LABEL, Line, join_lines, margins_of
from compare.reading.pdf_page import Glyph, Page

_FOLLOWING = "，。；：、）》”’？！％%,.;:)]」』】〕"  # never begin a line
_OPENING = "（《“‘([「『【〔"  # never end one
_WORD = re.compile(r"[A-Za-z0-9.%+/-]")
_GAP = 1.8  # ems; a wider one inside a line parts cells, not words
_GUTTER = 1.0  # ems between two columns at least
_LONGEST = 24  # characters of a cell in a table without ruled lines; more is prose in columns
_FRAME = 0.6  # share of a page's height above which a frame is the page's own border


@dataclass(frozen=True, slots=True)
class Prose:
    """Lines of running text."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `rows` of texts, one for each column; `covered` tells the cells that a merged cell
    above reaches into.
    """

    xs: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]
    covered: tuple[tuple[bool, ...], ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A frame around text: its paragraphs."""

    paragraphs: tuple[str, ...]


Block = Prose | Table | Box


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of a line without a wide gap."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class _Row:
    glyphs: tuple[Glyph, ...]  # from left to right, blanks included
    base: float
    size: float

    @property
    def left(self) -> float:
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        return self.glyphs[-1].right


_Piece = tuple[float, float, float, Block]  # top, left, right


def lay_out(page: Page, number: int) -> list[Block]:
    """The blocks of a page in the order in which they are read."""
    glyphs = [glyph for glyph in page.glyphs if not glyph.text.isspace()]
    blanks = [glyph for glyph in page.glyphs if glyph.text.isspace()]
    pieces: list[_Piece] = []
    for grid in _outermost(grids_of(page.rules)):
        inside = [glyph for glyph in glyphs if _within(grid, glyph)]
        border = grid.columns == 1 and grid.ys[0] - grid.ys[-1] > _FRAME * page.height
        if not inside or border:
            continue
        kept = set(map(id, inside))
        glyphs = [glyph for glyph in glyphs if id(glyph) not in kept]
        spaces = [glyph for glyph in blanks if _within(grid, glyph)]
        block = _table(grid, inside, spaces) if grid.columns > 1 else _box(grid, inside, spaces)
        pieces.append((grid.ys[0], grid.xs[0], grid.xs[-1], block))
    rows = _rows(glyphs, blanks)
    return _in_order(rows, pieces, (round(page.width), number))


def _within(grid: Grid, glyph: Glyph) -> bool:
    return grid.holds((glyph.left + glyph.right) / 2, glyph.base + 0.35 * glyph.size)


def _outermost(grids: list[Grid]) -> list[Grid]:
    """Without the grids that lie inside a cell of a larger table."""
    out: list[Grid] = []
    for grid in reversed(grids):
        x, y = (grid.xs[0] + grid.xs[-1]) / 2, (grid.ys[0] + grid.ys[-1]) / 2
        if not any(other.columns > 1 and other.holds(x, y) for other in out):
            out.append(grid)
    return out[::-1]


def _rows(glyphs: Sequence[Glyph], blanks: Sequence[Glyph]) -> list[_Row]:
    """Glyphs gathered to lines by their baselines, from top to bottom; raised and lowered ones
    stay with their line.
    """
    gathered: list[list[Glyph]] = []
    base = size = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: (-glyph.base, glyph.left)):
        if gathered and base - glyph.base <= 0.45 * max(size, glyph.size):
            gathered[-1].append(glyph)
            if glyph.size > size:
                base, size = glyph.base, glyph.size
        else:
            gathered.append([glyph])
            base, size = glyph.base, glyph.size
    rows = []
    spaces = sorted(blanks, key=lambda glyph: -glyph.base)
    place = 0
    for members in gathered:
        size = median(glyph.size for glyph in members)
        base = median(glyph.base for glyph in members)
        while place < len(spaces) and spaces[place].base > base + 0.45 * size:
            place += 1
        end = place
        while end < len(spaces) and spaces[end].base >= base - 0.45 * size:
            end += 1
        left = min(glyph.left for glyph in members)
        between = [glyph for glyph in spaces[place:end] if glyph.left > left]
        line = sorted([*members, *between], key=lambda glyph: (glyph.left, glyph.text.isspace()))
        while line[-1].text.isspace():
            line.pop()
        rows.append(_Row(tuple(line), base, size))
    return rows


def _parts(row: _Row) -> list[_Part]:
    """The stretches of a line between its wide gaps; letters that are spaced out evenly stay
    together.
    """
    ink = [glyph for glyph in row.glyphs if not glyph.text.isspace()]
    gaps = [max(other.left - one.right, 0.0) for one, other in pairwise(ink)]
    wide = max(_GAP * row.size, 2.5 * median(gaps) if gaps else 0.0)
    starts = [0, *(number for number, gap in enumerate(gaps, 1) if gap > wide), len(ink)]
    blanks = [glyph.left for glyph in row.glyphs if glyph.text.isspace()]
    out = []
    for begin, end in pairwise(starts):
        stretch = ink[begin:end]
        out.append(_Part(_spaced(stretch, blanks, row.size), stretch[0].left, stretch[-1].right))
    return out


def _spaced(ink: Sequence[Glyph], blanks: Sequence[float], size: float) -> str:
    """The characters with a blank where the file has one, or where a gap shows one."""
    out: list[str] = []
    place = bisect_left(blanks, ink[0].left)
    for number, glyph in enumerate(ink):
        if number:
            before = ink[number - 1]
            while place < len(blanks) and blanks[place] < before.left:
                place += 1
            gap = glyph.left - before.right
            latin = (
                before.text.isascii()
                and glyph.text.isascii()
                and before.text.isalnum()
                and glyph.text.isalnum()
            )
            printed = place < len(blanks) and blanks[place] < glyph.left
            if printed or gap > (0.25 if latin else 0.8) * size:
                out.append(" ")
        out.append(glyph.text)
    return "".join(out)


def _line(row: _Row, column: object, page: int) -> Line:
    text = " ".join(part.text for part in _parts(row))
    ink = [glyph for glyph in row.glyphs if not glyph.text.isspace()]
    label = LABEL.match(text)
    behind = len("".join(label[0].split())) if label else 0
    return Line(
        text, row.left, row.right, row.size, row.base, _head(ink),
        ink[behind].left if 0 < behind < len(ink) else row.left, column, page,
    )  # fmt: skip


def _head(ink: Sequence[Glyph]) -> float:
    """Width of what must stay together at the beginning of a line."""
    end = 1
    while end < len(ink) and (
        ink[end].text in _FOLLOWING
        or (_WORD.match(ink[end].text) and _WORD.match(ink[end - 1].text))
        or ink[end - 1].text in _OPENING
    ):
        end += 1
    return min(ink[end - 1].right - ink[0].left, 15 * ink[0].size)


def _table(grid: Grid, glyphs: Sequence[Glyph], blanks: Sequence[Glyph]) -> Table:
    texts = {
        owner: _cell_text(*members, _width(grid, owner))
        for owner, members in _by_cell(grid, glyphs, blanks).items()
    }
    rows, covered = [], []
    for row in range(grid.rows):
        owners = [grid.cells[row, column] for column in range(grid.columns)]
        line = [texts.get(owner, "") for owner in owners]
        if len(set(owners)) == 1:  # a caption over the whole width
            line[1:] = [""] * (grid.columns - 1)
        rows.append(tuple(line))
        covered.append(tuple(owner[0] < row for owner in owners))
    return Table(grid.xs, tuple(rows), tuple(covered))


_Cells = dict[tuple[int, int], tuple[list[Glyph], list[Glyph]]]


def _by_cell(grid: Grid, glyphs: Sequence[Glyph], blanks: Sequence[Glyph]) -> _Cells:
    """The glyphs and the blanks of each cell that has any glyph."""
    cells: _Cells = {}
    downwards = [-y for y in grid.ys]
    for kind, group in enumerate((glyphs, blanks)):
        for glyph in group:
            column = bisect_right(grid.xs, (glyph.left + glyph.right) / 2) - 1
            row = bisect_right(downwards, -(glyph.base + 0.35 * glyph.size)) - 1
            owner = grid.cells.get(
                (min(max(row, 0), grid.rows - 1), min(max(column, 0), grid.columns - 1))
            )
            if owner is not None and (kind == 0 or owner in cells):
                cells.setdefault(owner, ([], []))[kind].append(glyph)
    return cells


def _width(grid: Grid, owner: tuple[int, int]) -> float:
    """Width of a cell, merged columns included."""
    row, first = owner
    last = first
    while last + 1 < grid.columns and grid.cells[row, last + 1] == owner:
        last += 1
    return grid.xs[last + 1] - grid.xs[first]


def _cell_text(glyphs: Sequence[Glyph], blanks: Sequence[Glyph], width: float) -> str:
    """The lines of a cell put together: a full line runs on, a short one ends a paragraph and
    leaves a blank.
    """
    out = ""
    before: _Row | None = None
    for row in _rows(glyphs, blanks):
        text = _spaced(
            [g for g in row.glyphs if not g.text.isspace()],
            [g.left for g in row.glyphs if g.text.isspace()],
            row.size,
        )
        if before is not None:
            room = (
                width
                - (before.right - before.left)
                - _head([g for g in row.glyphs if not g.text.isspace()])
            )
            words = (
                out[-1:].isascii()
                and out[-1:].isalpha()
                and text[:1].isascii()
                and text[:1].isalpha()
            )
            out += " " if words or room > 1.5 * row.size else ""
        out += text
        before = row
    return out


def _box(grid: Grid, glyphs: Sequence[Glyph], blanks: Sequence[Glyph]) -> Box:
    paragraphs: list[str] = []
    for _, (ink, spaces) in sorted(_by_cell(grid, glyphs, blanks).items()):
        lines = [_line(row, "box", 0) for row in _rows(ink, spaces)]
        edge = grid.xs[-1] - (min(line.left for line in lines) - grid.xs[0])
        margins = {
            column: replace(margin, right=max(margin.right, min(edge, grid.xs[-1])))
            for column, margin in margins_of(lines).items()
        }
        paragraphs += join_lines(lines, margins)
    return Box(tuple(paragraphs))


def _in_order(rows: list[_Row], pieces: list[_Piece], page: tuple[int, int]) -> list[Block]:
    """Rows and ruled blocks from top to bottom; where two columns stand, the left one first."""
    width, number = page
    gutter = _gutter(rows)
    if gutter is None:
        return _stacked(rows, pieces, width, number)
    out: list[Block] = []
    for band in _bands(rows, pieces, gutter):
        left, right = _halves(band[0], gutter)
        if len(left) >= 3 and len(right) >= 3:
            for side, half in ((0, left), (1, right)):
                beside = [
                    piece for piece in band[1] if (piece[1] + piece[2] > 2 * gutter) == bool(side)
                ]
                out += _stacked(half, beside, (width, side), number)
        else:
            out += _stacked(band[0], band[1], width, number)
    return out


def _stacked(rows: list[_Row], pieces: list[_Piece], column: object, page: int) -> list[Block]:
    placed: list[tuple[float, Line | Block]] = [(top, block) for top, _, _, block in pieces]
    for run, table in _open_tables(rows):
        if table is not None:
            placed.append((run[0].base + run[0].size, table))
        else:
            placed += [(row.base + row.size, _line(row, column, page)) for row in run]
    out: list[Block] = []
    lines: list[Line] = []
    for _, item in sorted(placed, key=lambda item: -item[0]):
        if isinstance(item, Line):
            lines.append(item)
            continue
        if lines:
            out.append(Prose(tuple(lines)))
            lines = []
        out.append(item)
    return [*out, Prose(tuple(lines))] if lines else out


def _gutter(rows: list[_Row]) -> float | None:
    """Where a page of two columns is parted: in the middle third, beside most of its lines."""
    if len(rows) < 6:
        return None
    left, right = min(row.left for row in rows), max(row.right for row in rows)
    best: tuple[int, float] | None = None
    gaps = [gap for row in rows for gap in _gaps(row)]
    for step in range(21):
        x = left + (right - left) * (0.35 + 0.3 * step / 20)
        both = sum(begin < x < end for begin, end in gaps)
        if best is None or both > best[0]:
            best = (both, x)
    assert best is not None
    count, x = best
    wide = [row for row in rows if _crosses(row, x)]
    sides = [
        part
        for row in rows
        if not _crosses(row, x)
        for part in (_side(row, x, 0), _side(row, x, 1))
        if part
    ]
    full = sum(end - begin >= 0.35 * (right - left) for begin, end in sides)
    if count >= 4 and len(wide) < 0.5 * len(rows) and sides and full >= 0.6 * len(sides):
        return x
    return None


def _gaps(row: _Row) -> Iterator[tuple[float, float]]:
    ink = [glyph for glyph in row.glyphs if not glyph.text.isspace()]
    for one, other in pairwise(ink):
        if other.left - one.right >= _GUTTER * row.size:
            yield one.right, other.left


def _crosses(row: _Row, x: float) -> bool:
    return row.left < x < row.right and not any(begin < x < end for begin, end in _gaps(row))


def _side(row: _Row, x: float, side: int) -> tuple[float, float] | None:
    ink = [
        glyph
        for glyph in row.glyphs
        if not glyph.text.isspace() and (glyph.left >= x) == bool(side)
    ]
    return (ink[0].left, ink[-1].right) if ink else None


def _bands(
    rows: list[_Row], pieces: list[_Piece], gutter: float
) -> Iterator[tuple[list[_Row], list[_Piece]]]:
    """Stretches of the page between the lines and blocks that run over both columns."""
    items: list[tuple[float, bool, _Row | _Piece]] = [
        (row.base + row.size, _crosses(row, gutter), row) for row in rows
    ]
    items += [(piece[0], piece[1] < gutter < piece[2], piece) for piece in pieces]
    band: tuple[list[_Row], list[_Piece]] = ([], [])
    over = False
    for _, crosses, item in sorted(items, key=lambda item: -item[0]):
        if crosses != over and (band[0] or band[1]):
            yield band
            band = ([], [])
        over = crosses
        if isinstance(item, _Row):
            band[0].append(item)
        else:
            band[1].append(item)
    yield band


def _halves(rows: list[_Row], gutter: float) -> tuple[list[_Row], list[_Row]]:
    """The lines of each column anew: those of two columns need not stand at the same height."""
    out = []
    for side in (False, True):
        half = [glyph for row in rows for glyph in row.glyphs if (glyph.left >= gutter) == side]
        out.append(
            _rows([g for g in half if not g.text.isspace()], [g for g in half if g.text.isspace()])
        )
    return out[0], out[1]


def _open_tables(rows: list[_Row]) -> Iterator[tuple[list[_Row], Table | None]]:
    """Runs of lines, and which of them are a table without ruled lines: parts that stand below
    each other.
    """
    parts = [_parts(row) for row in rows]
    place = 0
    while place < len(rows):
        end = place
        while end < len(rows) and len(parts[end]) > 1 and _beside(rows, end, place):
            end += 1
        columns = _columns(parts[place:end])
        least = 2 if len(columns) > 2 else 3
        short = all(len(part.text) <= _LONGEST for row in parts[place:end] for part in row)
        if end - place >= least and len(columns) > 1 and short:
            lines = tuple(_placed_in(columns, row) for row in parts[place:end])
            edges = (columns[0][0], *(begin for begin, _ in columns[1:]), columns[-1][1])
            yield (
                rows[place:end],
                Table(edges, lines, tuple((False,) * len(columns) for _ in lines)),
            )
            place = end
        else:
            end = max(end, place + 1)
            yield rows[place:end], None
            place = end


def _beside(rows: list[_Row], end: int, place: int) -> bool:
    return end == place or rows[end - 1].base - rows[end].base < 3.5 * rows[end].size


def _columns(parts: list[list[_Part]]) -> list[tuple[float, float]]:
    """Stretches of the width that the parts of all lines fill, from left to right."""
    out: list[tuple[float, float]] = []
    for left, right in sorted((part.left, part.right) for row in parts for part in row):
        if out and left <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], right))
        else:
            out.append((left, right))
    return out


def _placed_in(columns: list[tuple[float, float]], row: list[_Part]) -> tuple[str, ...]:
    texts = [""] * len(columns)
    for part in row:
        column = next(
            number for number, (begin, end) in enumerate(columns) if begin <= part.left <= end
        )
        texts[column] = f"{texts[column]} {part.text}".strip()
    return tuple(texts)
