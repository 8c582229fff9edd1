"""The PMC index: cells, scores of the first-level variables, index of each document."""

from __future__ import annotations

from compare.schema.codes import PMC_GRADES
from compare.schema.keys import DOC
from compare.schema.table import Column, Table

VARIABLE = Column("str", "second-level variable: a code of the PMC codebook")
FIRST_LEVEL = Column("str", "first-level variable: a code of the PMC codebook")

PMC_CELLS = Table(
    "pmc_cells",
    ("doc_id", "variable"),
    "one row a document and second-level variable of the PMC index",
    {
        "doc_id": DOC,
        "variable": VARIABLE,
        "first_level": FIRST_LEVEL,
        "value": Column(
            "float",
            "1 = the document has it, 0 = it has not; NaN = cannot be told from what is known",
            unit="0, 1",
        ),
        "decided_by": Column("str", "who decided; empty = the rule"),
        "clause_id": Column(
            "str",
            "clause that earns the 1, the strongest; empty where the document itself earns it",
        ),
        "cues": Column(
            "str",
            "of a 1 the words or facts that earn it, in its strongest clause; else what was "
            "looked for; joined with ;",
        ),
        "why": Column("str", "why this value, in a sentence"),
    },
    {
        "clause_ids": Column("str", "all clauses that earn the 1, strongest first, joined with ;"),
        "automatic": Column("float", "value that the rule gives, before any decision", unit="0, 1"),
        "rules": Column("str", "version of the PMC codebook"),
    },
)

PMC_SCORES = Table(
    "pmc_scores",
    ("doc_id", "first_level"),
    "one row a document and first-level variable of the PMC index",
    {
        "doc_id": DOC,
        "first_level": FIRST_LEVEL,
        "score": Column(
            "float",
            "mean of its second-level values; NaN where one of them cannot be told",
            unit="0–1",
        ),
        "ones": Column("int", "second-level variables that are 1", unit="variable"),
        "variables": Column("int", "second-level variables", unit="variable"),
    },
    {
        "undecided": Column("int", "second-level variables that cannot be told", unit="variable"),
    },
)

PMC = Table(
    "pmc",
    ("doc_id",),
    "one row a document: its PMC index",
    {
        "doc_id": DOC,
        "index": Column(
            "float",
            "sum of the scores of the first-level variables; NaN where one of them has none",
            unit="0 to of",
        ),
        "of": Column("int", "first-level variables: the largest index there can be"),
        "grade": Column(
            "str",
            "grade by the share index / of, bounds in the codebook; empty without an index",
            allowed=(*PMC_GRADES, ""),
        ),
        "rank": Column("float", "1 = highest index of the study; equal indices share a rank"),
    },
    {
        "index_low": Column("float", "index if all that cannot be told were 0", unit="0 to of"),
        "index_high": Column("float", "index if all that cannot be told were 1", unit="0 to of"),
        "decided": Column("int", "cells that a person decided", unit="cell"),
        "rules": Column("str", "version of the PMC codebook"),
    },
)
