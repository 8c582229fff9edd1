"""The title of a document among the lines of its head."""

from __future__ import annotations

import re
from itertools import pairwise

from compare.places.titles import seat_of_title
from compare.schema.codes import LEVELS
from compare.structure.doc_numbers import (
    KINDS,
    LINE_NUMBER,
    NUMBER,
    ORDER,
    SERIAL,
    YEAR,
)
from compare.structure.issuers import BODY
from compare.structure.lines import Stream
from compare.structure.tail import DATE
from compare.text.dates import CHINESE_DATE, iso_date
from compare.text.fold import fold

_TITLE_LINE = re.compile(
    rf".{{4,}}?(?:{KINDS})(?:[（(](?:试行|草案|征求意见稿|暂行|修订|.{{2,12}}版|"
    rf".{{2,12}}年.{{0,8}}|.{{0,6}}稿|[一二三四五六七八九十]{{1,3}})[）)])?$"
)
_ADDRESSED = re.compile(r"(?:各|市直|省直|州直|国务院|自治区|区直|县直)[^。]{2,200}[：:]$")
_NO_TITLE = re.compile(
    r"^[（(【\[]|[.．](?:docx?|pdf|wps|txt|html?|et|xlsx?)$|^(?:来源|信息来源|文章来源|"
    r"稿源|作者|附件|附[：:]|索引|打印|字号|字体|分享|主办|承办|版权|网站|首页|当前位置|"
    r"您的位置|相关|解读|扫一扫)|^《[^》]*》$"
    r"|信息公开形式|公开形式|公开选项|本文有删减|此件|原文|浏览|字体：|政策解读$|责任编辑|"
    r"^(?:为了?|根据|现将|经|各|关于《)|法宝引证码|http|www\."
)
_YEARS_BEHIND = re.compile(
    r"[（(](?!(?:19|20)\d\d年(?:\d{1,2}月\d{1,2}日|第\d{1,4}号)[）)])(?:(?:19|"
    r"20)\d\d.{0,14}|试行|暂行|草案|征求意见稿|修订.{0,4}|.{1,6}版)[）)]"
)
# 部长 李小鹏2021年8月16日: the end of an order, not the beginning of a title
_SIGNED = re.compile(
    rf"{CHINESE_DATE.pattern}$|(?:主任|[部局省市州县区署行院]长|主席|总理|委员长|检察长|书记)"
    r"[一-鿿]{2,4}$"
)
_QUOTED = re.compile(r"《(?:[^《》]|《[^《》]*》)*》")
_WRAPS = re.compile("(?:印发|转发|发布).*通知$")
_HANDS_ON = re.compile(
    r"(?P<who>[^《]{0,40}?)(?:(?:关于)?(?:转发|批转)|关于(?:推动|做好|认真|抓好|深入|进一步|切实)*"
    r"(?:贯彻|落实|执行|学习|实施)+(?=《))"
)
_RULES = re.compile(r"(?:政府|委|政府办公[厅室]|党委办公[厅室])$")
"""Who hands on what the offices under it propose; offices hand on what comes from above."""
_GOES_ON = re.compile(r"》?的?(?:通知|通告|公告|函|决定)")
_ANNEX = re.compile(r"^(?:附件|附)[\d一二三四五六七八九十]{0,2}[：:]?(?=.{6,})")
_NOTE_BEHIND = re.compile(
    r"[（(](?:本文有删减|此件(?:主动|依申请)?公开(?:发布)?|此件有删减|有删减|节选|全文|"
    r"主动公开)[）)]$"
)


def printed(stream: Stream, begin: int, end: int) -> str:
    at = stream.passage.at
    return stream.source.simplified[at[begin] : at[end - 1] + 1].replace("\n", " ")


def title_of(lines: list[str]) -> str:
    """The last title printed before the body: of a notice and the plan it wraps, the plan's.

    A notice that only hands on what another body above has issued is a document of its own.
    """
    lines = [_NOTE_BEHIND.sub("", line) for line in lines]
    found = _candidates(lines)
    if (at := _handed_on(found)) is not None:
        return found[at - 1][0]
    candidates = [title for title, _ in found]
    wrapped = [c for c in candidates if not _WRAPS.search(_QUOTED.sub("《》", c))]
    if wrapped:
        return wrapped[-1]
    issued = _issued_title(lines)
    if issued:
        return issued
    if candidates:
        return candidates[-1]
    hit = re.match(rf"(.{{6,90}}?(?:{KINDS}))(?=(?!的){NUMBER.pattern}|各)", "".join(lines)[:160])
    if hit and not _NO_TITLE.search(hit[1]):
        return hit[1]
    attached = (trimmed(line) for line in lines[:12] if _ANNEX.match(line))
    return next(
        (
            title
            for title in attached
            if _TITLE_LINE.fullmatch(title) and not re.match(r"[\d《]", title)
        ),
        "",
    )


def attached_at(lines: list[str]) -> int:
    """The line with which a text begins that another body has issued and this document hands on;
    the number of lines where it attaches none.
    """
    found = _candidates([_NOTE_BEHIND.sub("", line) for line in lines])
    at = _handed_on(found)
    return len(lines) if at is None else found[at][1]


