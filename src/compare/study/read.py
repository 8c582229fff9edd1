"""A study is a folder; this module is its only reader.

Everything an analysis needs is loaded here, checked, and handed on as tables and plain values. A
folder with nothing but ``documents.csv`` and ``texts/`` is a valid study: what else is missing
comes back empty.
"""

from __future__ import annotations

import csv
import hashlib
import os
import traceback
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from compare import schema
from compare.adoption.equivalents import Groups, package_equivalents, parse_equivalents
from compare.adoption.templates import Template, parse_template
from compare.base.plain_yaml import read_yaml
from compare.base.progress import Progress
from compare.content.codebooks import Codebook, parse_codebook
from compare.errors import PolicyCompareError, StudyError
from compare.places.bodies import province_of
from compare.places.titles import seat_of_document
from compare.reading import read_file
from compare.structure import Parsed, parse_text
from compare.structure.attribution import Attribution
from compare.structure.doc_numbers import canonical_number
from compare.structure.named import Named
from compare.structure.parse import REPAIR_COLUMNS
from compare.structure.quality import Quality
from compare.structure.titles import Known, resolve, whose_and_core
from compare.study.files import csv_rows, read_register, word_list, yaml_files
from compare.study.page_facts import page_fact
from compare.text.dates import iso_date
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
        Steps of directive strength; ``lexicon/directives.yaml`` of the study replaces the
        package's.
    words : tuple of str
        Further words for the segmenter, from ``lexicon/words.txt``.
    formulas : list of dict
        Rows of the study's own ``lexicon/formula.csv`` (套话), which replace the package's; empty
        where there is none.
    equivalents : tuple of tuple of str
        Terms of the field that stand for each other: those of the package, then those of the
        study's own ``lexicon/equivalents.csv``.
    indicators : DataFrame
        Rows of tables of indicators: targets of plans, as printed.
    decisions : DataFrame
        ``coding/decisions.csv``: what a scholar decided against the automatic level.
    set_aside : DataFrame
        ``doc_id, file, reason`` of texts that documents.csv names and that cannot be used:
        missing, unreadable, empty, changed since they were recorded, or without a recognisable
        clause.
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
    equivalents: Groups = field(default_factory=package_equivalents)
    decisions: pd.DataFrame = field(default_factory=pd.DataFrame)
    set_aside: pd.DataFrame = field(default_factory=lambda: _set_aside([]))
    indicators: pd.DataFrame = field(default_factory=schema.INDICATORS.frame)

    def counted(self) -> str:
        """How many texts are used: ``118 of 120 texts``, or ``5 texts`` where none was set
        aside.
        """
        n = len(self.documents)
        of = f" of {n + len(self.set_aside)}" if len(self.set_aside) else ""
        return f"{n}{of} {'text' if n == 1 and not of else 'texts'}"

    def __repr__(self) -> str:
        """What the study holds, in a few lines: documents, clauses, what is in hand, what was set
        aside.
        """
        return "\n".join(
            [f"Study {self.root.name}", *(f"  {name}: {value}" for name, value in self._summary())]
        )

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>"
            for name, value in self._summary()
        )
        return f"<table><caption>{escape(self.root.name)}</caption>{rows}</table>"

    def _summary(self) -> list[tuple[str, str]]:
        chars = int(self.documents["n_chars"].sum()) if len(self.documents) else 0
        first = ", ".join(self.documents["doc_id"].head(6))
        parts = [
            (
                "documents",
                f"{len(self.documents)} ({first}{', …' if len(self.documents) > 6 else ''})",
            ),
            ("clauses", f"{len(self.clauses):,} in {chars:,} characters"),
            ("templates", f"{len(self.templates)} codebooks"),
            ("codebooks", ", ".join(sorted(self.codebooks)) or "none"),
        ]
        aside = len(self.set_aside)
        return parts + (
            [("set aside", f"{aside} texts; `set_aside` names the reasons")] if aside else []
        )


