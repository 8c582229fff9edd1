"""Families of documents, and what two children of a template tell about its lost wording.

Where a template's text is not in hand, wording that two documents share which implement it, and
that no text outside the family has, is probably the template's. It is an estimate: the two may
have copied from each other, or from
another template above them; `above` says which that could be.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from compare.adoption.relations import ancestors, key_of, named_by
from compare.adoption.templates import Template
from compare.base.rows import rows_of
from compare.likeness.set_phrases import Formulas, formula_spans
from compare.likeness.tiles import SEED
from compare.text.fold import fold, ngrams

COLUMNS = ("template", "documents", "clauses", "text", "size", "above")


def families(documents: pd.DataFrame, templates: Iterable[Template] = ()) -> dict[str, str]:
    """Family of each document: documents that implement a common document, or one the other,
    belong together.

    Returns
    -------
    dict of doc_id to str
        The doc_id of the family's first document, in the order of `documents`.
    """
    lines = _lines(documents, templates)
    family: dict[str, str] = {}
    for doc_id, line in lines.items():
        related = {family[other] for other in family if lines[other] & line}
        first = next((other for other in lines if other in related), doc_id)
        family[doc_id] = first
        for other, name in family.items():
            if name in related:
                family[other] = first
    return family


def estimate_wording(
    documents: pd.DataFrame,
    clauses: pd.DataFrame,
    spans: pd.DataFrame,
    templates: Iterable[Template] = (),
    *,
    min_size: int = 12,
    formulas: Formulas | None = None,
) -> pd.DataFrame:
    """Passages that are probably a template's own words, for every template whose text is not in
    the study.

    Parameters
    ----------
    documents, clauses, spans : DataFrame
        Tables of `compare.schema`.
    templates : iterable of Template
        Their `implements` carries the chain of templates on.
    min_size : int
        Folded characters a passage must have, formula wording not counted.
    formulas : Formulas, optional
        What is formula wording (`Study.lexicon`); default: the phrases of the package.

    Returns
    -------
    DataFrame
        ``template``; ``documents`` and ``clauses`` that have the passage, joined with ;; ``text``
        as the first of them has it;
        ``size`` (folded characters); ``above`` (other documents above both whose text is not in
        hand either, joined with ;). Longest first within a template.

    Notes
    -----
    What two documents share goes to the lowest template that both are under: the province's, where
    both have one. A passage is cut down to what no other document of the study has in runs of
    `compare.likeness.tiles.SEED` characters.
    """
    templates = tuple(templates)
    names = named_by(documents, templates)
    lines = _lines(documents, templates)
    numbers = {row.doc_id: key_of(row) for row in rows_of(documents)}
    owner = dict(zip(clauses["clause_id"], clauses["doc_id"], strict=True))
    bodies = {row.clause_id: fold(row.text).text for row in rows_of(clauses)}
    lost = sorted({number for line in lines.values() for number in line} - set(numbers.values()))
    rows = []
    for number in lost:
        children = [doc_id for doc_id, line in lines.items() if number in line]
        if len(children) < 2:
            continue
        outside = {
            gram
            for clause, body in bodies.items()
            if owner[clause] not in children
            for gram in ngrams(body, SEED)
        }
        between = [(owner[a], owner[b]) for a, b in zip(spans["a"], spans["b"], strict=True)]
        inside = [
            a in children and b in children and _lowest(number, lines[a] & lines[b], names)
            for a, b in between
        ]
        found: dict[str, str] = {}
        for text in spans.loc[inside, "text"]:
            for piece in _pieces(str(text), outside, min_size, formulas):
                found.setdefault(fold(piece).text, piece)
        for folded in sorted(found, key=lambda key: (-len(key), key)):
            if any(folded in longer and folded != longer for longer in found):
                continue
            having = [clause for clause, body in bodies.items() if folded in body]
            holders = list(dict.fromkeys(owner[clause] for clause in having))
            if len(holders) > 1:
                shared = (
                    set.intersection(*(lines[doc_id] for doc_id in holders))
                    - {number}
                    - set(numbers.values())
                )
                rows.append(
                    (
                        number,
                        ";".join(holders),
                        ";".join(having),
                        found[folded],
                        len(folded),
                        ";".join(sorted(shared)),
                    )
                )
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"size": "int64"})


def _lines(documents: pd.DataFrame, templates: Iterable[Template]) -> dict[str, set[str]]:
    """Each document's own number and everything above it."""
    names = named_by(documents, templates)
    return {row.doc_id: ancestors(key_of(row), names) | {key_of(row)} for row in rows_of(documents)}


def _lowest(number: str, common: set[str], names: dict[str, tuple[str, ...]]) -> bool:
    """Whether no other common template implements `number`."""
    return not any(number in ancestors(other, names) for other in common - {number})


def _pieces(text: str, outside: set[str], min_size: int, formulas: Formulas | None) -> list[str]:
    """What of a passage no outside text has, where enough of it is substance."""
    body = fold(text)
    taken = bytearray(len(body.text))
    for k, gram in enumerate(ngrams(body.text, SEED)):
        if gram in outside:
            taken[k : k + SEED] = b"\x01" * SEED
    formula = {k for span in formula_spans(text, formulas) for k in range(span.begin, span.end)}
    pieces, begin = [], 0
    for k in range(len(taken) + 1):
        if k == len(taken) or taken[k]:
            if sum(body.at[i] not in formula for i in range(begin, k)) >= min_size:
                first, end = body.cut(begin, k)
                pieces.append(text[first:end])
            begin = k + 1
    return pieces
