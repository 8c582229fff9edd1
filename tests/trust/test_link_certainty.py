"""The table behind the reliability diagram of the links."""

import pandas as pd
import pytest

from compare.trust.link_certainty import calibration_error, link_certainty


def test_bins_cover_every_certainty_once():
    """From 0 to 1 without gap or overlap, each mean inside its bin."""
    table = link_certainty()

    assert table["low"].iloc[0] == 0 and table["high"].iloc[-1] == 1
    assert list(table["low"].iloc[1:]) == list(table["high"].iloc[:-1])
    assert ((table["low"] <= table["certainty"]) & (table["certainty"] <= table["high"])).all()


def test_links_are_calibrated():
    """On families left out of the fit certainty and share of links differ by less than 0.06 on
    average.
    """
    assert calibration_error(link_certainty()) < 0.06


def test_calibration_error_by_hand():
    """(0.1 · 30 + 0.3 · 10) / 40; the lowest bin does not count."""
    table = pd.DataFrame(
        {
            "low": [0.0, 0.05, 0.5],
            "pairs": [10_000, 30, 10],
            "certainty": [0.01, 0.2, 0.9],
            "linked": [0.01, 0.3, 0.6],
        }
    )

    assert calibration_error(table) == pytest.approx(0.15)
