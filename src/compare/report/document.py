"""The report as a Word file: what a reader of paper needs, and the evidence behind each cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from compare.figures.spec import FigureSpec, all_figures
from compare.figures.theme import WIDTHS
from compare.paper.kit import DEFAULT_WIDTH, full_caption, picture_name
from compare.paper.methods import checklist, methods_paragraphs
from compare.paper.printed_references import document_references, printed
from compare.paper.publication import publication_tables
from compare.paper.references import references_for
from compare.paper.word import WordFile
from compare.report.drawn import lighter
from compare.report.evidence_table import EVIDENCE, evidence_rows
from compare.report.payload import build_payload
from compare.words.strings import check_language, say

if TYPE_CHECKING:
    from compare.study.read import Study

Tables = Mapping[str, pd.DataFrame]


def word_report(
    study: Study,
    tables: Tables,
    figures: Path,
    *,
    lang: str = "zh",
    specs: Sequence[FigureSpec] | None = None,
) -> bytes:
    """The report of `study` as the bytes of a .docx file: findings, figures, the three tables,
    methods with a reviewer's checklist, references, and the evidence of each cell.

    Parameters
    ----------
    study, tables : from `compare.read_study` and `compare.build_tables`
    figures : Path
        Folder into which `compare.paper.kit.write_figures` wrote the PNGs; what is not there is
        left out.
    lang : {"zh", "en"}
    specs : sequence of FigureSpec, optional
        Default: every figure there is.

    Raises
    ------
    ValueError
        If `lang` is not a language there is.
    """
    check_language(lang)
    payload = build_payload(study, tables, lang=lang)
    word = WordFile(lang, payload["title"][lang])
    word.subtitle(
        say("print.word.made", lang, n=len(tables["documents"]), clauses=len(tables["clauses"]))
    )
    word.heading(say("print.word.findings", lang))
    word.bullets(finding["text"][lang] for finding in payload["findings"])
    word.heading(say("print.word.tables", lang))
    for table in publication_tables(study, tables, lang):
        word.table(table)
    _figures(word, study, tables, figures, lang, all_figures() if specs is None else specs)
    word.heading(say("print.word.methods", lang))
    word.paragraphs(methods_paragraphs(study, tables, lang))
    word.heading(say("print.word.limits", lang), 2)
    word.bullets(limit[lang] for limit in payload["limits"])
    word.heading(say("checklist.title", lang), 2)
    word.bullets(checklist(study, tables, lang))
    word.heading(say("print.word.references", lang))
    sources = [*document_references(study, tables, lang), *references_for(tables)]
    word.references(
        f"[{number}] {printed(work, lang)}" for number, work in enumerate(sources, start=1)
    )
    _evidence(word, study, tables, lang)
    return word.content()


def _figures(
    word: WordFile, study: Study, tables: Tables, folder: Path, lang: str, specs: Any
) -> None:
    main = [spec for spec in specs if not spec.supplement]
    beside = [spec for spec in specs if spec.supplement]
    for heading, part in (("figures", main), ("supplement", beside)):
        paths = {spec.name: folder / picture_name(spec.name, lang, "png") for spec in part}
        there = [spec for spec in part if paths[spec.name].is_file()]
        if there:
            word.heading(say(f"print.word.{heading}", lang))
        for spec in there:
            data = spec.data(study, tables)
            word.figure(
                lighter(paths[spec.name].read_bytes()),
                width_mm=WIDTHS[DEFAULT_WIDTH],
                title=spec.title[lang],
                caption=full_caption(spec, data, study, lang),
                alt=spec.alt(data, lang),
            )


def _evidence(word: WordFile, study: Study, tables: Tables, lang: str) -> None:
    rows = evidence_rows(study, tables, lang)
    if not rows:
        return
    word.page_break()
    word.heading(say("print.evidence.title", lang))
    word.paragraphs([say("print.evidence.lead", lang)])
    if len(rows) > EVIDENCE:
        word.paragraphs([say("print.evidence.cut", lang, shown=EVIDENCE, total=len(rows))])
    head = [say(f"print.evidence.{key}", lang) for key in ("cell", "item", "clause", "place")]
    shown = pd.DataFrame(rows[:EVIDENCE])
    for title, part in shown.groupby("title", sort=False):
        word.heading(str(title), 2)
        cells = part[["cell", "item", "clause", "place"]].to_numpy().tolist()
        word.grid(head, cells, (0.16, 0.24, 0.41, 0.19), "llll", whole_rows=False)
