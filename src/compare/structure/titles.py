"""Whether a title as one document cites it and a title as another document bears it are the same
document.

Titles are cited with and without 中华人民共和国, the issuer, the wrapper (关于印发…的通知) and the
version in brackets; what must agree is the rest, and whose document it is:
国务院《优化营商环境条例》 is not 《东山省优化营商环境条例》.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from compare.places.bodies import places_at
from compare.structure.doc_numbers import same_number
from compare.structure.editions import edition_at
from compare.structure.named import Named, is_law
from compare.text.fold import fold

_STATE = "中华人民共和国"
_BODY = re.compile(
    r"^(?:(?:中共)?[一-鿿（）()、 ]{0,60}?(?:人民政府|政府|委员会|常委会|人民代表大会|"
    r"国务院|中共中央|部门|办公厅|办公室|[部厅局委院会组])(?:办公厅|办公室)?[、 "
    r"]?)+(?=关于|印发|转发|批转)"
)
_WRAPPED = re.compile(r"^(?:关于)?(?:印发|转发|下发|批转|发布)(.{4,}?)的(?:通知|通告|公告)$")
_SPAN = r"(?:19|20)\d\d\s*[—–－\-~～至]+\s*(?:(?:19|20)?\d\d)\s*年?度?"
_VERSION = re.compile(
    r"(?:[（(][^（）()]*(?:试行|暂行|修订|修正|修改|草案|版|年|稿)[^（）()]*[）)]|"
    rf"[（(]?{_SPAN}[）)]?)$"
)
# Years for which a plan or a list holds; 2018年修正 tells of an edition instead.
_YEARS = re.compile(rf"[（(]((?:19|20)\d\d[^（）()]{{0,14}})[）)]|({_SPAN})")
_OUTER = re.compile('[《》〈〉«»<>＜＞“”"‘’「」]')
_GENERIC = re.compile(
    "(?:中华人民共和国|实施|贯彻|落实|关于|促进|加强|加快|进一步|推进|推动|深化|规范|"
    "管理|监督|工作|服务|保障|保护|发展|建设|国家|地方|若干|暂行|试行|有关|问题|"
    "的|意见|通知|决定|方案|计划|规划|纲要|办法|条例|规定|细则|规则|措施|政策|法典|法)"
)


@dataclass(frozen=True, slots=True)
class Known:
    """A document or codebook of the study: how others refer to it, what it is called, whose it is,
    when it was issued and last amended.
    """

    key: str
    title: str
    number: str = ""
    doc_id: str = ""
    place: str = ""
    level: str = ""
    issue_date: str = ""
    amended_date: str = ""

    @property
    def edition(self) -> str:
        """Of which day the text is: that of its last amendment, else of its issue."""
        return max(self.issue_date, self.amended_date)


# What kind of law a title names, at its end: 法, 条例, 法实施条例, 法实施办法.
# 促进, 保障, 管理 … say what kind of rules a regulation holds, not what it is on.
_AIM = re.compile("(?:监督管理|管理|促进|保障|保护|发展|监督|规范)$")
_AIM_FIRST = re.compile("^(?:实施|促进|优化|鼓励|规范|加强)")
_LAW_KIND = re.compile("(?:实施|暂行|若干|管理)?(?:办法|条例|规定|细则|法)(?:试行|暂行)?$")


class KnownIndex:
    """The documents and codebooks of a study, so that a name need not be held against each.

    Parameters
    ----------
    entries : sequence of Known
    """

    def __init__(self, entries: Sequence[Known]) -> None:
        self._entries = tuple(entries)
        self._places: dict[str, list[int]] = {}
        self._subjects: dict[str, list[Known]] = {}
        for place, entry in enumerate(self._entries):
            numbers = {entry.number, re.sub("^.+(?=第)", "", entry.number)}
            for word in {*numbers, entry.doc_id, *_cores(entry.title)} - {""}:
                self._places.setdefault(word, []).append(place)
            if is_law(entry.title):
                self._subjects.setdefault(law_subject(entry.title), []).append(entry)

    def __iter__(self) -> Iterator[Known]:
        return iter(self._entries)

    def near(self, named: Named, doc_id: str = "") -> list[Known]:
        """Entries that `named` can mean, in order: of its number, with a title that agrees, or of
        that doc_id.
        """
        words = {named.number, doc_id, *(_cores(named.title) if named.title else ())} - {""}
        places = sorted({place for word in words for place in self._places.get(word, ())})
        return [self._entries[place] for place in places]

    def laws_on(self, subject: str) -> list[Known]:
        """Laws and regulations on one subject (`law_subject`), in order."""
        return self._subjects.get(subject, [])


def resolve(
    named: Named, known: Iterable[Known], *, home: str = "", own: str = "", day: str = ""
) -> str:
    """Key of the document that is meant; its number, else the title as printed, where the study
    does not hold it.

    Parameters
    ----------
    named : Named
    known : iterable of Known
    home : str
        Places of the citing document, joined: 省《…》 means the province it lies in.
    own : str
        Key of the citing document, which never names itself.
    day : str
        When the citing document was written: of several editions of one law the one of that day is
        meant.
    """
    near = known.near(named) if isinstance(known, KnownIndex) else known
    others = [entry for entry in near if entry.key != own]
    if named.number:
        for entry in others:
            if same_number(entry.number, named.number):
                return entry.key
    if named.title:
        fits = [(_fit(named, entry, home), entry) for entry in others]
        best = max((fit for fit, _ in fits), default=0)
        found = [entry for fit, entry in fits if fit == best]
        if best >= 2 or (best == 1 and len({entry.key for entry in found}) == 1):
            return edition_at(found, day).key
    return named.number or named.title


def same_subject(title: str, other: str) -> bool:
    """Whether two titles speak of one subject: a common run of two characters that is half of what
    is special to the shorter one.

    >>> same_subject("大气污染防治法", "东山省大气污染防治条例")
    True
    >>> same_subject("民法典", "东山省优化营商环境条例")
    False
    """
    left, right = (_GENERIC.sub("", whose_and_core(text)[1]) for text in (title, other))
    if not left or not right:
        return False
    longest = max(
        (
            size
            for size in range(min(len(left), len(right)), 0, -1)
            if any(left[k : k + size] in right for k in range(len(left) - size + 1))
        ),
        default=0,
    )
    return longest >= 2 and 2 * longest >= min(len(left), len(right))


def law_subject(title: str) -> str:
    """What a law or regulation is on: its title without its place, its kind, and the law that it
    carries out.

    What a title says of its aim does not count either: 小店促进条例 and 小店管理条例 are on 小店.

    >>> law_subject("东山省实施《中华人民共和国小店法》办法"), law_subject("小店法实施条例")
    ('小店', '小店')
    >>> law_subject("东山市小店发展促进条例"), law_subject("优化小店环境条例")
    ('小店', '小店环境')
    """
    core = _AIM_FIRST.sub("", whose_and_core(title)[1])
    core = _LAW_KIND.sub("", _LAW_KIND.sub("", core))
    while len(shorter := _AIM.sub("", core)) >= 2 and shorter != core:
        core = shorter
    return core


def is_template(named: str, own_title: str) -> bool:
    """Whether a document known by its title alone counts as a template of the one that names it.

    Policy papers do. A law named as legal basis does where it has the subject of the document:
    《民法典》 is no template of a regulation on another subject, and what it says must not keep
    every clause of that regulation undetermined.
    """
    return not is_law(named) or same_subject(named, own_title)


@lru_cache(maxsize=4096)
def whose_and_core(title: str) -> tuple[str, str]:
    """Place or issuer before a title, and the rest as it is compared.

    >>> whose_and_core("东山省人民政府关于印发《小店规划》的通知")
    ('东山省', '关于印发小店规划的通知')
    """
    whose, rest = _whose_and_rest(title)
    return whose, _compared(rest)


def _whose_and_rest(title: str) -> tuple[str, str]:
    bare = _OUTER.sub("", title.strip())
    while (shorter := _VERSION.sub("", bare)) != bare and shorter:
        bare = shorter
    national = bare.startswith((_STATE, "国务院", "中共中央", "全国"))
    if body := _BODY.match(bare):
        whose = "国务院" if national else _place(bare) or body[0]
        return whose, bare[body.end() :]
    if national:
        return "国务院", re.sub("^(?:国务院|中共中央)(?:办公厅)?", "", bare)
    place = _place(bare)
    return place, bare[bare.find(place) + len(place) :]


def _place(text: str) -> str:
    """The place with which a text begins; empty where it begins with none."""
    begin = 2 if text.startswith("中共") else 0
    places, end = places_at(text[begin:], of_body=False)
    end += begin + (4 if text[begin + end :].startswith("经济特区") else 0)
    return text[begin:end] if places else ""


def _compared(core: str) -> str:
    return fold(core.replace(_STATE, "")).text


def _cores(title: str) -> set[str]:
    """The core of a title, and of what it wraps."""
    _, rest = _whose_and_rest(title)
    out = {_compared(rest)}
    if wrapped := _WRAPPED.match(rest.replace(_STATE, "")):
        out.add(_compared(wrapped[1]))
        out.add(whose_and_core(wrapped[1])[1])
    return {text for text in out if len(text) >= 2}


def _other_years(title: str, other: str) -> bool:
    """Whether two titles say for which years they hold, and for others."""
    mine, theirs = (
        {
            tuple(re.findall(r"\d{2,4}", part))
            for hit in _YEARS.finditer(text)
            if not re.search("修[订正改]|通过", part := hit[1] or hit[2])
        }
        for text in (title, other)
    )
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _fit(named: Named, entry: Known, home: str) -> int:
    """3 = title and place agree, 2 = nothing speaks against it, 1 = only where no other fits, 0 =
    another document.
    """
    if not entry.title or not (_cores(named.title) & _cores(entry.title)):
        return 0
    if _other_years(named.title, entry.title):
        return 0
    whose = whose_and_core(named.title)[0] or named.issuer
    theirs = whose_and_core(entry.title)[0]
    national = entry.level == "national" or theirs == "国务院" or entry.place == "全国"
    place = "" if national else _place(theirs) or entry.place
    if re.match("国务院|中共中央|党中央|全国|国家|中华", whose):
        return 3 if national else 2 if not place else 0
    if re.match("(?:本|我|全)?省", whose) or re.match("(?:本|我|全)?自治区", whose):
        return (
            0
            if national
            else 3
            if place and _stem(place) in home and entry.level in ("provincial", "")
            else 2
            if entry.level == "provincial" or not place
            else 0
        )
    if re.match("(?:本|我|全)?[市州县区盟]", whose):
        return 0 if national else 3 if place and _stem(place) in home else 1 if not place else 0
    if whose and _place(whose):
        mine = _stem(_place(whose))
        return (
            3
            if place
            and (_stem(place).endswith(mine) or mine.endswith(_stem(place)) or mine in place)
            else 0
        )
    if not place:
        return 3 if national or not entry.level else 2
    # A policy paper is often cited without its issuer, a regulation never without its place.
    return 0 if is_law(named.title) else 2 if _stem(place) in home else 1


def _stem(place: str) -> str:
    return re.sub("(?:人民政府|省|市|(?:壮族|回族|维吾尔)?自治区|自治州|特别行政区)$", "", place)
