"""Every target of `make fuzz` makes inputs, and the first of them hold what is promised."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from long_run import made, run_again, trial
from targets import TARGETS, Target


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_first_inputs(target):
    """Ten inputs: each read, or refused with an error of ours; the same ones on every run."""
    given = [made(target, 3, n) for n in range(10)]

    assert repr(given) == repr([made(target, 3, n) for n in range(10)])
    assert [told for told in (trial(target, one)[1] for one in given) if told] == []


def test_what_crashed_is_run_again():
    """An input that is read now is mended, one that crashes still is left; the next time, too."""

    def run(given):
        assert given != made(target, 5, 2), "still broken"

    target = Target("numbers", lambda chance: chance.randrange(10**9), run, 1)
    told = {"seed": 5, "targets": {"numbers": {"tried": 9, "crashes": [1, 2]}}}

    for _ in range(2):
        assert run_again(told, [target]) == 1
        assert told["targets"]["numbers"] == {"tried": 9, "crashes": [2], "mended": [1]}
