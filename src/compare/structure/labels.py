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
from dataclasses import dataclass, field, replace

from compare.structure.label_forms import (
    BOX,
    FORMS,
    HAN,
    RANK,
    RARE,
    UPPER,
    Candidate,
    is_reference,
    number_of,
    read_label,
)  # fmt: skip
from compare.structure.lines import Stream
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
_FARTHEST = 30  # items that may be missing before one whose label is believed
_ROUNDS = 4  # of looking for labels that run in: each may show the next


@dataclass(eq=False)
class Node:
    """One numbered item: where its label stands in the stream, and its children.

    `boxes` are the boxes (专栏) that follow it: they belong to it and are no parts of it.
    """

    form: str
    number: int
    begin: int
    after: int
    end: int = 0
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    boxes: list[Node] = field(default_factory=list)
    prefix: str = ""
    name: str = ""
    dropped: bool = False

    def path(self, text: str) -> str:
        """Labels from the top down, e.g. ``二/（三）/1``."""
        label = self.name or text[self.begin : self.after] or str(self.number)
        bracketed = self.form in {"（一）", "（1）"}
        own = (
            label.replace("(", "（").replace(")", "）")
            if bracketed
            else label.strip("、.．，【】〔〕[]［］（）()" if self.form == "专栏" else "、.．，")
        )
        return f"{self.parent.path(text)}/{own}" if self.parent else own

    def chain(self) -> Iterator[Node]:
        """The node, its parent, and so on up."""
        node: Node | None = self
        while node:
            yield node
            node = node.parent


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
    walk = _Walk(stream, boundaries)
    for _ in range(_ROUNDS):
        line_begins = {c.begin for c in candidates}
        walk = _Walk(stream, boundaries)
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


