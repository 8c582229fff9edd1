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

from compare.text.passage import Span
from compare.text.script import simplify

Row = tuple[Span, ...]

_BODY_WORD = (
    r"(?:主要|具体|主体|第一|共同)?(?:责任|牵头|负责|配合|主办|协办|承办|实施|"
    r"落实|参与|参加|协同|协作|支持|指导|主管|完成|推进|执行|组织)"
)
_NAMES = (
    ("number", r"序号|编号|序|项次|No\.?|№|项目编号"),
    (
        "body",
        (
            rf"(?:省级?|市级?|州级?|县级?|"
            rf"区级?)?{_BODY_WORD}(?:[（(].{{1,6}}[）)])?(?:责任)?(?:单位|部门|主体|机构|科室|"
            rf"处室|科室股室|地区)(?:[和及、/].{{1,6}})?(?:[（(].{{1,10}}[）)])?|(?:责任|任务|"
            rf"职责)分工|责任(?:单位)?|牵头|配合"
        ),
    ),
    (
        "deadline",
        (
            r"(?:计划|拟|预计)?(?:完成|办结|实施|起止|推进|要求)?(?:时[限间]|期限|"
            r"日期)(?:节点|要求|安排|进度)?|(?:时间)?进度(?:安排|要求|计划)?|时间节点|"
            r"建设周期|完成时间节点|建设(?:时间|期限|年限)"
        ),
    ),
    (
        "target",
        (
            r".{0,12}(?:目标值?|预期值?|规划值)(?:[（(].{1,10}[）)])?|"
            r"(?:到)?20\d\d年?(?:目标值?|预期|规划)(?:.{0,4})"
        ),
    ),
    (
        "base",
        (
            r".{0,8}(?:基期|现状值?|基准|实际值?|完成值|完成情况|基础值)(?:.{0,8})|"
            r"20\d\d年?(?:实际|完成|现状|基期|预计)(?:.{0,4})"
        ),
    ),
    ("year", r"(?:到)?(?:19|20)\d\d年?(?:底|末)?"),
    ("kind", r"(?:指标)?(?:属性|性质|类型)"),
    ("unit", r"(?:计量)?单位"),
    ("growth", r".{0,8}(?:年均|累计|增长|增速).{0,10}"),
    ("indicator", r"(?:主要|核心|具体|二级|三级|关键|发展)?指标(?:名称|内容)?|(?:指标)?名称"),
    (
        "group",
        (
            r"(?:任务|指标|工作|项目|重点)?(?:类别|领域|分类|方面|板块|大类|一级指标|"
            r"目标类别)|重点领域|一级指标"
        ),
    ),
    (
        "content",
        (
            r"(?:主要|具体|工作|建设|任务|重点|改革|实施|场景|"
            r"措施)?(?:[/／])?(?:任务)?(?:内容|措施|举措|要求|做法|目标|工作目标|"
            r"任务分解)(?:[及和、/].{1,6})?|具体(?:任务|工作|事项|指标|措施|目标)|工作(?:目标|"
            r"要求|举措|措施|内容)|细化(?:任务|措施)|年度目标|主要任务及措施"
        ),
    ),
    (
        "task",
        (
            r"(?:20\d\d年)?(?:重点|主要|重大|工作|改革|年度|建设|实施|推进|政策|整改|目标|"
            r"创新|试点|场景)*(?:任务|工作|事项|项目|工程|要点|场景|清单|条款|问题)(?:名称|"
            r"清单|及.{1,4}|[/／].{1,6})?|改革举措|政策措施|主要举措|重点举措|措施"
        ),
    ),
    (
        "other",
        (
            r"备注|说明|联系人|联系电话|电话|推广范围|适用范围|责任人|责任领导|分管领导|"
            r"牵头领导|主管领导|资金来源|资金|投资|投资额|总投资|成果形式|进展|进展情况|"
            r"完成情况|依据|政策依据|来源|预期成果|工作成果|成果|标志性成果"
        ),
    ),
)
_COLUMN = [(kind, re.compile(pattern)) for kind, pattern in _NAMES]
_LABEL_CELL = re.compile(
    r"第[一二三四五六七八九十百零〇\d]+[编章节条]|[一二三四五六七八九十]+、|"
    r"[（(][一二三四五六七八九十\d]+[）)]|\d+(?:[.．]\d+)*[.．、]|[①-⑳]|[-*•●]"
)
_NUMBER_CELL = re.compile(r"[（(]?(\d{1,3})[）).．、]?")
_MAY_BE_HEAD = re.compile("序|任务|任務|单位|單位|指标|指標|事项|事項|举措|舉措|措施")
_WIDEST = 24  # characters of the longest name of a column
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


def column_kind(name: str) -> str:
    """What a column of this name holds; empty where the name is not known.

    >>> column_kind("牵头单位"), column_kind("完成时限"), column_kind("放宽准入")
    ('body', 'deadline', '')
    """
    flat = re.sub(r"\s", "", simplify(name))
    if not 0 < len(flat) <= _WIDEST:
        return ""
    return next((kind for kind, pattern in _COLUMN if pattern.fullmatch(flat)), "")


