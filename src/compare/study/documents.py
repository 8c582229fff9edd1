"""A row of the table documents: what documents.csv corrects, else what the text says, else what can
be told from it; and which other documents it names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from compare.adoption.templates import Template
from compare.places.bodies import province_of
from compare.places.titles import seat_of_document, seat_of_issuers
from compare.structure import Parsed
from compare.structure.doc_numbers import canonical_number, with_issuer
from compare.structure.editions import edition_at, first_day
from compare.structure.header import Header
from compare.structure.named import Named, is_law
from compare.structure.own_level import own_level
from compare.structure.quality import Quality
from compare.structure.titles import Known, KnownIndex, law_subject, resolve, whose_and_core
from compare.text.dates import iso_date
from compare.text.script import script_of, simplify
from compare.words.reasons import because

_FIELDS = ("title", "doc_number", "issuer", "issue_date", "implements")


def settled_numbers(documents: Iterable[tuple[Mapping[str, str], Header]]) -> dict[str, str]:
    """The number by which each document goes, by doc_id; empty where it has none.

    Orders and announcements are counted by every body anew (第5号, 2021年第5号): an order bears the
    name of its body, and where two documents still have one number, the body's name, then the
    doc_id, tells them apart.
    """
    told = [
        (row["doc_id"], _issuer(row, header), _number(row, header)) for row, header in documents
    ]
    for apart in (
        lambda doc_id, issuer, number: issuer + number if issuer not in number else number,
        lambda doc_id, issuer, number: f"{number}（{doc_id}）",
    ):
        times = Counter(number for _, _, number in told)
        told = [
            (doc_id, issuer, apart(doc_id, issuer, number))
            if number and "〔" not in number and times[number] > 1
            else (doc_id, issuer, number)
            for doc_id, issuer, number in told
        ]
    return {doc_id: number for doc_id, _, number in told}


def _issuer(row: Mapping[str, str], header: Header) -> str:
    return (simplify(row.get("issuer", "")) or header.issuer).split(";")[0]


def _number(row: Mapping[str, str], header: Header) -> str:
    number = (
        canonical_number(row.get("doc_number", ""))
        or simplify(row.get("doc_number", ""))
        or header.doc_number
    )
    title = simplify(row.get("title", "")) or header.title
    return with_issuer(number, _issuer(row, header), title)


def known_document(row: Mapping[str, str], header: Header, number: str | None = None) -> Known:
    """How other documents can refer to this one: by number, by title and place, or by its
    doc_id.

    `number` is that of `settled_numbers`; without it that of the document alone.
    """
    number = _number(row, header) if number is None else number
    title = simplify(row.get("title", "")) or header.title
    issued = iso_date(row.get("issue_date", "")) or header.issue_date
    amended = row.get("amended_date") or header.amended_date
    seat = seat_of_document(_issuer(row, header), title)
    place = simplify(row.get("region", "")) or seat.region
    return Known(
        number or row["doc_id"],
        title,
        number,
        row["doc_id"],
        place,
        row.get("level", "") or seat.level,
        first_day(issued, row.get("passed_date") or header.passed_date, amended),
        max(amended, issued) if amended else "",
    )


def known_template(template: Template) -> Known:
    """How documents can refer to what a codebook describes."""
    return Known(
        template.number,
        template.title,
        canonical_number(template.number),
        place=template.region,
        level=template.level,
    )


def with_links(template: Template, known: Iterable[Known]) -> Template:
    """A codebook whose `implements` names documents of the study by title or doc_id leads to their
    keys.
    """
    links = tuple(
        dict.fromkeys(
            link_to(part, known, own=template.number, home=template.region)
            for part in template.implements
        )
    )
    return template if links == template.implements else replace(template, implements=links)


def link_to(text: str, known: Iterable[Known], *, own: str = "", home: str = "") -> str:
    """Key of a document that somebody names by doc_id, number or title."""
    text = simplify(text).strip()
    number = canonical_number(text)
    if number and "〔" not in number:
        number = text if text.endswith(number) else number  # 国务院令第225号
    near = known.near(Named(text, number), text) if isinstance(known, KnownIndex) else known
    for entry in near:
        if text and text == entry.doc_id:
            return entry.key
    return resolve(Named(text.strip("《》"), number), known, own=own, home=home)


def links_above(
    row: Mapping[str, str], header: Header, known: Iterable[Known], number: str | None = None
) -> tuple[list[str], list[str]]:
    """Keys of the documents that a document implements: as documents.csv says, and as its text
    names them.
    """
    self = known_document(row, header, number)
    home = "".join(
        [
            self.place,
            row.get("province", ""),
            seat_of_document(_issuer(row, header), self.title).province,
            whose_and_core(self.title)[0],
        ]
    )
    above = [
        resolve(named, known, home=home, own=self.key, day=self.edition) for named in header.named
    ]
    if header.at_large:
        above += laws_at_large(self, known)
    told = [
        link_to(part, known, home=home, own=self.key)
        for part in row.get("implements", "").replace("；", ";").split(";")
        if part.strip()
    ]
    return told, [key for key in dict.fromkeys(above) if key not in (self.key, self.title)]


def laws_at_large(document: Known, known: Iterable[Known]) -> list[str]:
    """Keys of the national laws and regulations of the study that a local regulation rests on
    without naming them.

    Where it says 根据有关法律、法规 or 根据《…法》等法律、法规, the laws on its own subject that
    there were when its text was written are meant; of several editions of one, the edition of that
    day. A day that is not known excludes nothing.
    """
    place, _ = whose_and_core(document.title)
    subject = law_subject(document.title)
    if not place or place == "国务院" or len(subject) < 2 or not is_law(document.title):
        return []
    index = known if isinstance(known, KnownIndex) else KnownIndex(tuple(known))
    there: dict[str, list[Known]] = {}
    for entry in index.laws_on(subject):
        whose, core = whose_and_core(entry.title)
        if (
            entry.key != document.key
            and entry.level in ("national", "")
            and whose in ("国务院", "")
            and not (entry.issue_date and document.edition and entry.issue_date > document.edition)
        ):
            there.setdefault(core, []).append(entry)
    return [edition_at(editions, document.edition).key for editions in there.values()]


def document_row(
    row: Mapping[str, str],
    parsed: Parsed,
    text: str,
    digest: str,
    known: Iterable[Known],
    number: str | None = None,
) -> tuple[dict, list[dict]]:
    """One row of documents: what documents.csv corrects, else what the text says, else what can be
    told from it.
    """
    header = parsed.header
    told, above = links_above(row, header, known, number)
    from_text = {
        "title": header.title,
        "doc_number": header.doc_number,
        "issuer": header.issuer,
        "issue_date": header.issue_date,
        "implements": ";".join(above),
    }
    record: dict = {"doc_id": row["doc_id"]}
    conflicts = []
    for name in _FIELDS:
        given = ";".join(told) if name == "implements" else _canonical(name, row.get(name, ""))
        record[name] = given or from_text[name]
        if given and from_text[name] and given != from_text[name]:
            conflicts.append(
                {
                    "doc_id": row["doc_id"],
                    "repair": because(
                        "csv_differs", column=name, printed=repr(from_text[name]), given=repr(given)
                    ),
                    "begin": 0,
                    "end": 0,
                    "found": from_text[name],
                }
            )
    record["doc_number"] = _number(row, header) if number is None else number
    year = record["doc_number"].partition("〔")[2][:4]
    record["issue_date"] = record["issue_date"] or year
    seat = seat_of_issuers(record["issuer"], record["title"], record["issue_date"][:4])
    level = row.get("level") or seat.level
    if not level and (level := own_level(simplify(text))):
        conflicts.append(
            {
                "doc_id": row["doc_id"],
                "repair": because("level_from_text", level=level),
                "begin": 0,
                "end": 0,
                "found": "",
            }
        )
    record |= {
        "level": level,
        "region": row.get("region") or seat.region,
        "province": row.get("province") or seat.province or province_of(row.get("region", "")),
        "script": script_of(text),
        "n_clauses": len(parsed.rows),
        "n_chars": len(text),
        "sha256": digest,
        "file": row["file"],
        "title_en": row.get("title_en", ""),
        "region_en": row.get("region_en", ""),
        "passed_date": row.get("passed_date") or header.passed_date,
        "in_force_date": row.get("in_force_date") or header.in_force_date,
        "amended_date": row.get("amended_date") or header.amended_date,
        **quality_columns(parsed.quality),
    }
    record["doubts"] = _unanswered(record)
    return record, conflicts


def _unanswered(record: Mapping[str, str]) -> str:
    """Doubts of reading but those that documents.csv has answered."""
    answered = {"title_unknown": record["title"], "issuer_unknown": record["issuer"]}
    return ";".join(code for code in record["doubts"].split(";") if not answered.get(code))


def quality_columns(quality: Quality) -> dict[str, Any]:
    """The columns of documents that say how well a text was read."""
    return {
        "in_clauses": quality.in_clauses,
        "in_tables": quality.in_tables,
        "ignored_labels": quality.ignored_labels,
        "repairs": quality.repairs,
        "doubts": quality.doubts,
    }


def _canonical(name: str, value: str) -> str:
    if name == "doc_number":
        return canonical_number(value) or simplify(value)
    if name == "issue_date":
        return iso_date(value) or value
    return simplify(value)
