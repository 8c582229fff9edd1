"""compare.text.weights: weights worked out by hand."""

from math import log, sqrt

import numpy as np
import pytest

from compare.text.weights import cosines, counts, tf_idf

BAGS = [["税", "税", "地"], ["地"], []]


def test_weights_by_hand():
    """(1 + ln tf) * (ln((1 + n) / (1 + df)) + 1), then unit length."""
    tax, land = (1 + log(2)) * (log(4 / 2) + 1), log(4 / 3) + 1
    length = sqrt(tax**2 + land**2)

    row = tf_idf(BAGS).toarray()[0]  # columns in the order of their characters: 地, 税

    assert row == pytest.approx([land / length, tax / length])


def test_rows_have_unit_length_and_empty_bags_none():
    """A cosine is a product of two rows; an empty clause is like nothing."""
    lengths = np.sqrt(tf_idf(BAGS).multiply(tf_idf(BAGS)).sum(axis=1)).ravel().tolist()

    assert np.ravel(lengths) == pytest.approx([1, 1, 0])


def test_counts_keep_the_number():
    """Terms as often as the bag holds them, in the order of their characters."""
    assert counts(BAGS).toarray().tolist() == [[1, 2], [1, 0], [0, 0]]


def test_weights_and_cosines_are_scikit_learns():
    """What a user of scikit-learn gets with the same tokens: TfidfVectorizer with sublinear tf,
    and cosine_similarity.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.metrics.pairwise import cosine_similarity

    rows = TfidfVectorizer(analyzer=list, sublinear_tf=True).fit_transform(BAGS)

    assert tf_idf(BAGS).toarray() == pytest.approx(rows.toarray(), abs=1e-15)
    assert cosines(tf_idf(BAGS), tf_idf(BAGS)) == pytest.approx(cosine_similarity(rows), abs=1e-15)


def test_idf_may_be_counted_over_the_first_bags():
    """What is compared with a corpus does not change the weights that the corpus has."""
    more = tf_idf([*BAGS, ["税", "新"]], fitted_on=len(BAGS))

    assert more.toarray()[: len(BAGS), [0, 2]] == pytest.approx(tf_idf(BAGS).toarray())
    assert more.shape == (4, 3)


def test_nothing_but_empty_bags():
    """No term, no column; scikit-learn alone would stop here."""
    assert tf_idf([[], []]).shape == (2, 0)
    assert tf_idf([]).shape == (0, 0)
