"""Which documents a text says it carries out: the titles and numbers in its head and its purpose
article.

A law that a clause merely quotes is no such document. Read are the head (title, opening
sentences), the article that says why and on what basis the text is made (第一条
…根据…，制定本条例), and a passage headed 编制依据 and the like.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from compare.text.fold import sentences

NUMBER = re.compile(
    r"([一-鿿]{1,10}?[一-鿿])[〔\[［（(【﹝]((?:19|20)\d{2})[〕\]］）)】﹞]第?\s?(\d{1,4})号"
)
_CUE = re.compile(
    r"贯彻|落实|根据|按照|依据|依照|遵照|遵循|执行|实施|对照|衔接|响应"
    # 保证《…》在本行政区的实施: what stands in 《》 is blanked where cues are looked for
    r"|(?:保证|保障|确保)(?=　[　、和及与]*(?:在[^，。]{1,12})?(?:的)?(?:贯彻|正确|有效|顺利|全面)*"
    r"(?:实施|执行|施行|落实))"
)
_GENRE = (
    "实施意见|指导意见|若干意见|意见|行动方案|实施方案|工作方案|方案|若干政策措施|"
    "政策措施|若干措施|措施|若干政策|政策|实施办法|管理办法|暂行办法|办法|"
    "若干规定|暂行规定|规定|规划纲要|发展规划|规划|决定|实施细则|细则|暂行条例|条例|"
    "行动计划|计划|通知|通告|公告|批复|要点|纲要|规则|决议|法典|法|章程"
)
_ALIAS_ONLY = re.compile(rf"(?:本)?(?:{_GENRE})")
_QUOTED = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
_INNER = re.compile(r"〈([^〈〉]+)〉")
_BEHIND = re.compile(rf"》?[（(]\s*{NUMBER.pattern}")
_ALIAS = re.compile(r"以下(?:简|统|合)?称(?:为)?[“”\"《「]{0,2}([^“”\"《》「」，。；、）)]{2,24})")
# 关于贯彻…的意见 without quotation marks
_BARE = re.compile(
    rf"((?:中共中央|国务院|[一-鿿]{{2,10}}?(?:人民政府|政府|省委|市委|委员会|部|厅|"
    rf"局))(?:办公厅|办公室)?、?)"
    rf"(关于[^，。《》；（）()]{{6,60}}?的(?:{_GENRE}))(?=[（(]|精神|要求|部署|等|和|及|、|，|$)"
)
# "现将《…》印发给你们" names what is issued, not what is carried out; so does 制定了《…》.
_ISSUES = re.compile(r"现将|现印发|现予|现转发|现公布|特制定《|制定了|编制了|起草了|形成了")
_MADE = re.compile(
    r"(?:印发|下发|修订|修改|废止|编制|起草|制订|制定|拟定|出台|公布|发布)(?:的|了)?[^，、》]{0,6}$"
)
_MADE_BY_OTHERS = re.compile(
    r"^(?:[（(][^）)]*[）)])?(?:的)?(?:要求|精神|规定|部署|有关|等|的通知|通知|文件|，"
    r"?结合|、|和|及|以及|与)"
)
_AMENDED = re.compile(
    r"^(?:[（(][^）)]*[）)])?(?:已经|业经|已由|经[^，。]{0,12}(?:同意|通过|批准)|"
    r"(?:的决定)?(?:进行|作了|予以|第[一二三四五六七八九十]次|的部分|同时|作如下)?(?:修订|"
    r"修正|修改|废止|第[一二三四五六七八九十]次))"
)
_AMENDING = re.compile(r"关于(?:修改|废止|修正|公布|批准|清理)")
_BARE_NUMBER = re.compile(r"(?:文件|号?文|精神|要求|规定|部署|通知|意见|等|和|及|与|、|，?结合|$)")
_ANGLES = str.maketrans("﹤﹥＜＞<>«»≪≫", "〈〉〈〉〈〉《》《》")
_OPENS, _CLOSES = "《〈", "》〉"
_CJK = re.compile(r"[一-鿿]{2}")
_HANDED_ON = re.compile(
    r"(?:现将|现把)(?:《[^》]*》|[^。；《]){1,300}?转发|转发[^。；《]{0,24}《(?:〈[^〉]*〉|[^《》])+》"
)
_SAYS_BASIS = re.compile(r"编制依据|制定依据|政策依据|法律依据|编制目的|制定目的")
_SAYS_WHY = re.compile(
    r"(?:制定|制订|颁布|作出|出台|提出|作如下)(?:本|如下|以下|了本|规定|决定)|特制[定订]|"
    r"结合[^，。]{0,16}(?:实际|情况)|为了?(?:贯彻|落实|实施|执行)"
)
_FIRST = re.compile(r"第[一1]条")
_AT_LARGE = re.compile(
    r"(?:根据|依据|依照|按照)[^。]{0,160}?(?:有关|相关|其他|国家|》(?:[（(][^）)]*[）)])?等)(?:的)?"
    r"(?:法律|行政法规|法规|规定)[^。]{0,40}制定本"
)
_CODE_LEAD = re.compile(
    r"^.*(?:根据|按照|依据|依照|遵照|遵循|贯彻|落实|执行|实施|文件|精神|通知|意见|以及|[和及与的])"
)
_LEAD_WORDS = re.compile(
    r"^.*?(?:根据|按照|依据|依照|遵照|贯彻落实|贯彻|落实|执行|结合|印发|转发|及其|以及|"
    r"省委省政府|市委市政府|党中央国务院|(?:省|市|州|县|区|"
    r"自治区)(?:人民)?政府(?!办)(?=[^发]{3,})|和|与|及|、|的|关于|精神|文件|要求|通知|"
    r"意见|上级|有关|(?<!国务院)办公厅|办公室)(?=[一-鿿]{2,10}$)"
)
_UPPER_BODY = re.compile(
    "^.*?(?:(?:[省市州县区盟旗]|自治区)(?:委、?|委)?(?:人民)?政府|[省市州县区盟旗]委|"
    "国家[一-鿿]{2,8}[委局署办]|[一-鿿]{2,5}部)(?:办公[厅室])?(?=[一-鿿]{2,}$)"
)
_WHOSE = re.compile(
    r"(国务院(?:办公厅)?|中共中央(?:办公厅)?|党中央|全国人大常委会|国家|(?:本|我|全|"
    r"[一-鿿]{2,7})?(?:省|自治区|市|自治州|州|县|区)"
    r"(?:委|人大常委会|人民政府|政府)?(?:办公厅|办公室)?)(?:印发的?|发布的?|制定的?|"
    r"出台的?|颁布的?|关于)?$"
)


@dataclass(frozen=True, slots=True)
class Named:
    """One document as named: title without 《》 (empty where only the number is said), canonical
    number, whose it is said to be.
    """

    title: str
    number: str = ""
    issuer: str = ""


def named_in_head(text: str) -> tuple[Named, ...]:
    """Documents that the sentences of a head say are carried out, in order.

    Parameters
    ----------
    text : str
        Simplified script, white space and line breaks removed.

    Examples
    --------
    >>> named_in_head("为贯彻落实《东山省小店条例》，结合我市实际，现将《小店规划》印发给你们。")
    (Named(title='东山省小店条例', number='', issuer=''),)
    """
    aliases: dict[str, Named] = {}
    plain = _brackets(text)
    found = [
        named for begin, end in sentences(plain) for named in _sentence(plain[begin:end], aliases)
    ]
    return each_once(aliases.get(named.title, named) for named in found)


def named_in_purpose(clauses: Iterable[Mapping[str, Any]]) -> tuple[Named, ...]:
    """Documents named in the article on purpose and basis, or under a heading such as 编制依据.

    Parameters
    ----------
    clauses : iterable of mapping
        Rows of `schema.CLAUSES` of one document in text order; ``label, heading, text`` are read.
    """
    found: list[Named] = []
    opening = None
    for clause in clauses:
        text = f"{clause['heading']}。{clause['text']}"
        first = opening is None and bool(_FIRST.fullmatch(clause["label"]))
        opening = clause if first else opening
        if _SAYS_BASIS.search(clause["heading"]) or (
            first and (_SAYS_WHY.search(text) or "根据" in text[:200])
        ):
            found += named_in_head(text)
    return each_once(found)


def names_law_at_large(clauses: Iterable[Mapping[str, Any]]) -> bool:
    """Whether the purpose article rests the text on the law at large: 根据有关法律、法规, or on a
    law and whatever else there is: 根据《…法》等法律、法规.

    Examples
    --------
    >>> names_law_at_large([{"label": "第一条", "text": "根据有关法律、法规，制定本条例。"}])
    True
    """
    first = next((clause for clause in clauses if _FIRST.fullmatch(clause["label"])), None)
    return first is not None and bool(_AT_LARGE.search(first["text"]))


def is_law(title: str) -> bool:
    """Whether a title is that of a law or regulation, not of a policy paper."""
    bare = re.sub(r"[（(][^（）()]*[）)]$", "", title)
    return (
        bool(re.search(r"(?:法|法典|条例|规定|规则|办法|细则|宪法|章程|决议)$", bare))
        and "关于" not in bare
    )


def named_as_handed_on(text: str) -> tuple[Named, ...]:
    """Documents that the sentences of a head hand on: 现将《…》转发给你们, 转发《…》的通知.

    Examples
    --------
    >>> named_as_handed_on("现将《东山省小店意见》（东政发〔2020〕3号）转发给你们，请贯彻落实。")
    (Named(title='东山省小店意见', number='东政发〔2020〕3号', issuer=''),)
    """
    plain = _brackets(text)
    found = []
    for begin, end in sentences(plain):
        sentence = plain[begin:end]
        for hand in _HANDED_ON.finditer(sentence):
            for hit in _QUOTED.finditer(sentence, hand.start(), hand.end()):
                follows = _BEHIND.match(sentence, hit.end())
                whose = _whose(sentence[: hit.start()])
                found.append(Named(hit[1], canonical(follows) if follows else "", whose))
    return each_once(found)


def each_once(found: Iterable[Named]) -> tuple[Named, ...]:
    """Each document once, its number only where no title goes with it, in order."""
    once: dict[tuple[str, str], Named] = {}
    told = list(found)
    numbered = {named.title: named for named in reversed(told) if named.title and named.number}
    for named in told:
        named = named if named.number else numbered.get(named.title, named)
        once.setdefault((named.title, named.number), named)
    numbers = {named.number for named in once.values() if named.title and named.number}
    return tuple(named for named in once.values() if named.title or named.number not in numbers)


def _brackets(text: str) -> str:
    """The text with 《》 around every title and 〈〉 around one inside another, whatever the text
    uses: 〈〉, ＜＞, <>, «».
    """
    chars = list(text.replace("<<", "《").replace(">>", "》").translate(_ANGLES))
    opened: list[int] = []
    for at, char in enumerate(chars):
        if char in _OPENS:
            opened.append(at)
        elif char in _CLOSES and (begin := _opened_by(char, opened, chars)) is not None:
            del opened[opened.index(begin) :]
            words = "".join(chars[begin + 1 : at])
            if char == "》" or (_CJK.search(words) and not re.search("[，。；]", words)):
                inside = any(chars[other] in "《〈" for other in opened)
                chars[begin], chars[at] = ("〈", "〉") if inside else ("《", "》")
    return "".join(chars)


def _opened_by(closing: str, opened: list[int], chars: list[str]) -> int | None:
    """Where the mark stands that `closing` closes, among those that are open."""
    opening = _OPENS[_CLOSES.index(closing)]
    return next((at for at in reversed(opened) if chars[at] == opening), None)


def _sentence(sentence: str, aliases: dict[str, Named]) -> list[Named]:
    """What one sentence names, from its first cue to where it turns to what is issued."""
    if cut := _ISSUES.search(sentence):
        sentence = sentence[: cut.start()]
    quoted = list(_QUOTED.finditer(sentence))
    bare = _CUE.search(_blanked(sentence, quoted))
    found: list[tuple[int, Named]] = []
    taken: list[tuple[int, int]] = []
    for hit in quoted:
        if any(a <= hit.start() < b for a, b in taken):
            continue  # a short title being introduced
        if bare is None or hit.start() < bare.start():
            found += [(hit.start(1) + inner.start(), Named(inner[1])) for inner in _inner(hit[1])]
            taken.append(hit.span())
            continue
        named, end = _named(sentence, hit, aliases)
        taken.append((hit.start(), end))
        if named:
            found.append((hit.start(), named))
    if bare is None:
        return [named for _, named in sorted(found, key=lambda pair: pair[0])]
    for hit in _BARE.finditer(sentence, bare.end()):
        if not any(a <= hit.start(2) < b for a, b in taken):
            follows = _BEHIND.match(sentence, hit.end())
            number = canonical(follows) if follows else ""
            taken.append((hit.start(), follows.end() if follows else hit.end()))
            found.append((hit.start(), Named(hit[2], number, _whose(hit[1]))))
    for hit in NUMBER.finditer(sentence, bare.end()):
        part = re.split("[，,]", sentence[: hit.end()])[-1]
        if (
            not any(a <= hit.start(2) < b for a, b in taken)
            and _CUE.search(part)
            and _BARE_NUMBER.match(sentence, hit.end())
        ):
            found.append((hit.start(), Named("", canonical(hit))))
    return [named for _, named in sorted(found, key=lambda pair: pair[0])]


def _named(
    sentence: str, hit: re.Match[str], aliases: dict[str, Named]
) -> tuple[Named | None, int]:
    """The document in one pair of 《》, or None where it is what the sentence makes, amends or
    repeals.
    """
    follows = _BEHIND.match(sentence, hit.end())
    number = canonical(follows) if follows else ""
    bracket = re.compile(r"[（(][^）)]*[）)]").match(sentence, hit.end())
    end = bracket.end() if bracket and (follows or "以下" in bracket[0]) else hit.end()
    title, before, after = hit[1], sentence[: hit.start()], sentence[hit.end() :]
    named = Named(title, number, _whose(before))
    if alias := _ALIAS.search(bracket[0] if bracket else ""):
        aliases[alias[1]] = named
    part = re.split(r"[，、]", before)[-1]
    made = (
        _MADE.search(part)
        and not _MADE_BY_OTHERS.match(after)
        and not re.search(r"(?:印发|发布|制定|出台|公布)的$", part)
    )
    if made or _AMENDED.match(after) or _AMENDING.search(title):
        return None, end
    if _ALIAS_ONLY.fullmatch(title) and title not in aliases:
        return None, end
    return aliases.get(title, named), end


def _inner(title: str) -> list[re.Match[str]]:
    """Titles quoted inside a title that says it carries them out."""
    cue = _CUE.search(title)
    return list(_INNER.finditer(title, cue.end())) if cue else []


def _blanked(sentence: str, quoted: list[re.Match[str]]) -> str:
    """The sentence with what stands in 《》 blanked: a cue inside a title governs only what that
    title quotes.
    """
    out = list(sentence)
    for hit in quoted:
        out[hit.start() : hit.end()] = "　" * (hit.end() - hit.start())
    return "".join(out)


def _whose(before: str) -> str:
    hit = _WHOSE.search(before[-24:])
    return re.sub(_CODE_LEAD.pattern, "", hit[1]) if hit else ""


def canonical(hit: re.Match[str]) -> str:
    """A hit of `NUMBER` as canonical number; words that lead to it are no part of the agency's
    code.
    """
    code = _CODE_LEAD.sub("", hit[1]) or hit[1]
    while len(shorter := _UPPER_BODY.sub("", _LEAD_WORDS.sub("", code))) >= 2 and shorter != code:
        code = shorter
    return f"{code}〔{hit[2]}〕{int(hit[3])}号"
