"""Who issued a document, from the lines of its head: red heads, titles, signatures."""

from __future__ import annotations

import re

from compare.places.bodies import seat_of
from compare.places.national import head_of
from compare.structure.doc_numbers import LINE_NUMBER, YEAR
from compare.structure.tail import DATE

_END = (
    r"(?:人民代表大会常务委员会|人民代表大会|人民政府办公厅|人民政府办公室|人民政府|"
    r"政府办公厅|政府办公室|政府|行署办公室|海关|兵团|调查总队|调查队|总队|支队|"
    r"委员会办公室|委员会|领导小组办公室|领导小组|办公厅|办公室|监督管理局|总局|总署|"
    r"厅|局|部|委|院|署|会|行|集团|公司|中心)"
)


BODY = rf"(?:国务院办公厅|国务院|[一-鿿]{{2,24}}?{_END})"


_RED_END = re.compile(
    rf"\s*(?:文\s*件|命?\s*令|公\s*告|通\s*告)\s*(?:[（(〔]?\s*第.{{1,6}}号[）)〕]?|"
    rf"[〔（(]?{YEAR}\s*年\s*第.{{1,6}}号.?)?\s*$"
)


_PLACE = re.compile(
    r"(?:中共|中华人民共和国)?(?:[一-鿿]{2,8}?(?:省|自治区|市|自治州|州|盟|地区|县|自治县|"
    r"区|旗)|国家|国务院|中国|中央|全国)"
)


_BARE_PLACE = re.compile("[省市州县](?!直|辖|管|级|[中北南]区)")
# Words of a sentence that ends as a name of a body does: 为深入贯彻落实党中央国务院.
_RUNNING = re.compile(
    r"^(?:为|根据|按照|依据|依照|遵照|贯彻|落实|关于|对(?!外)|经(?!济|贸|信|发|开)|由|现(?!代)|"
    r"各|地方各|县级以上|[省市县乡]级|有关|相关|当地|所在地|本(?!溪)|该|以及|党的|第[一二三四五六七八九十百零〇\d]+条)|"
    r"贯彻|根据|按照|应当|转发|印发|批转|(?:条例|规定|办法)(?!.*(?:室|组))|.{2,}(?:的|其他|有关)."
)


def is_body(name: str) -> bool:
    """Whether words have the form of one body's name and none of a sentence."""
    return bool(re.fullmatch(BODY, name)) and not _RUNNING.search(name)


def _split_bodies(printed: str) -> list[str]:
    """Bodies that stand on one line, apart by blanks or commas or run together: each begins with
    the place of the first.
    """
    parts = [part for part in re.split(r"[\s\u3000、,，;；]+", printed.strip()) if part]
    merged: list[str] = []
    for part in parts:
        if merged and not re.search(rf"{_END}$", merged[-1]):
            merged[-1] += part  # a blank inside a name
        else:
            merged.append(part)
    out: list[str] = []
    for part in merged:
        place = _BARE_PLACE.match(part) or _PLACE.match(part)
        cut = (
            rf"(?<=[局委厅部办室会院署行府社组])(?={re.escape(place[0])}(?!场)[一-鿿]{{2,}})"
            if place
            else "$^"
        )
        out += [one for piece in re.split(cut, part) if piece for one in _central(piece)]
    return out


def _central(printed: str) -> list[str]:
    """Bodies of the centre that are run together: 中央宣传部教育部公安部."""
    out: list[str] = []
    while (head := head_of(printed)) and head_of(printed[len(head) :]):
        out.append(str(head))
        printed = printed[len(head) :]
    return [*out, printed]


def _are_bodies(printed: str) -> list[str]:
    """The bodies of a line that holds nothing else; empty where it holds more."""
    if len(printed) > 160:
        return []
    parts = _split_bodies(printed)
    return parts if parts and all(map(is_body, parts)) else []


