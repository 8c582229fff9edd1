"""Do documents and templates fit each other: circles, gaps, contradictions in time and level."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from compare.adoption.relations import edition_of, issued_on, key_of, later_editions
from compare.adoption.templates import Template
from compare.base.rows import rows_of
from compare.schema import LEVELS
from compare.structure.doc_numbers import canonical_number
from compare.structure.titles import is_template
from compare.study.finding import Finding
from compare.words.notes import note


def check_relations(documents: pd.DataFrame, templates: Iterable[Template]) -> Iterator[Finding]:
    """Who implements whom: circles, gaps, contradictions in time and level, numbers that stand
    twice.
    """
    rows = list(rows_of(documents))
    books = {template.number: template for template in templates}
    owner = {key_of(row): row for row in rows}
    later = later_editions(documents)
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
            mine, theirs = edition_of(row), issued_on(upper)
            edition = edition_of(upper)
            if mine and theirs and _earlier(mine, theirs):
                yield Finding(
                    "warning",
                    row.doc_id,
                    note("check.before", date=mine, number=number, other=theirs),
                    note("check.before.hint"),
                )
            elif mine and number in later and _earlier(mine, edition):
                yield Finding(
                    "note",
                    row.doc_id,
                    note("check.later_edition", date=mine, number=number, other=edition),
                    note("check.later_edition.hint"),
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
        silent = sum(not item.all_cues for item in template.items if item.counted)
        if silent and not to_fill:
            yield Finding("note", name, note("check.no_cues", n=silent), note("check.no_cues.hint"))


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
