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

from compare.structure.grid import Grid
from compare.structure.grids import find_grids
from compare.structure.markdown import is_markdown, markdown_spans
from compare.structure.marks import read_marks
from compare.text.passage import Passage, Source, Span

_PAGE_MARK = re.compile(
    r"[-—–－‐~·\s]*(?:第\s*)?(?:\d{1,3}|[IVXivx]{1,5})(?:\s*[页頁])?"
    r"(?:\s*[/／共]\s*\d{1,3}\s*[页頁]?)?[-—–－‐~·\s]*"
)
_DOTS = re.compile(r"[.．…·]{4}")
_FILL = re.compile(r"[\s.．…·]+")
_SENTENCE = re.compile("[。；：]")
_NO_LABEL = re.compile(r"[^一二三四五六七八九十（(第\d]")
_CONTENTS_TITLE = re.compile(r"目\s*[录錄次]")
_HEADING_LINE = re.compile(
    r"第[一二三四五六七八九十百\d]+[編编章节節条條]|[一二三四五六七八九十]+、"
    r"|[（(][一二三四五六七八九十]+[）)]|\d{1,2}(?:[.．]\d{1,2})*[.．、\s]"
)
_MARKS = re.compile(r"^#{1,6}\s+")  # a heading as Markdown marks it
# A table of contents that the print set in one line: chapter after chapter, nothing between.
_CHAPTERS = re.compile(
    r"(?:#{1,6}\s+)?(?:第[一二三四五六七八九十百\d]+[編编章节節]\s*[^，。；：第]{1,30}){3,}"
)
# A line that says who is in charge may stand under every item; it is no running head.
_NAMES_BODIES = re.compile(
    r"^[（(［〔\[【]?\S{0,6}(?:单位|部门|主体|时限|时间|分工)[：:]"
    r"|(?:负责|牵头|配合|落实|参与)(?:落实|实施)?[）)］〕\]】。；]*$"
)
_TERMINAL = tuple("。！？；：:;!?)）]］〕】”’》﹞")


