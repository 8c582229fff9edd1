"""Two clauses beside each other with their shared wording marked: HTML for people, plain text for
comparing.

Shared passages carry the same number on both sides, so that a reader can follow moved sentences.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

import pandas as pd

from compare.base.width import display_width
from compare.text.passage import Passage

Piece = tuple[
    str, int
]  # a stretch of text, and the number of the shared passage it is; 0 = not shared
_COLOURS = ("#cfe3f5", "#fbe2b5", "#cdebd8", "#f3d3e3", "#dcd6f0", "#e4e4e4")


@dataclass(frozen=True)
class SideBySide:
    """A marked pair; shows itself as HTML in a notebook and as plain text in print."""

    a: str
    b: str
    heading_a: str
    heading_b: str
    pieces_a: tuple[Piece, ...]
    pieces_b: tuple[Piece, ...]

    def text(self, width: int = 40) -> str:
        """Two columns of `width` terminal columns each; passage 2 is printed as ``{2|…}`` on both
        sides.
        """
        left = _wrap(f"{self.a} {self.heading_a}", width) + _wrap(_plain(self.pieces_a), width)
        right = _wrap(f"{self.b} {self.heading_b}", width) + _wrap(_plain(self.pieces_b), width)
        rows = max(len(left), len(right))
        left += [""] * (rows - len(left))
        right += [""] * (rows - len(right))
        lines = [
            f"{one}{' ' * (width - display_width(one))} | {other}".rstrip()
            for one, other in zip(left, right, strict=True)
        ]
        return "\n".join(lines)

    def html(self) -> str:
        """A table of two cells; every shared passage is a ``<mark>`` with its number."""
        cells = "".join(
            (
                f"<td "
                f'style="width:50%;vertical-align:top;text-align:left;white-space:normal;line-height:1.7">{_html(pieces)}</td>'
            )
            for pieces in (self.pieces_a, self.pieces_b)
        )
        heads = "".join(
            f'<th scope="col" style="text-align:left">{escape(name)} {escape(heading)}</th>'
            for name, heading in ((self.a, self.heading_a), (self.b, self.heading_b))
        )
        return (
            f'<table lang="zh-Hans" '
            f'style="table-layout:fixed;width:100%"><tr>{heads}</tr><tr>{cells}</tr></table>'
        )

    def __repr__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        return self.html()


def side_by_side(
    a: str, b: str, clauses: pd.DataFrame, passages: Mapping[str, Passage], spans: pd.DataFrame
) -> SideBySide:
    """Mark the wording that two clauses share.

    Parameters
    ----------
    a, b : str
        Clause ids, in either order.
    clauses, spans : DataFrame
        Tables of `compare.schema`.
    passages : mapping of clause_id to Passage
        Bodies of the clauses.

    Returns
    -------
    SideBySide
        Passages are numbered from 1 in the order of `a`.

    Raises
    ------
    KeyError
        If a clause is not in `clauses`.
    """
    heading = dict(zip(clauses["clause_id"], clauses["heading"], strict=True))
    for clause in (a, b):
        if clause not in heading:
            raise KeyError(
                f"no clause {clause!r}; ids look like {next(iter(heading), 'name-01')!r}."
            )
    same = spans[(spans["a"] == a) & (spans["b"] == b)]
    first, second = ("a", "b")
    if same.empty:
        same = spans[(spans["a"] == b) & (spans["b"] == a)]
        first, second = ("b", "a")
    same = same.sort_values(f"{first}_begin")
    numbers = range(1, len(same) + 1)
    marked_a = [
        (begin, end, k)
        for begin, end, k in zip(same[f"{first}_begin"], same[f"{first}_end"], numbers, strict=True)
    ]
    marked_b = [
        (begin, end, k)
        for begin, end, k in zip(
            same[f"{second}_begin"], same[f"{second}_end"], numbers, strict=True
        )
    ]
    return SideBySide(
        a,
        b,
        heading[a],
        heading[b],
        _pieces(passages[a], marked_a),
        _pieces(passages[b], sorted(marked_b)),
    )


def _pieces(passage: Passage, marks: list[tuple[int, int, int]]) -> tuple[Piece, ...]:
    """Cut a body at the marked places; offsets are those of the file."""
    pieces: list[Piece] = []
    done = 0
    for begin, end, number in marks:
        first, last = bisect_left(passage.at, begin), bisect_left(passage.at, end)
        pieces += [(passage.text[done:first], 0), (passage.text[first:last], number)]
        done = last
    pieces.append((passage.text[done:], 0))
    return tuple(piece for piece in pieces if piece[0])


def _plain(pieces: tuple[Piece, ...]) -> str:
    return "".join(f"{{{number}|{text}}}" if number else text for text, number in pieces)


def _html(pieces: tuple[Piece, ...]) -> str:
    return "".join(
        (
            f'<mark style="background:{_COLOURS[(number - 1) % len(_COLOURS)]};color:#111" '
            f'title="{number}">{escape(text)}<sub>{number}</sub></mark>'
        )
        if number
        else escape(text)
        for text, number in pieces
    )


def _wrap(text: str, width: int) -> list[str]:
    lines, line, used = [], "", 0
    for character in text:
        wide = display_width(character)
        if used + wide > width:
            lines.append(line)
            line, used = "", 0
        line += character
        used += wide
    return [*lines, line] if line else lines
