"""Where the heading of an item ends and its body begins."""

from __future__ import annotations

import re

from compare.structure.lines import Stream

_MAX_HEADING = 42
_SENTENCE = re.compile(
    r"^(?:本(?:意见|政策|办法|方案|措施|通知|规定|细则|市|省|县|区|条例)|各(?:级|县|区|市|"
    r"地|州|有关|部门|单位|成员)"
    r"|对(?!标|接|外|口|象|策|应)|凡|经(?!济|营)|按照|根据|依据|为(?:了|贯彻|深入|加快|"
    r"进一步)|自.{1,12}起|到20|20\d\d年|由)"
    r"|万元|以下(?:简称|统称)|(?<!目)的$|应当|不得|不(?:超过|少于|低于|高于)|分别不|特此"
)
# Headings that stand in nearly every plan; they are known even where a text prints no stop behind
# them.
_STANDING = re.compile(
    r"(?:指导思想|总体要求|总体思路|基本原则|主要目标|工作目标|发展目标|总体目标|目标任务|"
    r"重点任务|主要任务|保障措施|组织保障|工作要求|有关要求|实施步骤|组织领导)"
    r"(?=[^，。；：、的和与及]{2})"
)
_STOP = re.compile(r"[。！]|[：:](?!$)")
_LEADING = "。：:，、.．;； "
# What an office, a firm or a law does or must do: a sentence, however short, and no name of a
# measure.
_STATES = re.compile(
    r"应当|应[按依及自予将先在]|不得|不应|(?<!认)可以|可[由按向凭在依申享不]|必须|"
    r"须[经在按]|有权|无权|是指|所称|属于|视为|适用本|适用于|依照|准用|下列|如下[：:]?$|"
    r"之一的?"
    r"|负责(?![任人制单部主清])|由.{2,24}(?:负责|确定|制定|承担|决定|解释|批准|审批|规定|"
    r"组织|实施)|处(?:以|罚款|.{0,6}罚款)|(?:自治区|自治州|"
    r"[省市县区旗])(?:级)?(?:人民)?政府(?!采购|投资|网站|性|数据|债务|服务|治理|职能|"
    r"部门间|和社会|与社会|引导|产业|购买|信息|公开)(?:.{0,12}(?:主管)?部门)?[^和与、]{2,}"
    r"|^(?:任何|每|凡|国家(?!级|标准|战略|重|规|专|科|高|自)|本[法市省州县区院条]|申请人|"
    r"当事人|公民|企业应|禁止.*[：:]?$)|的，|的除外|以上的|以下的|为准$|(?:具有|"
    r"同等)(?:法律)?效力|实行.{2,20}(?:制度|制)$"
)
# Of any item: what is said of whom with a modal verb is a provision, not an announcement.
_MODAL = re.compile(
    r"应当|不得|(?<!认)可以|可[由按向凭申享]|必须|有权|是指|所称|视为|下列|(?:以下|"
    r"如下).{0,6}[：:]$|由.{2,24}(?:负责(?!制)|确定|承担|决定|解释|批准|审批|规定)[。："
    r":]?$|的，"
)
_BRACKETED = re.compile(
    r"[【〔\[［（(〖](?P<name>[^【】〔〕\[\]［］（）()〖〗。；]{2,25})[】〕\]］）)〗]"
)


def split_heading(stream: Stream, begin: int, end: int, form: str = "") -> tuple[int, int, int]:
    """Split an item at the end of its heading.

    Parameters
    ----------
    stream : Stream
        The cleaned file.
    begin, end : int
        The item without its label, as positions of the stream.
    form : str
        Form of its label. An article (条) states a rule: only a short phrase set apart from it is
        its heading.

    Returns
    -------
    heading_begin, heading_end, body_begin : int
        ``heading_begin == heading_end`` means that the item has no heading.
    """
    text = stream.text
    begin = _skip(text, begin, end) if form == "条" else begin
    line_end = min(stream.line_end(begin), end)
    line = text[begin:line_end]
    bracketed = _BRACKETED.match(text, begin, line_end)
    if bracketed and bracketed.end() < end and _is_bracketed_heading(bracketed, form):
        return *bracketed.span("name"), _skip(text, bracketed.end(), end)
    bold = _bold(stream, begin, line_end)
    if bold and bold < end:
        return begin, _strip(text, begin, bold), _skip(text, bold, end)
    states = _STATES if form == "条" else _MODAL
    if form == "条":
        if (
            line_end < end
            and len(line) <= 20
            and line[-1] not in "。；：:，、"
            and not _is_full(stream, begin, line_end)
            and _announces(line)
        ):
            return begin, line_end, line_end
        gap = _gap(stream, begin, line_end, shortest=2, rest=5)
        if gap and gap - begin <= 16 and _announces(text[begin:gap]):
            return begin, gap, gap
    elif (wrapped := _wrapped_heading(stream, begin, line_end, end)) and not states.search(
        text, begin, wrapped
    ):
        return begin, _strip(text, begin, wrapped), _skip(text, wrapped, end)
    elif (
        line_end < end
        and not _is_full(stream, begin, line_end)
        and _is_line_heading(line, stream)
        and not states.search(line)
    ):
        return begin, _strip(text, begin, line_end), _skip(text, line_end, end)
    else:
        gap = _gap(stream, begin, line_end)
        if gap and _reads_as_heading(text[begin:gap], colon=True):
            return begin, gap, gap
    stop = _STOP.search(text, begin, min(begin + _MAX_HEADING + 1, end))
    closed = stop and stop.end() < end and (form != "条" or stop[0] == "。")
    if (
        stop
        and closed
        and _reads_as_heading(text[begin : stop.start()], colon=stop[0] in "：:")
        and not states.search(text, begin, stop.end())
    ):
        return begin, stop.start(), _skip(text, stop.start(), end)
    standing = _STANDING.match(text, begin, end)
    if standing and len(stream.starts) < 8:
        return begin, standing.end(), standing.end()
    return begin, begin, begin


