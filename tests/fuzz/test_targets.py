"""Every target of `make fuzz` makes inputs, and the first of them hold what is promised."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from long_run import made, trial
from targets import TARGETS


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_first_inputs(target):
    """Ten inputs: each read, or refused with an error of ours; the same ones on every run."""
    given = [made(target, 3, n) for n in range(10)]

    assert repr(given) == repr([made(target, 3, n) for n in range(10)])
    assert [told for told in (trial(target, one)[1] for one in given) if told] == []
