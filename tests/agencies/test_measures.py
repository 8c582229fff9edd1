"""Measures over agencies, with values worked out by hand on two small documents."""

import pandas as pd
import pytest

from agency_rows import AGENCIES, CLAUSES, one, rows, times
from compare.agencies.kinds import family_kinds, kind_of, select
from compare.agencies.measures import clause_burden, concentration, family_frequency, family_themes


def test_frequency_counts_clauses_once_and_mentions_each_time():
    """科技 stands three times in two of two naming clauses; the third clause names nobody and is
    no base.
    """
    row = one(family_frequency(AGENCIES, CLAUSES), doc_id="a", family="科技")

    assert (row["mentions"], row["clauses"], row["n"], row["share"]) == (3, 2, 2, 1.0)
    assert (row["lead"], row["support"], row["responsible"], row["lead_clauses"]) == (1, 0, 2, 1)


def test_fractional_counts_add_up_to_the_clauses():
    """Each clause gives one in all: 科技 has 1/2 of the first and 2/4 of the second."""
    table = family_frequency(AGENCIES, CLAUSES)

    assert one(table, doc_id="a", family="科技")["fractional"] == pytest.approx(1.0)
    assert table.groupby("doc_id")["fractional"].sum().to_dict() == pytest.approx(
        {"a": 2.0, "b": 2.0}
    )


def test_intervals():
    """The bootstrap interval holds the share; Wilson's has width even where every clause names the
    family.
    """
    row = one(family_frequency(*times(5)), doc_id="a", family="财政")
    whole = one(family_frequency(*times(5)), doc_id="a", family="科技")

    assert row["low"] <= row["share"] <= row["high"]
    assert (whole["low"], whole["high"]) == (1.0, 1.0)
    assert whole["wilson_low"] == pytest.approx(10 / (10 + 1.959963984540054**2))


def test_few_clauses_have_no_interval():
    """Two clauses that name anybody: a share, and no interval of any kind."""
    row = one(family_frequency(AGENCIES, CLAUSES), doc_id="a", family="财政")

    assert row[["low", "high", "wilson_low", "wilson_high"]].isna().all()


def test_frequency_is_the_same_twice():
    """A fixed seed gives the same digits on every run."""
    pd.testing.assert_frame_equal(
        family_frequency(AGENCIES, CLAUSES), family_frequency(AGENCIES, CLAUSES)
    )


def test_burden():
    """Document a: two of three clauses name 2 and 4 bodies, mean 3; one of them has a lead."""
    row = one(clause_burden(AGENCIES, CLAUSES), doc_id="a")

    assert (
        row["clauses"],
        row["named"],
        row["bodies"],
        row["mean"],
        row["median"],
        row["most"],
    ) == (3, 2, 6, 3.0, 3.0, 4)
    assert (row["alone"], row["led"], row["share_named"]) == (0, 1, pytest.approx(2 / 3))


def test_concentration():
    """Fractional shares of a are 1/2, 1/4, 1/8, 1/8: HHI 11/32, entropy 1.75 bits of 2."""
    row = one(concentration(AGENCIES, CLAUSES), doc_id="a")

    assert row["families"] == 4
    assert (row["top"], row["top_share"]) == ("科技", pytest.approx(0.5))
    assert row["hhi"] == pytest.approx(11 / 32)
    assert row["entropy"] == pytest.approx(1.75 / 2)
    assert row["gini"] == pytest.approx((3 * 0.5 + 1 * 0.25 - 1 * 0.125 - 3 * 0.125) / 4)


def test_family_themes_lift():
    """财政 meets A in one of the two clauses that have A, of three in all: lift 1·3/(2·2)."""
    themes = pd.DataFrame(
        {"clause_id": ["a-1", "a-2", "b-1"], "theme": ["A", "A", "B"], "rank": [1, 1, 1]}
    )
    table = family_themes(AGENCIES, themes)
    row = one(table, family="财政", theme="A")

    assert (row["clauses"], row["of_family"], row["of_theme"]) == (1, 0.5, 0.5)
    assert row["lift"] == pytest.approx(3 / 4)
    assert family_themes(AGENCIES, themes.iloc[:0]).empty


def test_kinds_are_never_mixed_unasked():
    """A body in running text leaves every measure on attributions as it is, and counts together
    only where asked.
    """
    text = rows(("a-3", "科技", "lead"), ("a-1", "科技", "lead")).assign(where="text")
    both = pd.concat([AGENCIES, text], ignore_index=True)

    pd.testing.assert_frame_equal(
        family_frequency(both, CLAUSES), family_frequency(AGENCIES, CLAUSES)
    )
    pd.testing.assert_frame_equal(clause_burden(both, CLAUSES), clause_burden(AGENCIES, CLAUSES))
    assert one(family_kinds(both), family="科技")[
        ["attribution", "table", "text", "any"]
    ].to_list() == [2, 0, 2, 3]
    assert (
        one(family_frequency(both, CLAUSES, where="any"), doc_id="a", family="科技")["clauses"] == 3
    )


def test_a_study_rests_on_its_most_formal_kind():
    """Attributions where there are any, else tables, else running text; an unknown kind is an
    error.
    """
    kinds = [kind_of(AGENCIES.assign(where=kind)) for kind in ("attribution", "table", "text")]

    assert kinds == ["attribution", "table", "text"]
    assert kind_of(pd.concat([AGENCIES, AGENCIES.assign(where="text")])) == "attribution"
    with pytest.raises(ValueError, match="brackets"):
        select(AGENCIES, where="brackets")
