"""The official text of a template as items: clause meets clause, and wording is compared."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from compare.adoption.links import COLUMNS, link
from compare.adoption.relations import issued_on, key_of
from compare.adoption.rules import RULES, Rules
from compare.adoption.templates import Item, Template
from compare.base.rows import rows_of
from compare.likeness.provisions import Provisions, prepare

MATCHED = [
    "clause_id", "doc_id", "item_no", "score", "found", "level", "note", "certainty", "share",
    "run",
]  # fmt: skip


def official_templates(
    documents: pd.DataFrame, clauses: pd.DataFrame, codebooks: Iterable[Template] = ()
) -> tuple[Template, ...]:
    """A template for every document of the study that another document, or a codebook, implements.

    Parameters
    ----------
    documents, clauses : DataFrame
        Tables of the study.
    codebooks : iterable of Template
        Their `implements` counts too, and what they know of dates and links above fills what the
        text does not say.
    """
    books = {template.number: template for template in codebooks}
    wanted = {key for cell in documents["implements"] for key in str(cell).split(";") if key}
    wanted |= {key for template in books.values() for key in template.implements} | set(books)
    return tuple(
        template_of(row, clauses[clauses["doc_id"] == row.doc_id], codebook=books.get(key_of(row)))
        for row in rows_of(documents)
        if key_of(row) in wanted
    )


def template_of(
    document: Any, clauses: pd.DataFrame, *, codebook: Template | None = None
) -> Template:
    """One document as a template: its clauses are the items, numbered from 1 in text order.

    Parameters
    ----------
    document : row of `schema.DOCUMENTS`
    clauses : DataFrame
        Clauses of that document, in text order.
    codebook : Template, optional
        A codebook of the same document: fills the date and the documents above where the text does
        not say them, and the themes of items with the same heading.
    """
    themes = {item.heading: item.themes for item in codebook.items} if codebook else {}
    items = tuple(
        Item(
            item_no=number,
            section_no=int(row.section_no),
            section=row.section,
            heading=row.heading,
            kind=row.kind,
            evidence="official_text",
            content=row.text,
            themes=themes.get(row.heading, ()),
            clause_id=row.clause_id,
        )
        for number, row in enumerate(rows_of(clauses), 1)
    )
    issued = issued_on(document)
    own = tuple(number for number in str(document.implements).split(";") if number)
    return Template(
        number=key_of(document),
        title=document.title,
        issuer=document.issuer,
        level=document.level,
        region=document.region,
        issue_date=issued if len(issued) > 4 or codebook is None else codebook.issue_date or issued,
        published_date=codebook.published_date if codebook else "",
        implements=tuple(dict.fromkeys([*own, *(codebook.implements if codebook else ())])),
        complete=True,
        items=items,
        basis="official_text",
        doc_id=document.doc_id,
    )


def match_clauses(
    clauses: pd.DataFrame,
    template: Template,
    documents: Iterable[str],
    *,
    provisions: Provisions | None = None,
    rules: Rules = RULES,
) -> pd.DataFrame:
    """Compare every clause of `documents` with every clause of an official text.

    Parameters
    ----------
    clauses : DataFrame
        All clauses of the study, those of the template among them.
    template : Template
        From `template_of`.
    documents : iterable of str
        Documents to compare with it.
    provisions : Provisions, optional
        ``prepare(clauses)``, where it is at hand: the same for every template of a study.
    rules : Rules

    Returns
    -------
    DataFrame
        Sorted by document, clause and item: ``clause_id, doc_id, item_no, score, found`` as
        `compare.adoption.items.weigh_items` has them (score = certainty, found empty), ``level``
        (verbatim, adapted, or empty: not taken over), ``note`` (what
        decided it), ``certainty``, ``share`` and ``run`` (`compare.adoption.links.link`). Beside
        the links, the best item of each clause and the best clause of each item have rows, with an
        empty level.
    """
    items = [item.clause_id for item in template.items]
    number = {item.clause_id: item.item_no for item in template.items}
    provisions = prepare(clauses) if provisions is None else provisions
    text = dict(zip(clauses["clause_id"], clauses["text"], strict=True))
    mine = clauses.groupby("doc_id", sort=False)["clause_id"].agg(list).to_dict()
    frames = [
        link(provisions, text, items, mine[doc_id], rules=rules).assign(doc_id=doc_id)
        for doc_id in documents
        if doc_id in mine and items
    ]
    frames = [frame for frame in frames if len(frame)]
    found = (
        pd.concat(frames, ignore_index=True)
        if frames
        else pd.DataFrame(columns=[*COLUMNS, "doc_id"])
    )
    found = found.assign(
        item_no=[number[key] for key in found["item_id"]], score=found["certainty"], found=""
    )
    return (
        found[MATCHED]
        .sort_values(["doc_id", "clause_id", "item_no"], kind="stable")
        .reset_index(drop=True)
    )
