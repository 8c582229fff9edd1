"""From a cleaned stream and its labels to clauses, each with exact places in the file as
received.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from compare.structure.attribution import Found, find_attributions
from compare.structure.headings import section_heading, split_heading
from compare.structure.kinds import (
    kind_of_article,
    kind_of_content,
    kind_of_heading,
    kind_of_section,
)
from compare.structure.label_walk import Node
from compare.structure.lines import Stream
from compare.structure.tail import is_closing_paragraph
from compare.text.passage import Span

Heading = tuple[int, int, int]  # begin and end of the heading, begin of the body


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
        if (begin, end) not in self.known:
            breaks = tuple(stop - begin for _, stop in self.stream.paragraphs(begin, end))
            hits = find_attributions(self.stream.text[begin:end], breaks)
            self.known[begin, end] = [
                Found(f.begin + begin, f.end + begin, f.repair, f.deadline) for f in hits
            ]
        return self.known[begin, end]


def find_units(
    stream: Stream, nodes: list[Node], spans: list[Span], stops: list[int], tables: list[Span]
) -> tuple[list[Unit], list[tuple[Node, Span]]]:
    """Clauses of a document, and the headings of its sections (with their lead paragraphs).

    Parameters
    ----------
    nodes : list of Node
        The accepted labels inside `spans`, in text order.
    spans : list of (int, int)
        Where a document speaks.
    stops : list of int
        Where signatures and lists of attachments begin, ascending.
    tables : list of (int, int)
        Tables that are clauses or indicators of their own.
    """
    marked = bool(stream.marks)
    found = Attributions(stream)
    begins = [span[0] for span in spans]
    for node, following in zip(nodes, [*nodes[1:], None], strict=False):
        end = spans[bisect_right(begins, node.begin) - 1][1]
        node.end = min(following.begin, end) if following else end
        # marks set by hand are taken at their word: no signature, list or paragraph is looked for
        after = bisect_right(stops, node.after)
        if not marked and after < len(stops) and stops[after] < node.end:
            node.end = stops[after]
        node.end = _before_tables(stream, node, tables)
    for node in reversed(nodes):
        # a label with nothing behind it is no item, and makes no section of the item above
        node.children = [child for child in node.children if not child.dropped]
        node.dropped = not node.children and not node.boxes and node.after >= node.end
    for node in nodes:
        if node.children and not marked and _is_enumeration(stream, node, found):
            node.end = _last_end(node)
            for child in node.children:
                _drop(child)
            node.children = []
    living = [node for node in nodes if not node.dropped]
    headings: dict[int, Heading] = {id(node): _heading_of(stream, node) for node in living}
    headings |= _without_chance_headings(
        stream, [node for node in living if not node.children], headings
    )
    split_forms = (
        set() if marked else _forms_with_paragraphs_of_their_own(stream, living, headings, found)
    )
    units: list[Unit] = []
    sections: list[tuple[Node, Span]] = []
    last = next((node for node in reversed(living) if not node.children), None)
    for node in living:
        heading_begin, heading_end, body_begin = headings[id(node)]
        own_end = min(node.children[0].begin, node.end) if node.children else node.end
        own = [f for f in found.of(body_begin, own_end) if not f.deadline]
        if node.children and not own:
            sections.append((node, (node.after, section_heading(stream, node.after, own_end))))
            continue
        if node.children:
            sections.append((node, (node.after, heading_end)))
        heading = (heading_begin, heading_end)
        if (
            node.form == "专栏"
            and body_begin >= own_end
            and any(own_end <= begin <= own_end + 2 for begin, _ in tables)
        ):
            sections.append(
                (node, (node.after, own_end))
            )  # the name of a table that has rows of its own
            continue
        units += _units_of(
            stream,
            node,
            heading,
            (body_begin, own_end),
            node.form in split_forms,
            node is last,
            found,
            tables,
        )
    _place(stream, units, sections)
    return units, sections


def _before_tables(stream: Stream, node: Node, tables: list[Span]) -> int:
    """End of an item: a table that ends it, and the line that names the table, are no part of
    it.
    """
    end = node.end
    while (number := bisect_left(tables, (end, 0)) - 1) >= 0 and node.after <= tables[number][
        0
    ] < end:
        if tables[number][1] < end:
            return end
        end = tables[number][0]
        caption = stream.line_begin(end - 1)
        if caption > node.after and re.match(
            (
                r"表\s?[\d一二三四五六七八九十]|附件|附表|.{2,30}(?:分工|任务|清单|一览|指标|"
                r"明细|安排)表?$"
            ),
            stream.text[caption:end],
        ):
            end = caption
    return end


def _drop(node: Node) -> None:
    node.dropped = True
    for child in [*node.children, *node.boxes]:
        _drop(child)


def _last_end(node: Node) -> int:
    return max([node.end, *(_last_end(child) for child in [*node.children, *node.boxes])])


def _is_enumeration(stream: Stream, node: Node, found: Attributions) -> bool:
    """Whether the children only list parts of one sentence of the parent:
    "…包括：（1）…；（2）…。".
    """
    if node.form == "条":
        return True
    lead = stream.text[node.after : node.children[0].begin]
    if any(child.children or child.boxes for child in node.children):
        return False
    bodies = [stream.text[child.after : child.end] for child in node.children]
    if any(find_attributions(body) for body in bodies):
        return False
    fragments = sum(body.endswith(("；", ";", "，", "、")) for body in bodies[:-1])
    if len(bodies) > 1 and fragments >= 0.6 * (len(bodies) - 1) and lead:
        return node.children[0].form in {
            "（1）",
            "①",
            "一是",
            "一要",
            "（a）",
            "（i）",
            "（甲）",
        } or lead.endswith(("：", ":"))
    return lead.endswith(("：", ":")) and len(lead) > 20 and max(map(len, bodies)) <= 40


def _heading_of(stream: Stream, node: Node) -> Heading:
    own_end = min(node.children[0].begin, node.end) if node.children else node.end
    if node.form != "专栏":
        return split_heading(stream, node.after, own_end, node.form)
    line_end = min(stream.line_end(node.after - 1), own_end)
    if line_end <= node.after + 1 and line_end < own_end:
        line_end = min(
            stream.line_end(line_end), own_end
        )  # the name of the box stands on the line below
    begin = node.after
    while begin < line_end and stream.text[begin] in "：:、.．":
        begin += 1
    return begin, line_end, line_end


def _without_chance_headings(
    stream: Stream, leaves: list[Node], headings: dict[int, Heading]
) -> dict[int, Heading]:
    """Items whose first sentence only happens to be short: where few items of a form have a
    heading, none has one.

    Articles of a regulation state rules; a short first sentence among them is a rule, too.
    Headings on a line of their own are beyond doubt.
    """
    out: dict[int, Heading] = {}
    titled = {id(node) for node in leaves if headings[id(node)][1] > headings[id(node)][0]}
    for form in dict.fromkeys(node.form for node in leaves):
        same = [node for node in leaves if node.form == form]
        share = sum(id(node) in titled for node in same) / len(same)
        if form == "条":
            out |= _articles_without_heading(
                stream, [node for node in same if id(node) in titled], headings, share, len(same)
            )
            continue
        if len(same) < 8 or share >= 0.4:
            continue
        siblings: dict[int, list[bool]] = {}
        for node in same:
            siblings.setdefault(id(node.parent), []).append(id(node) in titled)
        shares = {parent: sum(named) / len(named) for parent, named in siblings.items()}
        for node in same:
            begin, end, body = headings[id(node)]
            alone = shares[id(node.parent)] < 0.5
            if (
                id(node) in titled
                and alone
                and end - begin > 8
                and body < stream.line_end(node.after)
            ):
                out[id(node)] = (begin, begin, begin)
    return out


def _articles_without_heading(
    stream: Stream, titled: list[Node], headings: dict[int, Heading], share: float, articles: int
) -> dict[int, Heading]:
    """Articles whose first sentence, or first line, is no heading after all: where most have none,
    only brackets make one.
    """
    out = {}
    for node in titled:
        begin, end, _ = headings[id(node)]
        if begin > node.after and stream.text[begin - 1] in "【〔[［（(〖":
            continue
        if share < (
            0.7 if stream.text[end : end + 1] in "。！：:" else 0.3 if articles >= 5 else 0
        ):
            out[id(node)] = (begin, begin, begin)
    return out


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


def _forms_with_paragraphs_of_their_own(
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


def _units_of(
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


def _place(stream: Stream, units: list[Unit], sections: list[tuple[Node, Span]]) -> None:
    """Give every unit its section and its role."""
    names = {id(node): stream.text[slice(*span)] for node, span in sections}
    tops: dict[int, int] = {}
    total = max((unit.body[1] for unit in units), default=1)
    for unit in units:
        *_, top = unit.node.chain()
        alone = top is unit.node and top.form not in {"壹、", "一、", "章", "编", "1."}
        if not alone:
            unit.section_no = tops.setdefault(id(top), len(tops) + 1)
            unit.section = names.get(id(top), stream.text[slice(*unit.heading)])
        position = unit.body[0] / total
        chain = [names.get(id(node), "") for node in unit.node.chain()][1:]
        kinds = [kind_of_section(name, position=top.begin / total) for name in chain if name]
        unit.kind = next((kind for kind in reversed(kinds) if kind != "measure"), "measure")
        if unit.kind == "measure":
            unit.kind = kind_of_heading(stream.text[slice(*unit.heading)], position=position)
        if unit.kind == "measure" and top is unit.node and unit.section:
            unit.kind = kind_of_section(unit.section, position=position)
        if unit.form == "text" and not stream.marks:
            words = stream.text[unit.body[0] : min(unit.body[1], unit.body[0] + 800)]
            if unit.node.form == "条":
                general = unit.kind == "preamble" or (unit.node.parent is None and position < 0.3)
                unit.kind = kind_of_article(words, unit.kind, general=general)
            elif unit.kind == "measure":
                unit.kind = kind_of_content(words) or unit.kind
    _spread(units)


def _spread(units: list[Unit]) -> None:
    """Items without a section share a role: a run of 加强组织领导, 加强工作协同, … closes a
    document.
    """
    closing = False
    for unit in units:
        if unit.node.parent is None:
            closing = closing or (unit.kind == "implementation" and unit.node.form != "条")
            if closing and unit.node.form == "（一）":
                unit.kind = "implementation"
