"""Public bodies that running text charges with a duty or a power: who must act, who leads, who
supports.

A body is charged as subject of a predicate (市人民政府应当…, 区教育部门主管…), as agent after 由,
as partner after 会同, or where somebody is told to make it act (组织有关部门…). Recipients
(向X报告), owners (X规定的办法), persons
(X负责人), conditions (X检查时) and wrongdoers (X违反规定的) are mentions only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from compare.agencies.chains import Member, chain_at
from compare.agencies.nouns import class_of, is_generic, masked, without_place
from compare.agencies.wording import JOINING, LEAD, RESPONSIBLE, SUPPORT
from compare.text.fold import sentences

if TYPE_CHECKING:
    from compare.agencies.registry import Registry

_MODAL = (
    r"(?:应当|应该|应(?![急用对战诉邀聘])|必须|须|不得|可以|"
    r"(?<![必主重需只摘纪概提])要(?![求素件点])|(?<![必急所供])需要?(?!求)|有权|"
    r"有责任|有义务|负责|负有)"
)
_HOW = (
    r"(?:依法|依照|按照|根据|依据|结合|统一|共同|分别|具体|及时|定期|立即|积极|主动|充分|"
    r"切实|进一步|严格|认真|还|也|都|均|并|同时|一律|联合|密切|互相|相互|全面|逐步|每年|"
    r"适时|随时|"
    r"对|将|向|为|在|通过|以|从|与|于|自|就|加强|予以|给予|做好|(?:按(?:照)?|在)?(?:各自|"
    r"其)?(?:的)?(?:职责|职权)(?:范围内?)?(?:分工)?)"
)
_CONDITION = re.compile(
    r"(?:的|时|后|前|之日起|期间|之后|之前|以后|以前|过程中|情形下|情况下|以外|外)$"
)
_SAME = re.compile(rf"(?:{_HOW}|[但或而]){{0,4}}{_MODAL}|并|或者|同时|会同|\x01")
_PREPOSITION = re.compile(
    r"(?:按照?|根据|依照|依据|在|对|以|为|因|结合|自|从|就|与|接到|收到|发现|通过|经|针对|围绕|除)"
)
_RELATIVE = re.compile(
    r"(?:(?:依法|依照|按照|根据|统一|共同|另行|直接|各自|分别|负责|组织|批准|制定|发布|"
    r"公布|规定|确定|设立|建立|管理|实施|编制|审批|核发|签发|颁发|作出|认定|备案|采取|"
    r"许可|监督|审核|认可|委托|授权|指定|划定|印发|出具|主管"
    r"|主办|提供|开展|下达|下放|要求|同意|指导|举办|投资|出资|所属|所|或者|和|、)+|[一-鿿]{1,2})的"
)
_NOT_ACTING = re.compile(
    r"(?:[）)】：:]|关于|是指|[一-鿿]{0,3}(?:秘书长|[省市县区部局州]长|主任|书记|主席|"
    r"委员长|总理)|(?:引导|主导|推动|领导|扶持|监管|搭台)[，。；、]|的|(?:的)?(?:主要|"
    r"直接|分管|有关|相关)*(?:负责人|负责同志|责任人|工作人员|执法人员|领导|"
    r"人员)(?!.{0,12}不得)|之间|以外|所在地|网站|公报|组成|构成|推荐|为(?:成员|召集|组长|"
    r"副组长)|成员|名单|规章|规定的|"
    r"为[一-鿿]{1,3}[，。；、的]|[^，。；]{0,30}解释(?:[工。，；]|$)|(?:具体)?(?:负责)?解释)"
)
_WITH_STAFF = re.compile(
    r"(?:及其|和)(?:有关|相关)?(?:直属)?(?:工作人员|执法人员|部门|派出机构|派出机关|"
    r"所属单位|下属单位|教师|教职工)"
)
_WRONGDOING = re.compile(
    r"(?:及其工作人员)?(?:[^，。；]{0,14}?有(?:下列|前款|以下|本条)|违反|未(?![成经来])|"
    r"不(?:履行|依法|按|及时)|拒不|拒绝|滥用|玩忽|弄虚|逾期)"
)
_SUPPORTING = re.compile(
    rf"(?:(?:按照?|根据|在|{_MODAL}?发挥)[^，。；]{{0,24}}，)?(?:{_HOW}|"
    rf"{_MODAL}){{0,4}}(?:予以|给予|积极|做好)?(?:配合|协助|协同)(?!制度|机制|联动)|[^，。"
    rf"；、]{{0,24}}(?:予以|给予|做好)[^，。；、]{{0,12}}(?:配合|协助)"
)
_RULING = re.compile(
    rf"(?:{_HOW}|{_MODAL}){{0,3}}主管(?![部单机行人])|是[^，。；]{{2,40}}(?:主管|"
    rf"牵头)(?:部门|机关|单位)"
)
_LEADING = re.compile(r"牵头(?!部门|单位|人)")
_BY = re.compile(r"(?<![自理事缘案因])由(?![于此来])")
_WITH = re.compile(
    rf"{JOINING}|(?<=[当门关府构，、以得须])商(?=同级|国务院|省|市|县|有关|本级|"
    rf"[一-鿿]{{2,6}}(?:部门|机关))"
)
_MADE_TO = re.compile(r"(?<!社会)(?:(?<![党])组织|责成|指定|安排|协调)(?=[一-鿿])")
_FOUNDED = re.compile(
    r"(?:设立|成立|组建|建立)(?=[一-鿿]{2,20}(?:委员会|领导小组|办公室|机构|联席会议|"
    r"指挥部)，(?:负责|承担|具体|统筹))"
)
_REACH = 400  # characters of a sentence looked at on either side of a name; keeps the work linear
_CROWD = (
    "institution",
    "organisation",
    "committee",
)  # names that are often only part of a longer noun
_STOPS = re.compile(r"[，。；：！？\n]|[（(][一二三四五六七八九十]{1,3}[）)]")
_ITEM = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]$")
_LEAVE = re.compile(
    r"(?:但是?|同时|其中|此外|必要时|因此|并|或者|也|还|本市|本省|全市|全省|原则上|确需|"
    r"一是|二是|三是|\d+[.．、])"
)


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
    for begin, end in sentences(text, closed=True):
        subject = _sentence(text, flat, begin, end, registry, found, subject)
    return _rows(found, registry)


def _sentence(
    text: str,
    flat: str,
    begin: int,
    end: int,
    registry: Registry,
    found: list[tuple[Member, str]],
    subject: list[int],
) -> list[int]:
    """Charges of one sentence, in order; returns the subject that a next sentence without one
    carries on.
    """
    own = False
    past = begin
    for position, kind in _anchors(text, begin, end):
        if position < past or position >= end:
            continue
        chain = chain_at(text, flat, position, registry)
        if chain is None:
            if (
                kind == "start"
                and not own
                and _other_subject(text[position : min(end, position + _REACH)])
            ):
                subject = []
            continue
        rest = text[chain.end : min(end, chain.end + _REACH)]
        role = _judge(kind, rest, text[max(begin, position - _REACH) : position])
        if not role or (kind == "start" and _is_part(chain.members[-1].full) and not _verbal(rest)):
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


def _anchors(text: str, begin: int, end: int) -> Iterator[tuple[int, str]]:
    """Places where a charged body may stand, in order, and what makes them such."""
    sentence = text[begin:end]
    places: list[tuple[int, str]] = [(begin, "start")]
    places += [(begin + hit.end(), "start") for hit in _STOPS.finditer(sentence)]
    places += [(begin + hit.end(), "by") for hit in _BY.finditer(sentence)]
    places += [(begin + hit.end(), "with") for hit in _WITH.finditer(sentence)]
    places += [(begin + hit.end(), "made") for hit in _MADE_TO.finditer(sentence)]
    places += [(begin + hit.end(), "founded") for hit in _FOUNDED.finditer(sentence)]
    places += [(begin + hit.end(), "of") for hit in re.finditer("(?<!设区)的(?=[一-鿿])", sentence)]
    for position, kind in sorted(places):
        if kind == "start" and (hit := _LEAVE.match(text, position)):
            yield hit.end(), kind
        yield position, kind


def _judge(kind: str, rest: str, before: str) -> str:
    """Role of a list of bodies with `rest` of the sentence behind it; empty where it is only
    mentioned.
    """
    rest = _WITH_STAFF.sub("", rest, count=1) if _WITH_STAFF.match(rest) else rest
    if _NOT_ACTING.match(rest):
        return ""
    first = re.split("[，。；：]", rest, maxsplit=1)[0]
    if kind == "with":
        return SUPPORT
    if kind == "founded":
        return RESPONSIBLE
    if kind == "made":
        return (
            RESPONSIBLE
            if first
            and not _RELATIVE.match(first)
            and re.match(rf"(?:{_HOW})*[一-鿿]{{2}}", first)
            and not first.endswith("的")
            else ""
        )
    if kind == "by":
        if not first or _RELATIVE.match(first) or (first.endswith("的") and "，" in rest):
            return ""
        return _role(rest)
    if kind == "of":
        segment = re.split("[，。；：]", before)[-1]
        agent = _BY.search(segment) and not _RELATIVE.match(first)
        return (
            _role(rest)
            if agent
            or (re.match(rf"(?:{_HOW}){{0,2}}{_MODAL}", first) and not first.endswith("的"))
            else ""
        )
    if (
        _ITEM.search(before)
        and "的" in first
        and not re.match(rf"(?:{_HOW}){{0,3}}{_MODAL}", first)
    ):
        return ""  # an item that is a noun: （一）政府投资的项目
    return _role(rest) if _acts(rest) else ""


def _acts(rest: str) -> bool:
    """Whether what follows a subject is a predicate of its own: no condition, no wrong, no
    relative clause.
    """
    if _WRONGDOING.match(rest):
        return False
    parts = re.split("[，：]", re.split("[。；]", rest, maxsplit=1)[0])
    for number, part in enumerate(parts):
        if number:
            if part.startswith("由"):
                return False
            if not _CONDITION.search(part):
                return bool(_SAME.match(part) or _PREPOSITION.match(part) or _bare_verb(part))
            continue
        if not part:
            return len(parts) > 1 and bool(_SAME.match(parts[1]))
        modal = re.match(rf"(?:{_HOW}){{0,3}}{_MODAL}", part)
        if part.endswith("的") or (_CONDITION.search(part) and not modal):
            continue
        if len(parts) > 1 and _PREPOSITION.match(part) and not re.search(_MODAL, part):
            continue
        if _RELATIVE.match(part):
            return False
        hit = re.search(_MODAL, part)
        owned = hit and not modal and "的" in part[: hit.start()]
        return not owned or bool(_PREPOSITION.match(part))
    return False


def _is_part(name: str) -> bool:
    """Whether a name is often only the beginning of a longer noun (学校周边, 工会经费,
    政府基金).
    """
    return name == "政府" or class_of(name) in _CROWD


def _verbal(rest: str) -> bool:
    """Whether a predicate follows at once, and no noun that the name describes (学校周边,
    工会经费).
    """
    part = re.split("[，。；：]", _WITH_STAFF.sub("", rest, count=1), maxsplit=1)[0]
    return not part or bool(re.match(rf"(?:{_HOW}|{_MODAL})", part)) or _bare_verb(part)


def _bare_verb(part: str) -> bool:
    return bool(masked(part[:4]).startswith("\x01")) or bool(
        re.match(
            r"(?:依|不|组织|统一|监督|检查|审查|公开|公示|处理|协调|保护|管理|调查|研究)", part
        )
    )


def _role(rest: str) -> str:
    """Role that the predicate tells."""
    sentence = re.split("[。；]", rest, maxsplit=1)[0]
    if _RULING.match(sentence):
        return LEAD
    if (hit := _LEADING.search(sentence)) and "由" not in sentence[: hit.start()]:
        return LEAD
    return SUPPORT if _SUPPORTING.match(sentence) else RESPONSIBLE


def _other_subject(sentence: str) -> bool:
    """Whether a sentence opens with a subject that is no public body (建设单位应当…)."""
    hit = re.search(_MODAL, re.split("[，。；]", sentence, maxsplit=1)[0])
    return bool(hit and hit.start() and not _SAME.match(sentence))


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
        return re.sub("^(?:所在地|当地|各|本级|同级)+(?=.{3})", "", member.full)
    name = without_place(member.full, registry)
    core = re.sub("(?:行政)?(?:主管|管理|监管|监督管理)?(?:部门|机关)$", "", name)
    return core if len(core) > 1 else name
