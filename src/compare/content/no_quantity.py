"""Numbers that are no quantity: ordinals, ranks, sessions, names of plans."""

from __future__ import annotations

import re

from compare.content.quantity import NEAR, NEARLY
from compare.content.quantity_words import (
    LOOSE,
    MONEY_BEFORE,
    NOT_AFTER,
)

_RANK = re.compile(r"[前第]\d*(?:名|[-—至到、\d])*$")
_SESSION = re.compile("届(?:[一二三四五六七八九十]+次、?)*$")
_ORDINAL = re.compile(r"(?:第|(?<!提)前|每隔|[×xX*+－—\-./〔\[（(]|[A-Za-z])$")
_TENTHS_AFTER = re.compile("$|[，。；、）)(（以左的至到上下补奖贴优幅]")
_PLAN = re.compile("(?:滚动|攻坚|提升|倍增|专项|发展|建设)*(?:行动|规划|计划|工程|方案)")


def is_quantity(
    hit: re.Match[str], text: str, printed: str, core: tuple[int, int], low: float, high: float
) -> bool:
    """Whether a number with unit commits to something, and is no date, ordinal, name or figure of
    speech.
    """
    bounded = bool(hit["before"] or hit["after"])
    first, before, after = (
        hit["first"],
        text[max(0, core[0] - NEAR) : core[0]],
        text[core[1] : core[1] + NEAR],
    )
    chinese = not first[0].isdigit()
    if hit["second"] and low > high:
        return False
    if after and after[0] in NOT_AFTER.get(printed, "") and after[:2] != "具有":
        return False
    if (
        not hit["before"]
        and _ORDINAL.search(before)
        and not (printed == "年" and before.endswith("前"))
        and not MONEY_BEFORE.search(before)
    ):
        return False
    if re.search("[（(]不?含$", before) or (chinese and before.endswith("数")):
        return False
    if first == "半":
        limited = bounded or bool(hit["second"])  # 半年至两年
        return printed == "年" and limited and not re.search("[每上下]$", before)
    if (
        re.search("[0-9.]$", before)
        or before.endswith("第")
        or (printed == "次" and _SESSION.search(before))
    ):
        return False
    if printed == "年" and (1900 <= high <= 2100 or _PLAN.match(after)):
        return False
    if printed == "日" and (before.endswith("月") or not hit["upper2"]):
        return False
    if chinese and printed in LOOSE and not bounded and not NEARLY.search(before):
        return False
    if printed == "成":
        return bool(_TENTHS_AFTER.match(text, core[1])) and 0 < high <= 100
    if chinese and high <= 1 and printed != "%":
        return _one_counts(printed, before, after, bounded)
    if chinese and printed in {"次", "家", "人", "处"} and re.search("(?:跑|办|进|第)$", before):
        return False
    return not (printed == "名" and _RANK.search(before))


def _one_counts(printed: str, before: str, after: str, bounded: bool) -> bool:
    """一 is mostly an article (一家企业) or an idiom (一次办好); it counts where something limits
    it.
    """
    if printed == "年":
        return not re.search("[每同第前上近新这那某另去头]$", before) and not re.match(
            "[一中四多]", after
        )
    return (bounded and not before.endswith("突破")) or (
        printed == "次" and bool(re.search("每(?:年|月|季度?|半年|周)[^，。；]{0,8}$", before))
    )
