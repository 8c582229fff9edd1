"""compare.likeness.measured: numbers with any unit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.likeness.measured import measures, moved

UNITS = st.sampled_from(["分贝", "米", "毫克/立方米", "摄氏度", "勒克斯", "千伏", "蒸吨", "mg/L"])


@given(UNITS, st.integers(2, 999), st.integers(2, 999))
def test_a_number_moves_with_its_size(unit: str, one: int, other: int):
    """Lowered, raised, or the same."""
    codes = moved(f"不得超过{one}{unit}", f"不得超过{other}{unit}")

    assert codes == ([] if one == other else ["raised"] if other > one else ["lowered"])


@given(UNITS, UNITS)
def test_units_are_not_mixed(one: str, other: str):
    """50米 and 60分贝 are no change."""
    assert one == other or moved(f"不得超过50{one}", f"不得超过60{other}") == []


@pytest.mark.parametrize(
    "text", ["第三级河长", "一级渔港", "《2021年规划》", "一律", "第5号", "统一"]
)
def test_what_ranks_or_names_measures_nothing(text: str):
    """Ordinals, classes, titles and words that begin with a numeral."""
    assert measures(text) == ()
