"""Evidence that a clause takes over an item of a codebook."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adoption_example import family
from compare.adoption.items import (
    PARTS,
    cue_weights,
    expected_order,
    longest_only,
    spelled_out,
    weigh_items,
)
from compare.adoption.rules import RULES, Weights

DOCUMENTS, CLAUSES, TEMPLATES = family()
WEIGHED = weigh_items(CLAUSES, TEMPLATES[0])


def test_every_part_and_the_score_lie_between_0_and_1():
    """A score can be read as a share of the evidence that could be there."""
    values = WEIGHED[[*PARTS, "score"]].to_numpy()

    assert values.min() >= 0
    assert values.max() <= 1 + 1e-9


def test_weights_add_up_to_one():
    """Else thresholds of two rule sets could not be compared."""
    parts = Weights()

    assert sum(getattr(parts, name) for name in PARTS) == pytest.approx(1)
    assert RULES.weights == parts


def test_preambles_and_measures_are_not_compared():
    """Rows exist for pairs of one kind only."""
    preamble = set(CLAUSES.loc[CLAUSES["kind"] == "preamble", "clause_id"])

    assert set(WEIGHED.loc[WEIGHED["item_no"] == 1, "clause_id"]) == preamble
    assert not set(WEIGHED.loc[WEIGHED["item_no"] > 1, "clause_id"]) & preamble


def test_the_matching_item_scores_highest():
    """Each clause of alpha speaks most for the item it carries out, and the cues it matched are
    named.
    """
    own = WEIGHED[WEIGHED["doc_id"] == "alpha"]
    best = own.loc[own.groupby("clause_id")["score"].idxmax()].set_index("clause_id")

    assert best["item_no"].to_dict() == {"alpha-01": 1, "alpha-02": 2, "alpha-03": 3}
    assert best.loc["alpha-02", "found"] == "负面清单;简易注销"


def test_a_missing_heading_does_not_count_against_a_clause():
    """Two paragraphs under one heading are judged by what else there is."""
    twice = CLAUSES[CLAUSES["clause_id"] == "alpha-02"]
    twin = twice.assign(clause_id="alpha-09", text="安排公园用地。")
    both = weigh_items(pd.concat([CLAUSES, twin], ignore_index=True), TEMPLATES[0]).query(
        "clause_id == 'alpha-02' and item_no == 2"
    )

    assert both["score"].iloc[0] >= RULES.taken_over


def test_lists_are_spelled_out_with_their_common_noun():
    """研发、制造等众包 names two kinds of 众包; a sentence without a list adds nothing."""
    assert spelled_out("发展研发创意、制造运维等众包。").split("。")[1:] == [
        "发展研发创意众包",
        "制造运维众包",
    ]
    assert spelled_out("发展众包。") == ""


def test_part_of_a_longer_cue_is_no_second_cue():
    """首台 is not counted beside 首台（套）."""
    assert longest_only(["首台", "首台（套）", "目录"]) == ["首台（套）", "目录"]


def test_a_cue_of_several_owners_weighs_less():
    """Worked by hand: 1 of 3 texts holds it, ln(4/1.5)/ln(4) = 0.7075; shared by 4, half of it."""
    weights = cue_weights(["签证"], ["签证", "a", "b"], {"签证": 1})
    shared = cue_weights(["签证"], ["签证", "a", "b"], {"签证": 4})

    assert weights["签证"] == pytest.approx(0.70752, abs=1e-5)
    assert shared["签证"] == pytest.approx(weights["签证"] / 2)


def test_order_counts_only_where_it_is_kept():
    """Five fixed pairs in order give tau 1 and full nearness to a neighbour's place; too few give
    nothing.
    """
    near, kept = expected_order(np.eye(5), anchor=0.5)
    none, tau = expected_order(np.eye(3), anchor=0.5)

    assert kept == pytest.approx(1)
    assert near[2, 2] > near[0, 4]
    assert (none.any(), tau) == (False, 0.0)


def test_a_reversed_document_gets_no_credit_for_order():
    """Negative tau is no order."""
    assert expected_order(np.eye(6)[::-1], anchor=0.5)[1] == 0


@given(st.text(max_size=60))
def test_any_text_can_be_spelled_out(text):
    """Whatever stands in a clause, the result names list members only."""
    assert all("、" not in part for part in spelled_out(text).split("。"))
