"""Themes crossed with instruments, families and template sections."""

import pandas as pd
import pytest

from compare.content.crossings import amounts_by_theme, cross, template_sections

THEMES = pd.DataFrame(
    [("a-1", "LAND", 1), ("a-1", "TAX", 2), ("a-2", "LAND", 1), ("b-1", "TAX", 1)],
    columns=["clause_id", "theme", "rank"],
)


def test_clauses_with_both_are_counted_once():
    """LAND: a-1 (twice 财政, counted once) and a-2; expected counts of independence by hand."""
    agencies = pd.DataFrame(
        {
            "clause_id": ["a-1", "a-1", "a-2", "b-1", "b-1"],
            "family": ["财政", "财政", "税务", "财政", ""],
        }
    )

    found = cross(THEMES, agencies, "family").set_index(["theme", "family"])
    # pairs: LAND 财政 1, LAND 税务 1, TAX 财政 2, TAX 税务 0 -> row sums 2, 2; column sums 3, 1;
    # total 4
    assert found["clauses"].to_dict() == {
        ("LAND", "税务"): 1,
        ("LAND", "财政"): 1,
        ("TAX", "税务"): 0,
        ("TAX", "财政"): 2,
    }
    assert found.loc[("LAND", "财政"), "expected"] == 1.5
    assert found.loc[("LAND", "财政"), "residual"] == pytest.approx(-0.5 / 1.5**0.5)
    assert found.loc[("TAX", "财政"), "share"] == 1.0


def test_nothing_to_cross_gives_an_empty_table():
    """No theme or no value: no row, all columns."""
    other = pd.DataFrame({"clause_id": ["a-1"], "family": [""]})

    assert list(cross(THEMES, other, "family").columns) == [
        "theme",
        "family",
        "clauses",
        "share",
        "expected",
        "residual",
    ]
    assert cross(THEMES.iloc[:0], other.assign(family="财政"), "family").empty


def test_the_most_central_theme_alone():
    """rank=1 leaves TAX only in b-1."""
    other = pd.DataFrame({"clause_id": ["a-1", "b-1"], "instrument": ["supply", "environment"]})

    found = cross(THEMES, other, "instrument", rank=1).set_index(["theme", "instrument"])["clauses"]
    assert found.to_dict() == {
        ("LAND", "environment"): 0,
        ("LAND", "supply"): 1,
        ("TAX", "environment"): 1,
        ("TAX", "supply"): 0,
    }


def test_sections_follow_the_clauses_that_prove_an_item():
    """Each clause of a cell, each section once."""
    adoption = pd.DataFrame(
        {"template": ["T"] * 3, "item_no": [1, 2, 3], "clause_ids": ["a-1;a-2", "a-1", ""]}
    )
    items = pd.DataFrame(
        {"template": ["T"] * 3, "item_no": [1, 2, 3], "section": ["环境", "环境", "金融"]}
    )

    found = template_sections(adoption, items)
    assert found.values.tolist() == [["a-1", "T", "环境"], ["a-2", "T", "环境"]]


def test_amounts_take_the_central_theme_and_one_value():
    """Upper bound, else lower; other units are left out; a clause without theme has an empty
    one.
    """
    amounts = pd.DataFrame(
        {
            "clause_id": ["a-1", "c-1", "a-1"],
            "doc_id": ["a", "c", "a"],
            "low": [None, 5.0, 1.0],
            "high": [3.0, None, 1.0],
            "unit": ["元", "元", "次"],
        }
    )

    found = amounts_by_theme(amounts, THEMES)
    assert found[["theme", "value"]].values.tolist() == [["LAND", 3.0], ["", 5.0]]
