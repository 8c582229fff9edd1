"""From a cleaned stream and its labels to clauses, each with exact places in the file as received."""

from __future__ import annotations

from dataclasses import dataclass, field

from compare.structure.attribution import Found, find_attributions
from compare.structure.headings import section_heading, split_heading
from compare.structure.kinds import kind_of_heading, kind_of_section
from compare.structure.labels import Node
from compare.structure.lines import Stream
from compare.structure.tail import is_closing_paragraph, signatures
from compare.text.passage import Span


@dataclass
class Unit:
    """A clause as positions of the stream; `stop` is where its last attribution ends."""

    node: Node
    heading: Span
    body: Span
    stop: int
    path: str
    attributions: list[Found] = field(default_factory=list)
    kind: str = "measure"
    section: str = ""
    section_no: int = 0


def find_units(stream: Stream, nodes: list[Node], spans: list[Span]) -> tuple[list[Unit], list[tuple[Node, Span]]]:
    """Clauses of a document, and the headings of its sections (with their lead paragraphs).

    Parameters
    ----------
    nodes : list of Node
        The accepted labels inside `spans`, in text order.
    spans : list of (int, int)
        Where a document speaks.
    """
    # marks set by hand are taken at their word: no signature, list or paragraph is looked for
    stops = [] if stream.marks else [span[0] for span in signatures(stream)]
    for node, following in zip(nodes, [*nodes[1:], None], strict=False):
        end = next(stop for begin, stop in spans if begin <= node.begin < stop)
        node.end = min(following.begin, end) if following else end
        node.end = min([stop for stop in stops if node.after < stop < node.end], default=node.end)
    for node in nodes:
        if node.children and not stream.marks and _is_enumeration(stream, node):
            node.end = _last_end(node)
            node.children = []
    living = [node for node in nodes if not _swallowed(node)]
    headings = {id(node): _heading_of(stream, node) for node in living}
    headings |= _without_chance_headings(stream, [node for node in living if not node.children], headings)
    split_forms = set() if stream.marks else _forms_with_paragraphs_of_their_own(stream, living, headings)
    units: list[Unit] = []
    sections: list[tuple[Node, Span]] = []
    leaves = [node for node in living if not node.children]
    for node in living:
        heading_end, body_begin = headings[id(node)]
        own_end = node.children[0].begin if node.children else node.end
        own = _own_attributions(stream, body_begin, own_end)
        if node.children and not own:
            sections.append((node, (node.after, section_heading(stream, node.after, own_end))))
            continue
        if node.children:
            sections.append((node, (node.after, heading_end)))
        last = bool(leaves) and node is leaves[-1]
        units += _units_of(stream, node, (node.after, heading_end), (body_begin, own_end), node.form in split_forms, last)
    _place(stream, units, sections)
    return units, sections


def _swallowed(node: Node) -> bool:
    """Whether an ancestor took this item in as part of its own sentence."""
    child, parent = node, node.parent
    while parent:
        if child not in parent.children:
            return True
        child, parent = parent, parent.parent
    return False


def _last_end(node: Node) -> int:
    return max([node.end, *(_last_end(child) for child in node.children)])


def _is_enumeration(stream: Stream, node: Node) -> bool:
    """Whether the children only list parts of one sentence of the parent: "…包括：（1）…；（2）…。"."""
    if node.form == "条":
        return True
    lead = stream.text[node.after : node.children[0].begin]
    bodies = [stream.text[child.after : child.end] for child in node.children]
    if any(child.children for child in node.children) or any(find_attributions(body) for body in bodies):
        return False
    fragments = sum(body.endswith(("；", ";", "，", "、")) for body in bodies[:-1])
    if len(bodies) > 1 and fragments >= 0.6 * (len(bodies) - 1) and lead:
        return node.children[0].form in {"（1）", "①", "一是", "一要"} or lead.endswith(("：", ":"))
    return lead.endswith(("：", ":")) and len(lead) > 20 and max(map(len, bodies)) <= 40


def _heading_of(stream: Stream, node: Node) -> Span:
    own_end = node.children[0].begin if node.children else node.end
    return split_heading(stream, node.after, own_end)


def _without_chance_headings(stream: Stream, leaves: list[Node], headings: dict[int, Span]) -> dict[int, Span]:
    """Items whose first sentence only happens to be short: where few items of a form have a heading, none has one.

    Articles of a regulation state rules; a short first sentence among them is a rule, too. Headings on a
    line of their own are beyond doubt.
    """
    out: dict[int, Span] = {}
    titled = {id(node) for node in leaves if headings[id(node)][0] > node.after}
    for form in dict.fromkeys(node.form for node in leaves):
        same = [node for node in leaves if node.form == form]
        if len(same) < 8 or sum(id(node) in titled for node in same) >= 0.4 * len(same):
            continue
        siblings: dict[int, list[bool]] = {}
        for node in same:
            siblings.setdefault(id(node.parent), []).append(id(node) in titled)
        shares = {parent: sum(named) / len(named) for parent, named in siblings.items()}
        for node in same:
            end, body = headings[id(node)]
            alone = shares[id(node.parent)] < 0.5
            if id(node) in titled and alone and end - node.after > 8 and body < stream.line_end(node.after):
                out[id(node)] = (node.after, node.after)
    return out


