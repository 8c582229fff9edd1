"""What stands after the last clause: signature, date, lists of attachments, circulation, annexes."""

from __future__ import annotations

import re
from itertools import pairwise

from compare.structure.labels import Node
from compare.structure.lines import Stream
from compare.text.passage import Span

_YEAR = r"(?:(?:19|20)\d{2}|[一二][〇○0零一二三四五六七八九]{3})"
DATE = re.compile(rf"({_YEAR})年([一二三四五六七八九十\d]{{1,3}})月([一二三四五六七八九十\d]{{1,3}})日")
_DATE_LINE = re.compile(rf"{DATE.pattern}(?:印发|发布|印)?")
_BODY_LINE = re.compile(r"[一-鿿（）()、]{0,40}(?:政府|委员会|办公厅|办公室|[厅局委部院会]|领导小组)(?:办公厅|办公室)?(?:[一-鿿]{0,20}(?:政府|委员会|办公厅|办公室|[厅局委部院会]))*")
_SIGNED_LINE = re.compile(rf"{_BODY_LINE.pattern}{DATE.pattern}(?:[（(].{{2,12}}[）)])?")
_SIGNED_END = re.compile(rf"(?<=[。）)])[一-鿿]{{3,30}}(?:政府|委员会|办公厅|办公室|[厅局委部院会]){DATE.pattern}(?:[（(].{{2,12}}[）)])?$")
_CLOSING_LINE = re.compile(r"附件[：:\d一二三四五六七八九十]|附件$|附表|附录|附[：:]|抄送[：:]|主送[：:]|（此件|\(此件|（本文有删减|（此文|联系人[：:]|分送[：:]|主题词[：:]")
_ATTACHED = re.compile(r"附件[：:]|附[：:]")
_ANNEX = re.compile(r"附件[一二三四五六七八九十\d]{0,2}[：:]?")
_DOCUMENT_TITLE = re.compile(r"[^。；：]{6,80}(?:方案|细则|办法|规定|措施|意见|规划|计划|指南|政策|要点|条例)(?:[（(][^（）()]{2,20}[）)])?")
_ISSUES = re.compile(r"印发|转发|发布|公布|下发|批转|征求")
_PROMULGATION = re.compile(r"^(?:特此|专此)(?:通知|通告|公告|函复|函告|批复|报告)|(?:此前|以往).{0,30}不一致|^本(?:意见|办法|方案|措施|政策|政策措施|通知|规定|细则|若干.{1,6})自.{0,20}(?:起|日)(?:施行|实施|执行)")


def is_closing_paragraph(line: str) -> bool:
    """Whether a paragraph only puts the document into force."""
    return bool(_PROMULGATION.search(line))


def speaking_spans(stream: Stream, nodes: list[Node]) -> list[Span]:
    """Stretches of the file in which a document speaks, signatures, tables and lists left out.

    The first ends at the first signature or annex behind a clause; where the pages before hold hardly
    anything and say that they issue something, the file is a notice and what it wraps follows. An annex
    is read on only if it is a document itself: its title says so (实施细则, 行动方案) and no table.
    """
    end = _first_end(stream, nodes)
    spans = [(0, end)]
    marks = [span[0] for span in signatures(stream) if span[0] >= end]
    for begin, stop in pairwise([*marks, len(stream.text)]):
        if hit := _ANNEX.match(stream.text, begin, stop):
            lines = [stream.text[a:b] for a, b in stream.lines(hit.end(), stop)[:4]]
            labels = [node for node in nodes if begin < node.begin < stop]
            titled = any(_DOCUMENT_TITLE.fullmatch("".join(lines[:n])) for n in range(1, len(lines) + 1))
            if titled and len(labels) >= 3:
                spans.append((begin, stop))
    return spans


def _first_end(stream: Stream, nodes: list[Node]) -> int:
    for span in signatures(stream):
        before = [node for node in nodes if node.begin < span[0] and not node.children]
        after = [node for node in nodes if node.begin >= span[0] and not node.children]
        wraps = _ISSUES.search(stream.text, 0, span[0]) and len(before) <= 5 and len(before) < len(after)
        if before and not wraps:
            return span[0]
    return len(stream.text)


def attachment_lists(stream: Stream) -> list[Span]:
    """Lists of what is attached (附件：1.… 2.…): the numbers in them label no clause."""
    lines = stream.lines(0, len(stream.text))
    out = []
    for number, (begin, end) in enumerate(lines):
        if not _ATTACHED.match(stream.text, begin, end):
            continue
        stop = end
        for a, b in lines[number + 1 : number + 20]:
            if b - a > 70 or stream.text[b - 1] in "。：":
                break
            stop = b
        out.append((begin, stop))
    return out


def signatures(stream: Stream) -> list[Span]:
    """Places at which a signature block, a list of attachments or a circulation list begins."""
    lines = stream.lines(0, len(stream.text))
    out = []
    for number, (begin, end) in enumerate(lines):
        line = stream.text[begin:end]
        following = [stream.text[a:b] for a, b in lines[number + 1 : number + 4]]
        signed = len(line) <= 45 and _BODY_LINE.fullmatch(line) and any(_DATE_LINE.fullmatch(f) for f in following)
        last_lines = number >= len(lines) - 3 and len(line) <= 45 and _BODY_LINE.fullmatch(line)
        if signed or last_lines or _CLOSING_LINE.match(line) or (len(line) <= 80 and (_DATE_LINE.fullmatch(line) or _SIGNED_LINE.fullmatch(line))):
            out.append((begin, end))
    if hit := _SIGNED_END.search(stream.text):
        # a text printed without line breaks ends in its signature
        out.append(hit.span())
    return sorted(out)
