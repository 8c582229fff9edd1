"""The role of a clause follows what it says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.structure import parse_text
from compare.structure.kinds import kind_of_article, kind_of_content

LAW = """样例市夜市管理条例
第一章 总则
第一条 为了规范夜市管理，根据有关法律、法规，制定本条例。
第二条 本市行政区域内夜市的经营活动，适用本条例。
第三条 本条例所称夜市，是指夜间经营的集市。
第四条 夜市管理应当遵循便民、有序的原则。
第五条 市人民政府应当建立夜市工作协调机制。
第二章 经营
第六条 摊主应当办理登记。
第七条 摊位按照公平、公开的原则分配。
第三章 附则
第八条 本条例由市人民代表大会常务委员会解释。
第九条 本条例自2023年7月1日起施行。2015年公布的《样例市夜市管理办法》同时废止。
"""


def test_roles_of_the_articles_of_a_regulation():
    """Purpose, scope, definitions, principles open; duties in 总则 are measures; force and
    interpretation close.
    """
    assert (
        list(parse_text("l", LAW).clauses["kind"])
        == ["preamble"] * 4 + ["measure"] * 3 + ["implementation"] * 2
    )


def test_articles_without_chapters():
    """The words decide where no chapter does."""
    text = (
        "样例市夜市办法\n第一条 为了规范夜市，制定本办法。\n第二条 "
        "本市夜市适用本办法。\n第三条 摊主应当登记。\n第四条 "
        "收费标准由市发展改革委制定。\n第五条 本办法自发布之日起施行。\n"
    )

    assert list(parse_text("l", text).clauses["kind"]) == [
        "preamble",
        "preamble",
        "measure",
        "measure",
        "implementation",
    ]


def test_the_day_of_force_is_implementation_in_a_plan_too():
    """An item among the measures that only puts the document into force."""
    text = (
        "样例市意见\n一、措施\n（一）放宽准入。当天办结。\n（二）减免租金。减收一半。"
        "\n（三）本意见自印发之日起施行，有效期5年。\n"
    )

    assert list(parse_text("p", text).clauses["kind"]) == ["measure", "measure", "implementation"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("根据《样例省夜市条例》，结合本市实际，制定本办法。", "preamble"),
        ("本办法适用于本市夜市。", "preamble"),
        ("在本市从事夜市经营的，应当遵守本办法。", "preamble"),
        ("下列用语的含义：（一）夜市，指夜间集市。", "preamble"),
        ("本规定由市商务局负责解释。", "implementation"),
        ("本措施自2023年1月1日起执行，有效期至2025年12月31日。", "implementation"),
        ("根据需要，可以制定实施细则。", ""),
        ("对自2023年起新登记的摊主给予补助。", ""),
        ("符合本办法规定的，给予奖励。", ""),
    ],
)
def test_words_that_tell_a_role_beyond_doubt(text, kind):
    """Purpose, scope and definitions; force and interpretation; nothing else."""
    assert kind_of_content(text) == kind


@given(st.text(alphabet="应当不得负责建立市人民政府部门摊主登记管理。，", min_size=1, max_size=60))
def test_a_duty_among_the_general_provisions_is_never_preamble(text):
    """Whatever is said with these words, it is a measure."""
    assert kind_of_article("市人民政府应当" + text, "preamble", general=True) == "measure"
