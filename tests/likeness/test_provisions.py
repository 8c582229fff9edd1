"""What is left of a clause when what every clause says is taken out."""

import numpy as np
import pandas as pd
import pytest

from compare.likeness.provisions import SMALLEST, is_sanction, levelled, prepare, provisions_of, rarity, substance
from compare.text.weights import counts


@pytest.mark.parametrize(
    "text",
    ["国务院", "县级以上地方人民政府", "设区的市、县（市、区）人民政府", "省、自治区、直辖市人民政府", "乡镇人民政府", "本级人民政府"],
)
def test_governments_of_every_level_are_one_addressee(text):
    """A local equivalent of the addressee is the same addressee."""
    assert levelled(f"{text}应当公布结果").removeprefix("政府") == "应当公布结果"


@pytest.mark.parametrize("text", ["教育行政部门", "教育主管部门", "国务院教育行政主管部门", "本省教育部门"])
def test_offices_keep_their_function_only(text):
    """Which office it is stays, its level and style go."""
    assert levelled(text) == "教育部门"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("由教育部门责令限期改正；情节严重的，处一万元以上五万元以下的罚款", "；，"),
        ("对直接负责的主管人员和其他直接责任人员，依法给予处分；构成犯罪的，依法追究刑事责任", "，；，"),
        ("本条例自2020年1月1日起施行", ""),
        ("应当公开服务指南。第三章法律责任", "应当公开服务指南。"),
        ("依照本法第十五条的规定公开服务指南", "依照的规定公开服务指南"),
    ],
)
def test_formulas_of_laws_are_no_substance(text, left):
    """Sanctions, closings, references and the next chapter's heading say nothing of a provision."""
    assert substance(text) == left


def test_sentences_end_at_stops_and_list_numbers():
    """Items of a list are provisions of their own; what is shorter than six characters is not."""
    assert provisions_of("应当公开下列信息：（一）办理依据和条件；（二）收费；（三）办理时限和地点。") == [
        "应当公开下列信息", "办理依据和条件", "办理时限和地点",
    ]
    assert provisions_of("收费。") == ["收费"]
    assert provisions_of("") == [""]


def test_a_sanction_is_told_by_offence_and_punishment():
    """A clause on punishments in general, or on an office that punishes, threatens nobody."""
    assert is_sanction("违反本条例规定，未公开的，由教育部门责令改正。")
    assert is_sanction("工作人员滥用职权，构成犯罪的，依法追究刑事责任。")
    assert not is_sanction("政府应当公开服务指南。")


def test_rows_are_counted_once_and_lead_back():
    """Bigrams of a clause are those of its sentences; `of` gives the sentences of a row."""
    prepared = prepare(pd.DataFrame({
        "clause_id": ["a", "b"], "heading": ["信息公开", ""], "text": ["政府应当公开办事指南；公开的指南应当更新。", ""],
    }))

    assert prepared.of(0) == ("政府应当公开办事指南", "公开的指南应当更新")
    assert prepared.of(1) == ("",)
    assert prepared.clauses[0].sum() == prepared.sentences[:2].sum() == 9 + 8


def test_rarity_by_hand():
    """ln((1 + n) / (1 + df)), few rows weighed as `SMALLEST`, what is everywhere worth nothing."""
    rows = counts([["a", "b"], ["a"]])
    many = counts([["a", "b"], *[["a"]] * 99])

    assert rarity(rows) == pytest.approx(np.log([(1 + SMALLEST) / 3, (1 + SMALLEST) / 2]))
    assert rarity(many) == pytest.approx([0, np.log(101 / 2)])
