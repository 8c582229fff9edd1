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
from compare.likeness.provisions import COMMON, GRAM, act_of, provisions_of, rarity
from compare.likeness.set_phrases import Formulas
from compare.text.fold import ngrams
from compare.text.tokens import Tokenizer
from compare.text.weights import counts

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

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
        out = np.tile(self._of_field(rows, columns), (len(rows), 1))
        both = np.logical_and.outer(self.bare[rows], self.bare[columns])
        if both.any():
            substance = np.sqrt((grams + words) / 2 / USUAL).clip(0, MOST)
            out = np.where(both, out * substance, out)
        one, other = self.act[rows], self.act[columns]
        told = np.logical_and.outer(one >= 0, other >= 0)
        return np.where(told & np.not_equal.outer(one, other), 0.0, out)

    def _of_field(self, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
        """1 where both documents are of one field, less where they are not; by column."""
        mine, theirs = self.document[rows[:1]], self.document[columns]
        names, place = np.unique(theirs, return_inverse=True)
        alike = (self.fields[mine] @ self.fields[names].T).toarray().max(axis=0, initial=0.0)
        known = np.diff(self.fields.indptr) > 0
        untold = ~known[names] | ~known[mine].any()
        return np.where(untold, 1.0, np.minimum(alike / FIELD, 1.0))[place]


def ground_of(
    clauses: pd.DataFrame,
    bodies: Sequence[Sequence[str]],
    *,
    words: Iterable[str] = (),
    formulas: Formulas | None = None,
) -> Ground:
    """Cut and count what the factor needs.

    Parameters
    ----------
    clauses : DataFrame
        Columns ``heading``, ``text``, and ``doc_id`` where there are several documents.
    bodies : sequence of sequence of str
        The words of each body.
    words, formulas
        See `compare.likeness.measures.profile`.
    """
    documents = clauses["doc_id"] if "doc_id" in clauses else pd.Series(range(len(clauses)))
    document = pd.factorize(documents)[0]
    bare = (clauses["heading"] == "").to_numpy()
    tokenizer = Tokenizer(words)
    cut = [
        provisions_of(text, formulas) if is_bare else []
        for text, is_bare in zip(clauses["text"], bare, strict=True)
    ]
    grams = counts([[gram for part in own for gram in ngrams(part, GRAM)] for own in cut])
    terms = counts([[word for part in own for word in _own(tokenizer.words(part))] for own in cut])
    return Ground(
        bare,
        _rare(grams, document, SHARPER[0]),
        _rare(terms, document, SHARPER[1]),
        np.array([_ACTS.get(act_of(text), -1) for text in clauses["text"]], dtype=np.int8),
        document,
        _fields([_own(body) for body in bodies], document),
    )


# A definition may stand in a clause that does other things, too.
_ACTS = {"rule": 0, "sanction": 1, "purpose": 2}


def _own(words: Iterable[str]) -> list[str]:
    """Words that say something of a field: two characters and more, none of office or drafting."""
    return [word for word in words if len(word) > 1 and word not in COMMON]


def _rare(matrix: csr_matrix, document: np.ndarray, power: float) -> csr_matrix:
    """Rows of unit length; each entry times a power of its rarity in its document or in all."""
    from sklearn.preprocessing import normalize

    if not matrix.shape[1]:
        return matrix
    everywhere = rarity(matrix)
    order = np.argsort(document, kind="stable")
    for rows in np.split(order, np.flatnonzero(np.diff(document[order])) + 1):
        here = np.minimum(rarity(matrix[rows]), everywhere) ** power
        for row in rows.tolist():
            own = slice(matrix.indptr[row], matrix.indptr[row + 1])
            matrix.data[own] *= here[matrix.indices[own]]
    return normalize(matrix, copy=False)


def _fields(bodies: Sequence[Sequence[str]], document: np.ndarray) -> csr_matrix:
    """Squared share of the clauses of each document that hold each word, to unit length."""
    from scipy.sparse import csr_matrix, diags
    from sklearn.preprocessing import normalize

    held, size = counts(bodies), np.bincount(document)
    if not held.shape[1]:
        return csr_matrix((len(size), 0))
    held.data[:] = 1
    gather = csr_matrix(
        (np.ones(len(document)), (document, np.arange(len(document)))),
        shape=(len(size), len(document)),
    )
    share = (diags((size >= FEWEST) / np.maximum(size, 1)) @ gather @ held).tocsr()
    share.data **= 2
    share.eliminate_zeros()
    return normalize(share)
