"""What a codebook is: codes with cues, and how they are weighed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import regex

from compare.base.literals import literals_of

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
    needed : tuple of str
        Runs of characters of which one stands wherever the pattern matches (`literals_of`).
    """

    pattern: regex.Pattern[str]
    weight: float
    where: str = "any"
    needed: tuple[str, ...] = field(init=False, default=(), compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "needed", literals_of(self.pattern.pattern) or ("",))


@dataclass(frozen=True, slots=True)
class Code:
    """One code: its names, what it means, and its cues."""

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
    """A versioned list of codes with the settings to apply them.

    `looked_for` has, for each place, by the first two characters of what a cue needs, the cues
    that are looked for there, each with the number of its code and its own.
    """

    title: str
    version: str
    codes: tuple[Code, ...]
    settings: Settings = Settings()
    note: str = ""
    looked_for: Mapping[str, Mapping[str, list[tuple[int, int, Cue]]]] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )

    def __post_init__(self) -> None:
        for place in ("section", "heading", "text"):
            index: dict[str, list[tuple[int, int, Cue]]] = {}
            for code, entry in enumerate(self.codes):
                for number, cue in enumerate(entry.cues):
                    if cue.where == place or (cue.where == "any" and place != "section"):
                        for begins in dict.fromkeys(run[:2] for run in cue.needed):
                            index.setdefault(begins, []).append((code, number, cue))
            self.looked_for[place] = index  # type: ignore[index]

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
