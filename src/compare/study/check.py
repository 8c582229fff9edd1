"""Is a study sound? What is missing, doubled, contradictory or not understood, and what to do
about it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from compare.adoption.relations import key_of
from compare.adoption.templates import Template
from compare.base.rows import rows_of
from compare.schema import LEVELS
from compare.structure.doc_numbers import canonical_number
from compare.structure.quality import Doubt
from compare.structure.titles import is_template
from compare.study.copies import ALIKE, alike
from compare.study.doubts import doubt_note
from compare.words.notes import note

SEVERITIES = ("error", "warning", "note")
_SET_ASIDE = {"head": 0.4, "tail": 0.5, "furniture": 0.3}
_READING = {"in_tables": 0.0, "ignored_labels": 0, "doubts": ""}
_WORTH_A_LOOK = 800  # characters; the head of a short notice easily is half of it
_LONG = 2500  # characters; the longest clause of any official plan seen has fewer
_TOLD = {"few_clauses", "title_unknown", "issuer_unknown"}  # other rules of this module say so


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: how bad, which document or file, what, and what to do."""

    severity: str
    where: str
    what: str
    hint: str = ""


def parse_report(
    documents: pd.DataFrame, parts: pd.DataFrame, repairs: pd.DataFrame
) -> pd.DataFrame:
    """How much of each file was understood.

    Returns
    -------
    DataFrame
        One row a document, in order: ``doc_id, n_clauses, n_chars``, the share (0–1) of characters
        in clauses,
        ``clauses``, and in ``head``, ``tail`` and ``furniture``, ``n_repairs``, and how well it
        was read:
        ``in_tables, ignored_labels, doubts`` of documents.
    """
    size = (
        (parts["end"] - parts["begin"]).groupby([parts["doc_id"], parts["part"]]).sum()
        if len(parts)
        else pd.Series(dtype="int64")
    )
    count = repairs.groupby("doc_id").size() if len(repairs) else pd.Series(dtype="int64")
    rows = []
    for row in rows_of(documents):
        share = {
            part: float(size.get((row.doc_id, part), 0)) / max(row.n_chars, 1)
            for part in _SET_ASIDE
        }
        rows.append(
            {
                "doc_id": row.doc_id,
                "n_clauses": row.n_clauses,
                "n_chars": row.n_chars,
                "clauses": 1 - sum(share.values()),
                **share,
                "n_repairs": int(count.get(row.doc_id, 0)),
                **{name: getattr(row, name, default) for name, default in _READING.items()},
            }
        )
    return pd.DataFrame(
        rows,
        columns=["doc_id", "n_clauses", "n_chars", "clauses", *_SET_ASIDE, "n_repairs", *_READING],
    )


def check_parse(
    report: pd.DataFrame, clauses: pd.DataFrame, repairs: pd.DataFrame
) -> Iterator[Finding]:
    """Texts of which much was set aside, clauses that are empty, overlong or printed twice, gaps
    in the numbering.
    """
    for row in rows_of(report):
        for part, most in _SET_ASIDE.items():
            if getattr(row, part) > most and getattr(row, part) * row.n_chars > _WORTH_A_LOOK:
                yield Finding(
                    "warning",
                    row.doc_id,
                    note("check.aside", share=getattr(row, part), part=part),
                    note("check.aside.hint"),
                )
        if row.n_clauses < 3:
            yield Finding(
                "warning",
                row.doc_id,
                note("check.few_clauses", n=row.n_clauses),
                note("check.few_clauses.hint"),
            )
    for row in rows_of(clauses):
        if not row.text:
            yield Finding(
                "warning",
                row.clause_id,
                note("check.no_body", path=row.path, heading=row.heading),
                note("check.no_body.hint"),
            )
        elif len(row.text) > _LONG:
            yield Finding(
                "warning",
                row.clause_id,
                note("check.long", path=row.path, heading=row.heading, n=len(row.text)),
                note("check.long.hint"),
            )
    long = clauses[clauses["text"].str.len() >= 40]
    for (doc_id, _), same in long.groupby(["doc_id", "text"], sort=False):
        if len(same) > 1:
            yield Finding(
                "warning",
                str(doc_id),
                note("check.same_text", clauses=", ".join(same["clause_id"])),
                note("check.same_text.hint"),
            )
    doubted = (
        repairs[repairs["repair"].str.startswith("doubt: ", na=False)] if len(repairs) else repairs
    )
    for (doc_id, repair), same in doubted.groupby(["doc_id", "repair"], sort=False):
        code, first = str(repair).removeprefix("doubt: "), same.iloc[0]
        if code not in _TOLD:
            doubt = Doubt(code, first["begin"], first["end"], str(first["found"]))
            yield Finding(
                "warning", str(doc_id), doubt_note(doubt, len(same)), note(f"doubt.{code}")
            )
    gaps = repairs[repairs["repair"].str.contains("number", na=False)] if len(repairs) else repairs
    for doc_id, odd in gaps.groupby("doc_id", sort=False):
        yield Finding(
            "note",
            str(doc_id),
            note("check.numbering", n=len(odd), first=str(odd["found"].iloc[0])[:60]),
        )


