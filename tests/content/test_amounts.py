"""Amounts: from characters of a clause to who gets how much for what."""

import pandas as pd
import pytest

from compare import schema
from compare.content.amounts import find_amounts
from compare.text.passage import Source

TEXT = (
    "（一）奖励。對新認定的市級孵化器一次性給予10萬元獎補，\n每家每年不超過3次。退役軍人另行規定。"
)


def amounts(text, begin=0):
    passage = Source("a", text).passage(begin)
    return find_amounts(pd.DataFrame({"clause_id": ["a-1"], "doc_id": ["a"]}), {"a-1": passage})


def test_an_amount_leads_back_to_the_file_in_its_own_script():
    """raw is as printed, its offsets cut it out, the rest is simplified and normalised."""
    found = amounts(TEXT, 6)

    assert [TEXT[b:e] for b, e in zip(found["begin"], found["end"], strict=True)] == [
        "10萬元",
        "不超過3次",
    ]
    assert found["raw"].tolist() == ["10萬元", "不超過3次"]
    assert found["high"].tolist() == [100_000.0, 3.0]
    assert found["unit"].tolist() == ["元", "次"]
    schema.AMOUNTS.check(found)


def test_what_names_the_object_and_the_thing_given():
    """From the last 对 to the number, then the noun after it."""
    assert amounts(TEXT, 6)["what"].tolist()[0] == "新认定的市级孵化器：奖补"


def test_members_of_a_list_are_for_the_same_thing():
    """15万元 and 20万元 share object and noun."""
    found = amounts("对省级、国家级基地分别给予15万元、20万元的补助。")

    assert found["what"].tolist() == ["省级、国家级基地：补助"] * 2
    assert found["sentence"].tolist() == ["对省级、国家级基地分别给予15万元、20万元的补助"] * 2


def test_a_sentence_that_names_no_object_takes_the_last_one():
    """同一家 and 获得省级认定的 refer back; the object before is named."""
    found = amounts("对市级众创空间给予5万元奖补；获得省级认定的，给予8万元奖补。")

    assert found["what"].tolist() == ["市级众创空间：奖补", "获得省级认定：奖补"]


def test_a_clause_without_passage_has_no_amounts():
    """No passage, no row; the table keeps its types."""
    found = find_amounts(pd.DataFrame({"clause_id": ["a-1"], "doc_id": ["a"]}), {})

    assert len(found) == 0
    assert found["low"].dtype == "float64"


def amounts_of(body, heading=""):
    clauses = pd.DataFrame({"clause_id": ["a-1"], "doc_id": ["a"]})
    text = f"{heading}\n{body}"
    source = Source("a", text)
    headings = {"a-1": source.passage(0, len(heading))} if heading else {}
    return find_amounts(clauses, {"a-1": source.passage(len(heading))}, headings)


@pytest.mark.parametrize(
    ("sentence", "withdrawn"),
    [
        ("自2024年起不再给予20万元补贴。", [True]),
        ("对未达标的不予奖励5万元。", [True]),
        ("取消每户300元的登记费。", [True]),
        ("原每年20万元的补贴不再执行。", [True]),
        ("停止发放50万元奖励。", [True]),
        ("给予20万元补贴，不再重复奖励。", [False]),
        ("给予20万元补贴。", [False]),
        ("取消登记费，给予20万元补贴。", [False]),
        ("不低于20万元。", [False]),
        ("取消限制后，给予20万元。", [False]),
        ("租金减半收取，期限1年，不再收取押金。", [False]),
        ("享受10万元补贴的不再享受租金减免。", [False]),
        ("取消前置检查后2个工作日内办结。", [False]),
        ("取消资格并处1000元罚款。", [False]),
        ("停止营业6个月的，收回店面。", [False]),
        ("原每户5000元的补贴，自2024年起停止发放。", [True]),
        ("不再执行每年20万元补贴，给予一次性10万元奖励。", [True, False]),
    ],
)
def test_amounts_that_are_taken_back_are_marked(sentence, withdrawn):
    """不再, 不予, 取消 in the phrase that holds the number, or right behind it."""
    assert amounts_of(sentence)["withdrawn"].tolist() == withdrawn


def test_amounts_of_the_heading_count_and_say_so():
    """新建夜市20个以上 promises as much as a body does."""
    found = amounts_of("补助30万元。", heading="新建夜市20家以上")

    assert found[["low", "unit", "where"]].to_numpy().tolist() == [
        [20.0, "家", "heading"],
        [300_000.0, "元", "body"],
    ]


def test_money_of_other_places_is_never_counted_as_yuan():
    """The currency before or behind the number is the unit."""
    found = amounts_of("引进港币3,000万元、人民币600万元，投资1500万美元，奖励2万欧元。")

    assert found["unit"].tolist() == ["港元", "元", "美元", "欧元"]
    schema.AMOUNTS.check(found)


def test_suspicious_digits_are_no_amount():
    """033万元 is reported by the parser (`compare.structure.quality`), not read as 330,000."""
    assert amounts_of("对首家给予033万元奖励，另补3,00万元。").empty
