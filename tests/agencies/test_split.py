"""An attribution is split into bodies with exact places and the role the text gives them."""

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.agencies.split import split_attribution
from compare.agencies.wording import role_of
from compare.study.own_lexicon import package_registry

REGISTRY = package_registry()
L, S, R = "lead", "support", "responsible"


def bodies(text):
    return [(text[c.begin : c.end], c.role) for c in split_attribution(text, REGISTRY).charges]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（市科技局、市财政局等按职责分工负责）", [("市科技局", R), ("市财政局", R)]),
        ("(市财政局负责)", [("市财政局", R)]),
        (
            "[市科技局牵头，各县（市）区人民政府、开发（度假）园区管委会配合]",
            [("市科技局", L), ("各县（市）区人民政府", S), ("开发（度假）园区管委会", S)],
        ),
        (
            "（市科技局、市产投公司牵头，市财政局配合）",
            [("市科技局", L), ("市产投公司", L), ("市财政局", S)],
        ),
        ("（市科技局牵头负责）", [("市科技局", L)]),
        ("（市科技局牵头，市财政局按职责分工负责）", [("市科技局", L), ("市财政局", R)]),
        (
            "（由市科技局牵头，会同市财政局、市商务局组织实施）",
            [("市科技局", L), ("市财政局", S), ("市商务局", S)],
        ),
        ("（市科技局会同市财政局负责）", [("市科技局", L), ("市财政局", S)]),
        ("（市科技局为牵头单位，市财政局为配合单位）", [("市科技局", L), ("市财政局", S)]),
        ("（市科技局（牵头）、市财政局）", [("市科技局", L), ("市财政局", R)]),
        ("责任单位：市科技局、市财政局", [("市科技局", R), ("市财政局", R)]),
        (
            "〔牵头单位：市科技局；责任单位：市财政局，配合单位：市商务局〕",
            [("市科技局", L), ("市财政局", R), ("市商务局", S)],
        ),
        ("（牵头单位：市科技局责任单位：市财政局）", [("市科技局", L), ("市财政局", R)]),
        ("［责任部门：市科技局；完成时限：2020年12月底］", [("市科技局", R)]),
        ("（市城乡建设局、水务局、房产局）", [("市城乡建设局", R), ("水务局", R), ("房产局", R)]),
        (
            "（市科技局及各县（市、区）人民政府按职责分工负责）",
            [("市科技局", R), ("各县（市、区）人民政府", R)],
        ),
        (
            "（市科技局、市文联和有关区县政府分别负责）",
            [("市科技局", R), ("市文联", R), ("有关区县政府", R)],
        ),
        ("（教育部等有关部门和单位负责）", [("教育部", R), ("有关部门和单位", R)]),
        ("（商务部、财政部等部门负责）", [("商务部", R), ("财政部", R)]),
        ("（市教育局市科技局牵头）", [("市教育局", L), ("市科技局", L)]),
        ("（各部门按照职能职责落实）", [("各部门", R)]),
        ("（市教育局市科技局市财政局负责）", [("市教育局", R), ("市科技局", R), ("市财政局", R)]),
        ("（市级责任领导：张三；牵头单位：市科技局）", [("市科技局", L)]),
        ("（市科技局／市财政局，2020.12）", [("市科技局", R), ("市财政局", R)]),
        (
            "（责任单位：市科技局、市财政局等相关部门及各区政府）",
            [("市科技局", R), ("市财政局", R), ("相关部门", R), ("各区政府", R)],
        ),
        ("（责任单位：市科技局、市财政局2020年12月底前完成）", [("市科技局", R), ("市财政局", R)]),
        ("（市科技局等12个部门按职责分工负责）", [("市科技局", R)]),
        (
            "（各县（市、区）党委、政府，市科技局负责）",
            [("各县（市、区）党委、政府", R), ("市科技局", R)],
        ),
        ("（公安、税务部门按职责负责）", [("公安", R), ("税务部门", R)]),
        ("（市人大办、市政协办）", [("市人大办", R), ("市政协办", R)]),
        ("（市科技局及专班成员单位负责）", [("市科技局", R), ("专班成员单位", R)]),
        ("（市科技局，和平区政府）", [("市科技局", R), ("和平区政府", R)]),
    ],
)
def test_layouts(text, expected):
    """Labels, verbs, ellipses and conjunctions of the field."""
    assert bodies(text) == expected


@pytest.mark.parametrize(
    "name",
    [
        "各县、市、区人民政府",
        "各县（市）区人民政府",
        "各县（市、区）人民政府",
        "各区、县（市）政府",
        "各市、县（区）人民政府",
        "各市（含甲县、乙市）政府",
        "各市（地）人民政府（行署）",
        "市级各部门（单位）",
    ],
)
def test_list_inside_a_name_is_one_body(name):
    """Alternatives of place, printed with or without brackets, do not split a name."""
    assert bodies(f"（市科技局，{name}等按职责分工负责）") == [("市科技局", R), (name, R)]


