"""What became of a measure: read off the two passages that speak of the same thing, whatever
stands beside them.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.content.stance import stance
from compare.likeness.altered import compare_wordings

PAIRS = [
    tuple(row.values())
    for row in csv.DictReader(
        (Path(__file__).parent / "changed_measures.csv").read_text(encoding="utf-8").splitlines()
    )
]
ALPHABET = st.text(
    alphabet="不得可以应当取消收取免书店摊位补助万元0123456789，。、每年季度由对未经", max_size=60
)
THINGS = st.sampled_from(["社区食堂", "旧书市集", "渔港码头", "乡村浴室", "夜间公交"])
ACTS = st.sampled_from(["延长开放时间", "设立服务窗口", "发放就餐补贴", "公示收费标准"])
BESIDE = st.sampled_from(
    ["不得弄虚作假", "禁止使用明火", "未经备案不得更名", "不收取任何费用", "严禁超载"]
)


@pytest.mark.parametrize(("upper", "lower", "change"), PAIRS)
def test_each_kind_of_change_is_told(upper: str, lower: str, change: str):
    """Our own list, right values written before the code."""
    assert ";".join(compare_wordings(upper, lower).codes) == change


@pytest.mark.parametrize(("upper", "lower"), [pair[:2] for pair in PAIRS if "reversed" in pair[2]])
def test_a_reversal_is_one_in_both_directions(upper: str, lower: str):
    """The opposite of the opposite."""
    assert "reversed" in compare_wordings(lower, upper).codes


@given(ALPHABET)
def test_a_clause_differs_in_nothing_from_itself(text: str):
    """No negation, number or list makes a clause differ from itself."""
    assert compare_wordings(text, text).changes == ()


@given(ALPHABET, ALPHABET)
def test_any_two_texts_can_be_compared(one: str, other: str):
    """Codes come with two passages that stand in the texts."""
    found = compare_wordings(one, other)

    assert 0 <= found.turned <= 1
    for change in found.changes:
        assert change.before.split("，")[-1] in one
        assert change.after.split("，")[-1] in other


@given(THINGS, ACTS, BESIDE)
def test_a_negation_elsewhere_does_not_count(thing: str, act: str, beside: str):
    """A prohibition added in a sentence of its own reverses nothing."""
    assert (
        "reversed"
        not in compare_wordings(f"支持{thing}{act}。", f"支持{thing}{act}。{beside}。").codes
    )


@given(THINGS, ACTS, BESIDE)
def test_a_negation_of_the_act_counts_whatever_stands_beside(thing: str, act: str, beside: str):
    """The same act refused is a reversal, with the same prohibition on both sides."""
    found = compare_wordings(f"支持{thing}{act}，{beside}。", f"不支持{thing}{act}，{beside}。")

    assert found.codes == ("reversed",)
    assert found.reversed


@given(THINGS, st.integers(1, 99), st.integers(1, 99))
def test_amounts_move_with_their_sizes(thing: str, first: int, second: int):
    """Raised, lowered, or nothing where they are equal."""
    codes = compare_wordings(
        f"对{thing}给予{first}万元补助", f"对{thing}给予{second}万元补助"
    ).codes

    assert codes == (() if first == second else ("raised",) if second > first else ("lowered",))


def test_passages_stand_in_the_order_of_the_codes():
    """The n-th passage shows the n-th code."""
    found = compare_wordings(
        "对书店给予20万元补助，受理后5日内办结。", "对书店不再给予2万元补助，受理后9日内办结。"
    )
    before, after = found.passages()

    assert found.codes == ("reversed", "lowered", "deadline")
    assert before.split(";")[2] == "受理后5日内办结"
    assert after.split(";")[0] == "对书店不再给予2万元补助"


def test_a_small_part_turned_round_does_not_reverse_the_measure():
    """One of five acts: the change is told, the measure stands."""
    upper = (
        "支持旧书市集延长营业时间，允许书店设置露天书摊，对新开书店减免半年租金，"
        "鼓励学校与书店合办读书活动，定期公布书店名录。"
    )
    found = compare_wordings(upper, upper.replace("允许书店", "禁止书店"))

    assert found.codes == ("reversed",)
    assert not found.reversed


@pytest.mark.parametrize(
    ("one", "other", "against"),
    [
        ("不得收取押金", "免收押金", False),
        ("可以拒绝接待", "应当接待", True),
        ("不得侵害权益", "保障权益", False),
        ("取消面积限制", "放宽面积限制", False),
        ("取消面积限制", "增加面积限制", True),
        ("不动产登记", "动产登记", False),
    ],
)
def test_signs_multiply(one: str, other: str, against: bool):
    """Double negations, burdens and words that only look like a negation."""
    assert stance(one).against(stance(other)) is against
