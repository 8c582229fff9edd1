"""The official text of a template as items: clause meets clause, and wording is compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from compare.adoption.items import weighted_rows
from compare.adoption.templates import Item, Template
from compare.base.rows import rows_of
from compare.text.fold import fold, ngrams, sentences

ONE_SENTENCE = 0.32  # cosine from which one sentence alone carries an item over
KEPT = 0.70  # of a sentence, in order: the same wording apart from names, degree words, members of a list
WHOLE = 12  # characters of a sentence that can be kept; shorter ones are the same by accident
SHORTEST = 8  # characters; shorter sentences are alike by accident


def official_templates(documents: pd.DataFrame, clauses: pd.DataFrame, codebooks: Iterable[Template] = ()) -> tuple[Template, ...]:
    """A template for every document of the study whose number another document, or a codebook, implements.

    Parameters
    ----------
    documents, clauses : DataFrame
        Tables of the study.
    codebooks : iterable of Template
        Their `implements` counts too, and what they know of dates and links above fills what the text does not say.
    """
    books = {template.number: template for template in codebooks}
    wanted = {number for cell in documents["implements"] for number in str(cell).split(";") if number}
    wanted |= {number for template in books.values() for number in template.implements} | set(books)
    return tuple(
        template_of(row, clauses[clauses["doc_id"] == row.doc_id], codebook=books.get(row.doc_number))
        for row in rows_of(documents)
        if row.doc_number and row.doc_number in wanted
    )


def template_of(document: Any, clauses: pd.DataFrame, *, codebook: Template | None = None) -> Template:
    """One document as a template: its clauses are the items, numbered from 1 in text order.

    Parameters
    ----------
    document : row of `schema.DOCUMENTS`
    clauses : DataFrame
        Clauses of that document, in text order.
    codebook : Template, optional
        A codebook of the same document: fills the date and the documents above where the text does not say them, and
        the themes of items with the same heading.
    """
    themes = {item.heading: item.themes for item in codebook.items} if codebook else {}
    items = tuple(
        Item(
            item_no=number, section_no=int(row.section_no), section=row.section, heading=row.heading, kind=row.kind,
            evidence="official_text", content=row.text, themes=themes.get(row.heading, ()), clause_id=row.clause_id,
        )
        for number, row in enumerate(rows_of(clauses), 1)
    )
    own = tuple(number for number in str(document.implements).split(";") if number)
    return Template(
        number=document.doc_number, title=document.title, issuer=document.issuer, level=document.level, region=document.region,
        issue_date=document.issue_date if len(document.issue_date) > 4 or codebook is None else codebook.issue_date or document.issue_date,
        published_date=codebook.published_date if codebook else "",
        implements=tuple(dict.fromkeys([*own, *(codebook.implements if codebook else ())])),
        complete=True, items=items, basis="official_text", doc_id=document.doc_id,
    )


def match_clauses(clauses: pd.DataFrame, template: Template, documents: Iterable[str]) -> pd.DataFrame:
    """Compare every clause of `documents` with every clause of an official text.

    Parameters
    ----------
    clauses : DataFrame
        All clauses of the study, those of the template among them: idf is fitted on them.
    template : Template
        From `template_of`.
    documents : iterable of str
        Documents to compare with it.

    Returns
    -------
    DataFrame
        Columns as `compare.adoption.items.weigh_items` has them (``clause_id, doc_id, item_no, score, found``), with ``level``
        (verbatim, adapted, or empty: not the same measure) and ``note`` (what decided it).
    """
    from compare.likeness.counterparts import judge
    from compare.likeness.measures import profile, score_pairs

    own = [item.clause_id for item in template.items]
    number = {item.clause_id: item.item_no for item in template.items}
    preamble = set(clauses.loc[clauses["kind"] == "preamble", "clause_id"])
    profiles = profile(clauses)
    text = dict(zip(clauses["clause_id"], clauses["text"], strict=True))
    frames = []
    for doc_id in documents:
        theirs = list(clauses.loc[clauses["doc_id"] == doc_id, "clause_id"])
        scored = score_pairs(profiles, own, theirs)
        scored = scored.join(judge(scored)).assign(doc_id=doc_id)
        scored["sentence"] = sentences_alike([text[k] for k in own], [text[k] for k in theirs], list(text.values())).ravel()
        carried = (scored["level"] == "") & (scored["sentence"] >= ONE_SENTENCE)
        scored.loc[carried, "why"] = [f"one sentence carries it over (cosine {value:.2f}) and fits no other item better" for value in scored.loc[carried, "sentence"]]
        scored.loc[carried, "level"] = "adapted"
        kept = [sentence_kept(text[a], text[b]) if level == "adapted" else 0.0 for a, b, level in zip(scored["a"], scored["b"], scored["level"], strict=True)]
        scored["why"] = [
            f"a sentence is kept but for words put in or left out ({share:.2f}); {why}" if share >= KEPT else why
            for share, why in zip(kept, scored["why"], strict=True)
        ]
        scored.loc[np.array(kept) >= KEPT, "level"] = "verbatim"
        frames.append(scored[[(a in preamble) == (b in preamble) for a, b in zip(scored["a"], scored["b"], strict=True)]])
    pairs = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=["a", "b", "doc_id", "evidence", "level", "why"])
    return pd.DataFrame({
        "clause_id": pairs["b"], "doc_id": pairs["doc_id"], "item_no": [number[a] for a in pairs["a"]],
        "score": pairs["evidence"].clip(0, 1), "found": "", "level": pairs["level"], "note": pairs["why"],
    }).sort_values(["doc_id", "clause_id", "item_no"], kind="stable").reset_index(drop=True)


def sentences_alike(items: Sequence[str], clauses: Sequence[str], fitted_on: Sequence[str]) -> np.ndarray:
    """Cosine of the closest sentences of each item and clause, 0 where the clause's sentence fits another item better.

    A long clause takes single sentences over from several items; the clause as a whole is then like none of them.

    Returns
    -------
    ndarray, shape (len(items), len(clauses))
        0–1, on character bigrams, idf counted over `fitted_on`.
    """
    left, left_owner = _sentences(items)
    right, right_owner = _sentences(clauses)
    out = np.zeros((len(items), len(clauses)))
    if not left or not right:
        return out
    n = len(fitted_on)
    rows = weighted_rows([ngrams(text, 2) for text in [*(fold(text).text for text in fitted_on), *left, *right]], fitted_on=n)
    alike = (rows[n : n + len(left)] @ rows[n + len(left) :].T).toarray()
    best = np.zeros((len(items), len(right)))
    np.maximum.at(best, left_owner, alike)
    leading = np.where(best >= best.max(axis=0, keepdims=True), best, 0.0)
    np.maximum.at(out.T, right_owner, leading.T)
    return out


def sentence_kept(item: str, clause: str) -> float:
    """How much of a sentence of the item the clause keeps, in order, for the pair of sentences that keeps most.

    Twice the longest common subsequence over both lengths (0–1): 1 = the same sentence, names and words put in lower it.

    Examples
    --------
    >>> sentence_kept("加强先进经验和典型做法的推广。", "加强本市先进经验和典型做法的宣传推广。")
    0.875
    """
    from rapidfuzz.distance import LCSseq

    left, right = ([part for part in _sentences([text])[0] if len(part) >= WHOLE] for text in (item, clause))
    return max((2 * LCSseq.similarity(a, b) / (len(a) + len(b)) for a in left for b in right), default=0.0)


def _sentences(texts: Sequence[str]) -> tuple[list[str], list[int]]:
    folded, owner = [], []
    for number, text in enumerate(texts):
        for begin, end in sentences(text):
            part = fold(text[begin:end]).text
            if len(part) >= SHORTEST:
                folded.append(part)
                owner.append(number)
    return folded, owner
