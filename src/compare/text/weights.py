"""TF-IDF and cosine by scikit-learn, with our tokens: bags of terms in, one row of unit length
each.

Weights are ``(1 + ln tf) * (ln((1 + n) / (1 + df)) + 1)``, n and df counted over the bags that idf
is fitted on, and each row has length 1 [1]_, so that the product of two rows is their cosine. In
scikit-learn's words: `SETTINGS`.

References
----------
.. [1] G. Salton and C. Buckley (1988), Term-weighting approaches in automatic text retrieval.
   Information Processing & Management 24(5), 513-523.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

SETTINGS: dict[str, Any] = {"norm": "l2", "use_idf": True, "smooth_idf": True, "sublinear_tf": True}
"""What `sklearn.feature_extraction.text.TfidfTransformer` is told."""


def counts(bags: Sequence[Sequence[str]]) -> csr_matrix:
    """How often each term occurs in each bag.

    Returns
    -------
    csr_matrix, shape (n_bags, n_terms)
        Terms are columns in the order of their characters, so sums never depend on the hash seed.
    """
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import CountVectorizer

    if not any(len(bag) for bag in bags):  # scikit-learn refuses an empty vocabulary
        return csr_matrix((len(bags), 0))
    vectorizer = CountVectorizer(analyzer=_as_cut, dtype=np.float64)
    rows = csr_matrix(vectorizer.fit_transform(bags))
    rows.sort_indices()
    return rows


def tf_idf(bags: Sequence[Sequence[str]], *, fitted_on: int | None = None) -> csr_matrix:
    """Weighted rows of unit length, one a bag; an empty bag is a row of zeros.

    Parameters
    ----------
    bags : sequence of sequence of str
        Terms as cut.
    fitted_on : int, optional
        idf is counted over the first so many bags; default: over all.
    """
    return weighted(counts(bags), fitted_on=fitted_on)


def weighted(tf: csr_matrix, *, fitted_on: int | None = None) -> csr_matrix:
    """What `tf_idf` makes of terms that are counted already."""
    from sklearn.feature_extraction.text import TfidfTransformer

    n = tf.shape[0] if fitted_on is None else fitted_on
    if not tf.shape[1] or not n:
        return tf
    return TfidfTransformer(**SETTINGS).fit(tf[:n]).transform(tf)


def cosines(left: csr_matrix, right: csr_matrix) -> np.ndarray:
    """Cosine of every row of one matrix with every row of another, both of unit length: their
    sparse product.
    """
    return (left @ right.T).toarray()


def _as_cut(bag: Sequence[str]) -> Sequence[str]:
    return bag
