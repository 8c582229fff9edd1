"""Pieces of work come back in their order, from one process or from several."""

from __future__ import annotations

import operator

import pytest

from compare.base.jobs import cores, each


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_order(jobs: int) -> None:
    """More pieces than are in hand at a time."""
    assert list(each(operator.add, 100, range(30), jobs=jobs)) == list(range(100, 130))


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_reaches_the_caller(jobs: int) -> None:
    """As it was raised."""
    with pytest.raises(ZeroDivisionError):
        list(each(operator.floordiv, 1, [1, 0, 1], jobs=jobs))


def test_cores() -> None:
    """What is asked for, else what there is."""
    assert cores(3) == 3
    assert cores() >= 1
