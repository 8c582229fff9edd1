"""Codebooks: what a study calls its themes, its policy instruments, its steps of obligation.

A codebook says for each code what it means, what belongs to it and what does not, and which cues
announce it in a text. It belongs to the study (or, for the ladder of directive strength, to the
package); the code that applies it knows none of its subjects.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compare.base.patterns import compile_pattern
from compare.content.codebook import LARGEST, PLACES, Code, Codebook, Cue, Settings
from compare.errors import CodebookError

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
