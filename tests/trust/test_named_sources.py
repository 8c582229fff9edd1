"""The table that says how often a named source is the true one."""

from compare.trust.named_sources import source_certainty


def test_shares_follow_from_counts():
    """Precision and recall count the same hits; nothing that is named is unlisted."""
    table = source_certainty()
    hits = table["precision"] * table["named_sources"]

    assert ((hits - table["recall"] * table["true_sources"]).abs() < 0.3).all()
    assert (table["listed"] >= table["recall"]).all()
    assert table[["precision", "recall", "listed"]].stack().between(0, 1).all()
