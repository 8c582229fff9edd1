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
from compare.words.notes import note


def check_metadata(documents: pd.DataFrame) -> Iterator[Finding]:
    """Facts that later analyses need and that neither the text nor documents.csv gives."""
    for row in rows_of(documents):
        for name, why in (
            ("title", note("check.title.why")),
            ("issuer", note("check.issuer.why")),
            ("level", note("check.level.why")),
        ):
            if not getattr(row, name):
                yield Finding(
                    "warning",
                    row.doc_id,
                    note(f"check.{name}"),
                    note("check.fill", column=name, why=why),
                )
        if not row.issue_date:
            yield Finding(
                "warning",
                row.doc_id,
                note("check.issue_date"),
                note("check.issue_date.hint"),
            )
        elif len(row.issue_date) == 4:
            yield Finding(
                "note",
                row.doc_id,
                note("check.year", year=row.issue_date),
                note("check.year.hint"),
            )
        elif not re.fullmatch(r"\d{4}-\d\d-\d\d", row.issue_date):
            yield Finding(
                "error",
                row.doc_id,
                note("check.date_form", date=repr(row.issue_date)),
                note("check.date_form.hint"),
            )
        if row.level in ("city", "county") and not row.province:
            yield Finding(
                "note",
                row.doc_id,
                note("check.province"),
                note("check.fill", column="province", why=note("check.province.why")),
            )
        if not row.doc_number:
            yield Finding(
                "note",
                row.doc_id,
                note("check.doc_number"),
                note("check.doc_number.hint"),
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
            yield Finding("error", f"{one}, {other}", note("check.same"), note("check.same.hint"))
        elif share >= ALIKE:
            yield Finding(
                "warning",
                f"{one}, {other}",
                note("check.near", share=share),
                note("check.near.hint"),
            )
