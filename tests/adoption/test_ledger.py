"""The ledger: every item of every template has a row for every document, with its proof."""

import pandas as pd
import pytest

from adoption_example import PROVINCE, TEMPLATE, clause_table, family
from compare import schema
from compare.adoption.ledger import trace, trace_adoption
from compare.adoption.templates import parse_template

DOCUMENTS, CLAUSES, TEMPLATES = family()
LEDGER = trace(DOCUMENTS, CLAUSES, TEMPLATES)


def row(item_no, doc_id, template="样发〔2018〕1号"):
    table = LEDGER.adoption
    return table[
        (table["template"] == template)
        & (table["item_no"] == item_no)
        & (table["doc_id"] == doc_id)
    ].iloc[0]


def test_every_item_has_a_row_for_every_document():
    """Absent is a row, never a gap."""
    known = LEDGER.adoption[LEDGER.adoption["item_no"] > 0]

    assert len(known) == 4 * 3
    assert set(known["level"]) <= {"taken_over", "absent"}


def test_a_measure_taken_over_names_its_clause():
    """The level comes with clause, score, actions and a sentence why."""
    found = row(2, "alpha")

    assert (found["level"], found["clause_ids"], found["relation"]) == (
        "taken_over",
        "alpha-02",
        "direct",
    )
    assert (found["actions_found"], found["actions_total"]) == (2, 2)
    assert found["why"].startswith("alpha-02 scores") and "负面清单" in found["why"]
    assert found["rules"]


def test_what_a_city_left_out_is_absent_without_clause():
    """No clause of the city speaks of foreign talent."""
    found = row(4, "alpha")

    assert (found["level"], found["clause_ids"]) == ("absent", "")
    assert "comes nearest" in found["why"]


def test_preamble_items_meet_preambles_only():
    """A measure is no evidence for a guiding thought, nor the other way round."""
    assert row(1, "alpha")["level"] == "taken_over"
    assert row(1, "beta")["why"] == "The document has no clause of this kind."
    assert row(1, "alpha")["kind"] == "preamble"


def test_a_document_of_another_field_takes_nothing_over():
    """Controls are scored without any gate, and here nothing is alike."""
    levels = LEDGER.adoption.query("doc_id == 'gamma' and item_no > 0")

    assert set(levels["relation"]) == {"control"}
    assert set(levels["level"]) == {"absent"}


def test_what_is_not_known_of_a_template_is_not_in_hand():
    """A province known by number only is never absent: one row, number 0, for the city that
    implements it.
    """
    rest = LEDGER.adoption[LEDGER.adoption["item_no"] == 0]

    assert rest[["template", "doc_id", "relation", "level", "basis"]].values.tolist() == [
        ["省发〔2019〕2号", "beta", "direct", "not_in_hand", ""]
    ]


def test_a_number_that_nobody_holds_is_not_in_hand():
    """A document may name a template of which the study has neither codebook nor text."""
    documents = DOCUMENTS.assign(implements="它发〔2016〕9号")
    rest = trace(documents, CLAUSES, ()).adoption

    assert set(rest["level"]) == {"not_in_hand"}
    assert list(rest["doc_id"]) == ["alpha", "beta", "gamma"]


def test_actions_without_cues_are_not_scored():
    """An action that nothing announces is empty, neither found nor missing."""
    actions = LEDGER.actions.set_index(["action_id", "doc_id"])

    assert pd.isna(actions.loc[("3.2", "alpha"), "found"])
    assert bool(actions.loc[("3.1", "alpha"), "found"])
    assert actions.loc[("3.1", "alpha"), "clause_id"] == "alpha-03"
    assert not bool(actions.loc[("2.2", "beta"), "found"])
    assert actions.loc[("2.2", "beta"), "clause_id"] == ""


