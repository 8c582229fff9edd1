"""What the rules find of every template, before anybody decides: the slow part of a ledger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from compare import schema
from compare.adoption.actions import find_actions
from compare.adoption.in_hand import templates_in_use
from compare.adoption.items import weigh_items
from compare.adoption.leads import Charges, bodies_charged
from compare.adoption.ledger_rows import REST, with_columns
from compare.adoption.lexicon import PACKAGE, Lexicon
from compare.adoption.official_text import match_clauses
from compare.adoption.relations import draw_controls, relate
from compare.adoption.rules import RULES, Rules
from compare.adoption.templates import Template
from compare.base.progress import Progress
from compare.base.rows import rows_of
from compare.likeness.provisions import Provisions, prepare


@dataclass(frozen=True)
class Weighed:
    """What the rules find before anybody decides: the slow part of a ledger, made once."""

    templates: tuple[Template, ...]
    relations: pd.DataFrame
    evidence: dict[str, pd.DataFrame]
    actions: pd.DataFrame
    documents: pd.DataFrame
    clauses: pd.DataFrame
    leads: Charges
    rules: Rules


def weigh_templates(
    documents: pd.DataFrame,
    clauses: pd.DataFrame,
    templates: Iterable[Template] = (),
    *,
    agencies: pd.DataFrame | None = None,
    lexicon: Lexicon = PACKAGE,
    rules: Rules = RULES,
    progress: Progress | None = None,
) -> Weighed:
    """Weigh every item and look for every action of every template; parameters as in `trace`."""
    codebooks = tuple(templates)
    used = templates_in_use(documents, clauses, codebooks)
    related = draw_controls(relate(documents, used), rules.controls)
    evidence: dict[str, pd.DataFrame] = {}
    acted = []
    provisions: Provisions | None = (
        None  # cut and counted once, and only where an official text asks for it
    )
    for number, template in enumerate(used, 1):
        if template.basis == "official_text" and provisions is None:
            provisions = prepare(clauses, formulas=lexicon.formulas, words=lexicon.words)
        targets = list(related.loc[related["template"] == template.number, "doc_id"])
        found, actions = weigh_template(
            template,
            codebooks,
            clauses,
            targets,
            provisions=provisions,
            lexicon=lexicon,
            rules=rules,
        )
        evidence[template.number] = found
        acted.append(actions)
        if progress is not None:
            progress.advance(number / len(used), number, "templates")
    return Weighed(
        used,
        related,
        evidence,
        all_actions(acted, rules),
        documents,
        clauses,
        bodies_charged(agencies),
        rules,
    )


def weigh_template(
    template: Template,
    codebooks: Iterable[Template],
    clauses: pd.DataFrame,
    targets: list[str],
    *,
    provisions: Provisions | None = None,
    lexicon: Lexicon = PACKAGE,
    rules: Rules = RULES,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The evidence of one template's items in the clauses, and its actions in `targets`.

    Parameters
    ----------
    template : Template
    codebooks : iterable of Template
        One of the same number beside an official text says its single actions.
    clauses : DataFrame
        Those that weights are fitted on: of the template, and of every document in `targets`.
    targets : list of str
        Documents that are looked at.
    provisions : Provisions, optional
        ``prepare(clauses)``, where it is at hand.
    lexicon, rules
        See `trace`.
    """
    own = clauses[clauses["doc_id"] != template.doc_id]
    if template.basis == "official_text":
        weighed = match_clauses(clauses, template, targets, provisions=provisions, rules=rules)
    else:
        weighed = weigh_items(own, template, words=lexicon.words, rules=rules).assign(
            level="", note=""
        )
        weighed.loc[weighed["score"] >= rules.taken_over, "level"] = "taken_over"
    books = tuple(codebooks)
    return weighed, _actions(template, books, clauses, own, weighed, targets, lexicon, rules)


def all_actions(acted: Iterable[pd.DataFrame], rules: Rules) -> pd.DataFrame:
    parts = [part for part in acted if len(part)]
    return with_columns(
        pd.concat(parts, ignore_index=True) if parts else schema.ACTIONS.frame(),
        "action",
        "sentence",
        "better",
    ).assign(rules=rules.version)


def _actions(
    template: Template,
    codebooks: tuple[Template, ...],
    clauses: pd.DataFrame,
    own: pd.DataFrame,
    weighed: pd.DataFrame,
    targets: list[str],
    lexicon: Lexicon,
    rules: Rules,
) -> pd.DataFrame:
    """Single actions come from the codebook; beside an official text they are carried to its
    clauses.
    """
    if template.basis == "codebook":
        return find_actions(
            own, template, weighed, rules=rules, documents=targets, terms=lexicon.equivalents
        )
    codebook = next((book for book in codebooks if book.number == template.number), None)
    if codebook is None or not codebook.items:
        return schema.ACTIONS.frame()
    found = find_actions(
        own,
        codebook,
        weigh_items(own, codebook, words=lexicon.words, rules=rules),
        rules=rules,
        documents=targets,
        terms=lexicon.equivalents,
    )
    text = clauses[clauses["doc_id"] == template.doc_id]
    itself = weigh_items(text, codebook, words=lexicon.words, rules=rules)
    best = itself.sort_values(
        ["score", "clause_id"], ascending=[False, True], kind="stable"
    ).drop_duplicates("item_no")
    number = {item.clause_id: item.item_no for item in template.items}
    place = {row.item_no: number[row.clause_id] for row in rows_of(best)}
    return found.assign(item_no=[place.get(item_no, REST) for item_no in found["item_no"]])
