"""Who passed, approved and issued a document, and when: the note below its title.

国务院第5次常务会议通过 and 国务院令第225号公布 stand behind the day of each; 公安部发布 may stand
alone. What was passed or approved to amend the text (批准的《…》修正) is another act.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest

from compare.structure.editions import CITED
from compare.structure.issuers import BODY
from compare.text.dates import CHINESE_DATE, iso_date

MOST_LINES = 40
"""A note of passage stands among the first lines of a head."""

MAKES = ("passed", "issued", "amended")
"""Who does this made the document, the first before the others; who approves it did not."""

_VERB = re.compile(
    r"(?P<passed>(?:审议|讨论|修[订正]|表决)*通过)|(?P<approved>(?:审议)?批准)|"
    r"(?P<issued>公布|发布|颁布|颁发)|(?P<amended>修[订正改])|"
    r"(?P<other>[施实]行|实施|执行|生效|审议|废止)"
)
_OF_AN_AMENDMENT = re.compile(r"^(?:(?:批准|公布|发布)?的|并经|.{0,6}决定)")
_BEGIN = re.compile(r"^[（(【\[〔]?(?:已?经|由)?")
_CHANGES = re.compile(r"(?:根据[（(]?|的|自)$")
# In front of the first day of a note stands nothing, a bracket or the title and a bracket; a
# sentence that says 《…》已经…通过 tells of the passing alone.
_NOTE = re.compile(r"(?:^(?:根据|经|由)?|[（(【\[〔](?:经|由|根据)?)$")
_SENTENCE = re.compile(r"^[^。；]{0,60}(?:已经|业经|已由|业由|已于|经|由|于)[^。；，]{0,20}$")
_SESSION = re.compile(r"(?:第[一二三四五六七八九十百零〇\d]+|[一二三四五六七八九十]+)届")
_NUMBER = r"第?[一二三四五六七八九十百零〇\d]+"
_UNDATED = re.compile(
    r"[（(]?(?P<who>[^。；：，《》]{2,60}?)(?:(?P<passed>(?:审议|讨论)?通过)|公布|发布|颁布)[，,]?[）)]?"
)
_ORDER = re.compile(r"[^。；《》]{2,60}令第.{1,6}号[）)]?")
# Where the name of a body ends in a note, and what it acted by begins.
_BY = re.compile(
    rf"(?:{_NUMBER}[次号]|第.{{1,6}}会议|(?<!委员)会议|常务会议|常委会议|全体会议|"
    rf"(?:委|部|局|厅|署|办|室|院)务会议?|审判委员会|检察委员会|党组|主席团|政治局|"
    rf"(?:(?:19|20)\d\d年)|令|公告|通告|通知|文件|以).*$"
)
_MAKER = re.compile(
    rf"(?:{BODY}|中共中央|党中央|政务院|[一-鿿]{{2,20}}?(?:人大|政协|总社|学会|协会|工委)|"
    r"[一-鿿]{0,8}中央[一-鿿]{0,8}|[一-鿿]{2,8}(?:军区|总后勤部|联合会|总工会))"
)
_NO_MAKER = re.compile(r"^(?:本|该|现|为|根据|关于)|主席$")
_STATE = re.compile(r"^中?中华人民共和国(?=国务院|中央|[一-鿿]{2,}[部委署局行]|[一-鿿]*办公室)")


@dataclass(frozen=True, slots=True)
class Act:
    """One act that made a document: passed, approved, issued, or amended as a whole.

    `day` in ISO form, empty where the note says none; the first, where two bodies passed it.
    """

    how: str
    day: str
    bodies: tuple[str, ...] = ()


def acts(lines: Iterable[str]) -> list[Act]:
    """What the note below a title tells of, in its order; amendments are left out.

    Parameters
    ----------
    lines : iterable of str
        Lines of the head without white space, simplified script.

    Examples
    --------
    >>> acts(["1997年7月21日中华人民共和国国务院令第225号发布"])
    [Act(how='issued', day='1997-07-21', bodies=('国务院',))]
    >>> acts(["（2007年1月2日甲市人大常委会通过2007年3月4日东山省人大常委会批准）"])[1].how
    'approved'
    """
    notes: list[Act] = []
    sentences: list[Act] = []
    for line in list(lines)[:MOST_LINES]:
        # a title may be broken off by the line
        line = re.sub(r"《[^》]*$", "《", CITED.sub("《》", line))
        day = CHINESE_DATE.search(line)
        told = day is not None and not _NOTE.search(line[: day.start()])
        (sentences if told and not line.startswith(("（", "(")) else notes).extend(_of_line(line))
    return [*notes, *sentences]  # the order that issues a text anew speaks of that alone


def _of_line(line: str) -> list[Act]:
    days = [hit for hit in CHINESE_DATE.finditer(line) if iso_date(hit[0])]
    if not days:
        return _undated(line)
    before = line[: days[0].start()]
    out = _undated(before) if before.startswith(("（", "(")) else []
    note = bool(out) or bool(_NOTE.search(before))
    if not note and not _SENTENCE.search(before):
        return []
    waiting: list[tuple[str, str]] = []
    for hit, after in zip_longest(days, days[1:]):
        text = line[hit.end() : after.start() if after else len(line)]
        day, verb = iso_date(hit[0]), _VERB.search(text)
        if verb is None and _ORDER.fullmatch(text):
            out.append(Act("issued", day, _bodies(text)))
        if verb is None:
            # 甲审判委员会会议、乙检察委员会会议通过: the verb of the next one is that of both
            waiting = [*waiting, (day, text)] if re.search("[、和与]$", text) else []
            continue
        how = str(verb.lastgroup)
        changes = _CHANGES.search(line[: hit.start()])
        if _OF_AN_AMENDMENT.match(text[verb.end() :]) or (changes and how != "amended"):
            waiting = []
            continue
        if how != "other" and (note or how == "passed"):
            told = [*waiting, (day, text[: verb.start()])]
            bodies = tuple(dict.fromkeys(body for _, part in told for body in _bodies(part)))
            if bodies or not re.search("[。；：《]", told[-1][1]):
                out.append(Act(how, told[0][0], bodies))
        waiting = []
    return out


def _undated(line: str) -> list[Act]:
    """交通部令第3号发布 on a line of its own, （甲委员会第5次会议通过 in front of a day."""
    hit = _UNDATED.fullmatch(line)
    bodies = _bodies(hit["who"]) if hit else ()
    return [Act("passed" if hit and hit["passed"] else "issued", "", bodies)] if bodies else []


def _bodies(text: str) -> tuple[str, ...]:
    """The bodies that act, without session, meeting and number of the order; none where the words
    are no names.
    """
    text = _SESSION.sub("", _BEGIN.sub("", text.lstrip("，,、；; ")))
    found: list[str] = []
    for part in re.split("[、，,]", text):
        name = re.sub("(?<=委员会)会$", "", _STATE.sub("", _BY.sub("", part)))
        if not name and found:
            continue  # 国务院令第5号、第6号
        if not _MAKER.fullmatch(name) or _NO_MAKER.search(name):
            return ()
        found.append(name)
    return tuple(dict.fromkeys(found))
