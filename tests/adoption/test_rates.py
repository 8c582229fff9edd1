"""Rates, controls and intervals, worked by hand."""

import numpy as np
import pandas as pd
import pytest

from adoption_example import family
from compare.adoption.ledger import trace
from compare.adoption.rates import adoption_rates, control_overlap, countable, section_rates

DOCUMENTS, CLAUSES, TEMPLATES = family()
LEDGER = trace(DOCUMENTS, CLAUSES, TEMPLATES)
RATES = adoption_rates(LEDGER.adoption, draws=200).set_index("doc_id")


def test_rates_leave_out_preambles_and_what_is_not_in_hand():
    """alpha takes over 2 of 3 measures, beta 1, gamma none; the province known by number only has
    no rate.
    """
    assert RATES["adopted"].to_dict() == {"alpha": 2, "beta": 1, "gamma": 0}
    assert set(RATES["items"]) == {3}


def test_shares_of_actions_weigh_every_item_the_same():
    """alpha finds 2 of 2, 1 of 1 and 0 of 1 scored actions: (1 + 1 + 0) / 3."""
    assert RATES.loc["alpha", "share"] == pytest.approx(2 / 3)


def test_controls_stand_beside_every_rate():
    """gamma implements nothing and was there before: 2/3 against 0."""
    row = (
        control_overlap(LEDGER.adoption, LEDGER.relations, draws=500)
        .set_index("doc_id")
        .loc["alpha"]
    )

    assert (row["controls"], row["earlier"]) == ("gamma", "gamma")
    assert row["control_rate"] == 0
    assert row["difference"] == pytest.approx(2 / 3)
    assert np.isnan(row["low"]) and np.isnan(
        row["high"]
    )  # three items: a difference, but no interval


def test_without_controls_no_difference_is_claimed():
    """Where every document implements the template, the columns stay empty."""
    documents = DOCUMENTS.assign(implements="样发〔2018〕1号")
    ledger = trace(documents, CLAUSES, TEMPLATES[:1])

    assert control_overlap(ledger.adoption, ledger.relations)["difference"].isna().all()


def test_sections_keep_the_order_of_the_template():
    """环境, 金融, 人才 as the template has them; the preamble's section has no row."""
    table = section_rates(LEDGER.adoption, LEDGER.items).query("doc_id == 'alpha'")

    assert list(table["section"]) == ["环境", "金融", "人才"]
    assert list(table["rate"]) == [1, 1, 0]


def test_nothing_to_count_gives_empty_tables():
    """A study without templates has no rates."""
    empty = LEDGER.adoption.iloc[:0]

    assert len(adoption_rates(empty)) == 0
    assert len(section_rates(empty, LEDGER.items)) == 0
    assert isinstance(countable(empty), pd.DataFrame)
