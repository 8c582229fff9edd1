"""Level and place from a title, for texts that name no issuing body (laws, regulations, plans)."""

from __future__ import annotations

import re
from functools import lru_cache

from compare.places.bodies import (
    LEVEL,
    NATIONAL,
    UNKNOWN,
    Seat,
    places_at,
    seat_of,
    without_free_trade,
)
from compare.places.gazetteer import above

_ISSUED = re.compile(
    r"([一-鿿（）()、]{2,60}?)(?:关于|印发|转发|批转|公布|发布|令$|公告|通告|贯彻|落实|实施《)"
)
_BODY_END = re.compile(r"(?:局|厅|委|部|办|府|署|会|院|室|组|处|行|党组|指挥部|公室)$")
_NATIONAL = re.compile(
    r"(?:中华人民共和国|全国(?!各)|国家(?!级)|中国(?![（(])|国务院|中共中央|最高人民)"
)
_LAW = re.compile(r"(?:条例|规定|办法|规则|细则|决定|决议)(?:[（(][^）)]*[）)])?$")
_ACT = re.compile(r"(?<!办)法(?:[（(][^）)]*[）)])?$")
_OF_YEAR = re.compile(r"^(?:19|20)\d\d年度?(?=[一-鿿])")  # 2023年平安市政府工作报告
_COUNTY_LAW = re.compile(r"自治[县旗]$")


@lru_cache(maxsize=4096)
def seat_of_title(title: str, year: str = "") -> Seat:
    """Level, region and province that `title` tells, by the body it names or the place it begins
    with.

    A regulation is made by a province, a city or an autonomous county: a district or a zone in its
    title (杭州市西湖区…条例) is its subject, not its maker. What is called 法 is made by the
    National People's Congress, also where a place stands in its title. A regulation that names no
    place tells nothing.

    Examples
    --------
    >>> seat_of_title("东山省优化营商环境条例")
    Seat(level='provincial', region='东山省', province='东山省')
    >>> seat_of_title("中华人民共和国民法典").level
    'national'
    >>> seat_of_title("优化营商环境条例")
    Seat(level='', region='', province='')
    """
    title = without_free_trade(_OF_YEAR.sub("", re.sub(r"\s", "", title).lstrip("《")))
    if (
        (hit := _ISSUED.match(title))
        and _BODY_END.search(hit[1])
        and (seat := seat_of(hit[1], year)) != UNKNOWN
    ):
        return seat
    if _NATIONAL.match(title) or _ACT.search(title):
        return NATIONAL
    chain, _ = places_at(title, year, of_body=False)
    if _LAW.search(title):
        while chain and chain[-1].rank == "county" and not _COUNTY_LAW.search(chain[-1].name):
            subject = chain.pop()
            chain = chain or list(above(subject)[-1:] if not subject.code else [])
    if not chain:
        return UNKNOWN
    return Seat(
        LEVEL[chain[-1].rank], chain[-1].name, next((p.province for p in chain if p.province), "")
    )


def seat_of_issuers(issuers: str, title: str, year: str = "") -> Seat:
    """Seat of the first of several bodies, joined with ;, that has a level; else of the first.

    >>> seat_of_issuers("夜市协会;平安市商务局", "").level
    'city'
    """
    seats = [seat_of_document(issuer, title, year) for issuer in issuers.split(";")]
    return next((seat for seat in seats if seat.level), seats[0])


def seat_of_document(issuer: str, title: str, year: str = "") -> Seat:
    """Seat of the issuing body; what its name leaves open (市人民政府) is taken from the title
    where both agree.

    >>> seat_of_document("市人民政府办公室", "东山省平安市人民政府关于夜市的通知")
    Seat(level='city', region='平安市', province='东山省')
    """
    seat = seat_of(issuer, year)
    if seat.region:
        return seat
    told = seat_of_title(title, year)
    if told == NATIONAL and title.startswith("中华人民共和国"):
        return NATIONAL  # what the text says of county governments is no issuer of a law
    return told if seat.level in ("", told.level) else seat
