"""Whether two parts order the opposite of one and the same thing.

The signs must be opposite (`compare.content.stance`), and all else the same: the one names no
other thing and no other act than the other. What the one only adds makes the measure wider or
narrower, and a ban on less than what is allowed is a limit.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from compare.likeness.change_rules import CHANGE_RULES, ChangeRules

if TYPE_CHECKING:
    from compare.likeness.parts import Part

_OPENS = re.compile("下列|以下|如下")  # 不得有下列行为 says nothing by itself
# Of what, how much, or how often.
_PRONOUN = re.compile("[对将由为向]其(?![他它])|只(?![要有能])|仅|重复|重叠|叠加|另行")
_NEAR = 40  # parts; an exception does not stand further from its rule
_LIGHT = re.compile(
    "[的了等和及与或、其之]|以及|或者|有关|相关|各类|本[省市区县州]|全[省市区县州]|我[省市区县州]|"
    "[省市县区州乡镇]级|依法|按规定|按照规定|一律|原则上|先行|率先|及时|政策|制度|工作|活动"
)


def opposed(a: Part, b: Part, rules: ChangeRules) -> bool:
    """Whether `b` orders the opposite of `a`."""
    return (
        a.orders
        and b.orders
        and not a.both_ways
        and not b.both_ways
        and not _OPENS.search(a.text + b.text)
        and a.stance.against(b.stance)
        and _denies_what_is_said(a, b)
        and _denies_what_is_said(b, a)
        and _in_one_case(a, b, rules)
        and _in_one_case(b, a, rules)
        and bool(_PRONOUN.search(a.text)) == bool(_PRONOUN.search(b.text))
        and _same_thing(a, b, rules)
    )


def said_both_ways(found: Sequence[Part]) -> dict[int, frozenset[str]]:
    """Places of parts whose opposite the same clause says, with what says it: a rule and its
    exception.
    """
    from rapidfuzz.distance import LCSseq

    places: dict[int, frozenset[str]] = {}
    for i, a in enumerate(found):
        for j in range(i + 1, min(len(found), i + _NEAR)):
            b = found[j]
            if (
                a.orders
                and b.orders
                and a.stance.turning != b.stance.turning
                and a.stance.against(b.stance)
            ):
                shorter, longer = sorted((len(a.core), len(b.core)))
                common = LCSseq.similarity(a.core, b.core)
                if common >= max(CHANGE_RULES.exception * shorter, CHANGE_RULES.rule * longer):
                    places[i] = places.get(i, frozenset()) | {b.text}
                    places[j] = places.get(j, frozenset()) | {a.text}
    return places


def settled(parts: Sequence[Part], others: Sequence[Part]) -> Sequence[Part]:
    """Parts, those no longer `both_ways` whose opposites the other clause says word for word: what
    both say is set against nothing else.
    """
    if not any(part.both_ways for part in parts):
        return parts
    said = {part.text for part in others}
    return tuple(
        replace(part, both_ways=frozenset()) if part.both_ways <= said else part for part in parts
    )


def _denies_what_is_said(a: Part, b: Part) -> bool:
    """Whether the other says what this denies: 不优先录用 is no answer to 登记."""
    return all(word in b.text for word in a.stance.denied)


def _in_one_case(a: Part, b: Part, rules: ChangeRules) -> bool:
    """Whether the other speaks of the case of this, or this of none: an order in one case alone
    narrows.
    """
    from rapidfuzz.distance import LCSseq

    if not a.case:
        return True
    common = LCSseq.similarity(a.case, b.before + b.text)
    return common >= rules.case * len(a.case)


def _same_thing(a: Part, b: Part, rules: ChangeRules) -> bool:
    """Whether one part says all that the other says, words of stance left out, and little more."""
    both = "rules" in a.stance.kinds & b.stance.kinds
    acts = _bare(a.stance.act), _bare(b.stance.act)
    if not all(acts):  # 予以支持: the word of stance is the act
        return a.core == b.core
    if _shared(*acts, 0.5 if both else 0.0, rules) is None:
        return False
    one, other = _bare(a.core), _bare(b.core)
    common = _shared(one, other, rules.enough, rules)
    if common is None:
        return False
    refused = [len(core) for core, part in ((one, a), (other, b)) if part.stance.refuses]
    # What is refused may be more than what is granted, not much less.
    return len(refused) != 1 or refused[0] - common <= max(1, rules.added * common)


def _shared(one: str, other: str, least: float, rules: ChangeRules) -> int | None:
    """Characters that two texts share; None where the longer lacks something of the shorter, has
    it in quite another order, or where it is not `least` of the longer.
    """
    from rapidfuzz.distance import LCSseq

    shorter, longer = sorted((len(one), len(other)))
    common = (Counter(one) & Counter(other)).total()
    kept = 0 < shorter <= common + rules.slips * shorter and common >= least * longer
    in_order = LCSseq.similarity(one, other) >= rules.in_order * shorter
    return common if kept and in_order else None


def _bare(text: str) -> str:
    return _LIGHT.sub("", text) or text
