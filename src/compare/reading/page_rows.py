"""Glyphs of a page as lines: gathered by baselines, parted at wide gaps, spelled with blanks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from compare.reading.paragraphs import LABEL, Line
from compare.reading.pdf_page import Glyph

_FOLLOWING = "，。；：、）》”’？！％%,.;:)]」』】〕"  # never begin a line
_OPENING = "（《“‘([「『【〔"  # never end one
_WORD = re.compile(r"[A-Za-z0-9.%+/-]")
_GAP = 1.8  # ems; a wider one inside a line parts cells, not words


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a line without a wide gap."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Row:
    glyphs: tuple[Glyph, ...]  # from left to right, blanks included
    base: float
    size: float

    @property
    def left(self) -> float:
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        return self.glyphs[-1].right


def rows_of(glyphs: Sequence[Glyph], blanks: Sequence[Glyph]) -> list[Row]:
    """Glyphs gathered to lines by their baselines, from top to bottom; raised and lowered ones
    stay with their line.
    """
    gathered: list[list[Glyph]] = []
    base = size = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: (-glyph.base, glyph.left)):
        if gathered and base - glyph.base <= 0.45 * max(size, glyph.size):
            gathered[-1].append(glyph)
            if glyph.size > size:
                base, size = glyph.base, glyph.size
        else:
            gathered.append([glyph])
            base, size = glyph.base, glyph.size
    rows = []
    spaces = sorted(blanks, key=lambda glyph: -glyph.base)
    place = 0
    for members in gathered:
        size = median(glyph.size for glyph in members)
        base = median(glyph.base for glyph in members)
        while place < len(spaces) and spaces[place].base > base + 0.45 * size:
            place += 1
        end = place
        while end < len(spaces) and spaces[end].base >= base - 0.45 * size:
            end += 1
        left = min(glyph.left for glyph in members)
        between = [glyph for glyph in spaces[place:end] if glyph.left > left]
        line = sorted([*members, *between], key=lambda glyph: (glyph.left, glyph.text.isspace()))
        while line[-1].text.isspace():
            line.pop()
        rows.append(Row(tuple(line), base, size))
    return rows


def parts_of(row: Row) -> list[Part]:
    """The stretches of a line between its wide gaps; letters that are spaced out evenly stay
    together.
    """
    ink = [glyph for glyph in row.glyphs if not glyph.text.isspace()]
    gaps = [max(other.left - one.right, 0.0) for one, other in pairwise(ink)]
    wide = max(_GAP * row.size, 2.5 * median(gaps) if gaps else 0.0)
    starts = [0, *(number for number, gap in enumerate(gaps, 1) if gap > wide), len(ink)]
    blanks = [glyph.left for glyph in row.glyphs if glyph.text.isspace()]
    out = []
    for begin, end in pairwise(starts):
        stretch = ink[begin:end]
        out.append(Part(spaced(stretch, blanks, row.size), stretch[0].left, stretch[-1].right))
    return out


def spaced(ink: Sequence[Glyph], blanks: Sequence[float], size: float) -> str:
    """The characters with a blank where the file has one, or where a gap shows one."""
    out: list[str] = []
    place = bisect_left(blanks, ink[0].left)
    for number, glyph in enumerate(ink):
        if number:
            before = ink[number - 1]
            while place < len(blanks) and blanks[place] < before.left:
                place += 1
            gap = glyph.left - before.right
            latin = (
                before.text.isascii()
                and glyph.text.isascii()
                and before.text.isalnum()
                and glyph.text.isalnum()
            )
            printed = place < len(blanks) and blanks[place] < glyph.left
            if printed or gap > (0.25 if latin else 0.8) * size:
                out.append(" ")
        out.append(glyph.text)
    return "".join(out)


def line_of(row: Row, column: object, page: int) -> Line:
    text = " ".join(part.text for part in parts_of(row))
    ink = [glyph for glyph in row.glyphs if not glyph.text.isspace()]
    label = LABEL.match(text)
    behind = len("".join(label[0].split())) if label else 0
    return Line(
        text, row.left, row.right, row.size, row.base, head_of(ink),
        ink[behind].left if 0 < behind < len(ink) else row.left, column, page,
    )  # fmt: skip


def head_of(ink: Sequence[Glyph]) -> float:
    """Width of what must stay together at the beginning of a line."""
    end = 1
    while end < len(ink) and (
        ink[end].text in _FOLLOWING
        or (_WORD.match(ink[end].text) and _WORD.match(ink[end - 1].text))
        or ink[end - 1].text in _OPENING
    ):
        end += 1
    return min(ink[end - 1].right - ink[0].left, 15 * ink[0].size)
