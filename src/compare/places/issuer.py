"""Administrative level and place of an issuing body, told from its name."""

from __future__ import annotations

import re

_MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
_NATIONAL = re.compile(r"^(?:国务院|中共中央|全国人民代表大会|中华人民共和国|国家|最高人民|[一-鿿]{2,10}部$|[一-鿿]{2,10}部办公厅$|海关总署|税务总局|中国人民银行$|科学技术部|中央)")
_COUNTY = re.compile(r"^(?:.+?(?:省|自治区))?(?:.+?(?:市|自治州|州|盟|地区))?([一-鿿]{1,8}?(?:自治县|自治旗|县|旗|(?<!开发)(?<!新)(?<!园)(?<!自治)(?<!景)区))(?:人民政府|政府|委员会|办公室|[一-鿿]{0,8}局)")
_PROVINCE = re.compile(r"^([一-鿿]{2,3}省|[一-鿿]{2,8}?自治区|[一-鿿]{2,3}特别行政区)")
_CITY = re.compile(r"^(?:[一-鿿]{2,3}省|[一-鿿]{2,8}?自治区)?([一-鿿]{2,12}?(?:自治州|市|州|盟|地区))(?=人民|政府|委|办|[一-鿿]{0,16}(?:局|厅|部|会|室|组|院|区))")


def level_and_region(issuer: str) -> tuple[str, str]:
    """Level (national, provincial, city, county) and place of a body; empty strings where its name tells neither.

    >>> level_and_region("样例省人民政府办公厅")
    ('provincial', '样例省')
    """
    if not issuer:
        return "", ""
    if _NATIONAL.match(issuer):
        return "national", "全国"
    for name in _MUNICIPALITIES:
        if issuer.startswith(name):
            county = _COUNTY.match(issuer)
            return ("county", county[1]) if county else ("provincial", name)
    county = _COUNTY.match(issuer)
    if county:
        return "county", county[1]
    if city := _CITY.match(issuer):
        return "city", city[1]
    if province := _PROVINCE.match(issuer):
        return "provincial", province[1]
    return "", ""


def province_of(issuer: str) -> str:
    """Province that stands in a body's name; empty where none does."""
    for name in _MUNICIPALITIES:
        if issuer.startswith(name):
            return name
    hit = _PROVINCE.match(issuer)
    return hit[1] if hit else ""
