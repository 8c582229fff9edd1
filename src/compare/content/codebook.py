"""What a codebook is: codes with cues, and how they are weighed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import regex

LARGEST = 1_000_000
"""No weight or setting of a codebook comes near it."""
PLACES = ("any", "heading", "text", "section")


@dataclass(frozen=True, slots=True)
class Cue:
    """One pattern that announces a code.

    Attributes
    ----------
    pattern : regex.Pattern
        Regular expression, matched on simplified text without white space.
    weight : float
        Evidence of one match. Negative = evidence against the code. Zero = these characters look
        like a cue of the code and are none: they are passed over.
    where : {"any", "heading", "text", "section"}
        Part of the clause it is looked for in; ``any`` is heading and body, ``section`` the
        heading above.
    needed : str
        Characters without which the pattern cannot match (`literal_of`).
    """

    pattern: regex.Pattern[str]
    weight: float
    where: str = "any"
    needed: str = field(init=False, default="", compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "needed", literal_of(self.pattern.pattern))


_BESIDE = re.compile(r"\(\?<?[=!][^()]*\)")  # what must or must not stand beside a match
# What may match one thing or another; a class may hold ] as its first character.
_OPEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?:\?:)?[^()]*\)")
_FLAGS = re.compile(r"\(\?[aiLmsux-]")
_QUANTIFIED = re.compile(r"[^?*{](?=[?*{])")


def literal_of(pattern: str) -> str:
    """A run of characters without which a pattern cannot match; empty where none is certain.

    Looking for it first is several times as fast as the pattern, and most cues are in most clauses
    not there.

    Examples
    --------
    >>> literal_of("信用(?:体系|信息)建设"), literal_of("减税|降费"), literal_of("不得?收费")
    ('信用', '', '收费')
    """
    if _FLAGS.search(pattern):
        return ""
    rest = _OPEN.sub("\n", _BESIDE.sub("\n", pattern))
    if any(mark in rest for mark in "|()[]\\"):
        return ""
    parts = re.split(r"[\n?*+{}.^$]", _QUANTIFIED.sub("\n", rest))
    return max((part for part in parts if not part.isascii()), key=len, default="")


@dataclass(frozen=True, slots=True)
class Code:
    """One code: its names, what it means, and its cues.

    `looked_for` has, for each place, the cues that are looked for there with their numbers and the
    first two characters of what they need.
    """

    id: str
    zh: str
    en: str
    definition: str
    includes: str = ""
    excludes: str = ""
    example: str = ""
    parent: str = ""
    kinds: Mapping[str, float] = field(default_factory=dict)
    themes: Mapping[str, float] = field(default_factory=dict)
    cues: tuple[Cue, ...] = ()
    looked_for: Mapping[str, tuple[tuple[int, Cue, str], ...]] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )

    def __post_init__(self) -> None:
        for place in ("section", "heading", "text"):
            self.looked_for[place] = tuple(  # type: ignore[index]
                (number, cue, cue.needed[:2])
                for number, cue in enumerate(self.cues)
                if cue.where == place or (cue.where == "any" and place != "section")
            )

    def name(self, lang: str = "zh") -> str:
        """Name of the code in ``"zh"`` or ``"en"``."""
        return self.en if lang == "en" else self.zh


@dataclass(frozen=True, slots=True)
class Settings:
    """How the evidence of the cues becomes codes.

    Attributes
    ----------
    heading : float
        A cue in the heading counts this many times one in the body.
    shared : float
        The same where several clauses of a document stand under one heading, which then says less
        of each.
    lead : float
        A cue in the first sentence of a body without a heading of its own counts this many times
        another.
    section : float
        A cue of place ``section`` counts this many times one in the body.
    repeat : float in [0, 1]
        Weight of each further match of the same cue: the k-th counts ``repeat ** (k - 1)``.
    floor : float
        A code with less evidence is not given.
    enough : float
        Evidence above this adds no certainty: both sides of the next comparison are capped at it,
        so that a long list of cues for one code does not hide the sentence about another.
    cut : float in [0, 1]
        A code is given when its evidence reaches this share of the strongest code's.
    most : int
        At most so many codes a clause.
    """

    heading: float = 3.0
    shared: float = 1.0
    lead: float = 1.5
    section: float = 1.0
    repeat: float = 0.5
    floor: float = 1.0
    enough: float = 12.0
    cut: float = 0.5
    most: int = 3


@dataclass(frozen=True, slots=True)
class Codebook:
    """A versioned list of codes with the settings to apply them."""

    title: str
    version: str
    codes: tuple[Code, ...]
    settings: Settings = Settings()
    note: str = ""

    def __getitem__(self, code: str) -> Code:
        for entry in self.codes:
            if entry.id == code:
                return entry
        raise KeyError(code)

    def __contains__(self, code: object) -> bool:
        return any(entry.id == code for entry in self.codes)

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the codes, in the order of the codebook."""
        return tuple(code.id for code in self.codes)

    def names(self, lang: str = "zh") -> dict[str, str]:
        """Map each code to its name in ``"zh"`` or ``"en"``."""
        return {code.id: code.name(lang) for code in self.codes}
