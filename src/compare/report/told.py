"""The findings of a study as a reader is told them: sentences of one language, from the data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from compare.report.counts import Tables, table
from compare.report.findings import Finding, build_findings
from compare.report.limits import uncoded_words
from compare.report.template_rows import (
    dependent_controls,
    ordered,
    relations_of,
    templates_of,
)
from compare.study.read import Study
from compare.words.names import places, template_label
from compare.words.strings import LANGUAGES, check_language, say


class Findings:
    """Sentences, the most important first; in a notebook a list, in print a line each."""

    def __init__(self, sentences: list[str], lang: str) -> None:
        self.sentences = sentences
        self._none = say("show.no_finding", lang)

    def __iter__(self) -> Iterator[str]:
        return iter(self.sentences)

    def __len__(self) -> int:
        return len(self.sentences)

    def __repr__(self) -> str:
        return "\n".join(f"- {sentence}" for sentence in self.sentences) or self._none

    def _repr_markdown_(self) -> str:
        return repr(self)


def findings(study: Study, tables: Tables, lang: str = "en", *, about: str = "") -> Findings:
    """What the tables of a study say, in sentences; every number is read from the tables.

    Parameters
    ----------
    study, tables
        From `compare.read_study` and `compare.build_tables`; tables that are missing count as
        empty.
    lang : {"en", "zh"}
    about : str
        One part only: ``adoption``, ``similarity``, ``origins``, ``agencies``, ``themes`` or
        ``amounts``; empty for all.

    Returns
    -------
    Findings
        An iterable of sentences that shows itself in a notebook.
    """
    check_language(lang)
    told = [
        finding["text"][lang]
        for finding in every_finding(study, tables)
        if about in ("", finding["section"])
    ]
    if about == "themes" and (missing := study.uncoded()):
        told.append(say("limit.uncoded", lang, **uncoded_words(missing, lang)))
    return Findings(told, lang)


def every_finding(
    study: Study,
    tables: Tables,
    templates: Sequence[Any] | None = None,
    relations: list[dict[str, Any]] | None = None,
) -> list[Finding]:
    """All findings in every language, with the part of the page that shows the evidence
    (`compare.report.findings.build_findings`); `templates`, in their order, and
    their `relations` (`compare.report.template_rows.relations_of`) default to those of the study.
    """
    documents = table(tables, "documents")
    known = templates_of(study, tables) if templates is None else tuple(templates)
    if relations is None:
        relations = relations_of(documents, known, tables)
    if templates is None:
        known = ordered(known, relations)
    book = study.codebooks.get("themes")
    named = sorted(set(table(tables, "agencies")["family"]))
    english = {family: study.registry.english(family) for family in named}
    return build_findings(
        tables,
        places={code: places(documents, code) for code in LANGUAGES},
        numbers={
            code: {
                template.number: template_label(template.number, template.title, code)
                for template in known
            }
            for code in LANGUAGES
        },
        themes={code: book.names(code) if book else {} for code in LANGUAGES},
        bodies={"zh": {family: family for family in named}, "en": english},
        complete={template.number: template.complete for template in known},
        dependent=dependent_controls(relations),
        variables={code: study.pmc.names(code) for code in LANGUAGES},
    )
