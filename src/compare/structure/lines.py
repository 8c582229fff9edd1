"""Lines of a file as received: which are page furniture, and where the text's own lines begin.

The rest of the parser works on one cleaned stream of characters (`Stream`), in which wraps, page
marks and doubled headings no longer exist, and knows only at which characters a printed line began.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from compare.structure.marks import read_marks
from compare.text.passage import Passage, Source, Span

_PAGE_MARK = re.compile(r"[-—–－‐~·\s]*(?:第\s*)?(?:\d{1,3}|[IVXivx]{1,5})(?:\s*[页頁])?(?:\s*[/／共]\s*\d{1,3}\s*[页頁]?)?[-—–－‐~·\s]*")
_CONTENTS_LINE = re.compile(r".*[.．…·]{4,}\s*\d{1,3}\s*")
_CONTENTS_TITLE = re.compile(r"目\s*[录錄次]")
_HEADING_LINE = re.compile(r"第[一二三四五六七八九十百\d]+[编編章节節条條]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d{1,2}(?:[.．]\d{1,2})*[.．、\s]")
_MARKUP = re.compile(r"[ \t\u3000]*(?:#{1,6}[ \t]+|<!--.*?-->|\*\*)")
# A line that says who is in charge may stand under every item; it is no running head.
_NAMES_BODIES = re.compile(r"^[（(［〔\[【]?\S{0,6}(?:单位|部门|主体|时限|时间|分工)[：:]|(?:负责|牵头|配合|落实|参与)(?:落实|实施)?[）)］〕\]】。；]*$")
_TERMINAL = tuple("。！？；：:;!?)）]］〕】”’》﹞")


@dataclass(frozen=True)
class Stream:
    """The cleaned text of a file and the positions in it at which a printed line begins (ascending).

    `marks` are parts marked by hand, as (what, position); where there are any, nothing else counts.
    """

    source: Source
    passage: Passage
    starts: tuple[int, ...]
    wrapped: bool
    marks: tuple[tuple[str, int], ...] = ()

    @property
    def text(self) -> str:
        return self.passage.text

    @cached_property
    def width(self) -> float:
        """Median length of the printed lines, in characters."""
        return median([b - a for a, b in self.lines(0, len(self.text))] or [0])

    @cached_property
    def margin(self) -> float:
        """Length of a full printed line: three quarters of the lines that hold a sentence are no longer."""
        lengths = sorted(b - a for a, b in self.lines(0, len(self.text)) if b - a >= 15)
        return lengths[len(lengths) * 3 // 4] if lengths else 0

    def line_end(self, position: int) -> int:
        """Position at which the printed line holding `position` ends (exclusive)."""
        after = bisect_left(self.starts, position + 1)
        return self.starts[after] if after < len(self.starts) else len(self.text)

    def lines(self, begin: int, end: int) -> list[Span]:
        """Printed lines between two positions, as spans of the stream."""
        cuts = [begin, *self.starts[bisect_right(self.starts, begin) : bisect_left(self.starts, end)], end]
        return [(a, b) for a, b in pairwise(cuts) if b > a]

    def paragraphs(self, begin: int, end: int) -> list[Span]:
        """Printed lines joined where a paragraph was only wrapped or cut by a page."""
        out: list[Span] = []
        for a, b in self.lines(begin, end):
            if out:
                before = self.text[out[-1][0] : out[-1][1]]
                last_line = a - max(out[-1][0], self.starts[bisect_left(self.starts, a) - 1])
                open_end = not before.endswith(_TERMINAL)
                full = self.wrapped and last_line >= 0.85 * self.width
                if full or (open_end and (self.wrapped or last_line > 40)):
                    out[-1] = (out[-1][0], b)
                    continue
            out.append((a, b))
        return out


@dataclass(frozen=True)
class Furniture:
    """A span of the file that is not text, and why."""

    span: Span
    what: str


def read_stream(doc_id: str, text: str) -> tuple[Stream, list[Furniture]]:
    """Clean a file as received: find furniture, drop white space, convert the script, note where lines begin."""
    marks, unknown = read_marks(text)
    furniture = [Furniture(mark.span, "mark set by hand") for mark in marks]
    furniture += [Furniture(span, "unknown mark") for span in unknown]
    furniture += [item for item in _furniture(text) if not any(a < item.span[1] and item.span[0] < b for a, b in (f.span for f in furniture))]
    source = Source(doc_id, text, tuple(item.span for item in furniture))
    passage = source.passage()
    skipped = {item.span[0] for item in furniture if item.what != "markup"}
    starts, ends = [], []
    for begin, end in _raw_lines(text):
        position = bisect_left(passage.at, begin)
        if begin in skipped or position >= len(passage.at) or passage.at[position] >= end:
            continue
        starts.append(position)
        ends.append(passage.text[bisect_left(passage.at, end) - 1])
    lengths = [b - a for a, b in zip(starts, [*starts[1:], len(passage.text)], strict=False)]
    long_lines = [(length, last) for length, last in zip(lengths, ends, strict=True) if length >= 15]
    open_lines = sum(last not in _TERMINAL for _, last in long_lines)
    wrapped = len(long_lines) >= 8 and open_lines > 0.5 * len(long_lines) and median(n for n, _ in long_lines) < 60
    placed = tuple((mark.what, bisect_left(passage.at, mark.span[1])) for mark in marks)
    return Stream(source, passage, tuple(starts), wrapped, placed), furniture


def _raw_lines(text: str) -> list[Span]:
    """Every line of the raw text as (begin, end) without its newline, blank ones left out."""
    out, begin = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            out.append((begin, begin + len(line.rstrip("\r\n"))))
        begin += len(line)
    return out


def _contents(stripped: list[str]) -> set[int]:
    """Numbers of the lines of a table of contents: a run of headings that all stand again further down."""
    keys = [re.sub(r"[\s.．…·]+|\d{1,3}\s*$", "", line) for line in stripped]
    last = {key: number for number, key in enumerate(keys)}
    out: set[int] = set()
    run: list[int] = []
    for number, line in enumerate([*stripped, ""]):
        heading = 0 < len(line) <= 45 and not re.search("[。；：]", line)
        again = heading and any(keys[n] == keys[number] for n in run)
        if heading and not again:
            run.append(number)
            continue
        labelled = [n for n in run if _HEADING_LINE.match(stripped[n])]
        repeated = [n for n in labelled if last[keys[n]] > run[-1]]
        if len(labelled) >= 4 and len(repeated) >= 0.6 * len(labelled):
            first, final = repeated[0], repeated[-1]
            out |= {n for n in run if first <= n <= final or _CONTENTS_TITLE.fullmatch(stripped[n]) or (n > final and stripped[n].startswith("附"))}
        run = [number] if again else []
    return out


def _furniture(text: str) -> list[Furniture]:
    lines = _raw_lines(text)
    stripped = [text[a:b].strip() for a, b in lines]
    contents = _contents(stripped)
    running = {line for line, n in Counter(stripped).items() if n >= 4 and len(line) < 40 and not line.endswith(("。", "；"))}
    out = []
    for number, ((begin, end), line) in enumerate(zip(lines, stripped, strict=True)):
        if _PAGE_MARK.fullmatch(line) and any(c.isdigit() or c in "IVXivx" for c in line):
            out.append(Furniture((begin, end), "page mark"))
        elif number in contents or _CONTENTS_LINE.fullmatch(line):
            out.append(Furniture((begin, end), "line of a table of contents"))
        elif number and line == stripped[number - 1] and 1 < len(line) < 60 and not _NAMES_BODIES.search(line):
            out.append(Furniture((begin, end), "line printed twice"))
        elif line in running and re.match(r"[^一二三四五六七八九十（(第\d]", line) and not _NAMES_BODIES.search(line):
            out.append(Furniture((begin, end), "running head"))
        elif markup := _MARKUP.match(text, begin, end):
            out.append(Furniture((begin, markup.end()), "markup"))
    return out
