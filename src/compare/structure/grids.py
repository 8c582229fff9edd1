"""Tables in a text as received: their cells, where each stands, and what its columns hold.

Every reader writes a row of a table as one line with its cells separated by a tabulator. Plain
texts hold tables that were flattened: cells separated by blanks, or one cell a line. Those are
read only
where a line, or a run of lines, is made of nothing but names of columns (序号 任务 责任单位
完成时限).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from compare.structure.grid_columns import WIDEST, Row, column_kind, fits, fitted
from compare.text.passage import Span
from compare.text.script import simplify

_LABEL_CELL = re.compile(
    r"第[一二三四五六七八九十百零〇\d]+[编章节条]|[一二三四五六七八九十]+、|"
    r"[（(][一二三四五六七八九十\d]+[）)]|\d+(?:[.．]\d+)*[.．、]|[①-⑳]|[-*•●]"
)
_NUMBER_CELL = re.compile(r"[（(]?(\d{1,3})[）).．、]?")
_MAY_BE_HEAD = re.compile("序|任务|任務|单位|單位|指标|指標|事项|事項|举措|舉措|措施")
_HIGHEST = 400  # lines that a row of a flattened table may take up, wrapped cells included


@dataclass(frozen=True)
class Grid:
    """One table; spans count in the file as received.

    Attributes
    ----------
    span : (int, int)
        From the first to the last cell, caption left out.
    columns : tuple of str
        What each column holds (number, task, body …); empty where the head was not understood.
    names : tuple of str
        Names of the columns as printed, without white space.
    rows : tuple of tuple of (int, int)
        Cells of every row but the head; an empty cell has an empty span.
    groups : tuple of (int, (int, int))
        Rows that only name what follows: number of the row they stand before, and where.
    sure : bool
        False for a flattened table whose rows could not be told apart.
    """

    span: Span
    columns: tuple[str, ...]
    names: tuple[str, ...]
    rows: tuple[Row, ...]
    groups: tuple[tuple[int, Span], ...] = ()
    sure: bool = True

    @property
    def kind(self) -> str:
        """``tasks``, ``indicators``, or empty for any other table."""
        has = set(self.columns) if self.rows else set()
        if "body" in has and has & {"task", "content", "group", "indicator"}:
            return "tasks"
        if "deadline" in has and has & {"task", "content"}:
            return "tasks"
        if (
            has & {"indicator", "group", "task"}
            and has & {"target", "year", "base"}
            and ("indicator" in has or "target" in has)
        ):
            return "indicators"
        return ""


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
        names, after = _stacked_head(text, lines, number)
        if _is_head([text[slice(*cell)] for cell in names]):
            return _stacked(text, lines, names, after)
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
        or (width == 2 and all(_LABEL_CELL.fullmatch(cell) for cell in plain))
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
            kinds[0] == "number" and not _NUMBER_CELL.fullmatch(text[slice(*cells[0])])
        ):
            break
        rows.append(tuple(cells))
        last += 1
    if not rows:
        # the head stands on one line, the cells below it on lines of their own
        return _stacked(text, lines, head, number + 1)
    names = tuple(re.sub(r"\s", "", simplify(text[slice(*cell)])) for cell in head)
    return Grid((head[0][0], rows[-1][-1][1]), tuple(kinds), names, tuple(rows)), last


def _stacked_head(text: str, lines: list[Span], number: int) -> tuple[list[Span], int]:
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


def _stacked(
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
                or (_LABEL_CELL.match(line) and not _goes_on(text, lines, end, want))
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
            and _LABEL_CELL.match(text[slice(*lines[end - 1])].strip())
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
    hit = _NUMBER_CELL.fullmatch(cell)
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