def check_metadata(documents: pd.DataFrame) -> Iterator[Finding]:
    """Facts that later analyses need and that neither the text nor documents.csv gives."""
    for row in rows_of(documents):
        for name, why in (
            ("title", note("check.title.why")),
            ("issuer", note("check.issuer.why")),
            ("level", note("check.level.why")),
        ):
            if not getattr(row, name):
                yield Finding(
                    "warning",
                    row.doc_id,
                    note(f"check.{name}"),
                    note("check.fill", column=name, why=why),
                )
        if not row.issue_date:
            yield Finding(
                "warning",
                row.doc_id,
                note("check.issue_date"),
                note("check.issue_date.hint"),
            )
        elif len(row.issue_date) == 4:
            yield Finding(
                "note",
                row.doc_id,
                note("check.year", year=row.issue_date),
                note("check.year.hint"),
            )
        elif not re.fullmatch(r"\d{4}-\d\d-\d\d", row.issue_date):
            yield Finding(
                "error",
                row.doc_id,
                note("check.date_form", date=repr(row.issue_date)),
                note("check.date_form.hint"),
            )
        if row.level in ("city", "county") and not row.province:
            yield Finding(
                "note",
                row.doc_id,
                note("check.province"),
                note("check.fill", column="province", why=note("check.province.why")),
            )
        if not row.doc_number:
            yield Finding(
                "note",
                row.doc_id,
                note("check.doc_number"),
                note("check.doc_number.hint"),
            )


