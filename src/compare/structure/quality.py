"""How well was a text read? Shares, ignored labels, and doubts, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from compare.structure.grid import Grid
from compare.structure.header import Header
from compare.structure.lines import Stream
from compare.text.passage import Span
from compare.text.suspicious import suspicious_numbers

_IN_CLAUSES = {"label", "heading", "body", "attribution"}
_LITTLE = 0.4  # share of a text in clauses below which it was not understood
_MOST = 0.5  # share of a text in one clause above which several are likely to hide in it
_WORTH_A_LOOK = 800  # characters; the head of a short notice easily is half of it
_MANY_IGNORED = 3

# What each means: strings ``doubt.CODE``.
DOUBTS = (
    "labels_ignored", "one_clause_holds_most", "few_clauses", "little_in_clauses", "table_not_read",
    "numbers_suspicious", "characters_lost", "title_unknown", "issuer_unknown",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Doubt:
    """One doubt: a code of `DOUBTS`, and where it arises (0, 0: the whole text)."""

    code: str
    begin: int = 0
    end: int = 0
    found: str = ""

    def __str__(self) -> str:
        return f"{self.code}@{self.begin}" if self.end else self.code


@dataclass(frozen=True)
class Quality:
    """Shares (0–1) of the printed characters in clauses and tables; counts; doubts, first the
    gravest.
    """

    in_clauses: float = 0.0
    in_tables: float = 0.0
    ignored_labels: int = 0
    repairs: int = 0
    places: tuple[Doubt, ...] = ()

    @property
    def doubts(self) -> str:
        """Doubts as ``code`` or ``code@offset``, joined with ``;``; several of one code count at
        the first place.
        """
        first = {doubt.code: str(doubt) for doubt in reversed(self.places)}
        return ";".join(first[code] for code in dict.fromkeys(doubt.code for doubt in self.places))


def read_quality(
    stream: Stream,
    header: Header,
    rows: list[dict],
    parts: list[dict],
    ignored: list[int],
    repairs: int,
    grids: list[tuple[Grid, Span]],
) -> Quality:
    """Judge a parse.

    Parameters
    ----------
    rows, parts : list of dict
        Clauses, and the parts that tile the file.
    ignored : list of int
        Positions of the stream at which a line begins with a label that was not taken.
    """
    text, at = stream.source.text, stream.passage.at
    printed = max(len(at), 1)
    told = 0
    for part in parts:
        if part["part"] in _IN_CLAUSES:
            told += _printed(stream, part["begin"], part["end"])
    in_clauses = min(told / printed, 1.0)
    in_tables = min(sum(b - a for _, (a, b) in grids) / printed, 1.0)
    doubts = [
        Doubt("labels_ignored", at[place], at[place] + 1, stream.text[place : place + 20])
        for place in ignored
    ]
    longest = max(rows, key=lambda row: len(row["text"]), default=None)
    if (
        longest is not None
        and len(longest["text"]) > _MOST * printed
        and len(longest["text"]) > _WORTH_A_LOOK
    ):
        doubts.append(
            Doubt("one_clause_holds_most", longest["begin"], longest["end"], longest["clause_id"])
        )
    if in_clauses < _LITTLE and printed * (1 - in_clauses) > _WORTH_A_LOOK:
        doubts.append(Doubt("little_in_clauses"))
    if len(rows) < 3:
        doubts.append(Doubt("few_clauses"))
    doubts += [
        Doubt("table_not_read", *grid.span, text[grid.span[0] : grid.span[0] + 20].strip())
        for grid, _ in grids
        if not grid.sure
    ]
    if "�" in text:
        doubts.append(Doubt("characters_lost", text.index("�"), text.index("�") + 1, "�"))
    if not header.title:
        doubts.append(Doubt("title_unknown"))
    if not header.issuer:
        doubts.append(Doubt("issuer_unknown"))
    for row in rows:
        for begin, end in suspicious_numbers(text[row["begin"] : row["end"]]):
            doubts.append(
                Doubt(
                    "numbers_suspicious",
                    row["begin"] + begin,
                    row["begin"] + end,
                    re.sub(r"\s", "", text[row["begin"] + begin : row["begin"] + end]),
                )
            )
    return Quality(in_clauses, in_tables, len(ignored), repairs, tuple(doubts))


def _printed(stream: Stream, begin: int, end: int) -> int:
    """Characters between two places of the file that print something."""
    first, last = stream.placed((begin, end))
    return last - first
