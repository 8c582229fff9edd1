"""Public bodies that running text charges with a duty or a power: who must act, who leads, who
supports.

A body is charged as subject of a predicate (市人民政府应当…, 区教育部门主管…), as agent after 由,
as partner after 会同, or where somebody is told to make it act (组织有关部门…). Recipients
(向X报告), owners (X规定的办法), persons
(X负责人), conditions (X检查时) and wrongdoers (X违反规定的) are mentions only.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from compare.agencies.chains import Member, chain_at
from compare.agencies.nouns import class_of, is_generic, masked, without_place
from compare.agencies.predicates import BY, STOPS, is_part, judge, other_subject, verbal
from compare.agencies.wording import JOINING, LEAD, SUPPORT
from compare.text.fold import sentences

if TYPE_CHECKING:
    from compare.agencies.registry import Registry

_OF = re.compile("(?<!设区)的(?=[一-鿿])")
_WITH = re.compile(
    rf"{JOINING}|(?<=[当门关府构，、以得须])商(?=同级|国务院|省|市|县|有关|本级|"
    rf"[一-鿿]{{2,6}}(?:部门|机关))"
)
_MADE_TO = re.compile(r"(?<!社会)(?:(?<![党])组织|责成|指定|安排|协调)(?=[一-鿿])")
_FOUNDED = re.compile(
    r"(?:设立|成立|组建|建立)(?=[一-鿿]{2,20}(?:委员会|领导小组|办公室|机构|联席会议|"
    r"指挥部)，(?:负责|承担|具体|统筹))"
)
_BEFORE_A_BODY = (
    ("start", STOPS), ("by", BY), ("with", _WITH), ("made", _MADE_TO), ("founded", _FOUNDED),
    ("of", _OF),
)  # fmt: skip
_REACH = 400  # characters of a sentence looked at on either side of a name; keeps the work linear
_LEAVE = re.compile(
    r"(?:但是?|同时|其中|此外|必要时|因此|并|或者|也|还|本市|本省|全市|全省|原则上|确需|"
    r"一是|二是|三是|\d+[.．、])"
)
_OWN = re.compile("^(?:所在地|当地|各|本级|同级)+(?=.{3})")
_HEAD = re.compile("(?:行政)?(?:主管|管理|监管|监督管理)?(?:部门|机关)$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A body that a text charges: ``text[begin:end]`` as printed; `full` is its completed name,
    `place` what stands before.
    """

    begin: int
    end: int
    role: str
    full: str
    place: str = ""
    generic: bool = False
    kind: str = ""


def find_mentions(text: str, registry: Registry) -> list[Mention]:
    """Bodies charged in `text`, one row each, in text order.

    Parameters
    ----------
    text : str
        Body of a clause, simplified, without its attribution.
    registry : Registry

    Returns
    -------
    list of Mention
        The first charging mention of each body. Its role is lead where it leads anywhere in the
        clause (牵头, 主管, X会同Y), support where its first mention supports (会同Y, 配合, 协助),
        else responsible.
    """
    flat = masked(text)
    found: list[tuple[Member, str]] = []
    subject: list[int] = []  # places in `found` of the subject last named
    cut = sentences(text, closed=True)
    places = _places(text, [begin for begin, _ in cut])
    for begin, end in cut:
        own = places[bisect_left(places, (begin, "")) : bisect_left(places, (end, ""))]
        subject = _sentence(text, flat, begin, end, own, registry, found, subject)
    return _rows(found, registry)


def _sentence(
    text: str,
    flat: str,
    begin: int,
    end: int,
    places: Sequence[tuple[int, str]],
    registry: Registry,
    found: list[tuple[Member, str]],
    subject: list[int],
) -> list[int]:
    """Charges of one sentence, in order; returns the subject that a next sentence without one
    carries on.
    """
    own = False
    past = begin
    for position, kind in _anchors(text, places):
        if position < past or position >= end:
            continue
        chain = chain_at(text, flat, position, registry)
        if chain is None:
            if (
                kind == "start"
                and not own
                and other_subject(text[position : min(end, position + _REACH)])
            ):
                subject = []
            continue
        rest = text[chain.end : min(end, chain.end + _REACH)]
        role = judge(kind, rest, text[max(begin, position - _REACH) : position])
        if not role or (kind == "start" and is_part(chain.members[-1].full) and not verbal(rest)):
            continue
        past = chain.end
        if kind == "with":
            for index in subject:
                found[index] = (found[index][0], LEAD)
            found += [(member, SUPPORT) for member in chain.members]
            continue
        if kind == "made":
            found += [(member, role) for member in chain.members]
            continue
        subject = list(range(len(found), len(found) + len(chain.members)))
        own = True
        found += [(member, role) for member in chain.members]
    return subject


def _places(text: str, begins: Sequence[int]) -> list[tuple[int, str]]:
    """Places where a charged body may stand, in order, and what makes them such; `begins` are
    those of the sentences.
    """
    places = {(begin, "start") for begin in begins}
    for kind, pattern in _BEFORE_A_BODY:
        places.update((hit.end(), kind) for hit in pattern.finditer(text))
    return sorted(places)


def _anchors(text: str, places: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """`places`, and before those where a sentence or part of it begins what stands behind words
    that only lead in.
    """
    for position, kind in places:
        if kind == "start" and (hit := _LEAVE.match(text, position)):
            yield hit.end(), kind
        yield position, kind


def _rows(found: list[tuple[Member, str]], registry: Registry) -> list[Mention]:
    """One row a body: the first mention; lead where any mention leads."""
    rows: list[Mention] = []
    seen: dict[str, list[int]] = {}
    for member, role in found:
        key = _core(member, registry)
        same = next(
            (
                i
                for i in seen.get(key, ())
                if not rows[i].place
                or not _place(member, registry)
                or rows[i].place == _place(member, registry)
            ),
            None,
        )
        if same is not None:
            if role == LEAD:
                rows[same] = replace(rows[same], role=LEAD)
            continue
        seen.setdefault(key, []).append(len(rows))
        rows.append(
            Mention(
                member.begin,
                member.end,
                role,
                member.full,
                _place(member, registry),
                is_generic(member.full),
                class_of(member.full),
            )
        )
    return sorted(rows, key=lambda row: row.begin)


def _place(member: Member, registry: Registry) -> str:
    return (
        member.place or member.full[: len(member.full) - len(without_place(member.full, registry))]
    )


def _core(member: Member, registry: Registry) -> str:
    """What two mentions of one body share: its field, without level and head noun."""
    if member.full.endswith("政府"):
        return _OWN.sub("", member.full)
    name = without_place(member.full, registry)
    core = _HEAD.sub("", name)
    return core if len(core) > 1 else name
