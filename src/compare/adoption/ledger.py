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
from compare.adoption.actions import find_actions
from compare.adoption.decisions import check_decisions
from compare.adoption.in_hand import templates_in_use
from compare.adoption.items import PARTS, weigh_items
from compare.adoption.lexicon import PACKAGE, Lexicon
from compare.adoption.official_text import match_clauses
from compare.adoption.outcome import bodies_in_charge, outcome, settle
from compare.adoption.overruled import Cell, Remake, apply_to_actions, apply_to_items
from compare.adoption.relations import draw_controls, named_by, relate
from compare.adoption.rules import RULES, Rules
from compare.adoption.templates import Template, items_table
from compare.base.progress import Progress
from compare.base.rows import rows_of
from compare.likeness.provisions import Provisions, prepare
from compare.text.passage import Passage
from compare.words.reasons import because

REST = 0  # item_no of what is not in hand of a template
IMPLEMENTS = ("direct", "via")


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


@dataclass(frozen=True)
class Weighed:
    """What the rules find before anybody decides: the slow part of a ledger, made once."""

    templates: tuple[Template, ...]
    relations: pd.DataFrame
    evidence: dict[str, pd.DataFrame]
    actions: pd.DataFrame
    documents: pd.DataFrame
    clauses: pd.DataFrame
    leads: dict[str, frozenset[str]]
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
        _acted(acted, rules),
        documents,
        clauses,
        bodies_in_charge(agencies),
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


