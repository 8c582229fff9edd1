"""What earns a variable of the PMC index: cues, terms and facts, each with its clause and words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import regex

from compare.base.patterns import matches_of
from compare.content.cues import Match, describe, evidence_of, match_clauses
from compare.pmc.codebook import Condition, PmcBook
from compare.pmc.terms import find_terms

Tables = Mapping[str, pd.DataFrame]
# What is taken back is not given: 不再给予补助. Nothing ends the phrase in between.
_TAKEN_BACK = re.compile(
    r"(?:不再|不予|停止|暂停|终止|取消|废止|撤销|停发|(?:不得|不能)(?:享受|申[报领请]|给予|发放))"
    r"[^，。；、,;]{0,16}$"
)
_SHOWN = 6  # words shown of one clause
NO_CLAUSE = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that earns a variable: in which clause (empty: in the document), how strongly, and
    the words or facts.
    """

    clause_id: str
    score: float
    cues: str


def add_hits(found: dict[tuple[str, str], list[Hit]], more: Iterator[tuple[str, str, Hit]]) -> None:
    for doc_id, variable, hit in more:
        found.setdefault((doc_id, variable), []).append(hit)


def by_cues(
    book: PmcBook, clauses: pd.DataFrame, beside: pd.DataFrame | None
) -> dict[tuple[str, str], list[Hit]]:
    """What the cues of every variable find, clause by clause and in head and tail where asked."""
    found: dict[tuple[str, str], list[Hit]] = {}
    add_hits(found, _cues_in(book, clauses, lambda row: str(row["clause_id"]), book.rules))
    if beside is not None and len(beside):
        for part in beside["part"].unique():
            asked = {name for name, rule in book.rules.items() if part in rule.beside}
            rows = beside[beside["part"] == part]
            blank = rows.assign(section="", heading="", kind="", clause_id=NO_CLAUSE)
            add_hits(found, _cues_in(book, blank, lambda row: NO_CLAUSE, asked, str(part)))
    return found


def _cues_in(
    book: PmcBook, rows: pd.DataFrame, name: Any, asked: Collection[str], part: str = ""
) -> Iterator[tuple[str, str, Hit]]:
    floor = book.codes.settings.floor
    for row, matches in match_clauses(rows, book.codes):
        by_code: dict[str, list[Match]] = {}
        for match in matches:
            rule = book.rules[match.code]
            if match.code not in asked or _cited(row, match):
                continue
            if not (rule.given and _taken_back(row, match)):
                by_code.setdefault(match.code, []).append(match)
        for code, own in by_code.items():
            score = evidence_of(own)[code]
            if score >= floor or (book.rules[code].otherwise and score < 0):
                said = describe(sorted(own, key=lambda match: -abs(match.evidence))[:_SHOWN])
                told = said.replace("text ", f"{part} ") if part else said
                yield str(row["doc_id"]), code, Hit(name(row), score, told)


def _cited(row: Mapping[Any, Any], match: Match) -> bool:
    """Whether a match stands within the title of another document: 《…实施方案》."""
    if match.place not in ("text", "heading"):
        return False
    before = str(row[match.place])[: match.begin]
    return before.count("《") > before.count("》")


def _taken_back(row: Mapping[Any, Any], match: Match) -> bool:
    if match.place not in ("text", "heading"):
        return False
    return bool(_TAKEN_BACK.search(str(row[match.place])[: match.begin]))


def by_terms(
    book: PmcBook, documents: pd.DataFrame, clauses: pd.DataFrame, beside: pd.DataFrame | None
) -> Iterator[tuple[str, str, Hit]]:
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
            (str(row["doc_id"]), NO_CLAUSE, str(row["part"]), str(row["text"]))
            for row in beside.to_dict("records")
        ]
    for doc_id, clause_id, place, text in texts:
        for term in find_terms(text, issued.get(doc_id)):
            for name, rule in asked.items():
                low, high = rule.years or (0, 0)
                if place in ("head", "tail") and place not in rule.beside:
                    continue
                if term.years is not None and low <= term.years <= high:
                    yield doc_id, name, Hit(clause_id, 1.0, f"{place} {term.begin}:{term.words}")


def by_fact(
    variable: str, fact: tuple[Condition, ...], tables: Tables, owner: Mapping[str, str]
) -> Iterator[tuple[str, str, Hit]]:
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
        said += [one.get((doc_id, NO_CLAUSE)) for one in by_document]
        if all(said):
            words = ";".join(str(part) for part in said)
            yield doc_id, variable, Hit(clause_id, 1.0, words)


def _holding(
    condition: Condition, frame: pd.DataFrame, owner: Mapping[str, str]
) -> dict[tuple[str, str], str]:
    """(document, clause) → what the first row that meets the condition says there."""
    if not {name for name, _ in condition.columns} <= set(frame.columns):
        return {}
    asked = [name for name, _ in condition.columns]
    beside = [name for name in ("doc_id", "clause_id", "raw") if name in frame.columns]
    out: dict[tuple[str, str], str] = {}
    # Only the columns that are read: a frame of text gives up whole rows slowly.
    for cells in zip(*(frame[name].tolist() for name in (*asked, *beside)), strict=True):
        said = [
            _said(cell, value) for cell, (_, value) in zip(cells, condition.columns, strict=False)
        ]
        if all(said):
            row = dict(zip(beside, cells[len(asked) :], strict=True))
            clause_id = str(row.get("clause_id", NO_CLAUSE))
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
