"""Intervals and corrections, worked by hand."""

import numpy as np
import pytest

from compare.base.intervals import benjamini_hochberg, holm, mean_interval, ratio_interval, wilson


def test_the_bootstrap_is_the_same_every_time():
    """Seeded: the same digits twice."""
    assert mean_interval([0, 1, 1, 1], draws=300) == mean_interval([0, 1, 1, 1], draws=300)
    assert mean_interval([1, 1, 1], draws=50) == (1.0, 1.0)
    assert all(np.isnan(mean_interval([])))


def test_wilson_of_three_of_three_is_not_certain():
    """Wilson by hand: (1 + z²/6) / (1 + z²/3) minus half: low 0.4385."""
    low, high = wilson(3, 3)

    assert low == pytest.approx(0.4385, abs=1e-4)
    assert high == pytest.approx(1.0)


def test_corrections_by_hand():
    """Benjamini-Hochberg and Holm on three p-values."""
    p = np.array([0.01, 0.04, 0.03])

    assert benjamini_hochberg(p) == pytest.approx([0.03, 0.04, 0.04])
    assert holm(p) == pytest.approx([0.03, 0.06, 0.06])


def test_clusters_are_drawn_whole():
    """Two clusters of 2 and 1 clauses: a resample holds the first only (share 1) or the second only (share 0)."""
    low, high = ratio_interval(np.array([[2.0], [0.0]]), np.array([2.0, 1.0]))

    assert (low[0], high[0]) == (0.0, 1.0)


def test_p_values_that_were_not_kept_still_count():
    """The smallest of 100 tests is corrected for 100, not for the one that is listed."""
    assert benjamini_hochberg(np.array([0.0004]), tests=100) == pytest.approx([0.04])
