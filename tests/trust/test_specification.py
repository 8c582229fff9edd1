"""The specification curve and the bootstrap over clauses."""

import pytest

from adoption_example import family
from compare.adoption.items import PARTS
from compare.adoption.ledger import trace
from compare.trust.specification import (
    WEIGHTS,
    clause_influence,
    curve_summary,
    rank_stability,
    specification_curve,
)

DOCUMENTS, CLAUSES, TEMPLATES = family()
LEDGER = trace(DOCUMENTS, CLAUSES, TEMPLATES)
CURVE = specification_curve(
    CLAUSES,
    TEMPLATES[0],
    ["alpha", "beta", "gamma"],
    tokens=(("char", 2), ("char", 3)),
    thresholds=(0.3, 0.4),
)


def test_every_combination_is_there_once():
    """2 tokens × 6 weights × 2 thresholds × 3 documents."""
    assert len(CURVE) == 2 * len(WEIGHTS) * 2 * 3
    assert not CURVE.duplicated(["doc_id", "tokens", "ngram", "weights", "threshold"]).any()


def test_the_rules_in_force_give_the_rate_of_the_ledger():
    """One specification a document is the chosen one, and it agrees with the ledger."""
    chosen = CURVE[CURVE["chosen"]].set_index("doc_id")["rate"]

    assert chosen.to_dict() == {
        "alpha": pytest.approx(2 / 3),
        "beta": pytest.approx(1 / 3),
        "gamma": 0,
    }


def test_summary_holds_the_chosen_rate_between_the_extremes():
    """Minimum, median, maximum in order."""
    table = curve_summary(CURVE)

    assert (table["minimum"] <= table["median"]).all() and (
        table["median"] <= table["maximum"]
    ).all()
    assert (table["specifications"] == 2 * len(WEIGHTS) * 2).all()


def test_rank_stability_is_a_share_of_specifications():
    """alpha lies above gamma whatever is chosen; never above itself."""
    assert rank_stability(CURVE, above=["alpha"], below=["gamma"]) == 1
    assert rank_stability(CURVE, above=["alpha"], below=["alpha"]) == 0


def test_every_set_of_weights_adds_up_to_one():
    """Else their scores had different scales."""
    assert all(
        sum(getattr(weights, part) for part in PARTS) == pytest.approx(1)
        for weights in WEIGHTS.values()
    )


def test_leaving_a_clause_out_lowers_a_rate_by_what_it_alone_proves():
    """The fall is at most the rate, and a document without proof has none."""
    table = clause_influence(LEDGER.adoption, CLAUSES).set_index("doc_id")

    assert (table["fall"] <= table["rate"] + 1e-9).all()
    assert (table.loc["alpha", "fall"] > 0) and table.loc["alpha", "clause_id"].startswith("alpha")
    assert (table.loc["gamma", "fall"], table.loc["gamma", "clause_id"]) == (0, "")
