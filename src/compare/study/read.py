"""A study is a folder; this module is its only reader.

Everything an analysis needs is loaded here, checked, and handed on as tables and plain values. A folder
with nothing but ``documents.csv`` and ``texts/`` is a valid study: what else is missing comes back empty.
"""

from __future__ import annotations

import csv
import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import yaml

from compare import schema
from compare.adoption.templates import Template, parse_template
from compare.content.codebooks import Codebook, parse_codebook
from compare.errors import CodebookError, PolicyCompareError, StudyError
from compare.places.bodies import province_of
from compare.places.titles import seat_of_document
from compare.reading import read_file
from compare.structure import Parsed, parse_text
from compare.structure.attribution import Attribution
from compare.structure.header import canonical_number
from compare.structure.parse import REPAIR_COLUMNS
from compare.text.passage import Passage, Source
from compare.text.script import script_of, simplify

if TYPE_CHECKING:
    from compare.agencies.registry import Registry

# The compiled loader reads the codebooks ten times faster; both build plain values only.
_SAFE_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FIELDS = ("title", "doc_number", "issuer", "issue_date", "implements")


@dataclass(frozen=True)
class Study:
    """A study as read: the corpus as tables, and the codebooks it brings.

    Attributes
    ----------
    documents, clauses : DataFrame
        Tables of `compare.schema`.
    passages, headings : dict of str to Passage
        Body and heading of each clause, with offsets in the file as received.
    attributions : tuple of Attribution
        Brackets and lines that name the bodies in charge.
    sources : dict of str to Source
        Each document's text as received.
    parts, repairs : DataFrame
        The parse report: every character of every file, and what was repaired or not understood.
    templates : tuple of Template
        Codebooks in ``templates/``.
    codebooks : dict of str to Codebook
        Files in ``codebooks/`` by their stem, such as ``themes``.
    registry : Registry
        Agencies the package knows, and those that ``lexicon/agencies.csv`` of the study adds.
    ladder : Codebook
        Steps of directive strength; ``lexicon/directives.yaml`` of the study replaces the package's.
    words : tuple of str
        Further words for the segmenter, from ``lexicon/words.txt``.
    formulas : list of dict
        Rows of the study's own ``lexicon/formula.csv`` (套话), which replace the package's; empty where there is none.
    decisions : DataFrame
        ``coding/decisions.csv``: what a scholar decided against the automatic level.
    """

    root: Path
    documents: pd.DataFrame
    clauses: pd.DataFrame
    passages: dict[str, Passage]
    headings: dict[str, Passage]
    attributions: tuple[Attribution, ...]
    sources: dict[str, Source]
    parts: pd.DataFrame
    repairs: pd.DataFrame
    templates: tuple[Template, ...] = ()
    codebooks: dict[str, Codebook] = field(default_factory=dict)
    registry: Registry = field(default_factory=lambda: package_registry())
    ladder: Codebook = field(default_factory=lambda: read_ladder())
    words: tuple[str, ...] = ()
    formulas: list[dict] = field(default_factory=list)
    decisions: pd.DataFrame = field(default_factory=pd.DataFrame)
    refused: dict[str, str] = field(default_factory=dict)

    @property
    def is_example(self) -> bool:
        """Whether this is the study in the project's own clone, which the prose of the notebooks is about.

        Numbers quoted in that prose are asserted in the notebooks; on another study they do not apply.
        """
        root = self.root.resolve()
        return root.name == "data" and (root.parent / "notebooks").is_dir() and (root.parent / "pyproject.toml").is_file()


def find_study(folder: str | Path = "") -> Path:
    """The study folder to use: the one named, else ``$POLICY_COMPARE_STUDY``, else the nearest one upward.

    Raises
    ------
    StudyError
        If none is found.
    """
    named = folder or os.environ.get("POLICY_COMPARE_STUDY", "")
    if named:
        root = Path(named).expanduser()
        if not root.is_dir():
            raise StudyError(f"{named} is no folder. A study is a folder with documents.csv and texts/; `policy-compare new DIR` makes one.")
        return root
    here = Path.cwd()
    for place in (here, *here.parents):
        for candidate in (place, place / "data"):
            if (candidate / "documents.csv").is_file():
                return candidate
    raise StudyError(f"No study found from {here.name} upward: a study is a folder with documents.csv. Name one with --study DIR.")


