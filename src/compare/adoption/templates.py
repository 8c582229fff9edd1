"""A template: the national or provincial document whose measures the cities were told to carry out.

A template enters as a codebook (its measures in our own words, `parse_template`) or as the official
text itself (`compare.adoption.official_text.template_of`); both give the same `Template`, so the
ledger reads one shape.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pandas as pd

from compare import schema
from compare.errors import CodebookError
from compare.structure.closings import is_closing
from compare.structure.doc_numbers import canonical_number, with_issuer
from compare.text.dates import iso_date
from compare.text.numerals import whole_number
from compare.text.script import simplify

_MONTH = re.compile(r"[12]\d{3}(?:-(?:0[1-9]|1[0-2]))?")
LARGEST_NO = 999_999
"""No document has more items."""

BASES = ("codebook", "official_text")


@dataclass(frozen=True, slots=True)
class Action:
    """One thing an item tells governments to do; `cues` are terms a text that takes it over is
    likely to hold.
    """

    action_id: str
    action: str
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Number:
    """A number that an item commits, as the codebook states it; `value` is None where it is not
    known.
    """

    what: str
    value: float | None
    unit: str


@dataclass(frozen=True, slots=True)
class Item:
    """One measure of a template.

    Attributes
    ----------
    item_no : int
        The codebook's `no`, or the position of the clause in the official text (1-based).
    heading_official : bool
        False where the heading is our label, not the document's.
    kind, evidence : str
        Codes of `schema.KINDS` and `schema.EVIDENCE`.
    content : str
        What the item tells governments to do: our words in a codebook, the clause itself in an
        official text.
    cues : tuple of str
        Terms of the whole item, where the codebook gives them apart from its actions.
    figures : tuple of Number
        Numbers it commits.
    themes : tuple of str
        Codes of the study's theme codebook, most central first.
    heading_en, section_en : str
        Short English labels for figures, where the codebook gives them.
    clause_id : str
        The clause of the official text; empty in a codebook.
    """

    item_no: int
    section_no: int
    section: str
    heading: str
    kind: str
    evidence: str
    content: str
    heading_official: bool = True
    actions: tuple[Action, ...] = ()
    cues: tuple[str, ...] = ()
    figures: tuple[Number, ...] = ()
    themes: tuple[str, ...] = ()
    heading_en: str = ""
    section_en: str = ""
    clause_id: str = ""

    @property
    def closing(self) -> bool:
        """Whether it only closes its document: day of force, who interprets it, and the like."""
        return self.kind != "preamble" and is_closing(self.content)

    @property
    def counted(self) -> bool:
        """Whether rates count it: guiding thoughts and closings command nothing."""
        return self.kind != "preamble" and not self.closing

    @property
    def all_cues(self) -> tuple[str, ...]:
        """Cues of the item and of its actions, each once, in the order written."""
        return tuple(
            dict.fromkeys([*self.cues, *(cue for action in self.actions for cue in action.cues)])
        )


@dataclass(frozen=True, slots=True)
class Template:
    """A document that others implement.

    Attributes
    ----------
    number : str
        Canonical document number; the file's stem where the document has none.
    implements : tuple of str
        Numbers of the documents it implements itself.
    issue_date, published_date : str
        ISO dates; empty where unknown.
    complete : bool
        True: every item is listed. False: what the document says beyond `items` is not in hand.
    basis : str
        ``codebook`` or ``official_text``.
    doc_id : str
        Document of the study that holds the official text; empty for a codebook.
    """

    number: str
    title: str
    issuer: str
    level: str
    region: str
    issue_date: str
    published_date: str
    implements: tuple[str, ...]
    complete: bool
    items: tuple[Item, ...]
    note: str = ""
    official_url: str = ""
    basis: str = "codebook"
    doc_id: str = ""


def parse_template(data: Any, *, where: str) -> Template:
    """Read a codebook that was loaded from YAML.

    Parameters
    ----------
    data : dict
        Keys doc_number, title, issuer, level, region, issue_date, published_date, official_url,
        implements
        (a number or a list), complete, note, measures. A measure: no, section_no, section, heading,
        heading_official, kind, evidence, content, actions (id, action, cues), cues, figures (what,
        value, unit), themes. Other keys are let be.
    where : str
        File the data comes from: it stands in every message, and its stem is the number where none
        is given.

    Raises
    ------
    CodebookError
        Where a key is missing, a code unknown, or a number or id is used twice.
    """
    if not isinstance(data, dict):
        raise CodebookError(
            f"{where}: a template is a mapping with doc_number and measures; found "
            f"{type(data).__name__}."
        )
    measures = data.get("measures")
    if not isinstance(measures, list):
        raise CodebookError(
            f"{where}: measures must be a list (empty where no item is known); found {measures!r}."
        )
    level = _text(data.get("level"))
    if level not in ("", *schema.LEVELS):
        raise CodebookError(f"{where}: level {level!r} not among {list(schema.LEVELS)}.")
    implements = data.get("implements") or ()
    if isinstance(implements, dict | bool | int | float):
        raise CodebookError(
            f"{where}: implements must be a document number or a list of them; found "
            f"{implements!r:.80}."
        )
    implements = [implements] if isinstance(implements, str) else implements
    items = tuple(_item(measure, where=where) for measure in measures)
    _unique([str(item.item_no) for item in items], what="measure no", where=where)
    _unique(
        [action.action_id for item in items for action in item.actions],
        what="action id",
        where=where,
    )
    return Template(
        number=with_issuer(
            canonical_number(_text(data.get("doc_number"))), _text(data.get("issuer"))
        )
        or _text(data.get("doc_number"))
        or _stem(where),
        title=_text(data.get("title")),
        issuer=_text(data.get("issuer")),
        level=level,
        region=_text(data.get("region")),
        issue_date=_day(data, "issue_date", where),
        published_date=_day(data, "published_date", where),
        implements=tuple(canonical_number(str(number)) or _text(number) for number in implements),
        complete=bool(data.get("complete")),
        items=items,
        note=_text(data.get("note")),
        official_url=_text(data.get("official_url")),
    )


def items_table(templates: tuple[Template, ...]) -> pd.DataFrame:
    """The `schema.ITEMS` table: every item that is known, template after template, with our
    description.
    """
    return schema.ITEMS.frame(
        [
            {
                "template": template.number,
                "item_no": item.item_no,
                "section": item.section,
                "heading": item.heading,
                "kind": item.kind,
                "evidence": item.evidence,
                "basis": template.basis,
                "content": item.content,
                "heading_official": item.heading_official,
                "n_actions": len(item.actions),
                "themes": ";".join(item.themes),
                "heading_en": item.heading_en,
                "section_en": item.section_en,
                "counted": item.counted,
            }
            for template in templates
            for item in template.items
        ]
    )


def _item(measure: Any, *, where: str) -> Item:
    if not isinstance(measure, dict) or "no" not in measure:
        raise CodebookError(
            f"{where}: every measure needs a no (quoted, or YAML reads it as false); "
            f"found {measure!r:.80}."
        )
    place = f"{where}: measure {measure['no']}"
    if type(measure["no"]) is not int or not 1 <= measure["no"] <= LARGEST_NO:
        raise CodebookError(f"{place}: no must be a whole number from 1 to {LARGEST_NO:,}.")
    for key in ("heading", "content"):
        if not _text(measure.get(key)):
            raise CodebookError(f"{place}: {key} is missing.")
    kind, evidence = (
        _text(measure.get("kind")) or "measure",
        _text(measure.get("evidence")) or "unverified",
    )
    for key, value, allowed in (
        ("kind", kind, schema.KINDS),
        ("evidence", evidence, schema.EVIDENCE),
    ):
        if value not in allowed:
            raise CodebookError(f"{place}: {key} {value!r} not among {list(allowed)}.")
    return Item(
        item_no=measure["no"],
        section_no=_section_no(measure.get("section_no"), place=place),
        section=_text(measure.get("section")),
        heading=_text(measure["heading"]),
        kind=kind,
        evidence=evidence,
        content=_text(measure["content"]),
        heading_official=measure.get("heading_official") is not False,
        actions=tuple(_action(action, place=place) for action in _list(measure, "actions", place)),
        cues=_cues(measure.get("cues"), place=place),
        figures=tuple(_number(figure, place=place) for figure in _list(measure, "figures", place)),
        themes=tuple(_text(code) for code in _list(measure, "themes", place)),
        heading_en=_text(measure.get("heading_en")),
        section_en=_text(measure.get("section_en")),
    )


def _day(data: dict, key: str, where: str) -> str:
    """A day in ISO form, or what is known of it: a year, a month."""
    text = _text(data.get(key))
    day = iso_date(text) or (text if _MONTH.fullmatch(text) else "")
    if text and not day:
        raise CodebookError(
            f"{where}: {key} {text[:40]!r} is no day. Write it as YYYY-MM-DD, as YYYY-MM or YYYY "
            f"where no more is known, or leave it empty."
        )
    return day


def _section_no(value: Any, *, place: str) -> int:
    found = whole_number(_text(value) or "0")
    if found is None or isinstance(value, bool):
        raise CodebookError(f"{place}: section_no must be a whole number; found {value!r:.80}.")
    return found


def _list(data: dict, key: str, place: str) -> list:
    value = data.get(key)
    if value is not None and not isinstance(value, list):
        raise CodebookError(f"{place}: {key} must be a list; found {value!r:.80}.")
    return value or []


def _number(figure: Any, *, place: str) -> Number:
    if not isinstance(figure, dict) or not _text(figure.get("what")):
        raise CodebookError(f"{place}: a figure needs what, value and unit; found {figure!r:.80}.")
    value = figure.get("value")
    if value is not None and (isinstance(value, bool) or not isinstance(value, (int, float))):
        raise CodebookError(
            f"{place}: the value of a figure must be a number, or empty where it is not "
            f"known; found {value!r}."
        )
    return Number(
        _text(figure["what"]), None if value is None else float(value), _text(figure.get("unit"))
    )


def _action(action: Any, *, place: str) -> Action:
    if (
        not isinstance(action, dict)
        or not _text(action.get("id"))
        or not _text(action.get("action"))
    ):
        raise CodebookError(f"{place}: an action needs id and action; found {action!r:.80}.")
    return Action(
        _text(action["id"]), _text(action["action"]), _cues(action.get("cues"), place=place)
    )


def _cues(cues: Any, *, place: str) -> tuple[str, ...]:
    if cues is None:
        return ()
    if not isinstance(cues, list):
        raise CodebookError(f"{place}: cues must be a list of terms; found {cues!r:.80}.")
    return tuple(dict.fromkeys(_text(cue) for cue in cues if _text(cue)))


def _unique(values: list[str], *, what: str, where: str) -> None:
    doubled = sorted({value for value in values if values.count(value) > 1})
    if doubled:
        raise CodebookError(f"{where}: {what} used twice: {doubled}.")


def _text(value: Any) -> str:
    """A YAML scalar as simplified text; dates written without quotes become ISO again."""
    return "" if value is None else simplify(str(value)).strip()


def _stem(where: str) -> str:
    return where.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
