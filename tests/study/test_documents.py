"""Which documents of the study a text is under, where it names none."""

import pytest

from compare.structure.titles import Known, KnownIndex
from compare.study.documents import namesakes_above

LOCAL = Known("city", "临河市养老服务条例", "", "city", "临河市", "city", "2021-03-01")
NATION = Known("nation", "养老服务条例", "", "nation", issue_date="2019-05-01")


@pytest.mark.parametrize("index", [list, KnownIndex])
def test_a_namesake_above_is_the_law_at_large(index):
    """With or without the name of the state, its place in the study's list does not matter."""
    state = Known("state", "中华人民共和国养老服务条例", level="national", issue_date="2018-01-01")

    assert namesakes_above(LOCAL, index([LOCAL, NATION])) == ["nation"]
    assert namesakes_above(LOCAL, index([state, LOCAL])) == ["state"]


@pytest.mark.parametrize(
    "other",
    [
        Known("x", "养老服务条例", level="national", issue_date="2022-01-01"),  # younger
        Known("x", "养老服务条例", level="national"),  # nobody knows when
        Known("x", "养老机构条例", level="national", issue_date="2019-05-01"),  # another subject
        Known("x", "青山市养老服务条例", level="city", issue_date="2019-05-01"),  # a neighbour's
    ],
)
def test_what_cannot_be_the_law_is_none(other):
    """Younger, undated, of another subject or of another place."""
    assert namesakes_above(LOCAL, [LOCAL, other]) == []


def test_policy_papers_and_national_texts_have_no_namesake():
    """A notice of the same title is no law, and a national law stands under no local one."""
    notice = Known("n", "临河市养老服务工作方案", issue_date="2021-03-01")
    plan = Known("p", "养老服务工作方案", level="national", issue_date="2019-05-01")

    assert namesakes_above(notice, [plan]) == []
    assert namesakes_above(NATION, [LOCAL]) == []