def test_no_template_gives_empty_tables():
    """A study without templates has a ledger without rows."""
    items, adoption, actions = trace_adoption(DOCUMENTS.assign(implements=""), CLAUSES, {}, ())

    assert (len(items), len(adoption), len(actions)) == (0, 0, 0)
    assert list(adoption.columns) == list(LEDGER.adoption.columns)
    assert list(actions.columns) == list(LEDGER.actions.columns)
    assert list(adoption.columns)[: len(schema.ADOPTIONS.columns)] == list(schema.ADOPTIONS.columns)


def test_the_official_text_replaces_the_codebook_and_compares_wording():
    """Where the study holds the text, clause meets clause; the codebook's actions are carried to
    its clauses.
    """
    national = [
        ("总体要求", "指导思想", "preamble", "坚持新发展理念，推动高质量发展。"),
        (
            "环境",
            "放宽市场准入",
            "measure",
            "全面执行市场准入负面清单，并建立清单动态调整机制。推行企业简易注销登记改革。",
        ),
        (
            "金融",
            "发展普惠金融",
            "measure",
            "支持有条件的银行开设科技信贷专营机构。支持金融机构办理知识产权质押融资业务。",
        ),
        ("人才", "引进海外人才", "measure", "在签证、居留等方面为外籍高层次人才提供便利。"),
    ]
    head = DOCUMENTS.iloc[[0]].assign(
        doc_id="nation",
        doc_number="样发〔2018〕1号",
        implements="",
        issue_date="2018-03-01",
        level="national",
    )
    documents = pd.concat([DOCUMENTS, head], ignore_index=True)
    clauses = pd.concat([CLAUSES, clause_table({"nation": national})], ignore_index=True)
    ledger = trace(documents, clauses, TEMPLATES)
    table = ledger.adoption.query("template == '样发〔2018〕1号'").set_index(["item_no", "doc_id"])

    assert set(table["basis"]) == {"official_text"}
    assert (
        table.loc[(3, "alpha"), "level"] == "verbatim"
    )  # 支持金融机构办理知识产权质押融资业务 is a whole sentence
    assert table.loc[(4, "alpha"), "level"] == "absent"
    assert "nation" not in table.index.get_level_values("doc_id")
    assert table.loc[(3, "alpha"), "actions_found"] == 1


def test_decisions_override_the_rule_and_say_so():
    """The scholar's level stands, the rule's is kept beside it."""
    decisions = pd.DataFrame([
        {
            "template": "样发[2018]1号", "item_no": "2", "action_id": "", "doc_id": "alpha",
            "decision": "absent", "clause_ids": "", "reason": "only the heading", "who": "LX",
            "when": "2026-01-01",
        },
    ])  # fmt: skip
    table = trace(DOCUMENTS, CLAUSES, TEMPLATES, decisions=decisions).adoption
    found = table[(table["item_no"] == 2) & (table["doc_id"] == "alpha")].iloc[0]

    assert (found["level"], found["automatic"], found["decided_by"], found["clause_ids"]) == (
        "absent",
        "taken_over",
        "LX",
        "",
    )


@pytest.mark.parametrize("order", [["alpha", "beta", "gamma"], ["gamma", "beta", "alpha"]])
def test_the_order_of_documents_does_not_matter(order):
    """Levels are those of the documents, whatever their order."""
    documents = DOCUMENTS.set_index("doc_id", drop=False).loc[order].reset_index(drop=True)
    clauses = pd.concat(
        [CLAUSES[CLAUSES["doc_id"] == doc_id] for doc_id in order], ignore_index=True
    )
    table = trace(
        documents,
        clauses,
        (parse_template(TEMPLATE, where="a"), parse_template(PROVINCE, where="b")),
    ).adoption
    keys = ["template", "item_no", "doc_id"]

    pd.testing.assert_frame_equal(
        table.sort_values(keys, ignore_index=True),
        LEDGER.adoption.sort_values(keys, ignore_index=True),
        check_exact=False,
    )
