"""Is a study sound? What is missing, doubled, contradictory or not understood, and what to do
about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pandas as pd

from compare.base.rows import rows_of
from compare.study.copies import ALIKE, alike
from compare.study.finding import Finding


def check_metadata(documents: pd.DataFrame) -> Iterator[Finding]:
    """Facts that later analyses need and that neither the text nor documents.csv gives."""
    for row in rows_of(documents):
        for name, why in (
            ("title", "it names the document in every figure"),
            ("issuer", "level and place are told from it"),
            ("level", "it decides who may implement whom"),
        ):
            if not getattr(row, name):
                yield Finding(
                    "warning", row.doc_id, f"{name} unknown", f"fill it in documents.csv: {why}"
                )
        if not row.issue_date:
            yield Finding(
                "warning",
                row.doc_id,
                "date of issue unknown",
                (
                    "fill issue_date in documents.csv: without it the order of documents "
                    "cannot be decided"
                ),
            )
        elif len(row.issue_date) == 4:
            yield Finding(
                "note",
                row.doc_id,
                f"only the year of issue is known ({row.issue_date})",
                "fill issue_date in documents.csv if you know the day",
            )
        elif not re.fullmatch(r"\d{4}-\d\d-\d\d", row.issue_date):
            yield Finding(
                "error", row.doc_id, f"issue_date is {row.issue_date!r}", "write it as YYYY-MM-DD"
            )
        if row.level in ("city", "county") and not row.province:
            yield Finding(
                "note",
                row.doc_id,
                "province unknown",
                "fill it in documents.csv: siblings are told by it",
            )
        if not row.doc_number:
            yield Finding(
                "note",
                row.doc_id,
                "document number unknown",
                "others can only be seen to implement it by its title",
            )


def check_duplicates(texts: Mapping[str, str]) -> Iterator[Finding]:
    """Pairs of texts that are the same, or nearly: `compare.study.copies.ALIKE` of the characters'
    8-grams shared (Jaccard).

    Parameters
    ----------
    texts : mapping
        Cleaned text of each document.
    """
    for (one, other), share in alike(texts).items():
        if texts[one] == texts[other]:
            yield Finding(
                "error", f"{one}, {other}", "are the same text", "remove one from documents.csv"
            )
        elif share >= ALIKE:
            yield Finding(
                "warning",
                f"{one}, {other}",
                f"are {share:.0%} the same text",
                "two copies of one document? Keep the better one",
            )
