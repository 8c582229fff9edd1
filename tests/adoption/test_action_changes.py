"""Numbers of single actions against the sentences that show them."""

import pandas as pd
import pytest

from adoption_example import clause_table, family
from compare.adoption.action_changes import changed_action
from compare.adoption.ledger import trace
from compare.adoption.templates import parse_template


@pytest.mark.parametrize(
    ("action", "sentence", "codes"),
    [
        ("新建床位每张补贴1万元", "新建床位，每张给予一次性补助2万元", ["raised"]),
        ("孵化器奖励50万元", "对认定的孵化器一次性奖励30万元", ["lowered"]),
        ("投诉五个工作日内办结", "对投诉应当在三个工作日内办结", ["deadline"]),
        ("到2025年覆盖率达到90%", "到2024年底，覆盖率达到95%以上", ["raised", "deadline"]),
        ("每年评估一次养老机构", "每两年对养老机构评估一次", ["frequency"]),
        ("每百户配建20平方米用房", "按照每百户不少于二十五平方米配建用房", ["raised"]),
        ("孵化器奖励50万元", "对孵化器给予奖励，最高50万元", []),
        ("孵化器奖励50万元", "省级、市级孵化器分别奖励100万元、60万元", []),  # which one is it?
        ("奖励孵化器", "对孵化器奖励30万元", []),  # a number of the city's own
        ("孵化器奖励50万元", "对孵化器给予奖励", []),
    ],
)
def test_a_number_is_compared_where_it_can_only_be_the_same_one(action, sentence, codes):
    """As many numbers of one unit on both sides, or nothing is said."""
    assert [change.code for change in changed_action(action, sentence)] == codes


TEMPLATE = parse_template(
    {
        "doc_number": "样发〔2021〕3号",
        "measures": [
            {
                "no": 1,
                "heading": "建设养老床位",
                "content": "建设养老床位，给予补贴。",
                "actions": [
                    {
                        "id": "1.1",
                        "action": "新建养老床位每张补贴1万元",
                        "cues": ["养老床位"],
                    }
                ],
            }
        ],
    },
    where="x.yaml",
)


def _cell(decisions=None):
    """What one city makes of it: twice the sum."""
    documents, _, _ = family()
    texts = {
        "alpha": [
            ("床位", "建设养老床位", "measure", "新建养老床位每张补贴2万元。"),
            ("绿化", "绿化", "measure", "种树。"),
        ]
    }
    documents = documents[documents["doc_id"] == "alpha"].assign(implements="样发〔2021〕3号")
    return trace(documents, clause_table(texts), [TEMPLATE], decisions=decisions).adoption.iloc[0]


def test_the_ledger_quotes_the_action_and_the_sentence():
    """One step from the change to both passages that show it."""
    cell = _cell()

    assert (cell["level"], cell["change"]) == ("taken_over", "raised")
    assert cell["change_from"] == "新建养老床位每张补贴1万元"
    assert cell["change_to"] == "新建养老床位每张补贴2万元"


def test_an_item_or_action_that_a_person_takes_back_changes_nothing():
    """A change is told of what stands after the decisions."""
    row = {
        "template": "样发〔2021〕3号", "doc_id": "alpha", "clause_ids": "",
        "reason": "another kind of bed", "who": "LX", "when": "2026-01-01",
    }  # fmt: skip
    item = _cell(pd.DataFrame([{**row, "item_no": "1", "action_id": "", "decision": "absent"}]))
    action = _cell(pd.DataFrame([{**row, "item_no": "", "action_id": "1.1", "decision": "false"}]))

    assert (item["level"], item["change"]) == ("absent", "")
    assert (action["level"], action["change"]) == ("taken_over", "")
