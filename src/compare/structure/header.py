"""The head of a document: title, number, issuers, dates, and the documents it says it implements.

Each field is read from the text where the text states it. `study` fills the rest from documents.csv
and reports where the two disagree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from compare.structure.index_box import read_index
from compare.structure.lines import Stream
from compare.structure.named import Named, named_in_head
from compare.structure.tail import DATE
from compare.text.dates import CHINESE_DATE, iso_date
from compare.text.script import simplify

_KINDS = (
    "实施意见|指导意见|若干意见|意见|行动方案|实施方案|工作方案|分工方案|方案|"
    "若干政策措施|政策措施|若干措施|措施|若干政策|政策|实施办法|管理办法|暂行办法|办法|"
    "规定|规划纲要|发展规划|规划|"
    "决定|实施细则|细则|条例|行动计划|计划|通知|通告|公告|批复|要点|纲要|函|报告|指南|"
    "命令|令|清单|规则|决议|解释|法|白皮书|守则|章程|公约|标准|规范|制度|安排|目录|"
    "倡议书|复函|意见书|通报"
)
_YEAR = r"(?:(?:19|20)\d{2}|[一二][〇○零九][〇○零一二三四五六七八九]{2})"
_NUMBER = re.compile(
    rf"([一-鿿]{{1,10}}?[一-鿿])[〔\[［（(【﹝<〈]({_YEAR})[〕\]］）)】﹞>〉]第?\s?(\d{{1,4}})号"
)
# Announcements and orders count by year or from the first of their kind: 2021年第5号, 第218号.
_SERIAL = re.compile(
    rf"[〔\[［（(【﹝]?(?P<year>{_YEAR})年?[〕\]］）)】﹞]?[，,]?第?(?P<no>\d{{1,4}}|"
    rf"[一二三四五六七八九十百零〇]{{1,5}})号[〕\]］）)】﹞]?"
)
_ORDER = re.compile(r"[（(〔]?第(?P<no>\d{1,4}|[一二三四五六七八九十百零〇]{1,5})号(?:令)?[）)〕]?")
_LINE_NUMBER = re.compile(rf"[（(]?{_NUMBER.pattern}[）)]?")
_TITLE_LINE = re.compile(
    rf".{{4,}}?(?:{_KINDS})(?:[（(](?:试行|草案|征求意见稿|暂行|修订|.{{2,12}}版|"
    rf".{{2,12}}年.{{0,8}}|.{{0,6}}稿)[）)])?$"
)
_QUOTED = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
_END = (
    r"(?:人民代表大会常务委员会|人民代表大会|人民政府办公厅|人民政府办公室|人民政府|"
    r"政府办公厅|政府办公室|政府|行署办公室|海关|兵团|调查总队|调查队|总队|支队|"
    r"委员会办公室|委员会|领导小组办公室|领导小组|办公厅|办公室|监督管理局|总局|总署|"
    r"厅|局|部|委|院|署|会|行|集团|公司|中心)"
)
_BODY = rf"(?:国务院办公厅|国务院|[一-鿿]{{2,24}}?{_END})"
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
_RED_END = re.compile(
    rf"\s*(?:文\s*件|命?\s*令|公\s*告|通\s*告)\s*(?:[（(〔]?\s*第.{{1,6}}号[）)〕]?|"
    rf"[〔（(]?{_YEAR}\s*年\s*第.{{1,6}}号.?)?\s*$"
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
_PLACE = re.compile(
    r"(?:中共|中华人民共和国)?(?:[一-鿿]{2,8}?(?:省|自治区|市|自治州|州|盟|地区|县|自治县|"
    r"区|旗)|国家|国务院|中国|中央|全国)"
)


@dataclass(frozen=True)
class Header:
    """What the text says of itself; an empty string is "the text does not say".

    `issuer` holds every issuing body, joined with ``;``, the one named first first.
    """

    title: str = ""
    doc_number: str = ""
    issuer: str = ""
    issue_date: str = ""
    named: tuple[Named, ...] = ()
    passed_date: str = ""
    in_force_date: str = ""

    @property
    def implements(self) -> tuple[str, ...]:
        """Numbers among the documents that the text says it carries out."""
        return tuple(dict.fromkeys(named.number for named in self.named if named.number))


def canonical_number(text: str) -> str:
    """Document number in simplified script with 〔〕: ``國發[2018]32號`` → ``国发〔2018〕32号``;
    empty if it is none.

    An announcement or order keeps year and number as printed: ``2021年 第5号`` → ``2021年第5号``.
    """
    flat = re.sub(r"\s", "", simplify(text))
    if hit := _NUMBER.search(flat):
        return _canonical(hit)
    if (hit := _SERIAL.search(flat)) and "年" in hit[0]:
        return _serial(hit)
    if hit := re.search(rf"令{_ORDER.pattern}", flat):
        return f"第{_integer(hit['no'])}号"
    return ""


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
    number = canonical_number(fields.get("doc_number", "")) or _own_number(lines)
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
        ";".join(_issuers(spaced, lines, after, after_raw, title, fields, passing_body)),
        written,
        named,
        passed,
        fields.get("in_force", "") or _in_force(lines, speaks, written),
    )


def _head_lines(stream: Stream, end: int) -> tuple[list[str], list[str]]:
    """Lines of the head, as printed (script simplified) and without white space."""
    spans = stream.lines(0, min(end, 20000))
    return [_printed(stream, a, b) for a, b in spans], [stream.text[a:b] for a, b in spans]


def _printed(stream: Stream, begin: int, end: int) -> str:
    at = stream.passage.at
    return stream.source.simplified[at[begin] : at[end - 1] + 1].replace("\n", " ")


def _canonical(hit: re.Match[str]) -> str:
    year = hit[2] if hit[2].isdigit() else str(_year(hit[2]))
    return f"{hit[1]}〔{int(year)}〕{int(hit[3])}号"


def _serial(hit: re.Match[str]) -> str:
    year = int(hit["year"]) if hit["year"].isdigit() else _year(hit["year"])
    return f"{year}年第{_integer(hit['no'])}号"


def _year(han: str) -> int:
    return int(iso_date(f"{han}年1月1日")[:4] or 0)


def _integer(text: str) -> int:
    if text.isdecimal():
        return int(text)
    value, digit = 0, 0
    for character in text:
        if character in "百十":
            value, digit = value + (digit or 1) * {"百": 100, "十": 10}[character], 0
        else:
            digit = "〇一二三四五六七八九".find(character.replace("零", "〇"))
    return value + digit


def _own_number(lines: list[str]) -> str:
    """The number on a line of its own, else one printed behind the title, in front of every
    sentence.
    """
    for line in lines:
        if hit := _LINE_NUMBER.fullmatch(line):
            return _canonical(hit)
    for line in lines[:12]:
        head = line[:200]
        behind_title = re.search(rf"(?:{_KINDS})[（(]?({_NUMBER.pattern})", head)
        if behind_title and "《" not in head[: behind_title.start()]:
            return canonical_number(behind_title[1])
        alone = re.search(rf"(?<![一-鿿《]){_NUMBER.pattern}", head)
        if (
            alone
            and len(line) < 60
            and not re.search(
                "《|根据|按照|依据|依照|遵照|贯彻|落实|执行|转发|印发", head[: alone.end(1)]
            )
        ):
            return canonical_number(alone[0])
    for line, before in zip(lines[:20], ["", *lines], strict=False):
        if hit := _SERIAL.fullmatch(line):
            return _serial(hit)
        hit = re.search(rf"(?:公告|通告|令|公报|决定|通知|意见){_SERIAL.pattern}$", line)
        if hit and len(line) < 80 and "《" not in line:
            return _serial(hit)
        if hit := re.fullmatch(rf"(?P<body>[^《》。，]{{0,40}}令)?{_ORDER.pattern}", line):
            if hit["body"] or before.endswith(("令", "公告", "通告", "公布", "通过")):
                return f"第{_integer(hit['no'])}号"
        elif (
            hit := re.fullmatch(rf".{{4,60}}?(?:公告|通告|令)[（(]{_ORDER.pattern}[）)]?", line)
        ) and "《" not in line:
            return f"第{_integer(hit['no'])}号"
    promulgated = (
        re.search(rf"令{_ORDER.pattern}(?:公布|发布|颁布)", line)
        for line in lines[:20]
        if "《" not in line
    )
    return next((f"第{_integer(hit['no'])}号" for hit in promulgated if hit), "")


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
                rf"{_BODY}(?:公告|通告|令|命令|文件)", joined
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
    hit = re.match(rf"(.{{6,90}}?(?:{_KINDS}))(?={_NUMBER.pattern}|各)", "".join(lines)[:160])
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
        _LINE_NUMBER.fullmatch(line)
        or DATE.fullmatch(line)
        or iso_date(line)
        or _ADDRESSED.search(line)
        or _SERIAL.fullmatch(line)
        or _ORDER.fullmatch(line)
        or re.fullmatch(
            rf"[^《》，。]{{0,40}}公报|[^《》，。]{{0,40}}?{_YEAR}年?第.{{1,6}}期.{{0,16}}", line
        )
        or re.fullmatch(rf"[^《》，。]{{0,40}}(?:令|公告|通告){_ORDER.pattern}", line)
        or (
            "关于" not in line
            and re.fullmatch(rf"[^《》，。]{{0,60}}(?:令|公告|通告){_SERIAL.pattern}", line)
        )
        or line.endswith(("：", ":", "文件", "，", "、", "令"))
        or line.startswith(("为", "现将", "根据", "经", "各"))
        or (re.fullmatch(_BODY, line) and "关于" not in line)
        or "此件" in line
    )


def _unnumbered(title: str) -> str:
    title = re.sub(rf"[（(]?{_NUMBER.pattern}[）)]?", "", title)
    return re.sub(rf"(?<=公告|通告|决定|通知|意见){_SERIAL.pattern}$", "", title)


def _trimmed(title: str) -> str:
    """A title without what was glued to it: 附件1 in front, the name of a file or a note behind."""
    title = _ANNEX.sub("", _unnumbered(title))
    return _NOTE_BEHIND.sub("", re.sub(r"[.．](?:docx?|pdf|wps|txt|html?)$", "", title))


def _split_bodies(printed: str) -> list[str]:
    """Bodies that stand on one line, apart by blanks or commas or run together: each begins with
    the place of the first.
    """
    parts = [part for part in re.split(r"[\s\u3000、,，;；]+", printed.strip()) if part]
    merged: list[str] = []
    for part in parts:
        if merged and not re.search(rf"{_END}$", merged[-1]):
            merged[-1] += part  # a blank inside a name
        else:
            merged.append(part)
    out: list[str] = []
    for part in merged:
        place = _PLACE.match(part)
        cut = (
            rf"(?<=[局委厅部办室会院署行府社组])(?={re.escape(place[0])}[一-鿿]{{2,}})"
            if place
            else "$^"
        )
        out += [piece for piece in re.split(cut, part) if piece]
    return out


def _are_bodies(printed: str) -> list[str]:
    """The bodies of a line that holds nothing else; empty where it holds more."""
    if len(printed) > 160:
        return []
    parts = _split_bodies(printed)
    return parts if parts and all(re.fullmatch(_BODY, part) for part in parts) else []


def _issuers(
    spaced: list[str],
    lines: list[str],
    after: list[str],
    after_raw: list[str],
    title: str,
    fields: dict[str, str],
    passing: str,
) -> list[str]:
    """Every issuing body: of the red head, of lines of their own, of the signature, of the title,
    of the index box.
    """
    flat = [re.sub(r"\s", "", line) for line in spaced]
    red: list[str] = []
    for number, line in enumerate(flat[:20]):
        end = _RED_END.search(spaced[number]) if len(line) <= 90 else None
        if end is None:
            continue
        here = _are_bodies(spaced[number][: end.start()])
        above = [
            body for other in spaced[max(number - 6, 0) : number] for body in _are_bodies(other)
        ]
        if here or (above and not line[: -len(re.sub(r"\s", "", end[0])) or None]):
            return _fullest([*above, *here], title, spaced)
    for number, line in enumerate(spaced[:12]):
        found = _are_bodies(line)
        if not found:
            if red:
                break
            continue
        following = flat[number + 1] if number + 1 < len(flat) else ""
        if (
            DATE.match(following)
            or following.startswith(("关于", "印发"))
            or _are_bodies(following)
            or _LINE_NUMBER.fullmatch(following)
            or red
        ):
            red += found
    if red:
        return _fullest(red, title, spaced)
    for group_lines, group in ((spaced, flat), (after_raw, after)):
        signed: list[str] = []
        for number, line in enumerate(group[:40] if group is after else group):
            dated = DATE.match(group[number + 1]) if number + 1 < len(group) else None
            bodies = _are_bodies(group_lines[number]) if len(line) <= 80 else []
            if bodies and (dated or group is after or signed):
                signed += bodies
                if dated:
                    break
            elif signed:
                break
            elif bodies and number + 2 < len(group) and _are_bodies(group_lines[number + 1]):
                signed += bodies
        if signed and (group is after or any(DATE.match(line) for line in group)):
            return list(dict.fromkeys(signed))
    for line in [title, *lines[:10]]:
        begin = re.split("关于|印发|转发|批转", line[:120])[0]
        if begin != line[:120] and (parts := _are_bodies(_spaced_like(begin, spaced))):
            return parts
    if fields.get("issuer"):
        return _split_bodies(fields["issuer"])
    return [passing] if passing else []


def _fullest(red: list[str], title: str, spaced: list[str]) -> list[str]:
    """The bodies of the red head, or those of the title where it names these and more
    (联合印发).
    """
    red = list(dict.fromkeys(red))
    lines = [line for line in spaced[:20] if re.search("关于|印发|转发|批转", line)]
    for line in [title, *lines]:
        parts = _split_bodies(re.split("关于|印发|转发|批转", line)[0])
        if (
            len(parts) > len(red)
            and set(red) <= set(parts)
            and all(re.fullmatch(_BODY, part) for part in parts)
        ):
            return parts
    return red


def _spaced_like(names: str, spaced: list[str]) -> str:
    """The words of `names` with the blanks that the head prints between them."""
    pattern = r"\s*".join(map(re.escape, names))
    return next((hit[0] for line in spaced[:12] if (hit := re.search(pattern, line))), names)


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
