"""The adoption ledger: what became of each measure of each template in each document, and which
clause proves it.

A template enters as a codebook (what it is about is compared) or as its official text (wording is
compared); where a study holds both, the official text decides about items and the codebook about
single actions. Rules:
`compare.adoption.rules`, in words `docs/adoption-rules.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from compare import schema
from compare.adoption.action_changes import with_action_changes
from compare.adoption.decisions import check_decisions
from compare.adoption.ledger_rows import declared, rows_of_template
from compare.adoption.lexicon import PACKAGE, Lexicon
from compare.adoption.outcome import outcome, settle
from compare.adoption.overruled import Cell, Remake, apply_to_actions, apply_to_items
from compare.adoption.rules import RULES, Rules
from compare.adoption.templates import Template, items_table
from compare.adoption.weighed import Weighed, weigh_templates
from compare.base.progress import Progress
from compare.text.passage import Passage


@dataclass(frozen=True)
class Ledger:
    """Everything behind the three tables: for the specification curve, the bootstrap and the
    figures.
    """

    templates: tuple[Template, ...]
    relations: pd.DataFrame
    evidence: dict[str, pd.DataFrame]
    items: pd.DataFrame
    adoption: pd.DataFrame
    actions: pd.DataFrame


def trace_adoption(
    documents: pd.DataFrame,
    clauses: pd.DataFrame,
    passages: Mapping[str, Passage] | None = None,
    templates: Iterable[Template] = (),
    *,
    decisions: pd.DataFrame | None = None,
    agencies: pd.DataFrame | None = None,
    lexicon: Lexicon = PACKAGE,
    rules: Rules = RULES,
    progress: Progress | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Trace every item and action of every template through every document.

    Parameters
    ----------
    documents, clauses : DataFrame
        Tables of the study.
    passages : mapping of clause_id to Passage, optional
        Not needed: clauses hold the same text.
    templates : iterable of Template
        Codebooks. Official texts are found among `documents`.
    decisions : DataFrame, optional
        ``coding/decisions.csv`` (`compare.adoption.decisions`).
    agencies : DataFrame, optional
        A `schema.AGENCIES` table: who leads each clause, for changes of the body in charge.
    lexicon : Lexicon
        The study's own words, set phrases and equivalent terms (`Study.lexicon`).
    rules : Rules
    progress : Progress, optional
        Told of every template.

    Returns
    -------
    items, adoption, actions : DataFrame
        Tables of `compare.schema`; `trace` says what stands after the declared columns.
    """
    ledger = trace(
        documents,
        clauses,
        templates,
        decisions=decisions,
        agencies=agencies,
        lexicon=lexicon,
        rules=rules,
        progress=progress,
    )
    return ledger.items, ledger.adoption, ledger.actions


def trace(
    documents: pd.DataFrame,
    clauses: pd.DataFrame,
    templates: Iterable[Template] = (),
    *,
    decisions: pd.DataFrame | None = None,
    agencies: pd.DataFrame | None = None,
    lexicon: Lexicon = PACKAGE,
    rules: Rules = RULES,
    progress: Progress | None = None,
) -> Ledger:
    """As `trace_adoption`, with templates, relations and evidence.

    Returns
    -------
    Ledger
        ``adoption`` has after its declared columns ``kind`` and ``heading`` of the item,
        ``automatic`` (the rule's level) and ``decided_by``. ``item_no`` 0 is the rest of a
        template of which not every item is known: it has a row, level
        ``not_in_hand``, for every document that implements the template.
    """
    weighed = weigh_templates(
        documents,
        clauses,
        templates,
        agencies=agencies,
        lexicon=lexicon,
        rules=rules,
        progress=progress,
    )
    return settle_ledger(weighed, decisions)


def settle_ledger(weighed: Weighed, decisions: pd.DataFrame | None = None) -> Ledger:
    """The ledger of what was weighed, with decisions applied; quick, so that a decision can be
    tried.
    """
    decided, rules = check_decisions(decisions), weighed.rules
    owners = dict(zip(weighed.clauses["clause_id"], weighed.clauses["doc_id"], strict=True))
    texts = dict(zip(weighed.clauses["clause_id"], weighed.clauses["text"], strict=True))
    # Actions are decided before they are counted, so that a decision moves the degree of its item.
    actions = apply_to_actions(weighed.actions, decided, owners=owners)
    rows = []
    for template in weighed.templates:
        relation = weighed.relations[weighed.relations["template"] == template.number]
        mine = actions[actions["template"] == template.number]
        found = weighed.evidence[template.number]
        rows += rows_of_template(template, found, mine, relation, texts, weighed.leads, rules)
    found = apply_to_items(
        declared(rows, weighed.templates, weighed.documents, weighed.relations, rules),
        decided,
        owners=owners,
        remake=_remake(weighed, texts),
    )
    adoption = settle(with_action_changes(found, actions))
    return Ledger(
        weighed.templates,
        weighed.relations,
        weighed.evidence,
        items_table(weighed.templates),
        schema.ADOPTIONS.check(adoption),
        schema.ACTIONS.check(actions),
    )


def _remake(weighed: Weighed, texts: dict[str, str]) -> Remake:
    """What other clauses, which a person names, make of an item: compared as the rules' own are."""
    items = {
        (book.number, item.item_no): (book, item)
        for book in weighed.templates
        for item in book.items
    }

    def remake(cell: Cell, proofs: list[str]) -> Mapping[str, Any]:
        number, item_no, doc_id = cell
        book, item = items[number, item_no]
        official = book.basis == "official_text"
        found = weighed.evidence[number]
        here = found[(found["item_no"] == item_no) & (found["doc_id"] == doc_id)]
        known = dict(zip(here["clause_id"], here["level"], strict=True))
        unmatched = "adapted" if official else "taken_over"
        proof = pd.DataFrame(
            {"clause_id": proofs, "level": [known.get(name) or unmatched for name in proofs]}
        )
        return outcome(
            item, proof, texts, official=official, leads=weighed.leads, rules=weighed.rules
        )

    return remake
