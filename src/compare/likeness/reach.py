"""Whether a measure reaches fewer or more: a condition or members of a list came or went.

Both wordings are set beside each other letter by letter. Only where all that differs is members
of a list, or words that say for whom alone, is a measure narrowed or widened; where other words
differ too, nobody can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from compare.content.stance_words import LESS_BURDEN, MORE_BURDEN, ON_TERMS
from compare.likeness.provisions import levelled
from compare.text.numerals import NUMBER

_JOINS = re.compile(
    "以及|及其|或者|并且|(?<![涉普危触顾旁波提论推])及(?![时格早])|"
    "(?<![参给赋授相])与(?![会此否])(?![^，]{0,30}相?(?:衔接|结合|适应|协调|一致|同步|联动|配套|融合))|(?<![饱中总调缓温共])和(?![谐平解睦])|[或,]"
)
_URGING = (
    "鼓励|支持|引导|倡导|提倡|推动|推进|促进|加强|完善|健全|建立|规范|积极|大力|加快|进一步|全面|"
    "深入|切实|不断|主动|有序|稳步|着力|统筹|组织|开展|实施|实行|推行|推广|落实|强化|优化|提升|提高|保障|"
    "建设|构建|创建|增强|应当|必须|可以|依法|依规|按照规定|按规定|有关|相关|本市|本省|我市|我省|逐步|充分|及时"
)
_URGED = re.compile(f"(?:有[一-鿿]{{1,2}}地)?(?:{_URGING})(?:、?(?:{_URGING}))*、?")
_ASIDE = re.compile("[（(][^（()）]*(?:[)）]|$)")
# The tail of a list, and two words in one: 村（居）民委员会. What else there is nobody can tell.
_ENDS = (re.compile("^、?(?:其他|其它)"), re.compile("＋"))
_PLACES = re.compile("(?<=[省市县区镇乡])[（(][省市县区镇乡旗、]{1,5}[)）]")
_IN_WORD = re.compile("(?<=[一-鿿])[（(][一-鿿]{1,3}[)）](?=[一-鿿])")
# Of no weight by itself: what differs only in these reaches as far.
_LIGHT = re.compile(
    "等|的|了|着|将|把|对|为|在|其|之|各|各类|所|地|中|内|上|下|于|以|并|也|还|均|都|要|由|向|年|个|"
    "原则|方针|工作|活动|方面|情况|制度|机制|体系|政策|措施|服务|管理|部门|政府|单位|企业|人员|"
    "全体|全部|所有|一切|其他|其它|地方|行为|问题|事项|街道办事处|"
    + "|".join(sorted([*LESS_BURDEN, *MORE_BURDEN, *ON_TERMS], key=len, reverse=True))
)
ONLY = re.compile(
    "(?:(?<!不)符合[一-鿿]{0,8}(?:条件|规定|要求|标准)|经?认定|仅(?:限|对|向|面向)?|限于|只(?:对|限)|"
    "部分[省市州县区乡镇村校]*|试点|试行|先行试点|首次|首批|有条件|具备条件|规模以上|限额以上|重点|"
    "在册|列入[一-鿿]{2,10}|经(?:批准|许可|审核|备案)|在[一-鿿]{1,6}登记|"
    "确有[一-鿿]{1,4}|[特经]?[殊济]?困难|低收入|本地户籍|具有[一-鿿]{2,6}户籍)的?"
)
_BOUND = re.compile(
    rf"[一-鿿]{{0,4}}?(?:满|达到)?{NUMBER}[一-鿿]{{1,4}}?(?:及?以[上下内]|之上|之下)的?"
)
_MOST = 2  # as much may differ as both say, so often
_LONGEST = 14  # characters of a member
_RANKS = (
    ("小学", "初中", "高中", "专科", "本科", "硕士", "博士"),
    ("初级", "中级", "副高级", "正高级"),
    ("乡级", "县级", "市级", "省级", "国家级"),
)
_SAME_RANK = {"大专": "专科", "学士": "本科", "中专": "高中", "研究生": "硕士", "乡镇级": "乡级"}
_RANK = re.compile(
    "("
    + "|".join(
        sorted({*_SAME_RANK, *(rank for ranks in _RANKS for rank in ranks)}, key=len, reverse=True)
    )
    + ")[一-鿿]{0,6}?(?:学历|学位|职称)?(?:及其?)?以(上|下)"
)


def reach(first: str, second: str) -> str:
    """``narrowed`` or ``widened``, empty where neither can be told.

    >>> reach("支持毕业生、退役军人开办小店", "支持毕业生开办小店")
    'narrowed'
    >>> reach("本科以上学历的居民", "专科以上学历的居民")
    'widened'
    """
    ranked = _ranked(first, second)
    if ranked:
        return ranked
    a, b = _plain(first), _plain(second)
    if a == b or any(bool(mark.search(a)) != bool(mark.search(b)) for mark in _ENDS):
        return ""
    found: set[str] = set()
    kept = other = 0
    for kind, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "equal":
            kept += j - i
            continue
        other += max(j - i, m - k)
        gone, come = _weight(a, i, j), _weight(b, k, m)
        if "other" in (gone, come) or (gone == come == "reach"):
            return ""
        if gone == "list" or come == "only":
            found.add("narrowed")
        if come == "list" or gone == "only":
            found.add("widened")
    return found.pop() if len(found) == 1 and other <= _MOST * kept else ""


@lru_cache(maxsize=1 << 15)
def _plain(text: str) -> str:
    """Governments under one name, lists with one mark, urging words left out."""
    text = _ASIDE.sub("", _IN_WORD.sub("＋", _PLACES.sub("", text)))
    return _URGED.sub("", _JOINS.sub("、", levelled(text))).strip("、")


def _weight(text: str, begin: int, end: int) -> str:
    """What a stretch that one side lacks is: members of a ``list``, an ``only``, ``other`` words,
    or nothing.
    """
    piece = text[begin:end]
    bare = _LIGHT.sub("", piece.replace("、", ""))
    if not bare:
        return ""
    if ONLY.fullmatch(piece.strip("对、")) or _BOUND.fullmatch(piece):
        bounds = _BOUND.fullmatch(piece) and not (
            piece.endswith("的") or text[end : end + 1] == "的"
        )
        return "other" if bounds else "only"
    return "list" if any(_members(*slid) for slid in _slid(text, begin, end)) else "other"


def _slid(text: str, begin: int, end: int) -> Iterator[tuple[str, int, int]]:
    """The stretch at every place where it could as well have been put in: 律、法 is 法律、."""
    first, last = begin, end
    while first > 0 and text[first - 1] == text[last - 1]:
        first, last = first - 1, last - 1
    while True:
        yield text, first, last
        if last >= len(text) or text[first] != text[last]:
            return
        first, last = first + 1, last + 1


def _members(text: str, begin: int, end: int) -> bool:
    """Whether a stretch is whole members of a list: from one mark to the next, or to what the list
    ends with.
    """
    piece = text[begin:end]
    if len(piece) < 3 or piece[0] == "的":
        return False
    if max(map(len, piece.split("、"))) > _LONGEST:
        return False
    after = text[end : end + 1]
    if piece[0] == "、" and piece[-1] != "、":
        return "的" not in piece[:2]
    return piece[-1] == "、" and piece[0] != "、" and after != ""


def _ranked(first: str, second: str) -> str:
    """Whether what is asked for at least is of a higher or a lower rank."""
    mine, theirs = _RANK.findall(first), _RANK.findall(second)
    if len(mine) != 1 or len(theirs) != 1 or mine[0][1] != theirs[0][1]:
        return ""
    one, other = (_SAME_RANK.get(rank, rank) for rank in (mine[0][0], theirs[0][0]))
    for ranks in _RANKS:
        if one in ranks and other in ranks and one != other:
            higher = ranks.index(other) > ranks.index(one)
            return "narrowed" if higher == (mine[0][1] == "上") else "widened"
    return ""
