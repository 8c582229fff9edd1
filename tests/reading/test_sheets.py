"""Files of rows: every kind gives the same cells, and what is wrong is told with file and row."""

from __future__ import annotations

import csv
import gzip
import json
from datetime import datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from compare.errors import ReadingError
from compare.reading.row import column_names
from compare.reading.sheets import kind_of_rows, read_rows

ROWS = [
    {"标题": "甲市办法", "正文": "第一条 甲，乙。\n第二条 “丙”。"},
    {"标题": "乙市办法", "正文": "第一条 丁。"},
]


def saved(folder: Path, name: str, rows: list[dict] = ROWS) -> Path:
    """The rows as a file of the kind that the name says."""
    path = folder / name
    frame = pd.DataFrame(rows)
    if name.endswith(".xlsx"):
        frame.to_excel(path, index=False)
    elif name.endswith(".parquet"):
        frame.to_parquet(path)
    elif name.endswith(".json"):
        path.write_text(json.dumps({"total": len(rows), "data": rows}), encoding="utf-8")
    elif ".jsonl" in name:
        text = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()
        path.write_bytes(gzip.compress(text) if name.endswith(".gz") else text)
    else:
        encoding = name.partition("-")[2].partition(".")[0] or "utf-8"
        tab = "\t" if name.endswith(".tsv") else ","
        frame.to_csv(path, index=False, encoding=encoding, sep=tab)
    return path


@pytest.mark.parametrize(
    "name",
    [
        "a.xlsx", "a.parquet", "a.json", "a.jsonl", "a.jsonl.gz", "a.csv", "a-utf-8-sig.csv",
        "a-gb18030.csv", "a-utf-16.csv", "a.tsv",
    ],
)  # fmt: skip
def test_every_kind_gives_the_same_cells(tmp_path: Path, name: str) -> None:
    """Byte-order mark, GB18030, UTF-16, tabs and packing change nothing; the last row is the whole
    file.
    """
    rows = list(read_rows(saved(tmp_path, name)))

    assert [dict(row.cells) for row in rows] == ROWS
    assert rows[-1].done == pytest.approx(1.0)
    first = {"xlsx": "row 2", "csv": "row 2", "tsv": "row 2", "parquet": "row 1"}
    kind = name.removesuffix(".gz").rpartition(".")[2]
    assert rows[0].place == first.get(kind, "record 1" if kind == "json" else "line 1")


def test_a_sheet_as_people_keep_it(tmp_path: Path) -> None:
    """A title above the header, a merged cell, an empty row, a day, an error and a second sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "说明"
    sheet["A1"] = "抓取于某日"
    sheet = book.create_sheet("数据")
    sheet["A1"] = "夜市政策汇总"
    sheet.merge_cells("A1:C1")
    for row in (
        ["发文机关", "正文", "日期"],
        ["甲市人民政府", "一、甲。_x000D_\n二、乙。", datetime(2020, 11, 18)],
        [None, "一、丙。", 44153],
        [None, None, None],
        ["乙市人民政府", "#REF!", "2020/11/18"],
    ):
        sheet.append(row)
    sheet.merge_cells("A3:A4")
    book.save(tmp_path / "a.xlsx")

    rows = list(read_rows(tmp_path / "a.xlsx"))

    assert [row.place for row in rows] == ["row 3", "row 4", "row 6"]
    assert [row.cells["发文机关"] for row in rows] == [
        "甲市人民政府",
        "甲市人民政府",
        "乙市人民政府",
    ]
    assert rows[0].cells["正文"] == "一、甲。\r\n二、乙。"
    assert "正文" not in rows[2].cells
    with pytest.raises(ReadingError, match=r"no sheet '别的'; its sheets are 说明, 数据"):
        list(read_rows(tmp_path / "a.xlsx", sheet="别的"))
    with pytest.raises(ReadingError, match="no table was found in 说明"):
        list(read_rows(tmp_path / "a.xlsx", sheet="说明"))


def test_one_wrong_row_stops_no_other(tmp_path: Path) -> None:
    """A row with too many cells, and a line that is no JSON, are told; the others are read."""
    (tmp_path / "a.csv").write_text(
        "标题,正文\n甲,一、甲，乙\n乙,丙,丁\n\n丁,戊\n", encoding="utf-8"
    )
    (tmp_path / "a.jsonl").write_bytes('{"a": "甲"}\n[1]\n{"a"\n{"a": "乙"}\n'.encode())

    sheet, lines = list(read_rows(tmp_path / "a.csv")), list(read_rows(tmp_path / "a.jsonl"))

    assert [row.place for row in sheet] == ["row 2", "row 3", "row 5"]
    assert "has 3 cells, the header 2" in sheet[1].fault
    assert [bool(row.fault) for row in lines] == [False, True, True, False]
    assert "list" in lines[1].fault
    assert lines[2].place == "line 3"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.csv", '标题,正文\n甲,"一、甲\n', "row 2"),
        ("a.xlsx", "<html><table>", "is no Excel workbook"),
        ("a.xlsx", "PK\x03\x04broken", "damaged"),
        ("a.json", '{"a": ', "line 1"),
        ("a.json", '"text"', "no list of records"),
        ("a.parquet", "PAR1", "no readable Parquet"),
        ("a.csv", "", "is empty"),
        ("a.txt", "x", "no file of rows"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(
    tmp_path: Path, name: str, content: str, told: str
) -> None:
    """One error that names the file, and the row where there is one."""
    (tmp_path / name).write_text(content, encoding="utf-8")

    with pytest.raises(ReadingError, match=told) as error:
        list(read_rows(tmp_path / name))
    assert name in str(error.value)


def test_a_large_file_is_not_held_to_tell_its_encoding(tmp_path: Path) -> None:
    """UTF-8 is told from GB18030 also where only the end of a large file would show it."""
    body = "一、放宽准入，开摊登记。" * 40_000
    for encoding in ("utf-8", "gb18030"):
        path = tmp_path / f"{encoding}.csv"
        path.write_text("标题,正文\n" + f"甲,{body}\n" * 6, encoding=encoding)

        rows = list(read_rows(path))

        assert [row.cells["正文"] == body for row in rows] == [True] * 6


def test_names_of_columns_and_files() -> None:
    """Each column has one name, and only files of rows are taken for such."""
    assert column_names(["标题", "标题", "", 3]) == ["标题", "标题 (2)", "column 3", "3"]
    assert [kind_of_rows(name) for name in ("a.CSV", "a.jsonl.gz", "a.docx", "csv")] == [
        "csv",
        "jsonl",
        "",
        "",
    ]


@pytest.mark.parametrize("limit", [1_000, 131_072, 2**31 - 1])
def test_a_cell_may_be_a_whole_text(tmp_path, limit):
    """Whatever limit the process has, which stays what it was while rows are still to come."""
    long = "甲" * 200_000
    path = saved(tmp_path, "long.csv", [{"正文": long}, {"正文": "乙"}])
    before = csv.field_size_limit(limit)
    try:
        rows = read_rows(path)
        assert next(rows).cells["正文"] == long
        assert csv.field_size_limit() == limit
        assert next(rows).cells["正文"] == "乙"
    finally:
        csv.field_size_limit(before)
