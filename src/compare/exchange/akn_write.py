"""Akoma Ntoso 3.0: each document of a study with head, hierarchy, references, bodies, and every
character of its text.

The parse report assigns every character to a part; each part becomes an element that keeps its
characters, line ends included, so the text can be put together again exactly.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from typing import TYPE_CHECKING

from compare.exchange.positions import Exported, exported
from compare.paper.provenance import package_version
from compare.text.script import simplify

if TYPE_CHECKING:
    import pandas as pd

    from compare.study.read import Study

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OWN = "urn:policy-compare:1"
FACTS = ("level", "region", "province", "script")  # what the standard has no place for
SOURCE = "#policy-compare"
_NUMBER = re.compile(
    r"\s*(?:第[^\s章节篇]{1,6}[章节篇]|[一二三四五六七八九十百]{1,4}[、.．]|"
    r"[（(][^）)]{1,4}[）)]|\d{1,2}[.．、])"
)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def to_akn(study: Study, tables: Mapping[str, pd.DataFrame], doc_id: str) -> bytes:
    """One document of a study as an Akoma Ntoso ``act``.

    Returns
    -------
    bytes
        The same on every run. Dates of which only the year is known are given as 1 January and
        named ``year``, unknown ones as 0001-01-01 and named ``unknown``, since the standard asks
        for a day.
    """
    document = next(
        row for row in tables["documents"].to_dict("records") if row["doc_id"] == doc_id
    )
    agencies = tables["agencies"]
    bodies = agencies[agencies["doc_id"] == doc_id].to_dict("records")
    root = ET.Element("akomaNtoso", {"xmlns": AKN})
    act = ET.SubElement(root, "act", {"name": "policy", "contains": "originalVersion"})
    act.append(_meta(document, tables["documents"], bodies))
    _Text(act, study, document, bodies).write()
    return (
        b'<?xml version="1.0" encoding="utf-8"?>\n'
        + ET.tostring(root, encoding="unicode").encode("utf-8")
        + b"\n"
    )


class _Text:
    """The text of one document, part by part."""

    def __init__(self, act: ET.Element, study: Study, document: dict, bodies: list[dict]) -> None:
        self.act, self.document = act, document
        doc_id = document["doc_id"]
        self.text: Exported = exported(study.sources[doc_id].text)
        self.parts = (
            study.parts[study.parts["doc_id"] == doc_id]
            .sort_values("begin", kind="stable")
            .to_dict("records")
        )
        self.bodies = sorted(bodies, key=lambda row: row["begin"])
        self.preface: ET.Element | None = None
        self.body = ET.Element("body")
        self.conclusions: ET.Element | None = None
        self.section: ET.Element | None = None
        self.unit: ET.Element | None = None
        self.clause = ""
        self.names: dict[str, int] = {}

    def write(self) -> None:
        for row in self.parts:
            begin, end = self.text.outward(row["begin"]), self.text.outward(row["end"])
            if begin < end:
                self._put(row["part"], str(row["clause_id"]), begin, end)
        for element in self.body.iter():
            if element.tag in ("section", "paragraph") and not any(
                c.tag in ("content", "paragraph") for c in element
            ):
                ET.SubElement(ET.SubElement(element, "content"), "p")
        if not len(self.body):
            ET.SubElement(ET.SubElement(self._hier(self.body, "paragraph"), "content"), "p")
        for part in (self.preface, self.body, self.conclusions):
            if part is not None:
                self.act.append(part)

    def _put(self, kind: str, clause: str, begin: int, end: int) -> None:
        raw = self.text.text[begin:end]
        if kind == "section heading":
            self.section, self.unit, self.clause = self._hier(self.body, "section"), None, ""
            number = _NUMBER.match(raw)
            if number:
                ET.SubElement(self.section, "num").text = _clean(number[0])
            ET.SubElement(self.section, "heading").text = _clean(
                raw[number.end() :] if number else raw
            )
        elif kind == "tail":
            self.conclusions = (
                self.conclusions if self.conclusions is not None else ET.Element("conclusions")
            )
            for line in raw.splitlines(keepends=True):
                ET.SubElement(self.conclusions, "p").text = _clean(line)
        elif kind == "head" or not (clause or self.unit is not None):
            self.preface = self.preface if self.preface is not None else ET.Element("preface")
            for line in raw.splitlines(keepends=True):
                self._head_line(self.preface, line)
        else:
            if clause and clause != self.clause:
                self.unit, self.clause = (
                    self._hier(self.body if self.section is None else self.section, "paragraph"),
                    clause,
                )
                self.unit.set("class", clause)
            assert self.unit is not None
            self._in_clause(self.unit, kind, begin, end)

    def _in_clause(self, unit: ET.Element, kind: str, begin: int, end: int) -> None:
        raw = self.text.text[begin:end]
        content = unit.find("content")
        if kind == "label" and content is None and not len(unit):
            ET.SubElement(unit, "num").text = _clean(raw)
        elif kind == "heading" and content is None and unit.find("heading") is None:
            ET.SubElement(unit, "heading").text = _clean(raw)
        else:
            content = content if content is not None else ET.SubElement(unit, "content")
            self._with_bodies(
                ET.SubElement(content, "p", {"class": kind.replace(" ", "-")}), begin, end
            )

    def _with_bodies(self, paragraph: ET.Element, begin: int, end: int) -> None:
        """The characters of a stretch, with an element around each body that is named in it."""
        last: ET.Element | None = None
        at = begin

        def text(upto: int) -> None:
            piece = _clean(self.text.text[at:upto])
            if last is None:
                paragraph.text = (paragraph.text or "") + piece
            else:
                last.tail = (last.tail or "") + piece

        for row in self.bodies:
            first, stop = self.text.outward(row["begin"]), self.text.outward(row["end"])
            if at <= first < stop <= end:
                text(first)
                last = ET.SubElement(
                    paragraph,
                    "organization",
                    {"refersTo": f"#{_body_id(row['agency'])}", "class": row["role"]},
                )
                last.text = _clean(self.text.text[first:stop])
                at = stop
        text(end)

    def _head_line(self, preface: ET.Element, line: str) -> None:
        paragraph = ET.SubElement(preface, "p")
        flat = simplify("".join(line.split()))
        for tag, value in (
            ("docTitle", self.document["title"]),
            ("docNumber", self.document["doc_number"]),
        ):
            if value and flat == value:
                ET.SubElement(paragraph, tag).text = _clean(line)
                return
        paragraph.text = _clean(line)

    def _hier(self, parent: ET.Element, tag: str) -> ET.Element:
        above = parent.get("eId", "")
        short = {"section": "sec", "paragraph": "para"}[tag]
        name = f"{above}__{short}" if above else short
        self.names[name] = self.names.get(name, 0) + 1
        return ET.SubElement(parent, tag, {"eId": f"{name}_{self.names[name]}"})


def _meta(document: Mapping, documents: pd.DataFrame, bodies: list[dict]) -> ET.Element:
    meta = ET.Element("meta")
    identification = ET.SubElement(meta, "identification", {"source": SOURCE})
    day, name = _date(str(document["issue_date"]))
    uri = f"/akn/cn/act/{day}/{_slug(document['doc_number'] or document['doc_id'])}"
    for level, suffix in (
        ("FRBRWork", ""),
        ("FRBRExpression", "/zho@"),
        ("FRBRManifestation", "/zho@.xml"),
    ):
        part = ET.SubElement(identification, level)
        ET.SubElement(part, "FRBRthis", {"value": f"{uri}{suffix}/!main"})
        ET.SubElement(part, "FRBRuri", {"value": f"{uri}{suffix}"})
        if level == "FRBRWork":
            ET.SubElement(part, "FRBRalias", {"value": _clean(document["title"]), "name": "title"})
        ET.SubElement(part, "FRBRdate", {"date": day, "name": name})
        ET.SubElement(part, "FRBRauthor", {"href": "#issuer" if level == "FRBRWork" else SOURCE})
        if level == "FRBRWork":
            ET.SubElement(part, "FRBRcountry", {"value": "cn"})
            ET.SubElement(
                part, "FRBRnumber", {"value": str(document["doc_number"] or document["doc_id"])}
            )
        elif level == "FRBRExpression":
            ET.SubElement(part, "FRBRlanguage", {"language": "zho"})
    references = ET.SubElement(meta, "references", {"source": SOURCE})
    titles = {str(row["doc_number"]): str(row["title"]) for row in documents.to_dict("records")}
    for count, number in enumerate(
        [part for part in str(document["implements"]).split(";") if part], 1
    ):
        shown = {
            "eId": f"implements_{count}",
            "href": f"/akn/cn/act/{_slug(number)}",
            "showAs": titles.get(number) or number,
        }
        ET.SubElement(references, "activeRef", {**shown, "shortForm": number})
    program = {
        "eId": SOURCE[1:],
        "href": "/ontology/software/policy-compare",
        "showAs": f"policy-compare {package_version()}",
    }
    issuer = {
        "eId": "issuer",
        "href": "/ontology/organization/issuer",
        "showAs": str(document["issuer"] or "unknown"),
    }
    ET.SubElement(references, "TLCOrganization", program)
    ET.SubElement(references, "TLCOrganization", issuer)
    for agency in sorted({str(row["agency"]) for row in bodies}):
        named = {
            "eId": _body_id(agency),
            "href": f"/ontology/organization/{_slug(agency)}",
            "showAs": agency,
        }
        ET.SubElement(references, "TLCOrganization", named)
    own = ET.SubElement(meta, "proprietary", {"source": SOURCE})
    ET.SubElement(
        own,
        "document",
        {"xmlns": OWN, "doc_id": str(document["doc_id"]), **{f: str(document[f]) for f in FACTS}},
    )
    return meta


def _date(date: str) -> tuple[str, str]:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", date):
        return date, "Generation"
    return (f"{date}-01-01", "year") if re.fullmatch(r"\d{4}", date) else ("0001-01-01", "unknown")


def _body_id(agency: str) -> str:
    """An identifier that XML allows: letters of any script and digits."""
    return "body-" + _slug(agency)


def _slug(value: str) -> str:
    return (
        "".join(letter if letter.isalnum() else "-" for letter in str(value)).strip("-") or "none"
    )


def _clean(value: object) -> str:
    return _ILLEGAL.sub("\ufffd", str(value))
