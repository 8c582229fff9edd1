"""The head of a document: title, number, issuers, dates, and the documents it says it implements.

Each field is read from the text where the text states it. `study` fills the rest from documents.csv
and reports where the two disagree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from compare.places.bodies import seat_of
from compare.places.titles import seat_of_document, seat_of_title
from compare.schema.codes import LEVELS
from compare.structure.doc_numbers import (
    canonical_number,
    own_number,
)
from compare.structure.editions import amended_on
from compare.structure.index_box import read_index
from compare.structure.issuers import BODY, issuers
from compare.structure.lines import Stream
from compare.structure.made import MAKES, Act, acts
from compare.structure.named import Named, each_once, named_as_handed_on, named_in_head
from compare.structure.printed_title import attached_at, printed, title_of, trimmed
from compare.structure.tail import DATE
from compare.text.dates import CHINESE_DATE, iso_date

_PROMULGATED = re.compile(rf"({CHINESE_DATE.pattern})[^。；]{{0,40}}?(?:公布|发布|颁布|令)")
_SIGNED_ON = re.compile(rf"^[一-鿿、]{{0,120}}{BODY}(?P<day>{CHINESE_DATE.pattern})$")
_PUBLISHED_ON = re.compile(rf"(?P<day>{DATE.pattern})(?:\d\d:\d\d(?::\d\d)?)?(?:来源|发布时间)")
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
    title = title_of(lines) or trimmed(re.sub(r"\s", "", fields.get("title", "")))
    attached = attached_at(lines)
    handed_on = lines[attached:]
    lines, spaced = lines[:attached], spaced[:attached]
    if handed_on:  # what stands behind is signed by others
        after, after_raw = [], []
    number = canonical_number(fields.get("doc_number", "")) or own_number(lines)
    passed, promulgated, makers = _passage(lines, title)
    signed = _date([hit[0] for line in after[:12] if len(line) < 60 and (hit := DATE.search(line))])
    if passed and signed < passed:  # a day in an annex
        signed = ""
    written = (
        fields.get("written", "")
        or _date(lines)
        or signed
        or promulgated
        or fields.get("published", "")
        or passed
    )
    issuer = issuers(spaced, lines, after, after_raw, title, fields, makers)
    text = "".join(lines)
    named = [
        *named_in_head(text),
        *from_above(named_as_handed_on(text), seat_of_document("".join(issuer[:1]), title).level),
    ]
    if handed_on:
        named.append(Named(title_of(handed_on), own_number(handed_on)))
    return Header(
        title,
        number,
        ";".join(issuer),
        written,
        each_once(
            one for one in named if one.title != title and (not one.number or one.number != number)
        ),
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
    for line in lines:  # 甲局2021年3月5日; 2021-03-05 18:52 来源：…
        if hit := _SIGNED_ON.search(line) or _PUBLISHED_ON.match(line):
            return iso_date(hit["day"])
    return ""


def _passage(lines: list[str], title: str) -> tuple[str, str, list[str]]:
    """When a regulation was passed (by the body that made it), when promulgated, and who made it:
    the body that passed it, else the one that issued it, never one that only approved.

    A body of another place than the title names made something else: law databases print such
    lines by mistake.
    """
    told = [
        act for act in acts(lines) if act.how == "approved" or not _elsewhere(act.bodies, title)
    ]
    made = next(
        (act for how in MAKES for act in told if act.how == how and act.bodies), Act("", "")
    )
    issued = [act for act in told if act.how == "issued"]
    makers = list(made.bodies)
    if makers and not seat_of(makers[0]).region:  # 市人大常委会: who proclaimed it says of where
        makers = next((list(act.bodies) for act in issued if _placed(act, makers)), makers)
    if any(body in makers for act in issued for body in act.bodies):
        makers += [body for act in issued for body in act.bodies]  # 甲会议通过，甲、乙令公布
    # The first day of all: a text that was issued and passed anew later was there from its issue.
    days = [act.day for act in told if act.day and (act.how != "amended" or made.how == "amended")]
    return (
        next(iter(days), ""),
        next((act.day for act in issued if act.day), "") or _promulgated(lines),
        list(dict.fromkeys(makers)),
    )


def _placed(act: Act, makers: list[str]) -> bool:
    """Whether the first body of an act is that of `makers`, named with its place."""
    if not act.bodies:
        return False
    seat = seat_of(act.bodies[0])
    return bool(seat.region) and seat.level == seat_of(makers[0]).level


def _promulgated(lines: list[str]) -> str:
    """The day of promulgation, where it stands in a sentence or in a text without lines."""
    for line in lines[:40]:
        told = _PROMULGATED.search(line)
        if told and not re.search("通过|批准", told[0]):
            return iso_date(told[1])
    return ""


def _elsewhere(bodies: tuple[str, ...], title: str) -> bool:
    """Whether the first body that tells its place is of a place that is not the title's, nor above
    it.
    """
    own = seat_of_title(title)
    seat = next((seat for body in bodies if (seat := seat_of(body)).region), None)
    if seat is None or not own.region:
        return False
    if not own.province and own.level in ("city", "county") and seat.level == "provincial":
        return False  # nothing tells in which province the place lies
    return seat.region not in (own.region, own.province) and seat.province != own.region


def from_above(handed_on: Iterable[Named], level: str) -> list[Named]:
    """Of the documents that a text hands on, those of a body above its own; what an office below
    proposed, and the government passes on, is the text itself.
    """
    levels = [(one, seat_of_title(one.title).level) for one in handed_on]
    return [
        one
        for one, theirs in levels
        if (LEVELS.index(theirs) < LEVELS.index(level) if theirs and level else one.number)
    ]


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
