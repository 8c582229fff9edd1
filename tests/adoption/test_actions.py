"""Single actions: which sentence shows that one is taken over."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adoption_example import clause_table
from compare.adoption.actions import _context, find_actions, nearness
from compare.adoption.equivalents import (
    form_missing,
    forms,
    other_names,
    package_equivalents,
    parse_equivalents,
    rest_named,
)
from compare.adoption.items import weigh_items
from compare.adoption.rules import Rules
from compare.adoption.templates import parse_template

TEMPLATE = parse_template(
    {
        "doc_number": "样发〔2018〕1号",
        "measures": [
            {
                "no": 1,
                "heading": "发展孵化机构",
                "content": "建立孵化联盟，实行联席会议，完善退役军人培训。",
                "actions": [
                    {"id": "1.1", "action": "发展孵化机构联盟", "cues": ["孵化机构联盟"]},
                    {"id": "1.2", "action": "建立联席会议", "cues": ["联席会议"]},
                    {"id": "1.3", "action": "孵化国外机构", "cues": ["孵化机构"]},
                ],
            }
        ],
    },
    where="x.yaml",
)
CLAUSES = clause_table(
    {
        "a": [
            ("一", "发展孵化机构", "measure", "建立孵化机构和空间联盟。成立工作领导小组。"),
            ("二", "绿化", "measure", "种树。"),
        ]
    }
)
FOUND = find_actions(CLAUSES, TEMPLATE, weigh_items(CLAUSES, TEMPLATE)).set_index("action_id")


def test_characters_put_into_a_cue_do_not_hide_it():
    """孵化机构和空间联盟 is near 孵化机构联盟: three characters put into six, 1 - 3 / 12."""
    assert nearness("孵化机构联盟", "建立孵化机构和空间联盟") == 0.75
    assert bool(FOUND.loc["1.1", "found"])
    assert FOUND.loc["1.1", "cues"] == "~孵化机构联盟"
    assert FOUND.loc["1.1", "sentence"] == "建立孵化机构和空间联盟"


def test_the_local_form_of_an_instrument_counts_less_than_its_name():
    """领导小组 stands for 联席会议, and the row says through which term it was found."""
    assert FOUND.loc["1.2", "cues"] == "=领导小组"
    itself = _found("建立联席会议", ["联席会议"], "成立联席会议。")
    local = _found("建立联席会议", ["联席会议"], "成立领导小组。")
    assert 0 < local["score"] < itself["score"]


def test_an_action_that_is_not_found_names_no_clause():
    """Proof only where something is proved."""
    missing = FOUND[~FOUND["found"].astype(bool)]

    assert set(missing["clause_id"]) <= {""}


@pytest.mark.parametrize(
    ("cue", "text", "expected"),
    [
        ("首购", "首次采购", 0.0),  # too short to be matched with gaps
        ("知识产权融资", "知识产权质押融资", 1 - 2 / 12),
        ("知识产权融资", "知识产权，融资", 0.0),  # not across a comma
        ("知识产权融资", "融资知识产权", 0.0),  # not in this order
    ],
)
def test_nearness(cue, text, expected):
    """In order, within one part of a sentence, few characters put in."""
    assert nearness(cue, text) == pytest.approx(expected)


@given(
    st.text(alphabet="首台套甲乙丙", min_size=4, max_size=8),
    st.text(alphabet="首台套甲乙丙", max_size=20),
)
def test_nearness_is_a_share(cue, text):
    """Between 0 and 1, and 1 for the cue itself."""
    assert 0 <= nearness(cue, text) <= 1
    assert nearness(cue, cue) == 1


def test_no_group_of_equivalents_holds_a_term_twice():
    """The field's vocabulary is data: each line names different terms, at least two."""
    groups = package_equivalents()

    assert all(len(group) >= 2 and len(set(group)) == len(group) for group in groups)


def test_a_study_adds_terms_of_its_own():
    """A row of two terms makes them stand for each other; a row of one says nothing."""
    groups = parse_equivalents([{"terms": "夜市 夜间集市"}, {"terms": "书店"}, {"terms": ""}])
    clauses = CLAUSES.assign(text="设立夜间集市管理站。")
    action = {"id": "1.1", "action": "支持夜市", "cues": ["夜市"]}
    item = {"no": 1, "heading": "商业", "content": "支持夜市。", "actions": [action]}
    template = parse_template({"doc_number": "样发〔2020〕1号", "measures": [item]}, where="x.yaml")
    weighed = weigh_items(clauses, template)

    plain = find_actions(clauses, template, weighed)
    extended = find_actions(clauses, template, weighed, terms=groups)

    assert groups == (("夜市", "夜间集市"),)
    assert not plain["cues"].str.contains("=夜间集市").any()
    assert extended["score"].max() > plain["score"].max()


def test_a_cue_is_no_other_name_of_itself():
    """Terms that contain the cue, or are part of it, are not listed."""
    assert ("领导小组", "") in other_names("联席会议")
    assert all("上市" not in term for term, _ in other_names("上市"))
    assert other_names("没有这样的词") == ()


GROUPS = (("养老机构", "敬老院"), ("联席会议", "领导小组"))


