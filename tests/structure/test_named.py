"""Who a text says it carries out: head and purpose article, never a clause. All documents are
invented.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.structure.named import is_law, named_in_head, named_in_purpose, names_law_at_large
from compare.structure.parse import parse_text


def told(text: str) -> list[str]:
    return [named.number or named.title for named in named_in_head(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "根据国务院《小店条例》《东山省小店条例》等法律法规，结合本市实际，制定本条例。",
            ["小店条例", "东山省小店条例"],
        ),
        ("为贯彻《中华人民共和国书店法》，制定本办法。", ["中华人民共和国书店法"]),
        (
            "为落实《国务院关于支持小店的意见》（国发〔2020〕9号）精神，提出以下意见。",
            ["国发〔2020〕9号"],
        ),
        ("根据国发〔2020〕9号文件精神，结合实际，提出以下措施。", ["国发〔2020〕9号"]),
        ("按照省政府办公厅印发的《夜市方案》要求，现将有关事项通知如下。", ["夜市方案"]),
        (
            "贯彻落实国务院关于支持街头书店发展的意见精神，制定本方案。",
            ["关于支持街头书店发展的意见"],
        ),
        ("东山省实施《中华人民共和国书店法》办法", ["中华人民共和国书店法"]),
        ("关于印发《贯彻〈东山省小店条例〉实施方案》的通知", ["东山省小店条例"]),
        (
            (
                "根据《中华人民共和国书店法》（以下简称《书店法》）、《书店法实施细则》，"
                "制定本规定。"
            ),
            ["中华人民共和国书店法", "书店法实施细则"],
        ),
        (
            (
                "为落实《东山省小店条例》（以下简称《条例》），制定本方案。"
                "各地要按照《条例》要求推进。"
            ),
            ["东山省小店条例"],
        ),
        ("现将《平安市小店规划》印发给你们，请认真贯彻执行。", []),
        ("我局对《平安市小店办法》进行了修订。根据《小店条例》，制定本办法。", ["小店条例"]),
        ("根据2019年3月1日第五次会议《关于修改〈东山省小店条例〉的决定》修正", []),
        ("平安市人民政府关于实施小店振兴行动的通知平政发〔2021〕3号各县区人民政府", []),
        ("按照《意见》要求，加强领导。", []),
    ],
)
def test_what_is_carried_out_is_named(text: str, names: list[str]):
    """Titles, numbers, short titles, titles inside titles; not what is issued, amended, or one's
    own.
    """
    assert told(text) == names


@pytest.mark.parametrize(
    "purpose",
    [
        "为了保证《东山省小店条例》在本市的实施，制定本办法。",
        "为保障《东山省小店条例》的贯彻执行，结合本市实际，制定本办法。",
        "为了扶持小店，确保《东山省小店条例》正确实施，制定本规定。",
    ],
)
def test_to_see_a_law_carried_out_is_to_carry_it_out(purpose: str):
    """保证《…》的实施 names it as 根据《…》 does, wherever the article stands."""
    rows = [
        {"label": "第一章", "heading": "", "text": "总则"},
        {"label": "第一条", "heading": "", "text": purpose},
    ]

    assert [named.title for named in named_in_purpose(rows)] == ["东山省小店条例"]


def test_whose_document_it_is_stands_before_the_title():
    """国务院《小店条例》 is not the province's."""
    first, second = named_in_head(
        "根据国务院《小店条例》和东山省人民政府《小店办法》，制定本细则。"
    )

    assert (first.issuer, second.issuer) == ("国务院", "东山省人民政府")


def test_a_law_quoted_in_a_clause_is_no_template():
    """Only the article on purpose and basis counts."""
    text = (
        "# 平安市小店条例\n\n第一条 为了扶持小店，根据《东山省小店条例》，结合本市实际，"
        "制定本条例。\n\n"
        "第二条 小店应当遵守《中华人民共和国食品安全法》的规定，"
        "按照《东山省夜市办法》备案。\n\n第三条 本条例自公布之日起施行。\n"
    )

    assert [named.title for named in parse_text("x", text).header.named] == ["东山省小店条例"]


