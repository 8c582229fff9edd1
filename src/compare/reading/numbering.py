"""The labels that Word generates: they are printed, but stand nowhere in the text of the file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from compare.reading.labels import counted, number_label

_PLACE = re.compile(r"%([1-9])")
_MAX_DEPTH = 20  # of styles based on styles; a longer chain is a loop


@dataclass(frozen=True, slots=True)
class _Level:
    style: str
    text: str
    start: int
    restart: int | None
    legal: bool
    paragraph_style: str


class Numbering:
    """Counts numbered paragraphs in document order and prints their labels.

    Follows ECMA-376 part 1, 17.9: counters belong to the abstract definition, so two lists made
    from it run on; an override of a start restarts it once; a level restarts when a higher one
    counts (``w:lvlRestart``
    says which); ``w:isLgl`` prints higher levels in digits.
    """

    def __init__(self, document: Any) -> None:
        self.printed = 0
        self._styles = {
            style.get(qn("w:styleId")): style
            for style in document.styles.element.findall(qn("w:style"))
        }
        self._default = next(
            (
                key
                for key, style in self._styles.items()
                if style.get(qn("w:default")) in {"1", "true"}
                and style.get(qn("w:type")) == "paragraph"
            ),
            None,
        )
        root = next(
            (
                rel.target_part.element
                for rel in document.part.rels.values()
                if rel.reltype.endswith("/numbering") and not rel.is_external
            ),
            None,
        )
        nums = [] if root is None else root.findall(qn("w:num"))
        abstracts = (
            {}
            if root is None
            else {a.get(qn("w:abstractNumId")): a for a in root.findall(qn("w:abstractNum"))}
        )
        self._abstract_of: dict[str, str] = {}
        self._overrides: dict[str, dict[int, int]] = {}
        self._levels: dict[str, dict[int, _Level]] = {}
        for num in nums:
            key, target = num.get(qn("w:numId")), num.find(qn("w:abstractNumId"))
            if target is None:
                continue
            abstract = self._linked(abstracts, nums, target.get(qn("w:val")))
            self._abstract_of[key] = abstract
            levels = (
                {_index(level): _level(level) for level in abstracts[abstract].findall(qn("w:lvl"))}
                if abstract in abstracts
                else {}
            )
            self._overrides[key] = {}
            for override in num.findall(qn("w:lvlOverride")):
                start, level = override.find(qn("w:startOverride")), override.find(qn("w:lvl"))
                if level is not None:
                    levels[_index(override)] = _level(level)
                if start is not None:
                    self._overrides[key][_index(override)] = _int(start, 1)
            self._levels[key] = levels
        self._counts: dict[str, dict[int, int]] = {}

    def label(self, paragraph: Any) -> str:
        """Count `paragraph` and return its label as printed, with a blank after ASCII; empty where
        it is not numbered.
        """
        num, depth = self._place(paragraph)
        levels = self._levels.get(num, {})
        if depth not in levels:
            return ""
        level, counts = levels[depth], self._counts.setdefault(self._abstract_of[num], {})
        if depth in self._overrides[num]:
            counts[depth] = self._overrides[num].pop(depth) - 1
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            other = levels.get(deeper)
            if other is None or other.restart is None or 0 < depth + 1 <= other.restart:
                del counts[deeper]
        if level.style == "bullet":
            return ""
        label = _PLACE.sub(
            lambda place: self._number(levels, counts, int(place[1]) - 1, legal=level.legal),
            level.text,
        )
        if label:
            self.printed += 1
        return label + " " if label and label[-1].isascii() else label

    def _number(
        self, levels: dict[int, _Level], counts: dict[int, int], depth: int, *, legal: bool
    ) -> str:
        level = levels.get(depth)
        if level is None:
            return ""
        return number_label(
            counts.get(depth, level.start),
            "decimal" if legal and level.style != "none" else level.style,
        )

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """The list and level of a paragraph: its own properties first, then those of its style and
        what that is based on.
        """
        properties = paragraph.find(qn("w:pPr"))
        style_of = None if properties is None else properties.find(qn("w:pStyle"))
        style = self._default if style_of is None else style_of.get(qn("w:val"))
        num, depth = _properties(properties)
        key = style
        for _ in range(_MAX_DEPTH):
            if num is not None or key not in self._styles:
                break
            num, deeper = _properties(self._styles[key].find(qn("w:pPr")))
            if depth is None:
                depth = deeper
            if num is not None and deeper is None and depth is None:
                depth = next(
                    (
                        d
                        for d, level in self._levels.get(num, {}).items()
                        if level.paragraph_style == key
                    ),
                    None,
                )
            based = self._styles[key].find(qn("w:basedOn"))
            key = None if based is None else based.get(qn("w:val"))
        return num or "", depth or 0

    def _linked(self, abstracts: dict[str, Any], nums: list[Any], key: str) -> str:
        """Follow a definition that only names a numbering style (``w:numStyleLink``) to the one
        that defines it.
        """
        link = abstracts[key].find(qn("w:numStyleLink")) if key in abstracts else None
        style = self._styles.get(link.get(qn("w:val"))) if link is not None else None
        num = _properties(style.find(qn("w:pPr")))[0] if style is not None else None
        for candidate in nums:
            if (
                num is not None
                and candidate.get(qn("w:numId")) == num
                and candidate.find(qn("w:abstractNumId")) is not None
            ):
                return str(candidate.find(qn("w:abstractNumId")).get(qn("w:val")))
        return key


def _properties(properties: Any) -> tuple[str | None, int | None]:
    place = None if properties is None else properties.find(qn("w:numPr"))
    if place is None:
        return None, None
    num, level = place.find(qn("w:numId")), place.find(qn("w:ilvl"))
    return (None if num is None else num.get(qn("w:val"))), (
        None if level is None else _int(level, 0)
    )


def _level(level: Any) -> _Level:
    def child(tag: str) -> str:
        found = level.find(qn(f"w:{tag}"))
        return "" if found is None else found.get(qn("w:val")) or ""

    start, restart = child("start"), child("lvlRestart")
    legal = level.find(qn("w:isLgl"))
    return _Level(
        style=child("numFmt") or "decimal",
        text=child("lvlText"),
        start=counted(start, 0),
        restart=counted(restart, 0) if restart.isdecimal() else None,
        legal=legal is not None and legal.get(qn("w:val")) not in {"0", "false"},
        paragraph_style=child("pStyle"),
    )


def _index(element: Any) -> int:
    return _int(element, 0, "w:ilvl")


def _int(element: Any, default: int, name: str = "w:val") -> int:
    value = element.get(qn(name)) or ""
    return counted(value, default)