@pytest.mark.parametrize(
    ("cue", "text", "shown"),
    [
        ("养老机构", "办好敬老院", True),
        ("养老机构联盟", "办好敬老院", False),  # the alliance is missing
        ("养老机构联盟", "成立敬老院联合体", True),  # a form by another word for it
        ("民办养老机构", "办好敬老院", False),
        ("民办养老机构", "扶持民办敬老院", True),
        ("大型养老机构", "办好敬老院", True),  # degree makes it no other thing
        ("养老机构政策", "办好敬老院", True),
    ],
)
def test_what_a_cue_says_beside_another_name_must_be_named_too(cue, text, shown):
    """An alliance of homes is not shown by a home, however the home is called."""
    named = [
        term
        for term, rest in other_names(cue, GROUPS)
        if term in text and rest_named(rest, text.replace(term, ""))
    ]

    assert bool(named) is shown


def _found(action: str, cues: list[str], text: str, groups=GROUPS):
    """One action looked for in one clause."""
    item = {
        "no": 1,
        "heading": "养老",
        "content": action,
        "actions": [{"id": "1.1", "action": action, "cues": cues}],
    }
    template = parse_template({"doc_number": "样发〔2021〕1号", "measures": [item]}, where="x.yaml")
    clauses = clause_table(
        {"a": [("一", "养老", "measure", text), ("二", "绿化", "measure", "种树。")]}
    )
    weighed = weigh_items(clauses, template)
    return find_actions(clauses, template, weighed, terms=groups).iloc[0]


def test_words_of_a_cue_count_where_it_goes_by_another_name():
    """建立联席会议 is in its own words 建立 and 联席会议; 领导小组 stands for the second half."""
    named = _found("建立联席会议", ["联席会议"], "成立领导小组。")
    elsewhere = _found("建立联席会议", ["协商平台"], "成立领导小组。", (("协商平台", "领导小组"),))

    assert named["cues"] == elsewhere["cues"] == "=领导小组"
    assert named["score"] > elsewhere["score"]


def test_two_cues_by_other_names_count_both_and_one_term_counts_once():
    """办好敬老院 and 领导小组 show two cues; one of them alone shows one, under two cues or not."""
    cues = ["养老机构", "联席会议"]
    both = _found("管理", cues, "敬老院由领导小组管理。")
    first = _found("管理", cues, "敬老院由专人加以管理。")
    twice = _found("管理", ["养老机构", "社会养老机构"], "社会敬老院由专人加以管理。")

    assert both["score"] > first["score"]
    assert twice["cues"] == "=敬老院;=敬老院"
    assert twice["score"] == pytest.approx(first["score"], abs=0.02)


def test_a_clause_lends_its_share_of_what_it_says_most():
    """The best item of a clause lends all, another its part; a clause that speaks for no item
    lends what it has of the score that takes an item over."""
    weighed = pd.DataFrame(
        {
            "clause_id": ["a", "a", "b", "b"],
            "item_no": [1, 2, 1, 2],
            "score": [0.8, 0.2, 0.1, 0.0],
        }
    )

    assert _context(weighed, Rules(taken_over=0.4)) == pytest.approx(
        {("a", 1): 1.0, ("a", 2): 0.25, ("b", 1): 0.25, ("b", 2): 0.0}
    )


def test_the_same_terms_prove_one_item_only():
    """Two items speak of 先进经验; the sentence on publishing it proves the one it fits better."""
    template = parse_template(
        {
            "doc_number": "样发〔2018〕2号",
            "measures": [
                {
                    "no": 1,
                    "heading": "信息服务",
                    "content": "及时发布先进经验。",
                    "actions": [{"id": "1.1", "action": "及时发布先进经验", "cues": ["先进经验"]}],
                },
                {
                    "no": 2,
                    "heading": "现场交流",
                    "content": "举办交流会推广先进经验。",
                    "actions": [{"id": "2.1", "action": "推广好做法", "cues": ["先进经验"]}],
                },
            ],
        },
        where="x.yaml",
    )
    clauses = clause_table({"a": [("一", "信息服务", "measure", "在网站及时发布先进经验。")]})
    rows = find_actions(clauses, template, weigh_items(clauses, template)).set_index("action_id")

    assert bool(rows.loc["1.1", "found"])
    assert (
        bool(rows.loc["2.1", "found"]),
        rows.loc["2.1", "better"],
        rows.loc["2.1", "clause_id"],
    ) in [(False, "1.1", ""), (False, "", "")]


@pytest.mark.parametrize(
    ("action", "sentence", "missing"),
    [
        ("开展老年助餐试点", "大力发展老年助餐。", True),
        ("开展老年助餐试点", "老年助餐先行先试。", False),
        ("设立养老服务基金", "加强养老服务基金的管理。", False),
        ("发展老年助餐", "大力发展老年助餐。", False),
    ],
)
def test_a_form_that_is_announced_must_be_named(action, sentence, missing):
    """A pilot is shown by a pilot or its equivalent; what announces no form needs none."""
    assert form_missing(action, sentence) is missing


def test_every_form_is_named_by_itself():
    """No form is missing in the action that announces it; none is written twice in its row."""
    for form, named in forms().items():
        assert not form_missing(form, form), form
        assert len(set(named)) == len(named), form