def find_study(folder: str | Path = "") -> Path:
    """The study folder to use: the one named, else ``$POLICY_COMPARE_STUDY``, else the nearest one
    upward.

    Raises
    ------
    StudyError
        If none is found.
    """
    named = folder or os.environ.get("POLICY_COMPARE_STUDY", "")
    if named:
        root = Path(named).expanduser()
        if not root.is_dir():
            raise StudyError(
                f"{named} is no folder. A study is a folder with documents.csv and "
                f"texts/; `policy-compare new DIR` makes one."
            )
        return root
    here = Path.cwd()
    for place in (here, *here.parents):
        for candidate in (place, place / "data"):
            if (candidate / "documents.csv").is_file():
                return candidate
    raise StudyError(
        f"No study found from {here.name} upward: a study is a folder with documents.csv. "
        f"Name one with --study DIR."
    )


def read_study(
    folder: str | Path = "", *, strict: bool = False, progress: Progress | None = None
) -> Study:
    """Read a study.

    Parameters
    ----------
    folder : str or Path
        The study; empty: see `find_study`.
    strict : bool
        Stop where any text cannot be used, and name all of them. Default: they stand in
        `Study.set_aside` with their reasons.
    progress : Progress, optional
        Told how many texts are read.

    Raises
    ------
    StudyError, ReadingError, SegmentationError, CodebookError
        Each names the file, the row, what was found and what to do. Of texts that cannot be used
        only where none is left, or with `strict`.
    """
    root = find_study(folder)
    progress = progress or Progress(quiet=True)
    rows = _document_rows(root)
    templates = tuple(
        parse_template(data, where=where) for data, where in yaml_files(root / "templates")
    )
    parsed: dict[str, Parsed] = {}
    documents, notes = [], []
    bad: list[tuple[dict[str, str], Exception]] = []
    progress.step("reading")
    for number, row in enumerate(rows, 1):
        try:
            text, digest, title = _read_text(root, row)
            result = parse_text(row["doc_id"], text)
        except (PolicyCompareError, OSError) as error:
            bad.append((row, error))
            continue
        except Exception as error:  # a fault of the program: named as one, and the others are read
            bad.append((row, unexpected(error)))
            continue
        finally:
            progress.advance(number / len(rows), number, "texts")
        parsed[row["doc_id"]] = result
        if title and not result.header.title and not row.get("title"):
            row = {
                **row,
                "title": title,
            }  # a page may print its title outside the block that holds the text
        documents.append((row, result, text, digest))
    progress.end(f"{len(documents):,} texts")
    if bad and (strict or not documents):
        raise _unusable(bad, len(rows))
    known = (
        *(known_document(row, result) for row, result, _, _ in documents),
        *map(known_template, templates),
    )
    templates = tuple(with_links(template, known) for template in templates)
    records = []
    for row, result, text, digest in documents:
        record, conflicts = document_row(row, result, text, digest, known)
        records.append(record)
        notes += conflicts
    _tell_apart(records)
    return Study(
        root=root,
        documents=schema.DOCUMENTS.frame(records),
        clauses=schema.CLAUSES.frame([row for p in parsed.values() for row in p.rows]),
        passages={key: value for p in parsed.values() for key, value in p.passages.items()},
        headings={key: value for p in parsed.values() for key, value in p.headings.items()},
        attributions=tuple(a for p in parsed.values() for a in p.attributions),
        sources={doc_id: p.source for doc_id, p in parsed.items()},
        parts=pd.DataFrame([row for p in parsed.values() for row in p.part_rows]),
        indicators=schema.INDICATORS.frame(
            [
                i.row(p.source.doc_id, n)
                for p in parsed.values()
                for n, i in enumerate(p.indicator_rows, 1)
            ]
        ),
        repairs=pd.DataFrame(
            [*(row for p in parsed.values() for row in p.repair_rows), *notes],
            columns=REPAIR_COLUMNS,
        ),
        templates=templates,
        codebooks={
            Path(where).stem: parse_codebook(data, where=where)
            for data, where in yaml_files(root / "codebooks")
        },
        registry=package_registry(csv_rows(root / "lexicon" / "agencies.csv")),
        ladder=read_ladder(root),
        words=word_list(root / "lexicon" / "words.txt"),
        formulas=csv_rows(root / "lexicon" / "formula.csv"),
        equivalents=(
            *package_equivalents(),
            *parse_equivalents(csv_rows(root / "lexicon" / "equivalents.csv")),
        ),
        decisions=pd.DataFrame(csv_rows(root / "coding" / "decisions.csv")),
        set_aside=_set_aside(bad),
    )


