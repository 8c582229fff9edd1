"""A scholar's decisions override the rules, are checked, and are compared with them."""

import pandas as pd
import pytest

from adoption_example import family
from compare.adoption.decisions import check_decisions, decision_agreement
from compare.adoption.ledger import trace
from compare.errors import CodingError

DOCUMENTS, CLAUSES, TEMPLATES = family()
ROW = {
    "template": "样发〔2018〕1号", "item_no": "3", "action_id": "", "doc_id": "alpha",
    "decision": "taken_over", "clause_ids": "", "reason": "read it", "who": "LX",
    "when": "2026-01-01",
}  # fmt: skip


def ledger(*rows):
    return trace(DOCUMENTS, CLAUSES, TEMPLATES, decisions=pd.DataFrame(rows))


def test_no_decisions_are_an_empty_table():
    """A study without decisions.csv is fine."""
    assert len(check_decisions(None)) == 0
    assert len(check_decisions(pd.DataFrame())) == 0


def test_agreement_counts_what_was_confirmed_and_what_not():
    """One decision confirms the rule, one overrules it."""
    table = decision_agreement(
        ledger(ROW, {**ROW, "item_no": "4", "clause_ids": "alpha-03"}).adoption
    )

    assert table.values.tolist() == [
        ["absent", "taken_over", 1, False],
        ["taken_over", "taken_over", 1, True],
    ]


def test_an_action_is_decided_true_or_false():
    """The clause goes with it."""
    actions = ledger(
        {**ROW, "item_no": "", "action_id": "3.1", "decision": "false"}
    ).actions.set_index(["action_id", "doc_id"])
    row = actions.loc[("3.1", "alpha")]

    assert not bool(row["found"]) and row["clause_id"] == ""
    assert bool(row["automatic"]) and row["decided_by"] == "LX"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"decision": "maybe"}, "line 2: decision 'maybe' not among"),
        ({"item_no": ""}, "give either item_no or action_id"),
        ({"template": ""}, "template and doc_id must say"),
        ({"doc_id": ""}, "template and doc_id must say"),
        ({"item_no": "x"}, "item_no must be a number"),
        ({"item_no": "²"}, "item_no must be a number"),
        ({"item_no": "9" * 5000}, "item_no must be a number"),
        ({"who": ""}, "who decided, and why"),
        ({"item_no": "99"}, "is not in the ledger"),
        ({"decision": "verbatim"}, "needs the official text"),
        ({"item_no": "4"}, "name the clause that proves it"),
        (
            {"item_no": "", "action_id": "9.9", "decision": "true"},
            "action 9.9 .* is not in the ledger",
        ),
        ({"item_no": "", "action_id": "4.1", "decision": "true"}, "name the clause"),
    ],
)
def test_a_wrong_decision_is_refused(change, message):
    """The message says which row and what to do."""
    with pytest.raises(CodingError, match=message):
        ledger({**ROW, **change})


def test_two_decisions_on_one_thing_are_refused():
    """Which of them should hold?"""
    with pytest.raises(CodingError, match="decided twice"):
        ledger(ROW, ROW)


def test_a_missing_column_is_named():
    """A decision without a reason column cannot be used."""
    with pytest.raises(CodingError, match="columns \\['reason'\\] are missing"):
        check_decisions(
            pd.DataFrame([{key: value for key, value in ROW.items() if key != "reason"}])
        )


def test_a_theme_is_decided_without_a_document():
    """The clause says whose it is; only items, links and actions need template and document."""
    row = dict.fromkeys(ROW, "") | {
        "clause_id": "alpha-01", "theme": "TAX", "decision": "main", "who": "LX", "reason": "r",
    }  # fmt: skip

    assert check_decisions(pd.DataFrame([row])).loc[0, "theme"] == "TAX"


def test_a_column_that_is_there_is_not_renamed():
    """`item` stands for `item_no` only where there is none."""
    row = ROW | {"item": "9"}

    assert check_decisions(pd.DataFrame([row])).loc[0, "item_no"] == ROW["item_no"]


def test_a_sheet_without_a_column_of_days_is_taken():
    """The day may be unknown; why and who may not."""
    row = {name: value for name, value in ROW.items() if name != "when"}

    assert list(check_decisions(pd.DataFrame([row]))["when"]) == [""]
    with pytest.raises(CodingError, match=r"columns \['who'\] are missing"):
        check_decisions(pd.DataFrame([{k: v for k, v in row.items() if k != "who"}]))
