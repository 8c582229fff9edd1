"""Named bodies that running text charges with work: 由…牵头，会同….

Only bodies the registry knows by name count, and only where a verb of duty belongs to them; a mere
mention (报市财政局备案) and generic names (有关部门) are left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from compare.agencies.wording import LEAD, RESPONSIBLE, SUPPORT
from compare.text.fold import sentences

if TYPE_CHECKING:
    from compare.agencies.registry import Registry

_TRIGGER = re.compile(r"牵头|会同|负责|配合|协助|由")
_JOIN = re.compile(r"^(?:[、，,和及与]|以及|[（(][^（()）]{0,12}[）)])?$")
_AFTER_LEAD = re.compile(r"^(?:等(?:有关|相关)?(?:部门|单位)?)?(?:共同|分别|联合|负责)?牵头")
_AFTER_DUTY = re.compile(r"^(?:等(?:有关|相关)?(?:部门|单位)?)?(?:共同|分别|具体|按(?:照)?(?:各自)?(?:职责|职能)(?:分工)?)?负责(?!人|同志|解释|的|任)")
_AFTER_SUPPORT = re.compile(r"^(?:等(?:有关|相关)?(?:部门|单位)?)?(?:予以|积极|做好|共同)?(?:配合|协助)(?!单位)")
_AFTER_ANY = re.compile(r"^(?:等(?:有关|相关)?(?:部门|单位)?)?(?:会同|组织|统筹|具体|承担|制定|建立|开展|牵头|负责|审核|认定|按|依|予以|给予|统一|实施|拨付|落实|联合)(?!人)")
_AFTER_WITH = re.compile(r"^(?:等(?:有关|相关)?(?:部门|单位)?)?(?:，)?会同")
_BEFORE_BY = re.compile(r"由$")
_HAN = re.compile(r"[一-鿿]")
_BOUNDARY = "由同和及与请经对向或让使将以在被给为"  # words that may stand right before a name
_PERSONS = re.compile(r"^(?:等)?(?:主要|分管)?(?:负责人|负责同志|领导|有关人员)|^(?:负责|[^，。；]{0,30}负责)[^，。；]{0,8}解释")


def find_mentions(text: str, registry: Registry) -> list[tuple[int, int, str]]:
    """Bodies charged in `text`: begin, end, role, in text order.

    Parameters
    ----------
    text : str
        Body of a clause, simplified, without its attribution.
    registry : Registry

    Returns
    -------
    list of (int, int, str)
        lead where 牵头 follows, support after 会同 or before 配合, responsible after 由 or before 负责 or 会同.
    """
    found: list[tuple[int, int, str]] = []
    for position, end in sentences(text, closed=True):
        sentence = text[position:end]
        if _TRIGGER.search(sentence):
            for chain in _chains(sentence, registry):
                role = _role(sentence, chain[0][0], chain[-1][1])
                if role:
                    found += [(position + begin, position + end, role) for begin, end in chain]
    return found


def _chains(sentence: str, registry: Registry) -> list[list[tuple[int, int]]]:
    """Names that stand in one list: only separators between them."""
    chains: list[list[tuple[int, int]]] = []
    for hit in registry.named.finditer(sentence):
        if not _whole(sentence, hit.start(), hit.end()):
            continue
        joins = chains and _JOIN.match(sentence[chains[-1][-1][1] : hit.start()]) and sentence[chains[-1][-1][1] : hit.start()]
        if joins:
            chains[-1].append(hit.span())
        else:
            chains.append([hit.span()])
    return chains


def _whole(sentence: str, begin: int, end: int) -> bool:
    """Whether the match is a name of its own and no piece of a longer word (财政局长, 教育部门, 居民委员会)."""
    if sentence[end : end + 1] in tuple("长门署分") or sentence[end:].startswith(("系统", "主管部门", "部门")):
        return False
    before = sentence[begin - 1 : begin]
    if not _HAN.match(before):
        return True
    return before not in "全本各我该城" if sentence[begin] in "市省州县区" else before in _BOUNDARY


def _role(sentence: str, begin: int, end: int) -> str:
    before, after = sentence[:begin], sentence[end:]
    if _PERSONS.match(after):
        return ""
    if before.endswith("会同"):
        return SUPPORT
    if _AFTER_WITH.match(after):
        return LEAD if re.match(r"[^。；]{0,80}?牵头", after) else RESPONSIBLE
    if _AFTER_LEAD.match(after):
        return LEAD
    if _AFTER_DUTY.match(after):
        return RESPONSIBLE
    if _AFTER_SUPPORT.match(after):
        return SUPPORT
    if _BEFORE_BY.search(before) and _AFTER_ANY.match(after):
        return RESPONSIBLE
    return ""
