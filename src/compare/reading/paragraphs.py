"""Printed lines joined to paragraphs by where they begin and end."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_LATIN = re.compile(r"[A-Za-z]")
# A line that opens like a numbered item starts a paragraph, wherever it stands.
LABEL = re.compile(
    r"\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d{1,2}[.．、"
    r"](?!\d)|[①-⑳]|附件)"
)
# 第十条 opens an article, or is cited where a line happens to begin.
ARTICLE = re.compile(r"\s*第[一二三四五六七八九十百零〇\d]+[章节条编](\s|$)?")
_SENTENCE_END = "。；：;:！？”）"
_BOOK = 20  # lines on pages of each side
_ENOUGH = 0.05  # share of the lines that a margin must have


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line; lengths in points.

    Attributes
    ----------
    text : str
    left, right : float
        Where its first advance begins and its last one ends.
    size : float
        Size of its type.
    base : float
        Its baseline, upwards.
    head : float
        Width of what cannot be parted from its first character: a number, a word, a mark that
        follows.
    hang : float
        Where the text behind its label begins; `left` where it has none.
    column : hashable
        Lines of one column share margins.
    page : int
    """

    text: str
    left: float
    right: float
    size: float
    base: float = 0.0
    head: float = 0.0
    hang: float = 0.0
    column: Hashable = 0
    page: int = 0


@dataclass(frozen=True, slots=True)
class Margin:
    """Where the full lines of a column begin and end, and how far apart they are."""

    left: float
    right: float
    leading: float


def margins_of(lines: Iterable[Line]) -> dict[Hashable, Margin]:
    """The margins of each column: the outermost places at which more than a few lines begin and
    end.

    Left and right pages of a book may differ; they are told apart where both hold enough lines.
    """
    columns: dict[Hashable, list[Line]] = defaultdict(list)
    for line in lines:
        columns[line.column].append(line)
    out: dict[Hashable, Margin] = {}
    for column, members in columns.items():
        sides = [[line for line in members if line.page % 2 == side] for side in (0, 1)]
        few = min(map(len, sides)) < _BOOK
        for side in (0, 1):
            out[column, side] = _margin(members if few else sides[side])
    return out


def _margin(lines: list[Line]) -> Margin:
    enough = max(2, round(_ENOUGH * len(lines))) if len(lines) > 4 else 1
    gaps = [
        one.base - other.base
        for one, other in pairwise(lines)
        if one.page == other.page and 0 < one.base - other.base < 4 * one.size
    ]
    left = _outermost([-line.left for line in lines], enough)
    right = _outermost([line.right for line in lines], enough)
    return Margin(-left, right, median(gaps) if gaps else 0.0)


def _outermost(values: list[float], enough: int) -> float:
    """The largest value that `enough` values share, to within four points; the largest of all
    where none is.
    """
    places = Counter(round(value / 4) for value in values)
    for place in sorted(places, reverse=True):
        near = [value for value in values if abs(value / 4 - place) <= 0.75]
        if places[place] + max(places[place - 1], places[place + 1]) >= enough and near:
            return sum(near) / len(near)
    return max(values)


def join_lines(lines: Sequence[Line], margins: Mapping[Hashable, Margin]) -> list[str]:
    """Join consecutive lines to paragraphs.

    A line continues the one before if that one was full (what this one begins with would not have
    fitted there) and this one begins at the margin, below the line before it, or behind the label
    of the
    paragraph; it must be of about the same size, stand at the usual distance, and not open with a
    label.
    """
    paragraphs: list[str] = []
    printed: list[Line] = []  # the lines of the paragraph at hand
    for line in lines:
        if printed and _continues(printed, line, margins):
            last, more = paragraphs[-1], line.text.lstrip()
            paragraphs[-1] = (
                last + (" " if _LATIN.match(last[-1:]) and _LATIN.match(more) else "") + more
            )
            printed.append(line)
        else:
            paragraphs.append(line.text.strip())
            printed = [line]
    return paragraphs


def _continues(printed: list[Line], line: Line, margins: Mapping[Hashable, Margin]) -> bool:
    first, before = printed[0], printed[-1]
    there, here = margins[before.column, before.page % 2], margins[line.column, line.page % 2]
    em = max(before.size, 1.0)
    if before.right + max(line.head, line.size) <= there.right - 0.5 * em:
        return False
    if abs(line.size - before.size) > 0.35 * em and len(line.text) > 2:
        return False
    together = line.page == before.page and line.column == before.column
    if together and here.leading and before.base - line.base > 1.7 * max(here.leading, em):
        return False
    if LABEL.match(line.text):
        return False
    article = ARTICLE.match(line.text)
    if article and (article[1] is not None or before.text[-1:] in _SENTENCE_END):
        return False
    place = line.left - here.left
    if abs(place) <= 0.8 * em:
        return True
    if len(printed) > 1:
        return abs(place - (before.left - there.left)) <= 0.8 * em
    return first.hang > first.left and abs(place - (first.hang - there.left)) <= 0.5 * em
