"""The benchmark of links on a folder of coding: rules of thumb and ours, and the fit, on an
invented family.
"""

import csv
import json

import numpy as np
import pandas as pd
import pytest

from benchmarks import links
from benchmarks.coded import CODING, digest, read_coding

LAW = """养老服务条例
第一条 县级以上人民政府应当将养老服务经费列入本级财政预算，并按照老年人口增长逐步增加投入。
第二条 国家鼓励养老机构为居家老年人提供上门照护、短期托养等服务。
第三条 养老机构应当与老年人签订服务协议，收费标准在醒目位置公示。
"""
CITY = """样例市养老服务办法
第一条 市、县（区）人民政府应当将养老服务经费列入本级财政预算，按照老年人口增长逐步增加投入。
第二条 支持社区食堂开展老年助餐，对吃饭不便的老人送餐到家。
第三条 养老机构应当与入住老人签订服务协议，在大厅公示收费标准。
"""


@pytest.fixture
def coding(tmp_path):
    (tmp_path / "texts").mkdir()
    for name, text in (("law", LAW), ("city", CITY)):
        (tmp_path / "texts" / f"{name}.txt").write_text(text, encoding="utf-8")
    coded = {
        "child": "city",
        "parent": "law",
        "disputed": [["city-02", "law-02"]],
        "links": [
            {"unit": f"city-{k}", "item": f"law-{k}", "level": level}
            for k, level in (("01", "either"), ("03", "adapted"))
        ],
    }
    (tmp_path / "city__law.json").write_text(json.dumps(coded), encoding="utf-8")
    return tmp_path


def test_a_folder_of_coding_is_scored(coding, capsys):
    """Both links are found, the canteen is not one; the table ends with mean and worst."""
    links.main(["--coding", str(coding)])
    lines = capsys.readouterr().out.splitlines()

    assert lines[1].split()[:3] == ["city", "law", "2"]
    assert lines[1].split()[5] == "1.000"
    assert [line.split()[0] for line in lines[2:]] == ["mean", "worst"]


def test_who_implements_whom_is_found_or_counts_nothing(coding):
    """A text that names no law is linked with none; once it names the law, both links are there."""
    lonely = links.coded_pairs(read_coding(coding, None)).iloc[0]
    path = coding / "texts" / "city.txt"
    purpose = "第一条 为了发展养老服务，根据《养老服务条例》，制定本办法。\n"
    path.write_text(CITY.replace("办法\n", f"办法\n{purpose}", 1), encoding="utf-8")
    for file in coding.glob("*.json"):
        coded = file.read_text(encoding="utf-8")
        file.write_text(coded.replace("city-03", "city-04").replace("city-01", "city-02"))
    named = links.coded_pairs(read_coding(coding, None)).iloc[0]

    assert (lonely["ours"], lonely["found"]) == (1.0, 0.0)
    assert named["found"] == 1.0


def test_texts_may_come_from_json_lines(coding, tmp_path):
    """One file of many texts does as well as a folder."""
    lines = [
        json.dumps({"id": name, "text": text})
        for name, text in (("law", LAW), ("other", ""), ("city", CITY))
    ]
    (tmp_path / "all.jsonl").write_text("\n".join(lines), encoding="utf-8")

    (family,) = read_coding(coding, tmp_path / "all.jsonl")

    assert family.ids("city") == ["city-01", "city-02", "city-03"]


def test_another_edition_is_left_out_and_named(coding, capsys):
    """Clause numbers hold for the edition that was coded; white space is no other edition."""
    (family,) = read_coding(coding, None)
    rows = [(doc, digest(family.clauses.query("doc_id == @doc"))) for doc in ("law", "city")]
    index = "id,digest\n" + "".join(f"{doc},{said}\n" for doc, said in rows)
    (coding / "documents.csv").write_text(index, encoding="utf-8")
    path = coding / "texts" / "city.txt"
    path.write_text(CITY.replace("\n", "\n\n"), encoding="utf-8")
    assert len(read_coding(coding, None)) == 1 and not capsys.readouterr().err

    path.write_text(CITY.replace("送餐到家", "送餐上门"), encoding="utf-8")

    assert read_coding(coding, None) == []
    assert "city" in capsys.readouterr().err


def test_a_text_that_is_not_in_hand_is_named(coding, capsys):
    """Its pairs are left out; with none left the command ends with a message."""
    (coding / "texts" / "law.txt").unlink()

    with pytest.raises(SystemExit):
        links.main(["--coding", str(coding)])

    said = capsys.readouterr().err
    assert "law" in said and "no coded pair" in said


def test_the_coding_of_the_project_is_whole():
    """Every pair has its documents in the index, and its clauses are among theirs."""
    with (CODING / "documents.csv").open(encoding="utf-8", newline="") as sheet:
        clauses = {row["id"]: int(row["clauses"]) for row in csv.DictReader(sheet)}
    pairs = [json.loads(path.read_text(encoding="utf-8")) for path in CODING.glob("*.json")]

    assert len(pairs) == 83
    for pair in pairs:
        for link in pair["links"]:
            for side, key in (("child", "unit"), ("parent", "item")):
                doc, number = link[key].rsplit("-", 1)
                assert doc == pair[side] and 1 <= int(number) <= clauses[doc]
            assert link["level"] in {"verbatim", "adapted", "either"}


def test_disputed_pairs_count_neither_way():
    """Found or not, coded or not."""
    assert links.scores({1, 2}, {1, 3}, frozenset({2, 3})) == (1.0, 1.0, 1.0)
    assert links.scores({1}, {2}, frozenset()) == (0.0, 0.0, 0.0)


def test_reliability_by_hand():
    """Two pairs near 0.03, two near 0.95, one of them linked: means and shares of each bin."""
    table = links.reliability(np.array([0.02, 0.04, 0.94, 0.96]), np.array([0, 0, 1, 0]))

    expected = pd.DataFrame(
        {
            "low": [0.0, 0.9],
            "high": [0.05, 1.0],
            "pairs": [2, 2],
            "certainty": [0.03, 0.95],
            "linked": [0.0, 0.5],
        }
    )
    pd.testing.assert_frame_equal(table, expected)


def test_the_fit_learns_the_direction(coding):
    """Nearness and wording speak for a link in any fit."""
    rows = list(links.samples(read_coding(coding, None)))
    weights = links.fit(rows)

    assert weights.lead > 0 and weights.wording > 0
