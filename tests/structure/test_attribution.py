"""Which brackets and lines are attributions."""

from __future__ import annotations

import pytest

from compare.structure import parse_text
from compare.structure.attribution import find_attributions


def found(text: str) -> list[str]:
    return [text[hit.begin : hit.end] for hit in find_attributions(text)]


@pytest.mark.parametrize(
    "bracket",
    [
        "（市财政局负责）",
        "(市财政局、市商务局等按职责分工负责)",
        "[市科技局牵头，各县（市）区人民政府、开发区管委会配合]",
        "［责任单位：市工信局，各县（市、区）政府］",
        "〔责任单位：省教育厅、人社厅〕",
        "﹝责任单位：市商务局﹞",
        "（牵头单位：市科技局；责任单位：市教育局）",
        "（市商务委、市农业农村委）",
        "（各部门按照职能职责落实）",
        "（市工业和信息化局（市国资委）、市财政局负责）",
        "（财政部、人力资源社会保障部负责。列第一位者为牵头单位，下同）",
        "（天河区、黄埔区政府牵头）",
    ],
)
def test_attributions_in_every_bracket(bracket):
    """A label, a word of duty or a bare list of bodies at the end of a sentence makes an
    attribution.
    """
    assert found("支持开店。" + bracket) == [bracket]


@pytest.mark.parametrize(
    "text",
    [
        "各县（市、区）要支持开店。",
        "支持首台（套）装备。",
        "根据通知（财税〔2016〕89号）执行。",
        "支持开店。（此件公开发布）",
        "联系人（张三）",
        "建设产业园（基地）。",
        "依托示范县（区）建设平台（中心）。",
        "按标准补助。（元/年/预算单位）",
        "建设灾备体系。（同城数据中心、灾备中心）",
    ],
)
def test_other_brackets_stay_in_the_text(text):
    """Place alternatives, document numbers, notes and names are no attributions."""
    assert found(text) == []


def test_bracket_closed_too_early_is_read_on_to_its_real_end():
    """A stray closing bracket in a list of bodies is repaired, and the repair is on record."""
    text = "支持开店。（市金融办）局、市市场监管局等按职责分工负责)"
    hit = find_attributions(text)[0]

    assert text[hit.begin : hit.end] == "（市金融办）局、市市场监管局等按职责分工负责)"
    assert hit.repair == "bracket closed too early"


def test_attribution_on_a_line_of_its_own_needs_no_bracket():
    """责任单位： at the start of a paragraph opens an attribution that ends with the paragraph."""
    assert [
        (h.begin, h.end) for h in find_attributions("支持开店。责任单位：市财政局、市商务局", (5,))
    ] == [(5, 19)]


def test_stop_behind_the_bracket_belongs_to_it():
    """A stop printed after the closing bracket is not left over as a body."""
    assert found("支持开店（市财政局负责）。") == ["（市财政局负责）。"]


@pytest.mark.parametrize(
    ("text", "body", "deadline"),
    [
        (
            "当天办结。（责任单位：市财政局；完成时限：2023年6月底前）",
            "当天办结。",
            "2023年6月底前",
        ),
        (
            "当天办结。\n责任单位：市财政局\n完成时限：2023年6月底前\n",
            "当天办结。",
            "2023年6月底前",
        ),
        ("当天办结。\n完成时限：2019年6月。\n", "当天办结。", "2019年6月"),
        ("当天办结。（完成时限：长期坚持）", "当天办结。", "长期坚持"),
        ("当天办结。（市财政局负责，2023年12月底前完成）", "当天办结。", "2023年12月底前完成"),
        ("当天办结。（2023年底前完成）", "当天办结。", "2023年底前完成"),
        (
            "当天办结。［牵头单位：市财政局；配合单位：市商务局；时限要求：持续推进］",
            "当天办结。",
            "持续推进",
        ),
        ("2023年底前办结。", "2023年底前办结。", ""),
        ("活动时间：2023年5月。", "活动时间：2023年5月。", ""),
    ],
)
def test_deadlines_are_a_field_and_no_text(text, body, deadline):
    """完成时限：… in a bracket or on a line, and a date among the bodies; a date in a sentence
    stays in it.
    """
    clause = parse_text(
        "d", f"样例市意见\n（一）放宽准入。{text}\n（二）减租。减收租金。\n"
    ).clauses.iloc[0]

    assert (clause["text"], clause["deadline"]) == (body, deadline)


@pytest.mark.parametrize(
    "attribution",
    [
        "（完成时限：2023年12月底前，责任单位：市财政局）",
        "（完成时限：2023年12月底前；责任单位：市财政局）",
        "\n完成时限：2023年12月底前；责任单位：市财政局",
        "（责任单位：市财政局，完成时限：2023年12月底前）",
    ],
)
def test_a_deadline_before_the_bodies_hides_none(attribution):
    """Deadline and bodies in either order: the deadline ends where the bodies are named, and both
    are outside the body.
    """
    found = parse_text(
        "t", f"样例市意见\n（一）减免费用。租金减半。{attribution}\n（二）加强管理。定期巡查。\n"
    )

    assert (found.rows[0]["text"], found.rows[0]["deadline"], len(found.attributions)) == (
        "租金减半。",
        "2023年12月底前",
        1,
    )
