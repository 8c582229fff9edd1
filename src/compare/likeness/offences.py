"""What a sanction punishes, and whom at which step: penalties are told apart by what they are for.

处五万元以下罚款 says nothing by itself. Two penalties are set against each other only where the
offence before them is the same, and the step: 情节严重的 beside 情节严重的, 对个人 beside 对个人.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compare.likeness.change_rules import ChangeRules

# Of a case what says no wrong: which rule, whom, how grave, how much was gained.
_FORMULA = re.compile(
    "违反(?:有关|相关|上述|以上)?规定|违反(?:本|前款|第|国家)[^，。；]{0,30}(?:规定|款|条|法律|法规)(?:的?规定)?|"
    "有(?:下列|以下|前款|上述)[^，：]{0,16}(?:的|之一)|"
    "逾期[^，。；]{0,10}|拒不[^，。；或]{0,6}|仍(?:未|不)[^，。；]{0,6}|情节[^，。；]{0,6}|造成[^，。；]{0,12}|"
    "(?:没有|有|无)?违法所得[^，。；]*|(?:违法[^，。；]{0,16})?(?:货值|金额|价款|数额|总值|价值)[^，。；]*|(?:并)?对[^，。；]{0,12}(?:人员|负责人|单位|个人|企业)|构成犯罪[^，。；]*|"
    "(?:由|依法|责令|给予|没收|处|并处|可以)[^，。；]*[，。；]|[（(][一二三四五六七八九十]+[）)]|或者$|或$|"
    "[，。；：:的]"
)
_CASES = re.compile("[^；]{0,500}?的[，：:]")
_STEPS = {
    "grave": "情节(?:特别)?(?:严重|恶劣)|(?:严重|重大)后果",
    "light": "情节(?:较轻|轻微)",
    "stubborn": "逾期|拒不|拒绝改正|仍(?:未|不)|再次|屡",
    "person": "对个人|个人(?:违反|有|实施)|自然人|直接负责|责任人员|负责人",
    "body": "对(?:单位|企业|法人)|单位(?:违反|有|实施)",
    "gain": "(?<!没)有违法所得",
    "no_gain": "没有违法所得|无违法所得|违法所得不足",
    "harm": "造成",
    "less": "(?:金额|货值|价款|数额|所得)[^，；]*(?:不足|不满|以下的)",
    "more": "(?:金额|货值|价款|数额|所得)[^，；]*以上的",
    "each": "每(?:日|株|平方米|立方米|辆|头|只|次|人|亩|吨|米)",
}  # fmt: skip
# Who did it, where the wrong begins with it: 养老服务机构收取预付金. One text says it, another
# leaves it to the article that it names.
_ACTOR = re.compile(
    "^[^，、。；未不]{0,16}?(?:单位|机构|企业|公司|组织|场所|学校|医院|[产生作消费营使有承包发理建用所]者|当事人|"
    "申请人|权利人|工作人员|个人)(?!的)(?:及其工作人员)?"
)
_NEEDED = 4  # characters of an offence
_FAR = 2000  # characters between a wrong and its penalty


@dataclass(frozen=True, slots=True)
class Offence:
    """What is punished, formulas left out, and at which steps."""

    text: str
    steps: frozenset[str]


def offences(sentence: str, before: Offence | None) -> Callable[[int, str], Offence]:
    """For a piece of a sentence that begins somewhere, what it punishes; `before` is what the
    sentence before punished, which 情节严重的 goes on with.
    """
    opened = re.search("(?:下列|以下|前款)[^。]*?[：:]", sentence)
    listed = _bare(sentence[opened.end() : opened.end() + _FAR]) if opened else ""

    def punished(begin: int, piece: str) -> Offence:
        text = sentence[max(0, begin - _FAR) : begin + len(piece)]
        own = text[text.rfind("；", 0, len(text) - len(piece)) + 1 :]
        if opened and begin < opened.end():
            own, wrong = sentence[: opened.end()], listed
        else:
            said = (_wrong(segment) for segment in reversed(text.split("；")))
            wrong = next((one for one in said if len(one) >= _NEEDED), "")
        if len(wrong) < _NEEDED and before:
            wrong = before.text
        steps = frozenset(name for name, words in _STEPS.items() if re.search(words, own))
        return Offence(wrong, steps)

    return punished


def _wrong(segment: str) -> str:
    """The first case of a provision that names a wrong."""
    cases = (_bare(hit[0]) for hit in _CASES.finditer(segment))
    return next((case for case in cases if len(case) >= _NEEDED), "")


def same_offence(a: Offence | None, b: Offence | None, rules: ChangeRules) -> bool:
    """Whether both punish the same at the same step; two parts that punish nothing are alike."""
    from rapidfuzz.distance import LCSseq

    if a is None or b is None:
        return a is b
    if a.steps != b.steps or min(len(a.text), len(b.text)) < _NEEDED:
        return False
    one, other = a.text, b.text
    if bool(_ACTOR.match(one)) != bool(_ACTOR.match(other)):
        one, other = _ACTOR.sub("", one), _ACTOR.sub("", other)
    return (
        min(len(one), len(other)) >= _NEEDED
        and LCSseq.normalized_similarity(one, other) >= rules.wrong
    )


@lru_cache(maxsize=1 << 14)
def _bare(text: str) -> str:
    return _FORMULA.sub("", text)
