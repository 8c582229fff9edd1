"""A study put together from its texts and from what its folder brings beside them.

Everything an analysis needs is loaded here, checked, and handed on as tables and plain values. A
folder with nothing but ``documents.csv`` and ``texts/`` is a valid study: what else is missing
comes back empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from compare import schema
from compare.adoption.equivalents import Groups, package_equivalents, parse_equivalents
from compare.adoption.lexicon import Lexicon
from compare.adoption.templates import Template, parse_template
from compare.base.cache import Cache
from compare.base.jobs import PAYS
from compare.base.progress import Progress
from compare.content.codebook import Codebook
from compare.content.codebooks import parse_codebook
from compare.likeness.set_phrases import parse_formulas
from compare.pmc.codebook import PmcBook
from compare.structure import Parsed
from compare.structure.attribution import Attribution
from compare.structure.outside import text_outside
from compare.structure.parse_report import REPAIR_COLUMNS
from compare.structure.titles import KnownIndex
from compare.study.documents import (
    document_row,
    known_document,
    known_template,
    settled_numbers,
    with_links,
)
from compare.study.files import Received, csv_rows, word_list, yaml_files
from compare.study.find import find_study
from compare.study.frames import frame_texts, into_folder, received_of
from compare.study.memos import no_memos, read_memos
from compare.study.own_lexicon import PMC, package_registry, read_ladder, read_pmc
from compare.study.parsed import document_rows, parsed_texts, read_text
from compare.study.unusable import aside_frame, set_aside_frame, unusable
from compare.text.passage import Passage, Source
from compare.words.notes import note

if TYPE_CHECKING:
    from compare.agencies.registry import Registry


@dataclass(frozen=True, slots=True)
class Part:
    """Some documents of a study: all that is needed where each is looked at alone."""

    documents: pd.DataFrame
    clauses: pd.DataFrame
    passages: dict[str, Passage]
    headings: dict[str, Passage]
    attributions: tuple[Attribution, ...]


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
        Files in ``codebooks/`` by their stem, such as ``themes``; without ``pmc``.
    pmc : PmcBook
        Variables of the PMC index; ``codebooks/pmc.yaml`` extends or replaces the package's.
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
    memos : DataFrame
        ``coding/memos.csv``: notes on clauses and cells (`compare.study.memos`); they change no
        result.
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
    pmc: PmcBook = field(default_factory=lambda: read_pmc())
    registry: Registry = field(default_factory=lambda: package_registry())
    ladder: Codebook = field(default_factory=lambda: read_ladder())
    words: tuple[str, ...] = ()
    formulas: list[dict] = field(default_factory=list)
    equivalents: Groups = field(default_factory=package_equivalents)
    decisions: pd.DataFrame = field(default_factory=pd.DataFrame)
    memos: pd.DataFrame = field(default_factory=no_memos)
    set_aside: pd.DataFrame = field(default_factory=lambda: set_aside_frame([]))
    indicators: pd.DataFrame = field(default_factory=schema.INDICATORS.frame)

    @classmethod
    def from_frame(
        cls,
        frame: pd.DataFrame,
        columns: Mapping[str, str] | None = None,
        *,
        folder: str | Path = "",
        brings: str | Path = "",
        name: str = "frame",
        strict: bool = False,
    ) -> Study:
        """A study of a frame in which a row is a document, as in a notebook.

        Parameters
        ----------
        frame : DataFrame
        columns : mapping of field to column, optional
            ``{"title": "标题", "text": "正文", "issuer": …, "issue_date": …}``; fields that are
            not named are told from the names, as ``policy-compare add`` does it.
        folder : str or Path, optional
            Study folder that the rows are written into; default: nothing is written.
        brings : str or Path, optional
            Folder of templates, codebooks, lexicon and decisions for a study without a folder.
        name : str
            What the study is called where it has no folder.
        strict : bool
            Stop where any row cannot be used, and name all of them. Default: they stand in
            `Study.set_aside`.

        Raises
        ------
        StudyError
            If the columns are in doubt: the message has the mapping to confirm.

        Examples
        --------
        >>> study = Study.from_frame(pd.DataFrame({
        ...     "标题": ["平安市关于支持夜市的意见"],
        ...     "正文": ["一、放宽准入。开摊即办。\\n二、减免费用。摊位费减半。"],
        ... }))
        >>> len(study.clauses)
        2
        """
        texts = frame_texts(frame, columns, name)
        if not folder:
            received = received_of(texts, name)
            return assemble(Path(name), received, brings=Path(brings or name), strict=strict)
        aside = into_folder(Path(folder), texts, name, strict=strict)
        study = read_study(folder, strict=strict)
        both = pd.concat([study.set_aside, aside_frame(aside)], ignore_index=True)
        return replace(study, set_aside=both)

    @property
    def whole_words(self) -> tuple[str, ...]:
        """Words that the segmenter keeps whole: names of bodies, then the study's own."""
        return (*self.registry.words(), *self.words)

    @cached_property
    def lexicon(self) -> Lexicon:
        """The study's own words, as the analyses take them."""
        formulas = parse_formulas(self.formulas) if self.formulas else None
        return Lexicon(self.words, formulas, self.equivalents)

    def part(self, doc_ids: Iterable[str]) -> Part:
        """What the study knows of some of its documents."""
        wanted = set(doc_ids)
        clauses = self.clauses[self.clauses["doc_id"].isin(wanted)].reset_index(drop=True)
        ids = list(clauses["clause_id"])
        return Part(
            self.documents[self.documents["doc_id"].isin(wanted)].reset_index(drop=True),
            clauses,
            {key: self.passages[key] for key in ids},
            {key: self.headings[key] for key in ids if key in self.headings},
            tuple(one for one in self.attributions if one.doc_id in wanted),
        )

    def uncoded(self) -> tuple[str, ...]:
        """What the study has no codebook of: ``themes``, ``instruments``."""
        return tuple(name for name in ("themes", "instruments") if name not in self.codebooks)

    def beside(self) -> pd.DataFrame:
        """Text outside clauses: ``doc_id``, ``part`` (head, tail), ``text``, simplified and without
        white space.
        """
        return text_outside(self.parts, self.sources)

    def counted(self) -> str:
        """How many texts are used: ``118 of 120 texts``, or ``5 texts`` where none was set
        aside.
        """
        n = len(self.documents)
        aside = len(self.set_aside)
        return note("note.texts_of", n=n, of=n + aside) if aside else note("note.texts", n=n)

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


