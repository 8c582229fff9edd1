"""REFI-QDA: a study as a project (``.qdpx``) or its codes alone (``.qdc``), for NVivo, ATLAS.ti,
MAXQDA, QualCoder.

Elements and attributes stand in the order of the standard's schema (QDA-XML 1.0). Nothing depends
on the clock, so the same study gives the same bytes; identifiers are made from what they identify,
so codings find their way back.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from compare.base.rows import rows_of
from compare.exchange.codes import QdaCode, adoption_code, code_system, guid
from compare.exchange.positions import Exported, exported, to_utf16
from compare.exchange.zips import zip_bytes
from compare.paper.provenance import package_version
from compare.schema import ADOPTED

if TYPE_CHECKING:
    import pandas as pd

    from compare.study.read import Study

PROJECT = "urn:QDA-XML:project:1.0"
CODEBOOK = "urn:QDA-XML:codebook:1.0"
AUTOMATIC = "policy-compare"  # name of the coder that is this program
_ATTRIBUTES = {  # of a case: column of documents → what it means
    "title": "title",
    "doc_number": "document number",
    "issuer": "issuing body",
    "level": "level of the issuer",
    "region": "place governed",
    "province": "province",
    "issue_date": "date of issue; a year alone where the day is unknown",
    "script": "script as received",
    "implements": "documents it says it implements",
    "n_clauses": "clauses",
}
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def to_qdc(study: Study, tables: Mapping[str, pd.DataFrame]) -> bytes:
    """The code system alone, as a REFI-QDA codebook."""
    root = ET.Element(
        "CodeBook", {"xmlns": CODEBOOK, "origin": f"policy-compare {package_version()}"}
    )
    _codes(ET.SubElement(root, "Codes"), code_system(study, tables))
    return _xml(root)


def to_qdpx(
    study: Study, tables: Mapping[str, pd.DataFrame], *, blind: bool = False, utf16: bool = False
) -> bytes:
    """A study as a REFI-QDA project.

    Parameters
    ----------
    study : Study
    tables : mapping of name to DataFrame
        As `compare.build_tables` gives them.
    blind : bool
        Clauses are marked but carry no automatic code, so that a coder starts from nothing.
    utf16 : bool
        Count positions in UTF-16 units instead of code points, for programs that do.

    Returns
    -------
    bytes
        Texts as sources, clauses as selections named by their id, codes with colours and
        descriptions, a case with attributes a document, memos. The same on every run.
    """
    system = code_system(study, tables)
    root = ET.Element(
        "Project",
        {
            "xmlns": PROJECT,
            "name": study.root.resolve().name or "study",
            "origin": f"policy-compare {package_version()}",
            "creatingUserGUID": guid("user", AUTOMATIC),
        },
    )
    users = ET.SubElement(root, "Users")
    ET.SubElement(
        users, "User", {"guid": guid("user", AUTOMATIC), "name": AUTOMATIC, "id": AUTOMATIC}
    )
    memos = {} if blind else _memos_on(study, tables)
    for who in sorted({memo.who for found in memos.values() for memo in found}):
        ET.SubElement(users, "User", {"guid": guid("user", who), "name": _clean(who)})
    if system:
        _codes(ET.SubElement(ET.SubElement(root, "CodeBook"), "Codes"), system)
    documents = tables["documents"].to_dict("records")
    _variables(ET.SubElement(root, "Variables"))
    cases, sources = ET.SubElement(root, "Cases"), ET.SubElement(root, "Sources")
    notes = ET.Element("Notes")
    known = {code.guid for top in system for code in top.walk()}
    files: dict[str, bytes] = {}
    for document in documents:
        doc_id = str(document["doc_id"])
        text = exported(study.sources[doc_id].text)
        source = source_guid(doc_id)
        _case(cases, document, source)
        element = ET.SubElement(
            sources,
            "TextSource",
            {
                "guid": source,
                "name": doc_id,
                "plainTextPath": f"internal://{source}.txt",
                "creatingUser": guid("user", AUTOMATIC),
            },
        )
        ET.SubElement(element, "Description").text = _clean(document["title"])
        for clause, selection in _selections(
            doc_id, text, tables, known, notes, blind=blind, utf16=utf16
        ):
            _remember(selection, memos.get(clause, ()), notes)
            element.append(selection)
        _remember(element, memos.get(doc_id, ()), notes)
        files[f"sources/{source}.txt"] = text.text.encode("utf-8")
    _note(
        notes,
        guid("note", "project"),
        "About this project",
        _about(study, blind=blind, utf16=utf16),
    )
    root.append(notes)
    links = _links(documents)
    if len(links):
        root.append(links)
    ET.SubElement(root, "Description").text = _about(study, blind=blind, utf16=utf16)
    ET.SubElement(root, "NoteRef", {"targetGUID": guid("note", "project")})
    return zip_bytes({"project.qde": _xml(root), **files})


def source_guid(doc_id: str) -> str:
    """Identifier of a document as a source."""
    return guid("source", doc_id)


def _codes(parent: ET.Element, codes: Iterable[QdaCode]) -> None:
    for code in codes:
        element = ET.SubElement(
            parent,
            "Code",
            {
                "guid": code.guid,
                "name": _clean(code.name),
                "isCodable": "true" if code.code else "false",
                "color": code.color,
            },
        )
        if code.description:
            ET.SubElement(element, "Description").text = _clean(code.description)
        _codes(element, code.below)


def _variables(parent: ET.Element) -> None:
    for name, meaning in _ATTRIBUTES.items():
        kind = "Integer" if name == "n_clauses" else "Text"
        variable = ET.SubElement(
            parent,
            "Variable",
            {"guid": guid("variable", name), "name": name, "typeOfVariable": kind},
        )
        ET.SubElement(variable, "Description").text = meaning


def _case(parent: ET.Element, document: Mapping, source: str) -> None:
    doc_id = str(document["doc_id"])
    case = ET.SubElement(parent, "Case", {"guid": guid("case", doc_id), "name": doc_id})
    ET.SubElement(case, "Description").text = _clean(document["title"])
    for name in _ATTRIBUTES:
        value = ET.SubElement(case, "VariableValue")
        ET.SubElement(value, "VariableRef", {"targetGUID": guid("variable", name)})
        ET.SubElement(value, "IntegerValue" if name == "n_clauses" else "TextValue").text = _clean(
            document[name]
        )
    ET.SubElement(case, "SourceRef", {"targetGUID": source})


def _selections(
    doc_id: str,
    text: Exported,
    tables: Mapping[str, pd.DataFrame],
    known: set[str],
    notes: ET.Element,
    *,
    blind: bool,
    utf16: bool,
) -> Iterable[tuple[str, ET.Element]]:
    """A selection a clause with its codes, and one a body that is named, with the clause's id."""
    clauses = tables["clauses"]
    codes = {} if blind else _clause_codes(tables)
    for row in clauses[clauses["doc_id"] == doc_id].to_dict("records"):
        clause = str(row["clause_id"])
        name = " ".join(part for part in (clause, str(row["path"]), str(row["heading"])) if part)
        selection = _selection(text, row["begin"], row["end"], name, "clause", clause, utf16=utf16)
        for kind, code, why in codes.get(clause, ()):
            if guid(kind, code) not in known:
                continue
            coding = _coding(selection, kind, code, clause)
            if why:
                note = guid("note", clause, kind, code)
                ET.SubElement(coding, "NoteRef", {"targetGUID": note})
                _note(notes, note, f"{clause}: {code}", why)
        yield clause, selection
    if blind:
        return
    agencies = tables["agencies"]
    for row in agencies[agencies["doc_id"] == doc_id].to_dict("records"):
        key = f"{row['clause_id']}:{row['begin']}"
        name = f"{row['raw']} ({row['role']}, {row['clause_id']})"
        selection = _selection(text, row["begin"], row["end"], name, "body", key, utf16=utf16)
        _coding(selection, "body", str(row["agency"]), key)
        yield "", selection