def check_relations(documents: pd.DataFrame, templates: Iterable[Template]) -> Iterator[Finding]:
    """Who implements whom: circles, gaps, contradictions in time and level, numbers that stand
    twice.
    """
    rows = list(rows_of(documents))
    books = {template.number: template for template in templates}
    owner = {key_of(row): row for row in rows}
    above = {key_of(row): _numbers(row.implements) for row in rows}
    above |= {
        number: template.implements for number, template in books.items() if number not in above
    }
    for number, times in sorted(
        Counter(row.doc_number for row in rows if "〔" in row.doc_number).items()
    ):
        if times > 1:
            who = ", ".join(row.doc_id for row in rows if row.doc_number == number)
            yield Finding(
                "error",
                who,
                note("check.number_twice", n=times, number=number),
                note("check.number_twice.hint"),
            )
    for circle in _circles(above):
        yield Finding(
            "error",
            circle[0],
            note("check.circle", circle=" → ".join([*circle, circle[0]])),
            note("check.circle.hint"),
        )
    for row in rows:
        numbers = _numbers(row.implements)
        if not numbers and row.level in ("provincial", "city", "county"):
            yield Finding(
                "note",
                row.doc_id,
                note("check.implements"),
                note("check.implements.hint"),
            )
        for number in numbers:
            upper = owner.get(number) or books.get(number)
            if upper is None and not (canonical_number(number) or is_template(number, row.title)):
                continue  # a law of another subject, named as legal basis
            if upper is None:
                yield Finding(
                    "note",
                    row.doc_id,
                    note("check.not_in_hand", number=number),
                    note("check.not_in_hand.hint"),
                )
                continue
            if row.issue_date and upper.issue_date and _earlier(row.issue_date, upper.issue_date):
                yield Finding(
                    "warning",
                    row.doc_id,
                    note(
                        "check.before", date=row.issue_date, number=number, other=upper.issue_date
                    ),
                    note("check.before.hint"),
                )
            if (
                row.level in LEVELS
                and upper.level in LEVELS
                and LEVELS.index(row.level) < LEVELS.index(upper.level)
            ):
                yield Finding(
                    "warning",
                    row.doc_id,
                    note(
                        "check.lower",
                        level=row.level,
                        number=number,
                        of=note("check.level_of", level=upper.level),
                    ),
                    note("check.lower.hint"),
                )
        for other in rows:
            if (
                other.level == "provincial"
                and row.level in ("city", "county")
                and other.doc_number
                and other.doc_number not in numbers
                and row.province
                and row.province == other.province
                and set(numbers) & set(_numbers(other.implements))
            ):
                yield Finding(
                    "note",
                    row.doc_id,
                    note("check.passed_over", document=other.doc_id, number=other.doc_number),
                    note("check.passed_over.hint"),
                )


def check_templates(templates: Mapping[str, Template]) -> Iterator[Finding]:
    """Codebooks that are drafts still, incomplete, or without cues; keys are file names."""
    for name, template in templates.items():
        to_fill = sum("待填" in item.content for item in template.items)
        if to_fill:
            yield Finding(
                "warning",
                name,
                note("check.to_fill", n=to_fill, of=len(template.items)),
                note("check.to_fill.hint"),
            )
        if not template.complete:
            yield Finding(
                "note",
                name,
                note("check.incomplete", n=len(template.items)),
                note("check.incomplete.hint"),
            )
        silent = sum(not item.all_cues for item in template.items if item.kind != "preamble")
        if silent and not to_fill:
            yield Finding("note", name, note("check.no_cues", n=silent), note("check.no_cues.hint"))


def check_duplicates(texts: Mapping[str, str]) -> Iterator[Finding]:
    """Pairs of texts that are the same, or nearly: `compare.study.copies.ALIKE` of the characters'
    8-grams shared (Jaccard).

    Parameters
    ----------
    texts : mapping
        Cleaned text of each document.
    """
    for (one, other), share in alike(texts).items():
        if texts[one] == texts[other]:
            yield Finding("error", f"{one}, {other}", note("check.same"), note("check.same.hint"))
        elif share >= ALIKE:
            yield Finding(
                "warning",
                f"{one}, {other}",
                note("check.near", share=share),
                note("check.near.hint"),
            )


def _numbers(cell: str) -> tuple[str, ...]:
    return tuple(number for number in str(cell).split(";") if number)


def _earlier(one: str, other: str) -> bool:
    size = min(len(one), len(other))  # a year alone decides only between years
    return one[:size] < other[:size]


def _circles(above: Mapping[str, tuple[str, ...]]) -> Iterator[list[str]]:
    """Every circle once, each starting at its smallest member."""
    import networkx as nx

    graph = nx.DiGraph([(lower, upper) for lower, uppers in above.items() for upper in uppers])
    for members in sorted(
        (sorted(part) for part in nx.strongly_connected_components(graph)), key=lambda part: part[0]
    ):
        if len(members) > 1 or graph.has_edge(members[0], members[0]):
            path = nx.find_cycle(graph.subgraph(members), members[0])
            circle = [edge[0] for edge in path]
            start = circle.index(min(circle))
            yield circle[start:] + circle[:start]
