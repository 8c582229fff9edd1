"""The templates of a study as the page shows them: what is in hand, who implements them, their
items.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from compare import schema
from compare.adoption.in_hand import templates_in_use
from compare.adoption.relations import relate
from compare.adoption.templates import Template
from compare.report.counts import Tables, split, table, tally
from compare.study.read import Study
from compare.words.names import item_name
from compare.words.strings import LANGUAGES


def templates_of(study: Study, tables: Tables) -> tuple[Any, ...]:
    """Official texts among the study's documents, codebooks of the others, and what is only named
    in the texts.
    """
    known = templates_in_use(table(tables, "documents"), table(tables, "clauses"), study.templates)
    named = sorted(
        set(table(tables, "adoption")["template"]) - {template.number for template in known}
    )
    return (*known, *(Template(number, "", "", "", "", "", "", (), False, ()) for number in named))


def relations_of(
    documents: pd.DataFrame, templates: tuple[Any, ...], tables: Tables
) -> list[dict[str, Any]]:
    """Relation of every template with every document, also where nothing is known of its items,
    with the tally.
    """
    counted = {(row["t"], row["doc"]): row for row in tally(tables)}
    return [
        {
            "t": row["template"],
            "doc": row["doc_id"],
            "relation": row["relation"],
            "through": split(row["through"]),
            "dependent": bool(row["shares"]),
            "n": counted.get((row["template"], row["doc_id"]), {}).get("n", 0),
            "total": counted.get((row["template"], row["doc_id"]), {}).get("total", 0),
        }
        for row in relate(documents, templates).to_dict("records")
    ]


def dependent_controls(relations: Iterable[Mapping[str, Any]]) -> frozenset[tuple[str, str]]:
    """Template and document of the controls that no rate is compared with: they carry out a
    document that the template carries out too.
    """
    return frozenset((row["t"], row["doc"]) for row in relations if row["dependent"])


def ordered(templates: tuple[Any, ...], relations: list[dict[str, Any]]) -> tuple[Any, ...]:
    """Templates that most documents were told to carry out first, the better known first; those
    not in hand last.
    """
    told = [row["t"] for row in relations if row["relation"] != "control"]
    return tuple(
        sorted(
            templates,
            key=lambda template: (
                not template.items,
                -told.count(template.number),
                -len(template.items),
                template.number,
            ),
        )
    )


def template_row(template: Any, numbers: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    grades = [
        {"code": code, "n": sum(item.evidence == code for item in template.items)}
        for code in schema.EVIDENCE
    ]
    return {
        "id": template.number,
        "name": {code: numbers[code][template.number] for code in LANGUAGES},
        "title": template.title,
        "issuer": template.issuer,
        "date": template.issue_date or template.published_date,
        "level": template.level,
        "in_hand": bool(template.items),
        "complete": template.complete,
        "basis": template.basis,
        "grades": grades,
    }


def item_rows(templates: Iterable[Any]) -> list[dict[str, Any]]:
    return [
        {
            "t": template.number,
            "no": item.item_no,
            "section": item.section,
            "heading": item.heading,
            "name": item_name(item.heading, item.content),
            "heading_en": item.heading_en,
            "section_en": item.section_en,
            "kind": item.kind,
            "counted": item.counted,
            "evidence": item.evidence,
            "basis": template.basis,
            "content": item.content,
            "actions": [{"id": action.action_id, "text": action.action} for action in item.actions],
        }
        for template in templates
        for item in template.items
    ]
