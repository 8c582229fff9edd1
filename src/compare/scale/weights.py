"""TF-IDF rows of a corpus that was counted in parts; the weights are those of
`compare.text.weights`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from compare.scale.bags import Bags

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix


def idf_of(df: np.ndarray, n: int) -> np.ndarray:
    """``ln((1 + n) / (1 + df)) + 1`` for `n` clauses."""
    return np.log((1 + n) / (1 + df)) + 1


def weigh(bags: Bags, columns: np.ndarray, idf: np.ndarray) -> csr_matrix:
    """Rows of unit length, ``(1 + ln tf) idf``, float32.

    Parameters
    ----------
    bags : Bags
        A part of the corpus.
    columns : ndarray of int
        Column of each term of the part in the corpus.
    idf : ndarray, shape (n_terms,)
        Of the whole corpus.
    """
    from scipy.sparse import csr_matrix

    placed = columns[bags.columns].astype(np.int32)
    data = (1 + np.log(bags.numbers)) * idf[placed]
    length = np.sqrt(
        np.add.reduceat(np.append(data**2, 0.0), bags.starts[:-1]) * (np.diff(bags.starts) > 0)
    )
    data /= np.repeat(length, np.diff(bags.starts))
    matrix = csr_matrix(
        (data.astype(np.float32), placed, bags.starts), shape=(len(bags.starts) - 1, len(idf))
    )
    matrix.sort_indices()
    return matrix


def place_terms(terms: np.ndarray, all_terms: np.ndarray) -> np.ndarray:
    """Position of each of `terms` in `all_terms`, which is sorted and holds them all."""
    if all_terms.dtype == object:
        number = dict(zip(all_terms.tolist(), range(len(all_terms)), strict=True))
        return np.fromiter(map(number.__getitem__, terms.tolist()), np.int64, len(terms))
    return np.searchsorted(all_terms, terms)


def stack(matrices: Iterable[csr_matrix]) -> csr_matrix:
    """The parts one below the other, in the order given."""
    from scipy.sparse import vstack

    return vstack(list(matrices), format="csr")
