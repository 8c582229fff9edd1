"""Whether another body is in charge of a measure than in its template.

A body in a bracket is in charge of the whole clause; a body that the running text charges is in
charge of what stands behind it. So brackets are compared as wholes, and running text duty by duty:
only where the same duty is charged to bodies of other functions is another body in charge. The
local equivalent of a national office has its function and is no other body; governments, generic
bodies (有关部门, 主管机关) and bodies that nobody knows decide nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from compare.base.rows import rows_of
from compare.likeness.altered import Change
from compare.likeness.change_rules import CHANGE_RULES, ChangeRules
from compare.likeness.charged import charged, same_office
from compare.likeness.provisions import levelled
from compare.text.fold import fold_text
from compare.text.script import simplify

SHORTEST = 6
"""Folded characters; a shorter duty (予以公布) is charged to everybody."""
_UNKNOWN = frozenset({"", "其他"})
_GOVERNMENT = re.compile("人民政府|^国务院$")
_ENDS = re.compile("[，。；：！？\n]")
# 国务院管理节能工作的部门: another body than the one that is named.
_ANOTHER = re.compile("[^，。；：]{0,16}的(?:部门|机关|机构|单位)")
# 按照属地管理的原则，…: how, not what.
_HOW = re.compile(
    "(?:应当|可以)?(?:按照|依照|根据|依据|在|自|经|为了?|对于)[^，。；：]*"
    "(?:规定|原则|要求|需要|职责|分工|标准|程序|规划|计划|情况|实际|[前后内时中上下])，"
)
_JOINED = re.compile(r"(?:[（(][^（）()]*[）)])?(?:以及|或者|[、和与及或])")
_MODAL = re.compile(
    "应当|应|可以|可|必须|负责|牵头|依法|按照(?:各自)?职责(?:分工)?|(?:会同|商|协调|配合)"
    "[^，。；]{2,30}?(?:部门|机关|机构|单位|[局厅委院])"
)


@dataclass(frozen=True, slots=True)
class Charge:
    """A body that a clause charges.

    Attributes
    ----------
    family : str
        Its function in the registry.
    raw : str
        Its name as printed, simplified.
    known : bool
        Whether its function tells it from others: neither generic, nor unknown, nor a government.
    leads : bool
        In charge, alone or with others; not one that only supports.
    first : bool
        It leads by the words of the text (牵头, X会同Y).
    outside : bool
        It stands in a bracket or table, so for the whole clause.
    """

    family: str
    raw: str
    known: bool
    leads: bool
    first: bool
    outside: bool


Charges = Mapping[str, tuple[Charge, ...]]


def bodies_charged(agencies: pd.DataFrame | None) -> dict[str, tuple[Charge, ...]]:
    """Bodies of each clause, in the order of the table.

    Parameters
    ----------
    agencies : DataFrame
        A `schema.AGENCIES` table; without ``where`` everything counts as printed in brackets.
    """
    found: dict[str, list[Charge]] = {}
    for row in rows_of(agencies) if agencies is not None else ():
        outside = getattr(row, "where", "attribution") != "text"
        known = (
            row.family not in _UNKNOWN
            and not _GOVERNMENT.search(row.agency)
            and getattr(row, "generic", False) is not True
        )
        charge = Charge(
            str(row.family),
            simplify(str(row.raw)),
            bool(known),
            row.role != "support",
            row.role == "lead",
            outside,
        )
        found.setdefault(str(row.clause_id), []).append(charge)
    return {clause_id: tuple(charges) for clause_id, charges in found.items()}


def other_lead(
    item: str,
    clause: str,
    mine: tuple[Charge, ...],
    theirs: tuple[Charge, ...],
    rules: ChangeRules = CHANGE_RULES,
) -> tuple[str, str] | None:
    """The bodies in charge in an item and in a clause that takes it over, where they are others;
    None where they are not, or nobody can tell.

    Parameters
    ----------
    item, clause : str
        Both texts.
    mine, theirs : tuple of Charge
        Bodies of the item and of the clause (`bodies_charged`).
    rules : ChangeRules
        ``duty``: of the longer of two duties, what both must have to be one.

    Examples
    --------
    >>> upper = Charge("交通运输", "国务院交通主管部门", True, True, False, False)
    >>> local = Charge("交通运输", "市交通运输局", True, True, False, False)
    >>> other = Charge("公安", "公安机关", True, True, False, False)
    >>> first = "国务院交通主管部门应当每年检查渡船的救生设备。"
    >>> other_lead(first, "市交通运输局应当每年检查渡船救生设备。", (upper,), (local,))
    >>> other_lead(first, "公安机关每年检查渡船的救生设备。", (upper,), (other,))
    ('国务院交通主管部门', '公安机关')
    """
    one, other = (tuple(c for c in side if c.outside) for side in (mine, theirs))
    if one and other:
        return _others(_in_charge(one), _in_charge(other))
    if one or other:
        # A lead named in the text (由X牵头) is in charge of the whole clause as a bracket is.
        one = one or tuple(c for c in mine if c.first)
        other = other or tuple(c for c in theirs if c.first)
        apart = not any(same_body(a, b) for a in mine for b in theirs)
        return _others(_in_charge(one), _in_charge(other)) if apart else None
    return _other_duty(item, clause, mine, theirs, rules)


def _in_charge(charges: tuple[Charge, ...]) -> tuple[Charge, ...]:
    """Known bodies that lead, else the one body that is responsible alone."""
    known = tuple(c for c in charges if c.known)
    lead = tuple(c for c in known if c.first)
    alone = known if len({c.family for c in known}) == 1 else ()
    return lead or alone


def _others(one: tuple[Charge, ...], other: tuple[Charge, ...]) -> tuple[str, str] | None:
    if not one or not other or any(same_body(a, b) for a in one for b in other):
        return None
    names = ("、".join(dict.fromkeys(c.raw for c in side)) for side in (one, other))
    before, after = names
    return before, after


def charges_both(change: Change, mine: tuple[Charge, ...], theirs: tuple[Charge, ...]) -> bool:
    """Whether one of two bodies told from the wording is charged in the other clause, too."""
    before, after = charged(change.before), charged(change.after)
    return any(same_office(c.raw, after) for c in mine) or any(
        same_office(c.raw, before) for c in theirs
    )


def same_body(one: Charge, other: Charge) -> bool:
    """Whether two bodies have one function, whatever their place, level and office."""
    known = one.family == other.family and one.family not in _UNKNOWN
    return known or same_office(one.raw, other.raw)


def _other_duty(
    item: str,
    clause: str,
    mine: tuple[Charge, ...],
    theirs: tuple[Charge, ...],
    rules: ChangeRules,
) -> tuple[str, str] | None:
    left, right = _duties(item, mine), _duties(clause, theirs)
    if not left or not right:
        return None
    near = {(i, j): _common(a[0], b[0]) for i, a in enumerate(left) for j, b in enumerate(right)}
    for (i, j), value in near.items():
        best = max(
            max(near[i, k] for k in range(len(right))), max(near[k, j] for k in range(len(left)))
        )
        if value < max(rules.duty, best):
            continue
        one, other = left[i][1], right[j][1]
        if not all(c.known for c in (*one, *other)):
            continue
        if any(same_body(a, b) for a in one for b in theirs) or any(
            same_body(a, b) for a in mine for b in other
        ):
            continue
        return _others(one, other)
    return None


def _duties(text: str, charges: tuple[Charge, ...]) -> list[tuple[str, tuple[Charge, ...]]]:
    """What stands behind the bodies that the text charges, each with all that share it."""
    named = [
        (hit.start(), hit.end(), charge)
        for charge in charges
        if charge.leads
        for hit in re.finditer(re.escape(charge.raw), text)
    ]
    # A body named twice, or within a longer name (教育局 in 市教育局), stands there once.
    named.sort(key=lambda place: (place[1], place[0], not place[2].first))
    places = [place for k, place in enumerate(named) if not k or named[k - 1][1] != place[1]]
    out: list[tuple[str, tuple[Charge, ...]]] = []
    waiting: list[Charge] = []
    for n, (_, end, charge) in enumerate(places):
        waiting.append(charge)
        joined = _JOINED.match(text, end)
        if joined and n + 1 < len(places) and places[n + 1][0] == joined.end():
            continue
        if joined:  # a body that nobody knows shares the duty
            waiting = []
            continue
        how = _HOW.match(text, end)
        begin = how.end() if how else end
        stop = _ENDS.search(text, begin)
        duty = bare(text[begin : stop.start() if stop else len(text)])
        if len(duty) >= SHORTEST and not _ANOTHER.match(text, end):
            out.append((duty, tuple(waiting)))
        waiting = []
    return out


@lru_cache(maxsize=1 << 14)
def bare(duty: str) -> str:
    """A duty without modal words, partners and levels of government, folded."""
    return fold_text(levelled(_MODAL.sub("", duty)))


def _common(one: str, other: str) -> float:
    from rapidfuzz.distance import LCSseq

    return LCSseq.similarity(one, other) / max(len(one), len(other))
