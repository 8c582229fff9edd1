"""Whether two parts order the opposite of one and the same thing.

The signs must be opposite (`compare.content.stance`), and all else the same: the one names no
other thing and no other act than the other. What the one only adds makes the measure wider or
narrower, and a ban on less than what is allowed is a limit.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from compare.likeness.parts import Part

if TYPE_CHECKING:
    from compare.likeness.altered import ChangeRules

_OPENS = re.compile("下列|以下|如下")  # 不得有下列行为 says nothing by itself
_LIGHT = re.compile(
    "[的了等和及与或、其之]|以及|或者|有关|相关|各类|本[省市区县州]|全[省市区县州]|我[省市区县州]|"
    "[省市县区州乡镇]级|依法|按规定|按照规定|一律|原则上|政策|制度|工作|活动"
)


def opposed(a: Part, b: Part, rules: ChangeRules) -> bool:
    """Whether `b` orders the opposite of `a`."""
    return (
        a.orders
        and b.orders
        and not _OPENS.search(a.text + b.text)
        and a.stance.against(b.stance)
        and _same_thing(a, b, rules)
    )


def _same_thing(a: Part, b: Part, rules: ChangeRules) -> bool:
    """Whether one part says all that the other says, words of stance left out, and little more."""
    from rapidfuzz.distance import LCSseq

    both = "rules" in a.stance.kinds & b.stance.kinds
    if not _same_act(a.stance.act, b.stance.act, 0.5 if both else 0.0):
        return False
    one, other = (_LIGHT.sub("", part.core) or part.core for part in (a, b))
    shorter, longer = sorted((len(one), len(other)))
    common = LCSseq.similarity(one, other)
    if shorter - common > rules.slips * shorter or common < rules.enough * longer:
        return False
    refused = [len(core) for core, part in ((one, a), (other, b)) if part.stance.refuses]
    # What is refused may be more than what is granted, not much less.
    return len(refused) != 1 or refused[0] - common <= max(1, rules.added * common)


def _same_act(a: str, b: str, least: float) -> bool:
    """Whether the shorter act stands in the longer one, in order, and is `least` of it."""
    from rapidfuzz.distance import LCSseq

    one, other = (_LIGHT.sub("", act) or act for act in (a, b))
    shorter = min(len(one), len(other))
    common = LCSseq.similarity(one, other)
    kept = shorter > 0 and shorter - common <= shorter // 10
    return kept and common >= least * max(len(one), len(other))
