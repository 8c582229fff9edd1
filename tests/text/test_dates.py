"""Dates of documents and of spreadsheets."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.text.dates import iso_date


@pytest.mark.parametrize(
    "printed",
    [
        "2020年11月8日",
        "二〇二〇年十一月八日",
        "二○二○年十一月八日",
        "二0二O年十一月八日",
        "２０２０年１１月８日",
        "2020-11-08",
        "2020/11/8",
        "2020.11.8",
        "2020-11-8 00:00:00",
        "2020/11/8 0:00",
        "2020-11-08T00:00:00",
        "20201108",
        "44143",
        "44143.0",
        " 2020 年 11 月 8 日 ",
    ],
)
def test_every_writing_of_a_day(printed):
    """Chinese, ISO, as a spreadsheet shows and as it stores it."""
    assert iso_date(printed) == "2020-11-08"


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "2020",
        "2020年",
        "2020年11月",
        "2021-02-30",
        "2020/13/1",
        "11/18/2020",
        "123",
        "99999",
        "样例市2020年11月8日",
        "2020年11月8日通过",
    ],
)
def test_what_is_no_day(printed):
    """Years, months, days that do not exist, days in a sentence."""
    assert iso_date(printed) == ""


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)))
def test_days_come_back_from_chinese(day):
    """Written in Chinese numerals and read again."""
    digits = "〇一二三四五六七八九"

    def small(n: int) -> str:
        tens, ones = divmod(n, 10)
        return (
            ("" if tens < 2 else digits[tens])
            + ("十" if tens else "")
            + (digits[ones] if ones else "")
        )

    year = "".join(digits[int(d)] for d in str(day.year))

    assert iso_date(f"{year}年{small(day.month)}月{small(day.day)}日") == day.isoformat()
    assert iso_date(f"{day.year}/{day.month}/{day.day}") == day.isoformat()


@given(st.text(max_size=20))
def test_any_text_gives_a_date_or_nothing(text):
    """Never an error, never half a date."""
    found = iso_date(text)

    assert found == "" or date.fromisoformat(found).isoformat() == found


@pytest.mark.parametrize(
    ("stored", "day"),
    [("32873", ""), ("32874", "1990-01-01"), ("58000", "2058-10-17"), ("58001", ""),
     ("44143.00", "2020-11-08"), ("44143.5", ""), ("044143", "")],
)  # fmt: skip
def test_days_as_a_spreadsheet_stores_them(stored, day):
    """Between the ends of what a policy can be dated; outside it is a number like any other."""
    assert iso_date(stored) == day