class _Walk:
    """One walk over the candidates: which continue a numbering, and which numbers are missing
    where.
    """

    def __init__(self, stream: Stream, boundaries: list[int]) -> None:
        self.stream = stream
        self.boundaries = boundaries
        self.nodes: list[Node] = []
        self.notes: list[tuple[int, str]] = []
        self.ignored: list[int] = []
        self.gaps: list[tuple[str, int, int, int]] = []
        self.stack: list[Node] = []
        self.last: dict[str, int] = {}
        self.listed: dict[str, int] = {}  # where a list of this form last began within a sentence

    def read(self, candidates: list[Candidate]) -> None:
        following = _following(candidates, self.boundaries)
        for candidate, after in zip(candidates, following, strict=True):
            self._one(candidate, after)

    def _one(self, candidate: Candidate, following: int) -> None:
        """`following` is the number of the next clean candidate of the form; 0 where there is
        none.
        """
        begin = candidate.begin
        if self.stack and bisect_right(self.boundaries, begin) > bisect_right(
            self.boundaries, self.stack[-1].begin
        ):
            self.stack, self.last = [], {}
        if candidate.form == "专栏":
            self._box(candidate)
            return
        if candidate.form == "（a）":
            candidate = self._letter(candidate)
        if candidate.form in {*RARE, "一是", "一要"} and candidate.number == 1 and following != 2:
            return
        depth = self._depth(candidate)
        form, number, text = candidate.form, candidate.number, self.stream.text
        reference = is_reference(text, form, candidate.after) and not (
            candidate.clean and candidate.after < len(text) and self.stream.gap(candidate.after)
        )
        if not candidate.strong:
            if number == 1:
                self.listed[form] = begin
            if (
                depth is None
                or number != self.stack[depth].number + 1
                or reference
                or form not in UPPER
            ):
                return
            listed = self.listed.get(form, -1) > self.stack[depth].begin
            if not _opens_an_item(self.stream, candidate, listed=listed):
                return
        if reference and not (
            form not in RANK
            and candidate.clean
            and depth is not None
            and number == self.stack[depth].number + 1
        ):
            self._ignore(candidate, "names another item")
            return
        note = (
            self._opens(candidate, following)
            if depth is None
            else self._continues(candidate, depth, following)
        )
        if note is None:
            return
        if depth is not None:
            self.stack = self.stack[:depth]
        parent = self.stack[-1] if self.stack else None
        node = Node(form, number, begin, candidate.after, parent=parent, prefix=candidate.upper)
        if note:
            self.notes.append((begin, f"{text[begin : begin + 20]}: {note}"))
        if parent:
            parent.children.append(node)
        self.stack.append(node)
        self.nodes.append(node)
        self.last[form] = number

    def _box(self, candidate: Candidate) -> None:
        depth = next((d for d, node in enumerate(self.stack) if node.form == "专栏"), None)
        self.stack = self.stack if depth is None else self.stack[:depth]
        parent = self.stack[-1] if self.stack else None
        node = Node("专栏", candidate.number, candidate.begin, candidate.after, parent=parent)
        if parent:
            parent.boxes.append(node)
        self.stack.append(node)
        self.nodes.append(node)

    def _letter(self, candidate: Candidate) -> Candidate:
        """(i) is the ninth letter behind (h), else the Roman one."""
        if candidate.number != 9 or any(
            node.form == "（a）" and node.number == 8 for node in self.stack
        ):
            return candidate
        return replace(candidate, form="（i）", number=1)

    def _depth(self, candidate: Candidate) -> int | None:
        """Place of the open item of this form; inside a box that of the box, unless only the one
        outside goes on.
        """
        places = [d for d, node in enumerate(self.stack) if node.form == candidate.form]
        box = next((d for d, node in enumerate(self.stack) if node.form == "专栏"), None)
        if box is None or not places:
            return places[-1] if places else None
        inside = [d for d in places if d > box]
        outside = [d for d in places if d < box]
        goes_on = [d for d in outside if candidate.number == self.stack[d].number + 1]
        if inside:
            here = self.stack[inside[-1]]
            if goes_on and (
                candidate.number != here.number + 1
                or self._indent(candidate.begin) != self._indent(here.begin)
            ):
                return goes_on[-1]
            return inside[-1]
        if candidate.number == 1 and candidate.form not in RANK:
            return None
        return outside[-1]

    def _indent(self, position: int) -> int:
        return self.stream.gap(position)

    def _opens(self, candidate: Candidate, following: int) -> str | None:
        """A form that is not open here: the note to make, None where it is no label."""
        form, number = candidate.form, candidate.number
        expected = self.last.get(form, 0) + 1
        if number not in (1, expected):
            low = self.stack[-1].after if self.stack else -1
            if candidate.clean:
                self._miss(
                    form,
                    1 if number <= _FARTHEST and not self.last.get(form) else expected,
                    number,
                    low,
                    candidate.begin,
                )
            rising = number > expected > 1
            if form not in UPPER or not self._set_apart(candidate):
                self._ignore(candidate, "does not continue a numbering")
                return None
            if (
                not candidate.clean
                or number > expected + _FARTHEST
                or not (following == number + 1 or rising or number == 2)
            ):
                self._ignore(candidate, "does not continue a numbering")
                return None
        if form in RANK:
            rank = RANK[form]
            holds = (
                {"一、", "（一）"} if rank == 3 and number in (1, expected) else set()
            )  # 一、关于合同 may head articles
            self.stack = [
                node for node in self.stack if RANK.get(node.form, 9) < rank or node.form in holds
            ]
        elif number != 1 and form in UPPER and not any(node.form == "专栏" for node in self.stack):
            order = ["壹、", "一、", "（一）", "1.", "（1）", "①"]
            if form in order:
                lower = order[order.index(form) + 1 :]
                while self.stack and self.stack[-1].form in lower:
                    self.stack.pop()
        if number not in (1, expected):
            return "numbers before it are missing"
        return ""

    def _continues(self, candidate: Candidate, depth: int, following: int) -> str | None:
        """A form that is open: the note to make, None where it is no label."""
        form, number, here = candidate.form, candidate.number, self.stack[depth]
        step = number - here.number
        new_prefix = form.startswith("1.1") and candidate.upper != here.prefix
        if new_prefix:
            step = 1 if number == 1 else 99
        if step == 1:
            return ""
        if number == 1:
            above = self.stack[depth - 1] if depth else None
            if above is not None and candidate.strong and above.form != "专栏":
                self._miss(
                    above.form,
                    above.number + 1,
                    above.number + 2,
                    self.stack[-1].after,
                    candidate.begin,
                )
            return "numbering starts again: a heading above is lost"
        if step == 0:
            return (
                ""
                if _is_inserted(self.stream.text[candidate.begin : candidate.after])
                else "number printed twice"
            )
        if step > 1 and not new_prefix:
            if candidate.clean or step == 2:
                self._miss(form, here.number + 1, number, here.after, candidate.begin)
            if step == 2:
                return "a number is missing before"
            if (
                candidate.clean
                and self._set_apart(candidate)
                and step <= _FARTHEST
                and not here.number < following < number
            ):
                return f"{step - 1} numbers are missing before"
        elif new_prefix and candidate.clean:
            return "numbers before it are missing"
        elif (
            step < 0
            and candidate.clean
            and form in UPPER
            and self._set_apart(candidate)
            and following in (number + 1, here.number + 1)
        ):
            return f"number goes back behind {here.number}"
        self._ignore(candidate, f"follows number {here.number}")
        return None

    def _set_apart(self, candidate: Candidate) -> bool:
        """Whether an article out of order is one: a blank or bracket stands behind its label, as
        it does not in a reference.
        """
        after, text = candidate.after, self.stream.text
        return (
            candidate.form != "条"
            or after >= len(text)
            or self.stream.gap(after) > 0
            or text[after] in "【（(〔["
        )

    def _miss(self, form: str, first: int, stop: int, low: int, high: int) -> None:
        for number in range(first, min(stop, first + _FARTHEST)):
            self.gaps.append((form, number, low, high))

    def _ignore(self, candidate: Candidate, why: str) -> None:
        begin, text = candidate.begin, self.stream.text
        if candidate.form in UPPER:
            self.ignored.append(begin)
        self.notes.append(
            (
                begin,
                (
                    f"{text[begin : candidate.after]!r} looks like a label but {why}: "
                    f"{text[begin : begin + 20]}"
                ),
            )
        )


