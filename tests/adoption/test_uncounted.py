"""Closings of an official text stand in the ledger and count in no rate; each clause of a row has
its own level.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from compare import build_tables, read_study
from compare.adoption.decisions import check_decisions
from compare.adoption.origins import counted_origins, origin_counts
from compare.adoption.overruled import apply_to_items
from compare.adoption.rates import adoption_rates, countable
from compare.report.counts import tally
from compare.report.told import every_finding

UPPER = """东山省夜读促进条例
（2021年1月8日东山省第十三届人民代表大会常务委员会第二十次会议通过）
第一条 为了促进夜读，根据有关法律、法规，制定本条例。
第二条 通宵书店的垃圾清运费由县级人民政府全额承担，并允许书店在门前摆放书架。
第三条 公共图书馆应当在晚间十点以前向读者开放自修室，自修室应当配备饮水设备和充电插座。
第四条 公交车站应当张贴夜读节的海报和路线图。
第五条 县（市）人民政府可以根据本条例制定实施办法。
第六条 本条例自2021年5月1日起施行。2009年公布的《东山省夜读办法》同时废止。
"""
LOWER = """平安市夜读促进办法
（2022年2月3日平安市人民政府第8次常务会议通过）
第一条 为了促进夜读，根据《东山省夜读促进条例》，制定本办法。
第二条 公共图书馆应当在晚间十点以前向读者开放自修室，自修室应当配备饮水设备和充电插座。
第三条 镇图书馆的自修室在晚间向读者开放，自修室里饮水设备、充电插座应当齐全。
第四条 通宵书店的垃圾清运费由县级人民政府全额承担，并允许书店在门前摆放书架。
第五条 流动书车每周到各村停靠两次。
第六条 本办法由市文化和旅游局负责解释，自2022年4月1日起施行。
"""


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory):
    """A provincial regulation and what a city made of it."""
    root: Path = tmp_path_factory.mktemp("uncounted")
    (root / "texts").mkdir()
    (root / "texts" / "upper.txt").write_text(UPPER, encoding="utf-8")
    (root / "texts" / "lower.txt").write_text(LOWER, encoding="utf-8")
    (root / "documents.csv").write_text(
        "doc_id,file\nupper,upper.txt\nlower,lower.txt\n", encoding="utf-8"
    )
    return read_study(root)


@pytest.fixture(scope="module")
def tables(study):
    return build_tables(study)


def test_closings_are_listed_with_their_reason(tables):
    """The row is there, and says why it does not count."""
    rows = tables["adoption"].set_index("item_no").loc[[5, 6]]

    assert list(rows["counted"]) == [False, False]
    assert set(rows["level"]) == {"absent"}
    assert rows["why"].str.startswith("Closing provision, no measure").all()


def test_closings_and_preambles_are_in_no_denominator(tables):
    """Of six articles three command: one of them is left out."""
    rate = adoption_rates(tables["adoption"]).iloc[0]

    assert (rate["items"], rate["adopted"]) == (3, 2)
    assert tally(tables)[0]["total"] == 3
    assert list(countable(tables["adoption"])["item_no"]) == [2, 3, 4]


def test_a_table_without_the_column_counts_by_kind(tables):
    """Tables of an earlier version leave out preambles alone."""
    assert len(countable(tables["adoption"].drop(columns="counted"))) == 5


def test_the_page_does_not_call_a_closing_left_out(study, tables):
    """What is named as missing is the measure."""
    found = every_finding(study, tables)
    told = next(one for one in found if one["section"] == "adoption")["text"]["zh"]

    assert "公交车站" in str(told)
    assert "施行" not in str(told) and "实施办法" not in str(told)


def test_own_closings_are_no_local_measures(tables):
    """The city's own day of force is no innovation."""
    counted = counted_origins(tables["origins"], tables["documents"])
    per = origin_counts(tables["origins"]).set_index(["doc_id", "origin"])["n"]

    assert list(counted["clause_id"]) == ["lower-02", "lower-03", "lower-04", "lower-05"]
    assert per["lower", "local"] == 1


def test_each_clause_has_its_own_level(tables):
    """One copies the article, the other says it in other words."""
    row = tables["adoption"].set_index("item_no").loc[3]
    levels = dict(zip(row["clause_ids"].split(";"), row["levels"].split(";"), strict=True))

    assert row["level"] == "verbatim"
    assert levels == {"lower-02": "verbatim", "lower-03": "adapted"}


def test_levels_follow_the_clauses(tables):
    """As many levels as clauses in every row, and none where nothing proves the item."""
    rows = tables["adoption"]
    count = [[len([part for part in cell.split(";") if part]) for cell in rows[name]]
             for name in ("clause_ids", "levels")]  # fmt: skip

    assert count[0] == count[1]
    assert isinstance(rows["counted"].dtype, type(pd.Series([True]).dtype))


def test_levels_follow_decisions():
    """Decided clauses and levels: as many levels as clauses, and none against the decision."""
    adoption = pd.DataFrame(
        [
            {
                "template": "T", "item_no": number, "doc_id": "d", "relation": "direct",
                "basis": "official_text", "level": "verbatim", "clause_ids": "d-1;d-2",
                "levels": "verbatim;adapted", "why": "",
            }
            for number in (1, 2, 3)
        ]
    )  # fmt: skip
    row = {"template": "T", "doc_id": "d", "who": "LX", "reason": "read", "action_id": ""}
    decided = check_decisions(
        pd.DataFrame(
            [
                {**row, "item_no": "1", "decision": "adapted", "clause_ids": "", "clause_id": ""},
                {**row, "item_no": "2", "decision": "absent", "clause_ids": "", "clause_id": ""},
                {**row, "item_no": "3", "decision": "true", "clause_ids": "", "clause_id": "d-3"},
            ]
        )
    )
    after = apply_to_items(adoption, decided).set_index("item_no")

    assert list(after["levels"]) == ["adapted;adapted", "", "verbatim;adapted;adapted"]
