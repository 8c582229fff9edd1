"""From cells to scores, index, grade and rank, by hand and for any cells."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare import schema
from compare.pmc import index_documents, matrix_of, score_cells, surface_of
from compare.pmc.index import grade_of
from compare.study.own_lexicon import package_pmc
from pmc_study import book

NAN = float("nan")


def made(*documents: list[float], own=None) -> pd.DataFrame:
    """Cells of documents, the values in the order of the codebook."""
    own = own or book()
    return schema.PMC_CELLS.frame(
        [
            {"doc_id": f"d{n}", "variable": code.id, "first_level": own.parent(code.id),
             "value": value, "decided_by": "LX" if value == 0.0 else ""}
            for n, values in enumerate(documents)
            for code, value in zip(own.decided, values, strict=True)
        ]
    )  # fmt: skip


def indexed(*documents: list[float], own=None):
    cells = made(*documents, own=own)
    scores = score_cells(cells, own or book())
    return scores, index_documents(scores, cells, own or book())


def test_by_hand():
    """Means 0.5, 1 and 1: together 2.5 of 3, which is excellent (0.83)."""
    scores, index = indexed([1, 0, 1, 1, 1], [0, 0, 0, 0, 1])

    assert list(scores["score"]) == [0.5, 1, 1, 0, 0, 1]
    assert list(index["index"]) == [2.5, 1]
    assert list(index["of"]) == [3, 3]
    assert list(index["grade"]) == ["excellent", "poor"]
    assert list(index["rank"]) == [1, 2]
    assert list(index["decided"]) == [1, 4]


def test_what_cannot_be_told_leaves_a_range():
    """No score, no index, no grade and no rank, but what it would be at least and at most."""
    scores, index = indexed([1, NAN, 1, 1, 1], [1, 1, 1, 1, 1])
    first = index.iloc[0]

    assert scores["score"].isna().tolist() == [True, False, False, False, False, False]
    assert first[["index", "rank"]].isna().all()
    assert (first["grade"], first["index_low"], first["index_high"]) == ("", 2.5, 3)
    assert index.iloc[1]["rank"] == 1


@pytest.mark.parametrize(
    ("of_ten", "grade"),
    [(10, "perfect"), (9, "perfect"), (8.99, "excellent"), (7, "excellent"), (6.99, "acceptable"),
     (5, "acceptable"), (4.99, "poor"), (0, "poor")],
)  # fmt: skip
def test_bounds_of_the_grades(of_ten, grade):
    """9, 7 and 5 of ten, as the field has them; the bound belongs to the better grade."""
    assert grade_of(of_ten / 10, package_pmc()) == grade


@given(
    st.lists(
        st.lists(st.sampled_from([0.0, 1.0, NAN]), min_size=5, max_size=5), min_size=1, max_size=5
    )
)
def test_the_index_lies_between_nothing_and_the_number_of_variables(documents):
    """Scores in [0, 1], index in [0, 3] and within its range; equal indices share a rank."""
    scores, index = indexed(*documents)

    assert scores["score"].dropna().between(0, 1).all()
    assert (index["index_low"] <= index["index_high"]).all()
    assert index["index_high"].between(0, 3).all()
    whole = index.dropna(subset=["index"])
    assert (whole["index"] == whole["index_low"]).all()
    for _, same in whole.groupby("index"):
        assert same["rank"].nunique() == 1
    schema.PMC.check(index)


@given(st.lists(st.sampled_from([0.0, 1.0]), min_size=5, max_size=5), st.integers(0, 4))
def test_one_more_variable_never_lowers_the_index(values, at):
    """Breadth is all that the index rewards, which is its limit."""
    more = [1.0 if n == at else value for n, value in enumerate(values)]

    assert indexed(more)[1]["index"].iloc[0] >= indexed(values)[1]["index"].iloc[0]


def test_the_matrix_has_documents_by_variables():
    """As papers print it, in the order of codebook and documents."""
    matrix = matrix_of(*indexed([1, 0, 1, 1, 1], [0, 0, 0, 0, 1]))

    assert list(matrix.columns) == ["A", "B", "C", "index", "grade", "rank"]
    assert list(matrix.index) == ["d0", "d1"]


def test_a_surface_is_three_by_three_and_needs_nine():
    """Row by row; with any other number there is none."""
    own = package_pmc()
    values = [1.0] * len(own.decided)
    values[0] = 0.0
    surface = surface_of(indexed(values, own=own)[0], "d0", own)

    assert surface.shape == (3, 3)
    assert surface.iloc[0, 0] == pytest.approx(1 - 1 / len(own.second("X1")))
    assert surface_of(indexed([1] * 5)[0], "d0", book()).empty
