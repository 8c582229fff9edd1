"""Labels of official numbering, 第一条 一、（一）1.（1）① 一是, and the tree that they span.

A label counts where a line begins (or, in a text without line breaks, after a sentence) and where
it continues a numbering. Gaps, returns and labels that run in behind a sentence are taken where
the lines
around them leave no doubt, with a note; a reference such as （三） at the start of a wrapped line
is not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from compare.structure.label_forms import (
    ANY_FORM,
    BOX,
    HAN,
    RARE,
    UPPER,
    Candidate,
    is_reference,
    number_of,
    read_label,
)  # fmt: skip
from compare.structure.label_walk import Walk
from compare.structure.lines import Stream
from compare.structure.node import Node
from compare.text.passage import Span

__all__ = ["Labels", "Node", "marked_nodes", "number_of", "read_labels", "within"]

_FEW_LINES = 8
_UPPER = re.compile(rf"[{HAN}]{{1,3}}、|[（(][{HAN}]{{1,3}}[）)]")
_INLINE = re.compile(rf"(?<=[。：；）])(?:{_UPPER.pattern})")
_SENTENCE_END = re.compile(r"[。；：！？”）)\]］〕]")
_RUN_IN = re.compile(
    rf"第[{HAN}\d]{{1,6}}[章节節条條]|[{HAN}]{{1,4}}、|[（(][{HAN}]{{1,4}}[）)]|"
    rf"(?<![\d.])\d{{1,2}}[.．、](?!\d)"
)
_ENDS = tuple("。！？；：:;!?)）]］〕】”’》﹞")
_ROUNDS = 4  # of looking for labels that run in: each may show the next


@dataclass(frozen=True)
class Labels:
    """Accepted labels in text order, notes as (position, words), and places of labels that were
    ignored.
    """

    nodes: list[Node]
    notes: list[tuple[int, str]]
    ignored: list[int]
    unbroken: bool = False


def read_labels(stream: Stream, boundaries: list[int], lists: list[Span]) -> Labels:
    """All accepted labels in text order, linked into a tree, and notes on what was odd in the
    numbering.

    Behind each of the `boundaries` (signatures, annexes) numbering begins anew; numbers in `lists`
    (of attachments) label no clause.
    """
    unbroken = _is_unbroken(stream)
    candidates = [c for c in _candidates(stream, unbroken) if not within(c.begin, lists)]
    known = {c.begin for c in candidates}
    run_in = [c for c in _run_in(stream, known) if not within(c.begin, lists)]
    waiting: dict[tuple[str, int], list[Candidate]] = {}
    for candidate in run_in:
        waiting.setdefault((candidate.form, candidate.number), []).append(candidate)
    promoted: set[int] = set()
    walk = Walk(stream, boundaries)
    for _ in range(_ROUNDS):
        line_begins = {c.begin for c in candidates}
        walk = Walk(stream, boundaries)
        walk.read(
            sorted(
                [*candidates, *(c for c in run_in if c.begin not in line_begins)],
                key=lambda c: c.begin,
            )
        )
        found = [
            hit
            for gap in walk.gaps
            if (hit := _between(waiting, *gap)) and hit.begin not in promoted
        ]
        if not found:
            break
        for hit in found:
            promoted.add(hit.begin)
            candidates.append(replace(hit, strong=True, clean=True))
        candidates.sort(key=lambda c: c.begin)
    notes = [
        *walk.notes,
        *(
            (place, f"{stream.text[place : place + 20]}: a label that runs in behind a sentence")
            for place in sorted(promoted)
        ),
    ]
    return Labels(walk.nodes, sorted(notes), walk.ignored, unbroken)


def _between(
    waiting: dict[tuple[str, int], list[Candidate]], form: str, number: int, low: int, high: int
) -> Candidate | None:
    """The first label of this form and number that runs in between two places."""
    places = waiting.get((form, number), [])
    at = bisect_right(places, low, key=lambda c: c.begin)
    return places[at] if at < len(places) and places[at].begin < high else None


def within(position: int, spans: list[Span]) -> bool:
    """Whether a position lies in one of the disjoint, ascending spans."""
    number = bisect_right(spans, position, key=lambda span: span[0]) - 1
    return number >= 0 and position < spans[number][1]


def marked_nodes(stream: Stream) -> tuple[list[Node], int]:
    """The tree that marks set by hand span, and where they say that the document ends.

    A section holds the clauses marked behind it; a printed label is read where there is one.
    """
    nodes: list[Node] = []
    section: Node | None = None
    tops = 0
    end = next((position for what, position in stream.marks if what == "end"), len(stream.text))
    for what, begin in stream.marks:
        if what == "end" or begin >= end:
            continue
        hit = ANY_FORM.match(stream.text, begin)
        parent = section if what == "clause" else None
        number = len(parent.children) + 1 if parent else tops + 1
        node = Node(what, number, begin, hit.end() if hit else begin, parent=parent)
        if parent:
            parent.children.append(node)
        else:
            tops += 1
        section = node if what == "section" else section
        nodes.append(node)
    return nodes, end


def _is_unbroken(stream: Stream) -> bool:
    """Whether a text is printed without line breaks, so that labels stand within its lines."""
    return len(stream.starts) < _FEW_LINES or (
        sum(bool(_UPPER.match(stream.text, start)) for start in stream.starts)
        < 3
        <= len(_INLINE.findall(stream.text))
    )


def _candidates(stream: Stream, unbroken: bool) -> Iterator[Candidate]:
    """Every place at which a line (of a text without breaks: a sentence) begins with what looks
    like a label.
    """
    text = stream.text
    seen = -1
    starts = set(stream.starts)
    for begin in _places(stream, unbroken):
        if begin < seen or stream.in_table(begin):
            continue
        if begin in starts and text.find("专栏", begin, begin + 3) >= 0:
            hit = BOX.match(text, begin, min(stream.line_end(begin), begin + 48))
            if hit and stream.line_end(begin) - begin <= 44:
                yield Candidate("专栏", number_of(hit[1]) if hit[1] else 0, begin, hit.end())
                seen = hit.end()
                continue
        label = read_label(text, begin)
        if label is None or (
            unbroken
            and (label[0] in {"一是", "一要"} or (label[0] in RARE and begin not in starts))
        ):
            continue
        form, number, upper, after = label
        yield Candidate(
            form, number, begin, after, upper, clean=begin not in starts or _is_clean(stream, begin)
        )
        seen = after


def _is_clean(stream: Stream, begin: int) -> bool:
    """Whether what stands before a line has ended: a stop, a blank line, an indent, or a short
    line such as a heading.
    """
    text = stream.text
    if begin == 0 or text[begin - 1] in _ENDS:
        return True
    if text[begin - 1] in "，、第和及与或（(":
        return False
    at = stream.passage.at
    between = stream.source.text[at[begin - 1] + 1 : at[begin]]
    if between.count("\n") > 1 or re.search("\u3000\u3000| {3,}|\t", between):
        return (
            not stream.wrapped
            or between.count("\n") > 1
            or begin - stream.line_begin(begin - 1) < 0.7 * stream.margin
        )
    return begin - stream.line_begin(begin - 1) <= (
        max(0.6 * stream.margin, 12) if stream.wrapped else 36
    )


def _run_in(stream: Stream, known: set[int]) -> list[Candidate]:
    """Labels within a line: they count only where they fill a gap, or go on behind the end of a
    sentence.
    """
    out = []
    seen = -1
    for hit in _RUN_IN.finditer(stream.text):
        begin = hit.start()
        if begin in known or begin < seen or begin == 0 or stream.in_table(begin):
            continue
        if label := read_label(stream.text, begin):
            form, number, upper, after = label
            if form in UPPER and not is_reference(stream.text, form, after):
                out.append(Candidate(form, number, begin, after, upper, clean=False, strong=False))
                seen = after
    return out


def _places(stream: Stream, unbroken: bool) -> list[int]:
    """Line beginnings; in a text printed without line breaks every sentence beginning, too."""
    places = set(stream.starts)
    if unbroken:
        places |= {hit.end() for hit in _SENTENCE_END.finditer(stream.text)}
        # a section heading printed without a stop runs straight into its first item
        places |= {hit.start() for hit in re.finditer(rf"[（(][{HAN}]{{1,3}}[）)]", stream.text)}
    return sorted(places)
