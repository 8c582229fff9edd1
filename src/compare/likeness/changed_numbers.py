"""What numbers say of a change: more or less, another time limit, another frequency."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from compare.content.quantities import find_quantities
from compare.content.quantity import Quantity
from compare.likeness.measured import moved
from compare.likeness.parts import KEPT

_NUMBER = "[0-9一二两三四五六七八九十百半]+"
_DATE = re.compile(
    r"(?:到|至|于|在)?(20\d\d)年(?:(\d{1,2})月(?:(\d{1,2})日)?)?(?:年?底|末|之?前|起|以前|"
    r"，|$|[^度级版\d])"
)
_DEADLINE = re.compile("(?:之?内|以内|前|底|期限|时限|办结|答复|完成)")
_TIME = {
    "工作日": 24.0, "日": 24.0, "天": 24.0, "小时": 1.0, "个小时": 1.0, "个月": 720.0,
    "年": 8640.0, "周": 168.0, "分钟": 1 / 60, "自然日": 24.0, "个自然日": 24.0,
}  # fmt: skip
_INSTANT = re.compile("(?<!不能)(?:即时|当场|当日|当天|即刻|立即)(?=[办答完受出作回反报处审核发])")
# The document's own date, not the measure's.
_IN_FORCE = re.compile("起(?:施行|实施|执行|生效)|施行日期|有效期")
# What a share or a multiple is taken of: only of one thing two shares can be compared.
_OF_WHAT = re.compile(
    "违法所得|货值|价值|总值|总额|价款|合同|运输费用|造价|收入|投资|销售额|营业额|工资|"
    "每(?:个|一)?(?:平方米|立方米|[一-鿿])"
)
_YEARS = re.compile(r"(?<!比)(?<!较)(?<!与)(20\d\d)年")
_FROM_TO = re.compile(
    "由[^，；]{1,16}(?=(?:提高|增加|扩大|降低|减少|调整|延长|缩短|下降|上升)[至到为])"
)
_PERIOD = {
    "日": 1, "天": 1, "周": 7, "星期": 7, "旬": 10, "月": 30, "季": 90, "季度": 90, "年": 360,
    "年度": 360, "学期": 180, "学年": 360, "小时": 1 / 24,
}  # fmt: skip
_EVERY = re.compile(
    rf"(?:每(?:隔)?(?P<n>{_NUMBER})?(?:个)?|按|逐)(?P<unit>日|天|周|星期|旬|月|季度|季|"
    rf"学期|学年|小时|年度|年)(?!度?(?:计划|报告|预算)|[一-鿿]?龄)"
)
_TIMES = re.compile(rf"({_NUMBER})(?:次|期|场)")
_DIGIT = {c: v for v, c in enumerate("零一二三四五六七八九")} | {"两": 2, "十": 10, "半": 0.5}


def changed_numbers(a: str, b: str, *, counted: bool) -> list[str]:
    """Numbers of one unit, paired in their order: raised, lowered, or a deadline where they limit
    time.
    """
    if _of_what(a) != _of_what(b):
        return []
    a, b = _target(a), _target(b)
    codes = moved(a, b)
    mine, theirs = _by_unit(a), _by_unit(b)
    for unit, numbers in mine.items():
        others = theirs.get(unit, [])
        if len(others) != len(numbers) or (unit == "次" and not counted):
            continue
        if _sizes(numbers) == _sizes(others):  # the same in another order
            continue
        for (number, text), (other, beside) in zip(numbers, others, strict=True):
            change = _moved(number, other)
            if change and unit in _TIME and _DEADLINE.search(text) and _DEADLINE.search(beside):
                codes.append("deadline")
            elif change:
                codes.append(change)
    if "deadline" not in codes and _other_limit(a, b):
        codes.append("deadline")
    return codes


def _of_what(text: str) -> frozenset[str]:
    return frozenset(_OF_WHAT.findall(text)) if _OF_WHAT.search(text) else frozenset()


@lru_cache(maxsize=KEPT)
def _target(text: str) -> str:
    """A text without what it starts from: 由3%提高到5%, 2020年达到7%、2025年达到10%."""
    text = _FROM_TO.sub("", text)
    years = list(_YEARS.finditer(text))
    if len({hit[1] for hit in years}) < 2:
        return text
    last = max(years, key=lambda hit: (int(hit[1]), hit.start()))
    after = [hit.start() for hit in years if hit.start() > last.start()]
    return text[last.start() : min(after, default=len(text))]


def _other_limit(a: str, b: str) -> bool:
    """Whether both limit a time in other units (24小时, 3日), or one wants it at once."""
    mine, theirs = _limit(a), _limit(b)
    return mine is not None and theirs is not None and mine[0] != theirs[0] and mine[1] != theirs[1]


@lru_cache(maxsize=KEPT)
def _limit(text: str) -> tuple[str, float] | None:
    """Unit and hours of the one time limit of a text; no hours where it is at once."""
    if _INSTANT.search(text):
        return ("", 0.0) if not any(unit in _TIME for unit in _by_unit(text)) else None
    found = [
        (unit, number)
        for unit, numbers in _by_unit(text).items()
        if unit in _TIME
        for number, beside in numbers
        if _DEADLINE.search(beside)
    ]
    if len(found) != 1:
        return None
    unit, number = found[0]
    size = number.high if number.high is not None else number.low
    return None if size is None else (unit, size * _TIME[unit] + (unit == "工作日"))


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


def _sizes(numbers: Sequence[tuple[Quantity, str]]) -> list[tuple[float, float]]:
    return sorted((number.low or 0.0, number.high or 0.0) for number, _ in numbers)


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
    """Whether both name as many dates, and others; the day a document comes into force is none."""
    if _IN_FORCE.search(a) or _IN_FORCE.search(b):
        return False
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
