"""Numbers as Chinese documents print them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.text.numerals import NUMBER, half_width, number_of, number_value, whole_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7),
        ("1,000", 1000),
        ("30,000,000", 30_000_000),
        ("3.5", 3.5),
        ("50万", 500_000),
        ("1.2亿", 120_000_000),
        ("5千万", 50_000_000),
        ("3百", 300),
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二十五", 25),
        ("一百零五", 105),
        ("两百", 200),
        ("三千五百", 3500),
        ("十二万", 120_000),
        ("两亿", 200_000_000),
        ("二〇二一", 2021),
        ("伍拾", 50),
        ("1.1万", 11_000),
        ("2万亿", 2_000_000_000_000),
        ("13万2千", 132_000),
        ("3亿5千万", 350_000_000),
        ("1亿2000万", 120_000_000),
        ("十三万二千", 132_000),
        ("三亿五千万", 350_000_000),
        ("2千5百", 2500),
    ],
)
def test_values(text, value):
    """Arabic and Chinese digits, with 万 and 亿."""
    assert number_value(text) == value


@pytest.mark.parametrize("text", ["", "万", "百", "五百强", "12a", "元"])
def test_what_is_no_number_is_refused(text):
    """A figure of speech (百, 千, 万 alone) has no value."""
    with pytest.raises(ValueError, match="is not a number"):
        number_value(text)


@given(st.integers(1, 9999))
def test_chinese_numbers_come_back(number):
    """Writing a number in Chinese and reading it gives the number."""
    digits, units = "零一二三四五六七八九", ["", "十", "百", "千"]
    printed = "".join(
        digits[int(d)] + (units[len(str(number)) - 1 - i] if d != "0" else "")
        for i, d in enumerate(str(number))
    )
    printed = re.sub("零+", "零", printed).rstrip("零")

    assert re.fullmatch(NUMBER, printed)
    assert number_value(printed) == number


@given(st.text())
def test_half_width_keeps_the_length(text):
    """Offsets hold: one character stays one character, and Chinese punctuation stays as it is."""
    assert len(half_width(text)) == len(text)
    assert half_width("３０％，１．５（含）") == "30%，1.5（含）"


@pytest.mark.parametrize("text", ["", "²", "①", "٣", "１", "-1", "1.0", " 1", "1\n", "9" * 5000])
def test_what_is_typed_into_a_cell_is_a_number_or_none(text):
    """Only digits that every program reads as a number, and no more than nine."""
    assert whole_number(text) is None
    assert whole_number("007") == 7


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("廿", 20), ("廿一", 21), ("卅", 30), ("十", 10), ("百", 100), ("一百零五", 105), ("○", 0),
        ("③", 3), ("½", 0), ("二〇二一", 2021), ("壹拾贰", 12), ("十某", 0), ("", 0), ("a", 0),
    ],
)  # fmt: skip
def test_small_numerals_of_labels_and_dates(text, number):
    """One by one, with tens, in circles; 0 where it is none."""
    assert number_of(text) == number