def _grid_at(text: str, lines: list[Span], number: int) -> tuple[Grid | None, int]:
    line = text[slice(*lines[number])]
    if "\t" in line.strip() or (line.strip().startswith("|") and line.count("|") >= 3):
        return _tabbed(text, lines, number)
    head = _blank_cells(text, lines[number]) if _MAY_BE_HEAD.search(line) else []
    if _is_head([text[slice(*cell)] for cell in head]):
        return _blank_separated(text, lines, number, head)
    if len(line) <= 2 * _WIDEST and column_kind(line):
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
            row = _fitted(text, lines[begin + 1 : end], kinds[1:])
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
        while last + width <= len(lines) and _fits(text, lines[last : last + width], kinds):
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


_DATE_CELL = re.compile(
    r".*(?:[12]\d{3}年|\d{1,2}月|年底|月底|季度|长期|持续|立即|即时|全年|每[年月季]|"
    r"上半年|下半年|20\d\d(?:[-—－~至]20\d\d)?年?).{0,12}|月|年|底前|前"
)
_VALUE_CELL = re.compile(
    r"[<>＜＞≥≤≈约达超近到左右不低于高以上〔\[（(【]*[-+±—－\d〇./／]+[\d.,，"
    r"%％‰±+\-—－～~〔〕\[\]（）()/／:：倍万亿左右以上个项家元年前位天]*.{0,8}|"
    r"[-—－/／无]|.{1,12}(?:以上|左右|以内|前列|领先|持续.{1,4}|提升|下降|增长|达标|完成)"
)
_BODIES_CELL = re.compile(
    r".*(?:局|委|办|厅|部|院|会|署|府|处|所|站|社|司|团|校|馆|台|中心|公司|集团|银行|政府|"
    r"部门|单位|大学|机构|小组|开发区|新区|园区|联合会|协会)(?:等|"
    r"[（(].{1,8}[）)])*(?:牵头|负责|配合|按职责分工负责)*[，、；。]?.{0,12}"
)


def _fits(text: str, cells: list[Span], kinds: list[str]) -> bool:
    values = [text[slice(*cell)].strip() for cell in cells]
    checks = {"body": _BODIES_CELL, "deadline": _DATE_CELL} | dict.fromkeys(
        ("base", "target", "year", "growth"), _VALUE_CELL
    )
    named = [
        value
        for value, kind in zip(values, kinds, strict=True)
        if kind in ("indicator", "unit", "kind")
    ]
    if any(len(value) > 60 or "。" in value for value in named):
        return False
    return all(
        checks[kind].fullmatch(value)
        for value, kind in zip(values, kinds, strict=True)
        if kind in checks
    )


def _fitted(text: str, cells: list[Span], kinds: list[str]) -> Row | None:
    """Lines of one row given to its columns in order; None where they do not fit.

    As many lines as columns need no guess. Else the last columns that hold dates and bodies take
    what reads as such, and what is left belongs to the task.
    """
    if len(cells) == len(kinds):
        return tuple(cells) if _fits(text, cells, kinds) else None
    if len(cells) > len(kinds) and set(kinds) & {"base", "target", "year"} and "body" not in kinds:
        # a name of an indicator that was wrapped: the values behind it take a line each
        name = len(cells) - len(kinds) + 1
        wrapped = (cells[0][0], cells[name - 1][1])
        joined = [wrapped, *cells[name:]]
        return (
            tuple(joined)
            if _fits(text, joined, kinds) and len(text[slice(*wrapped)]) <= 60
            else None
        )
    if len(cells) < len(kinds) or kinds.count("body") != 1:
        return None
    left = list(cells)
    taken: dict[int, Span] = {}
    body = kinds.index("body")
    tail = kinds[body + 1 :]
    if any(kind not in ("deadline",) for kind in tail) or any(
        kind == "deadline" for kind in kinds[:body]
    ):
        return None
    for column in range(len(kinds) - 1, body, -1):
        first = len(left)
        while (
            first > 2
            and _DATE_CELL.fullmatch(text[slice(*left[first - 1])].strip())
            and len(text[slice(*left[first - 1])].strip()) <= 14
        ):
            first -= 1
        if first == len(left):
            return None
        taken[column] = (left[first][0], left[-1][1])
        left = left[:first]
    first = len(left)
    while first > 1 and _reads_as_bodies(text[left[first - 1][0] : left[-1][1]]):
        first -= 1
    if first == len(left):
        return None
    taken[body] = (left[first][0], left[-1][1])
    left = left[:first]
    texts = kinds[:body]
    if not texts or len(left) < len(texts):
        return None
    spans = [*left[: len(texts) - 1], (left[len(texts) - 1][0], left[-1][1])]
    return tuple(spans) + tuple(taken[column] for column in range(body, len(kinds)))


def _reads_as_bodies(cell: str) -> bool:
    """Whether a cell is nothing but bodies; one in five may be misprinted or cut by a wrap."""
    flat = re.sub(r"\s|[（(][^（()）]*[）)]", "", simplify(cell))
    members = [member for member in re.split("[、，,；;。]", flat) if member]
    good = sum(bool(_BODIES_CELL.fullmatch(member)) and len(member) < 25 for member in members)
    return bool(members) and good >= 0.8 * len(members)
