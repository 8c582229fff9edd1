"""Numbers that are probably misread."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.text.suspicious import suspicious_numbers


@pytest.mark.parametrize("number", ["033", "0,300", "3,00", "1,0000", "1.2.3", "5O", "l0", "1O0"])
def test_odd_digits_before_a_unit_are_found(number):
    """A zero in front, odd groups, two points, letters for digits."""
    text = f"给予{number}万元奖励"

    assert [text[a:b] for a, b in suspicious_numbers(text)] == [number]


@pytest.mark.parametrize(
    "text",
    [
        "给予30万元",
        "给予3,000万元",
        "0.5万元",
        "电话010-6001",
        "2020年05月",
        "编号033",
        "1.5亿元",
        "O2O平台",
        "100家",
    ],
)
def test_sound_numbers_are_not(text):
    """Decimals, thousands, telephone numbers, months, names."""
    assert suspicious_numbers(text) == []


@given(st.integers(1, 10**9))
def test_a_number_written_properly_is_never_suspicious(number):
    """With or without separators of thousands."""
    assert suspicious_numbers(f"给予{number}元、{number:,}元") == []
