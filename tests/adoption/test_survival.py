"""The share that took a passage over, by hand."""

import pandas as pd
import pytest

from compare.adoption.survival import COLUMNS, time_to_adoption

EVENTS = pd.DataFrame(
    {
        "days": [10, 20, 20, 30, 40],
        "event": [1, 1, 0, 1, 0],
        "same_province": [1, 1, 1, 0, 0],
    }
)


def test_shares_are_those_of_the_textbook():
    """S = 4/5, then · 3/4, then · 1/2: who was last seen on day 20 was still at risk on it."""
    curve = time_to_adoption(EVENTS)

    assert curve["days"].tolist() == [10, 20, 30]
    assert curve["at_risk"].tolist() == [5, 4, 2]
    assert curve["taken_over"].tolist() == [1, 1, 1]
    assert curve["share"].tolist() == pytest.approx([0.2, 0.4, 0.7])
    assert (curve["low"] <= curve["share"]).all()
    assert (curve["share"] <= curve["high"]).all()


def test_a_curve_a_value():
    """Own province and others apart."""
    curves = time_to_adoption(EVENTS, by="same_province").set_index("same_province")

    assert curves.loc[[1], "share"].tolist() == pytest.approx([1 / 3, 2 / 3])
    assert curves.loc[[0], "share"].tolist() == pytest.approx([0.5])


@pytest.mark.parametrize("by", ["", "same_province"])
def test_nobody_took_anything_over(by):
    """No event, no row: nothing is known of when."""
    for events in (EVENTS.iloc[:0], EVENTS[EVENTS["event"] == 0]):
        table = time_to_adoption(events, by=by)
        assert table.empty
        assert list(table.columns)[-len(COLUMNS) :] == list(COLUMNS)


def test_all_took_it_over_on_one_day():
    """A share of 1 has no interval, and warns of none."""
    curve = time_to_adoption(pd.DataFrame({"days": [5, 5], "event": [1, 1]}))

    assert curve["share"].tolist() == [1]
