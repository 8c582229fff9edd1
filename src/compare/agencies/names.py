"""The parts of a body's name: place and level before it, spelling, short and long forms.

Pure text; the registry of bodies is in `compare.agencies.registry`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_DROPPED = str.maketrans("", "", '和与及“”"＂「」『』‘’《》·')
_SHORT = (
    ("监督管理", "监管"),
    ("管理委员会", "管委会"),
    ("委员会", "委"),
    ("办公室", "办"),
    ("人民政府", "政府"),
    ("有限责任公司", "公司"),
    ("有限公司", "公司"),
)
BRACKETS = str.maketrans("()[]［］〔〕﹝﹞<>＜＞〈〉【】", "（）（）（）（）（）（）（）（）（）")

_MARK = (
    r"(?:省|自治区|市|自治州|州|地区|盟|自治县|县|自治旗|旗|新区|开发区|高新区|园区|区|镇|乡|街道)"
)
_PLACE = rf"(?:(?![局委办厅署])[一-鿿]){{1,11}}?{_MARK}"
_ORGAN = r"(?:党委|工委|委|人民政府|政府|管委会|人大|政协|直属?|级|本级|属)"
PREFIX = re.compile(
    rf"(?:全?(?:中共中央|党中央|中共|中央|国务院|国家|全国|中华全国|中华人民共和国|中国|最高))?"
    rf"(?:{_PLACE}|{_MARK}|{_ORGAN}|\d+){{0,5}}"
)
_BEGINNING = re.compile(rf"(?:{_PLACE}|{_MARK})(?:{_ORGAN}(?!员))?(?:级|直属?)?")
BARE_PLACE = re.compile(r"[一-鿿]{1,4}")
SLOT = rf"(?:{_PLACE}|[一-鿿]{{2,4}})"
_LEVEL_MARKS = (
    ("national", re.compile(r"中共中央|党中央|中央|国务院|国家|全国|中华|中国|最高")),
    ("provincial", re.compile(r"省|自治区")),
    ("city", re.compile(r"自治州|州|市|地区|盟")),
    ("county", re.compile(r"自治县|自治旗|县|旗|区|镇|乡|街道")),
)
_LEVEL_TOKEN = re.compile(
    r"中共中央|党中央|中央|国务院|国家|全国|中华|中国|最高|自治区|自治州|自治县|自治旗|"
    r"地区|省|市|州|盟|县|旗|区|镇|乡|街道"
)
_NATIONAL = re.compile(r"^(?:国家|国务院|中央|中共中央|全国|中国|中华)|总局$|总署$")


def key(name: str) -> str:
    """`name` levelled for comparison.

    >>> key("市发展和改革委员会")
    '市发展改革委'
    """
    name = name.translate(_DROPPED)
    for long, short in _SHORT:
        name = name.replace(long, short)
    return name


def level_of(prefix: str) -> str:
    """Level that the last mark of `prefix` tells; empty where it has none.

    >>> level_of("样例市"), level_of("中国"), level_of("")
    ('city', 'national', '')
    """
    if re.fullmatch("[一-鿿]州", prefix):  # a place printed without its level: 某州分行
        return ""
    marks = _LEVEL_TOKEN.findall(re.sub("军区|警备区", "", prefix))
    if not marks:
        return ""
    return next(level for level, pattern in _LEVEL_MARKS if pattern.fullmatch(marks[-1]))


def inner_level(name: str) -> str:
    """Level that a name tells though nothing stands before it: 团市委, 国家…, …总局; empty where
    it does not.
    """
    youth = re.fullmatch(r"团(.+)委", name)
    if youth:
        return level_of(youth[1])
    return "national" if _NATIONAL.search(name) else ""


def split_prefix(name: str) -> tuple[str, str]:
    """Longest level-and-place beginning of `name`, and the rest."""
    best = ""
    hit = _BEGINNING.match(name)
    if hit and len(hit[0]) < len(name):
        best = hit[0]
    for national in ("中国", "国家", "国务院", "中央", "全国"):
        if name.startswith(national) and len(name) > len(national) + 1:
            best = national
    return best, name[len(best) :]


def surface_forms(names: Iterable[str]) -> list[str]:
    """Names without a place slot, as they may be printed: 委 and 委员会, 办 and 办公室."""
    out = []
    for alias in names:
        if "*" in alias or len(alias) < 2:
            continue
        out.append(alias)
        for long, short in _SHORT[:4]:
            if long in alias:
                out.append(alias.replace(long, short))
            elif alias.endswith(short) and len(alias) > len(short):
                out.append(alias[: -len(short)] + long)
    return out
