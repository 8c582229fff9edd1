"""The exact neighbour search finds what the full product finds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix, random

from compare.scale import neighbours
from compare.scale.neighbours import Index, build_index, join, nearest, search_rows


def rows_of_unit_length(n: int, n_terms: int, seed: int, density: float = 0.1) -> csr_matrix:
    """Random rows in which low columns are common and high ones rare, as words are."""
    rng = np.random.default_rng(seed)
    matrix = random(n, n_terms, density=density, random_state=rng, format="csr", dtype=np.float32)
    kept = rng.random(matrix.nnz) < 1 / (1 + matrix.indices / 5)
    matrix.data[~kept] = 0
    matrix.eliminate_zeros()
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    scale = np.divide(1, length, out=np.zeros_like(length), where=length > 0)
    return csr_matrix(matrix.multiply(scale[:, None]), dtype=np.float32)


def brute(
    matrix: csr_matrix, top: int, floor: float, group: np.ndarray | None = None
) -> list[list[float]]:
    """Scores of the nearest rows of each row by the full product."""
    product = (matrix @ matrix.T).toarray()
    group = np.arange(len(product)) if group is None else group
    product[group[:, None] == group[None, :]] = -1
    return [
        sorted((score for score in row if score >= floor), reverse=True)[:top]
        for row in product.tolist()
    ]


def scores_by_row(result: neighbours.Partial, n: int) -> list[list[float]]:
    rows, _, scores = result
    return [scores[rows == row].tolist() for row in range(n)]


@settings(max_examples=25, deadline=None)
@given(
    st.integers(0, 10**6),
    st.integers(2, 150),
    st.sampled_from([0.05, 0.3, 0.7]),
    st.integers(1, 12),
)
def test_nearest_equals_the_full_product(seed: int, n: int, floor: float, top: int) -> None:
    """Whatever the vectors, every row has the scores of its exact nearest rows."""
    matrix = rows_of_unit_length(n, 60, seed)
    group = np.random.default_rng(seed).integers(0, max(n // 3, 1), n)
    group = np.sort(group)

    found = scores_by_row(nearest(matrix, top=top, floor=floor, group=group, threads=2), n)

    for mine, exact in zip(found, brute(matrix, top, floor, group), strict=True):
        clear = [score for score in exact if score >= floor + 1e-5]
        assert mine[: len(clear)] == pytest.approx(clear, abs=1e-5)
        assert all(score >= floor - 1e-5 for score in mine)


def test_many_blocks_and_stripes_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cutting the search into blocks, stripes and tasks in any order changes no row, score or
    tie.
    """
    matrix = rows_of_unit_length(700, 80, 1)
    whole = nearest(matrix, top=5, floor=0.2)
    monkeypatch.setattr(neighbours, "WIDTH", 128)
    monkeypatch.setattr(neighbours, "STRIPE", 100)
    index = build_index(matrix, floor=0.2)

    partials = [search_rows(index, *stripe, top=5, floor=0.2) for stripe in reversed(index.stripes)]
    joined = join(partials, 700, top=5, floor=0.2)

    assert len(index.stripes) == 7
    for mine, other in zip(joined, whole, strict=True):
        np.testing.assert_array_equal(mine, other)


def test_limits_learned_by_earlier_tasks_lose_nothing() -> None:
    """Tasks of one process may share what they learned about each row's last place."""
    matrix = rows_of_unit_length(300, 40, 2)
    index = build_index(matrix, floor=0.1)
    limit = np.full(300, 0.1, np.float32)

    partials = [
        search_rows(index, first, first + 50, top=3, floor=0.1, limit=limit)
        for first in range(0, 300, 50)
    ]

    for mine, other in zip(
        join(partials, 300, top=3, floor=0.1), nearest(matrix, top=3, floor=0.1), strict=True
    ):
        np.testing.assert_array_equal(mine, other)
    assert (limit > 0.1).any()


def test_ties_go_to_the_smaller_number() -> None:
    """Of many identical rows each has the first ones as neighbours, itself left out."""
    matrix = csr_matrix(np.ones((6, 1), np.float32))

    rows, others, scores = nearest(matrix, top=2, floor=0.5)

    assert others.reshape(6, 2).tolist() == [[1, 2], [0, 2], [0, 1], [0, 1], [0, 1], [0, 1]]
    assert scores.tolist() == [1.0] * 12
    assert rows.tolist() == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]


def test_rows_without_terms_have_no_neighbours() -> None:
    """An empty clause is near to nothing, and no corpus is too small."""
    matrix = csr_matrix(np.array([[0, 0], [1, 0], [0, 0], [1, 0]], np.float32))

    rows, others, _ = nearest(matrix, top=3, floor=0.3)

    assert (rows.tolist(), others.tolist()) == ([1, 3], [3, 1])
    assert len(nearest(csr_matrix((0, 5), dtype=np.float32))[0]) == 0


def test_index_survives_the_disk(tmp_path) -> None:
    """What is mapped from disk gives what the index in memory gives."""
    matrix = rows_of_unit_length(200, 50, 3)
    index = build_index(matrix, floor=0.3)
    index.save(tmp_path)

    mapped = search_rows(Index.load(tmp_path), 0, 200, top=4, floor=0.3)

    for mine, other in zip(mapped, search_rows(index, 0, 200, top=4, floor=0.3), strict=True):
        np.testing.assert_array_equal(mine, other)


@pytest.mark.parametrize("floor", [0.0, -1.0, 1.5])
def test_a_floor_outside_its_range_is_refused(floor: float) -> None:
    """The message names the value and the range."""
    with pytest.raises(ValueError, match=f"floor is {floor}; it must lie above 0"):
        build_index(csr_matrix((1, 1), dtype=np.float32), floor=floor)