def read_study(folder: str | Path = "", *, keep_going: bool = False) -> Study:
    """Read a study.

    Parameters
    ----------
    folder : str or Path
        The study; empty: see `find_study`.
    keep_going : bool
        Leave out a document that cannot be read or parsed and note the reason in `Study.refused`,
        instead of raising.

    Raises
    ------
    StudyError, ReadingError, SegmentationError, CodebookError
        Each names the file, the row, what was found and what to do.
    """
    root = find_study(folder)
    rows = _document_rows(root)
    templates = tuple(parse_template(data, where=where) for data, where in _yaml_files(root / "templates"))
    known_titles = {template.title: template.number for template in templates if template.title}
    known_titles |= {simplify(row["title"]): canonical_number(row["doc_number"]) for row in rows if row.get("title") and row.get("doc_number")}
    parsed: dict[str, Parsed] = {}
    documents, notes, refused = [], [], {}
    for row in rows:
        try:
            text, digest = _read_text(root, row)
            result = parse_text(row["doc_id"], text)
        except PolicyCompareError as error:
            if not keep_going:
                raise
            refused[row["doc_id"]] = str(error)
            continue
        parsed[row["doc_id"]] = result
        if result.header.title and result.header.doc_number:
            known_titles.setdefault(result.header.title, result.header.doc_number)
        documents.append((row, result, text, digest))
    records = []
    for row, result, text, digest in documents:
        record, conflicts = document_row(row, result, text, digest, known_titles)
        records.append(record)
        notes += conflicts
    return Study(
        root=root,
        documents=schema.DOCUMENTS.frame(records),
        clauses=schema.CLAUSES.frame([row for p in parsed.values() for row in p.rows]),
        passages={key: value for p in parsed.values() for key, value in p.passages.items()},
        headings={key: value for p in parsed.values() for key, value in p.headings.items()},
        attributions=tuple(a for p in parsed.values() for a in p.attributions),
        sources={doc_id: p.source for doc_id, p in parsed.items()},
        parts=pd.DataFrame([row for p in parsed.values() for row in p.part_rows]),
        repairs=pd.DataFrame([*(row for p in parsed.values() for row in p.repair_rows), *notes], columns=REPAIR_COLUMNS),
        templates=templates,
        codebooks={Path(where).stem: parse_codebook(data, where=where) for data, where in _yaml_files(root / "codebooks")},
        registry=package_registry(_csv_rows(root / "lexicon" / "agencies.csv")),
        ladder=read_ladder(root),
        words=_lines(root / "lexicon" / "words.txt"),
        formulas=_csv_rows(root / "lexicon" / "formula.csv"),
        decisions=pd.DataFrame(_csv_rows(root / "coding" / "decisions.csv")),
        refused=refused,
    )


def package_registry(extra: Iterable[dict] = ()) -> Registry:
    """The agency registry that the package brings, extended by a study's rows."""
    from compare.agencies.registry import parse_registry

    text = (files("compare") / "lexicon" / "agencies.csv").read_text(encoding="utf-8")
    return parse_registry(list(csv.DictReader(text.splitlines())), extra=list(extra))


def read_ladder(root: Path | None = None) -> Codebook:
    """The ladder of directive strength: the study's own ``lexicon/directives.yaml``, else the package's."""
    own = root / "lexicon" / "directives.yaml" if root else None
    if own and own.is_file():
        return parse_codebook(_yaml(own), where=str(own))
    return parse_codebook(_yaml(files("compare") / "lexicon" / "directives.yaml"), where="directives.yaml of the package")


def _document_rows(root: Path) -> list[dict[str, str]]:
    table = root / "documents.csv"
    if not table.is_file():
        raise StudyError(f"{root} holds no documents.csv. It needs the columns doc_id and file, one row a text.")
    rows = _csv_rows(table)
    if not rows:
        raise StudyError(f"{table} has no row. Add one row a text: doc_id,file.")
    missing = [name for name in ("doc_id", "file") if name not in rows[0]]
    if missing:
        raise StudyError(f"{table}: columns {missing} are missing; found {list(rows[0])}.")
    seen: dict[str, int] = {}
    for line, row in enumerate(rows, 2):
        doc_id = row["doc_id"]
        if not doc_id or not row["file"]:
            raise StudyError(f"{table}, line {line}: doc_id and file must not be empty; found {doc_id!r}, {row['file']!r}.")
        if any(character in doc_id for character in ";/\\ \t"):
            raise StudyError(f"{table}, line {line}: doc_id {doc_id!r} holds a blank, a slash or a semicolon; use letters, digits, - and _.")
        if doc_id in seen:
            raise StudyError(f"{table}, line {line}: doc_id {doc_id!r} stands in line {seen[doc_id]} already. Each text needs its own.")
        seen[doc_id] = line
    return rows


