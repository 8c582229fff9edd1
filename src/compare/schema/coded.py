"""Tables that people write and a study keeps."""

from __future__ import annotations

from compare.schema.table import Column, Table

DECISIONS = Table(
    "decisions",
    ("template", "item_no", "action_id", "doc_id", "clause_id", "theme", "variable"),
    "one row a decision of a person against, or for, the automatic coding: coding/decisions.csv",
    {
        "template": Column("str", "template of an item, a link or an action; else empty"),
        "item_no": Column("str", "item of the template, where an item or a link is decided"),
        "action_id": Column("str", "single action of the template, where one is decided"),
        "doc_id": Column("str", "document; may be empty for a theme"),
        "clause_id": Column("str", "clause of a link or of a theme"),
        "theme": Column("str", "code of the theme codebook, where a theme is decided"),
        "variable": Column(
            "str", "second-level variable of the PMC codebook, where a cell of it is decided"
        ),
        "decision": Column(
            "str",
            "an item: a level; a link, an action or a variable: true, false; a theme: main, true, "
            "false. In a file given to decide also automatic, which takes a decision back",
        ),
        "clause_ids": Column(
            "str",
            "clauses that prove an item, an action or a variable, joined with ;; empty = those "
            "there are",
        ),
        "reason": Column("str", "why; never empty"),
        "who": Column("str", "who decided; several who agree, joined with ;"),
        "when": Column("str", "ISO date; empty where unknown"),
        "settles": Column("str", "true where it ends a difference between coders"),
    },
)

MEMOS = Table(
    "memos",
    ("clause_id", "template", "item_no", "doc_id", "who"),
    "one row a memo of a person on a clause or on a cell: coding/memos.csv; it changes no result",
    {
        "clause_id": Column("str", "the clause; empty for a memo on a cell"),
        "template": Column("str", "template of the cell"),
        "item_no": Column("str", "item of the cell"),
        "doc_id": Column("str", "document of the cell"),
        "memo": Column("str", "what was noted"),
        "who": Column("str", "whose memo it is"),
        "when": Column("str", "ISO date; empty where unknown"),
    },
)
