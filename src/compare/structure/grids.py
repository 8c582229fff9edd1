"""Tables in a text as received: their cells, where each stands, and what its columns hold.

Every reader writes a row of a table as one line with its cells separated by a tabulator. Plain
texts hold tables that were flattened: cells separated by blanks, or one cell a line. Those are
read only
where a line, or a run of lines, is made of nothing but names of columns (序号 任务 责任单位
完成时限).
"""

from __future__ import annotations

import re

from compare.structure.grid import LABEL_CELL, NUMBER_CELL, Grid
from compare.structure.grid_columns import WIDEST, Row, column_kind
from compare.structure.stacked import stacked_grid, stacked_head
from compare.text.passage import Span
from compare.text.script import simplify

_MAY_BE_HEAD = re.compile("序|任务|任務|单位|單位|指标|指標|事项|事項|举措|舉措|措施")


def find_grids(text: str, lines: list[Span]) -> list[Grid]:
    """All tables, in text order.

    Parameters
    ----------
    text : str
        The file as received.
    lines : list of (int, int)
        Its printed lines, blank ones left out.
    """
    out: list[Grid] = []
    number = 0
    while number < len(lines):
        grid, following = _grid_at(text, lines, number)
        if grid is not None:
            out.append(grid)
        number = following
    return out


def _grid_at(text: str, lines: list[Span], number: int) -> tuple[Grid | None, int]:
    line = text[slice(*lines[number])]
    if "\t" in line.strip() or (line.strip().startswith("|") and line.count("|") >= 3):
        return _tabbed(text, lines, number)
    head = _blank_cells(text, lines[number]) if _MAY_BE_HEAD.search(line) else []
    if _is_head([text[slice(*cell)] for cell in head]):
        return _blank_separated(text, lines, number, head)
    if len(line) <= 2 * WIDEST and column_kind(line):
        names, after = stacked_head(text, lines, number)
        if _is_head([text[slice(*cell)] for cell in names]):
            return stacked_grid(text, lines, names, after)
    return None, number + 1


def _is_head(names: list[str]) -> bool:
    kinds = [column_kind(name) for name in names]
    if len(kinds) < 3 or not all(kinds):
        return False
    has = set(kinds)
    return bool(has & {"body", "deadline"} and has & {"task", "content", "indicator"}) or (
        "indicator" in has and bool(has & {"target", "base", "year"})
    )


def _tabbed(text: str, lines: list[Span], number: int) -> tuple[Grid | None, int]:
    """Lines with tabulators (or the bars of Markdown) that stand together."""
    rows: list[list[Span]] = []
    last = number
    bars = text[slice(*lines[number])].strip().startswith("|")
    while last < len(lines):
        begin, end = lines[last]
        line = text[begin:end]
        if bars and re.fullmatch(r"[\s|:\-]+", line):
            last += 1
            continue
        cells = _cells(text, begin, end, "|" if bars else "\t")
        if len(cells) < 2 or (bars and not line.strip().startswith("|")):
            break
        rows.append(cells)
        last += 1
    widths = [len(row) for row in rows]
    width = max(set(widths), key=lambda w: (widths.count(w), w)) if widths else 0
    plain = [text[slice(*row[0])].strip() for row in rows]
    if (
        len(rows) < 2
        or width < 2
        or (width == 2 and all(LABEL_CELL.fullmatch(cell) for cell in plain))
    ):
        return None, max(last, number + 1)
    head, body = _head_of(text, rows)
    span = (rows[0][0][0], rows[-1][-1][1])
    if head is None:
        return Grid(span, (), (), tuple(map(tuple, rows))), last
    names = [re.sub(r"\s", "", simplify(text[slice(*cell)])) for cell in head]
    columns = tuple(column_kind(name) or "other" for name in names)
    kept: list[Row] = []
    groups: list[tuple[int, Span]] = []
    for row in body:
        words = {re.sub(r"\s", "", text[slice(*cell)]) for cell in row} - {""}
        if len(words) == 1 and len(row) != 1 and len(columns) > 2:
            groups.append(
                (
                    len(kept),
                    row[0]
                    if row[0][0] < row[0][1]
                    else next(cell for cell in row if cell[0] < cell[1]),
                )
            )
        else:
            kept.append(
                tuple(
                    [*row, *[(row[-1][1], row[-1][1])] * (len(columns) - len(row))][: len(columns)]
                )
            )
    return Grid(span, columns, tuple(names), tuple(kept), tuple(groups)), last


def _head_of(text: str, rows: list[list[Span]]) -> tuple[list[Span] | None, list[list[Span]]]:
    """The row that names the columns, among the first three, and the rows below it."""
    for number, row in enumerate(rows[:3]):
        kinds = [column_kind(text[slice(*cell)]) for cell in row]
        known = sum(map(bool, kinds))
        if (
            known >= 2
            and known >= 0.6 * len(kinds)
            and set(kinds) - {"number", "year", "unit", "other", ""}
        ):
            below = rows[number + 1 :]
            if below and text[slice(*below[0][0])].strip() == text[slice(*row[0])].strip():
                # a head of two rows: what stands above is repeated, what differs is the year or
                # the kind of value
                return below[0] if sum(
                    bool(column_kind(text[slice(*c)])) for c in below[0]
                ) >= known else row, below[1:]
            return row, below
    return None, rows


def _cells(text: str, begin: int, end: int, mark: str) -> list[Span]:
    """Cells of one line, white space around them left out."""
    if mark == "|":
        begin += len(text[begin:end]) - len(text[begin:end].lstrip()) + 1
        end = begin + len(text[begin:end].rstrip().removesuffix("|"))
    out = []
    for part in text[begin:end].split(mark):
        lead = len(part) - len(part.lstrip())
        size = len(part.strip())
        out.append((begin + lead, begin + lead + size) if size else (begin, begin))
        begin += len(part) + 1
    return out


def _blank_cells(text: str, line: Span) -> list[Span]:
    return [
        (line[0] + hit.start(), line[0] + hit.end())
        for hit in re.finditer(r"\S+", text[slice(*line)])
    ]


def _blank_separated(
    text: str, lines: list[Span], number: int, head: list[Span]
) -> tuple[Grid | None, int]:
    """Rows of as many cells as the head names, cells separated by blanks; the first that has not
    ends the table.
    """
    kinds = [column_kind(text[slice(*cell)]) for cell in head]
    rows: list[Row] = []
    last = number + 1
    while last < len(lines):
        cells = _blank_cells(text, lines[last])
        if len(cells) > len(head):
            wide = [
                (lines[last][0] + hit.start(), lines[last][0] + hit.end())
                for hit in re.finditer(r"\S+(?: \S+)*", text[slice(*lines[last])])
            ]
            cells = wide if len(wide) == len(head) else cells
        if len(cells) != len(head) or (
            kinds[0] == "number" and not NUMBER_CELL.fullmatch(text[slice(*cells[0])])
        ):
            break
        rows.append(tuple(cells))
        last += 1
    if not rows:
        # the head stands on one line, the cells below it on lines of their own
        return stacked_grid(text, lines, head, number + 1)
    names = tuple(re.sub(r"\s", "", simplify(text[slice(*cell)])) for cell in head)
    return Grid((head[0][0], rows[-1][-1][1]), tuple(kinds), names, tuple(rows)), last
