"""Finding attributions: the brackets and lines that say who must carry a clause out.

Only finds them; `compare.agencies.find` reads the bodies and roles. A bracket is an attribution
when it carries a label (责任单位：), ends in a word of duty (负责, 牵头, 配合), or is nothing but
a list of bodies
at the end of a sentence or paragraph. （市、区） and （此件公开发布） are none of these.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from compare.agencies.wording import CARRIED_OUT, ENDING, JOINING
from compare.agencies.wording import OPENING as LABEL
from compare.structure.deadlines import (
    BARE_DEADLINE,
    CLOSE,
    DEADLINE,
    OPEN,
    is_deadline,
    past_deadline,
    without_deadline,
)
from compare.text.passage import Passage

BODY_END = (
    "局|委|办|部|厅|院|会|署|府|处|所|站|社|司|团|校|馆|台|企|队|办公室|中心|公司|集团|"
    "银行|支行|分行|分局|管委会|人民政府|政府|政府部门|部门|单位|总局|联合会|学院|大学|"
    "小组|机构|基地|开发区|高新区|经开区|新区|园区|工会|妇联|科协|工商联|社联|团委|"
    "团市委|团省委|团州委|文联|残联|侨联|贸促会|法院|检察院|海关|总队|支队|大队|街道|"
    "乡镇|镇|"
    "运营商|企业|行业协会|协会|商会|院校|高校|学校|医院|报社|电视台|广播电视台|中支|"
    "营管部|电网|供电|移动|联通|电信|铁塔|邮政"
)
# A bare list needs one office among its members: data centres and platforms are bodies by name
# only.
_OFFICE = re.compile(
    r"(?:局|委|办|厅|部|处|政府|管委会|院|会|银行|支行|总署|法院|团市委|公司|集团|单位|"
    r"部门)(?=$|[、，,；;（(]|等)"
)
_BODY = re.compile(rf"(?:^|.*?)(?:{BODY_END})(?:等(?:部门|单位|有关部门|相关部门)?)?$")
_LONGEST = 1500  # characters of the longest attribution worth looking for; others are far shorter
_SEPARATOR = re.compile(r"[、，,；;]|以及|和各|及各|和有关|及有关|及相关|和相关")
_SENTENCE = "。！？；;”’」!?"
_NOT_BODIES = re.compile(
    r"公开发布|删减|试行|草案|征求意见|修订|略|详见|见附件|以下|下称|简称|不含|含|包括|如|"
    r"即|第.+条|\d{4}年|代章|盖章"
)
_DEEPEST = (
    9  # brackets inside brackets; beyond that a text is damaged, and the search would be quadratic
)
_OPENS = re.compile(f"[{re.escape(OPEN)}]")
_STOPS = re.compile(f"[{re.escape(_SENTENCE + CLOSE)}]")
_SIGN = re.compile(f"[{re.escape(OPEN)}：:]")  # every bracket, label and named deadline has one
_DATED_END = re.compile(rf"[，,；;](?:{BARE_DEADLINE.pattern})[。；]?$")
_PEOPLE = re.compile(r"^[一-鿿]{2,3}$")


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution of a clause, brackets and label included; offsets count in the file as
    received.
    """

    clause_id: str
    doc_id: str
    begin: int
    end: int
    passage: Passage
    column: str = ""
    """Name of the column it stands in, where it is a cell of a table: 牵头单位."""


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution found in a stretch of cleaned text: its span there, and what had to be
    repaired.
    """

    begin: int
    end: int
    repair: str = ""
    deadline: bool = False
    """Nothing but a deadline: outside the body like an attribution, but it names nobody."""


def holds_sign(text: str) -> bool:
    """Whether a text holds what every attribution has; most have none, and need no closer look."""
    return _SIGN.search(text) is not None


def find_attributions(text: str, paragraph_ends: tuple[int, ...] = ()) -> list[Found]:
    """Attributions in one item's cleaned text, in order.

    Parameters
    ----------
    text : str
        Text of one item, heading and label left out.
    paragraph_ends : tuple of int
        Positions at which a paragraph of the item ends; the end of the text always counts as one.
    """
    if not holds_sign(text):
        return []
    ends = {*paragraph_ends, len(text)}
    in_order = sorted(ends)
    found: list[Found] = []
    past = 0
    begins = {
        0,
        *ends,
        *(hit.start() for hit in _OPENS.finditer(text)),
        *(hit.end() for hit in _STOPS.finditer(text)),
    }
    for position in sorted(begins):
        if position < past or position >= len(text):
            continue
        stop = in_order[bisect_right(in_order, position)]
        if text[position] in OPEN:
            hit = _bracket(text, position, ends, stop)
            if hit:
                found.append(hit)
                past = hit.end
        elif (
            (past_it := past_deadline(text, position, stop)) > position
            and stop - position <= _LONGEST
            and LABEL.match(text, past_it)
        ):
            found.append(Found(position, stop))
            past = stop
        elif label := LABEL.match(text, position):
            line = text[label.end() : min(stop, position + _LONGEST)]
            if stop - position <= _LONGEST and (
                _list_of_bodies(without_deadline(line)) or ENDING.search(line)
            ):
                found.append(Found(position, stop))
                past = stop
            elif stop - position <= _LONGEST and (hit := _deadline_line(text, position, stop)):
                found.append(hit)
                past = hit.end
        elif hit := _deadline_line(text, position, stop):
            found.append(hit)
            past = hit.end
    return found


def _deadline_line(text: str, begin: int, stop: int) -> Found | None:
    """A deadline with its name that fills the rest of a paragraph: 完成时限：2023年6月底前。"""
    hit = DEADLINE.match(text, begin, stop)
    if (
        hit is None
        or hit.end() < stop - 1
        or (hit.end() == stop - 1 and text[stop - 1] not in "。；;")
    ):
        return None
    return Found(begin, stop, deadline=True)


def _closing(text: str, begin: int) -> int:
    """Position of the bracket that closes the one at `begin`, any shape with any; -1 where none
    does.
    """
    depth = 0
    for position in range(begin, min(begin + _LONGEST, len(text))):
        if text[position] in OPEN:
            depth += 1
            if depth > _DEEPEST:
                return -1
        elif text[position] in CLOSE:
            depth -= 1
            if depth == 0:
                return position
    return -1


def _bracket(text: str, begin: int, ends: set[int], stop: int) -> Found | None:
    close = _closing(text, begin)
    if close < 0:
        # never closed: an attribution only if it says so itself and runs to the end of a paragraph
        inner = text[begin + 1 : min(stop, begin + 401)]
        if stop - begin <= 400 and (
            LABEL.match(inner) or (ENDING.search(inner) and _list_of_bodies(_strip_duty(inner)))
        ):
            return Found(begin, stop, "bracket never closed")
        return None
    inner = text[begin + 1 : close]
    after = close + 1
    at_end = after in ends or text[after : after + 1] in "。；;" or text[after : after + 1] == ""
    after_sentence = begin > 0 and text[begin - 1] in _SENTENCE + CLOSE
    opens = after_sentence or begin in ends or begin == 0
    if at_end and is_deadline(inner, opens=opens):
        while text[after : after + 1] in ("。", "；", ";") and text[after : after + 1]:
            after += 1
        return Found(begin, after, deadline=True)
    if not _is_attribution(inner, at_end=at_end or after_sentence, opens_sentence=opens):
        return None
    repair = ""
    tail = _cut_off_tail(text, after, ends)
    if tail > after:
        after, repair = tail, "bracket closed too early"
    while text[after : after + 1] in ("。", "；", ";") and text[after : after + 1]:
        after += 1
    return Found(begin, after, repair)


def _cut_off_tail(text: str, begin: int, ends: set[int]) -> int:
    """End of a list of bodies that runs on behind a bracket closed too early; `begin` where there
    is none.

    The tail has a closing bracket of its own, no opening one, no sentence, and reads as bodies.
    """
    for position in range(begin, min(begin + 200, len(text))):
        if text[position] in OPEN or text[position] in "。；":
            return begin
        if text[position] in CLOSE:
            tail = text[begin:position]
            if ENDING.search(tail) and _list_of_bodies(_strip_duty(tail).strip("、，")):
                return position + 1
            return begin
    return begin


def _is_attribution(inner: str, *, at_end: bool, opens_sentence: bool) -> bool:
    inner = inner[past_deadline(inner, 0, len(inner)) :]
    inner = inner if LABEL.match(inner) else _DATED_END.sub("", inner)
    if not 1 < len(inner) < 700 or (_NOT_BODIES.search(inner[:12]) and not LABEL.match(inner)):
        return False
    if LABEL.match(inner):
        return True
    inner = _DATED_END.sub("", inner)
    if ENDING.search(inner) and (at_end or opens_sentence):
        return (
            bool(re.search(rf"(?:{BODY_END}|单位|地|市|县|区|省)", _strip_duty(inner)))
            and "。" not in inner.rstrip("。")[:-14]
        )
    if CARRIED_OUT.search(inner) and (at_end or opens_sentence) and "。" not in inner.rstrip("。"):
        return _list_of_bodies(_strip_duty(re.sub(f"^由|{JOINING}", "、", inner).strip("、")))
    return (
        at_end
        and opens_sentence
        and "/" not in inner
        and _list_of_bodies(inner)
        and bool(_OFFICE.search(inner))
    )


def _strip_duty(text: str) -> str:
    text = re.sub(r"[，。；,;]?(?:以下同|下同)$", "", text)
    return re.sub(
        (
            r"(?:等)?(?:各)?(?:按照?)?(?:各自)?(?:职责|职能|任务)?(?:分工)?(?:共同|分别|牵头|"
            r"具体|组织)*(?:负责|落实|配合|牵头|参与|实施|推进|办理|承办|执行|完成|协调|审核|"
            r"管理|监督|指导)+$"
        ),
        "",
        text,
    )


def _list_of_bodies(text: str) -> bool:
    """Whether every member of a list reads as a body; one in five may be misprinted."""
    flat = re.sub(
        rf"[{re.escape(OPEN)}][^{re.escape(OPEN + CLOSE)}]*[{re.escape(CLOSE)}]", "", text
    ).strip("。；")
    members = [member for member in _SEPARATOR.split(flat) if member]
    if not members or all(
        _PEOPLE.match(m) and not m.endswith(("局", "委", "办", "部", "厅")) for m in members
    ):
        return False
    good = sum(
        bool(_BODY.match(_strip_duty(LABEL.sub("", member)) or member)) and len(member) < 40
        for member in members
    )
    return good >= 0.8 * len(members)
