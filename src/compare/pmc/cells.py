"""Which second-level variables of the PMC index a document has, by the rules of the codebook.

A 1 names the clauses that earn it and the words or facts in them; a 0 says what was looked for. A
variable that cannot be told, because a date or a codebook is missing, is neither.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd

from compare import schema
from compare.content.codebook import Code
from compare.pmc.codebook import PmcBook, Rule
from compare.pmc.evidence import Hit, Tables, add_hits, by_cues, by_fact, by_terms
from compare.words.reasons import because

_NAN = float("nan")


def rule_cells(
    book: PmcBook,
    documents: pd.DataFrame,
    clauses: pd.DataFrame,
    tables: Tables,
    beside: pd.DataFrame | None = None,
    *,
    coded: Collection[str] = schema.TABLES,
) -> pd.DataFrame:
    """Decide every variable of `book` in every document.

    Parameters
    ----------
    book : PmcBook
    documents, clauses : DataFrame
        Tables of `compare.schema`.
    tables : mapping of name to DataFrame
        Further tables that facts may name; those that are missing cannot tell anything.
    beside : DataFrame, optional
        Text outside clauses: ``doc_id``, ``part`` (head, tail), ``text``.
    coded : collection of str
        Tables that the study has a codebook for; facts of another tell nothing.

    Returns
    -------
    DataFrame
        A `schema.PMC_CELLS` table; documents in order, variables in the order of the codebook.
    """
    found = by_cues(book, clauses, beside)
    add_hits(found, by_terms(book, documents, clauses, beside))
    frames = {**tables, "documents": documents, "clauses": clauses}
    usable = {name: frame for name, frame in frames.items() if name in coded}
    order = {str(clause): n for n, clause in enumerate(clauses["clause_id"])}
    owner = dict(zip(clauses["clause_id"], clauses["doc_id"], strict=True))
    for code in book.decided:
        for fact in book.rules[code.id].facts:
            add_hits(found, by_fact(code.id, fact, usable, owner))
    counts = clauses["doc_id"].value_counts()
    rows = []
    for document in documents.to_dict("records"):
        doc_id = str(document["doc_id"])
        for code in book.decided:
            hits = _one_a_clause(found.get((doc_id, code.id), []), order)
            rule = book.rules[code.id]
            told = _told(code, rule, hits, int(counts.get(doc_id, 0)))
            if told["value"] == 0 and (unknown := _unknown(code, rule, document, usable)):
                told |= {"value": _NAN, "why": unknown}
            rows.append(
                {"doc_id": doc_id, "variable": code.id, "first_level": book.parent(code.id),
                 "decided_by": "", **told, "automatic": told["value"], "rules": book.version}
            )  # fmt: skip
    return schema.PMC_CELLS.frame(rows) if rows else schema.PMC_CELLS.frame()


def _one_a_clause(hits: list[Hit], order: Mapping[str, int]) -> list[Hit]:
    """What is found in one clause together; clauses first, strongest first, then as they stand."""
    by_clause: dict[str, list[Hit]] = {}
    for hit in hits:
        by_clause.setdefault(hit.clause_id, []).append(hit)
    joined = [
        Hit(clause_id, sum(hit.score for hit in own), ";".join(hit.cues for hit in own))
        for clause_id, own in by_clause.items()
    ]
    return sorted(
        joined, key=lambda hit: (not hit.clause_id, -hit.score, order.get(hit.clause_id, -1))
    )


def _told(code: Code, rule: Rule, hits: list[Hit], n: int) -> dict[str, Any]:
    """Value, clauses, evidence and reason of one cell."""
    speak = [hit for hit in hits if hit.score > 0]
    against = [hit for hit in hits if hit.score <= 0]
    clauses = [hit.clause_id for hit in speak if hit.clause_id]
    of_document = len(clauses) < len(speak)
    if speak and (of_document or len(clauses) >= rule.least):
        why = because("pmc_document")
        if clauses:
            why = because("pmc_clause", clause=clauses[0])
        if len(clauses) > 1:
            why = because("pmc_clauses", clause=clauses[0], n=len(clauses) - 1)
        return _cell(1.0, clauses, speak[0].cues, why)
    if rule.otherwise and against:
        named = [hit.clause_id for hit in against if hit.clause_id]
        return _cell(0.0, named, against[0].cues, because("pmc_against"))
    if rule.otherwise:
        return _cell(1.0, [], "", because("pmc_nothing_against"))
    why = because("pmc_not_found", n=n)
    if speak:
        why = because("pmc_too_few", known=len(clauses), clause=clauses[0], least=rule.least)
    return _cell(0.0, [], sought(code, rule), why)


def _cell(value: float, clauses: list[str], cues: str, why: str) -> dict[str, Any]:
    return {
        "value": value,
        "clause_id": clauses[0] if clauses else "",
        "clause_ids": ";".join(clauses),
        "cues": cues,
        "why": why,
    }


def sought(code: Code, rule: Rule) -> str:
    """What a variable is looked for by: patterns of its cues, facts, years."""
    parts = [cue.pattern.pattern for cue in code.cues if cue.weight > 0]
    parts += [" + ".join(map(str, fact)) for fact in rule.facts]
    parts += [f"{rule.years[0]}–{rule.years[1]}"] if rule.years else []
    return ";".join(part.replace(";", ",") for part in parts)


def _unknown(code: Code, rule: Rule, document: Mapping[Any, Any], usable: Tables) -> str:
    """Why a variable that was not found cannot be called absent; empty where it can."""
    if rule.years and not str(document["issue_date"])[:4].isdigit():
        return because("pmc_undated")
    if code.cues:
        return ""
    for condition in [one for fact in rule.facts for one in fact]:
        if condition.table not in usable:
            return because("pmc_no_codebook", table=condition.table)
        if condition.table == "documents":
            for name, value in condition.columns:
                if value is not None and not str(document.get(name, "")):
                    return because("pmc_not_known", column=name)
    return ""
