"""Agreement against published and hand-worked examples."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.trust.agreement import (
    cohen_kappa,
    krippendorff_alpha,
    masi_distance,
    set_alpha,
    unitizing,
)

# K. Krippendorff (2011), Computing Krippendorff's alpha-reliability: four observers, twelve units,
# gaps.
PUBLISHED = pd.DataFrame([
    [1, 2, 3, 3, 2, 1, 4, 1, 2, np.nan, np.nan, np.nan],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, np.nan, 3],
    [np.nan, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, np.nan],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, np.nan],
], index=list("ABCD")).T  # fmt: skip


@pytest.mark.parametrize(
    ("level", "alpha"),
    [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)],
)
def test_alpha_gives_krippendorffs_own_numbers(level, alpha):
    """All four levels of measurement of the author's example."""
    assert krippendorff_alpha(PUBLISHED, level=level) == pytest.approx(alpha, abs=0.0005)


@pytest.mark.parametrize(
    ("level", "alpha"),
    [
        ("nominal", 0.743421052631579),
        ("ordinal", 0.8153875037548814),
        ("interval", 0.8491071428571428),
        ("ratio", 0.7974027747116121),
    ],
)
def test_alpha_is_that_of_another_program(level, alpha):
    """The author's example as the package krippendorff 0.9.0 gave it, to the last digits."""
    assert krippendorff_alpha(PUBLISHED, level=level) == pytest.approx(alpha, abs=1e-12)


CODINGS = st.lists(st.lists(st.integers(0, 4), min_size=3, max_size=3), min_size=2, max_size=12)


def same(one, other):
    return (math.isnan(one) and math.isnan(other)) or one == pytest.approx(other, abs=1e-9)


@given(CODINGS)
def test_alpha_asks_of_codes_what_their_scale_says(rows):
    """Names for nominal, order for ordinal, distance for interval, proportion for ratio; nothing
    else of the codes counts, nor the order of units and coders.
    """
    codings = pd.DataFrame(rows, columns=list("ABC"))
    changed = {
        "nominal": codings.map({0: 3, 1: 0, 2: 4, 3: 1, 4: 2}.get),
        "ordinal": codings**3,
        "interval": 2 * codings - 7,
        "ratio": 5 * codings,
    }

    for level, other in changed.items():
        alpha = krippendorff_alpha(codings, level=level)
        assert same(alpha, krippendorff_alpha(other, level=level)), level
        assert same(alpha, krippendorff_alpha(codings[::-1][["C", "A", "B"]], level=level)), level


def test_alpha_takes_codes_as_text():
    """Nominal codes need no numbers."""
    words = PUBLISHED.map(lambda value: value if pd.isna(value) else f"code {value}")

    assert krippendorff_alpha(words) == pytest.approx(0.743, abs=0.0005)


def test_set_alpha_of_single_codes_is_nominal_alpha():
    """With one code a set, the set measure is the nominal one."""
    sets = PUBLISHED.map(lambda value: value if pd.isna(value) else frozenset([str(value)]))

    assert set_alpha(sets) == pytest.approx(krippendorff_alpha(PUBLISHED))


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ("ab", "ab", 0),
        ("a", "ab", 1 - 2 / 3 * 1 / 2),
        ("ab", "bc", 1 - 1 / 3 * 1 / 3),
        ("a", "b", 1),
        ("", "a", 1),
        ("", "", 0),
    ],
)
def test_masi_by_hand(one, other, distance):
    """Equal 0, disjoint 1, subset and overlap between."""
    assert masi_distance(frozenset(one), frozenset(other)) == pytest.approx(distance)


def test_kappa_by_hand():
    """Two by two: agree on 35 of 50; p_e = .5·.6 + .5·.4 = .5; kappa = (.7 − .5) / .5 = .4
    (Cohen's textbook case).
    """
    one = ["yes"] * 20 + ["yes"] * 5 + ["no"] * 10 + ["no"] * 15
    other = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15

    assert cohen_kappa(one, other) == pytest.approx(0.4)


def test_what_cannot_be_measured_is_nan():
    """One code only, nothing judged twice, no units."""
    assert math.isnan(cohen_kappa(["a", "a"], ["a", "a"]))
    assert math.isnan(cohen_kappa([], []))
    assert math.isnan(krippendorff_alpha(pd.DataFrame({"A": ["x", None], "B": [None, "y"]})))
    assert math.isnan(set_alpha(pd.DataFrame({"A": [frozenset("a")], "B": [frozenset("a")]})))


def test_kappa_needs_the_same_units():
    """Two lengths are an error, not a guess."""
    with pytest.raises(ValueError, match="needs the same units"):
        cohen_kappa(["a"], ["a", "b"])


def test_unitizing_by_hand():
    """Units 0-4, 4-10 against 0-4, 5-10: one of two the same; boundaries 0 4 10 against 0 4 5 10:
    F1 6/7.
    """
    found = unitizing([(0, 4), (4, 10)], [(0, 4), (5, 10)], length=12)

    assert found["units"] == 0.5
    assert found["boundaries"] == pytest.approx(6 / 7)
    # Characters 0-9 against all of them but 4: o = 24 values, two disagree; n0 = 5, n1 = 19.
    assert found["alpha"] == pytest.approx(1 - 23 * 2 / (2 * 5 * 19))


def test_boundaries_may_be_a_little_apart():
    """Within the tolerance a boundary finds its partner, and a partner serves once."""
    assert unitizing([(0, 4)], [(1, 5)], length=6, tolerance=1)["boundaries"] == 1
    assert unitizing([(3, 4)], [(3, 9)], length=9, tolerance=1)["boundaries"] == 0.5


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=2, max_size=30))
def test_agreement_never_exceeds_one(pairs):
    """Perfect agreement is 1, nothing is more."""
    one, other = zip(*pairs, strict=True)
    for value in (
        cohen_kappa(one, other),
        krippendorff_alpha(pd.DataFrame({"A": one, "B": other})),
    ):
        assert math.isnan(value) or value <= 1 + 1e-12
