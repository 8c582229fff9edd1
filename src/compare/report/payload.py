"""Tables and study to the one JSON document that the page reads. Pure: no file is opened, no clock read."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from compare import schema
from compare.figures.labels import LANGUAGES
from compare.figures.places import number_label, places
from compare.official import official_templates
from compare.relations import relate
from compare.report.counts import Tables, clauses_by, families, split, table, tally
from compare.report.findings import build_findings
from compare.report.limits import build_limits
from compare.report.strings import strings
from compare.rules import RULES
from compare.study import Study
from compare.templates import Template
from compare.text.passage import Passage

WHOLE_TEXTS = 2_000_000  # characters; a larger corpus shows clauses only, or the page would not open on a phone
NEAR = 0.6  # share of what an action needs; below it the nearest sentence is about something else
Span = tuple[int, int]


def build_payload(
    study: Study, tables: Tables, *, templates: Iterable[Any] | None = None, lang: str = "zh",
    inputs: Iterable[Mapping[str, str]] = (), results: Iterable[Mapping[str, str]] = (), versions: Mapping[str, str] | None = None,
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

    Returns
    -------
    dict
        JSON-safe; the same inputs give the same document.
    """
    if lang not in LANGUAGES:
        raise ValueError(f"language {lang!r} is not one of {', '.join(LANGUAGES)}.")
    documents = table(tables, "documents")
    known = _templates(study, tables) if templates is None else tuple(templates)
    relations = _relations(documents, known, tables)
    known = _ordered(known, relations)
    names = {code: places(documents, code) for code in LANGUAGES}
    numbers = {code: {template.number: number_label(template.number, code) for template in known} for code in LANGUAGES}
    book = study.codebooks.get("themes")
    themes = {code: book.names(code) if book else {} for code in LANGUAGES}
    adoption = table(tables, "adoption")
    rules = next((rule for rule in adoption["rules"] if rule), "")
    return {
        "lang": lang,
        "title": _title(documents[~documents["doc_id"].isin([template.doc_id for template in known])], names, bool(len(table(tables, "items")))),
        "strings": {code: strings(code) for code in LANGUAGES},
        "tiles": _tiles(tables),
        "findings": build_findings(
            tables, places=names, numbers=numbers, themes=themes,
            complete={template.number: template.complete for template in known},
        ),
        "documents": _documents(documents, names),
        "clauses": _clauses(tables),
        "texts": _texts(study),
        "templates": [_template(template, numbers) for template in known],
        "items": _items(known),
        "relations": relations,
        "cells": _cells(study, tables, known),
        "pairs": _pairs(study, tables),
        "themes": [{"code": code, "name": {lang: themes[lang][code] for lang in LANGUAGES}} for code in themes["zh"]],
        "theme_counts": clauses_by(table(tables, "themes"), "theme"),
        "instrument_counts": clauses_by(_named(table(tables, "instruments"), "instrument"), "instrument", schema.INSTRUMENTS),
        "strength_counts": _strengths(study, tables),
        "agencies": families(table(tables, "agencies")),
        "origin_counts": clauses_by(table(tables, "origins"), "origin", schema.ORIGINS),
        "limits": build_limits(tables, known, numbers=numbers, rules=rules),
        "made": {
            "generator": f"policy-compare {(versions or {}).get('policy-compare', '')}".strip(),
            "versions": [
                {"name": name, "version": version}
                for name, version in {**(versions or {}), **({"adoption rules": rules} if rules else {})}.items()
            ],
            "inputs": [dict(entry) for entry in inputs],
            "results": [dict(entry) for entry in results],
        },
    }


def _templates(study: Study, tables: Tables) -> tuple[Any, ...]:
    """Official texts among the study's documents, codebooks of the others, and what is only named in the texts."""
    official = official_templates(table(tables, "documents"), table(tables, "clauses"), study.templates)
    held = {template.number for template in official}
    known = (*official, *(template for template in study.templates if template.number not in held))
    named = sorted(set(table(tables, "adoption")["template"]) - {template.number for template in known})
    return (*known, *(Template(number, "", "", "", "", "", "", (), False, ()) for number in named))


