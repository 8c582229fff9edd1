"""Tables ready for a regression: documents by items, and pairs of documents."""

from __future__ import annotations

from compare.schema.keys import DOC, ITEM, TEMPLATE
from compare.schema.table import Column, Table

CITY_ITEMS = Table(
    "city_items",
    ("template", "item_no", "doc_id"),
    "one row a document and item, ready for a regression",
    {
        "template": TEMPLATE,
        "item_no": ITEM,
        "doc_id": DOC,
        "region": Column("str", "place the document governs"),
        "province": Column("str", "province of that place"),
        "doc_level": Column("str", "administrative level of the issuer"),
        "relation": Column("str", "direct, via a document that implements it, or control"),
        "control": Column("int", "1 = the document does not implement the template", unit="0, 1"),
        "basis": Column("str", "what the clauses were compared with"),
        "evidence": Column("str", "how the item is known"),
        "level": Column("str", "what became of the item"),
        "present": Column("int", "1 = the item is there, in a control too", unit="0, 1"),
        "adopted": Column(
            "int", "1 = the document implements the template and takes the item over", unit="0, 1"
        ),
        "score": Column("float", "evidence of the strongest clause", unit="0–1"),
        "actions_found": Column(
            "int", "scored actions of the item found in the document", unit="action"
        ),
        "actions_total": Column("int", "scored actions of the item", unit="action"),
        "action_share": Column(
            "float", "actions found of actions scored; NaN where none is scored", unit="0–1"
        ),
        "kind": Column("str", "role of the item in the template"),
        "section": Column("str", "section of the template"),
        "position": Column(
            "float", "place of the item in the template, 0 = first, 1 = last", unit="0–1"
        ),
        "item_length": Column(
            "float", "length of the official text or of our description", unit="character"
        ),
        "clause_length": Column("int", "length of the clauses that prove it", unit="character"),
        "n_clauses": Column("int", "clauses that prove it", unit="clause"),
        "n_agencies": Column("int", "bodies named in those clauses", unit="body"),
        "n_amounts": Column("int", "amounts in those clauses", unit="amount"),
        "issue_date": Column("str", "date of issue of the document"),
        "template_date": Column("str", "date of issue of the template"),
        "order": Column("str", "document before, after or unordered with the template"),
        "lag_min": Column(
            "float", "shortest time from template to document; NaN where unknown", unit="day"
        ),
        "lag_max": Column(
            "float", "longest time from template to document; NaN where unknown", unit="day"
        ),
        "document_length": Column("int", "length of all clauses of the document", unit="character"),
        "rules": Column("str", "version of the adoption rules"),
    },
)

CITY_PAIRS = Table(
    "city_pairs",
    ("doc_a", "doc_b"),
    "one row an ordered pair of documents, ready for a regression",
    {
        "doc_a": DOC,
        "doc_b": DOC,
        "same_province": Column(
            "float", "1 = same province, 0 = another, NaN where one is unknown", unit="0, 1"
        ),
        "same_level": Column(
            "float",
            "1 = same administrative level, 0 = another, NaN where one is unknown",
            unit="0, 1",
        ),
        "share_template": Column("int", "1 = both implement a common document", unit="0, 1"),
        "lag_min": Column("float", "shortest time from a to b", unit="day"),
        "lag_max": Column("float", "longest time from a to b", unit="day"),
        "n_counterparts": Column("int", "pairs of clauses that are the same measure", unit="pair"),
        "n_verbatim": Column(
            "int",
            "those of them that share a whole sentence or 20 characters of substance",
            unit="pair",
        ),
        "share_of_a": Column("float", "clauses of a with a counterpart in b", unit="0–1"),
        "share_of_b": Column("float", "clauses of b with a counterpart in a", unit="0–1"),
        "mean_cosine": Column(
            "float", "mean cosine_char of those pairs; NaN where there is none", unit="0–1"
        ),
        "both_adopted": Column(
            "int", "items that both take over, of templates scored for both", unit="item"
        ),
        "either_adopted": Column("int", "items that at least one takes over", unit="item"),
        "jaccard_items": Column("float", "both over either; NaN where none", unit="0–1"),
    },
)
