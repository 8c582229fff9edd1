"""Where a public body has its seat: level, region and province from its name.

Read from the left: the central body a branch belongs to, the Party or a people's organisation, then
places from large to small. A place is taken from the gazetteer, else by its form, so that a place
no gazetteer has (a new one, or one made up for an example) is read all the same.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from compare.places import gazetteer
from compare.places.gazetteer import Place
from compare.places.national import head_of, is_national


class Seat(NamedTuple):
    """Level (national, provincial, city, county), full name of the place, full name of its
    province.

    Each is empty where the name does not tell.
    """

    level: str
    region: str
    province: str


UNKNOWN = Seat("", "", "")
NATIONAL = Seat("national", "全国", "")

LEVEL = {"province": "provincial", "city": "city", "county": "county"}
_PARTY = re.compile(
    r"(?:中国共产党|中国人民政治协商会议|人民政协|政协|中共|共产主义青年团|中国共青团|"
    r"共青团|团|民革|民盟|民建|民进|农工党|致公党|九三学社|台盟)(?!中央|中国|"
    r"全国)(?=[一-鿿]{2}|$)"
)
_CLASS = re.compile(r"各|有关|相关|所有|其他|全[省市县区州]|本级|同级|上级|下级")
_FREE_TRADE = re.compile(
    r"中国[（(]([一-鿿]{2,8})[）)](?:自由贸易试验区(?=[一-鿿]{2,8}片区)|(?=自由贸易|自贸|跨境))"
)
_END = r"局厅委办部署院会室组处队府所站行校社团馆中心公司大学"
_ORGAN = (
    r"(?=$|人民|政府|党委|工委|委|人大|政协|纪|监|行政公署|行署|办|团|妇|工会|总工会|军|"
    r"武|驻|中级|高级|第[一二三四五]|"
    rf"管|[一-鿿]{{0,22}}[{_END}])"
)
_WORD = r"(?:(?![局厅委署院])[一-鿿])"
# a mark, and words that end in the same character without being a place
_FORM = (
    ("province", re.compile(rf"{_WORD}{{2,6}}?(?:省(?!属|直|级)|自治区|特别行政区)")),
    (
        "city",
        re.compile(
            rf"{_WORD}{{2,10}}?(?:自治州|"
            rf"(?<!城)(?<!上)(?<!超)(?<!股)(?<!楼)(?<!夜)(?<!早)(?<!菜)(?<!门)(?<!闹)(?<!都)(?<!集)(?<!全)(?<!各)市(?!场|"
            rf"政|属|直|级|容|民)|(?:盟|州)(?!际)|(?<!各)地区(?=行署|行政公署|地委))"
        ),
    ),
    ("city", re.compile(r"(?![各本全])[一-鿿]州(?=人民政府|政府|委|党委|人大|政协)")),
    (
        "county",
        re.compile(
            rf"{_WORD}{{1,9}}?(?:自治县|自治旗|(?<!全)(?<!各)县(?!级|属|直|域)|旗|林区|特区)"
        ),
    ),
    (
        "county",
        re.compile(
            rf"{_WORD}{{2,9}}?(?<![社园景校地辖小片军牧库灾疫])(?<!开发)(?<!保护)(?<!试验)(?<!示范)(?<!合作)(?<!服务)(?<!集聚)(?<!保税)(?<!功能)(?<!学)区(?!域|"
            rf"划|属|直|级)"
        ),
    ),
)
_FOLLOWS = rf"{_ORGAN}|{_WORD}{{2,10}}(?:市|州|县|区|旗)"
_TITLE_FORM = re.compile(
    r"(?!关于|加强|推进|促进|规范|农村|全|各|本|跨)[^的和与及在对中跨各全于]{2,8}(?:省|市|"
    r"自治[区州县旗])"
)
_ZONE = re.compile(
    r"[一-鿿]{0,14}?(?:自由贸易试验区|自贸试验区|自贸区|综合改革示范区|自主创新示范区|"
    r"深度合作区|(?:经济)?综合[试实]验区|综合保税区|综保区|保税区|保税港区|"
    r"(?:经济技术|高新技术产业|高技术产业|新技术产业|新技术|经济|农业|旅游|产业|"
    r"工业)?开发区|经开区|高新区|工业园区|产业园区|科技园区|园区|"
    r"风景名胜区|旅游度假区|度假区|示范区|合作区|试验区|功能区|集聚区|新区|新城|管理区|"
    r"科学城|科技城)"
)
_PLAIN_ZONE = re.compile(
    r"(?:国家级|省级)?(?:经济技术|高新技术产业|高技术产业|新技术产业|经济|农业|旅游|产业|"
    r"工业)?(?:开发区|经开区|高新区|园区|工业园区|产业园区|新区|度假区|旅游度假区|保税区|"
    r"综合保税区|综保区|示范区|管理区)"
)
_TOWN = re.compile(r"[一-鿿]{1,8}?(?:街道|镇|乡|民族乡|苏木)(?=人民|政府|党|办|社区|$)")
_CORPS_NAME = "新疆生产建设兵团"
_CORPS = re.compile(r"第[一二三四五六七八九十]+师(?=$|[一-鿿])")
_BARE = (
    ("provincial", re.compile(r"(?:省|自治区)(?!会|级以|属)")),
    ("city", re.compile(r"(?:市(?!场|政公|政管|容|民|政工)|自治州|州|盟|地区|行署)")),
    ("county", re.compile(r"(?:县|自治县|旗|区(?!域|划|块))")),
)  # fmt: skip
# bodies named by a bare place: 浙江监管局, 上海海关; a firm or a university is none
_BRANCH = re.compile(
    r"(?:省|市|自治区)?(?:人民政府|市委|省委|监管|证监|银监|保监|银保监|调查总?队|海关|"
    r"税务|国税|地税|专员|特派|通信管理|邮政管理|气象|海事|煤矿安全|矿山安全|"
    r"监察|出入境|检验检疫|(?:中心|营业)?[支分]行|总部|分局|办事处|铁路监督|安全监督|"
    r"管理局|局$|总队|支队|市|军区|经济特区|自由贸易|自贸|跨境|[一-鿿]{0,6}片区|"
    r"管理委员会|管委会)"
)


@lru_cache(maxsize=4096)
def seat_of(name: str, year: str = "") -> Seat:
    """Level, region and province of the body called `name`; of several, of the first that tells.

    Parameters
    ----------
    name : str
        As printed, in simplified script.
    year : str
        Year of the document, where known: it decides between two ranks of one name (思茅市 was a
        county-level city until 2002, then a prefecture-level one).

    Returns
    -------
    Seat
        A city or county that several provinces have leaves the province empty unless the name
        tells it. Bodies of a zone, a township or a county-level city count as ``county``, bodies of
        the Corps' divisions as ``city``.

    Examples
    --------
    >>> seat_of("杭州市余杭区人民政府")
    Seat(level='county', region='余杭区', province='浙江省')
    >>> seat_of("国家税务总局东山省税务局")
    Seat(level='provincial', region='东山省', province='东山省')
    """
    for part in re.split(
        r"[、，,；;]|\s{1,}",
        unicodedata.normalize("NFKC", name).replace("(", "（").replace(")", "）").strip(),
    ):
        if (seat := _seat(part, year)) != UNKNOWN:
            return seat
    return UNKNOWN


def without_free_trade(name: str) -> str:
    """Name in which a free trade zone is called after its place alone.

    >>> without_free_trade("中国（东山）自由贸易试验区平安片区管理委员会")
    '东山平安片区管理委员会'
    """
    return _FREE_TRADE.sub(r"\1", name)


def province_of(region: str) -> str:
    """Province in which a place lies, told by its name; empty where several have one of the name
    or none is known.

    >>> province_of("义乌市"), province_of("平安市")
    ('浙江省', '')
    """
    return seat_of(region).province


def _seat(name: str, year: str) -> Seat:
    if _CLASS.match(name):
        return UNKNOWN
    name = without_free_trade(name)
    party = _PARTY.match(name)
    if party:
        name = name[party.end() :]
    elif head := head_of(name):
        rest = name[len(head) :]
        local = UNKNOWN if rest.startswith("驻") else _local(rest, year)
        return local if local.region else NATIONAL
    local = _local(name, year)
    if local == UNKNOWN and (is_national(name) if not party else not name):
        return NATIONAL
    return local


def _local(name: str, year: str) -> Seat:
    chain, at = places_at(name, year)
    if not chain:
        if not gazetteer.longest_at(name):
            for level, pattern in _BARE:
                if (hit := pattern.match(name)) and re.match(_ORGAN, name[hit.end() :]):
                    return Seat(level, "", "")
        zone = _zone_at(name, 0)
        if zone and not _PLAIN_ZONE.match(zone):
            return Seat("county", zone, "")
        town = _TOWN.match(name)
        return (
            Seat("county", town[0], "")
            if town and name[town.end() :].startswith(("人民政府", "政府", "办事处"))
            else UNKNOWN
        )
    last = chain[-1]
    province = next((p.province for p in chain if p.province), "")
    rest = name[at:]
    if last.name == _CORPS_NAME and (division := _CORPS.match(rest)):
        city = gazetteer.longest_at(rest, division.end())
        return Seat("city", city or last.name + division[0], province)
    if zone := _zone(name, at, last):
        return Seat("county", zone, province)
    if town := _TOWN.match(rest):
        return Seat("county", last.name if last.rank == "county" else town[0], province)
    return Seat(LEVEL[last.rank], last.name, province)


def _zone(name: str, at: int, last: Place) -> str:
    """Name of the zone that follows the places: with the place before it where it has no name of
    its own.
    """
    zone = _zone_at(name, at)
    if not zone or re.search("自由贸易|自贸|跨境", zone):
        return ""
    if not _PLAIN_ZONE.fullmatch(zone) and name[:at].endswith(last.name):
        return zone
    start = max(name.rfind(form, 0, at) for form in (last.name, last.short) if form)
    return name[max(start, 0) : at] + zone


def _zone_at(name: str, at: int) -> str:
    hit = _ZONE.match(name, at)
    return hit[0] if hit and re.match(_ORGAN, name[hit.end() :]) else ""


def places_at(name: str, year: str = "", *, of_body: bool = True) -> tuple[list[Place], int]:
    """Places that `name` begins with, from large to small, and where they end.

    Of a title (``of_body=False``) a place is taken by its form only where its mark is that of a
    province, a city or an autonomous place: words such as 专属经济区 begin titles, not bodies.
    """
    chain: list[Place] = []
    at = 0
    while at < len(name) and len(chain) < 4:
        found = (
            _known(name, at, chain, year)
            or _short(name, at, chain, year)
            or _formed(name, at, chain, of_body=of_body)
        )
        if found is None:
            break
        place, at = found
        chain.append(place)
        if place.name == _CORPS_NAME:
            break
    return chain, at


def _known(name: str, at: int, chain: list[Place], year: str) -> tuple[Place, int] | None:
    found = gazetteer.longest_at(name, at)
    end = at + len(found)
    if not found:
        return None
    places = [p for p in gazetteer.named(found) if p.called(found)]
    if chain:
        inside = [p for p in places if gazetteer.within(p, chain[-1])]
        if not inside:  # a place of the same name elsewhere is not meant
            return None
        places = inside
    elif found in ("城区", "郊区", "矿区", "新区") and not re.match("人民|政府|委", name[end:]):
        return None
    return _one(found, places, year), end


def _one(found: str, places: list[Place], year: str) -> Place:
    """The place meant: of the year where one is given, else in use, else last in use; the province
    only where all agree.
    """
    if year:
        places = [p for p in places if p.since <= year <= (p.until or "9999")] or places
    ranks = {p.rank for p in places if (p.until == "") == (places[0].until == "")}
    rank = next(r for r in gazetteer.RANKS if r in ranks)
    of_rank = [p for p in places if p.rank == rank]
    current = [p for p in of_rank if not p.until] or of_rank
    provinces = {p.province for p in current}
    first = current[0]
    if len(provinces) == 1 and len({p.code for p in current}) == 1:
        return first
    return Place(
        "",
        first.name,
        first.short,
        rank,
        "",
        provinces.pop() if len(provinces) == 1 else "",
        "",
        "",
    )


def _short(name: str, at: int, chain: list[Place], year: str) -> tuple[Place, int] | None:
    found = gazetteer.short_at(name, at)
    end = at + len(found)
    if not found or (chain and chain[-1].rank != "province"):
        return None
    nested = end < len(name) and (gazetteer.longest_at(name, end) or gazetteer.short_at(name, end))
    if not (end == len(name) or _BRANCH.match(name, end) or nested or _zone_at(name, end)):
        return None
    places = [
        p
        for p in gazetteer.named(found)
        if p.short == found and (p.rank != "county" or p.name[-1] == "市")
    ]
    if chain:
        places = [p for p in places if gazetteer.within(p, chain[-1])]
    if nested:
        places = [
            p for p in places if any(gazetteer.within(q, p) for q in gazetteer.named(str(nested)))
        ]
    return (_one(found, places, year), end) if places else None


def _formed(name: str, at: int, chain: list[Place], *, of_body: bool) -> tuple[Place, int] | None:
    if not of_body and chain and chain[-1].code:
        return None
    reached = {"province": 0, "city": 1, "county": 2}[chain[-1].rank] if chain else -1
    for rank, pattern in _FORM:
        if {"province": 0, "city": 1, "county": 2}[rank] <= reached:
            continue
        hit = pattern.match(name, at)
        if not hit or re.fullmatch("自治[区州县旗]", hit[0]) or _ZONE.fullmatch(hit[0]):
            continue
        follows = re.match(_FOLLOWS, name[hit.end() :])
        if follows if of_body else _TITLE_FORM.fullmatch(hit[0]):
            province = hit[0] if rank == "province" else chain[0].province if chain else ""
            return Place("", hit[0], "", rank, "", province, "", ""), hit.end()
    return None
