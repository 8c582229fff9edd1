"""For how long a policy plans: years after its issue that a clause names as a term."""

from __future__ import annotations

import re
from dataclasses import dataclass

from compare.text.numerals import number_of

# A year is a term where the text looks towards it: 到2025年, 2025年底前, 2025年建成; not
# 2018年以来.
_YEAR = re.compile(
    r"(?P<to>到|至|截至|截止到?|力争|争取|[（(]?(?:20\d{2}年?)?[—–\-－~～])?"
    r"(?P<year>20\d{2})年(?P<end>年?底|末|年?内|\d{1,2}月(?:底|末|\d{1,2}日)?)?(?P<before>[之以]?前)?"
)
_GOAL = re.compile(r"[^，。；,;]{0,4}(?:基本|全面|建成|完成|实现|达到|达)")
_SINCE = re.compile(r"以来|起|发布|印发|制定|出台|修订|以后|后|度?(?:已|实际|完成了)")
_N = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,2})"
# A span is the policy's own term where it is said to be: how long a benefit lasts, or since when
# somebody has graduated, is another matter.
_SPAN = re.compile(
    rf"(?P<frame>有效期为?|(?:试行|实施)期限?为?|(?:力争|争取)?(?:利?用|经过)|力争|争取|未来|今后)?"
    rf"(?P<n>{_N})(?:[至到\-—~～](?P<most>{_N}))?年"
    rf"(?P<behind>左右的?(?:时间)?|(?:的)?时间|行动(?:计划|方案)|(?:[之以]?内|期间)"
    rf"(?=[^，。；,;]{{0,12}}(?:建成|完成|实现|达到|全部|基本|覆盖)))?"
)
_WITHIN_THE_YEAR = re.compile(r"(?:本|当|今)年(?:度)?(?:底|内|末)")
_PLAN = re.compile(r"20\d{2}年?[—–\-－~～至]+(?P<year>20\d{2})年")
_FIVE = re.compile(r"“?十(?P<n>[二三四五六七])五”?(?:时期|期间|规划|末)")
_FIVE_ENDS = {"二": 2015, "三": 2020, "四": 2025, "五": 2030, "六": 2035, "七": 2040}


@dataclass(frozen=True, slots=True)
class Term:
    """A term named in a text: the words, where they begin, and the years after issue; None where
    a calendar year cannot be counted from because the year of issue is not known.
    """

    words: str
    begin: int
    years: int | None


def find_terms(text: str, issued: int | None) -> list[Term]:
    """Every term that `text` names, in order.

    Parameters
    ----------
    text : str
        Simplified, without white space.
    issued : int or None
        Year of issue.

    Examples
    --------
    >>> [(term.words, term.years) for term in find_terms("到2025年建成，毕业三年内的人。", 2021)]
    [('到2025年', 4)]
    >>> find_terms("2018年以来，根据2019年印发的意见", 2021)
    []
    """
    found: list[Term] = []
    for hit in _YEAR.finditer(text):
        behind = text[hit.end() : hit.end() + 8]
        day = str(hit["end"] or "").endswith("日")  # a day alone is a date, not a term
        framed = hit["to"] or (hit["end"] and not day) or hit["before"] or _GOAL.match(behind)
        if not framed or (not hit["before"] and _SINCE.match(behind)):
            continue
        found.append(_calendar(hit[0], hit.start(), int(hit["year"]), issued))
    for hit in _PLAN.finditer(text):
        found.append(_calendar(hit[0], hit.start(), int(hit["year"]), issued))
    for hit in _FIVE.finditer(text):
        found.append(_calendar(hit[0], hit.start(), _FIVE_ENDS[hit["n"]], issued))
    for hit in _WITHIN_THE_YEAR.finditer(text):
        found.append(Term(hit[0], hit.start(), 0))
    for hit in _SPAN.finditer(text):
        before = text[max(hit.start() - 1, 0) : hit.start()]
        if (hit["frame"] or hit["behind"]) and before not in ("第", "每", "前", "近", "满"):
            found.append(Term(hit[0], hit.start(), number_of(hit["most"] or hit["n"])))
    # What lies before the issue is no plan.
    kept = [term for term in found if term.years is None or term.years >= 0]
    by_place = {(term.begin, term.years): term for term in kept}
    return sorted(by_place.values(), key=lambda term: term.begin)


def _calendar(words: str, begin: int, year: int, issued: int | None) -> Term:
    return Term(words, begin, None if issued is None else year - issued)
