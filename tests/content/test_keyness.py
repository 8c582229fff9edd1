"""Keyness by hand."""

import math

import pandas as pd
import pytest

from compare.content.keyness import (
    keyness,
    log_likelihood,
    significant,
    theme_keyness,
    word_keyness,
)


def test_log_likelihood_by_hand():
    """(3, 1 | 1, 3): E = 2 everywhere; G2 = 2 (2·3 ln 1.5 + 2·1 ln 0.5) = 12 ln 1.5 − 4 ln 2."""
    assert log_likelihood([[3, 1], [1, 3]]) == pytest.approx(12 * math.log(1.5) - 4 * math.log(2))
    assert log_likelihood([[1, 3], [3, 1]]) == pytest.approx(
        -(12 * math.log(1.5) - 4 * math.log(2))
    )
    assert log_likelihood([[2, 2], [2, 2]]) == 0


def test_a_feature_of_one_document_stands_first():
    """4 of 4 clauses here, 0 of 4 there: Fisher's p = 2 / C(8,4) = 1/35; log ratio log2(0.9 /
    0.1).
    """
    found = keyness(pd.DataFrame({"a": {"LAND": 4}, "b": {"LAND": 0}}), pd.Series({"a": 4, "b": 4}))

    first = found.iloc[0]
    assert (first["doc_id"], first["feature"], first["rest"], first["rest_total"]) == (
        "a",
        "LAND",
        0,
        4,
    )
    assert first["p_value"] == pytest.approx(2 / 70)
    assert first["log_ratio"] == pytest.approx(math.log2(0.9 / 0.1))
    assert found.iloc[1]["g2"] == -first["g2"]


def test_many_tests_are_corrected():
    """Benjamini–Hochberg never lowers a p-value and keeps the order."""
    counts = pd.DataFrame({"a": {"X": 5, "Y": 2, "Z": 3}, "b": {"X": 0, "Y": 2, "Z": 2}})
    found = keyness(counts, pd.Series({"a": 6, "b": 6}))

    assert (found["p_corrected"] >= found["p_value"] - 1e-12).all()
    assert found.sort_values("p_value")["p_corrected"].is_monotonic_increasing


def test_themes_are_counted_in_clauses():
    """A document without the theme has a row with 0."""
    clauses = pd.DataFrame({"clause_id": ["a-1", "a-2", "b-1"], "doc_id": ["a", "a", "b"]})
    themes = pd.DataFrame({"clause_id": ["a-1"], "theme": ["LAND"], "doc_id": ["a"]})

    found = theme_keyness(clauses, themes)
    assert found[["doc_id", "count", "total"]].values.tolist() == [["a", 1, 2], ["b", 0, 1]]


def test_words_count_once_a_clause():
    """A name repeated in one clause is one; rare words and single characters are left out."""
    clauses = pd.DataFrame({"clause_id": ["a-1", "a-2", "b-1"], "doc_id": ["a", "a", "b"]})
    words = [["土地", "土地", "的"], ["土地", "稀有"], ["贷款"]]

    found = word_keyness(clauses, words, least=2)
    assert found[["doc_id", "feature", "count"]].values.tolist() == [
        ["a", "土地", 2],
        ["b", "土地", 0],
    ]


def test_nothing_to_compare_gives_an_empty_table():
    """No theme, no row, all columns."""
    found = keyness(pd.DataFrame(columns=["a"]), pd.Series({"a": 3}))

    assert len(found) == 0
    assert "p_corrected" in found


def test_significant_is_after_correction():
    """p 0.03 alone is not enough when the correction lifts it to 0.2."""
    found = pd.DataFrame({"p_value": [0.001, 0.03], "p_corrected": [0.01, 0.2]})

    assert significant(found)["p_value"].tolist() == [0.001]
