"""A text that names neither issuer nor place tells its level by what it says of its reach, or does
not.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare import build_tables, read_study
from compare.places.titles import seat_of_title
from compare.structure.own_level import own_level

NATIONAL = [
    "灯会条例\n第一条 在中华人民共和国境内举办灯会，适用本条例。\n",
    "灯会条例\n第一条 国务院文化主管部门负责全国的灯会工作。\n",
    "灯会管理规定\n第一条 省级公安机关负责本省（自治区、直辖市）的灯会安全工作。\n",
    "灯会用火办法\n1988年3月2日国务院批准\n第一条 灯会用火，应当备案。\n",
    "各省、自治区、直辖市文化厅（局）：\n现就灯会通知如下。\n一、做好准备。\n",
    "各位代表：\n现在，我代表国务院，向大会报告工作，请予审议。\n一、灯会\n",
    "同志们：\n现在，我代表第九届中央委员会向大会作报告。\n一、灯会\n",
    "灯会发展规划\n灯会是我国的传统。到2030年，我国灯会要更亮。\n",
]
PROVINCIAL = [
    "灯会实施方案\n为推动全省灯会发展，制定本方案。\n一、布局\n（一）由省文化厅牵头。我省灯会办十天。\n",
    "各市人民政府，省政府各部门、各直属机构：\n现就灯会通知如下。\n",
    "各位代表：\n我代表省人民政府向大会报告工作。\n",
]
OPEN = [
    "灯会条例\n第一条 本市灯会，适用本条例。全市统一开灯。\n",
    "灯会实施方案\n为办好我市灯会，争取全省前列，制定本方案。全省、全市联动。\n",
    "灯会条例\n第一条 举办灯会应当备案。\n",
    "各位代表：\n我代表市人民政府向大会报告工作。\n",
    "灯会办法\n第一条 我镇灯会，依照国务院有关部门制定的规定办理。在中华人民共和国境内举办过。\n",
    "",
]


@pytest.mark.parametrize("text", NATIONAL)
def test_national(text: str):
    """Where it applies, whom it charges, who approved it, whom it addresses, who speaks."""
    assert own_level(text) == "national"


@pytest.mark.parametrize("text", PROVINCIAL)
def test_provincial(text: str):
    """A province that is one's own, and addressees below it."""
    assert own_level(text) == "provincial"


@pytest.mark.parametrize("text", OPEN)
def test_open(text: str):
    """A city may be a municipality; a text that says nothing has no level."""
    assert own_level(text) == ""


@given(st.text(alphabet="本我全省市县国务院各自治区直辖代表政府部门负责，。：\n", max_size=120))
def test_any_text_has_one_level_or_none(text: str):
    """Blanks decide nothing."""
    assert own_level(text) in ("", "national", "provincial", "county")
    assert own_level(text.replace("，", "， ")) == own_level(text)


def test_the_year_before_a_title_is_no_part_of_the_place():
    """2023年…政府工作报告."""
    assert seat_of_title("2023年东山省政府工作报告").level == "provincial"
    assert seat_of_title("1999年中华人民共和国国务院政府工作报告").level == "national"


def test_the_table_tells_where_the_level_is_from(tmp_path: Path):
    """The level is in documents, and the parse report says how it was told; what documents.csv
    gives wins.
    """
    (tmp_path / "texts").mkdir()
    body = "第一条 为了办好灯会，制定本条例。\n第二条 国务院文化主管部门负责全国的灯会工作。\n"
    for name in ("told", "given"):
        (tmp_path / "texts" / f"{name}.txt").write_text(f"灯会条例\n{body}", encoding="utf-8")
    (tmp_path / "documents.csv").write_text(
        "doc_id,file,level\ntold,told.txt,\ngiven,given.txt,city\n", encoding="utf-8"
    )
    study = read_study(tmp_path)
    levels = build_tables(study)["documents"].set_index("doc_id")["level"]

    assert levels.to_dict() == {"told": "national", "given": "city"}
    assert study.repairs.query("doc_id == 'told'")["repair"].str.contains("reach").any()
    assert not study.repairs.query("doc_id == 'given'")["repair"].str.contains("reach").any()
