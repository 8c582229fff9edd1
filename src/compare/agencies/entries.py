"""What the registry knows of one body, and what a name was matched to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from compare.base.patterns import compile_pattern
from compare.errors import CodebookError
from compare.schema import LEVELS

COLUMNS = (
    "agency", "family", "family_en", "level", "aliases", "since", "until", "successor", "pattern",
    "note",
)  # fmt: skip


_YEAR = re.compile(r"\d{4}(?:-\d{2})?$")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the registry.

    Attributes
    ----------
    agency : str
        Canonical name, unique.
    family, family_en : str
        Function of the body, in Chinese (the code) and English (for figures).
    level : str
        Level the name itself tells (部 national, 厅 provincial, 分局 city); empty where the prefix
        tells it.
    aliases : tuple of str
        Other names and short forms; ``*`` stands for a place.
    since, until : str
        Years between which bodies of this name exist; empty = no bound known.
    successor : str
        Canonical name of the body that took the function over.
    pattern : str
        Regular expression for open classes of names (各县（市、区）人民政府); whole name.
    note : str
        The reform, or where the row comes from.
    """

    agency: str
    family: str
    family_en: str = ""
    level: str = ""
    aliases: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    successor: str = ""
    pattern: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """What the registry says of a name.

    Attributes
    ----------
    agency, family : str
        Canonical name; function, 其他 where unknown.
    level : str
        Empty where the name does not tell.
    known : bool
        Whether a row of the registry fits.
    repair : str
        ``printed→read`` where a misprint was assumed.
    generic : bool
        有关部门 and its like.
    place : str
        Level and place printed before the name.
    elided : bool
        A name of the registry without any level or place: it shares those of the body before it in
        a list.
    """

    agency: str
    family: str
    level: str
    known: bool
    repair: str = ""
    generic: bool = False
    place: str = ""
    elided: bool = False


def entry_of(row: Mapping[str, str], where: str) -> Entry:
    cells = {name: (row.get(name) or "").strip() for name in COLUMNS}
    if not cells["agency"] or not cells["family"]:
        raise CodebookError(
            f"{where}: agency and family must not be empty; found {cells['agency']!r}, "
            f"{cells['family']!r}."
        )
    if cells["level"] not in (*LEVELS, ""):
        raise CodebookError(
            f"{where}: level {cells['level']!r} is none of {list(LEVELS)}; leave it empty "
            f"where the prefix tells it."
        )
    for name in ("since", "until"):
        if cells[name] and not _YEAR.match(cells[name]):
            raise CodebookError(
                f"{where}: {name} {cells[name]!r} is no year (2018) or month (2018-03)."
            )
    if cells["pattern"]:
        compile_pattern(cells["pattern"], where, nested=True)
    aliases = tuple(
        part.strip() for part in cells["aliases"].replace("；", ";").split(";") if part.strip()
    )
    return Entry(**{**cells, "aliases": aliases})  # type: ignore[arg-type]


def cells_of(entry: Entry) -> dict[str, str]:
    return {
        name: ";".join(value) if isinstance(value := getattr(entry, name), tuple) else value
        for name in COLUMNS
    }


def with_aliases(entry: Entry, aliases: tuple[str, ...]) -> Entry:
    return replace(entry, aliases=aliases)
