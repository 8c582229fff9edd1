"""When a text was last amended, and which edition of a document is meant."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.structure.editions import amended_on, edition_at


@dataclass(frozen=True)
class Law:
    """A law of which only the day of its text matters."""

    edition: str


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (["2001年5月1日省人大常委会通过2012年6月1日第二次会议修订"], "2012-06-01"),
        (["（2001年5月1日通过", "根据2010年7月2日《关于修改〈甲〉等的决定》第一次修正",
          "根据2018年3月4日《关于修改乙的决定》第二次修正）"], "2018-03-04"),
        (["2001年5月1日《关于修改甲条例的决定》公布"], ""),
        (["二〇一二年六月一日修订"], "2012-06-01"),
        (["自2012年6月1日起施行"], ""),
        ([], ""),
    ],
)  # fmt: skip
def test_the_last_amendment_counts(lines: list[str], day: str):
    """What is amended stands in title marks, that it was amended outside of them."""
    assert amended_on(lines) == day


def test_of_editions_the_latest_that_was_there():
    """Where all are younger, the oldest; where no day is known, the first."""
    old, new = Law("2004-05-01"), Law("2015-01-01")

    assert edition_at([new, old], "2010-01-01") is old
    assert edition_at([old, new], "2015-01-01") is new
    assert edition_at([new, old], "2000") is old
    assert edition_at([new, old], "") is new
    assert edition_at([Law(""), old], "2010") is old


@given(st.lists(st.text(max_size=40), max_size=5))
def test_any_head_can_be_asked(lines: list[str]):
    """Whatever stands there, a day or nothing."""
    assert len(amended_on(lines)) in (0, 10)