@dataclass(frozen=True)
class Stream:
    """The cleaned text of a file and the positions in it at which a printed line begins
    (ascending).

    `marks` are parts marked by hand, as (what, position); where there are any, nothing else counts.
    `grids` are the tables of the file, with offsets in the file as received.
    """

    source: Source
    passage: Passage
    starts: tuple[int, ...]
    wrapped: bool
    marks: tuple[tuple[str, int], ...] = ()
    grids: tuple[Grid, ...] = ()

    @property
    def text(self) -> str:
        return self.passage.text

    @cached_property
    def all_lines(self) -> list[Span]:
        """Every printed line, as spans of the stream; computed once."""
        return self.lines(0, len(self.text))

    @cached_property
    def starts_set(self) -> frozenset[int]:
        """`starts`, to look a position up."""
        return frozenset(self.starts)

    @cached_property
    def width(self) -> float:
        """Median length of the printed lines, in characters."""
        return median([b - a for a, b in self.all_lines] or [0])

    @cached_property
    def widest(self) -> int:
        """Length of the longest printed line; at least 20, below which no line is called long."""
        return max(20, *(b - a for a, b in self.all_lines)) if self.text else 20

    @cached_property
    def margin(self) -> float:
        """Length of a full line: three quarters of the lines that hold a sentence are no longer."""
        lengths = sorted(b - a for a, b in self.all_lines if b - a >= 15)
        return lengths[len(lengths) * 3 // 4] if lengths else 0

    @cached_property
    def tables(self) -> list[Span]:
        """Where the tables stand in the stream, ascending."""
        return [span for grid in self.grids if (span := self.placed(grid.span))[0] < span[1]]

    def placed(self, span: Span) -> Span:
        """Positions in the stream of a span of the file."""
        return bisect_left(self.passage.at, span[0]), bisect_left(self.passage.at, span[1])

    def in_table(self, position: int) -> bool:
        """Whether the character at `position` stands in a table."""
        number = bisect_right(self.tables, (position, len(self.text) + 1)) - 1
        return number >= 0 and position < self.tables[number][1]

    def gap(self, position: int) -> int:
        """How many characters that print nothing stand before `position` in the file."""
        at = self.passage.at
        return at[position] - at[position - 1] - 1 if 0 < position < len(at) else 0

    def line_end(self, position: int) -> int:
        """Position at which the printed line holding `position` ends (exclusive)."""
        after = bisect_left(self.starts, position + 1)
        return self.starts[after] if after < len(self.starts) else len(self.text)

    def line_begin(self, position: int) -> int:
        """Position at which the printed line holding `position` begins."""
        before = bisect_right(self.starts, position) - 1
        return self.starts[before] if before >= 0 else 0

    def lines(self, begin: int, end: int) -> list[Span]:
        """Printed lines between two positions, as spans of the stream."""
        inner = self.starts[bisect_right(self.starts, begin) : bisect_left(self.starts, end)]
        return [(a, b) for a, b in pairwise([begin, *inner, end]) if b > a]

    def paragraphs(self, begin: int, end: int) -> list[Span]:
        """Printed lines joined where a paragraph was only wrapped or cut by a page."""
        out: list[Span] = []
        last_begin = begin
        for a, b in self.lines(begin, end):
            if out:
                last_line = a - last_begin
                open_end = self.text[a - 1] not in _TERMINAL
                full = self.wrapped and last_line >= 0.85 * self.width
                if full or (open_end and (self.wrapped or last_line > 40)):
                    out[-1] = (out[-1][0], b)
                    last_begin = a
                    continue
            out.append((a, b))
            last_begin = a
        return out


@dataclass(frozen=True)
class Furniture:
    """A span of the file that is not text, and why."""

    span: Span
    what: str


def read_stream(doc_id: str, text: str) -> tuple[Stream, list[Furniture]]:
    """Clean a file as received: find tables and furniture, drop white space, note where lines
    begin.
    """
    marks, unknown = read_marks(text)
    lines = _raw_lines(text)
    grids = [] if marks else find_grids(text, lines)
    furniture = [Furniture(mark.span, "mark set by hand") for mark in marks]
    furniture += [Furniture(span, "unknown mark") for span in unknown]
    taken = sorted(item.span for item in furniture)
    furniture += [
        item for item in _furniture(text, lines, grids) if not _overlaps(item.span, taken)
    ]
    source = Source(doc_id, text, tuple(item.span for item in furniture))
    passage = source.passage()
    skipped = {item.span[0] for item in furniture if item.what != "markup"}
    starts, ends = [], []
    for begin, end in lines:
        position = bisect_left(passage.at, begin)
        if begin in skipped or position >= len(passage.at) or passage.at[position] >= end:
            continue
        starts.append(position)
        ends.append(passage.text[bisect_left(passage.at, end) - 1])
    lengths = [b - a for a, b in pairwise([*starts, len(passage.text)])]
    long_lines = [(n, last) for n, last in zip(lengths, ends, strict=True) if n >= 15]
    open_lines = sum(last not in _TERMINAL for _, last in long_lines)
    wrapped = (
        len(long_lines) >= 8 and open_lines > 0.5 * len(long_lines)
        and median(n for n, _ in long_lines) < 60
    )  # fmt: skip
    placed = tuple((mark.what, bisect_left(passage.at, mark.span[1])) for mark in marks)
    return Stream(source, passage, tuple(starts), wrapped, placed, tuple(grids)), furniture


def _overlaps(span: Span, taken: list[Span]) -> bool:
    """Whether `span` shares a character with one of the disjoint, ascending spans `taken`."""
    number = bisect_left(taken, (span[1], 0)) - 1
    return number >= 0 and span[0] < taken[number][1]


def _raw_lines(text: str) -> list[Span]:
    """Every line of the raw text as (begin, end) without its newline, blank ones left out."""
    out, begin = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            out.append((begin, begin + len(line.rstrip("\r\n"))))
        begin += len(line)
    return out


def _is_contents_line(line: str) -> bool:
    """Whether a line is an entry of a table of contents (dots, then the number of a page), or all
    of one: three chapters and more in a line.
    """
    body = line.rstrip()
    if _CHAPTERS.fullmatch(body):
        return True
    number = len(body) - len(body.rstrip("0123456789０１２３４５６７８９"))
    return 1 <= number <= 3 and bool(_DOTS.fullmatch(body[:-number].rstrip()[-4:]))


def _contents(stripped: list[str]) -> set[int]:
    """Numbers of the lines of a table of contents: a run of headings that all stand again below."""
    stripped = [_MARKS.sub("", line) for line in stripped]
    key = {line: _FILL.sub("", line).rstrip("0123456789") for line in dict.fromkeys(stripped)}
    keys = [key[line] for line in stripped]
    last = {key: number for number, key in enumerate(keys)}
    out: set[int] = set()
    run: list[int] = []
    in_run: set[str] = set()
    for number, line in enumerate([*stripped, ""]):
        heading = 0 < len(line) <= 45 and not _SENTENCE.search(line)
        again = heading and keys[number] in in_run
        if heading and not again:
            run.append(number)
            in_run.add(keys[number])
            continue
        labelled = [n for n in run if _HEADING_LINE.match(stripped[n])]
        repeated = [n for n in labelled if last[keys[n]] > run[-1]]
        if len(labelled) >= 4 and len(repeated) >= 0.6 * len(labelled):
            first, final = repeated[0], repeated[-1]
            out |= {
                n for n in run
                if first <= n <= final or _CONTENTS_TITLE.fullmatch(stripped[n])
                or (n > final and stripped[n].startswith("附"))
            }  # fmt: skip
        run = [number] if again else []
        in_run = {keys[n] for n in run}
    return out


def _furniture(text: str, lines: list[Span], grids: list[Grid]) -> list[Furniture]:
    stripped = [text[a:b].strip() for a, b in lines]
    tables = [grid.span for grid in grids]
    contents = _contents(stripped)
    times = Counter(stripped)
    running = {
        line
        for line, n in times.items()
        if n >= 4 and len(line) < 40 and not line.endswith(("。", "；"))
    }
    marked = is_markdown(stripped)
    # Odd texts are long for repeating a line: each is looked at once.
    page_marks = {
        line
        for line in times
        if _PAGE_MARK.fullmatch(line) and any(c.isdigit() or c in "IVXivx" for c in line)
    }
    entries = {line for line in times if _is_contents_line(line)}
    out = []
    for number, ((begin, end), line) in enumerate(zip(lines, stripped, strict=True)):
        if _overlaps((begin, end), tables):
            # a row number is no page number, a body that stands in every row no running head
            continue
        if line in page_marks:
            out.append(Furniture((begin, end), "page mark"))
        elif number in contents or line in entries:
            out.append(Furniture((begin, end), "line of a table of contents"))
        elif (
            number
            and line == stripped[number - 1]
            and 1 < len(line) < 60
            and not _NAMES_BODIES.search(line)
        ):
            out.append(Furniture((begin, end), "line printed twice"))
        elif line in running and _NO_LABEL.match(line) and not _NAMES_BODIES.search(line):
            out.append(Furniture((begin, end), "running head"))
        else:
            out += [
                Furniture(span, "markup") for span in markdown_spans(text, begin, end, whole=marked)
            ]
    return out
