"""A title as cited and a title as borne: the same document or not. All documents are invented."""

from __future__ import annotations

import pytest

from compare.structure.named import Named
from compare.structure.titles import Known, is_template, law_subject, resolve, same_subject

NATION = Known("nation", "小店条例", doc_id="nation")
LAW = Known("law", "中华人民共和国书店法", doc_id="law", level="national")
PROVINCE = Known(
    "province", "东山省小店条例", doc_id="province", place="东山省", level="provincial"
)
CITY = Known("city", "平安市小店条例", doc_id="city", place="平安市", level="city")
PAPER = Known(
    "东政发〔2020〕12号",
    "东山省人民政府关于支持小店的实施意见",
    "东政发〔2020〕12号",
    "paper",
    "东山省",
    "provincial",
)
PLAN = Known("plan", "国务院关于印发“十四五”小店发展规划的通知", doc_id="plan", level="national")
KNOWN = (NATION, LAW, PROVINCE, CITY, PAPER, PLAN)


@pytest.mark.parametrize(("named", "key"), [
    (Named("小店条例", issuer="国务院"), "nation"),
    (Named("小店条例"), "nation"),
    (Named("东山省小店条例"), "province"),
    (Named("小店条例", issuer="省"), "province"),
    (Named("书店法"), "law"),
    (Named("中华人民共和国书店法"), "law"),
    (Named("关于支持小店的实施意见", issuer="省政府"), "东政发〔2020〕12号"),
    (Named("关于支持小店的实施意见"), "东政发〔2020〕12号"),
    (Named("东山省人民政府关于支持小店的实施意见", "东政发〔2020〕12号"), "东政发〔2020〕12号"),
    (Named("“十四五”小店发展规划"), "plan"),
    (Named("西山省小店条例"), "西山省小店条例"),
    (Named("小店管理条例"), "小店管理条例"),
    (Named("某意见", "国发〔2020〕9号"), "国发〔2020〕9号"),
])  # fmt: skip
def test_a_cited_title_leads_to_its_document(named: Named, key: str):
    """With and without 中华人民共和国, place, issuer and wrapper; what is not held keeps its
    number or title.
    """
    assert resolve(named, KNOWN, home="东山省平安市", own="city") == key


def test_a_regulation_of_another_place_is_never_taken():
    """A regulation cited without a place is the nation's, where the study holds it, and nobody's
    else.
    """
    assert resolve(Named("小店条例"), (PROVINCE,), home="东山省", own="city") == "小店条例"


def test_a_document_never_names_itself():
    """平安市小店条例 in its own head is not what it carries out."""
    assert resolve(Named("平安市小店条例"), KNOWN, home="平安市", own="city") == "平安市小店条例"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("大气污染防治法", "东山省大气污染防治条例", True),
        ("民法典", "东山省小店条例", False),
        ("东山省实施《书店法》办法", "书店法", True),
    ],
)
def test_subjects_are_compared_without_genre_and_place(one: str, other: str, same: bool):
    """What is special to the shorter title decides."""
    assert same_subject(one, other) is same


def test_a_law_of_another_subject_is_no_template():
    """《民法典》 as legal basis; a policy paper always is one."""
    assert not is_template("中华人民共和国民法典", "东山省小店条例")
    assert is_template("关于加强城乡建设的意见", "东山省小店条例")


YEARS = "东山省夜市提升三年行动计划（2021—2023年）"


@pytest.mark.parametrize(
    ("title", "found"),
    [
        (f"东山省人民政府办公厅关于印发{YEARS}的通知", True),
        (f"东山省人民政府办公厅关于印发《{YEARS}》的通知", True),
        ("东山省夜市提升三年行动计划（2021-2023年）", True),
        ("东山省夜市提升三年行动计划2021－2023年", True),
        ("东山省人民政府办公厅关于印发东山省夜市提升三年行动计划（2018—2020年）的通知", False),
    ],
)
def test_plans_with_years_are_found_in_their_wrapper(title, found):
    """Years behind a title belong to it whatever stands behind them; other years, another plan."""
    entry = Known("k", title, place="东山省", level="provincial")

    assert (resolve(Named(YEARS), [entry], home="东山省") == "k") is found


@pytest.mark.parametrize(
    ("title", "other", "same"),
    [
        ("东山市志愿服务促进条例", "志愿服务条例", True),
        ("东山省旅游管理条例", "中华人民共和国旅游法", True),
        ("东山省小店发展促进条例", "小店保护条例", True),
        ("东山市营商环境条例", "优化营商环境条例", True),
        ("东山省公路安全保护条例", "中华人民共和国公路法", False),
        ("东山省森林防火条例", "中华人民共和国森林法", False),
        ("东山市社会保障条例", "中华人民共和国社会保险法", False),
        ("东山市科学技术普及条例", "中华人民共和国科学技术进步法", False),
    ],
)
def test_the_aim_of_a_regulation_is_no_part_of_its_subject(title, other, same):
    """促进, 管理, 保护 … are words of the genre; any other word is of the subject."""
    assert (law_subject(title) == law_subject(other)) is same
