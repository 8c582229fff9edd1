"""Deadlines that stand where attributions stand."""

from __future__ import annotations

import re

OPEN, CLOSE = "（([［〔﹝〈【", "）)]］〕﹞〉】"
_DEADLINE_NAME = (
    r"(?:(?:完成|办结|推进|落实|整改)(?:时限|时间|期限|日期|节点)|"
    r"(?:工作)?时限|时间节点|时间进度|(?:工作)?进度(?:安排|要求))(?:要求|"
    r"节点|安排)?"
)
_NAMED_BODY = (
    r"(?:责任|牵头|配合|主办|协办|承办|主体|实施|落实|参与|参加|"
    r"协助)(?:责任)?(?:单位|部门|主体|处室|科室)[：:]"
)
# A deadline with its name: 完成时限：2023年6月底前. It ends with its part of the bracket or with
# the line.
DEADLINE = re.compile(
    rf"(?:(?<![一-鿿])|(?<=[局委办部厅院]))(?:计划|拟)?{_DEADLINE_NAME}[："
    rf":](?P<value>(?:(?![，,、]{_NAMED_BODY})[^；;。）)\]］〕﹞】]){{1,60}})"
)
_DATE = r"(?:(?:19|20)\d\d年|\d{1,2}月|[一二三四]季度|[上下]半年|(?:今|明|当)年|年)"
# A deadline without a name is a part of an attribution that is nothing but a date:
# （市财政局，2023年底前完成）.
BARE_DEADLINE = re.compile(
    rf"(?:于|在|力争)?{_DATE}[\d年月日至到—－-]{{0,12}}(?:上旬|中旬|下旬|[年月]?(?:底|末)|"
    rf"[上下]半年|第?[一二三四]季度)?(?:之?前|以前|内|起)?(?:全部|基本)?(?:完成|落实|启动|"
    rf"出台|建成|实施|办结|见效|推进)?"
    r"|(?:长期|持续|常年|全年)(?:坚持|推进|实施|落实|开展|任务)?|立即(?:执行|实施)?"
)


def find_deadlines(text: str) -> list[tuple[int, int]]:
    """Spans of the deadlines that an attribution states, by name (完成时限：…) or as a part that
    is a date.

    >>> text = "（责任单位：市财政局；完成时限：2023年6月底前）"
    >>> [text[a:b] for a, b in find_deadlines(text)]
    ['2023年6月底前']
    """
    named = [hit.span("value") for hit in DEADLINE.finditer(text)]
    if named:
        return named
    out, begin = [], 0
    for hit in re.finditer(rf"[，,；;。{re.escape(OPEN + CLOSE)}]|$", text):
        if hit.start() > begin and BARE_DEADLINE.fullmatch(text, begin, hit.start()):
            out.append((begin, hit.start()))
        begin = hit.end()
    return out


def past_deadline(text: str, begin: int, stop: int) -> int:
    """Where a deadline with its name that opens an attribution ends:
    完成时限：2023年底前；责任单位：…
    """
    hit = DEADLINE.match(text, begin, stop)
    end = hit.end() if hit else begin
    while hit and end < stop and text[end] in "；;，,、":
        end += 1
    return end


def without_deadline(text: str) -> str:
    return DEADLINE.sub("", text).rstrip("；;，, ")


def is_deadline(inner: str, *, opens: bool) -> bool:
    """Whether a bracket holds nothing but a deadline: （完成时限：2023年底前）, after a sentence
    also （2023年底前完成）.
    """
    named = DEADLINE.match(inner)
    if named:
        return named.end() >= len(inner) - 1
    return (
        opens
        and bool(BARE_DEADLINE.fullmatch(inner))
        and bool(re.search("前|底|末|完成|落实|长期|持续|立即", inner))
    )
