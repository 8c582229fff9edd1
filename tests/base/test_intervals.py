"""Intervals and corrections, worked by hand."""

import numpy as np
import pytest

from compare.base.intervals import (
    FEWEST,
    benjamini_hochberg,
    holm,
    mean_interval,
    ratio_interval,
    wilson,
)


def test_the_bootstrap_is_the_same_every_time():
    """Seeded: the same digits twice."""
    values = [0, 1, 1, 1] * 3
    assert mean_interval(values, draws=300) == mean_interval(values, draws=300)
    assert mean_interval([1] * 10, draws=50) == (1.0, 1.0)


@pytest.mark.parametrize("n", range(FEWEST))
def test_fewer_than_ten_have_no_interval(n):
    """Of nine values, and of nine clusters, a resample tells nothing."""
    assert all(np.isnan(mean_interval([1] * n)))
    assert np.isnan(ratio_interval(np.ones((n, 2)), np.ones(n))).all()


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
    """Ten clusters, nine of one clause that has it, one of a hundred that have it not: a resample
    holds that one or does not, and its share is 1 or below a tenth.
    """
    parts, sizes = np.array([[1.0]] * 9 + [[0.0]]), np.array([1.0] * 9 + [100.0])
    low, high = ratio_interval(parts, sizes)

    assert low[0] < 0.1
    assert high[0] == 1.0


def test_p_values_that_were_not_kept_still_count():
    """The smallest of 100 tests is corrected for 100, not for the one that is listed."""
    assert benjamini_hochberg(np.array([0.0004]), tests=100) == pytest.approx([0.04])


@pytest.mark.parametrize("correct", [benjamini_hochberg, holm])
def test_a_value_that_many_tests_had_may_be_given_once(correct):
    """Counts stand for repetition; the order of the values does not matter."""
    p, times = np.array([0.03, 0.001, 0.2, 0.9]), np.array([3, 1, 5, 2])

    once = correct(p, times)

    assert once == pytest.approx([correct(np.repeat(p, times))[k] for k in (0, 3, 4, 9)], rel=1e-12)
    assert correct(p[::-1], times[::-1])[::-1] == pytest.approx(once)


def test_false_discoveries_are_controlled_as_in_scipy():
    """Benjamini and Hochberg as scipy has them; with `tests` the p-values that were not kept
    count, too.
    """
    from scipy.stats import false_discovery_control

    p = np.array([0.04, 0.001, 0.03, 0.5, 0.001])

    assert benjamini_hochberg(p) == pytest.approx(false_discovery_control(p))
    assert benjamini_hochberg(np.array([]), tests=9).tolist() == []
    assert benjamini_hochberg(p[:2], tests=4).tolist() == pytest.approx([0.08, 0.004])
