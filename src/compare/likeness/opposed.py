"""Whether two parts order the opposite of one and the same thing.

The signs must be opposite (`compare.content.stance`), and all else the same: the one names no
other thing and no other act than the other. What the one only adds makes the measure wider or
narrower, and a ban on less than what is allowed is a limit.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from compare.likeness.parts import Part

if TYPE_CHECKING:
    from compare.likeness.altered import ChangeRules

_OPENS = re.compile("下列|以下|如下")  # 不得有下列行为 says nothing by itself
_LIGHT = re.compile(
    "[的了等和及与或、其之]|以及|或者|有关|相关|各类|本[省市区县州]|全[省市区县州]|我[省市区县州]|"
    "[省市县区州乡镇]级|依法|按规定|按照规定|一律|原则上|先行|率先|及时|政策|制度|工作|活动"
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
    both = "rules" in a.stance.kinds & b.stance.kinds
    if _shared(_bare(a.stance.act), _bare(b.stance.act), 0.5 if both else 0.0, rules) is None:
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
