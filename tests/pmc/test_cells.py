"""Cells by rules: each 1 names its clause and words, each 0 what was looked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.words.reasons import reason
from pmc_study import beside, book, cells

TEXTS = st.lists(
    st.text("夜市补助不再给予，。到2023年底前建成", min_size=1, max_size=30), min_size=1
)


def test_a_cue_earns_a_one_and_names_clause_and_words():
    """The clause with most evidence first."""
    found = cells("夜市开放。", "每个夜市补助2万元。", "补助摊主，补助商户。").loc["A-1"]

    assert found["value"] == 1
    assert found["clause_id"] == "ping-03"
    assert found["clause_ids"] == "ping-03;ping-02"
    assert found["cues"].startswith("text 0:补助")
    assert reason(found["why"], "zh") == "ping-03最充分，另有1条条款符合。"


def test_a_zero_says_what_was_looked_for():
    """Pattern and number of clauses."""
    found = cells("夜市开放。").loc["A-1"]

    assert (found["value"], found["clause_id"], found["cues"]) == (0, "", "补助")
    assert found["why"] == "Nothing of what is looked for stands in any of 1 clause."


@pytest.mark.parametrize(
    "text", ["不再给予夜市补助。", "停止发放摊位补助。", "依据《夜市补助办法》办理。"]
)
def test_what_is_taken_back_or_only_cited_is_not_given(text):
    """A cue behind 不再 or within the title of another document does not count."""
    assert cells(text).loc["A-1", "value"] == 0


def test_the_phrase_ends_what_is_taken_back():
    """What stands in another phrase is given."""
    assert cells("不再收取押金，给予补助。").loc["A-1", "value"] == 1


def test_terms_are_counted_from_the_issue():
    """2023 is two years after 2021; in the head it counts where the variable asks for the head."""
    assert cells("2023年底前建成。").loc["A-2", "clause_id"] == "ping-01"
    assert cells("开放。", outside=beside(head="夜市三年行动计划")).loc["A-2", "value"] == 1
    assert cells("2026年底前建成。").loc["A-2", "value"] == 0


def test_an_undated_text_cannot_be_told():
    """Not 0: the year of issue is not known."""
    found = cells("2023年底前建成。", issue_date="").loc["A-2"]

    assert found["value"] != found["value"]
    assert "date of issue is not known" in found["why"]


def test_facts_of_documents_and_clauses():
    """The document itself earns the one; two clauses are needed for the other."""
    one = cells("甲。", "乙。", charged=["ping-01"])
    two = cells("甲。", "乙。", charged=["ping-01", "ping-02"])

    assert (one.loc["B-1", "value"], one.loc["B-1", "clause_id"]) == (1, "")
    assert one.loc["B-2", "why"] == "1 of the 2 clauses that it needs, ping-01 most."
    assert two.loc["B-2", "clause_ids"] == "ping-01;ping-02"
    assert two.loc["B-2", "cues"] == "agencies:市财政局"
    unknown = cells("甲。", level="").loc["B-1"]
    assert unknown["value"] != unknown["value"]


def test_a_table_without_a_codebook_tells_nothing():
    """Absence of a coding is no absence in the text."""
    own = book(
        codes=[
            {"id": "T", "zh": "题", "en": "T", "definition": "d.",
             "facts": [{"table": "themes", "theme": ["MARKET"]}]}
        ]
    )  # fmt: skip
    found = cells("夜市。", own=own).loc["T"]

    assert found["value"] != found["value"]
    assert reason(found["why"], "zh") == "无法判定：本研究没有“主题”表的编码手册。"


def test_openness_holds_unless_the_text_says_otherwise():
    """As the field has it; the tail is read, too."""
    assert cells("夜市。").loc["C", "value"] == 1
    told = cells("夜市。", outside=beside(tail="内部资料注意保存")).loc["C"]
    assert (told["value"], told["why"]) == (0, "The text says otherwise.")


@given(TEXTS)
def test_every_cell_is_told(texts):
    """A 1 stands with its clauses in the document, a 0 without; all have a why."""
    found = cells(*texts)
    known = {f"ping-{n:02d}" for n in range(1, len(texts) + 1)}

    assert list(found.index) == ["A-1", "A-2", "B-1", "B-2", "C"]
    assert set(found["value"]) <= {0, 1}
    for row in found.reset_index().to_dict("records"):
        named = {name for name in row["clause_ids"].split(";") if name}
        assert named <= known
        assert row["clause_id"] == row["clause_ids"].split(";")[0]
        assert row["why"]
        if row["variable"] in ("A-1", "A-2"):
            assert bool(named) == (row["value"] == 1)
