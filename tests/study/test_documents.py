"""Which documents of the study a text is under, where it names none."""

from dataclasses import replace

import pytest

from compare.structure.named import Named
from compare.structure.titles import Known, KnownIndex, resolve
from compare.study.documents import laws_at_large

LOCAL = Known("city", "临河市养老服务条例", "", "city", "临河市", "city", "2021-03-01")
NATION = Known("nation", "养老服务条例", "", "nation", issue_date="2019-05-01")


@pytest.mark.parametrize("index", [list, KnownIndex])
def test_a_namesake_above_is_the_law_at_large(index):
    """With or without the name of the state, its place in the study's list does not matter."""
    state = Known("state", "中华人民共和国养老服务条例", level="national", issue_date="2018-01-01")

    assert laws_at_large(LOCAL, index([LOCAL, NATION])) == ["nation"]
    assert laws_at_large(LOCAL, index([state, LOCAL])) == ["state"]


def test_a_law_of_the_same_subject_is_meant_whatever_its_kind():
    """A law, and the regulation that carries it out, are both law on the subject."""
    law = Known("law", "中华人民共和国养老服务法", level="national", issue_date="2015-01-01")
    rules = Known("rules", "中华人民共和国养老服务法实施条例", level="national")

    assert laws_at_large(LOCAL, [LOCAL, law, rules]) == ["law", "rules"]


def test_of_two_editions_the_one_of_that_day():
    """What was written anew after the text is not what the text rests on."""
    old, new = (
        Known(year, "中华人民共和国养老服务法", level="national", issue_date=day, amended_date=year)
        for day, year in (("2003-01-01", "2009-01-01"), ("2003-01-01", "2022-01-01"))
    )

    assert laws_at_large(LOCAL, [new, old]) == ["2009-01-01"]
    assert resolve(Named("养老服务法"), [new, old], own="city", day=LOCAL.edition) == "2009-01-01"


def test_a_text_amended_since_rests_on_what_came_between():
    """Of 2007, amended in 2021: the law of 2019 was there."""
    amended = replace(LOCAL, issue_date="2007-01-01", amended_date="2021-03-01")

    assert laws_at_large(amended, [NATION]) == ["nation"]
    assert laws_at_large(replace(amended, amended_date=""), [NATION]) == []


@pytest.mark.parametrize(
    "other",
    [
        Known("x", "养老服务条例", level="national", issue_date="2022-01-01"),  # younger
        Known("x", "养老机构条例", level="national", issue_date="2019-05-01"),  # another subject
        Known("x", "青山市养老服务条例", level="city", issue_date="2019-05-01"),  # a neighbour's
    ],
)
def test_what_cannot_be_the_law_is_none(other):
    """Younger, of another subject or of another place."""
    assert laws_at_large(LOCAL, [LOCAL, other]) == []


def test_a_day_that_is_not_known_excludes_nothing():
    """Many prints of laws leave it out."""
    undated = Known("x", "养老服务条例", level="national")

    assert laws_at_large(LOCAL, [LOCAL, undated]) == ["x"]


def test_policy_papers_and_national_texts_have_no_namesake():
    """A notice of the same title is no law, and a national law stands under no local one."""
    notice = Known("n", "临河市养老服务工作方案", issue_date="2021-03-01")
    plan = Known("p", "养老服务工作方案", level="national", issue_date="2019-05-01")

    assert laws_at_large(notice, [plan]) == []
    assert laws_at_large(NATION, [LOCAL]) == []
