"""From which earlier documents a document has its measures."""

from __future__ import annotations

from compare.schema.codes import DIFFUSION_RELATIONS, LEVELS
from compare.schema.keys import CLAUSE, DOC
from compare.schema.table import Column, Table

DIFFUSION = Table(
    "diffusion",
    ("later", "earlier"),
    "one row a later document and an earlier one that shares counterpart clauses with it",
    {
        "later": Column("str", "later document: key into documents"),
        "earlier": Column("str", "document known to be earlier: key into documents"),
        "relation": Column(
            "str",
            (
                "vertical: the earlier is implemented by the later, or of a higher level and not "
                "of another province; own_earlier: of the same government; horizontal otherwise"
            ),
            allowed=DIFFUSION_RELATIONS,
        ),
        "clauses": Column(
            "int", "measures of the later whose most probable source it is", unit="clause"
        ),
        "share": Column("float", "those of all measures of the later", unit="0–1"),
        "lag_min": Column("float", "shortest time between both; NaN where unknown", unit="day"),
        "lag_max": Column("float", "longest time between both; NaN where unknown", unit="day"),
        "rank": Column("int", "1 = most probable source of the later document"),
        "n_shared": Column(
            "int", "measures of the later with a counterpart in the earlier", unit="clause"
        ),
        "n_common": Column(
            "int",
            "those of them that both have from a common template; no evidence of copying sideways",
            unit="clause",
        ),
    },
)

SOURCES = Table(
    "sources",
    ("clause_id", "source_clause"),
    "one row a measure and a clause that may be its source",
    {
        "clause_id": CLAUSE,
        "source_clause": Column("str", "earlier clause: key into clauses"),
        "doc_id": DOC,
        "source_doc": Column("str", "document of the earlier clause: key into documents"),
        "relation": Column(
            "str", "of the two documents, as in diffusion", allowed=DIFFUSION_RELATIONS
        ),
        "common": Column("bool", "both clauses have it from a common template in hand"),
        "worded": Column(
            "bool",
            "the wording was taken over: verbatim, or a score of at least 0.4 and ten characters "
            "in one piece",
        ),
        "score": Column("float", "cosine_char of the two clauses", unit="0–1"),
        "source_weight": Column(
            "float",
            (
                "nearness made to sum to 1 over the candidates of a clause, 0 where discounted as "
                "common or not worded; not a calibrated probability"
            ),
            unit="0–1",
        ),
        "rank": Column("int", "1 = most probable source of the clause"),
    },
)

PASSAGES = Table(
    "passages",
    ("first_clause", "clause_id"),
    "one row a measure in the line of a passage: who had it first, and who took it over from whom",
    {
        "first_clause": Column(
            "str", "clause of the first user, or template and item joined with #; names the line"
        ),
        "first_doc": Column("str", "document of the first user in the study, or template"),
        "clause_id": CLAUSE,
        "doc_id": DOC,
        "source_clause": Column("str", "its most probable source; empty for the first user"),
        "step": Column(
            "int", "how often it was taken over until here; 0 = the first user", unit="step"
        ),
    },
)
FIRST_USERS = Table(
    "first_users",
    ("first_clause",),
    "one row a passage that was taken over: its first user, and how far it went",
    {
        "first_clause": Column(
            "str", "clause of the first user, or template and item joined with #; names the line"
        ),
        "first_doc": Column("str", "document of the first user in the study, or template"),
        "place": Column("str", "place that document governs; its doc_id where none is known"),
        "province": Column("str", "province of that place"),
        "issue_date": Column("str", "date of issue of that document"),
        "last_day": Column("str", "date of issue of the last document that took it over"),
        "documents": Column("int", "documents that have it, the first among them", unit="document"),
        "provinces": Column("int", "provinces of these documents, as far as known"),
        "passed_on": Column("int", "longest way from the first user", unit="step"),
        "heading": Column("str", "heading of the first clause"),
        "text": Column("str", "body of the first clause"),
    },
)
EVENTS = Table(
    "events",
    ("first_clause", "place"),
    "one row a passage and a place that could take it over, ready for survival analysis",
    {
        "first_clause": Column(
            "str", "clause of the first user, or template and item joined with #; names the line"
        ),
        "place": Column("str", "place at risk of taking it over"),
        "province": Column("str", "province of that place"),
        "level": Column("str", "administrative level of its document", allowed=(*LEVELS, "")),
        "first_day": Column("str", "date of issue of the first user's document"),
        "last_day": Column(
            "str", "of the place's first document with the passage, else of its last in the study"
        ),
        "days": Column("int", "from the first to the last day", unit="day"),
        "event": Column(
            "int",
            "1 = taken over on the last day, 0 = not until then, and unknown since",
            unit="0, 1",
        ),
        "doc_id": Column("str", "document that took it over; empty where none did"),
        "same_province": Column("int", "1 = the first user is of the same province", unit="0, 1"),
    },
)
