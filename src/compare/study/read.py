"""A study is a folder; this module is its only reader.

Everything an analysis needs is loaded here, checked, and handed on as tables and plain values. A folder
with nothing but ``documents.csv`` and ``texts/`` is a valid study: what else is missing comes back empty.
"""

from __future__ import annotations

import csv
import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from compare import schema
from compare.adoption.templates import Template, parse_template
from compare.base.plain_yaml import read_yaml
from compare.content.codebooks import Codebook, parse_codebook
from compare.errors import PolicyCompareError, StudyError
from compare.places.issuer import level_and_region, province_of
from compare.reading import read_file
from compare.structure import Parsed, parse_text
from compare.structure.attribution import Attribution
from compare.structure.header import canonical_number
from compare.structure.named import Named
from compare.structure.parse import REPAIR_COLUMNS
from compare.structure.titles import Known, resolve, whose_and_core
from compare.study.files import csv_rows, read_register, word_list, yaml_files
from compare.text.passage import Passage, Source
from compare.text.script import script_of, simplify

if TYPE_CHECKING:
    from compare.agencies.registry import Registry

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
    templates = tuple(parse_template(data, where=where) for data, where in yaml_files(root / "templates"))
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
        documents.append((row, result, text, digest))
    known = (*(known_document(row, result) for row, result, _, _ in documents), *map(known_template, templates))
    templates = tuple(with_links(template, known) for template in templates)
    records = []
    for row, result, text, digest in documents:
        record, conflicts = document_row(row, result, text, digest, known)
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
        codebooks={Path(where).stem: parse_codebook(data, where=where) for data, where in yaml_files(root / "codebooks")},
        registry=package_registry(csv_rows(root / "lexicon" / "agencies.csv")),
        ladder=read_ladder(root),
        words=word_list(root / "lexicon" / "words.txt"),
        formulas=csv_rows(root / "lexicon" / "formula.csv"),
        decisions=pd.DataFrame(csv_rows(root / "coding" / "decisions.csv")),
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
        return parse_codebook(read_yaml(own), where=str(own))
    return parse_codebook(read_yaml(files("compare") / "lexicon" / "directives.yaml"), where="directives.yaml of the package")


def _document_rows(root: Path) -> list[dict[str, str]]:
    if not (root / "documents.csv").exists():
        raise StudyError(f"{root} holds no documents.csv. It needs the columns doc_id and file, one row a text.")
    register = read_register(root)
    if not register.rows:
        raise StudyError(f"{register.path} has no row. Add one row a text: doc_id,file.")
    return list(register.rows)


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


def known_document(row: dict[str, str], parsed: Parsed) -> Known:
    """How other documents can refer to this one: by number, by title and place, or by its doc_id."""
    header = parsed.header
    number = canonical_number(row.get("doc_number", "")) or simplify(row.get("doc_number", "")) or header.doc_number
    issuer = simplify(row.get("issuer", "")) or header.issuer
    level, region = level_and_region(issuer)
    return Known(
        number or row["doc_id"], simplify(row.get("title", "")) or header.title, number, row["doc_id"],
        simplify(row.get("region", "")) or region, row.get("level", "") or level,
    )  # fmt: skip


def known_template(template: Template) -> Known:
    """How documents can refer to what a codebook describes."""
    return Known(template.number, template.title, canonical_number(template.number), place=template.region, level=template.level)


def with_links(template: Template, known: Sequence[Known]) -> Template:
    """A codebook whose `implements` names documents of the study by title or doc_id leads to their keys."""
    links = tuple(dict.fromkeys(link_to(part, known, own=template.number, home=template.region) for part in template.implements))
    return template if links == template.implements else replace(template, implements=links)


def link_to(text: str, known: Sequence[Known], *, own: str = "", home: str = "") -> str:
    """Key of a document that somebody names by doc_id, number or title."""
    text = simplify(text).strip()
    for entry in known:
        if text and text == entry.doc_id:
            return entry.key
    return resolve(Named(text.strip("《》"), canonical_number(text)), known, own=own, home=home)


def document_row(row: dict[str, str], parsed: Parsed, text: str, digest: str, known: Sequence[Known]) -> tuple[dict, list[dict]]:
    """One row of documents: what documents.csv corrects, else what the text says, else what can be told from it."""
    header = parsed.header
    self = known_document(row, parsed)
    home = "".join([self.place, row.get("province", ""), province_of(simplify(row.get("issuer", "")) or header.issuer), whose_and_core(self.title)[0]])
    above = [resolve(named, known, home=home, own=self.key) for named in header.named]
    given = [link_to(part, known, home=home, own=self.key) for part in row.get("implements", "").replace("；", ";").split(";") if part.strip()]
    from_text = {
        "title": header.title, "doc_number": header.doc_number, "issuer": header.issuer, "issue_date": header.issue_date,
        "implements": ";".join(key for key in dict.fromkeys(above) if key not in (self.key, self.title)),
    }
    record: dict = {"doc_id": row["doc_id"]}
    conflicts = []
    for name in _FIELDS:
        told = ";".join(given) if name == "implements" else _canonical(name, row.get(name, ""))
        record[name] = told or from_text[name]
        if told and from_text[name] and told != from_text[name]:
            conflicts.append({
                "doc_id": row["doc_id"], "repair": f"{name} differs: the text says {from_text[name]!r}, documents.csv {told!r}, which is used",
                "begin": 0, "end": 0, "found": from_text[name],
            })
    level, region = level_and_region(record["issuer"])
    year = record["doc_number"].partition("〔")[2][:4]
    record["issue_date"] = record["issue_date"] or year
    province = row.get("province") or province_of(record["issuer"]) or (region if level == "provincial" else "")
    record |= {
        "level": row.get("level") or level, "region": row.get("region") or region, "province": province,
        "script": script_of(text), "n_clauses": len(parsed.rows), "n_chars": len(text), "sha256": digest, "file": row["file"],
        "title_en": row.get("title_en", ""), "region_en": row.get("region_en", ""),
    }
    return record, conflicts


def _canonical(name: str, value: str) -> str:
    if name == "doc_number":
        return canonical_number(value) or simplify(value)
    return simplify(value)