def _is_bracketed_heading(hit: re.Match[str], form: str) -> bool:
    """Whether a bracket right behind a label names the item: 【立法目的】; round ones do so in
    articles only.
    """
    round_one = hit[0][0] in "（("
    return (
        (form == "条" or not round_one)
        and _announces(hit["name"])
        and not re.search(r"[：:\d]|删除|删去", hit["name"])
    )


def _announces(phrase: str) -> bool:
    """Whether a phrase set apart names what follows: no sentence, nothing that somebody must do."""
    return (
        1 < len(phrase) <= 25
        and not re.search("[，。；！？：]", phrase)
        and not _STATES.search(phrase)
        and not _SENTENCE.search(phrase)
    )


def _bold(stream: Stream, begin: int, line_end: int) -> int:
    """Where a phrase in bold ends that opens an item and is set apart from what follows
    (**放宽登记** 开摊…); 0 where none does.
    """
    at, printed = stream.passage.at, stream.source.text
    if begin >= line_end or not printed[max(0, at[begin] - 2) : at[begin]].startswith("**"):
        return 0
    for position in range(begin + 1, min(line_end, begin + 27)):
        between = printed[at[position - 1] + 1 : at[position]]
        if "**" in between:
            return (
                position
                if re.search(r"\s", between) and _announces(stream.text[begin:position])
                else 0
            )
    return 0


def _gap(stream: Stream, begin: int, line_end: int, *, shortest: int = 4, rest: int = 20) -> int:
    """Where blanks stand between a heading and its body (放宽准入　　推行网上办理…); 0 where they
    do not.

    One blank counts only if it is the line's only one: misprinted texts have them anywhere.
    """
    at, text = stream.passage.at, stream.text
    gaps = [
        i
        for i in range(begin + 1, line_end)
        if at[i] - at[i - 1] > 1 and "一" <= text[i - 1] <= "鿿" and "一" <= text[i] <= "鿿"
    ]
    first = gaps[0] if gaps else 0
    if (
        not shortest <= first - begin <= 25
        or line_end - first < rest
        or re.search("[，。；：！？]", text[begin:first])
    ):
        return 0
    return first if len(gaps) == 1 or at[first] - at[first - 1] > 2 else 0


def section_heading(stream: Stream, begin: int, end: int) -> int:
    """Where the heading of a section ends; what follows up to `end` is a lead paragraph."""
    text = stream.text
    whole = text[begin:end]
    if len(whole) <= 60 and "。" not in whole.rstrip("。：:"):
        return _strip(text, begin, end)
    _, heading_end, _ = split_heading(stream, begin, end)
    return (
        heading_end
        if heading_end > begin
        else _strip(text, begin, min(stream.line_end(begin), end))
    )


def _is_full(stream: Stream, begin: int, line_end: int) -> bool:
    """Whether the printed line around `begin` reaches the margin: its sentence runs on.

    In a text with wrapped lines the margin is known; in any other a line that ends without a stop
    is full where the next is as long, character for character, and ends without one, too.
    """
    text = stream.text
    first = stream.line_begin(begin)
    if stream.wrapped:
        return line_end - first >= 0.9 * stream.margin
    if line_end >= len(text) or text[line_end - 1] in "。；：:！？）)”":
        return False
    following = stream.line_end(line_end)
    same = abs((following - line_end) - (line_end - first)) <= 1
    return (
        line_end - first >= 16
        and same
        and following < len(text)
        and text[following - 1] not in "。；：:！？）)”"
    )


def _wrapped_heading(stream: Stream, begin: int, line_end: int, end: int) -> int:
    """End of a heading that goes on in a second line, 0 where none does.

    Its first line is as long as any of the text and ends without a stop; the second is shorter,
    holds no stop either, and more of the item follows it.
    """
    text = stream.text
    second = stream.line_end(line_end) if line_end < end else end
    if (
        second >= end
        or line_end - stream.line_begin(begin) < 0.9 * stream.widest
        or second - begin > _MAX_HEADING
    ):
        return 0
    if (
        second - line_end > 0.7 * stream.widest
        or re.search("[。；：！？:;]", text[begin:second])
        or text[second - 1] in "，、"
        or "，" in text[line_end:second]
    ):
        return 0
    return second if _reads_as_heading(text[begin:second], colon=False) else 0


def _is_line_heading(line: str, stream: Stream) -> bool:
    bare = line.rstrip("。：:")
    if not 1 < len(bare) <= _MAX_HEADING or re.search("[。；！？]", bare):
        return False
    if line.endswith(("，", "、", "；")):
        return False
    if (
        not line.endswith(("。", "：", ":"))
        and stream.wrapped
        and len(line) > min(24, 0.8 * stream.width)
    ):
        return False
    return _reads_as_heading(bare, colon=False)


def _reads_as_heading(candidate: str, *, colon: bool) -> bool:
    """Whether a first sentence names a measure (a phrase without a subject) rather than states
    one.
    """
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
