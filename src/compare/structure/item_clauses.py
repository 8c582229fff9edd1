"""The clauses of one item: one, or one a paragraph where paragraphs have bodies of their own."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from compare.structure.attribution import Found, find_attributions, holds_sign
from compare.structure.headings import split_heading
from compare.structure.item_headings import Heading
from compare.structure.lines import Stream
from compare.structure.node import Node
from compare.structure.tail import is_closing_paragraph
from compare.text.passage import Span


@dataclass
class Unit:
    """A clause as positions of the stream; `stop` is where its last attribution ends.

    `holes` are tables within its body that are clauses or indicators of their own.
    """

    node: Node
    heading: Span
    body: Span
    stop: int
    path: str
    attributions: list[Found] = field(default_factory=list)
    kind: str = "measure"
    section: str = ""
    section_no: int = 0
    form: str = "text"
    holes: list[Span] = field(default_factory=list)
    columns: dict[int, str] = field(default_factory=dict)
    deadline: Span | None = None


class Attributions:
    """The attributions of every item, found once."""

    def __init__(self, stream: Stream) -> None:
        self.stream = stream
        self.known: dict[Span, list[Found]] = {}

    def of(self, begin: int, end: int) -> list[Found]:
        known = self.known.get((begin, end))
        if known is None:
            text = self.stream.text[begin:end]
            hits = []
            if holds_sign(text):
                breaks = tuple(stop - begin for _, stop in self.stream.paragraphs(begin, end))
                hits = find_attributions(text, breaks)
            known = self.known[begin, end] = [
                Found(f.begin + begin, f.end + begin, f.repair, f.deadline) for f in hits
            ]
        return known


def _paragraphs(stream: Stream, body: Span, found: list[Found]) -> list[Span]:
    """Paragraphs of a body; one that is nothing but an attribution belongs to the one before it."""
    out: list[Span] = []
    starts = [f.begin for f in found]
    for begin, end in stream.paragraphs(*body):
        inside = found[at] if (at := bisect_left(starts, begin) - 1) >= 0 else None
        here = found[bisect_right(starts, begin) - 1] if starts and starts[0] <= begin else None
        inside_bracket = inside is not None and inside.begin < begin < inside.end
        only_attribution = here is not None and here.begin <= begin and end <= here.end
        if out and (inside_bracket or only_attribution):
            out[-1] = (out[-1][0], end)
        else:
            out.append((begin, end))
    return out


def forms_with_paragraphs_of_their_own(
    stream: Stream, nodes: list[Node], headings: dict[int, Heading], attributions: Attributions
) -> set[str]:
    """Label forms of this text whose items hold several paragraphs with an attribution each."""
    forms = set()
    for node in nodes:
        if node.children or node.form == "专栏":
            continue
        body = (headings[id(node)][2], node.end)
        found = [f for f in attributions.of(*body) if not f.deadline]
        if len(found) < 2:
            continue
        begins = {f.end: f.begin for f in found}
        closed = [
            p
            for p in _paragraphs(stream, body, attributions.of(*body))
            if begins.get(p[1], -1) > p[0]
        ]
        if len(closed) > 1:
            forms.add(node.form)
    return forms


def units_of(
    stream: Stream,
    node: Node,
    heading: Span,
    body: Span,
    split: bool,
    last: bool,
    attributions: Attributions,
    tables: list[Span],
) -> list[Unit]:
    found = attributions.of(*body)
    paragraphs = _paragraphs(stream, body, found)
    if not split and last and len(paragraphs) > 1:
        body = (body[0], _end_of_last(stream, paragraphs, found))
    elif not split and len(paragraphs) > 1 and not stream.marks:
        body = (body[0], _before_heading(stream, node, paragraphs))
    split = split or node.form == "专栏"
    pieces = paragraphs if split and len(paragraphs) > 1 else [body]
    units = []
    starts = [f.begin for f in found]
    form = "box" if any(above.form == "专栏" for above in node.chain()) else "text"
    title = heading
    for number, (begin, stop) in enumerate(pieces, 1):
        heading = title
        if node.form == "专栏" and len(pieces) > 1:
            own_begin, own_end, rest = split_heading(stream, begin, stop)
            if own_end > own_begin:
                heading, begin = (own_begin, own_end), rest
        inside = [
            f
            for f in found[bisect_left(starts, begin) : bisect_left(starts, stop)]
            if f.end <= stop
        ]
        end = stop
        for attribution in reversed(inside):
            if attribution.end < end:
                break
            end = attribution.begin
        if end <= begin:
            # nothing but a heading and an attribution: the heading is what is to be done
            begin, end, heading = (
                heading[0],
                _with_stop(stream, heading[1], body[0]),
                (heading[0], heading[0]),
            )
        if end <= begin:
            continue
        path = node.path(stream.text) + (f"#{number}" if len(pieces) > 1 else "")
        holes = [
            span
            for span in tables[bisect_left(tables, (begin, 0)) : bisect_left(tables, (end, 0))]
            if span[1] <= end
        ]
        units.append(Unit(node, heading, (begin, end), stop, path, inside, form=form, holes=holes))
    return units


def _with_stop(stream: Stream, end: int, limit: int) -> int:
    """End of a heading with the stop printed behind it: standing alone, it is a sentence."""
    return end + 1 if end < limit and stream.text[end] in "。；" else end


def _before_heading(stream: Stream, node: Node, paragraphs: list[Span]) -> int:
    """End of an item that a heading without label follows: a short last line without any stop,
    behind a sentence.
    """
    begin, end = paragraphs[-1]
    before = paragraphs[-2]
    line = stream.text[begin:end]
    glued = (
        2 <= end - begin <= 16
        and before[1] - before[0] > 2 * (end - begin)
        and stream.text[before[1] - 1] in "。）)"
        and not re.search(
            r"[，。；：！？、（）()\d]|(?:局|委|办|厅|部|院|会|处|政府|公司|中心|单位|部门|如下)$",
            line,
        )
        and not node.children
        and end < len(stream.text)
        and end in stream.starts_set
    )
    return before[1] if glued else end


def _end_of_last(stream: Stream, paragraphs: list[Span], found: list[Found]) -> int:
    """End of the last item of a document: closing paragraphs that no label or attribution claims
    are its tail.
    """
    ends = {f.end for f in found}
    closed = [p for p in paragraphs if p[1] in ends]
    if closed:
        return closed[-1][1]
    number = len(paragraphs)
    while number > 1 and is_closing_paragraph(stream.text[slice(*paragraphs[number - 1])]):
        number -= 1
    return paragraphs[number - 1][1]
