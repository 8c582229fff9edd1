"""Who promises how much for what: the numbers of a clause that commit to something."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping

import pandas as pd

from compare import schema
from compare.content.quantities import find_quantities
from compare.content.quantity import Quantity
from compare.text.fold import SENTENCE_END
from compare.text.passage import Passage

# Words of granting say nothing of what the money is for.
_GRANT = re.compile(
    "(?:[，、：的]|(?:采取|采用|按照?)[^，。；]{0,6}方式|分别|一次性|给予|予以|安排|提供|"
    "发放|可?享受|最高|累计|达到|为|压缩至|建设一支)+$"
)
_LONGEST = 36
_TAKES_BACK = re.compile(
    "(?:不再(?!低于|高于|超过|少于|增加|新增)|不予(?!低于)|(?<!不得)取消|(?:停止|"
    "暂停)(?!营业|经营|生产|施工|使用|办理|受理)|终止|停发|撤销|撤回|收回|追回|废止|"
    "(?:不|未)(?:再)?(?:给予|享受|发放|补助|补贴|奖励|安排|提供|支付|收取)|"
    "不得(?:再)?(?:享受|申领|领取|给予|发放|收取))"
    # what is done after or instead of the taking back is no part of it: 取消资格并处1000元罚款,
    # 不予受理之日起5日内
    "(?:(?!之?日起|[以之]?后|并|改为|调整|降[至为]|另行|仍|的?处(?:以|罚)?(?:罚款)?$)[^，"
    "。；]){0,40}$"
)
# Behind the number the taking back ends its phrase: what it names behind itself (不再收取押金) is
# taken back instead.
_TAKEN_BACK = re.compile(
    "[^，。；]{0,24}(?:[，,]?[^，。；]{0,12})(?:不再(?:执行|享受|给予|发放|实行|保留|"
    "安排|收取|适用)|予以(?:取消|废止)|停止(?:执行|发放)|(?:的)?(?:规定|政策|补贴|奖励|"
    "标准)?(?:即行|同时)?(?:取消|废止|停发))(?=[，,。；：）)]|$)"
)


def find_amounts(
    clauses: pd.DataFrame,
    passages: Mapping[str, Passage],
    headings: Mapping[str, Passage] | None = None,
) -> pd.DataFrame:
    """Find the amounts of every clause (see `compare.content.quantities` for the grammar).

    Parameters
    ----------
    clauses : DataFrame
        A `schema.CLAUSES` table; ``clause_id`` and ``doc_id`` are read.
    passages : mapping of clause_id to Passage
        Body of each clause; a clause without one has no amounts in its body.
    headings : mapping of clause_id to Passage, optional
        Heading of each clause: amounts that only the heading names count, too.

    Returns
    -------
    DataFrame
        A `schema.AMOUNTS` table in text order, with more columns: ``measure`` (unit as printed),
        ``what`` (what the number is of or for, an extract of the sentence: the object before it
        and the noun after it), ``sentence`` (the whole sentence, simplified), ``where`` (body or
        heading) and
        ``withdrawn`` (the clause takes it back: 不再给予20万元).
        Money is in 元 or by its own currency, 15% is 15; a range has low < high, an exact value
        low = high, an open side is NaN.
    """
    rows: list[dict] = []
    for clause_id, doc_id in zip(clauses["clause_id"], clauses["doc_id"], strict=True):
        places = (("heading", (headings or {}).get(clause_id)), ("body", passages.get(clause_id)))
        for where, passage in places:
            if passage is None or not passage.text:
                continue
            found = find_quantities(passage.text)
            stops = [0, *(hit.end() for hit in SENTENCE_END.finditer(passage.text))]
            for number, quantity in enumerate(found):
                begin, end = passage.cut(quantity.begin, quantity.end)
                bounds = _bounds(passage.text, quantity, stops)
                rows.append(
                    {
                        "clause_id": clause_id,
                        "doc_id": doc_id,
                        "raw": passage.raw[quantity.begin : quantity.end].strip(),
                        "low": quantity.low,
                        "high": quantity.high,
                        "unit": quantity.unit,
                        "begin": begin,
                        "end": end,
                        "measure": quantity.printed,
                        "what": _what(passage.text, found, number, bounds),
                        "sentence": passage.text[slice(*bounds)],
                        "where": where,
                        "withdrawn": _is_withdrawn(passage.text, quantity, bounds),
                    }
                )
    return schema.AMOUNTS.frame(rows)


def _is_withdrawn(text: str, quantity: Quantity, bounds: tuple[int, int]) -> bool:
    """Whether the phrase that holds the number takes it back, before it (不再给予) or behind it
    (…的规定不再执行).
    """
    start, stop = bounds
    before = re.split("[，,：:]", text[start : quantity.core[0]])[-1]
    after = text[quantity.core[1] : stop]
    return bool(_TAKES_BACK.search(before)) or bool(_TAKEN_BACK.match(after))


def _bounds(text: str, quantity: Quantity, stops: list[int]) -> tuple[int, int]:
    """The sentence of a quantity; `stops` are 0 and the ends of all sentences."""
    at = bisect_right(stops, quantity.core[0])
    following = bisect_right(stops, quantity.core[1])
    return stops[at - 1], stops[following] - 1 if following < len(stops) else len(text)


def _what(text: str, found: list[Quantity], number: int, bounds: tuple[int, int]) -> str:
    """Object before the number and noun after it: ``新认定的众创空间：奖补``."""
    first = last = number
    while first > 0 and _listed(text, found[first - 1], found[first]):
        first -= 1
    while last + 1 < len(found) and _listed(text, found[last], found[last + 1]):
        last += 1
    start, stop = bounds
    lead = text[start : found[first].begin]
    if first > 0 and found[first - 1].end > start:
        # What follows the number before, up to the comma, is what that one gave.
        lead = re.sub("^[^，,]*[，,]?", "", text[found[first - 1].end : found[first].begin])
    before = _before(lead) or _before(text[start : found[first].begin])
    after = _after(text[found[last].end : stop])
    return "：".join(part for part in (before, after) if part)


def _listed(text: str, one: Quantity, other: Quantity) -> bool:
    return bool(re.fullmatch("[、和或及与]|以及", text[one.end : other.begin]))


def _before(text: str) -> str:
    """Object the number belongs to: from the last 对 of the sentence, else the last phrases."""
    text = text.replace(",", "，")
    starts = [hit.end() for hit in re.finditer("(?:^|[，：、])(?:对于?|凡|向)", text)]
    text = _GRANT.sub("", text[starts[-1] :] if starts else text).lstrip("，、：的")
    while len(text) > _LONGEST and "，" in text:
        text = text.split("，", 1)[1]
    return text if len(text) <= _LONGEST else "…" + text[-_LONGEST:]


def _after(text: str) -> str:
    """Noun after the number: 的奖补 gives 奖补."""
    return re.split("[，,。；：（(]", text.removeprefix("的"), maxsplit=1)[0].strip("、的")[:16]
