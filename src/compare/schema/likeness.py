"""Pairs of clauses that are alike, and the passages they share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.schema.codes import COUNTERPARTS, PAIR_LEVELS
from compare.schema.keys import BEGIN, END
from compare.schema.table import Column, Table

if TYPE_CHECKING:
    import pandas as pd

PAIRS = Table(
    "pairs",
    ("a", "b"),
    "pairs of clauses of two documents above a stated floor",
    {
        "a": Column("str", "clause of the document that comes first in documents.csv"),
        "b": Column("str", "clause of the other document"),
        "cosine_word": Column("float", "TF-IDF cosine on jieba words", unit="0–1"),
        "cosine_char": Column("float", "TF-IDF cosine on character n-grams", unit="0–1"),
        "jaccard": Column("float", "shared n-grams over all n-grams of both", unit="0–1"),
        "containment_ab": Column("float", "share of a's n-grams that b has too", unit="0–1"),
        "containment_ba": Column("float", "share of b's n-grams that a has too", unit="0–1"),
        "longest_run": Column("int", "longest shared passage", unit="character"),
        "excess": Column(
            "float", "cosine_char above what unrelated clauses of the corpus reach", unit="0–1"
        ),
        "p_value": Column(
            "float",
            "chance of such a cosine between unrelated clauses, corrected for many tests",
            unit="0–1",
        ),
        "level": Column(
            "str",
            (
                "counterparts: verbatim or adapted; reversed = one says the opposite of the "
                "other; empty = alike, not the same measure"
            ),
            allowed=PAIR_LEVELS,
        ),
    },
    {
        "share": Column(
            "float", "part of the shorter clause that stands in shared passages", unit="0–1"
        ),
        "change": Column(
            "str",
            (
                "what differs from a to b in a pair of counterparts: reversed, raised, "
                "lowered, deadline, frequency, body, narrowed, widened; joined with ;"
            ),
        ),
        "change_a": Column(
            "str", "passage of a that shows each change, in their order, joined with ;"
        ),
        "change_b": Column(
            "str", "passage of b that shows each change, in their order, joined with ;"
        ),
        "heading": Column("float", "likeness of the two headings", unit="0–1"),
        "subject": Column("float", "how much of one heading the other body speaks of", unit="0–1"),
        "substance_run": Column(
            "int", "longest shared passage, set phrases and cited titles left out", unit="character"
        ),
        "evidence": Column("float", "sum that decides whether the two are the same measure"),
        "why": Column("str", "terms of that sum, largest first; empty where the level is empty"),
    },
)

SPANS = Table(
    "spans",
    ("a", "b", "a_begin"),
    "one row a shared passage of a pair",
    {
        "a": Column("str", "clause of the document that comes first in documents.csv"),
        "b": Column("str", "clause of the other document"),
        "a_begin": BEGIN,
        "a_end": END,
        "b_begin": BEGIN,
        "b_end": END,
        "text": Column("str", "the passage as a has it, simplified"),
    },
    {
        "size": Column("int", "length of the passage without punctuation", unit="character"),
    },
)


def counterparts(pairs: pd.DataFrame) -> pd.DataFrame:
    """Those of the pairs that are the same measure: neither merely alike, nor one the opposite of
    the other.

    The one place that says so; analyses, findings, figures and page all ask here.
    """
    return pairs[pairs["level"].isin(COUNTERPARTS)]
