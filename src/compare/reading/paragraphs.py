"""Printed lines joined to paragraphs by where they begin and end."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

_LATIN = re.compile(r"[A-Za-z0-9]")
# A line that opens like a numbered item starts a paragraph, wherever it stands.
_LABEL = re.compile(r"\s*(?:第[一二三四五六七八九十百零〇\d]+[章节条编]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d{1,2}[.．、](?!\d)|[①-⑳]|附件)")


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line; `left` and `right` are where its ink begins and ends, `size` is its height (all in points)."""

    text: str
    left: float
    right: float
    size: float


def join_lines(pages: list[list[Line]]) -> tuple[list[str], int]:
    """Join the lines of all pages to paragraphs; return them and the number of breaks removed.

    A line continues the one before if that one ran to the right margin (within one and a half characters),
    this one begins at the left margin, is of about the same
    size, and does not open with a label. The margins are those that most lines share.
    """
    lines = [line for page in pages for line in page]
    left, right = _margin([line.left for line in lines]), _margin([line.right for line in lines])
    paragraphs: list[str] = []
    joined = 0
    before: Line | None = None
    for line in lines:
        if before is not None and _continues(before, line, left, right):
            last = paragraphs[-1]
            blank = " " if _LATIN.match(last[-1:]) and _LATIN.match(line.text.lstrip()[:1]) and last[-1:].isalpha() and line.text.lstrip()[:1].isalpha() else ""
            paragraphs[-1] = last + blank + line.text.lstrip()
            joined += 1
        else:
            paragraphs.append(line.text.strip())
        before = line
    return paragraphs, joined


def _continues(before: Line, line: Line, left: float, right: float) -> bool:
    em = max(before.size, 1.0)
    full = before.right >= right - 1.5 * em
    flush = abs(line.left - left) <= 0.8 * em
    alike = abs(line.size - before.size) <= 0.35 * em or len(line.text) <= 2
    return full and flush and alike and not _LABEL.match(line.text)


def _margin(values: list[float]) -> float:
    """The value that most lines share, to within two points."""
    if not values:
        return 0.0
    (place, _), *_ = sorted(Counter(round(value / 4) for value in values).items(), key=lambda pair: (-pair[1], pair[0]))
    near = [value for value in values if abs(value / 4 - place) <= 1]
    return sum(near) / len(near)
