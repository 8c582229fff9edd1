"""From a cleaned stream and its labels to clauses, each with exact places in the file as
received.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from compare.structure.attribution import find_attributions
from compare.structure.headings import section_heading
from compare.structure.item_clauses import (
    Attributions,
    Unit,
    forms_with_paragraphs_of_their_own,
    units_of,
)
from compare.structure.item_headings import Heading, heading_of, without_chance_headings
from compare.structure.kinds import (
    kind_of_article,
    kind_of_content,
    kind_of_heading,
    kind_of_section,
)
from compare.structure.lines import Stream
from compare.structure.node import Node
from compare.text.passage import Span


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
    headings: dict[int, Heading] = {id(node): heading_of(stream, node) for node in living}
    headings |= without_chance_headings(
        stream, [node for node in living if not node.children], headings
    )
    split_forms = (
        set() if marked else forms_with_paragraphs_of_their_own(stream, living, headings, found)
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
        units += units_of(
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
