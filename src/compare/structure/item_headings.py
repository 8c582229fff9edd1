"""Which items have a heading: its place; none where a first sentence only happens to be short."""

from __future__ import annotations

from compare.structure.headings import split_heading
from compare.structure.lines import Stream
from compare.structure.node import Node

Heading = tuple[int, int, int]  # begin and end of the heading, begin of the body


def heading_of(stream: Stream, node: Node) -> Heading:
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


def without_chance_headings(
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
