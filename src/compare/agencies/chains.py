"""Lists of bodies in running text: 县级以上人民政府发展改革、财政等部门和残疾人联合会 is three
bodies.

Members of a list share the head noun behind it (公安、民政、司法行政部门) and the government
before it. Members that are no public bodies (金融机构, 企业) are passed over, so that what stands
behind the list still speaks of all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.agencies.nouns import (
    HEAD,
    MASK,
    NOT_BODIES,
    ORGAN,
    Noun,
    class_of,
    noun_at,
    without_place,
)

if TYPE_CHECKING:
    from compare.agencies.registry import Registry

_DETERMINER = re.compile(
    r"(?:(?:各级)?各类|各(?=有关|相关|[^级地县市区部省乡镇自])|其(?!他)|该|相应的?|"
    r"所在辖区的?|辖区内?的?|(?:同级|本级|所属的?|下属)(?!人民|政府)|上述|前款规定的)+"
)
_ETC = re.compile(
    rf"等(?:(?:其他|有关|相关|负有[^，。；、]{{2,20}}职责的)*(?P<head>{HEAD}|"
    rf"机构)(?:和单位|、单位|及单位)?|[一-鿿]{{0,8}}?成员单位|(?:有关|相关)?(?:人民团体|"
    rf"群团组织|群众团体|群众组织|社会组织|单位|组织|方面|媒体))?"
)
_JOIN = re.compile(r"、|以及|及其(?!他)|和|与|及|或者|或|，(?=以及|及其?)")
_BRACKET = re.compile(r"[（(][^（()）]{1,30}[）)]")
_PIECE = re.compile(
    r"(?:[一-鿿·](?!(?<=[一-鿿])及(?!时))|[（(][一-鿿、]{2,10}[）)]){1,16}?(?=、|等|\x01|"
    r"和(?:有关|相关|其他)|及|以及)"
)
_OTHER = re.compile(r"[一-鿿（）()]{1,16}?(?=、|和|与|及|或|\x01|$|，)")
_LONGEST = 40  # members; no list of bodies is longer
_CLAUSE = re.compile(r"[^，。；：、的]{2,24}的")  # 可能发生灾害的县级人民政府
# A department described by its task names no single body: 负责药品监督管理的部门.
_DESCRIBED = re.compile(
    rf"(?:[^，。；：、]{{0,12}}(?:人民)?政府)?(?:负责|承担|行使|履行)[^，。；："
    rf"]{{2,30}}?的(?:{HEAD}|机构)"
)
_PRIVATE = re.compile(
    r"(?:机构|企业|单位|公司|组织|协会|商会|媒体|银行|代表|业主委员会|(?<!工)商|[人者户家员])$"
)


@dataclass(frozen=True, slots=True)
class Member:
    """One body of a list: ``text[begin:end]`` as printed, `full` with the head noun it shares,
    `place` before it.
    """

    begin: int
    end: int
    full: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Chain:
    """Bodies of one list and the position behind it."""

    members: tuple[Member, ...]
    end: int


def chain_at(text: str, flat: str, begin: int, registry: Registry) -> Chain | None:
    """The list of bodies that begins at `begin`.

    Parameters
    ----------
    text, flat : str
        A clause and the same clause masked by `compare.agencies.nouns.masked`.
    begin : int
    registry : Registry
        Decides where 和 stands between two bodies and where 市 is a level.

    Returns
    -------
    Chain or None
        None where no body is found.
    """
    members: list[Member] = []
    pending: list[tuple[int, int]] = []
    fallback: Chain | None = None
    position, last, place = begin, -1, ""
    for _ in range(_LONGEST):
        if hit := _DETERMINER.match(text, position):
            position = hit.end()
        described = _DESCRIBED.match(text, position)
        noun = Noun(position, described.end()) if described else noun_at(flat, position, registry)
        if noun is None and members and not pending and (hit := _CLAUSE.match(text, position)):
            noun = noun_at(flat, hit.end(), registry)
        piece = _PIECE.match(flat, noun.end if noun else position)
        if noun and piece and not _JOIN.match(text, noun.end) and _listed(text, flat, piece.end()):
            # 市人民政府市场监管、税务等部门: the government opens the list it shares
            if fallback is None:
                fallback = Chain(
                    (*members, *_single(text, noun.begin, noun.end, noun.head, registry, "")),
                    noun.end,
                )
            pending.append((noun.begin, piece.end()))
            position, noun = piece.end(), None
        elif noun is not None:
            if noun.head and pending:
                members += _resolved(text, pending, noun.head, registry)
                place = members[-1].place if members else ""
            elif pending:
                members += _known(text, pending, registry)
            pending = []
            members += _single(text, noun.begin, noun.end, noun.head, registry, place)
            position = last = noun.end
        elif piece and _listed(text, flat, piece.end()):
            pending.append((position, piece.end()))
            position = piece.end()
        elif members and (other := _OTHER.match(flat, position)):
            position = last = other.end()
        else:
            break
        if hit := _BRACKET.match(text, position):
            position = hit.end()
            last = position if noun is not None else last
        etc = _ETC.match(text, position)
        if etc:
            if pending and etc["head"]:
                members += _resolved(text, pending, etc["head"], registry)
            elif pending:
                members += _known(text, pending, registry)
            pending = []
            position = last = etc.end()
        join = _JOIN.match(text, position)
        if not join:
            break
        position = join.end()
    if pending:
        members += _known(text, pending, registry)
        last = max(last, position) if members else last
    if fallback and len(members) < len(fallback.members):
        return fallback
    return Chain(tuple(members), last) if members else None


def _listed(text: str, flat: str, position: int) -> bool:
    """Whether a list goes on at `position`; a verb that follows ends it."""
    return flat[position : position + 1] != MASK or text[position : position + 1] == "等"


def _resolved(
    text: str, pending: list[tuple[int, int]], head: str, registry: Registry
) -> list[Member]:
    """Members whose head noun stands at the end of the list; the first may carry the government of
    all.
    """
    out: list[Member] = []
    head = re.sub("^(?:其他|有关|相关)+", "", head)
    place = ""
    for number, (begin, end) in enumerate(pending):
        if number == 0:
            rest = without_place(text[begin:end] + head, registry)
            cut = end - begin + len(head) - len(rest)
            if 0 < cut < end - begin - 1:
                place = text[begin : begin + cut]
                begin += cut
        for left, right in _halves(text, begin, end, head, registry):
            if (not _PRIVATE.search(text[left:right]) and right - left > 1) or text[
                left:right
            ] == "水":
                out.append(Member(left, right, text[left:right] + head, place))
    return out


def _known(text: str, pending: list[tuple[int, int]], registry: Registry) -> list[Member]:
    """Members without any head noun, as far as the registry knows them by name (工会, 海关)."""
    names = [(b, e, text[b:e]) for b, e in pending]
    return [
        Member(b, e, name)
        for b, e, name in names
        if (class_of(name) or ORGAN.search(name) or name.endswith("海关"))
        and registry.names(name)
        and not _PRIVATE.search(name)
        and not NOT_BODIES.search(name)
    ]


def _single(
    text: str, begin: int, end: int, head: str, registry: Registry, place: str
) -> list[Member]:
    name = text[begin:end]
    if head and len(name) > len(head):
        halves = _halves(text, begin, end - len(head), head, registry)
        if len(halves) > 1:
            (first, middle), (second, last) = halves
            rest = without_place(text[first:middle] + head, registry)
            cut = max(middle - first + len(head) - len(rest), 0)
            before = text[first : first + cut] if cut < middle - first - 1 else ""
            return [
                Member(
                    first + len(before),
                    middle,
                    text[first + len(before) : middle] + head,
                    before or place,
                ),
                Member(second, end, text[second:last] + head, before or place),
            ]
    return [Member(begin, end, name, "" if without_place(name, registry) != name else place)]


def _halves(
    text: str, begin: int, end: int, head: str, registry: Registry
) -> list[tuple[int, int]]:
    """和 stands between two bodies where both are known by their field and are no one body
    together (工业和信息化).
    """
    for hit in re.finditer("[和与及]", text[begin:end]):
        left, right = text[begin : begin + hit.start()], text[begin + hit.end() : end]
        if len(left) < 2 or len(right) < 2:
            continue
        one, two = registry.resolve(left + head), registry.resolve(right + head)
        whole = registry.resolve(text[begin:end] + head)
        together = whole.known and not (
            whole.generic or whole.repair or re.search("[和与及]", whole.place)
        )
        if one.known and two.known and one.family != two.family and not together:
            return [(begin, begin + hit.start()), (begin + hit.end(), end)]
    return [(begin, end)]
