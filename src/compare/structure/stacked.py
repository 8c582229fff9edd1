"""Tables whose cells stand below each other, a line each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compare.structure.grid import LABEL_CELL, NUMBER_CELL, Grid
from compare.structure.grid_columns import Row, column_kind, fits, fitted
from compare.text.passage import Span
from compare.text.script import simplify

_HIGHEST = 400  # lines that a row of a flattened table may take up, wrapped cells included


def stacked_head(text: str, lines: list[Span], number: int) -> tuple[list[Span], int]:
    """Names of columns one a line, from `number` on; a line printed twice counts once."""
    cells: list[Span] = []
    before = ""
    while number < len(lines) and len(cells) < 12:
        name = re.sub(r"\s", "", text[slice(*lines[number])])
        if name != before:
            if not column_kind(name):
                break
            cells.append(lines[number])
            before = name
        number += 1
    return cells, number


def stacked_grid(
    text: str, lines: list[Span], head: list[Span], number: int
) -> tuple[Grid | None, int]:
    """One cell a line: a row begins where its number stands alone."""
    kinds = [column_kind(text[slice(*cell)]) for cell in head]
    names = tuple(re.sub(r"\s", "", simplify(text[slice(*cell)])) for cell in head)
    rows: list[Row] = []
    groups: list[tuple[int, Span]] = []
    last = number
    if kinds[0] == "number":
        for group, begin, end in _numbered_rows(text, lines, number):
            if group is not None:
                groups.append((len(rows), group))
            row = fitted(text, lines[begin + 1 : end], kinds[1:])
            if row is None:
                known = begin if rows else end
                return Grid(
                    (head[0][0], lines[known - 1][1]),
                    tuple(kinds),
                    names,
                    tuple(rows),
                    tuple(groups),
                    sure=False,
                ), known
            rows.append((lines[begin], *row))
            last = end
    else:
        width = len(kinds)
        while last + width <= len(lines) and fits(text, lines[last : last + width], kinds):
            rows.append(tuple(lines[last : last + width]))
            last += width
    if not rows:
        return None, number
    return Grid(
        (head[0][0], rows[-1][-1][1]), tuple(kinds), names, tuple(rows), tuple(groups)
    ), last


def _numbered_rows(
    text: str, lines: list[Span], number: int
) -> Iterator[tuple[Span | None, int, int]]:
    """Rows 1, 2, 3 …: the line that names a group before each (or none), its first line, and the
    line after its last.
    """
    stripped = [text[a:b].strip() for a, b in lines[number : number + _HIGHEST]]
    group = None
    at, offset, want = 0, number, 1
    if stripped and not _number(stripped[0]) and len(stripped) > 1 and _number(stripped[1]) == 1:
        group, at = lines[number], 1
    if at >= len(stripped) or _number(stripped[at]) != 1:
        return
    begin = offset + at
    while begin < len(lines):
        end = begin + 1
        while (
            end < len(lines)
            and end - begin < 40
            and _number(text[slice(*lines[end])].strip()) != want + 1
        ):
            line = text[slice(*lines[end])].strip()
            if (
                _closes_a_table(line)
                or len(line) > 400
                or (LABEL_CELL.match(line) and not _goes_on(text, lines, end, want))
            ):
                break
            end += 1
        following = end < len(lines) and _number(text[slice(*lines[end])].strip()) == want + 1
        if not following and end - begin >= 40:
            end = min(begin + _last_row(text, lines, begin), len(lines))
        next_group, cut = None, end
        if (
            following
            and end - 1 > begin + 1
            and LABEL_CELL.match(text[slice(*lines[end - 1])].strip())
        ):
            next_group, cut = lines[end - 1], end - 1
        yield group, begin, cut
        group = next_group
        if not following:
            return
        begin, want = end, want + 1


def _goes_on(text: str, lines: list[Span], label: int, want: int) -> bool:
    """Whether the line behind a labelled one is the next row: then the label names a group of
    rows, or opens a cell.
    """
    cells = [text[slice(*line)].strip() for line in lines[label + 1 : label + 8]]
    return any(_number(cell) == want + 1 for cell in cells)


def _number(cell: str) -> int:
    hit = NUMBER_CELL.fullmatch(cell)
    return int(hit[1]) if hit else 0


def _last_row(text: str, lines: list[Span], begin: int) -> int:
    """Lines of the last row of a stacked table, which no further number ends: up to the first
    sentence of the text.
    """
    return next(
        (
            n
            for n in range(1, min(12, len(lines) - begin))
            if text[slice(*lines[begin + n])].strip().endswith("。")
        ),
        12,
    )


_CLOSES = re.compile(
    r"附件|附表|抄送|备注|注[：:]|[（(]?此件|第[一二三四五六七八九十]+[章条]|"
    r".{0,30}(?:办公厅|办公室)$|(?:19|20)\d\d年\d{1,2}月\d{1,2}日(?:印发)?$"
)


def _closes_a_table(line: str) -> bool:
    return bool(_CLOSES.match(line))
