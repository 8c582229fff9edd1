"""The level of a text that names neither issuer nor place: what it says of its own reach.

Who approved it, whom it addresses, in whose name it speaks, where it applies, whom it charges with
the whole country, which place it calls its own. Where these say nothing, or a city could be a
municipality, the level stays open.
"""

from __future__ import annotations

import re

HEAD = 1200
"""Characters in which a text says who approved it, whom it addresses and in whose name it speaks.
"""
LEAST_OWN = 2
"""A place that is called one's own is called so more than once."""

_SPACE = re.compile(r"[^\S\n]+")
_APPROVED = re.compile(
    r"^[（(]?[\d一二三四五六七八九〇零十年月日]{6,12}(?:经)?(?:国务院|中共中央|"
    r"全国人民代表大会(?:常务委员会)?)(?:批准|同意)",
    re.M,
)
_SPEAKS = re.compile(
    r"我(?:们)?(?:代表|受)(?P<who>国务院|(?:中国共产党|中共|党的)?(?:第?[一二三四五六七八九十]+届)?"
    r"中央委员会|(?P<own>省|自治区|[县市区旗])?(?:人民)?政府)(?:的)?(?:委托)?，?"
)
_CONGRESS = re.compile(
    r"中国共产党第[一二三四五六七八九十]+次全国代表大会|第[一二三四五六七八九十]+届全国人民代表大会"
)
_TO_PROVINCES = re.compile(
    r"^各?(?:各省、)?(?:省、)?自治区、直辖市|^各省(?:、自治区|级|（|\(|[一-鿿]{0,12}[厅局委])|"
    r"^国务院各(?:部委|部门)",
    re.M,
)
_TO_CITIES = re.compile(
    r"^各(?:设区的?)?市[^：:\n]{0,60}(?:省(?:政府|直|级|人民政府|有关)|自治区(?:人民政府|各|直属|级))"
    r"[^：:\n]{0,60}[：:]",
    re.M,
)
_LAND = re.compile(
    r"(?:在|于)?中华人民共和国(?:境内|领域|管辖)|(?:主管|负责)(?:管理)?全国(?!人)|"
    r"国务院[一-鿿、]{0,30}?(?:部门|机构|机关|委员会|局)(?:应当|负责|主管|会同|统一|可以|制定|规定|"
    r"建立|组织|指导|依法)|由国务院"
)
_ALL_REGIONS = re.compile(
    "各省、自治区、直辖市|各省(?:级|（区、市）|区市)|省级[一-鿿]{0,12}(?:部门|政府)|各地区、各部门|"
    "省[、（(]自治区、直辖市"
)
_EACH = "(?![、（(]?(?:自治区|直辖市|区、))"
"""本省（自治区、直辖市）: every province, so none."""
_PROVINCE = re.compile(f"[本我全]省(?!级|[略心]){_EACH}|省委、?省政府|省级财政")
_MUNICIPAL = re.compile("[本我全]市(?!场)|市委、?市政府")
_COUNTY = re.compile("[本我全][县旗]")
_OWN = re.compile(
    f"[本我全](?:省(?!级|[略心]){_EACH}|市(?!场)|县|自治区|自治州|州|区(?!域)|镇|乡|旗)"
)
_NATION = re.compile("我国")


def own_level(text: str) -> str:
    """``national``, ``provincial``, ``county`` (only where somebody speaks in the name of a county
    government), or empty where the text does not tell.

    Parameters
    ----------
    text : str
        The whole text in simplified script.

    Examples
    --------
    >>> own_level("灯会条例\\n第一条 在中华人民共和国境内举办灯会，适用本条例。")
    'national'
    >>> own_level("灯会条例\\n第一条 本市灯会，适用本条例。")
    ''
    """
    text = _SPACE.sub("", text)
    head = text[:HEAD]
    if spoken := _SPEAKS.search(head):
        if not spoken["own"]:
            return "" if spoken["who"].endswith("政府") else "national"
        return {"省": "provincial", "自治区": "provincial", "县": "county"}.get(spoken["own"], "")
    own = len(_OWN.findall(text))
    if _APPROVED.search(head) or _TO_PROVINCES.search(head):
        return "national"
    if _TO_CITIES.search(head):
        return "provincial"
    if not own and (_LAND.search(text) or _CONGRESS.search(head) or _ALL_REGIONS.search(text)):
        return "national"
    if not own and len(_NATION.findall(text)) >= LEAST_OWN:
        return "national"
    other = _MUNICIPAL.search(text) or _COUNTY.search(text)
    return "provincial" if not other and len(_PROVINCE.findall(text)) >= LEAST_OWN else ""
