"""Numbers with any unit of measure: 55分贝, 35毫克/立方米, 50米.

The table `amounts` knows the units of policy texts. What was raised or lowered must be seen in
any unit: here a unit is a word of physics, alone or by another, or whatever two characters follow
the number on both sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from compare.content.quantity_words import LOWER_AFTER, UNIT, UPPER_AFTER
from compare.text.numerals import NUMBER, half_width, number_value

_ONE = (
    "(?:平方|立方|标准立方)?(?:千|百|厘|分|毫|微|纳|海|公|英)?(?:米|里|寸|尺)|[千毫微纳公]?克|公?斤|市斤|"
    "公?吨|蒸吨|毫?升|公顷|公?亩|(?:摄氏)?度|℃|°C|分贝|[千兆吉]?赫兹?|[千毫]?伏安?|[千毫]?安培?|"
    "[千兆百]?万?千瓦时|[千兆]?瓦|千焦|焦耳|[千兆]?帕|勒克斯|流明|贝克|西弗|毫西弗|当量|海里|节|马力|"
    "[千兆吉太]?(?:字节|比特)|床|张|株|棵|头|匹|羽|尾|辆|艘|架|栋|幢|层|间|页|本|册|字|口|眼|"
    "级|学时|课时|学分|岁|周岁|班|席|车位|泊位|标准煤|[A-Za-zμΩ]{1,5}\\d?"
)
_UNIT = re.compile(rf"(?:{_ONE})(?:标准煤|标煤)?(?:(?:/|每|·)(?:{_ONE}|人|日|天|年|小时|秒))*")
_NUMBERS = re.compile(NUMBER)
_KNOWN = re.compile(UNIT)
_BEFORE = re.compile(r"[第〔（(\[\-—/.A-Za-z\d%前]$|统$|唯$|同$|逐$|专$|万$|之$")
# Behind these a number ranks or counts up; it measures nothing.
_RANKS = re.compile(
    "[级类等号条款项章节届期版代线楼层度院位带路网环]|[、，。；：）)〕\\]\\-—/.%]|体|致|律|般|定|切|些|旦|直|"
    "贯|并|次性|站|窗|张网|大|是|要|农|方面"
)
_TITLES = re.compile("《[^》]*》|“[^”]*”|〔[^〕]*〕")


def moved(a: str, b: str) -> list[str]:
    """``raised`` or ``lowered``, once a unit that both name equally often.

    >>> moved("昼间不超过55分贝", "昼间不超过50分贝"), moved("距学校50米", "距学校50米")
    (['lowered'], [])
    """
    mine, theirs = measures(a), measures(b)
    codes = []
    for unit in {unit for unit, _, _ in mine}:
        one, other = _of(mine, unit), _of(theirs, unit)
        if len(one) != len(other) or sorted(one) == sorted(other):
            continue
        for (value, bound), (beside, its_bound) in zip(one, other, strict=True):
            if value != beside and (bound == its_bound or "" in (bound, its_bound)):
                codes.append("raised" if beside > value else "lowered")
    return sorted(codes)


def _of(found: Sequence[tuple[str, float, str]], unit: str) -> list[tuple[float, str]]:
    return [(value, bound) for own, value, bound in found if own == unit]


@lru_cache(maxsize=1 << 15)
def measures(text: str) -> tuple[tuple[str, float, str], ...]:
    """Unit, value and bound (``up``, ``down`` or empty) of each number that `amounts` has no unit
    for.
    """
    return tuple(_measures(half_width(_TITLES.sub(lambda hit: "＿" * len(hit[0]), text))))


def _measures(text: str) -> Iterator[tuple[str, float, str]]:
    for hit in _NUMBERS.finditer(text):
        end = hit.end()
        unit = _UNIT.match(text, end)
        known = _KNOWN.match(text, end)
        if known and (unit is None or known.end() >= unit.end()):
            continue
        if _BEFORE.search(text, max(0, hit.start() - 2), hit.start()):
            continue
        spelled = not hit[0][0].isdigit()
        if unit and not (unit[0] in {"级", "节", "度", "层", "本", "字", "班", "口"} and spelled):
            name, end = unit[0], unit.end()
        elif (spelled and len(hit[0]) < 2) or _RANKS.match(text, end):
            continue
        else:
            name, end = text[end : end + 2], end + 1
            if not re.fullmatch("[一-鿿]{1,2}", name):
                continue
        if unit and unit[0] == "级":
            continue
        up, down = (re.match(bound, text[end:]) for bound in (LOWER_AFTER, UPPER_AFTER))
        yield name, number_value(hit[0]), "up" if up else "down" if down else ""
