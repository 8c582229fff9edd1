"""Themes as people decided: rejected, added, put first."""

import pandas as pd
import pytest

from compare.adoption.overruled import check_themes
from compare.content.themes import code_themes, decide_themes
from compare.errors import CodingError
from report_study import THEMES, small_study

STUDY = small_study()
OWNERS = dict(zip(STUDY.clauses["clause_id"], STUDY.clauses["doc_id"], strict=True))
ROW = {
    "template": "", "doc_id": "", "clause_id": "alpha-01", "theme": "ENV", "decision": "false",
    "reason": "read it", "who": "LX", "when": "",
}  # fmt: skip


def decided(*rows):
    checked = check_themes(pd.DataFrame(rows), ("ENV", "TAX"), OWNERS)
    return decide_themes(code_themes(STUDY.clauses, THEMES), checked, STUDY.clauses)


def test_a_rejected_theme_is_gone_and_others_stay():
    """Only the clause that was decided about changes."""
    before = code_themes(STUDY.clauses, THEMES)
    after = decided(ROW)

    assert set(before["clause_id"]) - set(after["clause_id"]) == {"alpha-01"}
    assert len(after) == len(before) - 1


def test_a_main_theme_leads():
    """An added theme has no score, its coder's name and the first rank."""
    after = decided({**ROW, "theme": "TAX", "decision": "main"})
    rows = after[after["clause_id"] == "alpha-01"]

    assert rows["theme"].tolist() == ["TAX", "ENV"] and rows["rank"].tolist() == [1, 2]
    assert set(rows["decided_by"]) == {"LX"} and rows["score"].isna().tolist() == [True, False]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"clause_id": "alpha-09"}, "there is no clause"),
        ({"theme": "NONE"}, "is not one of ENV, TAX"),
        ({"doc_id": "beta"}, "stands in 'alpha'"),
        ({"decision": "absent"}, "not among"),
    ],
)
def test_what_does_not_fit_is_refused(change, message):
    """Unknown clause, theme, document, word."""
    with pytest.raises(CodingError, match=message):
        decided({**ROW, **change})
