"""Templates traced one by one, each within its family: how a large corpus makes its ledger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from compare import schema
from compare.adoption.action_changes import with_action_changes
from compare.adoption.decisions import check_decisions
from compare.adoption.leads import bodies_charged
from compare.adoption.ledger import Ledger
from compare.adoption.ledger_rows import declared, rows_of_template
from compare.adoption.outcome import settle
from compare.adoption.overruled import apply_to_actions, apply_to_items
from compare.adoption.rules import RULES, Rules
from compare.adoption.templates import Template, items_table
from compare.adoption.weighed import all_actions, weigh_template


@dataclass(frozen=True)
class Traced:
    """One template traced within its family, nothing decided: its rows of the ledger, its
    actions.
    """

    template: str
    rows: list[dict]
    actions: pd.DataFrame


def trace_template(
    template: Template,
    codebooks: Iterable[Template],
    clauses: pd.DataFrame,
    relation: pd.DataFrame,
    *,
    agencies: pd.DataFrame | None = None,
    rules: Rules = RULES,
) -> Traced:
    """Trace one template: what a worker of `compare.scale` does.

    Parameters
    ----------
    template, codebooks, clauses
        See `weigh_template`.
    relation : DataFrame
        Rows of `compare.adoption.relations.relate` for this template.
    agencies, rules
        See `trace`.
    """
    found, actions = weigh_template(
        template, codebooks, clauses, list(relation["doc_id"]), rules=rules
    )
    texts = dict(zip(clauses["clause_id"], clauses["text"], strict=True))
    leads = bodies_charged(agencies)
    return Traced(
        template.number,
        rows_of_template(template, found, actions, relation, texts, leads, rules),
        actions,
    )


def settled(
    traced: Iterable[Traced],
    used: tuple[Template, ...],
    documents: pd.DataFrame,
    related: pd.DataFrame,
    *,
    rules: Rules = RULES,
) -> Ledger:
    """The ledger of templates traced one by one, with what is not in hand, without evidence."""
    traced = list(traced)
    adoption = declared(
        [row for one in traced for row in one.rows], used, documents, related, rules
    )
    nothing = check_decisions(None)
    actions = apply_to_actions(all_actions((one.actions for one in traced), rules), nothing)
    found = with_action_changes(apply_to_items(adoption, nothing), actions)
    return Ledger(
        used,
        related,
        {},
        items_table(used),
        schema.ADOPTIONS.check(settle(found)),
        schema.ACTIONS.check(actions),
    )
