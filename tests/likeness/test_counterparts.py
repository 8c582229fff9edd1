"""compare.likeness.counterparts: the same measure or not, and why."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.likeness.counterparts import (
    agreement,
    evidence_parts,
    judge,
    most_evidence,
    vary_enough,
)

PAIR = {
    "wording": 0.1, "heading": 0.5, "subject": 0.0, "share": 1.0, "substance_run": 8,
    "whole_sentence": False, "order": 1.0, "place": 1.0,
}  # fmt: skip


def judged(**changes):
    return judge(pd.DataFrame([PAIR | changes])).iloc[0]


def test_evidence_is_the_sum_in_the_docstring():
    """0.1 + 0.3 * 0.5 + 0.15 * 8/20, undivided because nothing is nearer, and 0.05 + 0.1 for
    order.
    """
    parts = evidence_parts(pd.DataFrame([PAIR])).iloc[0]

    assert parts.to_dict() == pytest.approx(
        {"wording": 0.1, "heading": 0.15, "subject": 0, "run": 0.06, "place": 0.15}
    )
    assert judged()["evidence"] == pytest.approx(0.46)


def test_adapted_on_evidence_alone():
    """Enough evidence without a copied run is adapted; the reason names its parts, largest
    first.
    """
    pair = judged()

    assert pair["level"] == "adapted"
    assert pair["why"] == (
        "evidence 0.46 = heading 0.15 + place 0.15 + wording 0.10 + run 0.06; nearest to each other"
    )


def test_copied_run_is_verbatim_whatever_the_rest():
    """Twenty running characters of substance, or a whole sentence, are the same wording."""
    nothing = {"wording": 0.0, "heading": 0.0, "order": 0.0, "share": 0.2}

    assert judged(**nothing, substance_run=20)["level"] == "verbatim"
    assert judged(**nothing, whole_sentence=True)["level"] == "verbatim"
    assert judged(**nothing, substance_run=19)["level"] == ""


def test_rivals_weaken_a_pair():
    """The same likeness counts less where another clause is nearer."""
    assert judged(share=0.4)["evidence"] < judged()["evidence"]


def test_subject_of_a_merged_clause_is_evidence():
    """0.4 of lead is 0.35 * 0.4 of evidence where nothing is nearer; pairs scored without it are
    judged without it.
    """
    assert judged(subject=0.4)["evidence"] - judged()["evidence"] == pytest.approx(0.14)
    assert judge(pd.DataFrame([PAIR]).drop(columns="subject"))["evidence"].iloc[0] == pytest.approx(
        0.46
    )


def test_no_reason_without_a_level():
    """What is not counterparts needs no reason."""
    assert judged(wording=0, heading=0, substance_run=0, order=0)["why"] == ""


def test_agreement_by_hand():
    """Of three coded pairs two are found, one with the coded level; one found pair is disputed,
    one is wrong.
    """
    clauses = pd.DataFrame(
        {"clause_id": ["x-1", "x-2", "x-3", "y-1", "y-2"], "doc_id": ["x", "x", "x", "y", "y"]}
    )
    pairs = pd.DataFrame(
        [
            ("x-1", "y-1", "verbatim"),
            ("x-2", "y-2", "adapted"),
            ("x-3", "y-1", "adapted"),
            ("x-3", "y-2", "adapted"),
            ("x-1", "y-2", ""),
        ],
        columns=["a", "b", "level"],
    )
    coded = pd.DataFrame(
        [
            ("y-1", "x-1", "verbatim"),
            ("x-2", "y-2", "verbatim"),
            ("x-2", "y-1", "adapted"),
            ("y-2", "x-3", ""),
        ],
        columns=["a", "b", "level"],
    )

    row = agreement(clauses, pairs, coded).iloc[0]

    assert row[["documents", "coded", "found", "both"]].tolist() == ["x–y", 3, 3, 2]
    assert row[["precision", "recall", "f1", "level_right"]].tolist() == pytest.approx(
        [2 / 3, 2 / 3, 2 / 3, 1 / 2]
    )


def test_a_higher_threshold_leaves_fewer_and_never_drops_verbatim():
    """At 0.5 the adapted pair falls out; the verbatim one stays whatever its evidence."""
    clauses = pd.DataFrame({"clause_id": ["x-1", "y-1", "y-2"], "doc_id": ["x", "y", "y"]})
    pairs = pd.DataFrame(
        {
            "a": ["x-1", "x-1"],
            "b": ["y-1", "y-2"],
            "level": ["verbatim", "adapted"],
            "evidence": [0.1, 0.4],
        }
    )
    coded = pd.DataFrame([("x-1", "y-1", "verbatim")], columns=["a", "b", "level"])

    varied = vary_enough(clauses, pairs, coded, thresholds=(0.3, 0.5))

    assert varied["counterparts"].tolist() == [2, 1]
    assert varied["coded_f1"].tolist() == pytest.approx([2 / 3, 1])


@pytest.mark.parametrize(("run", "said"), [(19, False), (20, True), (21, True)])
def test_the_mark_of_a_verbatim_run(run, said):
    """From twenty characters on the reason names the run."""
    assert (f"{run} running characters" in judged(substance_run=run)["why"]) is said


def test_the_reason_of_a_whole_sentence_and_of_nothing():
    """A whole sentence is named first; where no part of the sum counts the sum is 0."""
    nothing = {"wording": 0.0, "heading": 0.0, "order": 0.0, "substance_run": 0, "share": 0.5}

    assert judged(whole_sentence=True)["why"].startswith("a whole sentence")
    assert "evidence 0.00 = 0; " in judged(**nothing, whole_sentence=True)["why"]


UNIT = st.floats(0, 1)


@given(UNIT, UNIT, UNIT, UNIT, UNIT, UNIT, st.integers(0, 60))
def test_no_pair_reaches_more_than_the_most(wording, heading, subject, share, order, place, run):
    """What the bound says is never passed, and is reached by a full run in the same place."""
    pair = PAIR | {
        "wording": wording, "heading": heading, "subject": subject, "share": share,
        "order": order, "place": place, "substance_run": run,
    }  # fmt: skip
    told = [np.array([pair[name]]) for name in ("wording", "heading", "subject", "share", "order")]
    best = judged(**pair | {"substance_run": 20, "place": 1.0})["evidence"]

    assert judged(**pair)["evidence"] <= most_evidence(*told)[0] + 1e-12
    assert best == pytest.approx(most_evidence(*told)[0])


def test_enough_is_where_it_is_said():
    """A pair is adapted from the threshold on; a higher one refuses it."""
    pair = pd.DataFrame([PAIR])

    assert judge(pair, enough=0.459)["level"].iloc[0] == "adapted"
    assert judge(pair, enough=0.461)["level"].iloc[0] == ""
    assert list(judge(pair, reasons=False).columns) == ["evidence", "level"]


def test_agreement_where_nothing_is_to_be_divided():
    """Nothing found: no precision, recall and F1 of 0. Every coded pair in doubt: no row counts."""
    clauses = pd.DataFrame({"clause_id": ["x-1", "y-1"], "doc_id": ["x", "y"]})
    pairs = pd.DataFrame([("x-1", "y-1", "")], columns=["a", "b", "level"])
    coded = pd.DataFrame([("x-1", "y-1", "verbatim")], columns=["a", "b", "level"])

    row = agreement(clauses, pairs, coded).iloc[0]
    assert np.isnan(row["precision"]) and np.isnan(row["level_right"])
    assert (row["recall"], row["f1"], row["found"]) == (0, 0, 0)
    doubted = agreement(clauses, pairs.assign(level="adapted"), coded.assign(level="")).iloc[0]
    assert (doubted["coded"], doubted["found"]) == (0, 0)
    assert np.isnan(doubted["recall"]) and np.isnan(doubted["f1"])
    varied = vary_enough(clauses, pairs.assign(evidence=0.1), coded.assign(level=""))
    assert varied["coded_f1"].isna().all()
