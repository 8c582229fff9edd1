"""Who promises how much for what: the numbers of a clause that commit to something."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from compare import schema
from compare.content.quantities import Quantity, find_quantities
from compare.text.passage import Passage

_STOP = re.compile("[。；;！？]")
# Words of granting say nothing of what the money is for.
_GRANT = re.compile(
    "(?:[，、：的]|(?:采取|采用|按照?)[^，。；]{0,6}方式|分别|一次性|给予|予以|安排|提供|发放|可?享受|最高|累计|达到|为|压缩至|建设一支)+$"
)
_LONGEST = 36


def find_amounts(clauses: pd.DataFrame, passages: Mapping[str, Passage]) -> pd.DataFrame:
    """Find the amounts of every clause (see `compare.content.quantities` for the grammar).

    Parameters
    ----------
    clauses : DataFrame
        A `schema.CLAUSES` table; ``clause_id`` and ``doc_id`` are read.
    passages : mapping of clause_id to Passage
        Body of each clause; a clause without one has no amounts.

    Returns
    -------
    DataFrame
        A `schema.AMOUNTS` table in text order, with three more columns: ``measure`` (unit as printed),
        ``what`` (what the number is of or for, an extract of the sentence: the object before it and the
        noun after it) and ``sentence`` (the whole sentence, simplified).
        Money is in 元, 15% is 15; a range has low < high, an exact value low = high, an open side is NaN.
    """
    rows = []
    for clause_id, doc_id in zip(clauses["clause_id"], clauses["doc_id"], strict=True):
        passage = passages.get(clause_id)
        if passage is None:
            continue
        found = find_quantities(passage.text)
        for number, quantity in enumerate(found):
            begin, end = passage.cut(quantity.begin, quantity.end)
            rows.append({
                "clause_id": clause_id, "doc_id": doc_id, "raw": passage.raw[quantity.begin : quantity.end].strip(),
                "low": quantity.low, "high": quantity.high, "unit": quantity.unit, "begin": begin, "end": end,
                "measure": quantity.printed, "what": _what(passage.text, found, number),
                "sentence": _sentence(passage.text, quantity),
            })
    return schema.AMOUNTS.frame(rows)


def _bounds(text: str, quantity: Quantity) -> tuple[int, int]:
    start = max((hit.end() for hit in _STOP.finditer(text, 0, quantity.core[0])), default=0)
    stop = _STOP.search(text, quantity.core[1])
    return start, stop.start() if stop else len(text)


def _sentence(text: str, quantity: Quantity) -> str:
    start, stop = _bounds(text, quantity)
    return text[start:stop]


def _what(text: str, found: list[Quantity], number: int) -> str:
    """Object before the number and noun after it: ``新认定的众创空间：奖补``."""
    first = last = number
    while first > 0 and _listed(text, found[first - 1], found[first]):
        first -= 1
    while last + 1 < len(found) and _listed(text, found[last], found[last + 1]):
        last += 1
    start, stop = _bounds(text, found[number])
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
