"""Which body a part charges with the measure: 由…牵头, 由…负责."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from compare.agencies.names import key
from compare.agencies.registry_rows import package_rows, parse_registry

if TYPE_CHECKING:
    from compare.agencies.registry import Registry

_OFFICE = "(?:部门|机关|机构|[局厅委院会署办]|办公室|政府|中心|办事处)"
_ACTS = (
    "牵头|负责(?!人)|承担|会同|统筹|主管|组织|管理|实施|审批|核发|办理|制定|责令|给予|没收|处|认定|"
    "审核|监督|备案|受理|发布|公布|编制|拨付"
)
_NO = "(?:不再|不予|不得|停止|暂停|可以|应当)?"
LEAD = re.compile(
    rf"由(?P<body>[一-鿿、（）()]{{1,40}}?{_OFFICE})(?:等部门|依法|依规|按照?[一-鿿]{{2,6}}|具体|"
    rf"统一|共同)?{_NO}(?:{_ACTS})|"
    rf"^(?P<head>[^由，；。]{{2,30}}?{_OFFICE})(?:应当)?(?:具体|统一|综合)?(?:负责|牵头|主管)(?!人)"
)
_LEVEL = re.compile(
    r"国务院|国家|全国|直辖市|[一-鿿]{2,3}省(?!略)|[一-鿿]{2,6}自治区|自治[区州县]|[省市县区]级|"
    r"(?:^|(?<=[、和及或（]))[省市州县区乡镇旗](?!场|容|政|域)|以上|地方|各级|各|本级|所在地|"
    r"人民政府|(?:(?<=[省县州])|(?<=[、和及或]))[市区县](?=人民政府|[、和及或])|的|有关|相关|其"
)
_SUFFIX = re.compile(
    r"(?:行政)?(?:主管)?部门$|机关$|机构$|[厅局委部]$|委员会$|管理$|监督$|行政$|单位$"
)
_NOBODY = re.compile(
    "^(?:原|办理|上级|同级|上一级|主管|确定|指定|授权|职责|监管|负有)|确定的|指定的"
)
_ASIDE = re.compile("[（(][^（()）]*[）)]")  # 县（市、区）水行政主管部门
# 管理节能工作的部门: what it does, not who it is; another text may name it.
_DESCRIBED = re.compile("的(?:部门|机关|机构|单位|组织)$")
_NO_FAMILY = frozenset({"", "其他", "有关部门", "各级政府"})
_JOIN = re.compile("会同|或者|以及|[、和及与或]")


@lru_cache(maxsize=1 << 15)
def charged(text: str) -> str:
    """The body in charge as printed, empty where none is."""
    hit = LEAD.search(text)
    return (hit["body"] or hit["head"]) if hit else ""


def other_body(a: str, b: str) -> bool:
    """Whether the two charge other bodies, the level of government apart.

    >>> other_body("由省教育厅牵头", "由市教育局牵头"), other_body("由商务部门负责", "由民政局负责")
    (False, True)
    """
    mine, theirs = charged(a), charged(b)
    return bool(functions(mine) and functions(theirs)) and not same_office(mine, theirs)


@lru_cache(maxsize=1 << 15)
def same_office(one: str, other: str) -> bool:
    """Whether two names, with all bodies in them, have one that is there for the same thing:
    by their words, shortened or not, or by the registry, which knows older names.

    >>> same_office("科技部", "市科学技术局"), same_office("劳动行政部门", "人力资源社会保障部门")
    (True, True)
    >>> same_office("林业主管部门", "应急管理部门")
    False
    """
    mine, theirs = functions(one), functions(other)
    return any(_pairs(a) & _pairs(b) or _short_for(a, b) for a in mine for b in theirs) or bool(
        families(one) & families(other)
    )


@cache
def _registry() -> Registry:
    return parse_registry(package_rows())


@lru_cache(maxsize=1 << 15)
def families(name: str) -> frozenset[str]:
    """Families of the bodies of a name in the registry of the package, whatever their level.

    >>> sorted(families("县级以上人民政府劳动保障行政部门"))
    ['人力资源社会保障']
    """
    bare = (_LEVEL.sub("", part) for part in _JOIN.split(_ASIDE.sub("", name)))
    return frozenset(_registry().resolve(part).family for part in bare if key(part)) - _NO_FAMILY


def _short_for(one: str, other: str) -> bool:
    """科技 for 科学技术: all characters of the shorter stand in the longer, in order."""
    shorter, longer = sorted((one, other), key=len)
    rest = iter(longer)
    return all(character in rest for character in shorter)


@lru_cache(maxsize=1 << 15)
def functions(name: str) -> frozenset[str]:
    """What the bodies of a name are there for, place, level and office left out.

    >>> sorted(functions("市场监督管理部门")), sorted(functions("县级以上人民政府民政部门"))
    (['市场'], ['民政'])
    >>> functions("市、县（市、区）水行政主管部门") == functions("县级以上人民政府水行政主管部门")
    True
    """
    found: set[str] = set()
    name = _ASIDE.sub("", name)
    if name.endswith("人民政府"):
        return frozenset()
    for part in _JOIN.split(name):
        bare = _LEVEL.sub("", part)
        if _NOBODY.search(bare) or _DESCRIBED.search(part):
            return frozenset()
        while (shorter := _SUFFIX.sub("", bare)) != bare and len(shorter) >= 2:
            bare = shorter
        if len(bare) >= 2 and not _SUFFIX.fullmatch(bare):
            found.add(bare)
    return frozenset(found)


def _pairs(text: str) -> set[str]:
    return {text[k : k + 2] for k in range(len(text) - 1)}
