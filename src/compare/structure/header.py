"""The head of a document: title, number, issuers, dates, and the documents it says it implements.

Each field is read from the text where the text states it. `study` fills the rest from documents.csv
and reports where the two disagree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from compare.structure.doc_numbers import (
    KINDS,
    LINE_NUMBER,
    NUMBER,
    ORDER,
    SERIAL,
    YEAR,
    canonical_number,
    own_number,
)
from compare.structure.editions import amended_on
from compare.structure.index_box import read_index
from compare.structure.issuers import BODY, issuers
from compare.structure.lines import Stream
from compare.structure.named import Named, named_in_head
from compare.structure.tail import DATE
from compare.text.dates import CHINESE_DATE, iso_date

_TITLE_LINE = re.compile(
    rf".{{4,}}?(?:{KINDS})(?:[（(](?:试行|草案|征求意见稿|暂行|修订|.{{2,12}}版|"
    rf".{{2,12}}年.{{0,8}}|.{{0,6}}稿)[）)])?$"
)
_QUOTED = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
_ISSUED = re.compile(r"(?:印发|下发|转发|发布|公布|颁布)")
_ADDRESSED = re.compile(r"(?:各|市直|省直|州直|国务院|自治区|区直|县直)[^。]{2,200}[：:]$")
_NO_TITLE = re.compile(
    r"^[（(【\[]|[.．](?:docx?|pdf|wps|txt|html?|et|xlsx?)$|^(?:来源|信息来源|文章来源|"
    r"稿源|作者|附件|附[：:]|索引|打印|字号|字体|分享|主办|承办|版权|网站|首页|当前位置|"
    r"您的位置|相关|解读|扫一扫)|^《[^》]*》$"
    r"|信息公开形式|公开形式|公开选项|本文有删减|此件|原文|浏览|字体：|政策解读$|责任编辑|"
    r"^(?:为了?|根据|现将|经|各|关于《)|法宝引证码|http|www\."
)
_PASSED = re.compile(
    rf"({CHINESE_DATE.pattern})[，,]?(?:经|由)?(?P<who>[^，。；（()]*?(?:人民代表大会|人大|"
    rf"会议|人民政府|国务院|委员会|党组|部务会|局务会|厅务会|法院|检察院)[^，。；"
    rf"]{{0,60}}?)?(?P<how>(?:修订)?通过|批准|审议通过|审议)"
)
_PROMULGATED = re.compile(rf"({CHINESE_DATE.pattern})[^。；]{{0,40}}?(?:公布|发布|颁布|令)")
_IN_FORCE = re.compile(
    rf"自({CHINESE_DATE.pattern})(?:零时|0时|"
    rf"[（(][^）)]*[）)])?起?(?:开始)?(?:正式)?(?:施行|实施|执行|生效|试行)|"
    rf"({CHINESE_DATE.pattern})起?(?:施行|实施|生效)"
)
_AT_ONCE = re.compile(
    r"自(?:公布|发布|颁布|印发|下发|通过|签发)之?日起(?:施行|实施|执行|生效|试行)"
)
_YEARS_BEHIND = re.compile(
    r"[（(](?!(?:19|20)\d\d年(?:\d{1,2}月\d{1,2}日|第\d{1,4}号)[）)])(?:(?:19|"
    r"20)\d\d.{0,14}|试行|暂行|草案|征求意见稿|修订.{0,4}|.{1,6}版)[）)]"
)
_ANNEX = re.compile(r"^(?:附件|附)[\d一二三四五六七八九十]{0,2}[：:]?(?=.{6,})")
_NOTE_BEHIND = re.compile(
    r"[（(](?:本文有删减|此件(?:主动|依申请)?公开(?:发布)?|此件有删减|有删减|节选|全文|"
    r"主动公开)[）)]$"
)


@dataclass(frozen=True)
class Header:
    """What the text says of itself; an empty string is "the text does not say".

    `issuer` holds every issuing body, joined with ``;``, the one named first first. `at_large`: it
    rests on the law at large (根据有关法律、法规), whatever else it names. `amended_date`: the last
    amendment that the head tells of.
    """

    title: str = ""
    doc_number: str = ""
    issuer: str = ""
    issue_date: str = ""
    named: tuple[Named, ...] = ()
    passed_date: str = ""
    in_force_date: str = ""
    amended_date: str = ""
    at_large: bool = False

    @property
    def implements(self) -> tuple[str, ...]:
        """Numbers among the documents that the text says it carries out."""
        return tuple(dict.fromkeys(named.number for named in self.named if named.number))


def read_header(stream: Stream, end: int, tail: int, speaks: list[str]) -> Header:
    """Read the head (everything before the first label, up to `end`) and the signature (from
    `tail` on).

    `speaks` are the texts of the clauses that may say from when on the document is in force.
    """
    raw, lines = _head_lines(stream, end)
    fields, used = read_index(raw)
    lines = [line for number, line in enumerate(lines) if number not in used and line]
    spaced = [line for number, line in enumerate(raw) if number not in used and line.strip()]
    after = [stream.text[a:b] for a, b in stream.lines(tail, min(len(stream.text), tail + 4000))]
    after_raw = [
        _printed(stream, a, b) for a, b in stream.lines(tail, min(len(stream.text), tail + 4000))
    ]
    number = canonical_number(fields.get("doc_number", "")) or own_number(lines)
    title = _title(lines) or _trimmed(re.sub(r"\s", "", fields.get("title", "")))
    passed, promulgated, passing_body = _passage(lines)
    signed = _date([hit[0] for line in after[:12] if len(line) < 60 and (hit := DATE.search(line))])
    written = (
        fields.get("written", "")
        or _date(lines)
        or signed
        or promulgated
        or fields.get("published", "")
        or passed
    )
    named = tuple(
        one
        for one in named_in_head("".join(lines))
        if one.title != title and (not one.number or one.number != number)
    )
    return Header(
        title,
        number,
        ";".join(issuers(spaced, lines, after, after_raw, title, fields, passing_body)),
        written,
        named,
        passed,
        fields.get("in_force", "") or _in_force(lines, speaks, written),
        amended_on(lines),
    )


def _head_lines(stream: Stream, end: int) -> tuple[list[str], list[str]]:
    """Lines of the head, as printed (script simplified) and without white space."""
    spans = stream.lines(0, min(end, 20000))
    return [_printed(stream, a, b) for a, b in spans], [stream.text[a:b] for a, b in spans]


def _printed(stream: Stream, begin: int, end: int) -> str:
    at = stream.passage.at
    return stream.source.simplified[at[begin] : at[end - 1] + 1].replace("\n", " ")


def _title(lines: list[str]) -> str:
    """The last title printed before the body: of a notice and the plan it wraps, the plan's."""
    lines = [_NOTE_BEHIND.sub("", line) for line in lines]
    candidates: list[str] = []
    used = -1
    for first in range(min(len(lines), 60)):
        if first <= used or _NO_TITLE.search(lines[first]):
            continue
        for last in range(first, min(first + 5, len(lines))):
            joined = _unnumbered("".join(lines[first : last + 1]))
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
            if "关于" in joined or 6 <= len(joined) <= 60:
                behind = (
                    lines[last + 1]
                    if last + 1 < len(lines) and _YEARS_BEHIND.fullmatch(lines[last + 1])
                    else ""
                )
                candidates.append(_trimmed(joined) + behind)
                used = last + bool(behind)
                break
    wrapped = [c for c in candidates if not re.search(r"(?:印发|转发|发布).*通知$", c)]
    if wrapped:
        return wrapped[-1]
    issued = _issued_title(lines)
    if issued:
        return issued
    if candidates:
        return candidates[-1]
    hit = re.match(rf"(.{{6,90}}?(?:{KINDS}))(?={NUMBER.pattern}|各)", "".join(lines)[:160])
    if hit and not _NO_TITLE.search(hit[1]):
        return hit[1]
    attached = (_trimmed(line) for line in lines[:12] if _ANNEX.match(line))
    return next(
        (
            title
            for title in attached
            if _TITLE_LINE.fullmatch(title) and not re.match(r"[\d《]", title)
        ),
        "",
    )


