"""Corrected links, actions and clauses change the ledger and what follows from it."""

import pandas as pd
import pytest

from adoption_example import family
from compare.adoption.ledger import settle_ledger, trace
from compare.adoption.weighed import weigh_templates
from compare.errors import CodingError

DOCUMENTS, CLAUSES, TEMPLATES = family()
NUMBER = "样发〔2018〕1号"
ROW = {
    "template": NUMBER, "item_no": "", "action_id": "", "doc_id": "alpha", "clause_id": "",
    "decision": "true", "clause_ids": "", "reason": "read it", "who": "LX", "when": "2026-01-01",
}  # fmt: skip
WEIGHED = weigh_templates(DOCUMENTS, CLAUSES, TEMPLATES)


def cell(rows, item_no, doc_id="alpha"):
    table = settle_ledger(WEIGHED, pd.DataFrame(rows)).adoption
    return table[(table["item_no"] == item_no) & (table["doc_id"] == doc_id)].iloc[0]


def adopted(doc_id="alpha"):
    table = trace(DOCUMENTS, CLAUSES, TEMPLATES).adoption
    return table[(table["doc_id"] == doc_id) & table["adopted"] & (table["clause_ids"] != "")]


def test_a_rejected_link_that_was_the_only_proof_leaves_the_item_absent():
    """Nothing proves it any more; the rule's level stays beside."""
    row = adopted().iloc[0]
    links = [
        {**ROW, "item_no": str(row["item_no"]), "clause_id": name, "decision": "false"}
        for name in row["clause_ids"].split(";")
    ]
    after = cell(links, row["item_no"])

    assert (after["level"], after["clause_ids"], bool(after["adopted"])) == ("absent", "", False)
    assert after["automatic"] == row["level"] and after["decided_by"] == "LX"
    assert "does not prove it: read it" in after["why"]


def test_an_added_link_proves_an_absent_item():
    """The measure is there, by the clause the scholar names."""
    table = trace(DOCUMENTS, CLAUSES, TEMPLATES).adoption
    row = table[(table["doc_id"] == "alpha") & (table["level"] == "absent")].iloc[0]
    after = cell([{**ROW, "item_no": str(row["item_no"]), "clause_id": "alpha-03"}], row["item_no"])

    assert (after["level"], after["clause_ids"]) == ("taken_over", "alpha-03")


def test_a_decided_action_moves_the_count_and_degree_of_its_item():
    """Counts are made after actions are decided."""
    table = trace(DOCUMENTS, CLAUSES, TEMPLATES)
    row = table.adoption[
        (table.adoption["doc_id"] == "alpha") & (table.adoption["actions_found"] > 0)
    ].iloc[0]
    found = table.actions[
        (table.actions["item_no"] == row["item_no"])
        & (table.actions["doc_id"] == "alpha")
        & table.actions["found"].fillna(False)
    ]
    rows = [{**ROW, "action_id": name, "decision": "false"} for name in found["action_id"]]
    after = cell(rows, row["item_no"])

    assert after["actions_found"] == 0 and after["degree"] == "theme_only"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"item_no": "3", "clause_id": "alpha-99"}, "there is no clause 'alpha-99'"),
        ({"item_no": "3", "clause_id": "gamma-01"}, "stands in 'gamma'"),
        ({"item_no": "0", "clause_id": "alpha-01"}, "is not in the ledger"),
        ({"item_no": "3", "decision": "absent", "clause_ids": "x-1"}, "there is no clause 'x-1'"),
        ({"clause_id": "alpha-01"}, "or clause_id and theme"),
    ],
)
def test_what_does_not_fit_is_refused(change, message):
    """No clause, a clause of another text, the rest of a template."""
    with pytest.raises(CodingError, match=message):
        settle_ledger(WEIGHED, pd.DataFrame([{**ROW, **change}]))


def test_level_and_links_that_contradict_each_other_are_refused():
    """Absent, and yet a clause proves it."""
    rows = [
        {**ROW, "item_no": "3", "decision": "absent"},
        {**ROW, "item_no": "3", "clause_id": "alpha-03"},
    ]
    with pytest.raises(CodingError, match="and yet a clause"):
        settle_ledger(WEIGHED, pd.DataFrame(rows))


def test_words_are_read_as_codes():
    """Who writes 未见 means absent."""
    row = adopted().iloc[0]
    after = cell([{**ROW, "item_no": str(row["item_no"]), "decision": "未见"}], row["item_no"])

    assert after["level"] == "absent"
