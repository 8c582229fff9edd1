"""What became of the items and actions of templates, and where clauses come from."""

from __future__ import annotations

from compare.schema.codes import ADOPTION, DEGREES, EVIDENCE, KINDS, ORIGINS
from compare.schema.keys import CLAUSE, CUES, DOC, ITEM, TEMPLATE
from compare.schema.table import Column, Table

ITEMS = Table(
    "items",
    ("template", "item_no"),
    "one row an item of a template",
    {
        "template": TEMPLATE,
        "item_no": ITEM,
        "section": Column("str", "section of the template"),
        "heading": Column("str", "heading of the item"),
        "kind": Column("str", "role of the item in the template", allowed=KINDS),
        "evidence": Column("str", "how the item is known", allowed=EVIDENCE),
    },
    {
        "basis": Column("str", "codebook or official_text"),
        "content": Column(
            "str",
            "what the item tells governments to do: our words, or the clause of the official text",
        ),
        "heading_official": Column("bool", "the heading is the document's own, not our label"),
        "n_actions": Column("int", "single actions of the item", unit="action"),
        "themes": Column("str", "theme codes of the item, joined with ;"),
        "heading_en": Column("str", "short English label of the item"),
        "section_en": Column("str", "short English label of the section"),
        "counted": Column("bool", "rates count it: no preamble, and more than a closing"),
    },
)

ADOPTIONS = Table(
    "adoption",
    ("template", "item_no", "doc_id"),
    "what became of each item in each document",
    {
        "template": TEMPLATE,
        "item_no": ITEM,
        "doc_id": DOC,
        "relation": Column(
            "str",
            "direct, via a document that implements it, or control",
            allowed=("direct", "via", "control"),
        ),
        "basis": Column(
            "str", "what the clauses were compared with", allowed=("codebook", "official_text", "")
        ),
        "evidence": Column("str", "how the item is known", allowed=(*EVIDENCE, "")),
        "level": Column(
            "str",
            (
                "what became of the item; alike = a control has it too, reversed = the "
                "document says the opposite: neither is adoption"
            ),
            allowed=ADOPTION,
        ),
        "clause_ids": Column("str", "clauses that prove it, strongest first, joined with ;"),
        "score": Column("float", "evidence of the strongest clause", unit="0–1"),
        "actions_found": Column(
            "int", "scored actions of the item found in the document", unit="action"
        ),
        "actions_total": Column("int", "scored actions of the item", unit="action"),
        "why": Column("str", "why this level, in a sentence"),
        "rules": Column("str", "version of the adoption rules"),
        "adopted": Column("bool", "the document implements the template and takes the item over"),
        "degree": Column(
            "str",
            (
                "how much of the item is there: theme_only (no action found), some (up to a "
                "third), half (up to two thirds), most; empty where not scored"
            ),
            allowed=(*DEGREES, ""),
        ),
        "share": Column(
            "float",
            (
                "part of the shorter clause that stands in shared passages; NaN without the "
                "official text"
            ),
            unit="0–1",
        ),
        "change": Column(
            "str",
            (
                "what the document changed: reversed, raised, lowered, deadline, frequency, "
                "body, narrowed, widened; joined with ;"
            ),
        ),
        "certainty": Column(
            "float",
            "probability that a reader would make the link; NaN where not calibrated",
            unit="0–1",
        ),
    },
    {
        "change_from": Column(
            "str", "passage of the template that shows each change, in their order, joined with ;"
        ),
        "change_to": Column(
            "str", "passage of the document that shows each change, in their order, joined with ;"
        ),
        "matched": Column(
            "str",
            (
                "how the item is there, whoever wrote it: verbatim, adapted or taken_over; "
                "empty = it is not"
            ),
        ),
        "levels": Column(
            "str",
            (
                "how each clause of clause_ids has the item, in their order, whoever wrote it: "
                "verbatim, adapted, taken_over or reversed; joined with ;"
            ),
        ),
        "counted": Column("bool", "rates count it: no preamble, and more than a closing"),
        "kind": Column("str", "role of the item in the template"),
        "heading": Column("str", "heading of the item"),
        "automatic": Column("str", "level that the rules give, before any decision"),
        "decided_by": Column("str", "who decided otherwise; empty = nobody"),
    },
)

ACTIONS = Table(
    "actions",
    ("template", "action_id", "doc_id"),
    "what became of each action in each document",
    {
        "template": TEMPLATE,
        "action_id": Column("str", "id of the action in the codebook"),
        "doc_id": DOC,
        "item_no": ITEM,
        "found": Column(
            "bool", "taken over; empty = not scored, the action has no cues of its own"
        ),
        "clause_id": Column("str", "clause that proves it; empty where not found"),
        "score": Column("float", "evidence", unit="0–1"),
        "cues": CUES,
    },
    {
        "action": Column("str", "the action, in our words"),
        "sentence": Column("str", "sentence that proves it"),
        "better": Column("str", "action that the sentence proves better, where there is one"),
        "rules": Column("str", "version of the adoption rules"),
        "automatic": Column("bool", "found by the rules, before any decision"),
        "decided_by": Column("str", "who decided otherwise; empty = nobody"),
    },
)

ORIGIN_ROWS = Table(
    "origins",
    ("clause_id",),
    "where each clause comes from",
    {
        "clause_id": CLAUSE,
        "doc_id": DOC,
        "origin": Column(
            "str",
            "where the clause comes from; undetermined = no template in hand has it",
            allowed=ORIGINS,
        ),
        "template": Column("str", "template, or sibling document; several joined with ;"),
        "item_no": Column("str", "item of that template; several joined with ;"),
        "score": Column("float", "evidence of the strongest source", unit="0–1"),
    },
    {
        "kind": Column("str", "role of the clause in its document"),
        "counted": Column("bool", "shares count it: no preamble, and more than a closing"),
        "missing": Column(
            "str", "templates above the document that are not fully in hand, joined with ;"
        ),
        "why": Column("str", "why this origin, in a sentence"),
    },
)
