"""Parts of a measure that are set against each other: sentences without condition and pretext."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from compare.content.stance import Stance, stance
from compare.likeness.provisions import act_of

KEPT = 1 << 15  # parts of clauses: each is compared with several others, and read once
SHORTEST = 3  # characters of a part without words of stance; less names nothing
_FIGURES = re.compile(r"[\d.%]+")
_PARTS = re.compile(r"[，,；;。！!？?：:\n]")
_SENTENCES = re.compile(r"(?<=[。！!？?\n])")
# The members of a list say nothing without what opens it.
_LIST = re.compile("(?:下列|以下|如下)[^。]*?[：:]")
_CASE = re.compile("的$|^除.*外$")  # a case or an exception, no order
_ORDERS = re.compile("不得|禁止|严禁|应当|必须|可以|方可|不予")
_CONDITION = re.compile(
    r"(?:未|非经|经|凡|除|若|如|没有|无正当理由|符合|不符合|取得|具备|不具备|因)"
)
_LONGEST_CONDITION = 14
_PRETEXT = re.compile("不得(?:因|以)[^，]*$")  # 不得以户籍为由，拒绝…: what is forbidden follows
ONLY = re.compile(
    "符合(?:[一-鿿]{0,4})?(?:条件|规定|要求)的|(?:经)?认定的|仅(?:限|对|向|面向)?|限于|"
    "只(?:对|限)|部分|试点|试行|先行|重点|规模以上|限额以上|首次|有条件的|具备条件的|"
    "在册|列入[一-鿿]{2,10}的"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a clause between two commas, its condition with it.

    ``orders`` is False where a part says no measure: the member of a list without a word of its
    own, the subject before 不得, a case (未…的), an offence and what it is punished with.
    """

    text: str
    stance: Stance
    core: str
    orders: bool


@lru_cache(maxsize=KEPT)
def parts(text: str) -> tuple[Part, ...]:
    """The parts of a clause in order; a short condition (未经批准，) stands with what it
    conditions.
    """
    out: list[Part] = []
    for sentence in _SENTENCES.split(text):
        offence = act_of(sentence) == "sanction"
        opened = _LIST.search(sentence)
        held, at = "", 0
        for piece in _PARTS.split(sentence):
            listed = opened is not None and at >= opened.end()
            at += len(piece) + 1
            piece = piece.strip()
            if not piece:
                continue
            if (
                _CONDITION.match(piece) and len(held + piece) <= _LONGEST_CONDITION
            ) or _PRETEXT.search(piece):
                held += piece + "，"
                continue
            whole, held = held + piece, ""
            subject = _ORDERS.match(sentence[at:].lstrip()) is not None
            out.append(part_of(whole, offence=offence, bare=listed or subject))
        if held:
            out.append(part_of(held.rstrip("，"), offence=offence, bare=listed))
    return tuple(part for part in out if len(part.core) >= SHORTEST)


def part_of(text: str, *, offence: bool = False, bare: bool = False) -> Part:
    """A part; where it is `bare` (the member of a list, a subject before 不得), only a word of its
    own makes it a measure.
    """
    sign = stance(text)
    return Part(
        text,
        sign,
        ONLY.sub("", _FIGURES.sub("", sign.core)),
        not (offence or _CASE.search(text) or (bare and "said" not in sign.kinds)),
    )
