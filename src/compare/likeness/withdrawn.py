"""A benefit that one clause grants and the other takes back in another order of words.

The one may do it in several parts, on terms and with an amount (对收徒的银匠，经考核合格的，
每人发放2万元津贴), the other in one (停止向收徒的银匠发放津贴).

What is taken back must be all that was granted: the same benefit to the same people for the same
thing. A refusal to fewer, or in a case of its own, is a limit.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.content.stance import Stance, stance
from compare.likeness.change_rules import ChangeRules
from compare.text.numerals import NUMBER

if TYPE_CHECKING:
    from compare.likeness.parts import Part

_BENEFIT = (
    "补助|补贴|奖励|奖补|资助|津贴|贴息|减免|扶持|优惠|优待|救助|救济|补偿|支持|便利|保障|慰问"
)
_SUM = (
    rf"(?:(?:一次性|累计|最高|不超过|按照?|每[一-鿿]){{0,3}}"
    rf"{NUMBER}[万亿]?元(?:以[内上下])?(?:的?标准)?)"
)
_GRANTS = re.compile("给予|发放|提供|享受|予以|实行|安排|落实|兑现")
_WHAT = re.compile(rf"({_BENEFIT})(?:资金|政策|待遇|[金款])?(?:{_SUM})?$")
_ACT = re.compile(rf"^(?:一次性)?({_BENEFIT})(?=[^，]*{_SUM}$)")  # 补助碾坊每座5万元
_AMOUNT = re.compile(rf"{_SUM}|每[人台座个户家年月]")
_TERMS = re.compile(
    r"(?:(?<=，)|^)(?:经|通过|符合|达到|验收|考核|评审?|审核)[^，]{1,14}?(?:的|后|之后)(?:，|(?!，))"
)
_LEAST = 3  # characters that say to whom or for what


@dataclass(frozen=True, slots=True)
class Grant:
    """A benefit: ``what`` it is, ``whom`` its sentence names before it and beside it, words of
    stance, sums and terms left out, and whether it is ``refused``.
    """

    what: str
    whom: str
    refused: bool


def grant(text: str, sign: Stance, before: str) -> Grant | None:
    """The benefit that a part grants or refuses, if it does."""
    hit = _WHAT.search(text) or _ACT.search(text)
    if hit is None or {"told", "mixed"} & sign.kinds:
        return None
    if not (sign.refuses or _GRANTS.search(text) or _AMOUNT.search(text)):
        return None
    said = before[before.rfind("；") + 1 :] + text
    whom = stance(_AMOUNT.sub("", _TERMS.sub("", said))).core
    return Grant(hit[1], whom.replace(hit[1], "").replace("，", ""), sign.refuses)


def withdrawn(
    first: Sequence[Part], second: Sequence[Part], rules: ChangeRules
) -> Iterator[tuple[Part, Part]]:
    """Parts of two clauses of which one grants what the other refuses."""
    mine = [(part, part.grant) for part in first if part.grant and not part.both_ways]
    if not mine:
        return
    theirs = [(part, part.grant) for part in second if part.grant and not part.both_ways]
    for a, given in mine:
        for b, other in theirs:
            if given.refused != other.refused and given.what == other.what:
                refused, granted = (other, given) if other.refused else (given, other)
                if _all_of_it(refused, granted, rules):
                    yield a, b


def _all_of_it(refused: Grant, granted: Grant, rules: ChangeRules) -> bool:
    """Whether what is granted says all that is refused, and little more."""
    from rapidfuzz.distance import LCSseq

    one, other = refused.whom, granted.whom
    common = (Counter(one) & Counter(other)).total()
    return (
        len(one) >= _LEAST
        and len(one) <= common + rules.slips * len(one)
        and common >= rules.enough * len(other)
        and LCSseq.similarity(one, other) >= rules.in_order * len(one)
    )
