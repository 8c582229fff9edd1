"""How much of a likeness belongs to two measures, and not to their genre.

Laws and regulations say everything in the same few phrases: whoever does what is punished alike,
whatever is ordered is ordered of the same governments. Two of their clauses have no heading that
would tell them apart, so three things are asked that headings answer elsewhere:

- *substance*: how alike the two are when sanctions, closings, addressees and set phrases are left
  out (`compare.likeness.provisions.substance`), each term weighted by how rare it is in its own
  document and in the study, whichever is less: the field's common words prove nothing;
- *act*: an order, its purpose, and the penalty for its breach are not the same measure, whatever
  words they share;
- *field*: whether the two documents treat the same thing at all: cosine of the squared shares of
  clauses that hold each word. This is asked of documents with headings, too.

`Ground.factor` makes one number of them, by which the evidence for a pair is multiplied. Place says
nothing of two clauses without headings: every law of a field goes through it in one order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from compare.base.intervals import FEWEST
from compare.likeness.counterparts import PAIR_RULES
from compare.likeness.provisions import (
    COMMON,
    GRAM,
    SMALLEST,
    act_of,
    provisions_of,
    rarity,
)
from compare.text.fold import ngrams
from compare.text.tokens import Tokenizer
from compare.text.weights import counts

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

    from compare.likeness.substance import Body

USUAL, MOST, FIELD = PAIR_RULES.substance, PAIR_RULES.most, PAIR_RULES.field
SHARPER = (2.5, 1.5)  # powers of rarity, of character pairs and of words: the rarest decide


@dataclass(frozen=True)
class Ground:
    """Of every clause what the three questions need; rows follow those of the profiles.

    Attributes
    ----------
    bare : ndarray of bool
        Clauses without a heading.
    grams, words : csr_matrix
        Rows of unit length: character pairs and words of the substance, of bare clauses only.
    act : ndarray of int
        What each clause does; -1 where that keeps nothing apart.
    document : ndarray of int
        Row of `fields` for each clause.
    fields : csr_matrix
        One row of unit length a document; empty for those of fewer than `FEWEST` clauses, of which
        nobody can tell the field.
    """

    bare: np.ndarray
    grams: csr_matrix
    words: csr_matrix
    act: np.ndarray
    document: np.ndarray
    fields: csr_matrix

    def factor(
        self, rows: np.ndarray, columns: np.ndarray, grams: np.ndarray, words: np.ndarray
    ) -> np.ndarray:
        """By what the evidence of each pair is multiplied, 0 to `MOST`.

        Parameters
        ----------
        rows, columns : ndarray of int
            Clauses of one document, and of others.
        grams, words : ndarray, shape (len(rows), len(columns))
            Products of the matrices of the same names.
        """
        one, other = self.act[rows], self.act[columns]
        return factor_of(
            np.logical_and.outer(self.bare[rows], self.bare[columns]),
            (grams + words) / 2,
            one[:, None],
            other[None, :],
            self._of_field(rows, columns)[None, :],
        )

    def _of_field(self, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
        """Likeness of both documents, by column; 1 where nobody can tell it."""
        mine, theirs = self.document[rows[:1]], self.document[columns]
        names, place = np.unique(theirs, return_inverse=True)
        alike = (self.fields[mine] @ self.fields[names].T).toarray().max(axis=0, initial=0.0)
        known = np.diff(self.fields.indptr) > 0
        return np.where(known[names] & known[mine].any(), alike, 1.0)[place]


def factor_of(
    bare: np.ndarray,
    substance: np.ndarray,
    act: np.ndarray,
    other_act: np.ndarray,
    field: np.ndarray,
) -> np.ndarray:
    """By what the evidence of pairs is multiplied, 0 to `MOST`.

    Parameters
    ----------
    bare : ndarray of bool
        Neither clause has a heading.
    substance : ndarray
        Likeness in substance, 0–1; counts where `bare`.
    act, other_act : ndarray of int
        What both do; -1 where that keeps nothing apart.
    field : ndarray
        Likeness of the two documents, 0–1.
    """
    out = np.where(bare, np.sqrt(substance / USUAL).clip(0, MOST), 1.0)
    out = out * np.minimum(field / FIELD, 1.0)
    return np.where((act != other_act) & (act >= 0) & (other_act >= 0), 0.0, out)


def ground_of(
    clauses: pd.DataFrame,
    cut: Sequence[tuple[Body, Sequence[str]]],
    *,
    words: Iterable[str] = (),
) -> Ground:
    """Cut and count what the factor needs.

    Parameters
    ----------
    clauses : DataFrame
        Columns ``heading``, ``text``, and ``doc_id`` where there are several documents.
    cut : sequence of (Body, words)
        Each clause as `compare.likeness.measures.cut_clauses` cuts it.
    words
        See `compare.likeness.measures.profile`.
    """
    documents = clauses["doc_id"] if "doc_id" in clauses else pd.Series(range(len(clauses)))
    document = pd.factorize(documents)[0]
    own = own_provisions(clauses, [body for body, _ in cut])
    grams = [[gram for part in parts for gram in ngrams(part, GRAM)] for parts in own]
    tokenizer = Tokenizer(words)
    terms = [[*filter(of_field, tokenizer.words("\n".join(parts)))] for parts in own]
    return Ground(
        (clauses["heading"] == "").to_numpy(),
        rare_rows(counts(grams), document, SHARPER[0]),
        rare_rows(counts(terms), document, SHARPER[1]),
        acts_of(clauses["text"]),
        document,
        field_rows(counts([[*filter(of_field, words)] for _, words in cut]), document),
    )


def own_provisions(clauses: pd.DataFrame, bodies: Iterable[Body]) -> list[list[str]]:
    """Sentences of substance of each clause without a heading; none of the others."""
    return [
        provisions_of(text, apart=body.apart) if heading == "" else []
        for heading, text, body in zip(clauses["heading"], clauses["text"], bodies, strict=True)
    ]


def acts_of(texts: Iterable[str]) -> np.ndarray:
    """What each clause does, as a number; -1 where that keeps nothing apart."""
    return np.array([_ACTS.get(act_of(text), -1) for text in texts], dtype=np.int8)


# A definition may stand in a clause that does other things, too.
_ACTS = {"rule": 0, "sanction": 1, "purpose": 2}


def of_field(word: str) -> bool:
    """Whether a word says something of a field: two characters and more, none of office or
    drafting.
    """
    return len(word) > 1 and word not in COMMON


def rare_rows(matrix: csr_matrix, document: np.ndarray, power: float) -> csr_matrix:
    """Rows of unit length; each entry times a power of its rarity in its document or in all,
    whichever is less.
    """
    from sklearn.preprocessing import normalize

    if not matrix.nnz:
        return matrix
    owner = np.repeat(document, np.diff(matrix.indptr)).astype(np.int64)
    _, place, df = np.unique(
        owner * matrix.shape[1] + matrix.indices, return_inverse=True, return_counts=True
    )
    size = np.maximum(np.bincount(document), SMALLEST)[owner]
    here = np.maximum(np.log((1 + size) / (1 + df[place])), 0.0)
    matrix.data = matrix.data * np.minimum(here, rarity(matrix)[matrix.indices]) ** power
    return normalize(matrix, copy=False)


def field_rows(held: csr_matrix, document: np.ndarray) -> csr_matrix:
    """Squared share of the clauses of each document that hold each word, to unit length; `held`
    has a row a clause.
    """
    from scipy.sparse import csr_matrix, diags
    from sklearn.preprocessing import normalize

    size = np.bincount(document)
    if not held.nnz:
        return csr_matrix((len(size), 0))
    held.data = np.ones(len(held.data))
    gather = csr_matrix(
        (np.ones(len(document)), (document, np.arange(len(document)))),
        shape=(len(size), len(document)),
    )
    share = (diags((size >= FEWEST) / np.maximum(size, 1)) @ gather @ held).tocsr()
    share.data **= 2
    share.eliminate_zeros()
    return normalize(share)