def test_a_passage_on_the_basis_of_a_plan_counts():
    """编制依据 stands where the plan puts it."""
    rows = [
        {"label": "（一）", "heading": "编制目的", "text": "为应对夜市火灾。"},
        {
            "label": "（二）",
            "heading": "编制依据",
            "text": "依据《东山省消防条例》《平安市夜市办法》编制。",
        },
        {"label": "（三）", "heading": "措施", "text": "依据《民用爆炸物管理条例》登记。"},
    ]

    assert [named.title for named in named_in_purpose(rows)] == ["东山省消防条例", "平安市夜市办法"]


@given(st.text(alphabet="《》〈〉（）根据贯彻落实国发〔2020〕9号，。以下简称条例省", max_size=80))
def test_any_head_can_be_read(text: str):
    """Unbalanced marks and cues without titles raise nothing."""
    assert all(named.title or named.number for named in named_in_head(text))


@pytest.mark.parametrize(
    ("title", "law"),
    [
        ("小店条例", True),
        ("民法典", True),
        ("关于修订小店条例的意见", False),
        ("小店振兴规划", False),
        ("小店办法（试行）", True),
    ],
)
def test_laws_are_told_from_policy_papers(title: str, law: bool):
    """By the last word of the title."""
    assert is_law(title) is law


@pytest.mark.parametrize(
    ("label", "text", "at_large"),
    [
        ("第一条", "为了发展养老服务，根据有关法律、法规，结合本市实际，制定本条例。", True),
        ("第一条", "为了发展养老服务，根据《民法典》和其他法律的规定，制定本条例。", True),
        ("第一条", "为了发展养老服务，根据《民法典》等法律、法规，制定本条例。", True),
        ("第一条", "根据《民法典》（以下简称民法典）等有关法律、行政法规，制定本条例。", True),
        ("第一条", "为了发展养老服务，根据《养老服务条例》，结合本市实际，制定本条例。", False),
        ("第一条", "为了发展养老服务，结合本市实际，制定本条例。", False),
        ("一", "根据有关法律、法规，制定本条例。", False),
    ],
)
def test_the_law_at_large_is_a_basis(label: str, text: str, at_large: bool):
    """Only the first article of a regulation says on what it rests."""
    assert names_law_at_large([{"label": label, "text": text}]) is at_large
    assert not names_law_at_large([])


@pytest.mark.parametrize(
    "text",
    [
        "为贯彻〈中华人民共和国小店法〉、〈浙江省小店条例〉，制定本办法。",
        "为贯彻＜中华人民共和国小店法＞和<浙江省小店条例>，制定本办法。",
        "为贯彻«中华人民共和国小店法»、《浙江省小店条例》，制定本办法。",
    ],
)
def test_any_pair_of_angles_encloses_a_title(text):
    """〈〉, ＜＞, <> and «» outside 《》 are title marks as 《》 are."""
    assert [named.title for named in named_in_head(text)] == [
        "中华人民共和国小店法",
        "浙江省小店条例",
    ]


def test_a_sign_of_comparison_is_no_title_mark():
    """<35 and >20 enclose no words, and a mark without its fellow stays as it is."""
    found = named_in_head("为落实《小店意见》，PM2.5<35，而增速>20，按照《仓库意见》执行。")

    assert [named.title for named in found] == ["小店意见", "仓库意见"]


def test_a_title_named_twice_is_one_document():
    """The number given at one place holds for both."""
    found = named_in_head("为落实《小店意见》，根据《小店意见》（东政发〔2020〕3号），制定本办法。")

    assert [(named.title, named.number) for named in found] == [("小店意见", "东政发〔2020〕3号")]
