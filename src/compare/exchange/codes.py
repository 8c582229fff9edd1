"""The code system of a study for programs of qualitative analysis: themes, instruments, strength,
bodies, adoption.
"""

from __future__ import annotations

import colorsys
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.schema import ADOPTED, INSTRUMENTS
from compare.trust.sheets import fields_of

if TYPE_CHECKING:
    import pandas as pd

    from compare.study.read import Study

_SPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "policy-compare")
_TITLES = {
    "theme": ("主题 Themes", "What a clause is about."),
    "instrument": (
        "政策工具 Instruments",
        "By which means a clause acts, after Rothwell and Zegveld.",
    ),
    "strength": ("约束力 Strength", "How strongly a clause directs."),
    "body": ("部门 Bodies", "Who is named as carrying a clause out: by function, then by name."),
    "adoption": ("采纳 Adoption", "Items of the templates, and what became of them in a clause."),
}
_HUES = {
    "theme": 0.58,
    "strength": 0.08,
    "body": 0.33,
}  # of 1, for kinds without colours in the figures
_PLAIN = "#7F7F7F"


@dataclass(frozen=True, slots=True)
class QdaCode:
    """One code; a code without `code` only groups those below it.

    Attributes
    ----------
    kind : str
        ``theme``, ``instrument``, ``tool``, ``strength``, ``body`` or ``adoption``.
    code : str
        Id within its kind; of adoption ``NUMBER#ITEM#LEVEL``.
    """

    kind: str
    code: str
    name: str
    description: str = ""
    color: str = _PLAIN
    below: tuple[QdaCode, ...] = ()
    group: str = ""

    @property
    def guid(self) -> str:
        """The same for the same code in every export, so that codings find their way back."""
        return guid(self.kind, self.code or f"group:{self.group}")

    def walk(self) -> Iterator[QdaCode]:
        """This code and all below it."""
        yield self
        for child in self.below:
            yield from child.walk()


def guid(*parts: str) -> str:
    """An identifier that depends on `parts` alone."""
    return str(uuid.uuid5(_SPACE, "\x1f".join(parts)))


def code_system(study: Study, tables: Mapping[str, pd.DataFrame]) -> tuple[QdaCode, ...]:
    """Every code of a study, grouped; a kind of which the study has nothing is left out."""
    fields = {field.name: field.codes for field in fields_of(study)}
    groups = [
        _group("theme", _themes(study, fields.get("theme", {}))),
        _group("instrument", _instruments(study, fields.get("instrument", {}))),
        _group("strength", _strengths(study, fields.get("strength", {}))),
        _group("body", _bodies(tables["agencies"])),
        _group("adoption", _items(tables["items"])),
    ]
    return tuple(group for group in groups if group.below)


def _group(kind: str, below: tuple[QdaCode, ...]) -> QdaCode:
    name, description = _TITLES[kind]
    return QdaCode(kind, "", name, description, below=below, group=kind)


def _themes(study: Study, meanings: Mapping[str, str]) -> tuple[QdaCode, ...]:
    if not meanings:
        return ()
    colors = _shades(_HUES["theme"], len(meanings), spread=1.0)
    names = study.codebooks["themes"].names("zh")
    return tuple(
        QdaCode("theme", code, f"{code} {names[code]}", meaning, color)
        for (code, meaning), color in zip(meanings.items(), colors, strict=True)
    )


def _instruments(study: Study, meanings: Mapping[str, str]) -> tuple[QdaCode, ...]:
    if not meanings:
        return ()
    from compare.figures.theme import INSTRUMENTS as MARKS

    tools = study.codebooks["instruments"].codes
    return tuple(
        QdaCode(
            "instrument",
            side,
            side,
            meanings.get(side, ""),
            MARKS[side].color,
            tuple(
                QdaCode("tool", tool.id, f"{tool.id} {tool.zh}", tool.definition, MARKS[side].color)
                for tool in tools
                if tool.parent == side
            ),
        )
        for side in INSTRUMENTS
    )


def _strengths(study: Study, meanings: Mapping[str, str]) -> tuple[QdaCode, ...]:
    names = study.ladder.names("zh")
    colors = _shades(_HUES["strength"], len(meanings), spread=0.0)
    return tuple(
        QdaCode("strength", code, f"{code} {names[code]}", meaning, color)
        for (code, meaning), color in zip(meanings.items(), colors, strict=True)
    )


def _bodies(agencies: pd.DataFrame) -> tuple[QdaCode, ...]:
    families = {
        str(family): tuple(sorted(set(rows["agency"])))
        for family, rows in agencies.groupby("family", sort=True)
    }
    colors = _shades(_HUES["body"], len(families), spread=1.0)
    return tuple(
        QdaCode(
            "body",
            "",
            family,
            "",
            color,
            tuple(QdaCode("body", name, name, "", color) for name in names),
            group=f"family:{family}",
        )
        for (family, names), color in zip(families.items(), colors, strict=True)
    )


def _items(items: pd.DataFrame) -> tuple[QdaCode, ...]:
    from compare.figures.theme import LEVELS

    out = []
    for number, rows in items.groupby("template", sort=False):
        of_template = []
        for row in rows.to_dict("records"):
            levels = [
                level
                for level in ADOPTED
                if (level == "taken_over") == (row["basis"] != "official_text")
            ]
            below = tuple(
                QdaCode(
                    "adoption",
                    adoption_code(number, row["item_no"], level),
                    f"{row['item_no']} {level}",
                    color=LEVELS[level].color,
                )
                for level in levels
            )
            of_template.append(
                QdaCode(
                    "adoption",
                    "",
                    f"{row['item_no']} {row['heading']}",
                    str(row["content"]),
                    below=below,
                    group=f"{number}#{row['item_no']}",
                )
            )
        out.append(
            QdaCode("adoption", "", str(number), "", below=tuple(of_template), group=str(number))
        )
    return tuple(out)


def adoption_code(template: object, item_no: object, level: str) -> str:
    """Id of the code that says: this clause carries that item over, at that level."""
    return f"{template}#{item_no}#{level}"


def _shades(hue: float, n: int, *, spread: float) -> list[str]:
    """Colours that differ: around the circle by the golden angle where `spread` is 1, by lightness
    where it is 0.
    """
    out = []
    for number in range(n):
        lightness = 0.45 + 0.1 * (number % 3) if spread else 0.25 + 0.5 * number / max(n - 1, 1)
        red, green, blue = colorsys.hls_to_rgb(
            (hue + spread * number * 0.381966) % 1.0, lightness, 0.6
        )
        out.append("#" + "".join(f"{round(255 * part):02X}" for part in (red, green, blue)))
    return out