def _csv_rows(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    reading = read_file(path) if path.stat().st_size else None
    if reading is None or not reading.text.strip():
        return []
    lines = reading.text.lstrip("\ufeff").splitlines()
    rows = []
    for number, row in enumerate(csv.DictReader(lines), 2):
        if None in row:
            raise StudyError(f"{path}, line {number}: more cells than the header has columns. Put a cell that holds a comma in quotes.")
        cells = {str(key).strip(): (value or "").strip() for key, value in row.items()}
        if any(cells.values()):
            rows.append(cells)
    return rows


def _yaml_files(folder: Path) -> list[tuple[dict, str]]:
    return [(_yaml(path), str(path)) for path in sorted([*folder.glob("*.yaml"), *folder.glob("*.yml")])]


def _yaml(path: Path | Traversable) -> Any:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_SAFE_LOADER)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise CodebookError(f"{path}: is no valid YAML in UTF-8: {' '.join(str(error).split())}.") from error


def _lines(path: Path) -> tuple[str, ...]:
    if not path.is_file():
        return ()
    return tuple(line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and not line.startswith("#"))


def _read_text(root: Path, row: dict[str, str]) -> tuple[str, str]:
    folder = (root / "texts").resolve()
    path = (folder / row["file"]).resolve()
    if not path.is_relative_to(folder):
        raise StudyError(f"documents.csv, {row['doc_id']}: file {row['file']!r} leads out of texts/. Put the text into texts/.")
    if not path.is_file():
        raise StudyError(f"documents.csv, {row['doc_id']}: texts/{row['file']} does not exist. Is the name right?")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    recorded = row.get("sha256", "").lower()
    if recorded and recorded != digest:
        raise StudyError(
            f"texts/{row['file']} ({row['doc_id']}) has sha256 {digest[:12]}…, documents.csv records {recorded[:12]}…. "
            "Texts are never edited: restore the file, or record the new file's sum in documents.csv."
        )
    return read_file(path).text, digest


def document_row(row: dict[str, str], parsed: Parsed, text: str, digest: str, titles: dict[str, str]) -> tuple[dict, list[dict]]:
    """One row of documents: what documents.csv corrects, else what the text says, else what can be told from it."""
    header = parsed.header
    named = [titles[title] for title in header.implements_titles if title in titles]
    own_number = canonical_number(row.get("doc_number", "")) or header.doc_number
    from_text = {
        "title": header.title, "doc_number": header.doc_number, "issuer": header.issuer, "issue_date": header.issue_date,
        "implements": ";".join(number for number in dict.fromkeys([*header.implements, *named]) if number != own_number),
    }
    record: dict = {"doc_id": row["doc_id"]}
    conflicts = []
    for name in _FIELDS:
        given = _canonical(name, row.get(name, ""))
        record[name] = given or from_text[name]
        if given and from_text[name] and given != from_text[name]:
            conflicts.append({
                "doc_id": row["doc_id"], "repair": f"{name} differs: the text says {from_text[name]!r}, documents.csv {given!r}, which is used",
                "begin": 0, "end": 0, "found": from_text[name],
            })
    year = record["doc_number"].partition("〔")[2][:4]
    record["issue_date"] = record["issue_date"] or year
    seat = seat_of_document(record["issuer"], record["title"], record["issue_date"][:4])
    record |= {
        "level": row.get("level") or seat.level, "region": row.get("region") or seat.region,
        "province": row.get("province") or seat.province or province_of(row.get("region", "")),
        "script": script_of(text), "n_clauses": len(parsed.rows), "n_chars": len(text), "sha256": digest, "file": row["file"],
        "title_en": row.get("title_en", ""), "region_en": row.get("region_en", ""),
    }
    return record, conflicts


def _canonical(name: str, value: str) -> str:
    if name == "doc_number":
        return canonical_number(value) or simplify(value)
    if name == "implements":
        return ";".join(canonical_number(part) or simplify(part) for part in value.replace("；", ";").split(";") if part.strip())
    return simplify(value)
