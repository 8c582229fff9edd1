"""A page as a reader sees it: lines from top to bottom, columns one after the other, tables and
boxes apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from compare.reading.grids import Grid, grids_of
from compare.reading.page_rows import Row, line_of, rows_of
from compare.reading.page_tables import Box, Table, open_tables, ruled_box, ruled_table
from compare.reading.paragraphs import Line
from compare.reading.pdf_page import Glyph, Page

_GUTTER = 1.0  # ems between two columns at least
_FRAME = 0.6  # share of a page's height above which a frame is the page's own border


@dataclass(frozen=True, slots=True)
class Prose:
    """Lines of running text."""

    lines: tuple[Line, ...]


Block = Prose | Table | Box


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
        block = (
            ruled_table(grid, inside, spaces)
            if grid.columns > 1
            else ruled_box(grid, inside, spaces)
        )
        pieces.append((grid.ys[0], grid.xs[0], grid.xs[-1], block))
    rows = rows_of(glyphs, blanks)
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


def _in_order(rows: list[Row], pieces: list[_Piece], page: tuple[int, int]) -> list[Block]:
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


def _stacked(rows: list[Row], pieces: list[_Piece], column: object, page: int) -> list[Block]:
    placed: list[tuple[float, Line | Block]] = [(top, block) for top, _, _, block in pieces]
    for run, table in open_tables(rows):
        if table is not None:
            placed.append((run[0].base + run[0].size, table))
        else:
            placed += [(row.base + row.size, line_of(row, column, page)) for row in run]
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


def _gutter(rows: list[Row]) -> float | None:
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


def _gaps(row: Row) -> Iterator[tuple[float, float]]:
    ink = [glyph for glyph in row.glyphs if not glyph.text.isspace()]
    for one, other in pairwise(ink):
        if other.left - one.right >= _GUTTER * row.size:
            yield one.right, other.left


def _crosses(row: Row, x: float) -> bool:
    return row.left < x < row.right and not any(begin < x < end for begin, end in _gaps(row))


def _side(row: Row, x: float, side: int) -> tuple[float, float] | None:
    ink = [
        glyph
        for glyph in row.glyphs
        if not glyph.text.isspace() and (glyph.left >= x) == bool(side)
    ]
    return (ink[0].left, ink[-1].right) if ink else None


def _bands(
    rows: list[Row], pieces: list[_Piece], gutter: float
) -> Iterator[tuple[list[Row], list[_Piece]]]:
    """Stretches of the page between the lines and blocks that run over both columns."""
    items: list[tuple[float, bool, Row | _Piece]] = [
        (row.base + row.size, _crosses(row, gutter), row) for row in rows
    ]
    items += [(piece[0], piece[1] < gutter < piece[2], piece) for piece in pieces]
    band: tuple[list[Row], list[_Piece]] = ([], [])
    over = False
    for _, crosses, item in sorted(items, key=lambda item: -item[0]):
        if crosses != over and (band[0] or band[1]):
            yield band
            band = ([], [])
        over = crosses
        if isinstance(item, Row):
            band[0].append(item)
        else:
            band[1].append(item)
    yield band


def _halves(rows: list[Row], gutter: float) -> tuple[list[Row], list[Row]]:
    """The lines of each column anew: those of two columns need not stand at the same height."""
    out = []
    for side in (False, True):
        half = [glyph for row in rows for glyph in row.glyphs if (glyph.left >= gutter) == side]
        out.append(
            rows_of(
                [g for g in half if not g.text.isspace()], [g for g in half if g.text.isspace()]
            )
        )
    return out[0], out[1]
