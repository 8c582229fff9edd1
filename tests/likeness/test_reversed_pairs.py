"""compare.likeness.pairs: what says the opposite is not the same measure, anywhere."""

import pandas as pd
import pytest

from compare import schema
from compare.adoption.diffusion import clause_sources
from compare.adoption.direction import trace_direction
from compare.adoption.regression import city_pairs
from compare.figures.alignment import link_documents
from compare.likeness.chance import counterpart_shares
from compare.report.evidence_rows import pair_rows
from compare.study.read import read_study
from compare.tables import build_tables

UPPER = """北山省人民政府关于支持渔家乐的意见
北政发〔2021〕3号
各市人民政府：
（一）资金奖励。对评为星级的渔家乐给予一次性奖励10万元，奖励资金由省财政承担。
（二）规范经营。渔家乐应当公示菜品价格，每年组织两次食品安全培训。
北山省人民政府
2021年5月6日
"""
LOWER = """南湾市人民政府关于渔家乐的通知
南政发〔2021〕8号
各县人民政府：
根据北政发〔2021〕3号文件，通知如下。
（一）资金奖励。对评为星级的渔家乐不再给予一次性奖励10万元，奖励资金不由市财政承担。
（二）规范经营。渔家乐应当公示菜品价格，每年组织两次食品安全培训。
南湾市人民政府
2021年9月1日
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A study of both, and its tables."""
    folder = tmp_path_factory.mktemp("reversed")
    (folder / "texts").mkdir()
    (folder / "documents.csv").write_text("doc_id,file\nupper,upper.txt\nlower,lower.txt\n")
    for name, text in (("upper", UPPER), ("lower", LOWER)):
        (folder / "texts" / f"{name}.txt").write_text(text, encoding="utf-8")
    study = read_study(folder)
    return study, build_tables(study)


def test_a_reversed_pair_says_so_and_shows_it(made):
    """Level, change and reason name the reversal; the other pair is the same measure."""
    pairs = made[1]["pairs"].set_index(["a", "b"])
    turned = pairs.loc[("upper-01", "lower-01")]

    assert turned["level"] == "reversed"
    assert turned["change"].startswith("reversed")
    assert "不再给予" in turned["why"]
    assert pairs.loc[("upper-02", "lower-02"), "level"] == "verbatim"


def test_no_analysis_counts_it(made):
    """Sources, diffusion, direction, couples, shares, links between columns: one pair each."""
    tables = made[1]
    found = tables["documents"], tables["clauses"], tables["pairs"]

    assert list(schema.counterparts(tables["pairs"])["a"]) == ["upper-02"]
    assert list(tables["sources"]["clause_id"]) == ["lower-02"]
    assert tables["diffusion"]["clauses"].tolist() == [1]
    assert list(clause_sources(*found, tables["adoption"])["clause_id"]) == ["lower-02"]
    assert list(trace_direction(*found)["later"]) == ["lower-02"]
    rows = city_pairs(*found[:2], tables["adoption"], found[2], ())
    assert rows["n_counterparts"].tolist() == [1, 1]
    shares = counterpart_shares(*found[1:])
    assert shares.loc[shares["level"] == "any", "n"].tolist() == [1, 1]
    linked = link_documents(*found, "upper", "lower")
    assert set(linked.loc[linked["partner"] != "", "clause_id"]) == {"upper-02", "lower-02"}


def test_the_page_lists_it_under_its_own_name(made):
    """It is shown side by side, labelled as the opposite."""
    labels = {(row["a"], row["b"]): row["label"] for row in pair_rows(*made)}

    assert labels == {
        ("upper-01", "lower-01"): "reversed",
        ("upper-02", "lower-02"): "word_for_word",
    }


def test_a_reversed_part_of_a_kept_measure_is_a_change_only():
    """`counterparts` asks the level, not the change."""
    pairs = pd.DataFrame({"level": ["verbatim", "reversed", "adapted", ""]})

    assert schema.counterparts(pairs).index.tolist() == [0, 2]
