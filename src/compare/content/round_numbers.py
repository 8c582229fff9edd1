"""Round numbers in words that commit something: 数十家, 上百万元."""

from __future__ import annotations

import re
from bisect import bisect_right

from compare.content.quantity import TIMES, Quantity
from compare.content.quantity_words import (
    NOT_AFTER,
    UNIT,
    UNITS,
)
from compare.text.numerals import number_value

# A round number without a digit counts where a word says how near it is: 近百户, 上千家.
_ROUND = re.compile(
    rf"(?P<word>将近|接近|(?<![最附靠临])近|(?<![线以网年月度史之向])上|(?<![通超经])过|逾|"
    rf"超过?|约)(?P<scale>[百千]?[万亿]|[百千])(?P<unit>{UNIT})"
)
# 百余家, 千多人: the round number itself, and more.
_ROUND_MORE = re.compile(
    rf"(?<![\d十百千万亿几数第成半两一二三四五六七八九])(?P<scale>[百千]?[万亿]|"
    rf"[百千])[余多](?P<unit>{UNIT})"
)


def with_round(
    found: list[Quantity], text: str, named: tuple[list[int], list[int]]
) -> list[Quantity]:
    """The quantities with the round numbers between them: 近百户 is at most a hundred, 上千家 at
    least a thousand.
    """
    begins = [quantity.begin for quantity in found]
    out = list(found)
    for hit in _ROUND.finditer(text):
        at = bisect_right(begins, hit.end() - 1) - 1
        taken = at >= 0 and found[at].end > hit.start()
        after = text[hit.end() : hit.end() + 2]
        if (
            taken
            or hit["unit"] in TIMES
            or is_named(hit.start(), named)
            or (after and after[0] in NOT_AFTER.get(hit["unit"], ""))
        ):
            continue
        value = number_value("1" + hit["scale"])
        low = None if hit["word"].endswith("近") else value
        high = None if hit["word"] in ("上", "过", "逾", "超", "超过") else value
        out.append(
            Quantity(
                hit.start(),
                hit.end(),
                low,
                high,
                UNITS[hit["unit"]],
                hit["unit"],
                (hit.start("scale"), hit.end()),
            )
        )
    for hit in _ROUND_MORE.finditer(text):
        at = bisect_right(begins, hit.end() - 1) - 1
        taken = at >= 0 and found[at].end > hit.start()
        after = text[hit.end() : hit.end() + 1]
        if (
            not taken
            and hit["unit"] not in TIMES
            and not is_named(hit.start(), named)
            and not (after and after in NOT_AFTER.get(hit["unit"], ""))
        ):
            out.append(
                Quantity(
                    *hit.span(),
                    number_value("1" + hit["scale"]),
                    None,
                    UNITS[hit["unit"]],
                    hit["unit"],
                    hit.span(),
                )
            )
    return sorted(out, key=lambda quantity: quantity.begin)


def is_named(position: int, named: tuple[list[int], list[int]]) -> bool:
    begins, ends = named
    inside = bisect_right(begins, position) - 1
    return inside >= 0 and position < ends[inside]
