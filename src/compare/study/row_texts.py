"""A row of a table becomes a text and what the table says of it.

The same for rows that are added to a study, for frames, and for the corpora of `compare.scale`: a
row means the same wherever it is read.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from math import isfinite
from typing import Any

from compare.base.extras import how_to_install
from compare.errors import ReadingError
from compare.reading.base import MAX_CHARS
from compare.reading.row import Row
from compare.reading.sheets import FULL_CELL
from compare.schema import LEVELS
from compare.structure.header import canonical_number
from compare.study.columns import Columns
from compare.text.dates import iso_date
from compare.text.script import simplify
from compare.words.notes import note

_LEVELS = {
    "national": r"国家|中央|全国|国务院",
    "provincial": r"省|自治区|直辖市",
    "city": r"市|地级|州|盟|副省级",
    "county": r"县|区|旗|县区|区县|县级市",
}
_MARKUP = re.compile(
    r"<(?:p|div|br|span|table|td|html|body|font|strong|h[1-6]|li|article|section)\b[^<>]*>", re.I
)
_ENTITY = re.compile(r"&(?:#\d{2,7}|#x[0-9a-fA-F]{2,6}|[a-zA-Z]{2,8});")
_SPELLED = re.compile(r"\\r\\n|\\n|\\r")
_RUN_BY_A_SHEET = ("=", "+", "-", "@")  # a cell that begins so is run as a formula
_NO_VALUE = {"", "nan", "none", "null", "nat", "-", "--", "—", "/", "无", "n/a", "#n/a"}


@dataclass(frozen=True)
class RowText:
    """One document of a table.

    Attributes
    ----------
    place : str
        ``row 3``.
    identity : str
        What the id column holds; empty where there is none.
    text : str
        The text; markup taken out, nothing else changed.
    facts : dict of str to str
        Columns of documents.csv, in its form.
    published : str
        Day on which a site showed it, which stands for the day of issue only where the text names
        none.
    url : str
    others : dict of str to str
        Columns that belong to no field.
    page : str
        The cell as received where it held markup.
    notes, doubts : tuple of str
        What was repaired, and what a person should look at.
    fault : str
        Why the row cannot be used at all.
    """

    place: str
    identity: str = ""
    text: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    published: str = ""
    url: str = ""
    others: Mapping[str, str] = field(default_factory=dict)
    page: str = ""
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    fault: str = ""


def row_texts(rows: Iterable[Row], columns: Columns) -> Iterator[RowText]:
    """Every row as a document; see `row_text`."""
    return (row_text(row, columns) for row in rows)


def row_text(row: Row, columns: Columns) -> RowText:
    """One row as a document. It never raises: `RowText.fault` says why a row cannot be used."""
    if row.fault:
        return RowText(row.place, fault=row.fault)
    cells = {name: as_text(value) for name, value in row.cells.items()}
    of = {name: cells.get(column, "") for name, column in columns.of.items()}
    others = {name: cells[name] for name in columns.others if cells.get(name)}
    named = row.cells.get(columns.of["id"]) if "id" in columns.of else ""
    # Whatever stands there is a name: "none" or 无 as well.
    identity = as_text(named) or (named.strip() if isinstance(named, str) else "")
    received = _joined(row.cells.get(columns.of["text"]))
    if not received.strip():
        told = note("take.no_text", column=columns.of["text"])
        return RowText(row.place, identity, others=others, fault=told)
    if len(received) > MAX_CHARS:
        told = note("take.too_long", n=len(received), most=MAX_CHARS)
        return RowText(row.place, identity, others=others, fault=told)
    try:
        (received + identity).encode()
    except UnicodeEncodeError as error:
        told = note("take.half_character", n=error.start)
        return RowText(row.place, identity.encode("utf-8", "replace").decode(), fault=told)
    try:
        text, page, notes = plain(received)
    except ReadingError as error:
        return RowText(row.place, identity, others=others, fault=str(error))
    if not text.strip():
        return RowText(row.place, identity, others=others, fault=note("take.empty_markup"))
    facts, doubts = _facts(of, columns.of)
    if len(received) == FULL_CELL:
        doubts.append(note("take.full_cell", n=FULL_CELL))
    published = iso_date(of.get("published", ""))
    return RowText(
        row.place, identity, text, facts, published, of.get("url", ""), others, page,
        tuple(notes), tuple(doubts),
    )  # fmt: skip


def plain(received: str) -> tuple[str, str, list[str]]:
    """The text of a cell, the cell where it held markup, and what was done.

    Markup becomes the lines that a browser would show. Entities that stand alone are read, and
    line breaks that were written out as ``\\n`` are line breaks where the text has no others.

    Raises
    ------
    ReadingError
        If the markup cannot be read, or lxml is missing.
    """
    text, notes = received.replace("\0", ""), []
    if len(_MARKUP.findall(text)) >= 2 or re.match(r"\s*<[a-zA-Z!]", text):
        lines = _shown(text)
        return "\n".join(lines) + "\n", received, [note("take.markup")]
    if _ENTITY.search(text):
        text = html.unescape(text).replace("\xa0", " ")
        notes.append(note("take.entities"))
    if "\n" not in text.strip() and (spelled := len(_SPELLED.findall(text))):
        text = _SPELLED.sub("\n", text)
        notes.append(note("take.spelled", n=spelled))
    return text, "", notes


def _shown(text: str) -> list[str]:
    """The lines that a browser would show of a piece of HTML."""
    try:
        from compare.reading.html import clean, parse
        from compare.reading.markup import lines_of
    except ModuleNotFoundError as error:
        raise ReadingError(
            f"the text holds markup; reading it needs the package {error.name}; "
            f"{how_to_install('formats')}"
        ) from error
    root = parse(text, "the text")
    clean(root)
    return lines_of(root)[0]


def as_text(value: Any) -> str:
    """A cell as it is shown: days in ISO form, whole numbers without a point, nothing for what
    means nothing.

    >>> as_text(12.0), as_text(datetime(2020, 11, 18)), as_text("无"), as_text(["a", "b"])
    ('12', '2020-11-18', '', 'a;b')
    """
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return "" if not isfinite(value) else str(int(value)) if value.is_integer() else str(value)
    if isinstance(value, list | tuple):
        return ";".join(filter(None, map(as_text, value)))
    text = "" if value is None else str(value).strip()
    text = text.encode("utf-8", "replace").decode()
    return "" if text.casefold() in _NO_VALUE else text


def _joined(value: Any) -> str:
    """A text that is given as a list of paragraphs is these lines."""
    if isinstance(value, list | tuple):
        return "\n".join(part for part in value if isinstance(part, str))
    return value if isinstance(value, str) else as_text(value)


def _facts(of: Mapping[str, str], columns: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """What the columns say, in the form of documents.csv; what has not that form is in doubt."""
    facts: dict[str, str] = {}
    doubts: list[str] = []
    for name in (
        "title", "issuer", "doc_number", "issue_date", "level", "region", "province", "implements",
        "in_force_date", "title_en",
    ):  # fmt: skip
        value = " ".join(of.get(name, "").split())
        if not value:
            continue
        read = _READ.get(name, _as_printed)(value)
        if read:
            facts[name] = read
        else:
            doubts.append(
                note("take.no_such", column=columns[name], value=repr(value[:40]), field=name)
            )
    if of.get("published") and not iso_date(of["published"]):
        value = repr(of["published"][:40])
        doubts.append(note("take.no_day", column=columns["published"], value=value))
    return facts, doubts


def _as_printed(value: str) -> str:
    return "" if value.startswith(_RUN_BY_A_SHEET) or len(value) > 300 else value


def _number(value: str) -> str:
    return canonical_number(value) or _as_printed(simplify(value))


def _several(value: str) -> str:
    return _as_printed(re.sub(r"\s*[；;]\s*", ";", value))


def level_of(value: str) -> str:
    """A level by its code or its Chinese name; empty where it is none.

    >>> level_of("省级"), level_of("City"), level_of("地方性法规")
    ('provincial', 'city', '')
    """
    if value.casefold() in LEVELS:
        return value.casefold()
    return next(
        (
            code
            for code, names in _LEVELS.items()
            if re.fullmatch(f"(?:{names})(?:级|层面)?", value)
        ),
        "",
    )


_READ = {
    "issue_date": iso_date,
    "in_force_date": iso_date,
    "doc_number": _number,
    "level": level_of,
    "implements": _several,
    "issuer": _several,
}