def _is_inserted(label: str) -> bool:
    """第十二条之一: put in between two articles by an amendment."""
    return bool(re.search(r"[条條][之的]|[-－—]\d", label))


def _following(candidates: list[Candidate], boundaries: list[int]) -> list[int]:
    """Number of the next clean candidate of the same form before the next boundary; 0 where there
    is none.
    """
    seen: dict[str, tuple[int, int]] = {}
    out = [0] * len(candidates)
    for index in range(len(candidates) - 1, -1, -1):
        candidate = candidates[index]
        part = bisect_right(boundaries, candidate.begin)
        number, where = seen.get(candidate.form, (0, part))
        out[index] = number if where == part else 0
        if candidate.clean and candidate.strong:
            seen[candidate.form] = (candidate.number, part)
    return out


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
        hit = next(
            (hit for _, pattern in FORMS if (hit := pattern.match(stream.text, begin))), None
        )
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


def _opens_an_item(stream: Stream, candidate: Candidate, *, listed: bool) -> bool:
    """Whether a label within a line stands behind the end of a sentence and opens an item of its
    own.

    Behind a semicolon it does so unless a list that began within the item (`listed`) may be going
    on.
    """
    text, begin, after = stream.text, candidate.begin, candidate.after
    if candidate.form in RANK:
        return text[begin - 1] in "。！？" and stream.gap(begin) > 0 and stream.gap(after) > 0
    if not (
        text[begin - 1] in "。！？"
        or (
            text[begin - 1] in "；）)】”"
            and (
                candidate.form == "一、"
                or stream.gap(begin)
                or (text[begin - 1] == "；" and not listed)
            )
        )
    ):
        return False
    return bool(re.compile("[一-鿿“《]").match(text, after))


def _places(stream: Stream, unbroken: bool) -> list[int]:
    """Line beginnings; in a text printed without line breaks every sentence beginning, too."""
    places = set(stream.starts)
    if unbroken:
        places |= {hit.end() for hit in _SENTENCE_END.finditer(stream.text)}
        # a section heading printed without a stop runs straight into its first item
        places |= {hit.start() for hit in re.finditer(rf"[（(][{HAN}]{{1,3}}[）)]", stream.text)}
    return sorted(places)
