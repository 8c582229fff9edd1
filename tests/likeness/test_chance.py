"""compare.likeness.chance: null model, corrections, bootstrap."""

import numpy as np
import pandas as pd
import pytest

from compare.base.intervals import benjamini_hochberg, holm, mean_interval
from compare.likeness.chance import Null, Tally, counterpart_shares, null_model, p_values
from compare.text.weights import tf_idf


def test_null_is_made_of_pairs_of_one_document():
    """Two documents of two clauses give two null pairs; usual is the cosine with the other
    clause.
    """
    rows = tf_idf([["税", "费"], ["税", "地"], ["地"], ["人"]])

    null = null_model(rows, ["x", "x", "y", "y"])

    cosine = float((rows[0] @ rows[1].T).toarray()[0, 0])
    assert null.usual == pytest.approx([cosine, cosine, 0, 0])
    assert null.excess == pytest.approx([0, 0])


def test_related_pairs_are_no_null():
    """A pair that is named as related is left out."""
    rows = tf_idf([["税"], ["税"], ["地"]])

    assert len(null_model(rows, ["x", "x", "x"]).excess) == 3
    assert len(null_model(rows, ["x", "x", "x"], {(0, 1)}).excess) == 2


def test_p_value_counts_the_null():
    """(k + 1) / (n + 1) of null pairs that reach the excess."""
    null = Null(np.zeros(4), np.array([0.0, 0.1, 0.2, 0.3]))

    assert p_values(np.array([0.2, 0.25, 0.5]), null) == pytest.approx([3 / 5, 2 / 5, 1 / 5])


def test_tail_falls_and_agrees_with_an_exponential():
    """Beyond the null's end p keeps falling, near the truth for a null whose law is known."""
    null = Null(np.zeros(1), np.sort(np.random.default_rng(1).exponential(size=20000)))

    p = p_values(np.array([4.0, 8.0, 12.0]), null)

    assert p == pytest.approx(np.exp([-4.0, -8.0, -12.0]), rel=0.5)
    assert p[0] > p[1] > p[2] > 0


def test_shares_are_counted_from_each_side():
    """One clause with two counterparts counts once on its side and twice on the other."""
    clauses = pd.DataFrame(
        {"clause_id": ["x-1", "x-2", "y-1", "y-2"], "doc_id": ["x", "x", "y", "y"]}
    )
    pairs = pd.DataFrame(
        {
            "a": ["x-1", "x-1", "x-2"],
            "b": ["y-1", "y-2", "y-1"],
            "level": ["verbatim", "adapted", ""],
        }
    )

    shares = counterpart_shares(clauses, pairs).set_index(["doc_id", "other", "level"])

    assert shares.loc[("x", "y", "any"), ["n", "total"]].tolist() == [1, 2]
    assert shares.loc[("y", "x", "any"), "share"] == 1.0
    assert shares.loc[("y", "x", "verbatim"), "share"] == 0.5
    assert shares[["low", "high"]].isna().all(axis=None)  # of two clauses, no interval


def test_each_share_has_the_interval_of_its_own_clauses():
    """Drawing all shares of a document at once gives each what it would get alone."""
    clauses = pd.DataFrame({"clause_id": [f"{doc}-{n}" for doc in "xyz" for n in range(12)]})
    clauses["doc_id"] = clauses["clause_id"].str[0]
    pairs = pd.DataFrame(
        {"a": ["x-1", "x-4", "x-5"], "b": ["y-2", "y-2", "z-0"], "level": ["adapted"] * 3}
    )

    shares = counterpart_shares(clauses, pairs).set_index(["doc_id", "other", "level"])

    for other, hit in (("y", (1, 4)), ("z", (5,))):
        flags = [n in hit for n in range(12)]
        row = shares.loc[("x", other, "any")]
        assert (row["low"], row["high"]) == mean_interval(flags)
    assert shares.loc[("z", "y", "any"), ["n", "low", "high"]].tolist() == [0, 0, 0]


@pytest.mark.parametrize("correct", [benjamini_hochberg, holm])
@pytest.mark.parametrize("size", [20, 3000])
def test_a_tally_corrects_as_if_all_pairs_were_held(correct, size):
    """Counting by gaps of the null, and keeping the tail, loses nothing; ties and parts do not
    matter.
    """
    draw = np.random.default_rng(3)
    null = Null(np.zeros(0), np.sort(draw.normal(size=size).round(2)))
    excess = draw.normal(0.2, 1.2, 5000).round(2)
    tally = Tally(null)
    for part in np.array_split(excess, 7):
        tally.add(part)

    expected = correct(p_values(excess, null))

    assert tally.corrected(excess[::3], correct) == pytest.approx(expected[::3], rel=1e-12)
