"""Parts of a measure that are set against each other: sentences without condition and pretext."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from compare.content.stance import Stance, stance
from compare.likeness.charged import LEAD
from compare.likeness.offences import Offence, offences
from compare.likeness.opposed import said_both_ways
from compare.likeness.provisions import act_of
from compare.likeness.reach import ONLY
from compare.likeness.withdrawn import Grant, grant
from compare.text.numerals import NUMBER

KEPT = 1 << 15  # parts of clauses: each is compared with several others, and read once
SHORTEST = 3  # characters of a part without words of stance; less names nothing
_FIGURES = re.compile(r"[\d.%]+")
_PARTS = re.compile(r"[，,；;。！!？?：:\n]")
_SENTENCES = re.compile(r"(?<=[。！!？?\n])")
# The members of a list say nothing without what opens it.
_LIST = re.compile("(?:下列|以下|如下)[^。]*?[：:]")
_MEMBER = re.compile(r"[（(][一二三四五六七八九十\d]+[）)]")
CASE = re.compile("(?:的|时|之日|期间|情形|之前|之后)$|^除.*外$|除外$")  # a case, no order
# Who or what is meant, and nothing ordered: 对解除戒毒的人员.
_WHO = re.compile(
    "的[一-鿿]{0,6}(?:人员|人|者|单位|企业|机构|组织|个人|家庭|居民|职工|学生|儿童|对象|项目|场所|区域|"
    "车辆|船舶|设施|建筑物?|产品|物品)$"
)
_DEFINES = re.compile(
    "(?:所称|本[^，。]{2,8}所称)[^。]{1,40}(?:是指|指|包括)|^[^，。]{1,20}，?是指|系指"
)
# 现场人员不履行疏散义务，情节严重的，处…: what orders nothing before the comma behind 的 is part
# of one case.
_CASES = re.compile("[^；;]{0,500}的[，：:]")
_IN_CASE = re.compile("[^，；。：]{2,}的(?=[，：])")
_ORDERS = re.compile("不得|禁止|严禁|应当|必须|可以|方可|不予")
_SAYS = re.compile(f"{_ORDERS.pattern}|支持|鼓励|允许|准许|给予|实行|不再|取消|停止|免|放宽|收紧")
_CONDITION = re.compile(
    r"(?:未|非经|经|凡|除|若|如|没有|无正当理由|符合|不符合|取得|具备|不具备|因)"
)
_LONGEST_CONDITION = 14
_LONGEST = 500  # characters between two commas; what is longer is no sentence
_PRETEXT = re.compile("不得(?:因|以)[^，]*$")  # 不得以户籍为由，拒绝…: what is forbidden follows
_WHEN = re.compile(
    r"(?:力争)?[到至在于]?20\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?[年月]?[底末初]?(?:之?前|以前|起)?"
)
# How long, how often and by whom: what may differ between two parts that speak of one thing.
_LIMIT = re.compile(
    rf"(?:在|于)?(?:{NUMBER}个?(?:工作日|自然日|日|天|小时|月|年|周|分钟)(?:之内|以内|内(?![部外容])|"
    rf"前)|(?:即时|当场|当日|当天|即刻|立即)(?=[办答完受出作回反报处审核发]))(?:办结|办理完毕|办完)?"
)
_OFTEN = re.compile(
    rf"每(?:{NUMBER}|半)?个?(?:学期|学年|季度|季|月|周|星期|日|天|年|旬|小时)度?(?!龄)"
)
_IN_TIME = "限期内"
_NUMBERED = re.compile(
    rf"(?:在|累计|最高|不超过|至少|并处|处|满|不满|未满|达到?|不足|超过)*{NUMBER}[一-鿿%]{{0,2}}?"
    rf"(?:以上|以下|以内|及以上)?"
)
_YEAR = re.compile(r"(?<!比)(?<!较)(?<!与)(?<!〔)(20\d\d)年(?!版|制|级)")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a clause between two commas, its condition with it.

    ``orders`` is False where a part says no measure: the member of a list without a word of its
    own, the subject before 不得, a case (未…的), a definition, an offence and what it is punished
    with. ``offence`` is what a sanction punishes; ``base`` is True where the sentence goes on to a
    later year: a state of today, no target; ``graded`` where another part of the clause says the
    same of another number, ``both_ways`` are parts of it that say the opposite. ``before`` is what
    the sentence says before, ``case`` the case in it, ``grant`` the benefit granted or refused.
    """

    text: str
    stance: Stance
    core: str
    orders: bool
    offence: Offence | None = None
    base: bool = False
    graded: bool = False
    both_ways: frozenset[str] = frozenset()
    case: str = ""
    before: str = ""
    grant: Grant | None = None

    @property
    def key(self) -> tuple[str, Offence | None, tuple[bool, ...], str]:
        """What all changes of the part follow from."""
        return (
            self.text,
            self.offence,
            (self.base, self.graded, bool(self.both_ways), self.orders),
            self.before,
        )


