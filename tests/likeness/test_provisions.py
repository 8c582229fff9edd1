"""What is left of a clause when what every clause says is taken out."""

import numpy as np
import pandas as pd
import pytest

from compare.likeness.provisions import (
    SMALLEST,
    act_of,
    levelled,
    prepare,
    provisions_of,
    rarity,
    substance,
)
from compare.text.weights import counts


@pytest.mark.parametrize(
    "text",
    [
        "国务院",
        "县级以上地方人民政府",
        "设区的市、县（市、区）人民政府",
        "省、自治区、直辖市人民政府",
        "乡镇人民政府",
        "本级人民政府",
    ],
)
def test_governments_of_every_level_are_one_addressee(text):
    """A local equivalent of the addressee is the same addressee."""
    assert levelled(f"{text}应当公布结果").removeprefix("政府") == "应当公布结果"


@pytest.mark.parametrize(
    "text", ["教育行政部门", "教育主管部门", "国务院教育行政主管部门", "本省教育部门"]
)
def test_offices_keep_their_function_only(text):
    """Which office it is stays, its level and style go."""
    assert levelled(text) == "教育部门"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("由教育部门责令限期改正；情节严重的，处一万元以上五万元以下的罚款", "；，"),
        (
            "对直接负责的主管人员和其他直接责任人员，依法给予处分；构成犯罪的，依法追究刑事责任",
            "，；，",
        ),
        ("本条例自2020年1月1日起施行", ""),
        ("应当公开服务指南。第三章法律责任", "应当公开服务指南。"),
        ("依照本法第十五条的规定公开服务指南", "依照的规定公开服务指南"),
    ],
)
def test_formulas_of_laws_are_no_substance(text, left):
    """Sanctions, closings, references and the next chapter's heading say nothing of a provision."""
    assert substance(text) == left


def test_sentences_end_at_full_stops():
    """A list is one provision with what introduces it; what is shorter than six characters is
    none.
    """
    assert provisions_of(
        "应当公开下列信息：（一）办理依据；（二）办理时限。收费。变更的，应当说明理由！"
    ) == [
        "应当公开下列信息办理依据办理时限",
        "变更的应当说明理由",
    ]
    assert provisions_of("收费。") == ["收费"]
    assert provisions_of("") == [""]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("违反本条例规定，未公开的，由教育部门责令改正。", "sanction"),
        ("工作人员滥用职权，构成犯罪的，依法追究刑事责任。", "sanction"),
        ("为了规范办事公开，方便群众，制定本办法。", "purpose"),
        ("本条例所称办事公开，是指政府依申请提供服务时的公开。", "definition"),
        ("教育部门可以依法作出行政处罚。", "rule"),
        ("政府应当公开服务指南。", "rule"),
    ],
)
def test_acts(text, act):
    """An offence and its punishment make a sanction; an office that may punish threatens nobody."""
    assert act_of(text) == act


def test_rows_are_counted_once_and_lead_back():
    """Bigrams of a clause are those of its sentences; `of` gives the sentences of a row."""
    prepared = prepare(
        pd.DataFrame(
            {
                "clause_id": ["a", "b"],
                "heading": ["信息公开", ""],
                "text": ["政府应当公开办事指南。公开的指南应当更新。", ""],
            }
        )
    )

    assert prepared.of(0) == ("政府应当公开办事指南", "公开的指南应当更新")
    assert prepared.of(1) == ("",)
    assert prepared.clauses[0].sum() == prepared.sentences[:2].sum() == 9 + 8


def test_rarity_by_hand():
    """ln((1 + n) / (1 + df)), few rows weighed as `SMALLEST`, what is everywhere worth nothing."""
    rows = counts([["a", "b"], ["a"]])
    many = counts([["a", "b"], *[["a"]] * 99])

    assert rarity(rows) == pytest.approx(np.log([(1 + SMALLEST) / 3, (1 + SMALLEST) / 2]))
    assert rarity(many) == pytest.approx([0, np.log(101 / 2)])
