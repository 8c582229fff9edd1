"""Official texts of the templates, from the pages that their codebooks name: what to fetch, and
whether what came is the document.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from compare.adoption.rules import RULES
from compare.adoption.templates import Template, parse_template
from compare.structure.doc_numbers import canonical_number
from compare.structure.titles import whose_and_core
from compare.study.enter import candidates, enter
from compare.study.files import read_register, yaml_files
from compare.study.headings_there import missing_headings, told_missing
from compare.study.ids import id_of
from compare.study.take_in import Candidate
from compare.text.fold import fold
from compare.words.notes import joined, note


@dataclass(frozen=True, slots=True)
class Wanted:
    """A template whose official page is known and whose text the study does not hold yet."""

    template: Template
    doc_id: str
    address: str


def wanted_templates(study: Path, numbers: Iterable[str] = ()) -> tuple[list[Wanted], list[str]]:
    """What can be fetched, and why the rest cannot.

    Parameters
    ----------
    study : Path
    numbers : iterable of str
        Document numbers; empty: every codebook of the study.

    Returns
    -------
    wanted : list of Wanted
    why_not : list of str
        One line for each template asked for that has no page, or whose text the study holds
        already.
    """
    only = {canonical_number(number) or number for number in numbers}
    held = {
        canonical_number(row.get("doc_number", "")): row["doc_id"]
        for row in read_register(study).rows
        if row.get("doc_number")
    }
    ids = set(read_register(study).ids)
    wanted, why_not = [], []
    books = [
        (parse_template(data, where=where), where)
        for data, where in yaml_files(study / "templates")
    ]
    for template, where in books:
        if only and template.number not in only:
            continue
        doc_id = id_of(Path(where).stem)
        if template.number in held or doc_id in ids:
            why_not.append(
                note(
                    "fetch.held", number=template.number, document=held.get(template.number, doc_id)
                )
            )
        elif not template.official_url:
            why_not.append(note("fetch.no_url", number=template.number))
        else:
            wanted.append(Wanted(template, doc_id, template.official_url))
    missing = only - {template.number for template, _ in books}
    why_not += [note("fetch.no_codebook", number=number) for number in sorted(missing)]
    return wanted, why_not


def fetch_template(study: Path, wanted: Wanted, *, allow_local: bool = False) -> Candidate:
    """Download one official page and check that it is the document; `Candidate.refused` says where
    it is not.
    """
    template = wanted.template
    facts = {
        "title": template.title,
        "doc_number": template.number,
        "issuer": template.issuer,
        "issue_date": template.issue_date,
        "level": template.level,
        "region": template.region,
        "implements": ";".join(template.implements),
    }
    candidate = candidates(
        study, [wanted.address], doc_id=wanted.doc_id, facts=facts, allow_local=allow_local
    )[0]
    if candidate.refused or candidate.known_as:
        return candidate
    wrong = contradictions(candidate, template)
    if wrong:
        return replace(
            candidate,
            refused=note(
                "fetch.other", address=wanted.address, number=template.number, wrong=joined(wrong)
            ),
        )
    return candidate


def enter_template(study: Path, candidate: Candidate) -> list[str]:
    """Enter a checked page as official text; ids that are new."""
    return enter(study, [candidate], extra={"template": "yes"})


def contradictions(candidate: Candidate, template: Template) -> list[str]:
    """What speaks against a text being the document of a codebook: another number, another title,
    items that it does not hold.
    """
    if candidate.parsed is None or candidate.reading is None:
        return [note("fetch.no_clause")]
    header, wrong = candidate.parsed.header, []
    hints = candidate.reading.hints
    number = header.doc_number or canonical_number(str(hints.get("doc_number", "")))
    if number and number != template.number:
        wrong.append(note("fetch.number", number=number))
    title = header.title or str(hints.get("title", ""))
    same_title = _same_title(title, template.title)
    if (
        title
        and template.title
        and not same_title
        and fold(template.title).text not in fold(candidate.reading.text).text
    ):
        wrong.append(note("fetch.title", title=repr(title)))
    if not number and not same_title:
        wrong.append(note("fetch.unread"))
    missing, of = missing_headings(candidate.reading.text, template)
    there = of - len(missing)
    if of and there < RULES.items_there * of:
        wrong.append(note("fetch.headings", there=there, of=of))
    return wrong


def incomplete(candidate: Candidate, template: Template) -> str:
    """A note where an entered text lacks headings of its codebook; empty where it has all."""
    if candidate.reading is None:
        return ""
    missing, of = missing_headings(candidate.reading.text, template)
    return told_missing(missing, of) if missing else ""


def _same_title(one: str, other: str) -> bool:
    return bool(one and other) and whose_and_core(one)[1] == whose_and_core(other)[1]
