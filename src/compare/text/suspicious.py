"""Numbers that are probably misread or misprinted: 033万元, 3,00万元, 5O万元, 1.2.3亿元.

They are reported and never parsed: a wrong amount is worse than none.
"""

from __future__ import annotations

import re

_UNIT = (
    r"(?:[十百千]?[万萬亿億]?(?:元|美元|港元|欧元|人民币|户|家|个|名|人|平方米|亩|吨)|"
    r"[万萬亿億](?![\d]))"
)
_SUSPICIOUS = re.compile(
    rf"(?<![\d.,，A-Za-z第-])(?:0(?=[\d,])[\d,]*\d(?:\.\d+)?"  # a zero in front
    # groups of other than three digits
    rf"|\d{{1,3}}(?:,\d{{3}})*,(?:\d{{1,2}}|\d{{4,}})(?!\d)(?:,\d+)*"
    rf"|\d+\.\d+(?:\.\d+)+"  # two points
    rf"|(?=[\dOolI]*[OolI])(?=[\dOolI]*\d)[\dOolI]+)(?={_UNIT})"  # letters for digits
)
_DIGIT = re.compile(r"\d")


def suspicious_numbers(text: str) -> list[tuple[int, int]]:
    """Spans of the suspicious numbers of a text, units left out.

    >>> suspicious_numbers("奖励033万元、30万元")
    [(2, 5)]
    """
    if not _DIGIT.search(text):  # said of most clauses, and at once
        return []
    return [hit.span() for hit in _SUSPICIOUS.finditer(text)]