def _relations(documents: pd.DataFrame, templates: tuple[Any, ...], tables: Tables) -> list[dict[str, Any]]:
    """Relation of every template with every document, also where nothing is known of its items, with the tally."""
    counted = {(row["t"], row["doc"]): row for row in tally(tables)}
    return [
        {"t": row["template"], "doc": row["doc_id"], "relation": row["relation"], "through": split(row["through"]),
         "n": counted.get((row["template"], row["doc_id"]), {}).get("n", 0), "total": counted.get((row["template"], row["doc_id"]), {}).get("total", 0)}
        for row in relate(documents, templates).to_dict("records")
    ]


def _ordered(templates: tuple[Any, ...], relations: list[dict[str, Any]]) -> tuple[Any, ...]:
    """Templates that most documents were told to carry out first, the better known first; those not in hand last."""
    told = [row["t"] for row in relations if row["relation"] != "control"]
    return tuple(sorted(templates, key=lambda template: (not template.items, -told.count(template.number), -len(template.items), template.number)))


def _title(documents: pd.DataFrame, names: Mapping[str, Mapping[str, str]], adopted: bool) -> dict[str, str]:
    """Names the places while they fit on a line; a larger study is named by its size."""
    n = len(documents)
    chinese = "、".join(names["zh"][doc] for doc in documents["doc_id"])
    english = [names["en"][doc] for doc in documents["doc_id"]]
    listed = ", ".join(english[:-1]) + f" and {english[-1]}" if n > 1 else "".join(english)
    if n > 8:
        chinese, listed = f"{n}份地方政策文本", f"{n} local policy texts"
    if not adopted:
        return {"zh": f"{chinese}：政策文本比较", "en": f"{listed}: policy texts compared"}
    return {"zh": f"{chinese}：对上位政策的采纳", "en": f"{listed}: what was taken over from the policies above"}


def _tiles(tables: Tables) -> list[dict[str, Any]]:
    adoption = table(tables, "adoption")
    sizes = {
        "documents": len(table(tables, "documents")), "clauses": len(table(tables, "clauses")),
        "items": len(table(tables, "items")), "cells": int((adoption["level"] != "not_in_hand").sum()),
        "pairs": int((table(tables, "pairs")["level"] != "").sum()), "agencies": len(table(tables, "agencies")),
    }
    return [{"key": key, "n": n} for key, n in sizes.items()]


def _documents(documents: pd.DataFrame, names: Mapping[str, Mapping[str, str]]) -> list[dict[str, Any]]:
    return [
        {
            "id": row["doc_id"], "name": {code: names[code][row["doc_id"]] for code in LANGUAGES}, "title": row["title"],
            "title_en": row.get("title_en", ""), "number": row["doc_number"], "province": row["province"],
            "date": row["issue_date"], "script": row["script"], "implements": split(row["implements"]),
            "n_clauses": int(row["n_clauses"]), "n_chars": int(row["n_chars"]),
            "file": f"texts/{row['file']}" if row.get("file") else row["doc_id"],
        }
        for row in documents.to_dict("records")
    ]


def _clauses(tables: Tables) -> list[dict[str, Any]]:
    themes = table(tables, "themes").sort_values("rank", kind="stable").groupby("clause_id")["theme"].agg(list).to_dict()
    instruments = dict(_columns(table(tables, "instruments"), "clause_id", "instrument"))
    strengths = dict(_columns(table(tables, "directives"), "clause_id", "strength"))
    traced = table(tables, "origins")
    origins = dict(_columns(traced, "clause_id", "origin"))
    reasons = dict(_columns(traced, "clause_id", "why")) if "why" in traced else {}
    agencies = _grouped(table(tables, "agencies"), ("agency", "family", "role"))
    found = table(tables, "amounts")
    amounts = _grouped(found, ("raw", "low", "high", "unit", *(["what"] if "what" in found else [])))
    return [
        {
            "id": row["clause_id"], "doc": row["doc_id"], "section": row["section"], "label": row["label"],
            "heading": row["heading"], "kind": row["kind"], "begin": int(row["begin"]), "end": int(row["end"]),
            "text": row["text"], "themes": themes.get(row["clause_id"], []),
            "instrument": instruments.get(row["clause_id"], ""), "strength": strengths.get(row["clause_id"], ""), "origin": origins.get(row["clause_id"], ""),
            "origin_why": reasons.get(row["clause_id"], ""),
            "agencies": agencies.get(row["clause_id"], []), "amounts": amounts.get(row["clause_id"], []),
        }
        for row in table(tables, "clauses").to_dict("records")
    ]


