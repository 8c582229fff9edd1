"""Text as other programs get it, and the way from their positions to those of the file as received.

Programs disagree on whether a line end of two characters counts once or twice, so none is
exported: the text goes out with ``\\n`` and without a byte-order mark. The standard counts Unicode
code points; programs that count UTF-16 units shift by one after every character beyond the basic
plane, hence `utf16`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

_LINE_END = re.compile(r"\r\n|\r|\u2028|\u2029|\x85")


@dataclass(frozen=True)
class Exported:
    """A text on its way out.

    Attributes
    ----------
    text : str
        What the other program gets.
    at : tuple of int
        For each of its characters the offset in the file as received, and the file's end as last
        entry.
    """

    text: str
    at: tuple[int, ...]

    def outward(self, offset: int) -> int:
        """Position in `text` of an offset in the file; one inside a line end of two characters
        stands at its start.
        """
        place = bisect_left(self.at, offset)
        if place < len(self.at) and self.at[place] == offset:
            return place
        return max(place - 1, 0)

    def inward(self, position: int) -> int:
        """Offset in the file of a position in `text`."""
        return self.at[min(max(position, 0), len(self.at) - 1)]


def exported(received: str) -> Exported:
    """The text of a file as other programs get it."""
    text, at, position = [], [], 1 if received.startswith("\ufeff") else 0
    for found in _LINE_END.finditer(received, position):
        text.append(received[position : found.start()] + "\n")
        at += [*range(position, found.start()), found.start()]
        position = found.end()
    text.append(received[position:])
    at += [*range(position, len(received)), len(received)]
    return Exported("".join(text), tuple(at))


@dataclass(frozen=True)
class Returned:
    """Positions of a text that came back → positions in the text that went out."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """The span in the text that went out; positions beyond the text are drawn to its end."""
        last = len(self.starts) - 1
        return self.starts[min(max(begin, 0), last)], self.ends[min(max(end, 0), last)]


def returned(sent: str, back: str) -> Returned | None:
    """How positions in `back` lead to `sent`; None where the two differ in more than white space.

    Equal texts give equal positions. Where a program changed line ends or blanks, the n-th
    character that is no white space in the one is the n-th in the other: begins go to that
    character, ends behind it.
    """
    if sent == back:
        same = tuple(range(len(back) + 1))
        return Returned(same, same)
    sent_at = [place for place, character in enumerate(sent) if not _white(character)]
    seen = 0
    starts, ends = [], []
    for character in [*back, ""]:
        starts.append(sent_at[seen] if seen < len(sent_at) else len(sent))
        ends.append(sent_at[seen - 1] + 1 if seen else 0)
        if character and not _white(character):
            if seen >= len(sent_at) or sent[sent_at[seen]] != character:
                return None
            seen += 1
    return Returned(tuple(starts), tuple(ends)) if seen == len(sent_at) else None


def first_difference(sent: str, back: str) -> int:
    """Position in `back` of the first character, white space aside, that `sent` has not."""
    rest = (character for character in sent if not _white(character))
    for place, character in enumerate(back):
        if not _white(character) and next(rest, None) != character:
            return place
    return len(back)


def to_utf16(text: str, position: int) -> int:
    """A position counted in code points, counted in UTF-16 units."""
    return position + sum(ord(character) > 0xFFFF for character in text[:position])


def from_utf16(text: str, position: int) -> int:
    """A position counted in UTF-16 units, counted in code points; one inside a pair stands before
    it.
    """
    units = 0
    for place, character in enumerate(text):
        units += 2 if ord(character) > 0xFFFF else 1
        if units > position:
            return place
    return len(text)


def _white(character: str) -> bool:
    return character.isspace() or character == "\ufeff"
