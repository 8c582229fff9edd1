"""Where the heading of an item ends and its body begins."""

from __future__ import annotations

import re
from bisect import bisect_right

from compare.structure.lines import Stream

_MAX_HEADING = 42
_SENTENCE = re.compile(
    r"^(?:本(?:意见|政策|办法|方案|措施|通知|规定|细则|市|省|县|区|条例)|各(?:级|县|区|市|地|州|有关|部门|单位|成员)"
    r"|对(?!标|接|外|口|象|策|应)|凡|经(?!济|营)|按照|根据|依据|为(?:了|贯彻|深入|加快|进一步)|自.{1,12}起|到20|20\d\d年|由)"
    r"|万元|以下(?:简称|统称)|的$|应当|不得|不(?:超过|少于|低于|高于)|分别不|特此"
)
# Headings that stand in nearly every plan; they are known even where a text prints no stop behind them.
_STANDING = re.compile(
    r"(?:指导思想|总体要求|总体思路|基本原则|主要目标|工作目标|发展目标|总体目标|目标任务|重点任务|主要任务|保障措施|组织保障|工作要求|有关要求|实施步骤|组织领导)"
    r"(?=[^，。；：、的和与及]{2})"
)
_LEADING = "。：:，、.．;； "


def split_heading(stream: Stream, begin: int, end: int) -> tuple[int, int]:
    """Split an item at the end of its heading.

    Parameters
    ----------
    stream : Stream
        The cleaned file.
    begin, end : int
        The item without its label, as positions of the stream.

    Returns
    -------
    heading_end, body_begin : int
        ``heading_end == begin`` means that the item has no heading.
    """
    text = stream.text
    line_end = min(stream.line_end(begin), end)
    line = text[begin:line_end]
    if line_end < end and not _is_full(stream, begin, line_end) and _is_line_heading(line, stream):
        return _strip(text, begin, line_end), _skip(text, line_end, end)
    gap = _gap(stream, begin, line_end)
    if gap and _reads_as_heading(text[begin:gap], colon=True):
        return gap, gap
    stop = re.compile(r"[。！]|[：:](?!$)").search(text, begin, min(begin + _MAX_HEADING + 1, end))
    if stop and stop.end() < end and _reads_as_heading(text[begin : stop.start()], colon=stop[0] in "：:"):
        return stop.start(), _skip(text, stop.start(), end)
    standing = _STANDING.match(text, begin, end)
    if standing and len(stream.starts) < 8:
        return standing.end(), standing.end()
    return begin, begin


def _gap(stream: Stream, begin: int, line_end: int) -> int:
    """Where blanks stand between a heading and its body (放宽准入　　推行网上办理…); 0 where they do not.

    One blank counts only if it is the line's only one: misprinted texts have them anywhere.
    """
    at, text = stream.passage.at, stream.text
    gaps = [i for i in range(begin + 1, line_end) if at[i] - at[i - 1] > 1 and "一" <= text[i - 1] <= "鿿" and "一" <= text[i] <= "鿿"]
    first = gaps[0] if gaps else 0
    if not 4 <= first - begin <= 25 or line_end - first < 20 or re.search("[，。；：！？]", text[begin:first]):
        return 0
    return first if len(gaps) == 1 or at[first] - at[first - 1] > 2 else 0


def section_heading(stream: Stream, begin: int, end: int) -> int:
    """Where the heading of a section ends; what follows up to `end` is a lead paragraph."""
    text = stream.text
    whole = text[begin:end]
    if len(whole) <= 60 and "。" not in whole.rstrip("。：:"):
        return _strip(text, begin, end)
    heading_end, _ = split_heading(stream, begin, end)
    return heading_end if heading_end > begin else _strip(text, begin, min(stream.line_end(begin), end))


def _is_full(stream: Stream, begin: int, line_end: int) -> bool:
    """Whether the printed line around `begin` reaches the margin of a text with wrapped lines: its sentence runs on."""
    first = stream.starts[bisect_right(stream.starts, begin) - 1] if stream.starts else 0
    return stream.wrapped and line_end - first >= 0.9 * stream.margin


def _is_line_heading(line: str, stream: Stream) -> bool:
    bare = line.rstrip("。：:")
    if not 1 < len(bare) <= _MAX_HEADING or re.search("[。；！？]", bare):
        return False
    if line.endswith(("，", "、", "；")):
        return False
    if not line.endswith(("。", "：", ":")) and stream.wrapped and len(line) > min(24, 0.8 * stream.width):
        return False
    return _reads_as_heading(bare, colon=False)


def _reads_as_heading(candidate: str, *, colon: bool) -> bool:
    """Whether a first sentence names a measure (a phrase without a subject) rather than states one."""
    if not 1 < len(candidate) <= (25 if colon else _MAX_HEADING) or _SENTENCE.search(candidate):
        return False
    commas = candidate.count("，") + candidate.count(",")
    return commas <= (0 if colon else 1 if len(candidate) > 18 else 3)


def _strip(text: str, begin: int, end: int) -> int:
    while end > begin and text[end - 1] in _LEADING:
        end -= 1
    return end


def _skip(text: str, begin: int, end: int) -> int:
    while begin < end and text[begin] in _LEADING:
        begin += 1
    return begin
