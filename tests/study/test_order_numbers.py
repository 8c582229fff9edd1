"""Orders are counted by every body anew: their numbers bear the body, and links keep to them."""

from __future__ import annotations

import csv

from compare.study.read import read_study

ARTICLES = "第一条 为了规范小店，{basis}制定本办法。\n第二条 小店应当登记，三日内办结。\n"


def study(tmp_path, *texts: tuple[str, str], **column: dict[str, str]):
    (tmp_path / "texts").mkdir()
    with (tmp_path / "documents.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, ["doc_id", "file", "implements"])
        writer.writeheader()
        for doc_id, text in texts:
            (tmp_path / "texts" / f"{doc_id}.txt").write_text(text, encoding="utf-8")
            implements = column.get("implements", {}).get(doc_id, "")
            writer.writerow({"doc_id": doc_id, "file": f"{doc_id}.txt", "implements": implements})
    return read_study(tmp_path).documents.set_index("doc_id")


def text(title: str, note: str, basis: str = "") -> str:
    return f"{title}\n{note}\n{ARTICLES.format(basis=basis)}"


NATION = text("小店登记管理条例", "1997年7月21日 中华人民共和国国务院令第5号发布")
OTHER = text("仓库登记管理办法", "1998年7月21日 公安部令第5号发布")
CITY = text(
    "北京市小店登记办法",
    "2005年7月21日 北京市人民政府令第5号公布",
    "根据国务院《小店登记管理条例》，",
)


def test_an_order_bears_the_name_of_its_body(tmp_path):
    """第5号 says nothing to a reader; three bodies have one. What implements it says the same."""
    found = study(tmp_path, ("nation", NATION), ("other", OTHER), ("city", CITY))

    assert found["doc_number"].tolist() == [
        "国务院令第5号",
        "公安部令第5号",
        "北京市人民政府令第5号",
    ]
    assert found.loc["city", "implements"] == "国务院令第5号"
    assert found["level"].tolist() == ["national", "national", "provincial"]


def test_a_body_with_two_orders_of_one_number(tmp_path):
    """Counted from one again: the doc_id tells them apart, and the link leads to the right one."""
    again = NATION.replace("小店登记", "仓库登记").replace("1997", "2007")
    found = study(tmp_path, ("again", again), ("nation", NATION), ("city", CITY))

    assert found["doc_number"].nunique() == 3
    assert found.loc["city", "implements"] == found.loc["nation", "doc_number"]


def test_documents_csv_may_name_an_order_by_its_body(tmp_path):
    """公安部令第5号 is the one of that body, whichever comes first."""
    plain = CITY.replace("根据国务院《小店登记管理条例》，", "")
    for number, (name, key) in enumerate(
        [("国务院令第5号", "国务院令第5号"), ("公安部令第5号", "公安部令第5号")]
    ):
        folder = tmp_path / str(number)
        folder.mkdir()
        found = study(
            folder,
            ("nation", NATION),
            ("other", OTHER),
            ("city", plain),
            implements={"city": name},
        )
        assert found.loc["city", "implements"] == key
