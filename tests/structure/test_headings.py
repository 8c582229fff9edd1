"""What is heading and what is body: a heading is a short phrase that announces; a provision is
text.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.structure import parse_text


def clauses(text: str):
    return parse_text("t", text).clauses


PROVISIONS = [
    "县级以上人民政府商务主管部门负责本行政区域内夜市的管理工作。", "摊主应当办理登记。",
    "夜市由市人民政府统一规划。", "任何单位和个人不得占用消防通道。", "禁止下列行为：",
    "夜市管理坚持便民原则。", "摊位费按月收取", "市人民政府统一领导夜市管理工作。",
    "有下列情形之一的，不予登记：", "本条例所称夜市，是指夜间经营的集市。",
]  # fmt: skip


@pytest.mark.parametrize("first", PROVISIONS)
def test_the_first_paragraph_of_an_article_is_text(first):
    """A rule that fills the first line of an article belongs to the body."""
    text = (
        f"夜市管理条例\n第一条 为了规范夜市，制定本条例。\n第二条 "
        f"{first}\n具体办法另行制定。\n第三条 违反规定的，责令改正。\n逾期不改的，"
        f"依法处理。\n第四条 摊位应当整洁。\n第五条 摊位不得转让。\n第六条 "
        f"本条例自2023年7月1日起施行。\n"
    )
    article = clauses(text).iloc[1]

    assert article["heading"] == ""
    assert article["text"] == first + "具体办法另行制定。"


@pytest.mark.parametrize("between", ["【{}】", "（{}）", "〔{}〕", "　{}　", " {}\n", "　{}\n　　"])
def test_a_short_phrase_set_apart_is_the_heading_of_an_article(between):
    """【立法目的】, （立法目的）, or the phrase on a line or between blanks of its own."""
    names = ["立法目的", "适用范围", "登记义务"]
    bodies = ["为了规范夜市管理，制定本条例。", "本市夜市适用本条例。", "摊主应当办理登记。"]
    text = "夜市管理条例\n" + "".join(
        f"第{han}条{between.format(name)}{body}\n"
        for han, name, body in zip("一二三", names, bodies, strict=True)
    )

    assert list(clauses(text)["heading"]) == names
    assert list(clauses(text)["text"]) == bodies


@pytest.mark.parametrize(
    "heading",
    [
        "深化“放管服”改革",
        "放宽准入",
        "支持企业上市",
        "加强组织领导，压实责任",
        "实行首席专家制度",
        "负责人考核",
        "完善认可制度",
    ],
)
@pytest.mark.parametrize("stop", ["。", "\n", "。\n"])
def test_a_phrase_that_announces_is_a_heading(heading, stop):
    """On the line of its text, or on one of its own, with or without a stop."""
    found = clauses(
        f"样例市意见\n（一）{heading}{stop}推行网上办理。\n（二）减免租金{stop}给予补助。\n"
    )

    assert list(found["heading"]) == [heading, "减免租金"]
    assert list(found["text"]) == ["推行网上办理。", "给予补助。"]


@pytest.mark.parametrize(
    "first",
    [
        "企业可以按规定申请延期缴纳税款。",
        "摊主应当在划定区域内经营。",
        "有关部门不得重复收费。",
        "夜市名录由市商务局负责确定。",
    ],
)
def test_an_item_whose_first_line_is_a_provision_has_no_heading(first):
    """A full sentence with its subject is text also in a plan."""
    found = clauses(f"样例市意见\n1. {first}\n具体办法由市商务局制定。\n2. 减免租金。给予补助。\n")

    assert list(found["heading"]) == ["", "减免租金"]
    assert found["text"][0] == first + "具体办法由市商务局制定。"


def test_the_first_line_of_a_wrapped_paragraph_is_no_heading():
    """A line that reaches the margin runs on, in a text of few lines, too."""
    found = clauses(
        "样例市意见\n（一）开店登记全部在网上办理登记机关收到\n以后应当当场办结群众不需要再次到场开店以\n后三年之内由街道负责。"
        "\n（二）减免租金。给予补助。\n"
    )

    assert list(found["heading"]) == ["", "减免租金"]


def test_a_bare_heading_is_what_is_to_be_done():
    """An item that is one line only has a body, its stop included, and no heading."""
    found = clauses("样例市意见\n1. 免收押金3000元。\n2. 减免租金。给予补助。\n")

    assert (found["heading"][0], found["text"][0]) == ("", "免收押金3000元。")


def test_an_unnumbered_heading_is_not_glued_to_the_item_before():
    """A short line without a stop, behind a sentence and before the next item, is no text of the
    item.
    """
    found = clauses(
        "夜市報告\n1. 放宽准入。推行网上办理，当天办结，群众不需要再次到场。"
        "\n每个夜市设立一个窗口，由专人值守，随到随办。\n改善民生\n2. 减免租金。"
        "给予补助。\n"
    )

    assert "改善民生" not in found["text"][0]


@given(
    st.sampled_from(PROVISIONS),
    st.sampled_from([words for words in PROVISIONS if words.endswith("。")]),
    st.booleans(),
)
def test_no_word_of_an_article_is_lost(first, second, broken):
    """Heading and body together are the article as printed, wherever its lines break."""
    join = "\n" if broken else ""
    found = clauses(f"夜市管理条例\n第一条 {first}{join}{second}\n第二条 摊位应当整洁。\n")

    assert found["heading"][0] + found["text"][0] == first + second


def test_a_heading_that_wraps_is_one_heading():
    """The second line of a heading that fills the first is no body."""
    text = (
        "样例市人民政府关于支持小店的意见\n一、加强组织领导和统筹协调，"
        "全面提升小店管理服务水平\n和保障能力\n各县区要成立领导小组，建立巡查制度，"
        "及时处理投诉，并\n定期报告。\n"
        "二、加大资金支持\n市财政局要安排专项资金，对小店租金减半收取，期限1年，\n并加强监管。\n"
    )
    found = parse_text("h", text)

    assert [row["heading"] for row in found.rows] == [
        "加强组织领导和统筹协调，全面提升小店管理服务水平和保障能力",
        "加大资金支持",
    ]
    assert found.rows[0]["text"].startswith("各县区")


@pytest.mark.parametrize(
    ("item", "heading", "body"),
    [
        ("**放宽登记** 开摊登记当天办结。", "放宽登记", "开摊登记当天办结。"),
        ("**放宽登记。** 开摊登记当天办结。", "放宽登记", "开摊登记当天办结。"),
        ("**奖励3000元**给摊主。", "", "奖励3000元给摊主。"),
        ("给予**3000元** 奖励。", "", "给予3000元奖励。"),
    ],
)
def test_a_phrase_in_bold_set_apart_is_a_heading(item, heading, body):
    """Bold that opens an item and is followed by a blank names it; bold for stress does not."""
    found = parse_text(
        "h", f"# 样例市意见\n\n## 一、准入\n\n1. {item}\n2. **减免租金**\n   给予补助。\n"
    )

    assert (found.rows[0]["heading"], found.rows[0]["text"]) == (heading, body)
