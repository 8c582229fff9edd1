"""For how long a text plans: years it looks towards, and those it only names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.pmc.terms import find_terms


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("到2025年，建成夜市20个。", [4]),
        ("2022年底前完成改造。", [1]),
        ("力争用三年左右时间形成品牌。", [3]),
        ("本办法自2021年6月1日起施行，有效期5年。", [5]),
        ("“十四五”期间每年新增两处。", [4]),
        ("夜市三年行动计划", [3]),
        ("今年底全部开放。", [0]),
        ("2023年6月30日前完成", [2]),
    ],
)
def test_terms_that_a_text_plans_for(text, years):
    """Counted in years after the issue in 2021."""
    assert [term.years for term in find_terms(text, 2021)] == years


@pytest.mark.parametrize(
    "text",
    [
        "2018年以来夜市增加。", "根据2019年印发的意见", "2021年5月1日",
        "毕业2年内的学生可申请摊位。",
        "每3年评选一次", "摊位费3年内减半", "到2019年已建成十处", "第三年起缴费",
    ],
)  # fmt: skip
def test_years_that_are_no_term(text):
    """Days of issue, what lies behind, how long somebody benefits."""
    assert find_terms(text, 2021) == []


def test_without_a_year_of_issue_a_calendar_year_cannot_be_counted():
    """A span can."""
    terms = find_terms("到2025年建成。有效期5年。", None)

    assert [term.years for term in terms] == [None, 5]


@given(st.text("到至2025年底前内有效期三用十四五“”规划。，", max_size=40), st.integers(1990, 2040))
def test_any_text_gives_terms_that_stand_in_it(text, issued):
    """Words and place belong together, and no term lies before the issue."""
    for term in find_terms(text, issued):
        assert text[term.begin :].startswith(term.words)
        assert term.years >= 0
