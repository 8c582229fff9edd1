"""What numbers say of a change: more or less, another time limit, another frequency."""

from __future__ import annotations

import re
from functools import lru_cache

from compare.content.quantities import find_quantities
from compare.content.quantity import Quantity
from compare.likeness.parts import KEPT

_NUMBER = "[0-9一二两三四五六七八九十百半]+"
_DATE = re.compile(
    r"(?:到|至|于|在)?(20\d\d)年(?:(\d{1,2})月(?:(\d{1,2})日)?)?(?:年?底|末|之?前|起|以前|"
    r"，|$|[^度级版\d])"
)
_DEADLINE = re.compile("(?:之?内|以内|前|底|期限|时限|办结|答复|完成)")
_TIME = {"工作日", "日", "天", "小时", "个小时", "个月", "年", "周"}
_PERIOD = {
    "日": 1, "天": 1, "周": 7, "星期": 7, "旬": 10, "月": 30, "季": 90, "季度": 90, "年": 360,
    "年度": 360,
}  # fmt: skip
_EVERY = re.compile(
    rf"(?:每(?:隔)?(?P<n>{_NUMBER})?(?:个)?|按|逐)(?P<unit>日|天|周|星期|旬|月|季度|季|"
    rf"年度|年)(?!度?(?:计划|报告|预算)|[一-鿿]?龄)"
)
_TIMES = re.compile(rf"({_NUMBER})(?:次|期|场)")
_DIGIT = {c: v for v, c in enumerate("零一二三四五六七八九")} | {"两": 2, "十": 10, "半": 0.5}


def changed_numbers(a: str, b: str, *, counted: bool) -> list[str]:
    """Numbers of one unit, paired in their order: raised, lowered, or a deadline where they limit
    time.
    """
    codes = []
    mine, theirs = _by_unit(a), _by_unit(b)
    for unit, numbers in mine.items():
        others = theirs.get(unit, [])
        if len(others) != len(numbers) or (unit == "次" and not counted):
            continue
        for (number, text), (other, beside) in zip(numbers, others, strict=True):
            change = _moved(number, other)
            if change and unit in _TIME and _DEADLINE.search(text) and _DEADLINE.search(beside):
                codes.append("deadline")
            elif change:
                codes.append(change)
    return codes


@lru_cache(maxsize=KEPT)
def _by_unit(text: str) -> dict[str, list[tuple[Quantity, str]]]:
    out: dict[str, list[tuple[Quantity, str]]] = {}
    for found in find_quantities(text):
        unit = found.unit if found.unit != "other" else found.printed
        out.setdefault(unit, []).append(
            (
                found,
                text[found.core[1] : found.core[1] + 6]
                + text[max(0, found.begin - 6) : found.begin],
            )
        )
    return out


def _moved(a: Quantity, b: Quantity) -> str:
    """Raised, lowered, or empty: the same, or one bound up and one down."""
    bounds = [
        (x, y) for x, y in ((a.low, b.low), (a.high, b.high)) if x is not None and y is not None
    ]
    if not bounds:  # one says at least, the other at most or exactly: their only bounds
        x, y = (a.low if a.low is not None else a.high), (b.low if b.low is not None else b.high)
        bounds = [(x, y)] if x is not None and y is not None else []
    signs = {(y > x) - (y < x) for x, y in bounds} - {0}
    return "" if len(signs) != 1 else "raised" if signs == {1} else "lowered"


def changed_dates(a: str, b: str) -> bool:
    mine, theirs = [_DATE.findall(text) for text in (a, b)]
    return (
        bool(mine)
        and len(mine) == len(theirs)
        and mine != theirs
        and not re.search("[《“].*20\\d\\d", a + b)
    )


def changed_frequency(a: str, b: str) -> bool | None:
    """Whether both say how often and differ; None where one of them does not."""
    mine, theirs = _rate(a), _rate(b)
    if mine is None or theirs is None:
        return None
    return abs(mine - theirs) > 0.05 * max(mine, theirs)


@lru_cache(maxsize=KEPT)
def _rate(text: str) -> float | None:
    """Times a day."""
    hit = _EVERY.search(text)
    if hit is None or re.match("[人户名个家]", text[hit.end() :]):
        return None
    if (
        hit["n"] is None
        and text[hit.start() : hit.start() + 1] == "每"
        and text[hit.end() - len(hit["unit"]) :].startswith("年")
        and "每半年" in text
    ):
        return 1 / 180
    n = _value(hit["n"]) if hit["n"] else 1.0
    times = _TIMES.search(text, hit.end())
    return (_value(times[1]) if times else 1.0) / max(n * _PERIOD[hit["unit"]], 1)


def _value(text: str) -> float:
    if text.isdigit():
        return float(text)
    if text == "半":
        return 0.5
    if "十" in text:
        tens, _, ones = text.partition("十")
        return float(_DIGIT.get(tens, 1) * 10 + _DIGIT.get(ones, 0))
    return float(_DIGIT.get(text[:1], 1))