def _set_aside(bad: Iterable[tuple[dict[str, str], Exception]]) -> pd.DataFrame:
    rows = [(row["doc_id"], row["file"], _reason(error)) for row, error in bad]
    return pd.DataFrame(rows, columns=["doc_id", "file", "reason"], dtype="str")


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return f"cannot be read: {error.strerror or error}. Check the name and the permissions."
    return str(error)


def unexpected(error: Exception) -> StudyError:
    """A fault of the program met in one text, told as such, with the place where it arose."""
    last = traceback.extract_tb(error.__traceback__)[-1:]
    place = f" at {Path(last[0].filename).name}:{last[0].lineno}" if last else ""
    told = StudyError(f"unexpected error (please report): {type(error).__name__}{place}: {error}")
    told.__cause__ = error
    return told


def _unusable(bad: list[tuple[dict[str, str], Exception]], n: int) -> Exception:
    """All texts that cannot be used in one message; a fault that stands alone keeps its own."""
    if len(bad) == 1 and isinstance(bad[0][1], PolicyCompareError):
        return bad[0][1]
    listed = "\n".join(
        f"  {row['doc_id']} (texts/{row['file']}): {_reason(error)}" for row, error in bad
    )
    return StudyError(f"{len(bad)} of {n} texts cannot be used:\n{listed}")


def package_registry(extra: Iterable[dict] = ()) -> Registry:
    """The agency registry that the package brings, extended by a study's rows."""
    from compare.agencies.registry import parse_registry

    text = (files("compare") / "lexicon" / "agencies.csv").read_text(encoding="utf-8")
    return parse_registry(list(csv.DictReader(text.splitlines())), extra=list(extra))


def read_ladder(root: Path | None = None) -> Codebook:
    """The ladder of directive strength: the study's own ``lexicon/directives.yaml``, else the
    package's.
    """
    own = root / "lexicon" / "directives.yaml" if root else None
    if own and own.is_file():
        return parse_codebook(read_yaml(own), where=str(own))
    return parse_codebook(
        read_yaml(files("compare") / "lexicon" / "directives.yaml"),
        where="directives.yaml of the package",
    )


def _document_rows(root: Path) -> list[dict[str, str]]:
    if not (root / "documents.csv").exists():
        raise StudyError(
            f"{root} holds no documents.csv. It needs the columns doc_id and file, one row a text."
        )
    register = read_register(root)
    if not register.rows:
        raise StudyError(f"{register.path} has no row. Add one row a text: doc_id,file.")
    return list(register.rows)