def test_second_name_in_brackets_is_a_body():
    """市工业和信息化局（市国资委） is two bodies, each cut out without the brackets."""
    assert bodies("（市工业和信息化局（市国资委）、市妇联负责）") == [
        ("市工业和信息化局", R),
        ("市国资委", R),
        ("市妇联", R),
    ]


@pytest.mark.parametrize(
    "name", ["市文化和旅游局", "市规划和自然资源局", "市人力资源和社会保障局", "市卫生健康和体育局"]
)
def test_and_inside_a_name(name):
    """和 within a name does not split it."""
    assert bodies(f"（{name}、市科技局负责）") == [(name, R), ("市科技局", R)]


def test_bracket_closed_too_early():
    """A stray bracket separates; what is left of a lost name is no body."""
    text = "（样例银保监分局）局、市市场监管局等按职责分工负责)"

    assert bodies(text) == [("样例银保监分局", R), ("市市场监管局", R)]


def test_bracket_never_closed():
    """The closing bracket of a second name does not close the attribution."""
    assert bodies("（市科技局、市文化局（市外专局）") == [
        ("市科技局", R),
        ("市文化局", R),
        ("市外专局", R),
    ]


@pytest.mark.parametrize(
    "rule",
    [
        "列第一位者为牵头单位，下同",
        "排在第一位的部门为牵头部门，下同",
        "列首位的为牵头单位，下同",
        "排在责任单位第一位的单位为牵头单位，下同",
        "排名第一位的为牵头单位，下同",
    ],
)
def test_rule_sentence_is_no_body(rule):
    """A sentence on the order of bodies is a rule, and its words are no body."""
    split = split_attribution(f"（市科技局、市财政局负责。{rule}）", REGISTRY)

    assert split.rule
    assert len(split.charges) == 2
    assert not split.others_support


def test_rule_in_brackets_of_its_own():
    """（排第一位的为牵头单位，下同） behind the first body is a rule, not a second name."""
    split = split_attribution(
        "[责任单位：市科技局（排第一位的为牵头单位，下同）、市财政局]", REGISTRY
    )

    assert split.rule
    assert len(split.charges) == 2


def test_rule_for_the_others():
    """其他为配合单位 makes the rest support."""
    assert split_attribution(
        "（市科技局、市财政局，排第一位的为牵头单位，其他为配合单位，下同）", REGISTRY
    ).others_support


def test_role_of_labels():
    """A label that names two roles at once decides neither."""
    assert [role_of(w) for w in ("牵头", "配合", "责任", "参加", "协办", "牵头和配合")] == [
        L,
        S,
        R,
        S,
        S,
        R,
    ]


@given(
    st.text(
        alphabet=(
            "市科技财政局委、，；（）[]()牵头配合负责等和及由会同各县区人民政府：责任单位。第一为下"
        ),
        max_size=60,
    )
)
def test_any_text_splits_into_ordered_spans(text):
    """Spans never overlap, lie inside the text and are not empty."""
    charges = split_attribution(text).charges

    assert all(0 <= c.begin < c.end <= len(text) for c in charges)
    assert all(a.end <= b.begin for a, b in itertools.pairwise(charges))


def test_scope():
    """以上均由… holds for the clauses above too; 以下均需… for those below, and does not repeat
    bodies named already.
    """
    above = split_attribution("（以上各项均由市科技局牵头，市财政局配合）", REGISTRY).charges
    below = split_attribution(
        "（市科技局；以下均需市科技局、市财政局落实，不再重复）", REGISTRY
    ).charges

    assert [c.scope for c in above] == ["above", "above"]
    assert [c.scope for c in below] == ["", "below"]


@pytest.mark.parametrize("part", ["按职责", "负责", "各县（市、区）", "市", "科技和"])
def test_odd_brackets_end(part):
    """A bracket that repeats a word of duty hundreds of times is read without the search
    exploding.
    """
    assert len(split_attribution(f"（{part * 200}局）", REGISTRY).charges) <= 200


@pytest.mark.parametrize(
    "piece", ["（责任单位：市财政局、市商务局）", "市财政局市商务局", "市委宣传部", "市"]
)
def test_a_damaged_line_takes_no_longer_than_its_length(piece):
    """Bodies that run into each other are no name of thousands of characters to look up."""
    split_attribution("责任单位：" + piece * 10, REGISTRY)
    began = time.process_time()
    split_attribution("责任单位：" + piece * 2000, REGISTRY)
    split_attribution("责任单位：" + piece * (100 // len(piece)) + "、甲", REGISTRY)

    assert time.process_time() - began < 2