def _issued_title(lines: list[str]) -> str:
    """Title named in "现将《…》印发给你们" or "《…》已经…通过，现予公布", where the document
    itself prints none.
    """
    for line in lines:
        hit = re.search(
            r"(?:现将|现印发|现发布|现公布|现转发)[^《。；]{0,30}《((?:[^《》]|《[^《》]*》)+)》",
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
    )


def _unnumbered(title: str) -> str:
    title = re.sub(rf"[（(]?{NUMBER.pattern}[）)]?", "", title)
    return re.sub(rf"(?<=公告|通告|决定|通知|意见){SERIAL.pattern}$", "", title)


def _trimmed(title: str) -> str:
    """A title without what was glued to it: 附件1 in front, the name of a file or a note behind."""
    title = _ANNEX.sub("", _unnumbered(title))
    return _NOTE_BEHIND.sub("", re.sub(r"[.．](?:docx?|pdf|wps|txt|html?)$", "", title))


def _date(lines: list[str]) -> str:
    for line in lines:
        if len(line) <= 24 and (
            found := iso_date(re.sub(r"^[（(]|(?:印发|发布|公布|印)?[）)]?$", "", line))
        ):
            return found
    return ""


def _passage(lines: list[str]) -> tuple[str, str, str]:
    """When a regulation was passed (by the body that made it), when promulgated, and by whom it
    was passed.
    """
    passed = promulgated = who = ""
    for line in lines[:40]:
        for hit in _PASSED.finditer(line):
            if hit["how"] == "审议" or "修改" in line[hit.start() : hit.end()]:
                continue
            if not passed:
                passed = iso_date(hit[1])
                body = re.match(
                    (
                        r"(?:第[一二三四五六七八九十]+届)?(?P<b>.+?(?:人民代表大会常务委员会|"
                        r"人民代表大会|人民政府|国务院|审判委员会|检察委员会|委员会))(?=第|"
                        r"常务|全体|$)"
                    ),
                    re.sub(r"第[一二三四五六七八九十百\d]+届", "", hit["who"] or ""),
                )
                who = who or (body["b"] if body else "")
        if (
            not promulgated
            and (told := _PROMULGATED.search(line))
            and not re.search("通过|批准", told[0])
        ):
            promulgated = iso_date(told[1])
    return passed, promulgated, who.replace("审判委员会", "").replace("检察委员会", "")


def _in_force(lines: list[str], speaks: list[str], written: str) -> str:
    """The day from which the document is in force; that of its issue where it says "from the day
    of issue".
    """
    for text in [*lines, *reversed(speaks)]:
        if hit := _IN_FORCE.search(text):
            if "同时废止" in text[: hit.start()] or re.search("《[^》]*$", text[: hit.start()]):
                continue
            return iso_date(hit[1] or hit[5])
    if any(_AT_ONCE.search(text) for text in speaks) and len(written) == 10:
        return written
    return ""