def issuers(
    spaced: list[str],
    lines: list[str],
    after: list[str],
    after_raw: list[str],
    title: str,
    fields: dict[str, str],
    makers: list[str],
) -> list[str]:
    """Every issuing body: of the red head, of lines of their own, of the signature, of the title,
    of the index box.
    """
    flat = [re.sub(r"\s", "", line) for line in spaced]
    red: list[str] = []
    for number, line in enumerate(flat[:20]):
        end = _RED_END.search(spaced[number]) if len(line) <= 90 else None
        if end is None:
            continue
        here = _are_bodies(spaced[number][: end.start()])
        if number and len(flat[number - 1]) > 25:  # a name that the page breaks
            here = _are_bodies(spaced[number - 1].rstrip() + spaced[number][: end.start()]) or here
        above = [
            body for other in spaced[max(number - 6, 0) : number] for body in _are_bodies(other)
        ]
        if here or (above and not line[: -len(re.sub(r"\s", "", end[0])) or None]):
            return _fullest([*above, *here], title, spaced)
    for number, line in enumerate(spaced[:12]):
        found = _are_bodies(re.split("转发|批转", line)[0])
        if not found:
            if red:
                break
            continue
        following = flat[number + 1] if number + 1 < len(flat) else ""
        if (
            DATE.match(following)
            or following.startswith(("关于", "印发"))
            or _are_bodies(following)
            or LINE_NUMBER.fullmatch(following)
            or red
        ):
            red += found
    if red:
        return _fullest(red, title, spaced)
    for group_lines, group in ((spaced, flat), (after_raw, after)):
        for number, line in enumerate(group[:60]):
            day = DATE.search(line)
            if day and day.start() and day.end() == len(line) <= 160:  # 甲局2021年3月5日
                names = line[: day.start()]
                before = group[number - 1] if number else ""
                broken = _are_bodies(before + names) if len(before) > 25 else []
                if found := broken or _are_bodies(names):
                    return list(dict.fromkeys(found))
        signed: list[str] = []
        for number, line in enumerate(group[:40] if group is after else group):
            dated = DATE.match(group[number + 1]) if number + 1 < len(group) else None
            bodies = _are_bodies(group_lines[number]) if len(line) <= 80 else []
            if bodies and (dated or group is after or signed):
                signed += bodies
                if dated:
                    break
            elif signed:
                break
            elif bodies and number + 2 < len(group) and _are_bodies(group_lines[number + 1]):
                signed += bodies
        if signed and (group is after or any(DATE.match(line) for line in group)):
            told = [] if seat_of(signed[0]).level else _of_title(title, lines, spaced)
            if told and seat_of(told[0]).level:
                return told  # an office that nobody knows is whom to ask
            return list(dict.fromkeys(signed))
    if parts := _of_title(title, lines, spaced):
        return parts
    if fields.get("issuer"):
        return _split_bodies(fields["issuer"])
    return makers


def _of_title(title: str, lines: list[str], spaced: list[str]) -> list[str]:
    """The bodies with which the title begins: 甲局、乙局关于…."""
    for line in [title, *lines[:10]]:
        begin = re.split("关于|印发|转发|批转", line[:120])[0]
        if begin != line[:120] and (parts := _are_bodies(_spaced_like(begin, spaced))):
            return parts
    return []


def _fullest(red: list[str], title: str, spaced: list[str]) -> list[str]:
    """The bodies of the red head, or those of the title where it names these and more
    (联合印发).
    """
    red = list(dict.fromkeys(red))
    lines = [line for line in spaced[:20] if re.search("关于|印发|转发|批转", line)]
    for line in [title, *lines]:
        parts = _split_bodies(re.split("关于|印发|转发|批转", line)[0])
        if len(parts) > len(red) and set(red) <= set(parts) and all(map(is_body, parts)):
            return parts
    return red


def _spaced_like(names: str, spaced: list[str]) -> str:
    """The words of `names` with the blanks that the head prints between them."""
    pattern = r"\s*".join(map(re.escape, names))
    return next((hit[0] for line in spaced[:12] if (hit := re.search(pattern, line))), names)
