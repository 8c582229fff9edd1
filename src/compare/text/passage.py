"""A passage of a file, cleaned for analysis, that never forgets where each character stands.

Every analysis works on `Passage.text` and reports places through `Passage.cut`, so a number in a
figure leads back to the characters of the file as received.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from compare.text.script import simplify

Span = tuple[int, int]

_WHITE = re.compile(r"[\s\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_LATIN = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Passage:
    """Three parallel sequences of the same length.

    Attributes
    ----------
    text : str
        Simplified script, white space and line breaks removed (one blank is kept between two Latin words).
    raw : str
        The same characters as printed.
    at : tuple of int
        Offset of each character in the file as received (0-based).
    """

    text: str
    raw: str
    at: tuple[int, ...]

    def cut(self, begin: int, end: int) -> Span:
        """Offsets in the file of ``text[begin:end]``, end exclusive; the slice must not be empty."""
        return self.at[begin], self.at[end - 1] + 1

    def part(self, begin: int, end: int | None = None) -> Passage:
        """The passage restricted to ``text[begin:end]``."""
        return Passage(self.text[begin:end], self.raw[begin:end], self.at[begin:end])


@dataclass(frozen=True)
class Source:
    """A text as received, and the spans of it that are page furniture (page marks, doubled headings)."""

    doc_id: str
    text: str
    skip: tuple[Span, ...] = ()
    simplified: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "simplified", simplify(self.text))

    def passage(self, begin: int = 0, end: int | None = None, *, without: Iterable[Span] = ()) -> Passage:
        """Clean the characters from `begin` to `end`, leaving out furniture and the spans in `without`."""
        end = len(self.text) if end is None else end
        holes = sorted([*self.skip, *without])
        starts = [hole[0] for hole in holes]
        text, raw, at = [], [], []
        position = begin
        while position < end:
            hole = bisect_right(starts, position) - 1
            if hole >= 0 and position < holes[hole][1]:
                position = holes[hole][1]
                continue
            character = self.text[position]
            if not _WHITE.match(character):
                text.append(self.simplified[position])
                raw.append(character)
                at.append(position)
            elif text and _LATIN.match(text[-1]) and _LATIN.match(self.text[position + 1 : position + 2]):
                text.append(" ")
                raw.append(" ")
                at.append(position)
            position += 1
        return Passage("".join(text), "".join(raw), tuple(at))
