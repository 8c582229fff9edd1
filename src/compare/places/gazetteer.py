"""Provinces, cities and counties since 1980, with codes, ranks, parents and former names.

The two lists are package data and are read when the first place is asked for:
``lexicon/places.csv``
(derived from the Ministry of Civil Affairs' yearly lists, see docs/places.md) and
``lexicon/areas.csv``
(areas that no such list has: new areas, the Corps, zones with a name of their own).
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

RANKS = ("province", "city", "county")
_LAST = re.compile(r"(?:特别行政区|(?:维吾尔|壮族|回族)?自治区|自治州|地区|[省市州盟县区旗])$")


@dataclass(frozen=True, slots=True)
class Place:
    """One name of one place.

    Attributes
    ----------
    code : str
        Code of the place today (GB/T 2260), empty for areas without one. Names of one code are one
        place; for counties the source traces this without a warrant.
    name, short : str
        Full name, and the name without its mark (楚雄 of 楚雄彝族自治州); of an area, its other
        name.
    rank : str
        province, city or county; a county-level city is a county.
    parent, province : str
        Code of the place above (a county run by its province has the province), and the full name
        of the province.
    since, until : str
        First and last year of the name, 1980 at the earliest; no last year = in use.
    """

    code: str
    name: str
    short: str
    rank: str
    parent: str
    province: str
    since: str
    until: str

    def called(self, form: str) -> bool:
        """Whether `form` names the place with its mark (楚雄州), not by the short form alone
        (楚雄).
        """
        return form != self.short or form == self.name or not self.code


def named(name: str) -> tuple[Place, ...]:
    """All places that have or had this full name or short form, names in use first, then by code.

    >>> [(place.rank, place.province, place.until) for place in named("襄樊市")]
    [('city', '湖北省', '2009')]
    """
    return _index()[0].get(name, ())


def within(place: Place, outer: Place) -> bool:
    """Whether `place` lies in `outer`, by province for a province and by code for a city."""
    if outer.rank == "province":
        return place.province == outer.province
    return place.parent == outer.code or any(p.code == outer.code for p in above(place))


def above(place: Place) -> tuple[Place, ...]:
    """Places with the code that `place` names as its parent."""
    return _index()[1].get(place.parent, ())


def longest_at(text: str, start: int = 0) -> str:
    """Longest name of a place, its mark included, that stands in `text` at `start`; empty where
    none does.

    >>> longest_at("津市市人民政府")
    '津市市'
    """
    index, _, longest = _index()
    for end in range(min(len(text), start + longest), start + 1, -1):
        found = text[start:end]
        if any(place.called(found) for place in index.get(found, ())):
            return found
    return ""


def short_at(text: str, start: int = 0) -> str:
    """Longest short form of a province or a city of either rank that stands in `text` at `start`.

    >>> short_at("浙江监管局")
    '浙江'
    """
    index, _, longest = _index()
    for end in range(min(len(text), start + longest), start + 1, -1):
        found = text[start:end]
        places = index.get(found, ())
        if any(p.short == found and (p.rank != "county" or p.name[-1] == "市") for p in places):
            return text[start:end]
    return ""


def everything() -> tuple[Place, ...]:
    """All rows of both lists, those without a code included."""
    return tuple(dict.fromkeys(place for places in _index()[0].values() for place in places))


@cache
def _index() -> tuple[dict[str, tuple[Place, ...]], dict[str, tuple[Place, ...]], int]:
    rows = []
    for name in ("places.csv", "areas.csv"):
        text = (files("compare") / "lexicon" / name).read_text(encoding="utf-8")
        rows += list(csv.DictReader(text.splitlines()))
    provinces = {
        row["code"][:2]: row["name"] for row in rows if row["rank"] == "province" and row["code"]
    }
    by_name: dict[str, list[Place]] = defaultdict(list)
    by_code: dict[str, list[Place]] = defaultdict(list)
    for row in rows:
        province = provinces[(row["parent"] or row["code"])[:2]]
        place = Place(
            province=province, **row | {"short": row["short"] or _LAST.sub("", row["name"])}
        )
        if place.code:
            by_code[place.code].append(place)
        for form in _forms(place):
            by_name[form].append(place)
    ordered = {name: tuple(sorted(places, key=_order)) for name, places in by_name.items()}
    return ordered, {code: tuple(p) for code, p in by_code.items()}, max(map(len, ordered))


def _order(place: Place) -> tuple[bool, int, int, str]:
    """Names in use first, then those given up last; larger places before smaller ones."""
    return place.until != "", -int(place.until or 0), RANKS.index(place.rank), place.code


def _forms(place: Place) -> set[str]:
    """Full name, short form, and for autonomous places the short form with the bare mark (楚雄州,
    长阳县).
    """
    forms = {place.name, place.short}
    for kind, mark in (("自治州", "州"), ("自治县", "县"), ("自治旗", "旗"), ("自治区", "自治区")):
        if place.name.endswith(kind):
            forms |= {place.short + mark, place.short + kind}
    return {form for form in forms if len(form) > 1}
