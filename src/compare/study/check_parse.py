"""How well each text was read: shares of its characters, and what deserves a look."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from compare.base.rows import rows_of
from compare.structure.quality import Doubt
from compare.study.doubts import doubt_note
from compare.study.finding import Finding
from compare.words.notes import note

_SET_ASIDE = {"head": 0.4, "tail": 0.5, "furniture": 0.3}
_READING = {"in_tables": 0.0, "ignored_labels": 0, "doubts": ""}
_WORTH_A_LOOK = 800  # characters; the head of a short notice easily is half of it
_LONG = 2500  # characters; the longest clause of any official plan seen has fewer
_TOLD = {"few_clauses", "title_unknown", "issuer_unknown"}  # other rules of this module say so


def parse_report(
    documents: pd.DataFrame, parts: pd.DataFrame, repairs: pd.DataFrame
) -> pd.DataFrame:
    """How much of each file was understood.

    Returns
    -------
    DataFrame
        One row a document, in order: ``doc_id, n_clauses, n_chars``, the share (0–1) of characters
        in clauses,
        ``clauses``, and in ``head``, ``tail`` and ``furniture``, ``n_repairs``, and how well it
        was read:
        ``in_tables, ignored_labels, doubts`` of documents.
    """
    size = (
        (parts["end"] - parts["begin"]).groupby([parts["doc_id"], parts["part"]]).sum()
        if len(parts)
        else pd.Series(dtype="int64")
    )
    count = pd.Series(dtype="int64")
    if len(repairs):  # a doubt is told, and nothing is repaired by it
        mended = repairs[~repairs["repair"].str.startswith("doubt: ", na=False)]
        count = mended.groupby("doc_id").size()
    rows = []
    for row in rows_of(documents):
        share = {
            part: float(size.get((row.doc_id, part), 0)) / max(row.n_chars, 1)
            for part in _SET_ASIDE
        }
        rows.append(
            {
                "doc_id": row.doc_id,
                "n_clauses": row.n_clauses,
                "n_chars": row.n_chars,
                "clauses": 1 - sum(share.values()),
                **share,
                "n_repairs": int(count.get(row.doc_id, 0)),
                **{name: getattr(row, name, default) for name, default in _READING.items()},
            }
        )
    return pd.DataFrame(
        rows,
        columns=["doc_id", "n_clauses", "n_chars", "clauses", *_SET_ASIDE, "n_repairs", *_READING],
    )


def check_parse(
    report: pd.DataFrame, clauses: pd.DataFrame, repairs: pd.DataFrame
) -> Iterator[Finding]:
    """Texts of which much was set aside, clauses that are empty, overlong or printed twice, gaps
    in the numbering.
    """
    for row in rows_of(report):
        for part, most in _SET_ASIDE.items():
            if getattr(row, part) > most and getattr(row, part) * row.n_chars > _WORTH_A_LOOK:
                yield Finding(
                    "warning",
                    row.doc_id,
                    note("check.aside", share=getattr(row, part), part=part),
                    note("check.aside.hint"),
                )
        if row.n_clauses < 3:
            yield Finding(
                "warning",
                row.doc_id,
                note("check.few_clauses", n=row.n_clauses),
                note("check.few_clauses.hint"),
            )
    for row in rows_of(clauses):
        if not row.text:
            yield Finding(
                "warning",
                row.clause_id,
                note("check.no_body", path=row.path, heading=row.heading),
                note("check.no_body.hint"),
            )
        elif len(row.text) > _LONG:
            yield Finding(
                "warning",
                row.clause_id,
                note("check.long", path=row.path, heading=row.heading, n=len(row.text)),
                note("check.long.hint"),
            )
    long = clauses[clauses["text"].str.len() >= 40]
    for (doc_id, _), same in long.groupby(["doc_id", "text"], sort=False):
        if len(same) > 1:
            yield Finding(
                "warning",
                str(doc_id),
                note("check.same_text", clauses=", ".join(same["clause_id"])),
                note("check.same_text.hint"),
            )
    doubted = (
        repairs[repairs["repair"].str.startswith("doubt: ", na=False)] if len(repairs) else repairs
    )
    for (doc_id, repair), same in doubted.groupby(["doc_id", "repair"], sort=False):
        code, first = str(repair).removeprefix("doubt: "), same.iloc[0]
        if code not in _TOLD:
            doubt = Doubt(code, first["begin"], first["end"], str(first["found"]))
            yield Finding(
                "warning", str(doc_id), doubt_note(doubt, len(same)), note(f"doubt.{code}")
            )
    gaps = repairs[repairs["repair"].str.contains("number", na=False)] if len(repairs) else repairs
    for doc_id, odd in gaps.groupby("doc_id", sort=False):
        yield Finding(
            "note",
            str(doc_id),
            note("check.numbering", n=len(odd), first=str(odd["found"].iloc[0])),
        )
