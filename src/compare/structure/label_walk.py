"""Which labels of a text number it: one walk over the candidates, by where each would hang."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from compare.structure.label_forms import (
    RANK,
    RARE,
    UPPER,
    Candidate,
    is_reference,
)  # fmt: skip
from compare.structure.lines import Stream
from compare.structure.node import Node
from compare.words.reasons import because

_QUOTED = 20  # characters of the text in a note
_FARTHEST = 30  # items that may be missing before one whose label is believed


class Walk:
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
            self._ignore(candidate, "label_other")
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
            self.notes.append((begin, note))
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
                self._ignore(candidate, "label_breaks")
                return None
            if (
                not candidate.clean
                or number > expected + _FARTHEST
                or not (following == number + 1 or rising or number == 2)
            ):
                self._ignore(candidate, "label_breaks")
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
            return self._odd(candidate, "numbering_before")
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
            return self._odd(candidate, "numbering_again")
        if step == 0:
            return (
                ""
                if _is_inserted(self.stream.text[candidate.begin : candidate.after])
                else self._odd(candidate, "numbering_twice")
            )
        if step > 1 and not new_prefix:
            if candidate.clean or step == 2:
                self._miss(form, here.number + 1, number, here.after, candidate.begin)
            if step == 2:
                return self._odd(candidate, "numbering_gap")
            if (
                candidate.clean
                and self._set_apart(candidate)
                and step <= _FARTHEST
                and not here.number < following < number
            ):
                return self._odd(candidate, "numbering_gaps", n=step - 1)
        elif new_prefix and candidate.clean:
            return self._odd(candidate, "numbering_before")
        elif (
            step < 0
            and candidate.clean
            and form in UPPER
            and self._set_apart(candidate)
            and following in (number + 1, here.number + 1)
        ):
            return self._odd(candidate, "numbering_back", number=here.number)
        self._ignore(candidate, "label_follows", number=here.number)
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

    def _odd(self, candidate: Candidate, key: str, **values: int) -> str:
        """What is odd about the number of a label that was taken."""
        begin = candidate.begin
        return because(key, printed=self.stream.text[begin : begin + _QUOTED], **values)

    def _ignore(self, candidate: Candidate, key: str, **values: int) -> None:
        begin, text = candidate.begin, self.stream.text
        if candidate.form in UPPER:
            self.ignored.append(begin)
        label, quoted = text[begin : candidate.after], text[begin : begin + _QUOTED]
        self.notes.append((begin, because(key, label=repr(label), printed=quoted, **values)))


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