@lru_cache(maxsize=KEPT)
def parts(text: str) -> tuple[Part, ...]:
    """The parts of a clause in order; a short condition (未经批准，) stands with what it
    conditions.
    """
    out: list[Part] = []
    defines = False
    punished: Offence | None = None
    for sentence in _SENTENCES.split(text):
        offence = act_of(sentence) == "sanction"
        defines = bool(_DEFINES.search(sentence)) or (
            defines and _MEMBER.match(sentence) is not None
        )
        opened = _LIST.search(sentence)
        cases = [hit.span() for hit in _CASES.finditer(sentence)]
        wrongs = offences(sentence, punished) if offence else None
        held, at = "", 0
        for begin, piece, year in _pieces(sentence):
            listed = opened is not None and begin >= opened.end()
            case = any(first <= begin < end for first, end in cases) and not _SAYS.search(piece)
            at = begin + len(piece) + 1
            piece = piece.strip()
            if not piece or len(piece) > _LONGEST:
                continue
            condition = _CONDITION.match(piece) and len(held + piece) <= _LONGEST_CONDITION
            if condition or _PRETEXT.search(piece) or _WHEN.fullmatch(piece):
                held += piece + "，"
                continue
            whole, held = held + piece, ""
            subject = _ORDERS.match(sentence[at:].lstrip()) is not None
            punished = wrongs(begin, piece) if wrongs else punished
            out.append(
                part_of(
                    whole,
                    offence=offence or case or defines,
                    bare=listed or subject or _MEMBER.match(whole) is not None,
                    punished=punished if wrongs else None,
                    base=year,
                    before=sentence[max(0, begin - _LONGEST) : begin],
                )
            )
        if held:
            out.append(part_of(held.rstrip("，"), offence=offence or defines, bare=listed))
    return tuple(_marked([part for part in out if len(part.core) >= SHORTEST or part.grant]))


def _marked(found: list[Part]) -> Iterator[Part]:
    """Parts with those marked that are steps of one scale (满十年的, 满二十年的), and those that
    stand against each other.
    """
    steps = [
        (re.sub("[对的]|以[上下]", "", without_numbers(part.text)), part.offence, part.base)
        for part in found
    ]
    often = Counter(step for step in steps if "#" in step[0])
    both = said_both_ways(found)
    for n, (step, part) in enumerate(zip(steps, found, strict=True)):
        graded = often[step] > 1
        against = both.get(n, frozenset())
        yield replace(part, graded=graded, both_ways=against) if graded or against else part


def without_numbers(text: str) -> str:
    """A text with one mark for each number and the words that bound it."""
    return _NUMBERED.sub("#", _MEMBER.sub("", text))


def _pieces(sentence: str) -> Iterator[tuple[int, str, bool]]:
    """Each piece between two commas with its place and whether a later year follows it."""
    years = [(hit.start(), int(hit[1])) for hit in _YEAR.finditer(sentence)]
    at = 0
    for piece in _PARTS.split(sentence):
        end = at + len(piece)
        mine = [year for place, year in years if place < end]
        later = [year for place, year in years if place >= end]
        yield at, piece, bool(mine and later and max(later) > max(mine))
        at = end + 1


def part_of(
    text: str,
    *,
    offence: bool = False,
    bare: bool = False,
    punished: Offence | None = None,
    base: bool = False,
    before: str = "",
) -> Part:
    """A part; where it is `bare` (the member of a list, a subject before 不得), only a word of its
    own makes it a measure.
    """
    sign = stance(text)
    masked = _LIMIT.sub(_IN_TIME, _OFTEN.sub("每", LEAD.sub(_without_body, text)))
    core = sign.core if masked == text else stance(masked).core
    return Part(
        text,
        sign,
        ONLY.sub("", _FIGURES.sub("", core)),
        not (
            offence
            or CASE.search(text)
            or (bare and not _SAYS.search(text))
            or (_WHO.search(text) and not _SAYS.search(text))
        ),
        punished,
        base,
        case="".join(_IN_CASE.findall(before[before.rfind("；") + 1 :])),
        before=before,
        grant=None if offence or CASE.search(text) else grant(text, sign, before),
    )


def _without_body(hit: re.Match[str]) -> str:
    begin, end = (place - hit.start() for place in hit.span("body" if hit["body"] else "head"))
    return hit[0][:begin] + "某" + hit[0][end:]
