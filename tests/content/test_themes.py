"""Themes: several a clause, most central first, each with its cues."""

from pathlib import Path

import pandas as pd
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from compare import schema
from compare.content.codebooks import parse_codebook
from compare.content.themes import code_themes

OWN = Path(__file__).parents[2] / "data" / "codebooks" / "themes.yaml"


def book(**settings):
    codes = [
        {
            "id": "LAND",
            "zh": "用地",
            "en": "Land",
            "definition": "d",
            "cues": [{"weight": 3, "match": ["用地"]}],
        },
        {
            "id": "CREDIT",
            "zh": "信贷",
            "en": "Credit",
            "definition": "d",
            "cues": [{"weight": 3, "match": ["贷款", "担保"]}],
        },
        {
            "id": "IP",
            "zh": "知识产权",
            "en": "IP",
            "definition": "d",
            "cues": [{"weight": 3, "match": ["专利"]}],
        },
    ]
    defaults = {
        "heading": 2,
        "repeat": 0.5,
        "floor": 3,
        "enough": 12,
        "cut": 0.5,
        "most": 2,
        "lead": 1,
    }
    return parse_codebook(
        {"title": "t", "version": "1", "settings": defaults | settings, "codes": codes},
        where="t.yaml",
    )


def clauses(*rows):
    return pd.DataFrame(
        [
            {
                "clause_id": f"a-{n}",
                "doc_id": "a",
                "section": "",
                "heading": heading,
                "text": text,
                "kind": "measure",
            }
            for n, (heading, text) in enumerate(rows, 1)
        ]
    )


def test_themes_are_ranked_and_carry_their_cues():
    """Heading 6 + body 3 for credit against 3 for land, which is below half and left out."""
    found = code_themes(clauses(("信用贷款", "担保和用地。")), book())

    assert found[["theme", "rank", "score"]].values.tolist() == [["CREDIT", 1, 9.0]]
    assert found["cues"].tolist() == ["heading 2:贷款;text 0:担保"]
    schema.THEMES.check(found)


def test_evidence_beyond_enough_does_not_hide_a_second_theme():
    """With 6 as enough, 3 reaches half of it."""
    found = code_themes(clauses(("信用贷款", "担保和用地。")), book(enough=6))

    assert found["theme"].tolist() == ["CREDIT", "LAND"]


def test_at_most_so_many_themes_and_ties_by_the_codebook():
    """Three themes of equal weight: the first two of the codebook stay."""
    found = code_themes(clauses(("", "用地、贷款、专利。")), book())

    assert found["theme"].tolist() == ["LAND", "CREDIT"]


def test_a_clause_without_cues_has_no_theme():
    """Nothing is guessed; the table comes back typed and empty."""
    found = code_themes(clauses(("甲", "乙。")), book())

    assert len(found) == 0
    assert list(found.columns) == list(schema.THEMES.columns)


# Sentences of ours, written for this test; none stands in the corpus.
OURS = [
    ("推行企业登记便利化", "开办企业一窗受理，经营范围按目录自主勾选。", "ENV"),
    ("维护公平竞争", "对新业态实行包容审慎监管，清理妨碍竞争的规定。", "FAIR"),
    ("落实减税降费", "小微企业所得税优惠免申即享。", "TAXFEE"),
    ("强化用地供给", "老旧厂房改建创业场地的，五年内不改变土地用途。", "LAND"),
    ("扩大首购范围", "财政资金采购时对首台（套）装备不设业绩门槛。", "PROC"),
    ("加强专利保护", "设立知识产权快速维权窗口。", "IP"),
    ("共享大型仪器", "高校科研设施预约开放，按机时结算。", "SHARE"),
    ("办好技术市场", "技术经纪人促成科技成果交易的给予佣金补助。", "TRANSFER"),
    ("放活科研人员", "教师离岗创业三年内保留编制，兼职收入归本人。", "RESEARCHER"),
    ("扶持学生创业", "毕业生首次办企业给予补贴，创业课程计入学分。", "STUDENT"),
    ("支持返乡创业", "农民工回乡办合作社可贷可补。", "RURAL"),
    ("服务退役军人", "退役士兵免费参加创业培训。", "VETERAN"),
    ("引进海外英才", "外籍高层次人才居留和子女入学一站办理。", "TALENT"),
    ("动员妇女和青年", "举办残疾人职业技能培训。", "GROUPS"),
    ("壮大专精特新企业", "首次认定高新技术企业的给予奖励。", "FIRMS"),
    ("提升孵化器质量", "众创空间按绩效分档补助。", "INCUB"),
    ("促进大中小企业融通", "龙头企业向上下游开放供应链。", "CHAIN"),
    ("发展数字经济", "补助企业上云，建设工业互联网平台。", "DIGITAL"),
    ("发放创新服务券", "中小企业凭券购买检测和咨询服务。", "SERVICE"),
    ("举办创业大赛", "路演优胜项目予以宣传推介。", "EVENTS"),
    ("增加信用贷款", "设风险补偿资金池，担保费率不高于百分之一。", "CREDIT"),
    ("壮大创业投资", "引导基金投天使期项目，推动企业上市。", "EQUITY"),
    ("建设示范基地", "高新区集聚上下游项目。", "CLUSTER"),
    ("深化区域合作", "与周边省份共建飞地，参与一带一路。", "COOP"),
    ("布局重点实验室", "新建省级工程研究中心一次性补助。", "LABS"),
    ("加强组织领导", "建立联席会议，年度督查考核。", "GOV"),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "text", "theme"), OURS)
def test_the_studys_codebook_recognises_each_code(heading, text, theme):
    """One plain measure of every code, in words of ours, gets that code as its most central
    theme.
    """
    own = parse_codebook(yaml.safe_load(OWN.read_text(encoding="utf-8")), where="themes.yaml")

    found = code_themes(clauses((heading, text)), own)

    assert found.loc[found["rank"] == 1, "theme"].tolist() == [theme]


def test_the_studys_codebook_is_complete():
    """26 codes, each with names, definition, what is in and out, and an example."""
    own = parse_codebook(yaml.safe_load(OWN.read_text(encoding="utf-8")), where="themes.yaml")

    assert len(own.ids) == 26
    assert all(
        code.zh and code.en and code.definition and code.includes and code.excludes and code.example
        for code in own.codes
    )


@given(
    st.lists(
        st.tuples(
            st.text("用地贷款专利。；甲", max_size=12), st.text("用地贷款专利。；甲", max_size=40)
        ),
        max_size=4,
    )
)
def test_any_text_gives_a_valid_table(rows):
    """Ranks of a clause run 1, 2, … with falling scores, whatever the text."""
    found = code_themes(clauses(*rows), book()) if rows else schema.THEMES.frame()

    for _, group in found.groupby("clause_id"):
        assert group["rank"].tolist() == list(range(1, len(group) + 1))
        assert group["score"].is_monotonic_decreasing
