"""A scholar's decision changes its cell, and no other."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.errors import CodingError
from compare.pmc.decided import decide_cells
from pmc_study import book, cells

OWNERS = {"ping-01": "ping", "ping-02": "ping", "other-01": "other"}
ROW = {"doc_id": "ping", "variable": "A-1", "decision": "true", "clause_ids": "ping-02",
       "reason": "read it", "who": "LX", "when": "2026-01-01"}  # fmt: skip


def decided(*rows, texts=("夜市开放。", "摊位费减半。")):
    found = cells(*texts).reset_index()
    return found, decide_cells(found, pd.DataFrame(rows), book(), OWNERS)


def test_a_decision_overrides_the_rule_and_says_who():
    """The rule's value stays beside it."""
    row = decided(ROW)[1].set_index("variable").loc["A-1"]

    assert (row["value"], row["automatic"], row["decided_by"]) == (1, 0, "LX")
    assert (row["clause_id"], row["cues"]) == ("ping-02", "")
    assert row["why"] == "Decided by LX on 2026-01-01: read it"


def test_words_and_numbers_are_read():
    """1, 是 and true are one decision."""
    for word in ("1", "是", "true", "yes"):
        assert decided({**ROW, "decision": word})[1].loc[0, "value"] == 1
    assert decided({**ROW, "decision": "否", "clause_ids": ""})[1].loc[0, "value"] == 0


@given(st.sampled_from(["A-1", "A-2", "B-1", "B-2", "C"]), st.sampled_from(["true", "false"]))
def test_only_the_cell_decided_changes(variable, decision):
    """Every other cell is as the rules gave it."""
    clause = "ping-01" if decision == "true" else ""
    before, after = decided(
        {**ROW, "variable": variable, "decision": decision, "clause_ids": clause}
    )
    others = before["variable"] != variable

    pd.testing.assert_frame_equal(before[others], after[others])
    assert (after.loc[~others, "value"] == float(decision == "true")).all()
    assert (after.loc[~others, "decided_by"] == "LX").all()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"doc_id": "qing"}, "there is no such document; there are ping"),
        ({"variable": "Z"}, "no second-level variable of that name; there are A-1, A-2"),
        ({"variable": "A"}, "no second-level variable of that name"),
        ({"clause_ids": "other-01"}, "clause 'other-01' is none of that document"),
        ({"clause_ids": ""}, "name the clause that earns it"),
        ({"decision": "maybe"}, "decision 'maybe' not among"),
        ({"doc_id": ""}, "doc_id must say of which document"),
        ({"reason": ""}, "who decided, and why"),
        ({"theme": "X"}, "or variable"),
    ],
)
def test_a_decision_that_does_not_fit_is_refused(change, message):
    """With the cell and what is wrong."""
    with pytest.raises(CodingError, match=message):
        decided({**ROW, **change})


def test_what_the_document_earns_needs_no_clause():
    """The level of an issuer stands in no clause."""
    row = {**ROW, "variable": "B-1", "clause_ids": ""}

    assert decided(row)[1].set_index("variable").loc["B-1", "decided_by"] == "LX"