def _acted(acted: Iterable[pd.DataFrame], rules: Rules) -> pd.DataFrame:
    parts = [part for part in acted if len(part)]
    return _with(
        pd.concat(parts, ignore_index=True) if parts else schema.ACTIONS.frame(),
        "action",
        "sentence",
        "better",
    ).assign(rules=rules.version)


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
    leads = bodies_in_charge(agencies)
    return Traced(
        template.number, _rows(template, found, actions, relation, texts, leads, rules), actions
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
    adoption = _declared(
        [row for one in traced for row in one.rows], used, documents, related, rules
    )
    return Ledger(
        used,
        related,
        {},
        items_table(used),
        schema.ADOPTIONS.check(settle(apply_to_items(adoption, check_decisions(None)))),
        schema.ACTIONS.check(
            apply_to_actions(_acted((one.actions for one in traced), rules), check_decisions(None))
        ),
    )


def _declared(
    rows: list[dict],
    used: tuple[Template, ...],
    documents: pd.DataFrame,
    related: pd.DataFrame,
    rules: Rules,
) -> pd.DataFrame:
    """Rows of the ledger and those of what is not in hand, with every column."""
    every = [*rows, *_not_in_hand(used, documents, related, rules)]
    adoption = _with(
        schema.ADOPTIONS.frame(every), "change_from", "change_to", "kind", "heading", "matched"
    )
    return adoption if "kept" in adoption else adoption.assign(kept=float("nan"))


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
        rows += _rows(template, found, mine, relation, texts, weighed.leads, rules)
    adoption = settle(
        apply_to_items(
            _declared(rows, weighed.templates, weighed.documents, weighed.relations, rules),
            decided,
            owners=owners,
            remake=_remake(weighed, texts),
        )
    )
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


def _with(frame: pd.DataFrame, *names: str) -> pd.DataFrame:
    """A ledger without rows has the same columns as one with rows."""
    return frame.assign(**{name: pd.Series(dtype="str") for name in names if name not in frame})


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


def _rows(
    template: Template,
    weighed: pd.DataFrame,
    actions: pd.DataFrame,
    relation: pd.DataFrame,
    texts: dict[str, str],
    leads: dict[str, frozenset[str]],
    rules: Rules,
) -> list[dict]:
    strongest = weighed.sort_values(["score", "clause_id"], ascending=[False, True], kind="stable")
    # Most items have no proof in most documents: columns as arrays, and a frame only where there
    # is one.
    columns = {name: strongest[name].to_numpy(dtype=object) for name in strongest}
    ranked = strongest.groupby(["doc_id", "item_no"], sort=False).indices
    proven = strongest["level"].to_numpy(dtype=object) != ""
    scored = actions[actions["found"].notna()]
    counted = (
        scored.groupby(["doc_id", "item_no"])["found"]
        .agg(["sum", "count"])
        .astype(int)
        .to_dict("index")
    )
    nothing = strongest.iloc[:0]
    rows = []
    for related in rows_of(relation):
        for item in template.items:
            places = list(ranked.get((related.doc_id, item.item_no), ()))
            proofs = [place for place in places if proven[place]]
            proof = strongest.iloc[proofs] if proofs else nothing
            best: dict[str, Any] = (
                {str(name): values[places[0]] for name, values in columns.items()}
                if len(places)
                else {}
            )
            found = outcome(
                item,
                proof,
                texts,
                official=template.basis == "official_text",
                leads=leads,
                rules=rules,
            )
            number = counted.get((related.doc_id, item.item_no), {"sum": 0, "count": 0})
            rows.append(
                {
                    "template": template.number,
                    "item_no": item.item_no,
                    "doc_id": related.doc_id,
                    "relation": related.relation,
                    "basis": template.basis,
                    "evidence": item.evidence,
                    **found,
                    "score": round(float(best["score"]), 4) if best else 0.0,
                    "actions_found": number["sum"],
                    "actions_total": number["count"],
                    "why": _reversal(found) or _why(best, bool(proofs), rules),
                    "rules": rules.version,
                    "certainty": float(columns["certainty"][proofs[0]])
                    if proofs and "certainty" in columns
                    else float("nan"),
                    "kind": item.kind,
                    "heading": item.heading,
                    "matched": "",
                }
            )
    return rows


def _reversal(found: dict) -> str:
    """The reason where the clauses say the opposite."""
    if found["level"] != "reversed":
        return ""
    codes = found["change"].split(";")
    at = codes.index("reversed")
    before, after = found["change_from"].split(";")[at], found["change_to"].split(";")[at]
    clause = found["clause_ids"].split(";")[0]
    return because("opposite", clause=clause, before=before, after=after)


def _why(best: Mapping[str, Any], proven: bool, rules: Rules) -> str:
    """One sentence: what decided the level; `best` is the clause that comes nearest to the item,
    as a record.
    """
    if not best:
        return because("no_clause")
    if not proven:
        nearest = {"clause": best["clause_id"], "score": best["score"]}
        if "wording" not in best:
            return because("nearest", **nearest)
        return because("nearest_floor", floor=rules.taken_over, **nearest)
    if "wording" not in best:
        return because("linked", clause=best["clause_id"], note=best["note"])
    weights = rules.weights
    share = sorted(
        ((getattr(weights, part) * best[part], part) for part in PARTS),
        key=lambda pair: (-pair[0], pair[1]),
    )
    parts = " + ".join(f"{part} {value:.2f}" for value, part in share if value >= 0.005)
    score = {"clause": best["clause_id"], "score": best["score"], "floor": rules.taken_over}
    if not best["found"]:
        return because("scored", parts=parts, **score)
    words = "、".join(best["found"].split(";")[:5])
    return because("scored_words", parts=parts, words=words, **score)


def _not_in_hand(
    used: tuple[Template, ...], documents: pd.DataFrame, related: pd.DataFrame, rules: Rules
) -> list[dict]:
    """A row for what is not known of each template that a document implements, known by number
    only or in part.
    """
    books = {template.number: template for template in used}
    names = named_by(documents, used)
    unknown = {number for numbers in names.values() for number in numbers if number not in books}
    ghosts = tuple(
        Template(number, "", "", "", "", "", "", (), False, ()) for number in sorted(unknown)
    )
    both = (
        pd.concat(
            [related, relate(documents, (*used, *ghosts)).query("template in @unknown")],
            ignore_index=True,
        )
        if ghosts
        else related
    )
    rows = []
    for row in rows_of(both[both["relation"].isin(IMPLEMENTS)]):
        template = books.get(row.template)
        if template is not None and template.complete:
            continue
        known = len(template.items) if template else 0
        rows.append(
            {
                "template": row.template,
                "item_no": REST,
                "doc_id": row.doc_id,
                "relation": row.relation,
                "basis": "",
                "evidence": "",
                "level": "not_in_hand",
                "clause_ids": "",
                "score": float("nan"),
                "actions_found": 0,
                "actions_total": 0,
                "share": float("nan"),
                "kept": float("nan"),
                "certainty": float("nan"),
                "change": "",
                "change_from": "",
                "change_to": "",
                "matched": "",
                "why": because("known_in_part", template=row.template, known=known)
                if known
                else because("known_by_number", template=row.template),
                "rules": rules.version,
                "kind": "",
                "heading": "",
            }
        )
    return rows
