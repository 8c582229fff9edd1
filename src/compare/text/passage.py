"""A passage of a file, cleaned for analysis, that never forgets where each character stands.

Every analysis works on `Passage.text` and reports places through `Passage.cut`, so a number in a
figure leads back to the characters of the file as received.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from compare.text.script import simplify

Span = tuple[int, int]

# What prints nothing and would split words or break an export: control characters, marks without
# width
# or with a direction only, variation selectors.
_INVISIBLE = frozenset(
    [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))]
    + list("\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e")
    + [
        chr(code)
        for code in (*range(0x2060, 0x2070), *range(0xFE00, 0xFE10), 0xFEFF, 0xFFFE, 0xFFFF)
    ]
)
_LATIN = re.compile("[A-Za-z]")
_PLAIN = re.compile(
    rf"[^&\s{re.escape(''.join(sorted(_INVISIBLE)))}]+"
)  # characters that are taken over as they stand
# Residue of web pages that stands for one character; it is read as that character.
_ENTITIES = {
    "quot": "”", "amp": "&", "lt": "<", "gt": ">", "ldquo": "“", "rdquo": "”", "middot": "·",
    "mdash": "—", "hellip": "…",
}  # fmt: skip
_ENTITY = re.compile(f"&({'|'.join(_ENTITIES)});")


@dataclass(frozen=True, slots=True)
class Passage:
    """Three parallel sequences of the same length.

    Attributes
    ----------
    text : str
        Simplified script, white space and line breaks removed (one blank is kept between two Latin
        words).
    raw : str
        The same characters as printed.
    at : tuple of int
        Offset of each character in the file as received (0-based).
    """

    text: str
    raw: str
    at: tuple[int, ...]

    def cut(self, begin: int, end: int) -> Span:
        """Offsets in the file of ``text[begin:end]``, end exclusive; the slice must not be
        empty.
        """
        return self.at[begin], self.at[end - 1] + 1

    def part(self, begin: int, end: int | None = None) -> Passage:
        """The passage restricted to ``text[begin:end]``."""
        return Passage(self.text[begin:end], self.raw[begin:end], self.at[begin:end])


@dataclass(frozen=True)
class Source:
    """A text as received, and the spans of it that are page furniture (page marks, doubled
    headings).
    """

    doc_id: str
    text: str
    skip: tuple[Span, ...] = ()
    simplified: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "simplified", simplify(self.text))
        object.__setattr__(self, "skip", tuple(sorted(self.skip)))

    def passage(
        self, begin: int = 0, end: int | None = None, *, without: Iterable[Span] = ()
    ) -> Passage:
        """Clean the characters from `begin` to `end`, leaving out furniture and the spans in
        `without`.
        """
        end = len(self.text) if end is None else end
        near = self.skip[
            max(bisect_left(self.skip, (begin,)) - 1, 0) : bisect_left(self.skip, (end,))
        ]
        kept = _kept(begin, end, [*near, *without])
        if len(kept) == 1 and (plain := _PLAIN.fullmatch(self.text, *kept[0])):
            return Passage(self.simplified[slice(*kept[0])], plain[0], tuple(range(*kept[0])))
        text: list[str] = []
        raw: list[str] = []
        at: list[int] = []
        for start, stop in kept:
            position = start
            while position < stop:
                if plain := _PLAIN.match(self.text, position, stop):
                    text.append(self.simplified[position : plain.end()])
                    raw.append(plain[0])
                    at.extend(range(position, plain.end()))
                    position = plain.end()
                    continue
                character = self.text[position]
                if character == "&" and (entity := _ENTITY.match(self.text, position, stop)):
                    text.append(_ENTITIES[entity[1]])
                    raw.append(_ENTITIES[entity[1]])
                    at.append(position)
                    position = entity.end()
                    continue
                if not (character.isspace() or character in _INVISIBLE):
                    text.append(self.simplified[position])
                    raw.append(character)
                    at.append(position)
                elif (
                    text
                    and text[-1][-1].isascii()
                    and text[-1][-1].isalpha()
                    and _LATIN.match(self.text, position + 1)
                ):
                    text.append(" ")
                    raw.append(" ")
                    at.append(position)
                position += 1
        return Passage("".join(text), "".join(raw), tuple(at))


def _kept(begin: int, end: int, holes: list[Span]) -> list[Span]:
    """What is left of ``[begin, end)`` when the holes are cut out."""
    out = []
    for start, stop in sorted(holes):
        if stop <= begin or start >= end:
            continue
        if start > begin:
            out.append((begin, start))
        begin = max(begin, stop)
    return [*out, (begin, end)] if begin < end else out
