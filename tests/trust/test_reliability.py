"""Scores by code, worked by hand."""

import math

import pandas as pd
import pytest

from compare.trust.reliability import code_scores, confusion


def long(**codes):
    return pd.DataFrame(
        [(unit, code) for unit, given in codes.items() for code in given.split()],
        columns=["unit", "code"],
    )


UNITS = pd.Series(["u1", "u2", "u3", "u4"])


def test_precision_asks_either_pass_and_recall_asks_both():
    """A: found 3, of which 2 in either; agreed 1, found. B: found 0 of 2."""
    found = long(u1="A", u2="A", u3="A", u4="C")
    agreed = long(u1="A", u3="B", u4="B C")
    either = long(u1="A", u2="A", u3="B", u4="B C")

    scores = code_scores(found, agreed, either, units=UNITS).set_index("code")

    assert scores.loc["A", ["found", "agreed"]].tolist() == [3, 1]
    assert scores.loc["A", "precision"] == pytest.approx(2 / 3)
    assert scores.loc["A", "recall"] == 1
    assert scores.loc["A", "f1"] == pytest.approx(0.8)
    assert scores.loc["B", "f1"] == 0
    assert math.isnan(scores.loc["B", "precision"])
    assert scores.loc["all", ["found", "agreed"]].tolist() == [4, 4]
    assert scores.loc["all", "precision"] == 0.75
    assert scores.loc["all", "recall"] == 0.5


def test_verdicts():
    """Three units by hand are needed; then F1 decides."""
    found, agreed = long(u1="A B", u2="A", u3="A"), long(u1="A B", u2="A B", u3="A B")

    verdict = code_scores(found, agreed, units=UNITS).set_index("code")["verdict"]
    assert verdict.to_dict() == {
        "A": "publish",
        "B": "not reliable",
        "all": "publish",
    }  # all: P 1, R 4/6, F1 0.8
    assert code_scores(found, long(u1="A"), units=UNITS)["verdict"].tolist()[0] == "too few"


def test_units_not_judged_are_left_out():
    """A code found in a unit that nobody coded counts for nothing."""
    scores = code_scores(long(u1="A", x9="A"), long(u1="A"), units=UNITS).set_index("code")

    assert scores.loc["A", "found"] == 1


def test_intervals_draw_whole_clusters_and_repeat():
    """With one cluster nothing varies; with two the interval spans what either gives."""
    found, agreed = long(u1="A", u2="A"), long(u1="A", u2="A", u3="A", u4="A")
    one = code_scores(found, agreed, units=UNITS, clusters=pd.Series(["d"] * 4)).set_index("code")
    two = code_scores(
        found, agreed, units=UNITS, clusters=pd.Series(["d", "d", "e", "e"])
    ).set_index("code")

    assert one.loc["A", ["low", "high"]].tolist() == [pytest.approx(2 / 3)] * 2
    assert two.loc["A", ["low", "high"]].tolist() == [0.0, 1.0]
    pd.testing.assert_frame_equal(
        two,
        code_scores(found, agreed, units=UNITS, clusters=pd.Series(["d", "d", "e", "e"])).set_index(
            "code"
        ),
    )


def test_kappa_leaves_out_what_the_passes_dispute():
    """u2 is disputed; over the other three machine and hand agree."""
    scores = code_scores(
        long(u1="A", u2="A"), long(u1="A"), long(u1="A", u2="A"), units=UNITS
    ).set_index("code")

    assert scores.loc["A", "kappa"] == 1


def test_confusion_counts_by_hand_against_automatic():
    """Rows by hand, columns automatic, the same codes on both sides."""
    table = confusion(
        pd.Series({"u1": "A", "u2": "B", "u3": "B"}), pd.Series({"u1": "A", "u2": "A", "u4": "C"})
    )

    assert table.to_dict("index") == {"A": {"A": 1, "B": 1}, "B": {"A": 0, "B": 0}}


def test_nothing_coded_gives_empty_tables():
    """No units: no scores, no confusion, all columns."""
    scores = code_scores(long(), long(), units=pd.Series([], dtype=object))

    assert list(scores.columns) == [
        "code",
        "found",
        "agreed",
        "precision",
        "recall",
        "f1",
        "low",
        "high",
        "kappa",
        "verdict",
    ]
    assert confusion(pd.Series(dtype=object), pd.Series(dtype=object)).empty