def _texts(study: Study) -> dict[str, str]:
    texts = {doc_id: source.text for doc_id, source in study.sources.items()}
    return texts if sum(map(len, texts.values())) <= WHOLE_TEXTS else {}


def _template(template: Any, numbers: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    grades = [{"code": code, "n": sum(item.evidence == code for item in template.items)} for code in schema.EVIDENCE]
    return {
        "id": template.number, "name": {code: numbers[code][template.number] for code in LANGUAGES}, "title": template.title,
        "level": template.level, "in_hand": bool(template.items), "complete": template.complete,
        "basis": template.basis, "grades": grades,
    }


def _items(templates: Iterable[Any]) -> list[dict[str, Any]]:
    return [
        {
            "t": template.number, "no": item.item_no, "section": item.section, "heading": item.heading, "kind": item.kind,
            "evidence": item.evidence, "basis": template.basis, "content": item.content,
            "actions": [{"id": action.action_id, "text": action.action} for action in item.actions],
        }
        for template in templates
        for item in template.items
    ]


def _cells(study: Study, tables: Tables, templates: Iterable[Any]) -> list[dict[str, Any]]:
    items = {(template.number, item.item_no): item for template in templates for item in template.items}
    actions: dict[tuple[str, int, str], list[dict[str, Any]]] = {}
    for row in table(tables, "actions").to_dict("records"):
        key = (row["template"], int(row["item_no"]), row["doc_id"])
        told = items.get(key[:2])
        actions.setdefault(key, []).append({
            "id": row["action_id"], "text": "" if told and told.actions else row.get("action", ""), "found": None if pd.isna(row["found"]) else bool(row["found"]),
            "clause": row["clause_id"], "cues": [cue.lstrip("~=") for cue in split(row["cues"])], "sentence": row.get("sentence", "") if row["clause_id"] or _near(row) else "",
        })
    spans = _spans(study, tables)
    cells = []
    for row in table(tables, "adoption").to_dict("records"):
        key = (row["template"], int(row["item_no"]), row["doc_id"])
        if key[:2] not in items:  # a template of which nothing is known has no item to show
            continue
        clauses, item = split(row["clause_ids"]), items[key[:2]]
        shared = {clause: spans.get((item.clause_id, clause), ([], [])) for clause in clauses} if item.clause_id else {}
        cells.append({
            "t": key[0], "no": key[1], "doc": key[2], "level": row["level"], "relation": row["relation"], "basis": row["basis"],
            "clauses": clauses, "nearest": _mentioned(row["why"], study) if not clauses else [], "score": _number(row["score"]),
            "found": int(row["actions_found"]), "total": int(row["actions_total"]), "rules": row["rules"],
            "why": {"zh": _reason(row, clauses), "en": row["why"]}, "decided_by": row.get("decided_by", ""),
            "automatic": row.get("automatic", row["level"]),
            "actions": actions.get(key, []),
            "shared": {clause: here for clause, (_, here) in shared.items() if here},
            "item_shared": sorted(shared[clauses[0]][0]) if clauses and shared else [],
            "cues": _cue_spans(study, clauses, item, actions.get(key, [])),
        })
    return cells


def _mentioned(why: str, study: Study) -> list[str]:
    """The first clause that a reason names."""
    return next(([word] for word in re.findall(r"[\w.-]+", why) if word in study.passages), [])


def _reason(row: Mapping[Any, Any], clauses: list[str]) -> str:
    """The reason in Chinese; what it does not say stands in the English one beside it."""
    if row["basis"] != "codebook" or RULES.version != row["rules"]:
        return row["why"]
    if clauses:
        return f"{clauses[0]}得分{row['score']:.2f}，达到采纳线{RULES.taken_over:.2f}。"
    return f"没有条款达到采纳线{RULES.taken_over:.2f}；最接近者得分{row['score']:.2f}。"


def _near(row: Mapping[Any, Any]) -> bool:
    """Whether the sentence of a missed action is near enough to be worth showing."""
    return bool(row["score"] >= NEAR * RULES.action)


def _cue_spans(study: Study, clauses: Iterable[str], item: Any, actions: Iterable[Mapping[str, Any]]) -> dict[str, list[Span]]:
    """Where the cues of the item and of its found actions stand in each clause's text."""
    found: dict[str, list[Span]] = {}
    for clause in clauses:
        cues = {*item.cues, *(cue for action in actions if action["clause"] == clause for cue in action["cues"])}
        text = study.passages[clause].text
        spans = sorted({(at, at + len(cue)) for cue in cues if cue for at in _occurrences(text, cue)})
        if spans:
            found[clause] = spans
    return found


def _occurrences(text: str, cue: str) -> Iterable[int]:
    at = text.find(cue)
    while at >= 0:
        yield at
        at = text.find(cue, at + 1)


def _spans(study: Study, tables: Tables) -> dict[tuple[str, str], tuple[list[Span], list[Span]]]:
    """Shared passages of each pair as places in the clauses' texts: ``{(a, b): (places in a, places in b)}``, both ways round."""
    found: dict[tuple[str, str], tuple[list[Span], list[Span]]] = {}
    for row in table(tables, "spans").to_dict("records"):
        a, b = row["a"], row["b"]
        here = _place(study.passages[a], row["a_begin"], row["a_end"]), _place(study.passages[b], row["b_begin"], row["b_end"])
        for key, (one, other) in {(a, b): here, (b, a): here[::-1]}.items():
            sides = found.setdefault(key, ([], []))
            sides[0].append(one)
            sides[1].append(other)
    return {key: (sorted(one), sorted(other)) for key, (one, other) in found.items()}


def _place(passage: Passage, begin: int, end: int) -> Span:
    """Offsets in the file as offsets in the cleaned text."""
    return bisect_left(passage.at, begin), bisect_left(passage.at, end)


def _pairs(study: Study, tables: Tables) -> list[dict[str, Any]]:
    spans = _spans(study, tables)
    pairs = table(tables, "pairs")
    alike = pairs[pairs["level"] != ""].sort_values(["longest_run", "a", "b"], ascending=[False, True, True], kind="stable")
    return [
        {
            "a": row["a"], "b": row["b"], "level": row["level"], "longest": int(row["longest_run"]), "why": row.get("why", ""),
            "cosine": _number(row["cosine_char"]) or 0, "ab": _number(row["containment_ab"]) or 0, "ba": _number(row["containment_ba"]) or 0,
            "a_spans": spans.get((row["a"], row["b"]), ([], []))[0], "b_spans": spans.get((row["a"], row["b"]), ([], []))[1],
        }
        for row in alike.to_dict("records")
    ]



def _strengths(study: Study, tables: Tables) -> list[dict[str, Any]]:
    ladder = study.ladder
    rows = _named(table(tables, "directives"), "strength")
    counts = clauses_by(rows, "strength", ladder.ids if ladder else None)
    return [
        row | {"name": {lang: ladder[row["code"]].name(lang) if ladder and row["code"] in ladder else row["code"] for lang in LANGUAGES}}
        for row in counts
    ]


def _named(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    return frame[frame[column] != ""]


def _columns(frame: pd.DataFrame, *names: str) -> Iterable[tuple]:
    return zip(*(frame[name] for name in names), strict=True)


def _grouped(frame: pd.DataFrame, names: tuple[str, ...]) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = {}
    for clause, *values in _columns(frame, "clause_id", *names):
        rows.setdefault(clause, []).append({
            name: _number(value) if isinstance(value, float) else value for name, value in zip(names, values, strict=True)
        })
    return rows


def _number(value: float) -> float | int | None:
    """A number as JSON has it: no NaN, no 3.0 for 3, no digits beyond the sixth."""
    if math.isnan(value):
        return None
    short = round(float(value), 6)
    return int(short) if short.is_integer() else short
