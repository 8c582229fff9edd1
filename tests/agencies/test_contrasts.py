"""Bodies compared between documents."""

import math

import pandas as pd

from agency_rows import AGENCIES, CLAUSES, one, times
from compare.agencies.contrasts import (
    counterpart_families,
    counterpart_gaps,
    names_out_of_time,
    share_differences,
)
from compare.agencies.measures import (
    clause_burden,
    concentration,
    family_frequency,
)
from compare.agencies.registry_rows import parse_registry


def test_differences_between_documents():
    """科技 stands in every naming clause of a and in none of b: the difference is 1 and clear."""
    row = one(share_differences(*times(10)), family="科技")

    assert (row["a"], row["b"], row["share_a"], row["share_b"], row["difference"]) == (
        "a",
        "b",
        1.0,
        0.0,
        1.0,
    )
    assert (row["n_a"], row["n_b"], row["clear"]) == (20, 10, True)


def test_few_clauses_tell_no_difference():
    """Two naming clauses beside one: no interval, nothing is clear."""
    row = one(share_differences(AGENCIES, CLAUSES), family="科技")

    assert row["difference"] == 1
    assert row[["low", "high"]].isna().all()
    assert not row["clear"]


def test_counterparts_show_who_is_missing():
    """For the same measure a names 科技, b does not; generic bodies and mere likeness do not
    count.
    """
    pairs = pd.DataFrame({"a": ["a-1", "a-2"], "b": ["b-1", "b-1"], "level": ["verbatim", ""]})
    row = one(counterpart_families(AGENCIES, pairs), a="a-1")
    gap = one(counterpart_gaps(AGENCIES, pairs), family="科技")

    assert (row["both"], row["only_a"], row["only_b"], row["jaccard"]) == ("财政", "科技", "", 0.5)
    assert (gap["measures"], gap["both"], gap["only_a"], gap["only_b"]) == (1, 0, 1, 0)


def test_names_out_of_time():
    """A body abolished in 2018 and named in 2021 is late; one founded in 2018 and named in 2016 is
    early.
    """
    registry = parse_registry(
        [
            {"agency": "老局", "family": "甲", "until": "2018", "successor": "新局"},
            {"agency": "新局", "family": "甲", "since": "2018"},
        ]
    )
    agencies = pd.DataFrame(
        {"doc_id": ["a", "a", "b", "c"], "agency": ["老局", "新局", "新局", "老局"]}
    )
    documents = pd.DataFrame({"doc_id": ["a", "b", "c"], "issue_date": ["2021-01-02", "2016", ""]})
    table = names_out_of_time(agencies, documents, registry)

    assert table[["doc_id", "agency", "when", "year"]].to_numpy().tolist() == [
        ["a", "老局", "late", 2018],
        ["b", "新局", "early", 2018],
    ]
    assert list(table["today"]) == ["新局", "新局"]


def test_empty_tables():
    """A study without any attribution has empty measures, not errors."""
    empty = AGENCIES.iloc[:0]

    assert family_frequency(empty, CLAUSES).empty
    assert concentration(empty, CLAUSES).empty
    assert share_differences(empty, CLAUSES).empty
    assert list(clause_burden(empty, CLAUSES)["named"]) == [0, 0]
    assert math.isnan(clause_burden(empty, CLAUSES)["mean"].iloc[0])
