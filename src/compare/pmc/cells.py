"""Which second-level variables of the PMC index a document has, by the rules of the codebook.

A 1 names the clauses that earn it and the words or facts in them; a 0 says what was looked for. A
variable that cannot be told, because a date or a codebook is missing, is neither.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import regex

from compare import schema
from compare.base.patterns import matches_of
from compare.content.codebooks import Code
from compare.content.cues import Match, describe, evidence_of, match_clauses
from compare.pmc.codebook import Condition, PmcBook, Rule
from compare.pmc.terms import find_terms
from compare.words.reasons import because

Tables = Mapping[str, pd.DataFrame]
_NAN = float("nan")
# What is taken back is not given: 不再给予补助. Nothing ends the phrase in between.
_TAKEN_BACK = re.compile(
    r"(?:不再|不予|停止|暂停|终止|取消|废止|撤销|停发|(?:不得|不能)(?:享受|申[报领请]|给予|发放))"
    r"[^，。；、]{0,16}$"
)
_SHOWN = 6  # words shown of one clause
_NO_CLAUSE = ""


@dataclass(frozen=True, slots=True)
class _Hit:
    """Something that earns a variable: in which clause (empty: in the document), how strongly, and
    the words or facts.
    """

    clause_id: str
    score: float
    evidence: str


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
    found = _by_cues(book, clauses, beside)
    _add(found, _by_terms(book, documents, clauses, beside))
    frames = {**tables, "documents": documents, "clauses": clauses}
    usable = {name: frame for name, frame in frames.items() if name in coded}
    order = {str(clause): n for n, clause in enumerate(clauses["clause_id"])}
    owner = dict(zip(clauses["clause_id"], clauses["doc_id"], strict=True))
    for code in book.decided:
        for fact in book.rules[code.id].facts:
            _add(found, _by_fact(code.id, fact, usable, owner))
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


def _add(found: dict[tuple[str, str], list[_Hit]], more: Iterator[tuple[str, str, _Hit]]) -> None:
    for doc_id, variable, hit in more:
        found.setdefault((doc_id, variable), []).append(hit)


def _by_cues(
    book: PmcBook, clauses: pd.DataFrame, beside: pd.DataFrame | None
) -> dict[tuple[str, str], list[_Hit]]:
    """What the cues of every variable find, clause by clause and in head and tail where asked."""
    found: dict[tuple[str, str], list[_Hit]] = {}
    _add(found, _cues_in(book, clauses, lambda row: str(row["clause_id"]), book.rules))
    if beside is not None and len(beside):
        for part in beside["part"].unique():
            asked = {name for name, rule in book.rules.items() if part in rule.beside}
            rows = beside[beside["part"] == part]
            blank = rows.assign(section="", heading="", kind="", clause_id=_NO_CLAUSE)
            _add(found, _cues_in(book, blank, lambda row: _NO_CLAUSE, asked, str(part)))
    return found


def _cues_in(
    book: PmcBook, rows: pd.DataFrame, name: Any, asked: Collection[str], part: str = ""
) -> Iterator[tuple[str, str, _Hit]]:
    floor = book.codes.settings.floor
    for row, matches in match_clauses(rows, book.codes):
        by_code: dict[str, list[Match]] = {}
        for match in matches:
            rule = book.rules[match.code]
            if match.code in asked and not (rule.given and _taken_back(row, match)):
                by_code.setdefault(match.code, []).append(match)
        for code, own in by_code.items():
            score = evidence_of(own)[code]
            if score >= floor or (book.rules[code].otherwise and score < 0):
                said = describe(sorted(own, key=lambda match: -abs(match.evidence))[:_SHOWN])
                told = said.replace("text ", f"{part} ") if part else said
                yield str(row["doc_id"]), code, _Hit(name(row), score, told)


def _taken_back(row: Mapping[Any, Any], match: Match) -> bool:
    if match.place not in ("text", "heading"):
        return False
    return bool(_TAKEN_BACK.search(str(row[match.place])[: match.begin]))


def _by_terms(
    book: PmcBook, documents: pd.DataFrame, clauses: pd.DataFrame, beside: pd.DataFrame | None
) -> Iterator[tuple[str, str, _Hit]]:
    """Terms that a document plans for, of the variables that ask for years."""
    asked = {name: rule for name, rule in book.rules.items() if rule.years}
    if not asked:
        return
    dates = zip(documents["doc_id"], documents["issue_date"], strict=True)
    issued = {str(doc_id): int(date[:4]) for doc_id, date in dates if date[:4].isdigit()}
    texts = [
        (str(row["doc_id"]), str(row["clause_id"]), place, str(row[place]))
        for row in clauses.to_dict("records")
        for place in ("heading", "text", "deadline")
    ]
    if beside is not None:
        texts += [
            (str(row["doc_id"]), _NO_CLAUSE, str(row["part"]), str(row["text"]))
            for row in beside.to_dict("records")
        ]
    for doc_id, clause_id, place, text in texts:
        for term in find_terms(text, issued.get(doc_id)):
            for name, rule in asked.items():
                low, high = rule.years or (0, 0)
                if place in ("head", "tail") and place not in rule.beside:
                    continue
                if term.years is not None and low <= term.years <= high:
                    yield doc_id, name, _Hit(clause_id, 1.0, f"{place} {term.begin}:{term.words}")


def _by_fact(
    variable: str, fact: tuple[Condition, ...], tables: Tables, owner: Mapping[str, str]
) -> Iterator[tuple[str, str, _Hit]]:
    """Clauses (or documents) in which every condition of a fact holds."""
    held: list[dict[tuple[str, str], str]] = []
    for condition in fact:
        if condition.table not in tables:
            return
        held.append(_holding(condition, tables[condition.table], owner))
    by_clause = [one for one, condition in zip(held, fact, strict=True)
                 if condition.table != "documents"]  # fmt: skip
    by_document = [one for one in held if not any(one is other for other in by_clause)]
    places = list((by_clause or by_document)[0])
    for doc_id, clause_id in places:
        said = [one.get((doc_id, clause_id)) for one in by_clause]
        said += [one.get((doc_id, _NO_CLAUSE)) for one in by_document]
        if all(said):
            words = ";".join(str(part) for part in said)
            yield doc_id, variable, _Hit(clause_id, 1.0, words)


def _holding(
    condition: Condition, frame: pd.DataFrame, owner: Mapping[str, str]
) -> dict[tuple[str, str], str]:
    """(document, clause) → what the first row that meets the condition says there."""
    if not {name for name, _ in condition.columns} <= set(frame.columns):
        return {}
    out: dict[tuple[str, str], str] = {}
    for row in frame.to_dict("records"):
        said = [_said(row[name], value) for name, value in condition.columns]
        if all(said):
            clause_id = str(row.get("clause_id", _NO_CLAUSE))
            raw = [str(row["raw"])] if row.get("raw") else said
            words = f"{condition.table}:{'/'.join(raw)}".replace(";", ",")
            out.setdefault((str(row.get("doc_id", owner.get(clause_id, ""))), clause_id), words)
    return out


def _said(cell: Any, wanted: tuple[str, ...] | regex.Pattern[str] | None) -> str:
    """What a cell says of what is wanted; empty where it does not hold."""
    text = "" if cell is None or cell is pd.NA or cell != cell else str(cell)
    if wanted is None:
        return text
    if isinstance(wanted, tuple):
        low = text.lower()
        return low if low in {one.lower() for one in wanted} else ""
    hit = next(matches_of(wanted, text), None)
    return hit[0] if hit else ""


def _one_a_clause(hits: list[_Hit], order: Mapping[str, int]) -> list[_Hit]:
    """What is found in one clause together; clauses first, strongest first, then as they stand."""
    by_clause: dict[str, list[_Hit]] = {}
    for hit in hits:
        by_clause.setdefault(hit.clause_id, []).append(hit)
    joined = [
        _Hit(clause_id, sum(hit.score for hit in own), ";".join(hit.evidence for hit in own))
        for clause_id, own in by_clause.items()
    ]
    return sorted(
        joined, key=lambda hit: (not hit.clause_id, -hit.score, order.get(hit.clause_id, -1))
    )


def _told(code: Code, rule: Rule, hits: list[_Hit], n: int) -> dict[str, Any]:
    """Value, clauses, evidence and reason of one cell."""
    floor = 0.0
    speak, against = (
        [hit for hit in hits if (hit.score > floor) == holds] for holds in (True, False)
    )
    clauses = [hit.clause_id for hit in speak if hit.clause_id]
    of_document = len(clauses) < len(speak)
    earned = of_document or len(clauses) >= rule.least
    blank = {"clause_id": "", "clause_ids": ""}
    if speak and earned:
        why = (
            because("pmc_clauses", n=len(clauses), clause=clauses[0])
            if clauses
            else because("pmc_document")
        )
        return {"value": 1.0, "clause_id": clauses[0] if clauses else "",
                "clause_ids": ";".join(clauses), "evidence": speak[0].evidence, "why": why}  # fmt: skip
    if rule.otherwise and not against:
        return blank | {"value": 1.0, "evidence": "", "why": because("pmc_nothing_against")}
    if rule.otherwise:
        return {"value": 0.0, "clause_id": against[0].clause_id, "why": because("pmc_against"),
                "clause_ids": against[0].clause_id, "evidence": against[0].evidence}  # fmt: skip
    if speak:
        why = because("pmc_too_few", known=len(clauses), clause=clauses[0], least=rule.least)
        return blank | {"value": 0.0, "evidence": sought(code, rule), "why": why}
    return blank | {
        "value": 0.0, "evidence": sought(code, rule), "why": because("pmc_not_found", n=n)
    }  # fmt: skip


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
