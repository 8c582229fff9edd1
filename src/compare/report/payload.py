"""Tables and study to the one JSON document that the page reads. Pure: no file is opened, no clock
read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from compare import schema
from compare.report.coding_rows import coding_rows
from compare.report.counts import Tables, charged, clauses_by, families, split, table, traced
from compare.report.evidence_rows import (
    CELL,
    both,
    cell_rows,
    number,
    pair_counts,
    pair_rows,
)
from compare.report.limits import build_limits
from compare.report.spread import spreads
from compare.report.strings import strings
from compare.report.template_rows import (
    dependent_controls,
    item_rows,
    ordered,
    relations_of,
    template_row,
    templates_of,
)
from compare.report.told import every_finding
from compare.study.read import Study
from compare.text.script import other_forms, simplify
from compare.words.names import places, province_name, template_label
from compare.words.strings import LANGUAGES, check_language, say

# characters; a larger corpus shows clauses only, or the page would not open on a phone
WHOLE_TEXTS = 2_000_000
NAMED_PLACES = 8  # as many places are named in the title


def build_payload(
    study: Study,
    tables: Tables,
    *,
    templates: Iterable[Any] | None = None,
    lang: str = "zh",
    inputs: Iterable[Mapping[str, str]] = (),
    results: Iterable[Mapping[str, str]] = (),
    versions: Mapping[str, str] | None = None,
    revision: str = "",
) -> dict[str, Any]:
    """Everything the page shows.

    Parameters
    ----------
    study : Study
    tables : mapping of name to DataFrame
        As `compare.build_tables` gives them; a missing table leaves its section saying so.
    templates : iterable of Template, optional
        Codebooks and official texts the adoption table was made with; default: those of the study.
    lang : {"zh", "en"}
        Language the page opens in; it holds both.
    inputs, results : iterable of {"file", "sha256"}
        Files of the study and of the tables.
    versions : mapping of name to version, optional
    revision : str
        State of the study where the page is served from it (`compare.report.coding_rows`).

    Returns
    -------
    dict
        JSON-safe; the same inputs give the same document.
    """
    check_language(lang)
    documents = table(tables, "documents")
    known = templates_of(study, tables) if templates is None else tuple(templates)
    relations = relations_of(documents, known, tables)
    known = ordered(known, relations)
    names = {code: places(documents, code) for code in LANGUAGES}
    numbers = {
        code: {
            template.number: template_label(template.number, template.title, code)
            for template in known
        }
        for code in LANGUAGES
    }
    book = study.codebooks.get("themes")
    themes = {code: book.names(code) if book else {} for code in LANGUAGES}
    named = sorted(set(table(tables, "agencies")["family"]))
    bodies = {
        "zh": {family: family for family in named},
        "en": {family: study.registry.english(family) for family in named},
    }
    adoption = table(tables, "adoption")
    rules = next((rule for rule in adoption["rules"] if rule), "")
    return {
        "lang": lang,
        "title": _title(
            documents[~documents["doc_id"].isin([template.doc_id for template in known])],
            names,
            bool(len(table(tables, "items"))),
        ),
        "strings": {code: strings(code) for code in LANGUAGES},
        "tiles": _tiles(tables, len(study.set_aside)),
        "findings": every_finding(study, tables, known, relations),
        "documents": _documents(documents, names),
        "provinces": {
            name: {code: province_name(name, code) for code in LANGUAGES}
            for name in sorted(set(documents["province"]) - {""})
        },
        "clauses": _clauses(tables),
        "texts": _texts(study),
        "templates": [template_row(template, numbers) for template in known],
        "items": item_rows(known),
        "relations": relations,
        "spreads": spreads(
            tables, [template.number for template in known], dependent_controls(relations)
        ),
        "cell": CELL,
        "cells": cell_rows(study, tables, known),
        "coding": coding_rows(study, table(tables, "pmc_cells"), revision=revision),
        "pairs": pair_rows(study, tables),
        "pair_counts": pair_counts(tables),
        "themes": [
            {"code": code, "name": {lang: themes[lang][code] for lang in LANGUAGES}}
            for code in themes["zh"]
        ],
        "theme_counts": clauses_by(table(tables, "themes"), "theme"),
        "instrument_counts": clauses_by(
            _named(table(tables, "instruments"), "instrument"), "instrument", schema.INSTRUMENTS
        ),
        "strength_counts": _strengths(study, tables),
        "agencies": [
            row | {"name": {code: bodies[code][row["family"]] for code in LANGUAGES}}
            for row in families(charged(tables))
        ],
        "origin_counts": clauses_by(traced(tables), "origin", schema.ORIGINS),
        "forms": "".join(
            f"{other}{plain}" for other, plain in other_forms(_characters(tables)).items()
        ),
        "limits": build_limits(
            tables,
            known,
            numbers=numbers,
            rules=rules,
            set_aside=list(study.set_aside["doc_id"]),
            uncoded=study.uncoded(),
        ),
        "made": {
            "generator": f"policy-compare {(versions or {}).get('policy-compare', '')}".strip(),
            "versions": [
                {"name": {code: _part(name, code) for code in LANGUAGES}, "version": version}
                for name, version in {
                    **(versions or {}),
                    **({"adoption rules": rules} if rules else {}),
                }.items()
            ],
            "inputs": [dict(entry) for entry in inputs],
            "results": [dict(entry) for entry in results],
        },
    }


OWN_PARTS = ("adoption rules", "agency registry", "lexicon", "PMC variables")
"""What has a version and is no package of another name."""


def _part(name: str, lang: str) -> str:
    return say(f"kit.part.{name}", lang) if name in OWN_PARTS else name


def _title(
    documents: pd.DataFrame, names: Mapping[str, Mapping[str, str]], adopted: bool
) -> dict[str, str]:
    """Names the places while they fit on a line; a larger study is named by its size."""
    key = "report.title.adoption" if adopted else "report.title.comparison"

    def title(lang: str) -> str:
        *some, last = (names[lang][doc] for doc in documents["doc_id"])
        listed = say("join.items", lang).join(some) + (say("join.last", lang) if some else "")
        if len(some) >= NAMED_PLACES:
            return say(key, lang, places=say("report.title.many", lang, n=len(some) + 1))
        return say(key, lang, places=listed + last)

    return {lang: title(lang) for lang in LANGUAGES}


def _tiles(tables: Tables, set_aside: int) -> list[dict[str, Any]]:
    """Numbers at the top; ``of`` where texts were set aside."""
    adoption = table(tables, "adoption")
    sizes = {
        "documents": len(table(tables, "documents")),
        "clauses": len(table(tables, "clauses")),
        "items": len(table(tables, "items")),
        "cells": int((adoption["level"] != "not_in_hand").sum()),
        "pairs": len(schema.counterparts(table(tables, "pairs"))),
        "agencies": len(charged(tables)),
    }
    of = {"documents": sizes["documents"] + set_aside} if set_aside else {}
    return [
        {"key": key, "n": n} | ({"of": of[key]} if key in of else {}) for key, n in sizes.items()
    ]


def _documents(
    documents: pd.DataFrame, names: Mapping[str, Mapping[str, str]]
) -> list[dict[str, Any]]:
    return [
        {
            "id": row["doc_id"],
            "name": {code: names[code][row["doc_id"]] for code in LANGUAGES},
            "title": row["title"],
            "title_en": row.get("title_en", ""),
            "number": row["doc_number"],
            "province": row["province"],
            "issuer": row["issuer"],
            "level": row["level"],
            "date": row["issue_date"],
            "script": row["script"],
            "implements": split(row["implements"]),
            "n_clauses": int(row["n_clauses"]),
            "n_chars": int(row["n_chars"]),
            "file": f"texts/{row['file']}" if row.get("file") else row["doc_id"],
        }
        for row in documents.to_dict("records")
    ]


def _clauses(tables: Tables) -> list[dict[str, Any]]:
    themes = (
        table(tables, "themes")
        .sort_values("rank", kind="stable")
        .groupby("clause_id")["theme"]
        .agg(list)
        .to_dict()
    )
    instruments = dict(_columns(table(tables, "instruments"), "clause_id", "instrument"))
    strengths = dict(_columns(table(tables, "directives"), "clause_id", "strength"))
    told = table(tables, "origins")
    origins = dict(_columns(told, "clause_id", "origin"))
    reasons = dict(_columns(told, "clause_id", "why")) if "why" in told else {}
    followed = set(traced(tables)["clause_id"])
    agencies = _bodies(tables)
    found = table(tables, "amounts")
    if "measure" in found:  # 周岁 and 日 say more than "other"
        printed = (found["unit"] == "other") & (found["measure"] != "")
        found = found.assign(unit=found["unit"].where(~printed, found["measure"]))
    amounts = _grouped(
        found, ("raw", "low", "high", "unit", *(["what"] if "what" in found else []))
    )
    return [
        {
            "id": row["clause_id"],
            "doc": row["doc_id"],
            "section": row["section"],
            "label": row["label"],
            "heading": row["heading"],
            "kind": row["kind"],
            "begin": int(row["begin"]),
            "end": int(row["end"]),
            "text": row["text"],
            "themes": themes.get(row["clause_id"], []),
            "instrument": instruments.get(row["clause_id"], ""),
            "strength": strengths.get(row["clause_id"], ""),
            "origin": origins.get(row["clause_id"], ""),
            "origin_why": both(reasons.get(row["clause_id"], "")),
            "origin_counts": row["clause_id"] in followed,
            "agencies": agencies.get(row["clause_id"], []),
            "amounts": amounts.get(row["clause_id"], []),
        }
        for row in table(tables, "clauses").to_dict("records")
    ]


def _bodies(tables: Tables) -> dict[str, list[dict[str, Any]]]:
    """Bodies of each clause; ``raw`` where the text prints another name, ``aside`` where counts
    leave it out.
    """
    agencies = table(tables, "agencies")
    counted = set(charged(tables).index)
    rows: dict[str, list[dict[str, Any]]] = {}
    for at, row in zip(agencies.index, agencies.to_dict("records"), strict=True):
        raw = simplify(row["raw"])
        rows.setdefault(row["clause_id"], []).append(
            {name: row[name] for name in ("agency", "family", "role")}
            | ({"raw": raw} if raw != row["agency"] else {})
            | ({} if at in counted else {"aside": True})
        )
    return rows


def _characters(tables: Tables) -> set[str]:
    """Characters of what is searched: simplified throughout."""
    clauses = table(tables, "clauses")
    return set(
        "".join([*clauses["text"], *clauses["heading"], *table(tables, "agencies")["agency"]])
    )


def _texts(study: Study) -> dict[str, str]:
    texts = {doc_id: source.text for doc_id, source in study.sources.items()}
    return texts if sum(map(len, texts.values())) <= WHOLE_TEXTS else {}


def _strengths(study: Study, tables: Tables) -> list[dict[str, Any]]:
    ladder = study.ladder
    rows = _named(table(tables, "directives"), "strength")
    counts = clauses_by(rows, "strength", ladder.ids if ladder else None)
    return [
        row
        | {
            "name": {
                lang: ladder[row["code"]].name(lang)
                if ladder and row["code"] in ladder
                else row["code"]
                for lang in LANGUAGES
            }
        }
        for row in counts
    ]


def _named(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    return frame[frame[column] != ""]


def _columns(frame: pd.DataFrame, *names: str) -> Iterable[tuple]:
    return zip(*(frame[name] for name in names), strict=True)


def _grouped(frame: pd.DataFrame, names: tuple[str, ...]) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = {}
    for clause, *values in _columns(frame, "clause_id", *names):
        rows.setdefault(clause, []).append(
            {
                name: number(value) if isinstance(value, float) else value
                for name, value in zip(names, values, strict=True)
            }
        )
    return rows
