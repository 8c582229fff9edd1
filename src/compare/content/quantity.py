"""A quantity as read from a text, and what all readers of quantities go by."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity: ``text[begin:end]``, its bounds (None = open), unit as declared and as printed.

    ``core`` is the span of number and unit without the words that bound it.
    """

    begin: int
    end: int
    low: float | None
    high: float | None
    unit: str
    printed: str
    core: tuple[int, int]


NEAR = 48  # characters around a number that decide what it is
NEARLY = re.compile("(?:将近|接近|(?<![最附靠临])近)$")
TIMES = {
    "年", "周年", "个年度", "个月", "天", "日", "周", "个季度", "期", "个小时", "小时", "分钟",
    "次", "届",
}  # fmt: skip
