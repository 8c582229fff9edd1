"""Codebooks: what a study calls its themes, its policy instruments, its steps of obligation.

A codebook says for each code what it means, what belongs to it and what does not, and which cues
announce it in a text. It belongs to the study (or, for the ladder of directive strength, to the
package); the code that applies it knows none of its subjects.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import regex

from compare.base.patterns import compile_pattern
from compare.errors import CodebookError

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


EMPTY = Codebook("no codebook", "0", ())
"""Codebook of a study that brings none: nothing is found with it."""

_CODEBOOK_KEYS = {"title", "version", "note", "settings", "codes"}
_CODE_KEYS = {
    "id", "zh", "en", "definition", "in", "out", "example", "parent", "kinds", "themes", "cues",
}  # fmt: skip
_CUE_KEYS = {"weight", "where", "match"}


def parse_codebook(data: Mapping[str, Any], *, where: str) -> Codebook:
    """Build a `Codebook` from the mapping a YAML file holds.

    Parameters
    ----------
    data : mapping
        Keys ``title``, ``version``, ``codes`` and optionally ``note`` and ``settings`` (names of
        `Settings`). A code has ``id``, ``zh``, ``en``, ``definition``, ``cues`` and optionally
        ``in``,
        ``out``, ``example``, ``parent`` (the code above it), ``kinds`` (evidence that the kind of
        the clause itself gives, such as ``implementation: 2``) and ``themes`` (evidence that its
        themes give). A cue has ``weight``, ``match`` (a regular
        expression or a list of them) and optionally ``where`` (one of `PLACES`).
    where : str
        Name of the file, for messages.

    Raises
    ------
    CodebookError
        If a key is missing, unknown or of the wrong type, an id stands twice, or a pattern is
        not of the documented form.
    """
    data = _mapping(data, where, _CODEBOOK_KEYS)
    entries = data.get("codes")
    if not isinstance(entries, list) or not entries:
        raise CodebookError(
            f"{where}: 'codes' must be a list with at least one code, found {entries!r}."
        )
    codes = tuple(
        _code(entry, f"{where}, code {number}") for number, entry in enumerate(entries, 1)
    )
    ids = [code.id for code in codes]
    doubled = sorted({code for code in ids if ids.count(code) > 1})
    if doubled:
        raise CodebookError(
            f"{where}: the codes {doubled} stand more than once; every id must be unique."
        )
    return Codebook(
        title=_text(data, "title", where),
        version=_text(data, "version", where),
        codes=codes,
        settings=_settings(data.get("settings") or {}, f"{where}, settings"),
        note=str(data.get("note") or ""),
    )


def _settings(data: Any, where: str) -> Settings:
    data = _mapping(data, where, set(Settings.__dataclass_fields__))
    values = {key: _number(value, f"{where}.{key}") for key, value in data.items()}
    if "most" in values:
        values["most"] = int(values["most"])
    settings = Settings(**values)  # type: ignore[arg-type]
    if not (
        0 <= settings.cut <= 1
        and 0 <= settings.repeat <= 1
        and settings.most >= 1
        and 0 < settings.floor <= settings.enough
    ):
        raise CodebookError(
            f"{where}: cut and repeat lie in [0, 1], most is at least 1, floor is above 0 "
            f"and at most enough; found {data}."
        )
    return settings


def _code(data: Any, where: str) -> Code:
    data = _mapping(data, where, _CODE_KEYS)
    identity = _text(data, "id", where)
    where = f"{where} ({identity})"
    if ";" in identity:
        raise CodebookError(f"{where}: an id must not hold ';', lists of codes are joined with it.")
    cues = data.get("cues") or []
    if not isinstance(cues, list):
        raise CodebookError(f"{where}: 'cues' must be a list, found {cues!r}.")
    kinds = _mapping(
        data.get("kinds") or {}, f"{where}, kinds", {"preamble", "measure", "implementation"}
    )
    return Code(
        id=identity,
        zh=_text(data, "zh", where),
        en=_text(data, "en", where),
        definition=_text(data, "definition", where),
        includes=str(data.get("in") or ""),
        excludes=str(data.get("out") or ""),
        example=str(data.get("example") or ""),
        parent=str(data.get("parent") or ""),
        kinds=_weights(kinds, f"{where}, kinds"),
        themes=_weights(_mapping(data.get("themes") or {}, f"{where}, themes"), f"{where}, themes"),
        cues=tuple(
            cue
            for number, entry in enumerate(cues, 1)
            for cue in _cues(entry, f"{where}, cue {number}")
        ),
    )


def _cues(data: Any, where: str) -> list[Cue]:
    data = _mapping(data, where, _CUE_KEYS)
    place = data.get("where", "any")
    if place not in PLACES:
        raise CodebookError(f"{where}: 'where' is {place!r}, expected one of {list(PLACES)}.")
    weight = _number(data.get("weight"), f"{where}.weight")
    patterns = data.get("match")
    patterns = [patterns] if isinstance(patterns, str) else patterns
    if not isinstance(patterns, list) or not patterns:
        raise CodebookError(
            f"{where}: 'match' must be a pattern or a list of patterns, found {patterns!r}."
        )
    return [Cue(compile_pattern(pattern, where), weight, place) for pattern in patterns]


def _weights(data: Mapping[str, Any], where: str) -> dict[str, float]:
    return {str(key): _number(value, f"{where}.{key}") for key, value in data.items()}


def _mapping(data: Any, where: str, allowed: set[str] | None = None) -> Mapping[str, Any]:
    if not isinstance(data, Mapping):
        raise CodebookError(f"{where}: expected keys and values, found {type(data).__name__}.")
    unknown = sorted(str(key) for key in data if allowed is not None and key not in allowed)
    if allowed is not None and unknown:
        raise CodebookError(f"{where}: unknown keys {unknown}; known are {sorted(allowed)}.")
    return data


def _text(data: Mapping[str, Any], key: str, where: str) -> str:
    value = data.get(key)
    if value is None or not str(value).strip():
        raise CodebookError(f"{where}: '{key}' is missing or empty.")
    return str(value).strip()


def _number(value: Any, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise CodebookError(f"{where}: expected a number, found {value!r:.60}.")
    if abs(value) > LARGEST:
        raise CodebookError(f"{where}: {value:g} is too large; weights lie below {LARGEST:,}.")
    return float(value)
