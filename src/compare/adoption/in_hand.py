"""What of each template is in hand, and from any cell of the ledger to both texts."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from compare.adoption.official_text import official_templates
from compare.adoption.relations import key_of, named_by
from compare.adoption.templates import Template
from compare.base.rows import rows_of

_PROOF = ["side", "clause_id", "begin", "end", "heading", "text"]


def templates_in_use(
    documents: pd.DataFrame, clauses: pd.DataFrame, codebooks: Iterable[Template]
) -> tuple[Template, ...]:
    """The templates of the ledger: official texts first, then the codebooks of which the study
    holds no text.
    """
    codebooks = tuple(codebooks)
    official = official_templates(documents, clauses, codebooks)
    texts = {template.number for template in official}
    return (*official, *(book for book in codebooks if book.number not in texts))


def holdings(
    documents: pd.DataFrame, clauses: pd.DataFrame, codebooks: Iterable[Template]
) -> pd.DataFrame:
    """What is known of every document that another one implements.

    Returns
    -------
    DataFrame
        ``template, level, issue_date``, ``in_hand`` (official_text, codebook, part: some items
        only, number: nothing but that it exists), ``items`` (known), ``from_text, reported,
        unverified`` (items by evidence), ``implemented_by`` (documents of the
        study that name it, joined with ;), ``title``.
    """
    used = templates_in_use(documents, clauses, codebooks)
    books = {template.number: template for template in used}
    names = named_by(documents, used)
    ids = {key_of(row): row.doc_id for row in rows_of(documents)}
    rows = []
    for number in [*books, *sorted({n for named in names.values() for n in named} - set(books))]:
        template = books.get(number)
        items = template.items if template else ()
        evidence = [item.evidence for item in items]
        in_hand = (
            "number"
            if not items
            else "part"
            if not (template and template.complete)
            else template.basis
        )
        rows.append(
            {
                "template": number,
                "level": template.level if template else "",
                "issue_date": template.issue_date if template else "",
                "in_hand": in_hand,
                "items": len(items),
                "from_text": evidence.count("official_text"),
                "reported": evidence.count("reported"),
                "unverified": evidence.count("unverified"),
                "implemented_by": ";".join(
                    ids[below] for below, named in names.items() if number in named and below in ids
                ),
                "title": template.title if template else "",
            }
        )
    return pd.DataFrame(
        rows,
        columns=[
            "template",
            "level",
            "issue_date",
            "in_hand",
            "items",
            "from_text",
            "reported",
            "unverified",
            "implemented_by",
            "title",
        ],
    )


def both_texts(
    template: str,
    item_no: int,
    doc_id: str,
    *,
    documents: pd.DataFrame,
    clauses: pd.DataFrame,
    adoption: pd.DataFrame,
    codebooks: Iterable[Template],
) -> pd.DataFrame:
    """From a cell of the ledger to both texts.

    Returns
    -------
    DataFrame
        First the item as the template has it (``side`` = official_text or codebook: then in our
        own words), then each clause that proves it; ``begin`` and ``end`` lead to the characters
        of the file (0 for a codebook).

    Raises
    ------
    ValueError
        If the ledger has no such row.
    """
    found = adoption[
        (adoption["template"] == template)
        & (adoption["item_no"] == item_no)
        & (adoption["doc_id"] == doc_id)
    ]
    book = next(
        (t for t in templates_in_use(documents, clauses, codebooks) if t.number == template), None
    )
    item = next((i for i in book.items if i.item_no == item_no), None) if book else None
    if not len(found) or book is None or item is None:
        raise ValueError(
            f"no row for item {item_no} of {template} in {doc_id}; see the columns "
            f"template, item_no and doc_id of adoption."
        )
    by_id = {row.clause_id: row for row in rows_of(clauses)}
    own = by_id.get(item.clause_id)
    rows = [
        (
            book.basis,
            item.clause_id,
            own.begin if own else 0,
            own.end if own else 0,
            item.heading,
            item.content,
        )
    ]
    for clause_id in filter(None, str(found["clause_ids"].iloc[0]).split(";")):
        clause = by_id[clause_id]
        rows.append((doc_id, clause_id, clause.begin, clause.end, clause.heading, clause.text))
    return pd.DataFrame(rows, columns=_PROOF)