def _selection(
    text: Exported, begin: int, end: int, name: str, kind: str, key: str, *, utf16: bool
) -> ET.Element:
    positions = [text.outward(int(begin)), text.outward(int(end))]
    if utf16:
        positions = [to_utf16(text.text, position) for position in positions]
    return ET.Element(
        "PlainTextSelection",
        {
            "guid": guid("selection", kind, key),
            "name": _clean(name),
            "startPosition": str(positions[0]),
            "endPosition": str(positions[1]),
            "creatingUser": guid("user", AUTOMATIC),
        },
    )


def _coding(selection: ET.Element, kind: str, code: str, key: str) -> ET.Element:
    coding = ET.SubElement(
        selection,
        "Coding",
        {"guid": guid("coding", key, kind, code), "creatingUser": guid("user", AUTOMATIC)},
    )
    ET.SubElement(coding, "CodeRef", {"targetGUID": guid(kind, code)})
    return coding


def _clause_codes(tables: Mapping[str, pd.DataFrame]) -> dict[str, list[tuple[str, str, str]]]:
    """Codes of each clause: kind, code, and why, where the ledger says it."""
    out: dict[str, list[tuple[str, str, str]]] = {}
    for row in (
        tables["themes"].sort_values(["clause_id", "rank"], kind="stable").to_dict("records")
    ):
        out.setdefault(row["clause_id"], []).append(("theme", str(row["theme"]), ""))
    for row in tables["instruments"].to_dict("records"):
        if row["instrument"]:
            out.setdefault(row["clause_id"], []).append(("instrument", str(row["instrument"]), ""))
        if row["tool"]:
            out.setdefault(row["clause_id"], []).append(("tool", str(row["tool"]), ""))
    for row in tables["directives"].to_dict("records"):
        if row["strength"]:
            out.setdefault(row["clause_id"], []).append(("strength", str(row["strength"]), ""))
    adoption = tables["adoption"]
    for row in adoption[
        (adoption["relation"] != "control") & adoption["level"].isin(ADOPTED)
    ].to_dict("records"):
        code = adoption_code(row["template"], row["item_no"], row["level"])
        for clause in str(row["clause_ids"]).split(";"):
            out.setdefault(clause, []).append(("adoption", code, str(row["why"])))
    return out