def _own_attributions(stream: Stream, begin: int, end: int) -> list[Found]:
    text = stream.text[begin:end]
    breaks = tuple(stop - begin for _, stop in stream.paragraphs(begin, end))
    return [Found(f.begin + begin, f.end + begin, f.repair) for f in find_attributions(text, breaks)]


def _paragraphs(stream: Stream, body: Span, found: list[Found]) -> list[Span]:
    """Paragraphs of a body; one that is nothing but an attribution belongs to the one before it."""
    out: list[Span] = []
    for begin, end in stream.paragraphs(*body):
        inside_bracket = any(f.begin < begin < f.end for f in found)
        only_attribution = any(f.begin <= begin and end <= f.end for f in found)
        if out and (inside_bracket or only_attribution):
            out[-1] = (out[-1][0], end)
        else:
            out.append((begin, end))
    return out


def _forms_with_paragraphs_of_their_own(stream: Stream, nodes: list[Node], headings: dict[int, Span]) -> set[str]:
    """Label forms of this text whose items hold several paragraphs with an attribution each."""
    forms = set()
    for node in nodes:
        if node.children:
            continue
        body = (headings[id(node)][1], node.end)
        found = _own_attributions(stream, *body)
        closed = [p for p in _paragraphs(stream, body, found) if any(f.end == p[1] and f.begin > p[0] for f in found)]
        if len(closed) > 1:
            forms.add(node.form)
    return forms


def _units_of(stream: Stream, node: Node, heading: Span, body: Span, split: bool, last: bool) -> list[Unit]:
    found = _own_attributions(stream, *body)
    paragraphs = _paragraphs(stream, body, found)
    if not split and last and len(paragraphs) > 1:
        body = (body[0], _end_of_last(stream, paragraphs, found))
    pieces = paragraphs if split and len(paragraphs) > 1 else [body]
    units = []
    for number, (begin, stop) in enumerate(pieces, 1):
        inside = [f for f in found if begin <= f.begin and f.end <= stop]
        end = stop
        for attribution in reversed(inside):
            if attribution.end < end:
                break
            end = attribution.begin
        if end <= begin:
            # nothing but a heading and an attribution: the heading is what is to be done
            begin, end, heading = heading[0], heading[1], (heading[0], heading[0])
        if end <= begin:
            continue
        path = node.path(stream.text) + (f"#{number}" if len(pieces) > 1 else "")
        units.append(Unit(node, heading, (begin, end), stop, path, inside))
    return units


def _end_of_last(stream: Stream, paragraphs: list[Span], found: list[Found]) -> int:
    """End of the last item of a document: closing paragraphs that no label or attribution claims are its tail."""
    closed = [p for p in paragraphs if any(f.end == p[1] for f in found)]
    if closed:
        return closed[-1][1]
    while len(paragraphs) > 1 and is_closing_paragraph(stream.text[slice(*paragraphs[-1])]):
        paragraphs = paragraphs[:-1]
    return paragraphs[-1][1]


def _place(stream: Stream, units: list[Unit], sections: list[tuple[Node, Span]]) -> None:
    """Give every unit its section and its role."""
    names = {id(node): stream.text[slice(*span)] for node, span in sections}
    tops: dict[int, int] = {}
    total = max((unit.body[1] for unit in units), default=1)
    for unit in units:
        top = unit.node
        while top.parent:
            top = top.parent
        alone = top is unit.node and top.form not in {"一、", "章", "编", "1."}
        if not alone:
            unit.section_no = tops.setdefault(id(top), len(tops) + 1)
            unit.section = names.get(id(top), stream.text[slice(*unit.heading)])
        position = unit.body[0] / total
        chain, node = [], unit.node.parent
        while node:
            chain.append(names.get(id(node), ""))
            node = node.parent
        kinds = [kind_of_section(name, position=top.begin / total) for name in chain if name]
        unit.kind = next((kind for kind in reversed(kinds) if kind != "measure"), "measure")
        if unit.kind == "measure":
            unit.kind = kind_of_heading(stream.text[slice(*unit.heading)], position=position)
        if unit.kind == "measure" and top is unit.node and unit.section:
            unit.kind = kind_of_section(unit.section, position=position)
    _spread(units)


def _spread(units: list[Unit]) -> None:
    """Items without a section share a role: a run of 加强组织领导, 加强工作协同, … closes a document."""
    closing = False
    for unit in units:
        if unit.node.parent is None:
            closing = closing or unit.kind == "implementation"
            if closing and unit.node.form == "（一）":
                unit.kind = "implementation"
