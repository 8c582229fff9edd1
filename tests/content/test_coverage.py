"""Shares of a document, with intervals that keep the paragraphs of an item together."""

import pandas as pd
import pytest

from compare.content.coverage import item_of, theme_coverage


def tables():
    clauses = pd.DataFrame(
        [
            ("a-1", "a", "一/1#1", "measure", "甲" * 10),
            ("a-2", "a", "一/1#2", "measure", "甲" * 30),
            ("a-3", "a", "一/2", "measure", "甲" * 60),
            ("a-4", "a", "二/3", "implementation", "甲" * 100),
            ("b-1", "b", "一/（一）", "measure", "甲" * 50),
        ],
        columns=["clause_id", "doc_id", "path", "kind", "text"],
    )
    themes = pd.DataFrame(
        [
            ("a-1", "LAND", 1),
            ("a-2", "LAND", 2),
            ("a-2", "CREDIT", 1),
            ("a-4", "GOV", 1),
            ("b-1", "LAND", 1),
        ],
        columns=["clause_id", "theme", "rank"],
    )
    return clauses, themes


def times(n):
    """The same items `n` times over."""
    clauses, themes = tables()
    return tuple(
        pd.concat(
            [
                frame.assign(
                    clause_id=frame["clause_id"] + f"~{k}",
                    **(
                        {"path": frame["path"].str.replace("/", f"{k}/")} if "path" in frame else {}
                    ),
                )
                for k in range(n)
            ],
            ignore_index=True,
        )
        for frame in (clauses, themes)
    )


def test_shares_of_clauses_characters_and_items():
    """LAND: 2 of 4 clauses, 40 of 200 characters, 1 of 3 items."""
    coverage = theme_coverage(*tables()).set_index(["doc_id", "theme"])

    row = coverage.loc[("a", "LAND")]
    assert (row["n_clauses"], row["n_items"]) == (2, 1)
    assert (row["share_clauses"], row["share_chars"]) == (0.5, 0.2)
    assert row["share_items"] == pytest.approx(1 / 3)
    assert coverage.loc[("b", "CREDIT"), "share_clauses"] == 0
    assert coverage.loc[("b", "LAND"), ["low", "high"]].isna().all()  # of one item, no interval


def test_kinds_and_ranks_can_be_chosen():
    """Without implementation 3 clauses are left; of rank 1, LAND has one of them."""
    coverage = theme_coverage(*tables(), kinds=("measure",), rank=1).set_index(["doc_id", "theme"])

    assert coverage.loc[("a", "LAND"), "share_clauses"] == pytest.approx(1 / 3)
    assert ("a", "GOV") not in coverage.index


def test_intervals_hold_the_share_and_repeat():
    """low ≤ share ≤ high, and the same seed gives the same digits."""
    first, second = theme_coverage(*times(10)), theme_coverage(*times(10))

    assert (first["low"] <= first["share_clauses"]).all() and (
        first["share_clauses"] <= first["high"]
    ).all()
    pd.testing.assert_frame_equal(first, second)


def test_paragraphs_of_an_item_are_drawn_together():
    """Where every item has one paragraph with it and one without, nothing can vary: the interval
    is the share itself.
    """
    clauses, themes = times(10)
    one = clauses[clauses["clause_id"].str.match("a-[12]")]

    row = theme_coverage(one, themes).set_index("theme").loc["CREDIT"]
    assert (row["low"], row["share_clauses"], row["high"]) == (0.5, 0.5, 0.5)


def test_items_ignore_the_number_of_the_paragraph():
    """一/1#1 and 一/1#2 are one item."""
    assert item_of(tables()[0]).tolist() == ["a:一/1", "a:一/1", "a:一/2", "a:二/3", "b:一/（一）"]


def test_a_study_without_themes_has_no_shares():
    """No theme, no row, all columns."""
    clauses, themes = tables()

    assert len(theme_coverage(clauses, themes.iloc[:0])) == 0
    assert "share_items" in theme_coverage(clauses, themes.iloc[:0])


def test_codes_fix_the_order_and_keep_empty_themes():
    """A code that no clause has is a row of zeros."""
    coverage = theme_coverage(*tables(), codes=("TAX", "LAND"))

    assert coverage["theme"].tolist() == ["TAX", "LAND"] * 2
    assert coverage.loc[coverage["theme"] == "TAX", "share_clauses"].tolist() == [0.0, 0.0]
