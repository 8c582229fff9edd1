"""The head of a document: title, number, issuers, dates, and the documents it says it implements.

Each field is read from the text where the text states it. `study` fills the rest from documents.csv
and reports where the two disagree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from compare.structure.doc_numbers import (
    canonical_number,
    own_number,
)
from compare.structure.editions import amended_on
from compare.structure.index_box import read_index
from compare.structure.issuers import issuers
from compare.structure.lines import Stream
from compare.structure.named import Named, named_in_head
from compare.structure.printed_title import printed, title_of, trimmed
from compare.structure.tail import DATE
from compare.text.dates import CHINESE_DATE, iso_date

_QUOTED = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
_ISSUED = re.compile(r"(?:印发|下发|转发|发布|公布|颁布)")
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
        printed(stream, a, b) for a, b in stream.lines(tail, min(len(stream.text), tail + 4000))
    ]
    number = canonical_number(fields.get("doc_number", "")) or own_number(lines)
    title = title_of(lines) or trimmed(re.sub(r"\s", "", fields.get("title", "")))
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
    return [printed(stream, a, b) for a, b in spans], [stream.text[a:b] for a, b in spans]


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
