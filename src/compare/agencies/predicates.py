"""Whether what follows a body charges it with anything, and in which role."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from compare.agencies.nouns import class_of, masked
from compare.agencies.wording import LEAD, RESPONSIBLE, SUPPORT

if TYPE_CHECKING:
    pass

_MODAL = (
    r"(?:应当|应该|应(?![急用对战诉邀聘])|必须|须|不得|可以|"
    r"要(?<![必主重需只摘纪概提]要)(?![求素件点])|需(?<![必急所供]需)要?(?!求)|有权|"
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
_MODALS = re.compile(_MODAL)
_PARTS = re.compile("[，。；]")
_STOP, _FULL_STOP, _COMMA = re.compile("[，。；：]"), re.compile("[。；]"), re.compile("[，：]")
_MUST_SOON = re.compile(rf"(?:{_HOW}){{0,2}}{_MODAL}")
_MUST = re.compile(rf"(?:{_HOW}){{0,3}}{_MODAL}")
_VERBAL = re.compile(rf"(?:{_HOW}|{_MODAL})")
_DOES = re.compile(rf"(?:{_HOW})*[一-鿿]{{2}}")
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
BY = re.compile(r"(?<![自理事缘案因])由(?![于此来])")
_CROWD = (
    "institution",
    "organisation",
    "committee",
)  # names that are often only part of a longer noun
STOPS = re.compile(r"[，。；：！？\n]|[（(][一二三四五六七八九十]{1,3}[）)]")
_ITEM = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]$")


def judge(kind: str, rest: str, before: str) -> str:
    """Role of a list of bodies with `rest` of the sentence behind it; empty where it is only
    mentioned.
    """
    rest = _WITH_STAFF.sub("", rest, count=1) if _WITH_STAFF.match(rest) else rest
    if _NOT_ACTING.match(rest):
        return ""
    first = _STOP.split(rest, maxsplit=1)[0]
    if kind == "with":
        return SUPPORT
    if kind == "founded":
        return RESPONSIBLE
    if kind == "made":
        return (
            RESPONSIBLE
            if first
            and not _RELATIVE.match(first)
            and _DOES.match(first)
            and not first.endswith("的")
            else ""
        )
    if kind == "by":
        if not first or _RELATIVE.match(first) or (first.endswith("的") and "，" in rest):
            return ""
        return _role(rest)
    if kind == "of":
        segment = _STOP.split(before)[-1]
        agent = BY.search(segment) and not _RELATIVE.match(first)
        return (
            _role(rest) if agent or (_MUST_SOON.match(first) and not first.endswith("的")) else ""
        )
    if _ITEM.search(before) and "的" in first and not _MUST.match(first):
        return ""  # an item that is a noun: （一）政府投资的项目
    return _role(rest) if _acts(rest) else ""


def _acts(rest: str) -> bool:
    """Whether what follows a subject is a predicate of its own: no condition, no wrong, no
    relative clause.
    """
    if _WRONGDOING.match(rest):
        return False
    parts = _COMMA.split(_FULL_STOP.split(rest, maxsplit=1)[0])
    for number, part in enumerate(parts):
        if number:
            if part.startswith("由"):
                return False
            if not _CONDITION.search(part):
                return bool(_SAME.match(part) or _PREPOSITION.match(part) or _bare_verb(part))
            continue
        if not part:
            return len(parts) > 1 and bool(_SAME.match(parts[1]))
        modal = _MUST.match(part)
        if part.endswith("的") or (_CONDITION.search(part) and not modal):
            continue
        if len(parts) > 1 and _PREPOSITION.match(part) and not _MODALS.search(part):
            continue
        if _RELATIVE.match(part):
            return False
        hit = _MODALS.search(part)
        owned = hit and not modal and "的" in part[: hit.start()]
        return not owned or bool(_PREPOSITION.match(part))
    return False


def is_part(name: str) -> bool:
    """Whether a name is often only the beginning of a longer noun (学校周边, 工会经费,
    政府基金).
    """
    return name == "政府" or class_of(name) in _CROWD


def verbal(rest: str) -> bool:
    """Whether a predicate follows at once, and no noun that the name describes (学校周边,
    工会经费).
    """
    part = _STOP.split(_WITH_STAFF.sub("", rest, count=1), maxsplit=1)[0]
    return not part or bool(_VERBAL.match(part)) or _bare_verb(part)


def _bare_verb(part: str) -> bool:
    return bool(masked(part[:4]).startswith("\x01")) or bool(
        re.match(
            r"(?:依|不|组织|统一|监督|检查|审查|公开|公示|处理|协调|保护|管理|调查|研究)", part
        )
    )


def _role(rest: str) -> str:
    """Role that the predicate tells."""
    sentence = _FULL_STOP.split(rest, maxsplit=1)[0]
    if _RULING.match(sentence):
        return LEAD
    if (hit := _LEADING.search(sentence)) and "由" not in sentence[: hit.start()]:
        return LEAD
    return SUPPORT if _SUPPORTING.match(sentence) else RESPONSIBLE


def other_subject(sentence: str) -> bool:
    """Whether a sentence opens with a subject that is no public body (建设单位应当…)."""
    stop = _PARTS.search(sentence)
    hit = _MODALS.search(sentence, 0, stop.start() if stop else len(sentence))
    return bool(hit and hit.start() and not _SAME.match(sentence))
