"""Numbers with a unit in running text: exact, bounded, a range, or a list that shares bound and
unit.

Grammar, on simplified text without white space::

    list     = quantity { (、|和|或|及|与|以及) quantity }
    quantity = [bound before] number [range sign number] unit [bound after]

Left out are calendar years and dates, ordinals, numbers inside quotation marks or titles
(programmes, slogans), and figures of speech such as 一批 or 三个全集中.
"""

from __future__ import annotations

import re
from dataclasses import replace

from compare.content.no_quantity import is_quantity
from compare.content.quantity import NEAR, NEARLY, TIMES, Quantity
from compare.content.quantity_words import (
    BEFORE_MONEY,
    FILL,
    LOWER_AFTER,
    LOWER_BEFORE,
    MONEY_BEFORE,
    RANGE,
    UNIT,
    UNITS,
    UPPER_AFTER,
    UPPER_BEFORE,
)
from compare.content.round_numbers import is_named, with_round
from compare.text.numerals import NUMBER, half_width, number_value

_FOLLOWER = re.compile(rf"[、和或及](?P<number>{NUMBER})(?P<unit>{UNIT})?")

_CANDIDATE = re.compile(
    rf"(?P<before>(?:(?P<upper>{UPPER_BEFORE})|(?P<lower>{LOWER_BEFORE})){FILL})?"
    rf"(?:(?P<percent>百分之)(?P<hundredth>{NUMBER})"
    rf"|(?P<first>半(?=年)|"
    rf"{NUMBER})(?P<approx>[余多几])?(?P<unit1>{UNIT})?(?:(?:[（(]不?含[）)])?{RANGE}(?P<second>{NUMBER})(?P<more>[余多])?(?P<unit2>{UNIT})?)?)"
    rf"(?P<after>(?P<upper2>{UPPER_AFTER})|(?P<lower2>{LOWER_AFTER}))?"
)
_FAR_UPPER = re.compile(
    "(?:不(?:得|能|可)?(?:超过|高于|多于|大于)|最高|上限)[^，。；、：,;:0-9%]{1,40}的$|"
    "(?:最高|最多|最长)[^，。；、：,;:0-9%]{1,8}$"
)
_FAR_UPPER_SHARE = re.compile("不(?:得|能|可)?(?:超过|高于|多于|大于)[^，。；、：,;:0-9%]{1,16}$")
_FAR_LOWER = re.compile("不(?:得|能|可)?(?:低于|少于|小于)[^，。；、：,;:0-9%]{1,40}的$")
_LONGEST_LIST = 12
_MONEY = re.compile("奖|补|资金|经费|贷款|扶持|投资|额|费|元|贴息|基金")
_QUOTES = {"“": "”", "「": "」", "『": "』", "《": "》", "〈": "〉", "〔": "〕", "‘": "’"}
# What goes on behind the unit: 三成五, 一年半.
_PLUS = {
    "成": re.compile("[一二三四五六七八九半](?![一二三四五六七八九十百千万个名家次])"),
    "年": re.compile("半"),
}
_MISREAD = re.compile(r"0\d")


def find_quantities(text: str) -> list[Quantity]:
    """Every quantity of `text`, in text order.

    Parameters
    ----------
    text : str
        Simplified, without white space (a `Passage.text`).

    Returns
    -------
    list of Quantity
        Bounds in the unit named (money in 元, 15% = 15).
    """
    text = half_width(text)
    named = _named_spans(text)
    found: list[Quantity] = []
    position = 0
    while hit := _CANDIDATE.search(text, position):
        quantity = _read(hit, text, named)
        if quantity is None:
            # The range sign may have joined what are two numbers, the bound word what is none.
            start = hit.start("first") if hit["first"] else hit.start("hundredth")
            bare = re.compile(NUMBER).match(text, start)
            position = max(bare.end() if bare else start + 1, hit.start() + 1)
        else:
            found.append(quantity)
            position = quantity.end
    return _shared_bounds(_joined_ranges(with_round(found, text, named)), text)


def _joined_ranges(found: list[Quantity]) -> list[Quantity]:
    """1000元以上5000元以下 is one range."""
    out: list[Quantity] = []
    for here in found:
        last = out[-1] if out else None
        if (
            last
            and last.end == here.begin
            and last.unit == here.unit
            and last.high is None
            and here.low is None
        ):
            out[-1] = replace(
                here, begin=last.begin, low=last.low, core=(last.core[0], here.core[1])
            )
        else:
            out.append(here)
    return out