def _links(documents: list[dict]) -> ET.Element:
    """Who implements whom, among the documents of the study."""
    owner = {
        key: str(row["doc_id"])
        for row in documents
        for key in (str(row["doc_number"]), str(row["doc_id"]))
        if key
    }
    links = ET.Element("Links")
    for row in documents:
        for number in str(row["implements"]).split(";"):
            if number in owner and owner[number] != row["doc_id"]:
                ET.SubElement(
                    links,
                    "Link",
                    {
                        "guid": guid("link", str(row["doc_id"]), owner[number]),
                        "name": "implements",
                        "direction": "OneWay",
                        "originGUID": source_guid(str(row["doc_id"])),
                        "targetGUID": source_guid(owner[number]),
                    },
                )
    return links


def _memos_on(study: Study, tables: Mapping[str, pd.DataFrame]) -> dict[str, list[Any]]:
    """Memos of people by what shows them: a clause; for a cell its first clause, else the
    document.
    """
    adoption = tables["adoption"]
    proof = {
        (str(row.template), str(row.item_no), str(row.doc_id)): str(row.clause_ids).split(";")[0]
        for row in rows_of(adoption)
    }
    found: dict[str, list[Any]] = {}
    for memo in rows_of(study.memos):
        place = (
            memo.clause_id or proof.get((memo.template, memo.item_no, memo.doc_id)) or memo.doc_id
        )
        found.setdefault(place, []).append(memo)
    return found


def _remember(element: ET.Element, memos: Iterable[Any], notes: ET.Element) -> None:
    """Memos as notes of what they are on; what a cell's memo is about stands in its name."""
    for memo in memos:
        about = memo.clause_id or f"{memo.doc_id}: {memo.template} {memo.item_no}"
        identity = guid("memo", about, memo.who)
        ET.SubElement(element, "NoteRef", {"targetGUID": identity})
        _note(notes, identity, about, memo.memo, who=memo.who)


def _note(notes: ET.Element, identity: str, name: str, text: str, *, who: str = AUTOMATIC) -> None:
    note = ET.SubElement(
        notes,
        "Note",
        {"guid": identity, "name": _clean(name), "creatingUser": guid("user", who)},
    )
    ET.SubElement(note, "PlainTextContent").text = _clean(text)


def _about(study: Study, *, blind: bool, utf16: bool) -> str:
    what = (
        "Clauses are marked and not coded."
        if blind
        else f"Codes given by the user {AUTOMATIC!r} are automatic."
    )
    counted = "UTF-16 units" if utf16 else "Unicode code points"
    return (
        f"Written by policy-compare {package_version()} from {len(study.documents)} texts. "
        f"{what} Positions count {counted}; "
        "line ends are one character. Codings made here come back with: policy-compare "
        "exchange read FILE.qdpx"
    )


def _clean(value: object) -> str:
    return _ILLEGAL.sub("", str(value))


def _xml(root: ET.Element) -> bytes:
    ET.indent(root, space=" ")
    return (
        b'<?xml version="1.0" encoding="utf-8"?>\n'
        + ET.tostring(root, encoding="unicode").encode("utf-8")
        + b"\n"
    )
