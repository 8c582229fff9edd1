"""The registry of Chinese public bodies: from a name as printed to canonical name, family and
level.

A name is read from its end, which tells the function (财政局), while its beginning tells level and
place
(市, 省, 某某自治州). Names are compared by a key that levels spelling: 和 and quotation marks
dropped, 委员会 = 委, 办公室 = 办. What no row of the registry knows is compared with misprints in
mind
(`compare.agencies.misprints`), and what is still unknown is kept and flagged.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

import regex

from compare.agencies.entries import Entry, Match, cells_of
from compare.agencies.misprints import repair
from compare.agencies.names import (
    BARE_PLACE,
    BRACKETS,
    PREFIX,
    SLOT,
    inner_level,
    key,
    level_of,
    split_prefix,
    surface_forms,
)
from compare.base.literals import literals_of
from compare.base.longest import longest_of
from compare.base.patterns import compile_pattern, fills
from compare.errors import CodebookError
from compare.places.bodies import seat_of
from compare.places.gazetteer import longest_at
from compare.places.national import head_of

UNKNOWN = "其他"
GENERIC = "有关部门"

_HEAD = re.compile(r"(?:行政)?(?:主管)?(?:部门|机关)$")
_OF_FUNCTION = re.compile(r"(?:行政)?(?:主管|管理|监管)?(?:部门|机关)$")
_ENDINGS = ("局", "委", "厅", "办", "部", "社", "会")
_UNIT = re.compile(
    r"[一-鿿]{0,10}(?:大队|支队|总队|处|科|室|股|中心|队|站|所|分局|管理局|交管局|警卫局|"
    r"营管部|党委|机关|交警局)$"
)
_GOVERNMENT = re.compile(r"(?:人民政府|政府|行政公署|行署)$")
_GOVERNMENTS = {"provincial": "省级人民政府", "city": "市级人民政府", "county": "县级人民政府"}
_CORPS = "新疆生产建设兵团"
_OFFICE = re.compile(r"[一-鿿]{0,14}(?:办公厅|办公室|司|局)")
_LONGEST = 200
"""Characters of a name with its place: the longest of the registry has 45. What is longer is a
damaged text, and every end of it would be looked up.
"""
_CENTRE = re.compile(r"中共中央|中央|最高人民|最高[法检]|审计署|全国人(?:民|大)|共青团中央")


class Registry:
    """All rows, indexed; made by `compare.agencies.registry_rows`, never changed after.

    Attributes
    ----------
    entries : dict of str to Entry
        By canonical name, in the order of the file.
    """

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self.entries = dict(entries)
        self._index: dict[str, Entry] = {}
        self._spelling: dict[str, str] = {}
        self._slots: list[tuple[re.Pattern[str], Entry]] = []
        self._patterns: list[tuple[regex.Pattern[str], tuple[str, ...], Entry]] = []
        for entry in self.entries.values():
            for alias in (entry.agency, *entry.aliases):
                if "*" in alias:
                    head, _, tail = alias.partition("*")
                    self._slots.append(
                        (re.compile(f"{re.escape(key(head))}({SLOT}){re.escape(key(tail))}"), entry)
                    )
                else:
                    known = self._index.setdefault(key(alias), entry)
                    self._spelling.setdefault(key(alias), alias)
                    if known.agency != entry.agency:
                        raise CodebookError(
                            f"lexicon/agencies.csv: {alias!r} names both {known.agency!r} "
                            f"and {entry.agency!r}; leave it in one row."
                        )
            if entry.pattern:
                pattern = compile_pattern(entry.pattern, "agencies.csv", nested=True)
                self._patterns.append((pattern, literals_of(entry.pattern) or ("",), entry))
        self._english = {
            entry.family: entry.family_en
            for entry in reversed(self.entries.values())
            if entry.family_en
        }
        self._stems = {alias[:2] for alias in self._index}
        self._endings: dict[str, list[str]] = {}  # a misprint keeps the last character
        for alias in self._index:
            self._endings.setdefault(alias[-1], []).append(alias)
        self._cache: dict[str, Match | None] = {}

    @cached_property
    def version(self) -> str:
        """First eight hex digits of the SHA-256 over all rows: another digit, another registry."""
        rows = "\n".join("\t".join(cells_of(entry).values()) for entry in self.entries.values())
        return hashlib.sha256(rows.encode()).hexdigest()[:8]

    @property
    def families(self) -> tuple[str, ...]:
        """Families in the order of the file, 其他 last."""
        return (
            *dict.fromkeys(e.family for e in self.entries.values() if e.family != UNKNOWN),
            UNKNOWN,
        )

    def english(self, family: str) -> str:
        """English name of a family; the Chinese one where no row gives it."""
        return self._english.get(family, "Other" if family == UNKNOWN else family)

    def resolve(self, name: str, witnesses: Mapping[str, Match] | None = None) -> Match:
        """Canonical name, family and level of `name`.

        Parameters
        ----------
        name : str
            Simplified script, no white space; place and level before it, brackets inside it
            allowed.
        witnesses : dict of str to Match, optional
            Names that the same document prints correctly. A misprint is first sought among them,
            and short names are repaired to none but these.

        Returns
        -------
        Match
            ``known`` is False, and the family 其他, where nothing fits.
        """
        found = self._exact(name)
        if found is not None:
            return found
        prefix, core = split_prefix(name)
        levelled = key(core)
        alike = self._endings.get(levelled[-1:], ())
        repaired = repair(name, levelled, list(witnesses or ()), alike)
        if repaired is not None:
            repaired = (
                repaired if repaired in (witnesses or {}) else prefix + self._spelling[repaired]
            )
            target = (witnesses or {}).get(repaired) or self._exact(repaired)
            if target is not None:
                return Match(
                    target.agency,
                    target.family,
                    target.level,
                    True,
                    f"{name}→{repaired}",
                    target.generic,
                    target.place,
                )
        return Match(
            core if len(core) > 1 else name, UNKNOWN, level_of(prefix), False, place=prefix
        )

    def knows(self, name: str) -> bool:
        """Whether `name` stands in the registry without any repair."""
        return self._exact(name) is not None

    def names(self, name: str) -> bool:
        """Whether a row names this body: by name or with a place in it, not only by the form of
        its name.
        """
        return bool(self._by_end(name) or self._by_slot(name) or self._by_place(name))

    def today(self, agency: str) -> str:
        """The body that holds the function of `agency` after all reforms on record.

        >>> from compare.agencies.registry_rows import parse_registry
        >>> old = {"agency": "甲局", "family": "甲", "successor": "乙局"}
        >>> parse_registry([old, {"agency": "乙局", "family": "甲"}]).today("甲局")
        '乙局'
        """
        seen = set()
        while agency in self.entries and self.entries[agency].successor and agency not in seen:
            seen.add(agency)
            agency = self.entries[agency].successor
        return agency

    def words(self) -> tuple[str, ...]:
        """Words for the segmenter's user dictionary: every name and short form, bare and with 市,
        省, 州, 县, 区 before it.

        Names of open classes (企业, 园区) are left out: with a level before them they would tear
        全市企业 apart.
        """
        closed = [
            entry
            for entry in self.entries.values()
            if entry.family != GENERIC and not entry.pattern
        ]
        names = sorted(
            {form for entry in closed for form in surface_forms((entry.agency, *entry.aliases))}
        )
        levels = ("市", "省", "州", "县", "区", "自治区")
        levelled = (
            level + name
            for name in names
            if len(name) > 2 and name[0] not in "市省州县区各团国"
            for level in levels
        )
        return tuple(dict.fromkeys([*names, *levelled]))

    @cached_property
    def named(self) -> re.Pattern[str]:
        """Finds bodies in running text: a level or place, then a name of the registry; generic
        names left out.
        """
        forms = {
            form
            for entry in self.entries.values()
            if not entry.pattern
            for form in surface_forms((entry.agency, *entry.aliases))
        }
        names = longest_of(
            {
                variant
                for form in forms
                if len(form) > 2 and form[0] not in "各有相"
                for variant in (form, form.replace("和", ""))
            }
        )
        letter = (
            r"(?:(?!会同|配合|协助|组织|支持|推动|负责|通过|"
            r"[由请及和与经报向对在按为以将使让给到并各])[一-鿿])"
        )
        place = rf"{letter}{{2,3}}?(?:省|市|州|县|区)"
        # a place at the very beginning is tried at every character: only short ones are sought
        # there
        slots = "|".join(
            sorted(
                {
                    pattern.pattern.replace(
                        f"({SLOT})", f"{letter}{{2,4}}" if pattern.pattern.startswith("(") else SLOT
                    )
                    for pattern, entry in self._slots
                    if not entry.pattern
                },
                key=lambda p: (-len(p), p),
            )
        )
        start = rf"(?:(?:国家|中央|国务院|省|自治区|市|州|县|区|{place})(?:委|政府|人民政府)?)?"
        return re.compile(f"(?:{slots})|{start}(?:{names})")

    def _exact(self, name: str) -> Match | None:
        if len(name) > _LONGEST:
            return None
        if name not in self._cache:
            ways = (
                self._by_seat, self._by_end, self._by_slot, self._by_place, self._by_function,
                self._by_pattern, self._by_unit, self._by_shorter, self._by_head,
            )  # fmt: skip
            match = next((match for way in ways if (match := way(name))), None)
            self._cache[name] = match and _seated(match, name)
        return self._cache[name]

    def _by_seat(self, name: str) -> Match | None:
        # 义乌市人民政府, 某某自治州人民政府: what stands before 人民政府 is a place, and its rank
        # tells the row
        if name.startswith(_CORPS) and (inner := self._exact(name.removeprefix(_CORPS))):
            return replace(inner, level="provincial", place=_CORPS, elided=False)
        if "、" in name or not _GOVERNMENT.search(name) or not (seat := seat_of(name)).region:
            return None
        entry = self.entries.get(_GOVERNMENTS.get(seat.level, ""))
        return self._match(entry, name, _GOVERNMENT.sub("", name)) if entry else None

    def _by_place(self, name: str) -> Match | None:
        return self._by_end(name, bare=True)

    def _by_end(self, name: str, *, bare: bool = False) -> Match | None:
        alike = key(name) == name  # then every end of it is its own key
        for start in range(max(0, len(name) - _LONGEST), len(name)):
            entry = self._index.get(name[start:] if alike else key(name[start:]))
            if entry is None:
                continue
            prefix = name[:start]
            if PREFIX.fullmatch(prefix) or (bare and self._is_place(prefix, name[start:])):
                return self._match(entry, name, prefix, elided=not prefix)
        return None

    def _is_place(self, prefix: str, rest: str) -> bool:
        """Whether `prefix` may be a place printed without its level (厦门通信管理局): nothing in
        it may begin a body's name.
        """
        if not BARE_PLACE.fullmatch(prefix) or len(rest) < 3 or prefix[0] in "市省州县区各":
            return False
        if len(prefix) == 1 and rest[0] not in "县旗":
            return False
        return not any(prefix[i : i + 2] in self._stems for i in range(len(prefix) - 1))

    def _by_slot(self, name: str) -> Match | None:
        levelled = key(name)
        for pattern, entry in self._slots:
            hit = pattern.fullmatch(levelled)
            if hit:
                return self._match(entry, name, hit[1])
        return None

    def _by_pattern(self, name: str) -> Match | None:
        levelled = key(name).translate(BRACKETS)
        plain = name.translate(BRACKETS)
        for pattern, needed, entry in self._patterns:
            if not any(run in plain or run in levelled for run in needed):
                continue
            if fills(pattern, plain) or fills(pattern, levelled):
                prefix, _ = split_prefix(name)
                return self._match(entry, name, prefix)
        return None

    def _by_function(self, name: str) -> Match | None:
        # 税务部门, 市场监管行政主管部门, and 财政 in 财政、税务部门: the function stands for the
        # body. 监管 and 管理 belong
        # to some fields (市场监管部门) and to the head noun of others (文物监管部门): the longer
        # field is tried first.
        for core in dict.fromkeys((_HEAD.sub("", name), _OF_FUNCTION.sub("", name))):
            if len(core) < 2 or core[-1] in "省市州县区旗盟府":
                continue
            for ending in _ENDINGS:
                if match := self._by_end(core + ending):
                    return match
        return None

    def _by_unit(self, name: str) -> Match | None:
        for end in range(len(name) - 2, 2, -1):
            if (
                _UNIT.match(name[end:])
                and not self._by_end(name[end:])
                and (whole := self._by_end(name[:end]))
            ):
                return whole
        return None

    def _by_shorter(self, name: str) -> Match | None:
        # 市政府物流（口岸）办: what stands in brackets inside a name widens it.
        shorter = re.sub("（[^）]*）(?=.)", "", name.translate(BRACKETS))
        return self._by_end(shorter) if len(shorter) < len(name) else None

    def _by_head(self, name: str) -> Match | None:
        # 工业和信息化部办公厅, 财政部税政司: an office of a central body is that body
        head = head_of(name)
        if (
            not head
            or not _OFFICE.fullmatch(name.removeprefix(head))
            or not (match := self._by_end(head))
        ):
            return None
        return replace(match, level=seat_of(name).level or "national", elided=False)

    def _match(self, entry: Entry, name: str, prefix: str, *, elided: bool = False) -> Match:
        told = level_of(prefix) if prefix else inner_level(name)
        level = entry.level if entry.level in ("city", "county") else (told or entry.level)
        if entry.level in ("national", "provincial") and told in ("national", "provincial"):
            level = entry.level
        return Match(
            entry.agency,
            entry.family,
            level,
            True,
            generic=entry.family == GENERIC,
            place=prefix,
            elided=elided and not level,
        )


def _seated(match: Match, name: str) -> Match:
    """The level of the place named before a body, where the gazetteer knows it: 义乌市 is a
    county, 上海市 a province.
    """
    if not match.level and not match.place and not match.generic and _CENTRE.match(name):
        return replace(match, level="national", elided=False)
    if (
        len(match.place) < 3
        or match.level == "national"
        or not longest_at(match.place.removeprefix("中共"))
    ):
        return match
    seat = seat_of(name)
    return replace(match, level=seat.level) if seat.region and seat.level != "national" else match
