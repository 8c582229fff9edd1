"""The head of a document: title, number, issuer, date, and the documents it says it implements.

Each field is read from the text where the text states it. `study` fills the rest from documents.csv
and reports where the two disagree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from compare.structure.labels import number_of
from compare.structure.lines import Stream
from compare.structure.named import Named, named_in_head
from compare.structure.tail import DATE
from compare.text.script import simplify

_KINDS = (
    "实施意见|指导意见|若干意见|意见|行动方案|实施方案|工作方案|分工方案|方案|若干政策措施|政策措施|若干措施|措施|若干政策|政策|实施办法|管理办法|暂行办法|办法|规定|规划纲要|发展规划|规划|"
    "决定|实施细则|细则|条例|行动计划|计划|通知|通告|公告|批复|要点|纲要|函|报告|指南|命令|清单|规则|决议|解释|法|白皮书"
)
_NUMBER = re.compile(
    r"([一-鿿]{1,10}?[一-鿿])[〔\[［（(【﹝]((?:19|20)\d{2})[〕\]］）)】﹞]第?\s?(\d{1,4})号"
)
_LINE_NUMBER = re.compile(rf"[（(]?{_NUMBER.pattern}[）)]?")
_TITLE_LINE = re.compile(rf".{{4,}}?(?:{_KINDS})(?:[（(](?:试行|草案|征求意见稿|暂行|.{{2,12}}版|.{{2,12}}年.{{0,8}})[）)])?$")
_QUOTED = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
_BODY = r"(?:国务院办公厅|国务院|[一-鿿]{2,24}?(?:人民政府办公厅|人民政府办公室|人民政府|委员会办公室|委员会|办公厅|办公室|厅|局|部|委))"
_ISSUED = re.compile(r"(?:印发|下发|转发|发布)")
_ADDRESSED = re.compile(r"(?:各|市直|省直|州直|国务院|自治区|区直|县直)[^。]{2,200}[：:]$")


@dataclass(frozen=True)
class Header:
    """What the text says of itself; an empty string is "the text does not say"."""

    title: str = ""
    doc_number: str = ""
    issuer: str = ""
    issue_date: str = ""
    named: tuple[Named, ...] = ()

    @property
    def implements(self) -> tuple[str, ...]:
        """Numbers among the documents that the text says it carries out."""
        return tuple(dict.fromkeys(named.number for named in self.named if named.number))

    @property
    def implements_titles(self) -> tuple[str, ...]:
        """Titles of those that it names without a number."""
        return tuple(dict.fromkeys(named.title for named in self.named if not named.number))


def canonical_number(text: str) -> str:
    """Document number in simplified script with 〔〕: ``國發[2018]32號`` → ``国发〔2018〕32号``; empty if it is none."""
    hit = _NUMBER.search(re.sub(r"\s", "", simplify(text)))
    return f"{hit[1]}〔{hit[2]}〕{int(hit[3])}号" if hit else ""


def read_header(stream: Stream, end: int, tail: int) -> Header:
    """Read the head (everything before the first label, up to `end`) and the signature (from `tail` on)."""
    lines = [stream.text[a:b] for a, b in stream.lines(0, end)]
    after = [stream.text[a:b] for a, b in stream.lines(tail, len(stream.text))]
    title = _title(lines)
    date = _date(lines) or _date([hit[0] for line in after[:8] if len(line) < 60 and (hit := DATE.search(line))])
    number = _own_number(lines)
    return Header(title, number, _issuer(lines, after, title), date, named_in_head("".join(lines)))


def _own_number(lines: list[str]) -> str:
    """The number on a line of its own, else one printed behind the title, in front of every sentence."""
    for line in lines:
        if hit := _LINE_NUMBER.fullmatch(line):
            return f"{hit[1]}〔{hit[2]}〕{int(hit[3])}号"
    for line in lines[:8]:
        head = line[:200]
        behind_title = re.search(rf"(?:{_KINDS})[（(]?({_NUMBER.pattern})", head)
        if behind_title and "《" not in head[: behind_title.start()]:
            return canonical_number(behind_title[1])
        alone = re.search(rf"(?<![一-鿿《]){_NUMBER.pattern}", head)
        if alone and len(line) < 60 and not re.search("《|根据", head[: alone.start()]):
            return canonical_number(alone[0])
    return ""


def _title(lines: list[str]) -> str:
    """The last title printed before the body: of a notice and the plan it wraps, the plan's."""
    candidates: list[str] = []
    used = -1
    for first in range(min(len(lines), 60)):
        if first <= used:
            continue
        for last in range(first, min(first + 4, len(lines))):
            joined = "".join(lines[first : last + 1])
            if len(joined) > 110 or re.search(r"[。；]", joined) or (last > first and _breaks_a_title(lines[last - 1])):
                break
            if _breaks_a_title(joined):
                break
            if (_TITLE_LINE.fullmatch(joined) and "关于" in joined + lines[first]) or (_TITLE_LINE.fullmatch(joined) and 8 <= len(joined) <= 60):
                candidates.append(_unnumbered(joined))
                used = last
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
    return hit[1] if hit else ""


def _issued_title(lines: list[str]) -> str:
    """Title named in "现将《…》印发给你们", where the plan itself prints none."""
    for line in lines:
        if "现将" in line or "现印发" in line or (_ISSUED.search(line) and "你们" in line):
            quoted = _QUOTED.findall(line)
            if quoted:
                return quoted[0]
    return ""


def _breaks_a_title(line: str) -> bool:
    return bool(
        _LINE_NUMBER.fullmatch(line) or DATE.fullmatch(line) or _ADDRESSED.search(line) or line.endswith(("：", ":", "文件", "，", "、"))
        or line.startswith(("为", "现将", "根据", "经", "各")) or re.fullmatch(rf"{_BODY}", line) or "此件" in line
    )


def _unnumbered(title: str) -> str:
    return re.sub(rf"[（(]?{_NUMBER.pattern}[）)]?", "", title)


def _issuer(lines: list[str], after: list[str], title: str) -> str:
    for line in lines:
        if hit := re.fullmatch(rf"({_BODY})文件", line):
            return hit[1]
    for group in (lines, after):
        for line, following in zip(group, [*group[1:], ""], strict=False):
            if re.fullmatch(_BODY, line) and (DATE.match(following) or group is after):
                return line
    if hit := re.match(rf"({_BODY})(?:关于|印发|转发|批转)", title):
        return hit[1]
    for line in lines[:10]:
        if hit := re.match(rf"({_BODY})(?:关于|印发|转发|批转)", line):
            return hit[1]
    return ""


def _date(lines: list[str]) -> str:
    for line in lines:
        hit = DATE.fullmatch(line) or DATE.fullmatch(re.sub(r"(?:印发|发布|印)$", "", line))
        if hit:
            year = hit[1] if hit[1].isdigit() else "".join(str("〇一二三四五六七八九".find(c.replace("○", "〇").replace("零", "〇").replace("0", "〇"))) for c in hit[1])
            return f"{year}-{number_of(hit[2]):02d}-{number_of(hit[3]):02d}"
    return ""

