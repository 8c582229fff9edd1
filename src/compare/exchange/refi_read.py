"""REFI-QDA projects as they come back: every coding with its coder, its code and its place in the
file as received.

Programs rename files, change line ends and may give codes new identifiers. So a code is known by
its identifier or, failing that, by its name; a text by its identifier or its name; a place by the
characters that are no white space.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from compare.base.rows import rows_of
from compare.errors import CodingError
from compare.exchange.codes import QdaCode, code_system
from compare.exchange.positions import exported, first_difference, from_utf16, returned
from compare.exchange.refi_write import PROJECT, source_guid
from compare.exchange.zips import read_zip
from compare.text.numerals import whole_number

if TYPE_CHECKING:
    from compare.study.read import Study

COLUMNS = ("coder", "doc_id", "begin", "end", "clause_id", "kind", "code", "name", "text", "note")


def read_codings(
    path: Path, study: Study, tables: Mapping[str, pd.DataFrame], *, utf16: bool = False
) -> pd.DataFrame:
    """Codings of a ``.qdpx`` file on the texts of a study.

    Parameters
    ----------
    path : Path
        A project that began as an export of this study.
    study : Study
    tables : mapping of name to DataFrame
    utf16 : bool
        Positions count UTF-16 units (see `compare.exchange.refi_write.to_qdpx`).

    Returns
    -------
    DataFrame
        One row a coding: ``coder``, ``doc_id``, ``begin`` and ``end`` in the file as received,
        ``clause_id`` (the clause with the largest share of it; empty outside clauses), ``kind``
        and ``code`` (empty where the study has no such code), ``name`` of the code in the project,
        ``text`` as received, ``note``.

    Raises
    ------
    CodingError
        If the file is no REFI-QDA project, or a text in it is not that of the study.
    """
    root, files = _project(path)
    names = _names(root)
    codes = _known_codes(root, code_system(study, tables))
    users = {_id(user): user.get("name") or user.get("id") or "" for user in _all(root, "User")}
    notes = {_id(note): _content(note, files, path) for note in _all(root, "Note")}
    by_guid = {source_guid(doc_id): doc_id for doc_id in study.sources}
    rows: list[dict] = []
    for source in _all(root, "TextSource"):
        selections = list(source.iter(f"{{{PROJECT}}}PlainTextSelection"))
        doc_id = by_guid.get(_id(source)) or _by_name(source.get("name", ""), study)
        if not selections:
            continue
        if doc_id is None:
            raise CodingError(
                f"{path.name}: holds codings on {source.get('name')!r}, which is no document "
                "of this study."
            )
        rows += _rows(
            doc_id,
            selections,
            _content(source, files, path),
            study,
            users,
            codes,
            names,
            notes,
            path,
            utf16=utf16,
        )
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    table["clause_id"] = _clauses_of(table, tables["clauses"])
    order = {doc_id: place for place, doc_id in enumerate(study.documents["doc_id"])}
    # within a selection codings keep the order of the project, which for themes says which is most
    # central
    keys = [(order[row.doc_id], row.begin, row.end, row.coder) for row in rows_of(table)]
    return table.iloc[sorted(range(len(keys)), key=keys.__getitem__)].reset_index(drop=True)


def _rows(
    doc_id, selections, back, study, users, codes, names, notes, path, *, utf16
) -> Iterator[dict]:  # type: ignore[no-untyped-def]
    received = study.sources[doc_id].text
    sent = exported(received)
    back = back.replace("\r\n", "\n").removeprefix("\ufeff") if back is not None else sent.text
    way = returned(sent.text, back)
    if way is None:
        at = first_difference(sent.text, back)
        raise CodingError(
            f"{path.name}: the text of {doc_id} differs from texts/ of this study at character "
            f"{at} of the project's copy, "
            f"{back[max(at - 5, 0) : at + 10]!r}. Texts must not be edited: read the project "
            "into the study that it came from."
        )
    for selection in selections:
        begin, end = (_position(selection, name, path) for name in ("startPosition", "endPosition"))
        if utf16:
            begin, end = from_utf16(back, begin), from_utf16(back, end)
        first, last = (sent.inward(place) for place in way.span(begin, end))
        last = max(first, last)
        for coding in selection.findall(f"{{{PROJECT}}}Coding"):
            target = _target(coding.find(f"{{{PROJECT}}}CodeRef"))
            code = codes.get(target)
            linked = [
                *selection.findall(f"{{{PROJECT}}}NoteRef"),
                *coding.findall(f"{{{PROJECT}}}NoteRef"),
            ]
            who = coding.get("creatingUser") or selection.get("creatingUser") or ""
            yield {
                "coder": users.get(_plain(who), ""),
                "doc_id": doc_id,
                "begin": first,
                "end": last,
                "clause_id": "",
                "kind": code.kind if code else "",
                "code": code.code if code else "",
                "name": names.get(target, ""),
                "text": received[first:last],
                "note": "\n".join(
                    text for ref in linked if (text := notes.get(_target(ref)) or "")
                ),
            }


def _project(path: Path) -> tuple[ET.Element, dict[str, bytes]]:
    if not path.is_file():
        raise CodingError(f"{path}: there is no such file.")
    files = read_zip(path)
    found = sorted(name for name in files if name.lower().endswith(".qde"))
    if not found:
        raise CodingError(
            f"{path.name}: holds no project.qde. Export it from your program as REFI-QDA "
            "project (.qdpx)."
        )
    content = files[found[0]]
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise CodingError(
            f"{path.name}: {found[0]} declares entities, which a REFI-QDA project never does; "
            "it is not read."
        )
    try:
        root = ET.fromstring(content)
    except ET.ParseError as error:
        raise CodingError(
            f"{path.name}: {found[0]} is no valid XML ({error}). Export the project again."
        ) from error
    if not root.tag.endswith("}Project") or PROJECT.rpartition(":")[0] not in root.tag:
        raise CodingError(
            f"{path.name}: {found[0]} begins with {root.tag}, not with Project of {PROJECT}."
        )
    if not root.tag.startswith(
        f"{{{PROJECT}}}"
    ):  # a later version of the standard: same names, other number
        wrong = root.tag.partition("}")[0]
        for element in root.iter():
            element.tag = element.tag.replace(f"{wrong}}}", f"{{{PROJECT}}}")
    return root, files


def _content(source: ET.Element, files: Mapping[str, bytes], path: Path) -> str:
    inline = source.find(f"{{{PROJECT}}}PlainTextContent")
    if inline is not None:
        return inline.text or ""
    name = source.get("plainTextPath") or ""
    if not name:
        return ""
    wanted = name.replace("internal://", "").replace("\\", "/").rpartition("/")[2].casefold()
    found = [
        content for file, content in files.items() if file.rpartition("/")[2].casefold() == wanted
    ]
    if not found:
        raise CodingError(
            f"{path.name}: the text {name!r} of {source.get('name')!r} is not in the archive."
        )
    try:
        return found[0].decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CodingError(
            f"{path.name}: the text {name!r} is not in UTF-8 ({error.reason})."
        ) from error


def _known_codes(root: ET.Element, system: tuple[QdaCode, ...]) -> dict[str, QdaCode]:
    """Codes of the study by their identifier in the project, which another program may have
    changed.
    """
    ours = [code for top in system for code in top.walk() if code.code]
    by_guid = {code.guid: code for code in ours}
    paths = {
        (*above, code.name): code for top in system for above, code in _paths(top) if code.code
    }
    out = {}
    for above, element in _code_elements(root):
        identity = _id(element)
        code = by_guid.get(identity) or paths.get((*above, element.get("name") or ""))
        if code:
            out[identity] = code
    return out


def _paths(code: QdaCode, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], QdaCode]]:
    yield above, code
    for child in code.below:
        yield from _paths(child, (*above, code.name))


def _code_elements(root: ET.Element) -> Iterator[tuple[tuple[str, ...], ET.Element]]:
    def walk(
        element: ET.Element, above: tuple[str, ...]
    ) -> Iterator[tuple[tuple[str, ...], ET.Element]]:
        for child in element.findall(f"{{{PROJECT}}}Code"):
            yield above, child
            yield from walk(child, (*above, child.get("name") or ""))

    for codes in _all(root, "Codes"):
        yield from walk(codes, ())


def _names(root: ET.Element) -> dict[str, str]:
    return {
        _id(element): " > ".join((*above, element.get("name") or ""))
        for above, element in _code_elements(root)
    }


def _by_name(name: str, study: Study) -> str | None:
    """The document of that name, where a program added an ending or took the file's name."""
    stems = {doc_id.casefold(): doc_id for doc_id in study.sources}
    stems |= {
        Path(str(row["file"])).stem.casefold(): str(row["doc_id"])
        for row in study.documents.to_dict("records")
        if row.get("file")
    }
    return stems.get(name.casefold()) or stems.get(Path(name).stem.casefold())


