"""Tables and boxes of a page: ruled ones by cells, open ones by what stands below each other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from compare.reading.grids import Grid
from compare.reading.page_rows import Part, Row, head_of, line_of, parts_of, rows_of, spaced
from compare.reading.paragraphs import join_lines, margins_of
from compare.reading.pdf_page import Glyph

_LONGEST = 24  # characters of a cell in a table without ruled lines; more is prose in columns


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


def ruled_table(grid: Grid, glyphs: Sequence[Glyph], blanks: Sequence[Glyph]) -> Table:
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
    before: Row | None = None
    for row in rows_of(glyphs, blanks):
        text = spaced(
            [g for g in row.glyphs if not g.text.isspace()],
            [g.left for g in row.glyphs if g.text.isspace()],
            row.size,
        )
        if before is not None:
            room = (
                width
                - (before.right - before.left)
                - head_of([g for g in row.glyphs if not g.text.isspace()])
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


def ruled_box(grid: Grid, glyphs: Sequence[Glyph], blanks: Sequence[Glyph]) -> Box:
    paragraphs: list[str] = []
    for _, (ink, spaces) in sorted(_by_cell(grid, glyphs, blanks).items()):
        lines = [line_of(row, "box", 0) for row in rows_of(ink, spaces)]
        edge = grid.xs[-1] - (min(line.left for line in lines) - grid.xs[0])
        margins = {
            column: replace(margin, right=max(margin.right, min(edge, grid.xs[-1])))
            for column, margin in margins_of(lines).items()
        }
        paragraphs += join_lines(lines, margins)
    return Box(tuple(paragraphs))


def open_tables(rows: list[Row]) -> Iterator[tuple[list[Row], Table | None]]:
    """Runs of lines, and which of them are a table without ruled lines: parts that stand below
    each other.
    """
    parts = [parts_of(row) for row in rows]
    place = 0
    while place < len(rows):
        end = place
        while end < len(rows) and len(parts[end]) > 1 and _beside(rows, end, place):
            end += 1
        columns = columns_of(parts[place:end])
        least = 2 if len(columns) > 2 else 3
        short = all(len(part.text) <= _LONGEST for row in parts[place:end] for part in row)
        if end - place >= least and len(columns) > 1 and short:
            lines = tuple(placed_in(columns, row) for row in parts[place:end])
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


def _beside(rows: list[Row], end: int, place: int) -> bool:
    return end == place or rows[end - 1].base - rows[end].base < 3.5 * rows[end].size


def columns_of(parts: list[list[Part]]) -> list[tuple[float, float]]:
    """Stretches of the width that the parts of all lines fill, from left to right."""
    out: list[tuple[float, float]] = []
    for left, right in sorted((part.left, part.right) for row in parts for part in row):
        if out and left <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], right))
        else:
            out.append((left, right))
    return out


def placed_in(columns: list[tuple[float, float]], row: list[Part]) -> tuple[str, ...]:
    texts = [""] * len(columns)
    for part in row:
        column = next(
            number for number, (begin, end) in enumerate(columns) if begin <= part.left <= end
        )
        texts[column] = f"{texts[column]} {part.text}".strip()
    return tuple(texts)
