"""A law database gives the day of the edition it prints: ledger, origins, check, methods agree."""

from __future__ import annotations

import csv

import pytest

from compare.paper.methods import methods_text
from compare.study.inspection import inspect_study
from compare.study.read import read_study
from compare.tables import build_tables

ARTICLES = (
    "为了规范小店经营活动，保护消费者的合法权益，{basis}制定本{kind}。",
    "县级以上人民政府应当将小店发展纳入国民经济和社会发展规划，安排专项资金支持小店改造门面。",
    "市场监督管理部门应当为小店提供便利的登记服务，在三个工作日内办结登记手续，不得收取费用。",
    "小店应当建立进货查验记录制度，如实记录商品的名称、规格和数量，记录保存期限不少于二年。",
)
OWN = "小店可以在社区设立共享仓库，村民委员会应当协助选址，并公示选址方案不少于七日。"
LAW_NOTE = (
    "2010年3月1日第十一届全国人民代表大会常务委员会第十三次会议通过\n"
    "2018年10月26日第十三届全国人民代表大会常务委员会第六次会议修正"
)
NOTE = "2014年9月1日浙江省第十二届人民代表大会常务委员会第十次会议通过"


def text(title: str, note: str, kind: str, basis: str, *more: str) -> str:
    articles = [article.format(kind=kind, basis=basis) for article in ARTICLES] + list(more)
    lines = [f"第{'一二三四五六'[n]}条 {article}" for n, article in enumerate(articles)]
    return "\n".join([title, note, *lines]) + "\n"


@pytest.fixture(scope="module", params=["2018-10-26", "2018-11-01"])
def study(request, tmp_path_factory):
    root = tmp_path_factory.mktemp("study")
    (root / "texts").mkdir()
    texts = {
        "law": text("中华人民共和国小店法", LAW_NOTE, "法", "根据宪法，"),
        "province": text("浙江省小店条例", NOTE, "条例", "根据《中华人民共和国小店法》，", OWN),
    }
    with (root / "documents.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["doc_id", "file", "issue_date"])
        for doc_id, day in (("law", request.param), ("province", "2014-09-01")):
            (root / "texts" / f"{doc_id}.txt").write_text(texts[doc_id], encoding="utf-8")
            writer.writerow([doc_id, f"{doc_id}.txt", day])
    found = read_study(root)
    return root, found, build_tables(found)


def test_origins_say_what_adoption_says(study):
    """What the ledger calls word for word taken from a law that is named is never local."""
    _, _, tables = study
    ledger = tables["adoption"].query("doc_id == 'province' and level == 'verbatim'")
    taken = {clause for cell in ledger["clause_ids"] for clause in cell.split(";")}
    origins = tables["origins"].query("doc_id == 'province'").set_index("clause_id")["origin"]

    assert len(taken) >= 3
    assert set(origins[sorted(taken)]) == {"national"}
    assert origins.iloc[-1] == "local"


def test_a_later_edition_in_hand_is_said(study):
    """In the reason of each origin, in check as a note and no warning, and in the methods."""
    root, found, tables = study
    reasons = tables["origins"].query("doc_id == 'province'")["why"]
    findings = [f for f in inspect_study(root).findings if f.where == "province"]

    assert reasons.str.contains("later than this text: law (2018-", regex=False).all()
    assert not [f for f in findings if f.severity == "warning"]
    assert any("later edition of 2018-" in str(f.what) for f in findings)
    named = "later edition only: 《中华人民共和国小店法》 (law, as of 2018-"
    assert named in methods_text(found, tables, "en")
    assert "《中华人民共和国小店法》（law，2018-" in methods_text(found, tables, "zh")
