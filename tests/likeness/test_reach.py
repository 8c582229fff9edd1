"""compare.likeness.reach: members of a list and words that say for whom alone, nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.likeness.reach import reach

MEMBERS = ["渔网", "饲草", "鱼苗", "围栏", "油料", "帐篷"]
OTHER = {"narrowed": "widened", "widened": "narrowed", "": ""}


@given(st.lists(st.sampled_from(MEMBERS), min_size=2, max_size=6, unique=True), st.data())
def test_a_list_without_some_members_is_narrower(members, data):
    """Whichever are left out, and in which order the list stands."""
    kept = data.draw(
        st.lists(st.sampled_from(members), min_size=1, max_size=len(members) - 1, unique=True)
    )
    whole, part = ("、".join(m for m in members if m in own) for own in (members, kept))

    assert reach(f"向牧民和渔民补助{whole}", f"向牧民和渔民补助{part}") == "narrowed"
    assert reach(f"向牧民和渔民补助{part}", f"向牧民和渔民补助{whole}") == "widened"


@given(*[st.text(alphabet="牧民渔民的和、补助草场以上本科十亩（）其他", max_size=30)] * 2)
def test_the_other_way_round_it_is_the_opposite(one: str, other: str):
    """Or nothing, both ways; a text has the reach that it has."""
    assert reach(other, one) in (OTHER[reach(one, other)], "")
    assert reach(one, one) == ""


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("面向全体盐工体检", "面向部分盐工体检", "narrowed"),
        ("本科以下人员", "高中以下人员", "narrowed"),
        ("整治私拉渔网等问题", "整治私拉渔网等突出问题", ""),
        ("保护牧道和古井", "保护驿站和古井", ""),
        ("建设和完善牧道", "建立完善牧道", ""),
        ("禁止捕鸟、毒鱼以及其他破坏湖泊的行为", "其他破坏湖泊的行为", ""),
    ],
)
def test_what_else_differs_tells_nothing(one: str, other: str, found: str):
    """Another member, another word, the tail of a list."""
    assert reach(one, other) == found