def _read(hit: re.Match[str], text: str, named: tuple[list[int], list[int]]) -> Quantity | None:
    if hit["percent"]:
        low = high = number_value(hit["hundredth"])
        printed, unit, core = "百分之", "%", (hit.start("percent"), hit.end("hundredth"))
    else:
        printed = hit["unit2"] or hit["unit1"] or ""
        last = hit["second"] or hit["first"]
        scale = ""
        if not printed:
            printed, scale = _list_unit(text, hit)
            if not printed and MONEY_BEFORE.search(
                text[max(0, hit.start("first") - 10) : hit.start("first")]
            ):
                printed = "元"
            if not printed and _bare_money(text, hit):
                printed = "元"
            if not printed:
                return None
        end = max(hit.end(name) for name in ("first", "unit1", "second", "more", "unit2", "approx"))
        core = (hit.start("first"), end)
        low, high = (
            (0.5, 0.5) if last == "半" else (_scaled(hit["first"], last), number_value(last))
        )
        if scale and not re.search("[百千万亿]$", last):
            low, high = low * number_value(f"1{scale}"), high * number_value(f"1{scale}")
        unit = UNITS[printed]
        more = (
            _PLUS[printed].match(text, core[1])
            if printed in _PLUS and not hit["second"] and not hit["after"] and last != "半"
            else None
        )
        if more:
            part = 0.5 if more[0] == "半" else number_value(more[0]) / 10
            low, high, core = low + part, high + part, (core[0], more.end())
        if printed == "成":
            low, high = round(10 * low, 6), round(10 * high, 6)
        if (
            _MISREAD.match(hit["first"])
            or _MISREAD.match(hit["second"] or "")
            or re.search(r"\d,$", text[max(0, core[0] - 2) : core[0]])
        ):
            return None  # 033万元, 3,00万元: probably misread, and better reported than parsed
        if not is_quantity(hit, text, printed, core, low, high):
            return None
        if hit["approx"] or hit["more"]:
            return Quantity(hit.start(), hit.end(), low, None, unit, printed, core)
    if is_named(core[0], named):
        return None
    bounds: tuple[float | None, float | None] = (low, high)
    prefix = text[max(0, core[0] - NEAR) : core[0]]
    if low == high:
        if hit["upper"] or hit["upper2"]:
            bounds = (None, high)
        elif hit["lower"] or hit["lower2"]:
            bounds = (low, None)
        elif not hit["before"] and (
            _FAR_UPPER.search(prefix) or (unit == "%" and _FAR_UPPER_SHARE.search(prefix))
        ):
            bounds = (None, high)
        elif not hit["before"] and _FAR_LOWER.search(prefix):
            bounds = (low, None)
        elif not hit["before"] and printed not in TIMES and NEARLY.search(prefix):
            bounds = (None, high)
    if unit == "元" and (currency := MONEY_BEFORE.search(prefix)):
        unit = BEFORE_MONEY[
            max((name for name in BEFORE_MONEY if currency[0].startswith(name)), key=len)
        ]
    return Quantity(hit.start(), max(hit.end(), core[1]), *bounds, unit, printed, core)


def _scaled(first: str, last: str) -> float:
    """Lower end of a range: 3—5万 counts 万 for both."""
    low, high = 0.5 if first == "半" else number_value(first), number_value(last)
    scale = re.search(r"(?<=[\d.])[十百千]?[万亿]+$|^[^万亿]+[万亿]+$|[百千]$", last)
    scale = (
        re.search("[十百千]?[万亿]+$|[百千]$", last)
        if scale and not re.search("[万亿].", last.replace("万亿", "亿"))
        else None
    )
    if scale and not re.search("[万亿]$", first) and low < high and first != last:
        low *= number_value("1" + scale[0])
    return low


def _list_unit(text: str, hit: re.Match[str]) -> tuple[str, str]:
    """Unit and 万 or 亿 that a later member of the list gives to a bare number: 50、80、100万元."""
    position = hit.end("second") if hit["second"] else hit.end("first")
    for _ in range(_LONGEST_LIST):
        follower = _FOLLOWER.match(text, position)
        if follower is None:
            break
        if follower["unit"]:
            scale = re.search("[十百千]?[万亿]$", follower["number"])
            return follower["unit"], scale[0] if scale else ""
        position = follower.end()
    return "", ""


def _bare_money(text: str, hit: re.Match[str]) -> bool:
    """50万 without 元, in a sentence about money."""
    if not re.search("[0-9][万亿]$", hit["second"] or hit["first"]) or not re.match(
        "[的，。；、以]|[（(]含|$", text[hit.end() : hit.end() + 2]
    ):
        return False
    # bounded, so that a text of nothing but numbers is read in linear time
    start = max(text.rfind(stop, max(0, hit.start() - 400), hit.start()) for stop in "。；")
    return bool(_MONEY.search(text[start + 1 : hit.end() + 12]))


def _shared_bounds(found: list[Quantity], text: str) -> list[Quantity]:
    """Members of a list share the bound that stands before the first or after the last of them."""
    out = list(found)
    giving = [item.end == item.core[1] and None in (item.low, item.high) for item in found]
    for number in range(1, len(out)):
        if (
            giving[number - 1]
            and not giving[number]
            and _linked(out[number - 1], out[number], text)
        ):
            out[number], giving[number] = _bounded_like(out[number], out[number - 1]), True
    taking = [item.end > item.core[1] for item in found]
    for number in range(len(out) - 2, -1, -1):
        free = not giving[number] and not taking[number]
        if taking[number + 1] and free and _linked(out[number], out[number + 1], text):
            out[number], taking[number] = _bounded_like(out[number], out[number + 1]), True
    return out


def _linked(one: Quantity, other: Quantity, text: str) -> bool:
    between = text[one.core[1] : other.core[0]]
    return one.unit == other.unit and bool(
        re.fullmatch("(?:（含）|[(]含[)])?(?:[、和或及与]|以及)", between)
    )


def _bounded_like(quantity: Quantity, model: Quantity) -> Quantity:
    if quantity.low != quantity.high:
        return quantity
    if model.low is None:
        return replace(quantity, low=None)
    return replace(quantity, high=None) if model.high is None else quantity


def _named_spans(text: str) -> tuple[list[int], list[int]]:
    """Begins and ends of what stands in quotation marks or title marks: names, no promises."""
    begins: list[int] = []
    ends: list[int] = []
    for begin, character in enumerate(text):
        if character in _QUOTES and (not ends or begin >= ends[-1]):
            end = text.find(_QUOTES[character], begin, begin + 61)
            if 0 <= end - begin <= 60:
                begins.append(begin)
                ends.append(end)
    return begins, ends
