"""A table as text, the same from every format: a line a row, a tab between cells, merged cells in
each place they cover.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_MAX_ROWS = 500  # that one cell may cover; a page may claim any number
_MAX_COLUMNS = 200  # that merged cells may reach to
_MAX_REPEATED = (
    2_000_000  # characters of a table with merged cells repeated; beyond that each stands once
)


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell, and how many rows and columns it covers."""

    text: str
    rows: int = 1
    columns: int = 1


def cell_text(text: str) -> str:
    """A cell on one line: a line break, a tab or a run of blanks becomes one blank.

    >>> cell_text("市财政局\\n 市商务局\\t")
    '市财政局 市商务局'
    """
    return " ".join(text.split())


def table_lines(rows: Iterable[Sequence[Cell]]) -> list[str]:
    """Write the rows of a table as lines, each with the same number of tabs.

    Parameters
    ----------
    rows : iterable of sequences of Cell
        The cells that begin in each row, from left to right, as HTML and Word list them.

    Returns
    -------
    list of str
        A cell that covers several rows or columns is repeated in each; one that covers a whole
        row, a caption within the table, stands once, in the first column. Rows without any text
        are left out.
    """
    cells = [list(row) for row in rows]
    written = sum(
        len(cell.text)
        * min(max(cell.rows, 1), _MAX_ROWS, len(cells))
        * min(max(cell.columns, 1), _MAX_COLUMNS)
        for row in cells
        for cell in row
    )
    if written > _MAX_REPEATED:
        cells = [[Cell(cell.text) for cell in row] for row in cells]
    grid = _spread(cells)
    width = max((max(row) + 1 for row in grid if row), default=0)
    lines = []
    for row in grid:
        places = [row.get(column) for column in range(width)]
        owners = {id(cell) for cell in places}
        texts = [cell.text if cell else "" for cell in places]
        if len(owners) == 1 and width > 1:
            texts[1:] = [""] * (width - 1)
        if any(texts):
            lines.append("\t".join(texts))
    return lines


def set_apart(lines: Iterable[str]) -> list[str]:
    """Lines with no blank one at either end, and never two in a row."""
    out: list[str] = []
    for line in lines:
        if line.strip() or (out and out[-1].strip()):
            out.append(line)
    if out and not out[-1].strip():
        out.pop()
    return out


def _spread(rows: Sequence[Sequence[Cell]]) -> list[dict[int, Cell]]:
    """Every row as a map from column to the cell that covers it."""
    grid: list[dict[int, Cell]] = [{} for _ in rows]
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while column in grid[number]:
                column += 1
            bottom = min(number + min(max(cell.rows, 1), _MAX_ROWS), len(rows))
            after = max(column + 1, min(column + cell.columns, _MAX_COLUMNS))
            for down in range(number, bottom):
                for right in range(column, after):
                    grid[down].setdefault(right, cell)
            column = after
    return grid
