"""What stands after the last clause: signature, date, lists of attachments, circulation,
annexes.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise

from compare.structure.lines import Stream
from compare.structure.node import Node
from compare.text.dates import CHINESE_DATE
from compare.text.passage import Span

# A day as it is written, or as a spreadsheet or a site prints it: 2020/11/18, 2020.11.18,
# 2020-11-18.
DATE = re.compile(
    rf"(?:{CHINESE_DATE.pattern}|(?<!\d)(?:19|"
    rf"20)\d{{2}}(?P<between>[-/.．／－])\d{{1,2}}(?P=between)\d{{1,2}}(?!\d))"
)
_DATE_LINE = re.compile(rf"{DATE.pattern}(?:印发|发布|印)?")
_BODY_LINE = re.compile(
    r"[一-鿿（）()、]{0,40}(?:政府|委员会|办公厅|办公室|[厅局委部院会]|领导小组)(?:办公厅|"
    r"办公室)?(?:[一-鿿]{0,20}(?:政府|委员会|办公厅|办公室|[厅局委部院会]))*"
)
_SIGNED_LINE = re.compile(rf"{_BODY_LINE.pattern}{DATE.pattern}(?:[（(].{{2,12}}[）)])?")
_SIGNED_END = re.compile(
    rf"(?<=[。）)])[一-鿿]{{3,30}}(?:政府|委员会|办公厅|办公室|"
    rf"[厅局委部院会]){DATE.pattern}(?:[（(].{{2,12}}[）)])?$"
)
_CLOSING_LINE = re.compile(
    r"附件[：:\d一二三四五六七八九十]|附件$|附表|附录|附[：:]|抄送[：:]|主送[：:]|（此件|"
    r"\(此件|（本文有删减|（此文|联系人[：:]|分送[：:]|主题词[：:]"
)
_ATTACHED = re.compile(r"附件[：:]|附[：:]")
_ANNEX = re.compile(r"附件[一二三四五六七八九十\d]{0,2}[：:]?")
_DOCUMENT_TITLE = re.compile(
    r"[^。；：]{6,80}(?:方案|细则|办法|规定|措施|意见|规划|计划|指南|政策|要点|"
    r"条例)(?:[（(][^（）()]{2,20}[）)])?"
)
_ISSUES = re.compile(r"印发|转发|发布|公布|下发|批转|征求")
_PROMULGATION = re.compile(
    r"^(?:特此|专此)(?:通知|通告|公告|函复|函告|批复|报告)|(?:此前|以往).{0,30}不一致|"
    r"^本(?:意见|办法|方案|措施|政策|政策措施|通知|规定|细则|若干.{1,6})自.{0,20}(?:起|"
    r"日)(?:施行|实施|执行)"
)


def is_closing_paragraph(line: str) -> bool:
    """Whether a paragraph only puts the document into force."""
    return bool(_PROMULGATION.search(line))


def speaking_spans(stream: Stream, nodes: list[Node], signed: list[Span]) -> list[Span]:
    """Stretches of the file in which a document speaks, signatures, tables and lists left out.

    The first ends at the first signature or annex behind a clause; where the pages before hold
    hardly anything and say that they issue something, the file is a notice and what it wraps
    follows. An annex
    is read on only if it is a document itself: its title says so (实施细则, 行动方案) and no table.
    `signed` are the `signatures` of the text.
    """
    end = _first_end(stream, nodes, signed)
    spans = [(0, end)]
    begins = [node.begin for node in nodes]
    marks = [span[0] for span in signed if span[0] >= end]
    for begin, stop in pairwise([*marks, len(stream.text)]):
        if hit := _ANNEX.match(stream.text, begin, stop):
            lines = [
                stream.text[a:b] for a, b in stream.lines(hit.end(), min(stop, hit.end() + 400))[:4]
            ]
            labels = bisect_left(begins, stop) - bisect_right(begins, begin)
            titled = any(
                _DOCUMENT_TITLE.fullmatch("".join(lines[:n])) for n in range(1, len(lines) + 1)
            )
            if titled and labels >= 3:
                spans.append((begin, stop))
    return spans


def _first_end(stream: Stream, nodes: list[Node], signed: list[Span]) -> int:
    leaves = [node.begin for node in nodes if not node.children]
    issues = _ISSUES.search(stream.text)
    for span in signed:
        before = bisect_left(leaves, span[0])
        wraps = (
            issues is not None
            and issues.end() <= span[0]
            and before <= 5
            and before < len(leaves) - before
        )
        if before and not wraps:
            return span[0]
    return len(stream.text)


def attachment_lists(stream: Stream) -> list[Span]:
    """Lists of what is attached (附件：1.… 2.…): the numbers in them label no clause."""
    lines = stream.all_lines
    out: list[Span] = []
    for number, (begin, end) in enumerate(lines):
        if not _ATTACHED.match(stream.text, begin, end) or (out and begin < out[-1][1]):
            continue
        stop = end
        for a, b in lines[number + 1 : number + 20]:
            if b - a > 70 or stream.text[b - 1] in "。：" or stream.in_table(a):
                break
            stop = b
        out.append((begin, stop))
    return out


def signatures(stream: Stream) -> list[Span]:
    """Places at which a signature block, a list of attachments or a circulation list begins."""
    lines = stream.all_lines
    out = []
    for number, (begin, end) in enumerate(lines):
        if end - begin > 80 and not _CLOSING_LINE.match(stream.text, begin, end):
            continue
        if stream.in_table(begin):
            continue
        line = stream.text[begin:end]
        body = len(line) <= 45 and _BODY_LINE.fullmatch(line)
        signed = body and any(
            _DATE_LINE.fullmatch(stream.text, a, b) for a, b in lines[number + 1 : number + 4]
        )
        last_lines = body and number >= len(lines) - 3
        dated = len(line) <= 80 and (_DATE_LINE.fullmatch(line) or _SIGNED_LINE.fullmatch(line))
        if signed or last_lines or _CLOSING_LINE.match(line) or dated:
            out.append((begin, end))
    if hit := _SIGNED_END.search(stream.text, max(len(stream.text) - 120, 0)):
        # a text printed without line breaks ends in its signature
        out.append(hit.span())
    return sorted(out)
