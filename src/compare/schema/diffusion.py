"""From which earlier documents a document has its measures."""

from __future__ import annotations

from compare.schema.codes import DIFFUSION_RELATIONS
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
                "vertical: the earlier is of a higher level or is implemented by the later; "
                "horizontal otherwise"
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
        "score": Column("float", "cosine_char of the two clauses", unit="0–1"),
        "source_weight": Column(
            "float",
            (
                "nearness made to sum to 1 over the candidates of a clause, 0 where discounted as "
                "common; not a calibrated probability"
            ),
            unit="0–1",
        ),
        "rank": Column("int", "1 = most probable source of the clause"),
    },
)