def _candidates(lines: list[str]) -> list[tuple[str, int]]:
    """Every title that the first lines print, with the line on which it begins."""
    candidates: list[tuple[str, int]] = []
    used = -1
    for first in range(min(len(lines), 60)):
        if first <= used or _NO_TITLE.search(lines[first]):
            continue
        for last in range(first, min(first + 5, len(lines))):
            joined = unnumbered("".join(lines[first : last + 1]))
            if (
                len(joined) > 120
                or re.search(r"[。；]", joined)
                or (
                    last > first and (_breaks_a_title(lines[last]) or _NO_TITLE.search(lines[last]))
                )
            ):
                break
            if last == first and _breaks_a_title(lines[first]):
                break
            if not _TITLE_LINE.fullmatch(joined) or re.fullmatch(
                rf"{BODY}(?:公告|通告|令|命令|文件)", joined
            ):
                continue
            if last + 1 < len(lines) and _GOES_ON.fullmatch(lines[last + 1]):
                continue
            if "关于" in joined or 6 <= len(joined) <= 60:
                behind = (
                    lines[last + 1]
                    if last + 1 < len(lines) and _YEARS_BEHIND.fullmatch(lines[last + 1])
                    else ""
                )
                candidates.append((trimmed(joined) + behind, first))
                used = last + bool(behind)
                break
    return candidates


def _handed_on(candidates: list[tuple[str, int]]) -> int | None:
    """Which of the titles is that of a text from above, that the notice before it passes on
    (转发, 关于落实《…》的通知) and does not issue.
    """
    for at, ((outer, _), (inner, _)) in enumerate(pairwise(candidates), 1):
        hit = _HANDS_ON.match(outer)
        if hit is None or fold(inner).text == fold(outer).text:
            continue
        mine, theirs = seat_of_title(outer).level, seat_of_title(inner).level
        theirs = theirs or seat_of_title(outer[hit.end() :].lstrip("《")).level
        above = bool(mine and theirs) and LEVELS.index(theirs) < LEVELS.index(mine)
        quoted = fold(inner).text in fold(outer).text
        if above or (quoted and not theirs and not _RULES.search(hit["who"])):
            return at
    return None


def _issued_title(lines: list[str]) -> str:
    """Title named in "现将《…》印发给你们" or "《…》已经…通过，现予公布", where the document
    itself prints none.
    """
    for first in range(min(len(lines), 12)):
        joined = "".join(lines[first : first + 3])[:160]
        if hit := re.match(
            rf"{BODY}(?:、?{BODY})*印发(?:了)?《((?:[^《》]|《[^《》]*》)+)》", joined
        ):
            return hit[1]
    for line in lines:
        hit = re.search(
            r"(?:现将|现印发|现发布|现公布)[^《。；]{0,30}《((?:[^《》]|《[^《》]*》)+)》"
            r"(?![^。；]{0,60}?转发)",
            line,
        ) or re.match(
            (
                r"《((?:[^《》]|《[^《》]*》)+)》(?:[（(][^）)]{0,20}[）)])?(?:已|经|业经|"
                r"已经)[^。]{4,120}?(?:现予|现印发|予以|印发|公布|发布)"
            ),
            line,
        )
        if hit:
            return hit[1]
    return ""


def _breaks_a_title(line: str) -> bool:
    return bool(
        LINE_NUMBER.fullmatch(line)
        or DATE.fullmatch(line)
        or iso_date(line)
        or _ADDRESSED.search(line)
        or SERIAL.fullmatch(line)
        or ORDER.fullmatch(line)
        or re.fullmatch(
            rf"[^《》，。]{{0,40}}公报|[^《》，。]{{0,40}}?{YEAR}年?第.{{1,6}}期.{{0,16}}", line
        )
        or re.fullmatch(rf"[^《》，。]{{0,40}}(?:令|公告|通告){ORDER.pattern}", line)
        or (
            "关于" not in line
            and re.fullmatch(rf"[^《》，。]{{0,60}}(?:令|公告|通告){SERIAL.pattern}", line)
        )
        or line.endswith(("：", ":", "文件", "，", "、", "令"))
        or line.startswith(("为", "现将", "根据", "经", "各"))
        or (re.fullmatch(BODY, line) and "关于" not in line)
        or "此件" in line
        or ("关于" not in line and _SIGNED.search(line))
    )


def unnumbered(title: str) -> str:
    title = re.sub(rf"[（(]?{NUMBER.pattern}[）)]?", "", title)
    return re.sub(rf"(?<=公告|通告|决定|通知|意见){SERIAL.pattern}$", "", title)


def trimmed(title: str) -> str:
    """A title without what was glued to it: 附件1 in front, the name of a file or a note behind."""
    title = _ANNEX.sub("", unnumbered(title))
    return _NOTE_BEHIND.sub("", re.sub(r"[.．](?:docx?|pdf|wps|txt|html?)$", "", title))
