"""TF-IDF by the book: bags of terms in, one row of unit length each, without a global vocabulary.

Weights are ``(1 + ln tf) * (ln((1 + n) / (1 + df)) + 1)``, n and df counted over the clauses given, and each
row has length 1 [1]_, so that the product of two rows is their cosine.

References
----------
.. [1] G. Salton and C. Buckley (1988), Term-weighting approaches in automatic text retrieval.
   Information Processing & Management 24(5), 513-523.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix


def counts(bags: Sequence[Iterable[str]]) -> csr_matrix:
    """How often each term occurs in each bag.

    Returns
    -------
    csr_matrix, shape (n_bags, n_terms)
        Terms are columns in the order of their characters, so sums never depend on the hash seed.
    """
    from scipy.sparse import csr_matrix

    tallies = [Counter(bag) for bag in bags]
    terms = {term: column for column, term in enumerate(sorted({term for tally in tallies for term in tally}))}
    starts: list[int] = [0]
    columns: list[int] = []
    values: list[int] = []
    for tally in tallies:
        row = sorted((terms[term], number) for term, number in tally.items())
        columns.extend(column for column, _ in row)
        values.extend(number for _, number in row)
        starts.append(len(columns))
    return csr_matrix((np.array(values, dtype=np.float64), columns, starts), shape=(len(tallies), len(terms)))


def tf_idf(bags: Sequence[Iterable[str]]) -> csr_matrix:
    """Weighted rows of unit length, one a bag; an empty bag is a row of zeros."""
    from scipy.sparse import diags

    tf = counts(bags)
    n = tf.shape[0]
    df = np.bincount(tf.indices, minlength=tf.shape[1])
    tf.data = (1 + np.log(tf.data)) * (np.log((1 + n) / (1 + df)) + 1)[tf.indices]
    length = np.sqrt(np.asarray(tf.multiply(tf).sum(axis=1)).ravel())
    return (diags(np.divide(1, length, out=np.zeros_like(length), where=length > 0)) @ tf).tocsr()


def same(bags: Sequence[Iterable[str]]) -> csr_matrix:
    """1 where the bag holds the term, whatever the number: for counting shared terms."""
    held = counts(bags)
    held.data[:] = 1
    return held
