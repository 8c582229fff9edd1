"""What a column of a table holds, by its name and by its cells."""

from __future__ import annotations

import re

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


WIDEST = 24  # characters of the longest name of a column


def column_kind(name: str) -> str:
    """What a column of this name holds; empty where the name is not known.

    >>> column_kind("牵头单位"), column_kind("完成时限"), column_kind("放宽准入")
    ('body', 'deadline', '')
    """
    flat = re.sub(r"\s", "", simplify(name))
    if not 0 < len(flat) <= WIDEST:
        return ""
    return next((kind for kind, pattern in _COLUMN if pattern.fullmatch(flat)), "")


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


def fits(text: str, cells: list[Span], kinds: list[str]) -> bool:
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


def fitted(text: str, cells: list[Span], kinds: list[str]) -> Row | None:
    """Lines of one row given to its columns in order; None where they do not fit.

    As many lines as columns need no guess. Else the last columns that hold dates and bodies take
    what reads as such, and what is left belongs to the task.
    """
    if len(cells) == len(kinds):
        return tuple(cells) if fits(text, cells, kinds) else None
    if len(cells) > len(kinds) and set(kinds) & {"base", "target", "year"} and "body" not in kinds:
        # a name of an indicator that was wrapped: the values behind it take a line each
        name = len(cells) - len(kinds) + 1
        wrapped = (cells[0][0], cells[name - 1][1])
        joined = [wrapped, *cells[name:]]
        return (
            tuple(joined)
            if fits(text, joined, kinds) and len(text[slice(*wrapped)]) <= 60
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