def _clauses_of(codings: pd.DataFrame, clauses: pd.DataFrame) -> list[str]:
    """The clause that holds most of each coding; empty where none does."""
    spans: dict[str, list[tuple[int, int, str]]] = {}
    for row in rows_of(clauses):
        spans.setdefault(str(row.doc_id), []).append(
            (int(row.begin), int(row.end), str(row.clause_id))
        )
    out = []
    for row in rows_of(codings):
        shared = [
            (min(end, row.end) - max(begin, row.begin), clause)
            for begin, end, clause in spans.get(str(row.doc_id), ())
        ]
        most, clause = max(shared, default=(0, ""), key=lambda pair: pair[0])
        out.append(clause if most > 0 else "")
    return out


def _position(selection: ET.Element, name: str, path: Path) -> int:
    value = selection.get(name, "")
    found = whole_number(value)
    if found is None:
        raise CodingError(
            f"{path.name}: selection {selection.get('guid')} has {name} {value!r}; a position "
            "is a number from 0."
        )
    return found


def _all(root: ET.Element, name: str) -> Iterator[ET.Element]:
    return root.iter(f"{{{PROJECT}}}{name}")


def _plain(identity: str) -> str:
    return identity.strip("{}").casefold()


def _id(element: ET.Element) -> str:
    return _plain(element.get("guid", ""))


def _target(element: ET.Element | None) -> str:
    return _plain(element.get("targetGUID", "")) if element is not None else ""
