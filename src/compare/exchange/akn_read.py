"""A study from Akoma Ntoso: the text of a document as lines, and the facts of its head.

A document that this program wrote gives its text back to the character. One of another program
becomes lines that the parser reads: number and heading of each provision, then its content.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from compare.errors import StudyError
from compare.exchange.akn_write import FACTS, OWN, SOURCE

_HIERARCHY = [
    "alinea", "article", "book", "chapter", "clause", "division", "indent", "level", "list",
    "paragraph", "part", "point", "proviso", "rule", "section", "subchapter", "subclause",
    "subdivision", "sublist", "subparagraph", "subpart", "subrule", "subsection", "subtitle",
    "title", "tome", "transitional",
]  # fmt: skip
_LINES = (
    "p", "block", "longTitle", "listIntroduction", "listWrapUp", "crossHeading", "docTitle",
    "docNumber", "li",
)  # fmt: skip
_STOPS = "。：:；;，,！？.!?"


@dataclass(frozen=True)
class Read:
    """A document as read: its name, its text, and what its head says, by columns of
    documents.csv.
    """

    doc_id: str
    text: str
    facts: dict[str, str] = field(default_factory=dict)


def read_akn(path: Path) -> Read:
    """Read one Akoma Ntoso document, of any version of the standard's namespace.

    Raises
    ------
    StudyError
        If the file is no Akoma Ntoso, or declares entities.
    """
    try:
        content = path.read_bytes()
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise StudyError(
                f"{path.name}: declares a document type or entities and is not read. Remove "
                "the declaration."
            )
        root = ET.fromstring(content)
    except ET.ParseError as error:
        raise StudyError(f"{path.name}: is no valid XML ({error}).") from error
    if _name(root) != "akomaNtoso" or not len(root):
        raise StudyError(f"{path.name}: begins with {root.tag}, not with akomaNtoso.")
    main = root[0]
    meta = next((child for child in main if _name(child) == "meta"), None)
    own = next(iter(main.iter(f"{{{OWN}}}document")), None)
    facts = _facts(meta) if meta is not None else {}
    if own is not None:
        facts |= {name: own.get(name, "") for name in FACTS if name != "script" and own.get(name)}
        text = "".join(_exact(main))
        return Read(own.get("doc_id") or _id(path.stem), text, facts)
    return Read(_id(path.stem), "\n".join(_lines(main)) + "\n", facts)


def _facts(meta: ET.Element) -> dict[str, str]:
    work = next((element for element in meta.iter() if _name(element) == "FRBRWork"), None)
    if work is None:
        return {}
    out: dict[str, str] = {}
    organizations = {
        e.get("eId") or e.get("id") or "": e.get("showAs", "")
        for e in meta.iter()
        if _name(e) == "TLCOrganization"
    }
    for element in work:
        name = _name(element)
        if name == "FRBRalias" and ("title" not in out or element.get("name") == "title"):
            out["title"] = element.get("value", "")
        elif name == "FRBRdate" and element.get("name") != "unknown":
            day = element.get("date", "")
            out["issue_date"] = day[:4] if element.get("name") == "year" else day[:10]
        elif name == "FRBRnumber":
            out["doc_number"] = element.get("value", "")
        elif name == "FRBRauthor":
            out["issuer"] = organizations.get(element.get("href", "").lstrip("#"), "")
    named = [
        e.get("shortForm") or e.get("showAs") or "" for e in meta.iter() if _name(e) == "activeRef"
    ]
    own = any(_name(e) == "identification" and e.get("source") == SOURCE for e in meta.iter())
    if own:
        out["implements"] = ";".join(named)
        if "〔" not in out.get("doc_number", ""):
            out.pop("doc_number", None)
        if out.get("issuer") == "unknown":
            out.pop("issuer")
    return {name: value for name, value in out.items() if value}


def _exact(main: ET.Element) -> Iterator[str]:
    """The characters of every element that holds text, in order; blanks between elements are none
    of the text's.
    """
    for element in main:
        if _name(element) != "meta":
            yield from _exact_of(element)


def _exact_of(element: ET.Element) -> Iterator[str]:
    if _name(element) in ("num", "heading", "p"):
        yield "".join(element.itertext())
        return
    for child in element:
        yield from _exact_of(child)


def _lines(element: ET.Element, number: str = "") -> Iterator[str]:
    """One line a heading or paragraph; number and heading stand before the first paragraph of their
    provision.
    """
    for child in element:
        name = _name(child)
        if name in ("meta", "toc"):
            continue
        if name in _HIERARCHY:
            yield from _provision(child)
        elif name in _LINES:
            if text := _flat(child):
                yield text
        elif name not in ("num", "heading", "subheading"):
            yield from _lines(child)


def _provision(element: ET.Element) -> Iterator[str]:
    head = "".join(_flat(child) for child in element if _name(child) == "num")
    title = " ".join(
        _flat(child) for child in element if _name(child) in ("heading", "subheading")
    ).strip()
    below = list(_lines(element))
    leaf = not any(_name(child) in _HIERARCHY for child in element)
    if re.match(r".*[A-Za-z0-9.]$", head) and title:
        head += " "
    if leaf and below:
        stop = "" if not title or title[-1] in _STOPS else "。"
        first = (
            f"{head}{title}{stop}{below[0]}"
            if title
            else f"{head}{'' if head.endswith(('、', '）', ')', '.')) else ' '}{below[0]}"
        )
        yield from [first.strip(), *below[1:]]
        return
    if head or title:
        yield f"{head}{title}".strip()
    yield from below


def _flat(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _name(element: ET.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _id(stem: str) -> str:
    return re.sub(r"[;/\\\s]+", "-", stem).strip("-") or "document"