def read_study(
    folder: str | Path = "",
    *,
    strict: bool = False,
    progress: Progress | None = None,
    cache: Cache | None = None,
    jobs: int = 1,
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
    cache : Cache, optional
        What is kept between runs (`compare.base.cache`); default: nothing.
    jobs : int
        Processes that parse texts, where it pays; see `compare.tables.build_tables`.

    Raises
    ------
    StudyError, ReadingError, SegmentationError, CodebookError
        Each names the file, the row, what was found and what to do. Of texts that cannot be used
        only where none is left, or with `strict`.
    """
    root = find_study(folder)
    received = [Received(row, partial(read_text, root, row)) for row in document_rows(root)]
    return assemble(root, received, strict=strict, progress=progress, cache=cache, jobs=jobs)


def assemble(
    root: Path,
    received: Sequence[Received],
    *,
    brings: Path | None = None,
    strict: bool = False,
    progress: Progress | None = None,
    cache: Cache | None = None,
    jobs: int = 1,
) -> Study:
    """Put a study together from its texts and from what a folder brings beside them.

    Parameters
    ----------
    root : Path
        What the study is called.
    received : sequence of Received
    brings : Path, optional
        Folder of templates, codebooks, lexicon and decisions; default: `root`.
    strict, progress, cache, jobs
        See `read_study`.
    """
    progress = progress or Progress()
    brings = root if brings is None else brings
    templates = tuple(
        parse_template(data, where=where) for data, where in yaml_files(brings / "templates")
    )
    parsed: dict[str, Parsed] = {}
    documents, notes = [], []
    bad: list[tuple[dict[str, str], Exception]] = []
    progress.step("reading")
    results = parsed_texts(received, cache or Cache(), jobs if len(received) >= PAYS else 1)
    for number, (one, result) in enumerate(zip(received, results, strict=True), 1):
        progress.advance(number / len(received), number, "texts")
        row = one.row
        if isinstance(result, Exception):
            bad.append((row, result))
            continue
        understood, text, digest, hints = result
        parsed[row["doc_id"]] = understood
        # A page may print its title outside the block that holds the text.
        told = {
            name: value
            for name, value in hints.items()
            if value and not getattr(understood.header, name) and not row.get(name)
        }
        documents.append(({**row, **told}, understood, text, digest))
    progress.end(len(documents), "texts")
    if bad and (strict or not documents):
        raise unusable(bad, len(received))
    numbers = settled_numbers((row, result.header) for row, result, _, _ in documents)
    known = KnownIndex(
        [
            *(
                known_document(row, result.header, numbers[row["doc_id"]])
                for row, result, _, _ in documents
            ),
            *map(known_template, templates),
        ]
    )
    templates = tuple(with_links(template, known) for template in templates)
    records = []
    for row, understood, text, digest in documents:
        record, conflicts = document_row(
            row, understood, text, digest, known, numbers[row["doc_id"]]
        )
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
            for data, where in yaml_files(brings / "codebooks")
            if Path(where).stem != PMC
        },
        pmc=read_pmc(brings),
        registry=package_registry(csv_rows(brings / "lexicon" / "agencies.csv")),
        ladder=read_ladder(brings),
        words=word_list(brings / "lexicon" / "words.txt"),
        formulas=csv_rows(brings / "lexicon" / "formula.csv"),
        equivalents=(
            *package_equivalents(),
            *parse_equivalents(csv_rows(brings / "lexicon" / "equivalents.csv")),
        ),
        decisions=pd.DataFrame(csv_rows(brings / "coding" / "decisions.csv")),
        memos=read_memos(brings),
        set_aside=set_aside_frame(bad),
    )