def _read_text(root: Path, row: dict[str, str]) -> tuple[str, str, str]:
    """Text, sha256 of the file, and the title that a page gives beside its text."""
    folder = (root / "texts").resolve()
    if any(unicodedata.category(letter) in ("Cc", "Cs") for letter in row["file"]):
        raise StudyError(
            f"documents.csv, {row['doc_id']}: file {row['file']!r} holds a control character. "
            f"Rename the file."
        )
    path = (folder / row["file"]).resolve()
    if not path.is_relative_to(folder):
        raise StudyError(
            f"documents.csv, {row['doc_id']}: file {row['file']!r} leads out of texts/. "
            f"Put the text into texts/."
        )
    if not path.is_file():
        raise StudyError(
            f"documents.csv, {row['doc_id']}: texts/{row['file']} does not exist. Is the "
            f"name right?"
        )
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    recorded = row.get("sha256", "").lower()
    if recorded and recorded != digest:
        raise StudyError(
            f"texts/{row['file']} ({row['doc_id']}) has sha256 {digest[:12]}…, "
            f"documents.csv records {recorded[:12]}…. "
            "Texts are never edited: restore the file, or record the new file's sum in "
            "documents.csv."
        )
    reading = read_file(path)
    return reading.text, digest, page_fact("title", reading.hints.get("title", ""))


def known_document(row: dict[str, str], parsed: Parsed) -> Known:
    """How other documents can refer to this one: by number, by title and place, or by its
    doc_id.
    """
    header = parsed.header
    number = (
        canonical_number(row.get("doc_number", ""))
        or simplify(row.get("doc_number", ""))
        or header.doc_number
    )
    title = simplify(row.get("title", "")) or header.title
    seat = seat_of_document((simplify(row.get("issuer", "")) or header.issuer).split(";")[0], title)
    place = simplify(row.get("region", "")) or seat.region
    return Known(
        number or row["doc_id"],
        title,
        number,
        row["doc_id"],
        place,
        row.get("level", "") or seat.level,
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


def with_links(template: Template, known: Sequence[Known]) -> Template:
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


def link_to(text: str, known: Sequence[Known], *, own: str = "", home: str = "") -> str:
    """Key of a document that somebody names by doc_id, number or title."""
    text = simplify(text).strip()
    for entry in known:
        if text and text == entry.doc_id:
            return entry.key
    return resolve(Named(text.strip("《》"), canonical_number(text)), known, own=own, home=home)


def document_row(
    row: dict[str, str], parsed: Parsed, text: str, digest: str, known: Sequence[Known]
) -> tuple[dict, list[dict]]:
    """One row of documents: what documents.csv corrects, else what the text says, else what can be
    told from it.
    """
    header = parsed.header
    self = known_document(row, parsed)
    issuer = (simplify(row.get("issuer", "")) or header.issuer).split(";")[0]
    home = "".join(
        [
            self.place,
            row.get("province", ""),
            seat_of_document(issuer, self.title).province,
            whose_and_core(self.title)[0],
        ]
    )
    above = [resolve(named, known, home=home, own=self.key) for named in header.named]
    told = [
        link_to(part, known, home=home, own=self.key)
        for part in row.get("implements", "").replace("；", ";").split(";")
        if part.strip()
    ]
    from_text = {
        "title": header.title,
        "doc_number": header.doc_number,
        "issuer": header.issuer,
        "issue_date": header.issue_date,
        "implements": ";".join(
            key for key in dict.fromkeys(above) if key not in (self.key, self.title)
        ),
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
                    "repair": (
                        f"{name} differs: the text says {from_text[name]!r}, "
                        f"documents.csv {given!r}, which is used"
                    ),
                    "begin": 0,
                    "end": 0,
                    "found": from_text[name],
                }
            )
    year = record["doc_number"].partition("〔")[2][:4]
    record["issue_date"] = record["issue_date"] or year
    seat = seat_of_document(
        record["issuer"].split(";")[0], record["title"], record["issue_date"][:4]
    )
    record |= {
        "level": row.get("level") or seat.level,
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
        **quality_columns(parsed.quality),
    }
    return record, conflicts


def _tell_apart(records: list[dict[str, Any]]) -> None:
    """Announcements and orders of several bodies may have one number (2021年第5号): their issuer
    is put before it.
    """
    times = Counter(record["doc_number"] for record in records)
    for record in records:
        number = record["doc_number"]
        if number and "〔" not in number and times[number] > 1:
            record["doc_number"] = record["issuer"].split(";")[0] + number


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
