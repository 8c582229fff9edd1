"""Labels of official numbering, 第一条 一、（一）1.（1）① 一是, and the tree that they span.

A label counts only where a line begins (or, in a text without line breaks, after a sentence) and
only where it continues a numbering: 一 after nothing, 五 after 四. So a reference such as （三） at the
start of a wrapped line, or 2021 in a sentence, is not taken for a label.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from compare.structure.lines import Stream

_HAN = "一二三四五六七八九十百零〇"
_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0}
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_UNIT_AFTER = r"(?![\dA-Za-z万亿元%％个倍米吨年月日时分秒人户家])"

# The order is the order of trial; a class is only a name for "labels that count together".
_FORMS = [
    ("编", re.compile(rf"第([{_HAN}\d]{{1,4}})(?:编|部分)(?=[^{_HAN}\d]|$)")),
    ("章", re.compile(rf"第([{_HAN}\d]{{1,4}})章")),
    ("节", re.compile(rf"第([{_HAN}\d]{{1,4}})节")),
    ("条", re.compile(rf"第([{_HAN}\d]{{1,5}})条(?:之[一二三四五六七八九])?(?!第|规定|款|、|至|和|或|的|所)")),
    ("一、", re.compile(rf"([{_HAN}]{{1,3}})[、．.](?![{_HAN}]{{1,3}}、)")),
    ("一、", re.compile(rf"([{_HAN}]{{1,3}})，(?=[^，。]{{2,30}}(?:。|$))")),
    ("（一）", re.compile(rf"[（(]([{_HAN}]{{1,3}})[）)][、.．]?")),
    ("1.1", re.compile(rf"(\d{{1,2}}(?:[.．]\d{{1,2}})+)[.．、]?{_UNIT_AFTER}(?=[^\d])")),
    ("1.", re.compile(r"(\d{1,3})(?:[.．、](?=\d{1,2}[A-Z])|[.．、)）](?!\d))")),
    ("（1）", re.compile(r"[（(](\d{1,2})[）)][、.．]?")),
    ("①", re.compile(rf"([{_CIRCLED}])[、.．]?")),
    ("一是", re.compile(rf"([{_HAN}]{{1,2}})是")),
    ("一要", re.compile(rf"([{_HAN}]{{1,2}})要")),
]
_FEW_LINES = 8
_UPPER = re.compile(rf"[{_HAN}]{{1,3}}、|[（(][{_HAN}]{{1,3}}[）)]")
_INLINE = re.compile(rf"(?<=[。：；）])(?:{_UPPER.pattern})")
_SENTENCE_END = re.compile(r"[。；：！？”）)\]］〕]")


@dataclass
class Node:
    """One numbered item: where its label stands in the stream, and its children."""

    form: str
    number: int
    begin: int
    after: int
    end: int = 0
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    prefix: str = ""

    def path(self, text: str) -> str:
        """Labels from the top down, e.g. ``二/（三）/1``."""
        label = text[self.begin : self.after] or str(self.number)
        own = label.replace("(", "（").replace(")", "）") if self.form in {"（一）", "（1）"} else label.strip("、.．，")
        return f"{self.parent.path(text)}/{own}" if self.parent else own


def number_of(han: str) -> int:
    """Value of a small Chinese numeral or of digits: 二十三 → 23, 12 → 12; 0 where it is neither."""
    if han.isdecimal():
        return int(han)
    if han in _CIRCLED:
        return _CIRCLED.index(han) + 1
    value, digit = 0, 0
    for character in han:
        if character == "百":
            value, digit = value + (digit or 1) * 100, 0
        elif character == "十":
            value, digit = value + (digit or 1) * 10, 0
        elif character in _DIGITS:
            digit = _DIGITS[character]
        else:
            return 0
    return value + digit


def read_labels(stream: Stream, boundaries: list[int]) -> tuple[list[Node], list[str]]:
    """All accepted labels in text order, linked into a tree, and notes on what was odd in the numbering.

    Behind each of the `boundaries` (signatures, annexes) numbering begins anew.
    """
    nodes: list[Node] = []
    stack: list[Node] = []
    last_number: dict[str, int] = {}
    notes: list[str] = []
    for form, number, prefix, begin, after in _candidates(stream):
        if stack and bisect_right(boundaries, begin) > bisect_right(boundaries, stack[-1].begin):
            stack, last_number = [], {}
        depth = next((d for d, node in enumerate(stack) if node.form == form), None)
        if depth is None:
            if number != 1 and number != last_number.get(form, -1) + 1:
                notes.append(f"{stream.text[begin:after]!r} looks like a label but does not continue a numbering: {stream.text[begin:begin + 20]}")
                continue
            note = ""
        else:
            step = number - stack[depth].number
            if form == "1.1" and prefix != stack[depth].prefix:
                step = 1 if number == 1 else 99
            restart = number == 1
            if not (restart or 0 <= step <= 2):
                notes.append(f"{stream.text[begin:after]!r} looks like a label but follows number {stack[depth].number}: {stream.text[begin:begin + 20]}")
                continue
            note = ""
            if restart and form != "1.1":
                note = "numbering starts again: a heading above is lost"
            elif step == 0:
                note = "number printed twice"
            elif step == 2:
                note = "a number is missing before"
            stack = stack[:depth]
        node = Node(form, number, begin, after, parent=stack[-1] if stack else None, prefix=prefix)
        if note:
            notes.append(f"{stream.text[begin:begin + 20]}: {note}")
        if node.parent:
            node.parent.children.append(node)
        stack.append(node)
        nodes.append(node)
        last_number[form] = number
    return nodes, notes


def marked_nodes(stream: Stream) -> tuple[list[Node], int]:
    """The tree that marks set by hand span, and where they say that the document ends.

    A section holds the clauses marked behind it; a printed label is read where there is one.
    """
    nodes: list[Node] = []
    section: Node | None = None
    end = next((position for what, position in stream.marks if what == "end"), len(stream.text))
    for what, begin in stream.marks:
        if what == "end" or begin >= end:
            continue
        hit = next((hit for _, pattern in _FORMS if (hit := pattern.match(stream.text, begin))), None)
        siblings = section.children if section and what == "clause" else [node for node in nodes if node.parent is None]
        node = Node(what, len(siblings) + 1, begin, hit.end() if hit else begin, parent=section if what == "clause" else None)
        if node.parent:
            node.parent.children.append(node)
        section = node if what == "section" else section
        nodes.append(node)
    return nodes, end


def _candidates(stream: Stream) -> Iterator[tuple[str, int, str, int, int]]:
    """Every place that looks like a label: form, number, number of the upper levels, begin, end."""
    text = stream.text
    seen = -1
    unbroken = len(stream.starts) < _FEW_LINES or (
        sum(bool(_UPPER.match(text, start)) for start in stream.starts) < 3 <= len(_INLINE.findall(text))
    )
    for begin in _places(stream, unbroken):
        if begin < seen:
            continue
        for form, pattern in _FORMS:
            if unbroken and form in {"一是", "一要"}:
                continue
            hit = pattern.match(text, begin)
            if not hit:
                continue
            if form == "1.1":
                *upper, own = re.split("[.．]", hit[1])
                yield form, int(own), ".".join(upper), begin, hit.end()
            else:
                number = number_of(hit[1])
                if number == 0:
                    continue
                yield form, number, "", begin, hit.end()
            seen = hit.end()
            break


def _places(stream: Stream, unbroken: bool) -> list[int]:
    """Line beginnings; in a text printed without line breaks every sentence beginning, too."""
    places = set(stream.starts)
    if unbroken:
        places |= {hit.end() for hit in _SENTENCE_END.finditer(stream.text)}
        # a section heading printed without a stop runs straight into its first item
        places |= {hit.start() for hit in re.finditer(rf"[（(][{_HAN}]{{1,3}}[）)]", stream.text)}
    return sorted(places)
