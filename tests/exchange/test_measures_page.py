"""The page on measures says what the code computes, and names every measure that a table holds."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

from compare.base.intervals import wilson
from compare.likeness.measures import profile, score_pairs
from compare.schema import PAIRS
from compare.trust.agreement import cohen_kappa, f1

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "measures.md").read_text(encoding="utf-8")


def test_the_example_by_hand_is_what_comes_out():
    """Each bold number of the table is the value that the code gives for the two clauses."""
    clauses = pd.DataFrame(
        {
            "clause_id": ["a", "b"],
            "heading": ["减税", "减税"],
            "text": ["落实税收优惠政策。", "全面落实税收优惠政策。"],
        }
    )
    found = score_pairs(profile(clauses), ["a"], ["b"]).iloc[0]
    said = dict(re.findall(r"^\| `(\w+)` .*\*\*([\d.]+)\*\*", PAGE, re.M))

    assert len(said) == 7
    assert {name: round(float(found[name]), 4) for name in said} == {
        name: float(value) for name, value in said.items()
    }


def test_agreement_and_interval_by_hand():
    """The worked examples of F1, kappa and Wilson's interval."""
    one, other = list("AAAAABBBBB"), list("AAAABABBBB")

    assert round(f1(6, 8, 10), 2) == 0.67
    assert cohen_kappa(one, other) == pytest.approx(0.6)
    assert [round(bound, 2) for bound in wilson(3, 3)] == [0.44, 1.0]


def test_every_measure_of_a_pair_is_on_the_page():
    """A likeness that the table of pairs holds is explained."""
    for name, column in PAIRS.columns.items():
        if column.dtype in ("float", "int"):
            assert f"`{name}`" in PAGE, name


def test_the_glossary_gives_each_term_once():
    """One word for one thing: no term stands twice, in either language."""
    rows = re.findall(
        r"^\| ([^|]+) \| ([^|]+) \| [^|]+ \|$",
        (DOCS / "glossary.md").read_text(encoding="utf-8"),
        re.M,
    )[1:]

    assert len(rows) > 20
    for place in (0, 1):
        terms = [row[place] for row in rows]
        assert len(set(terms)) == len(terms)
