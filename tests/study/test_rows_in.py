"""A table of documents goes into a study: shown, confirmed, whole or not at all, and twice is
once.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
import typer
from typer.testing import CliRunner

from compare import read_study
from compare.commands.add import add
from compare.errors import StudyError
from compare.study import enter as entering
from compare.study.frames import frame_rows
from compare.study.read import Study

app = typer.Typer(pretty_exceptions_enable=False)
app.command()(add)


def measures(place: str, n: int = 4) -> str:
    """A text of n measures of our own."""
    return "\n".join(
        f"{'一二三四五六'[k]}、支持夜市{k}。{place}摊位费减免{k + 2}成，登记不超过{k + 3}个工作日。"
        for k in range(n)
    )


ROWS = [
    {
        "文号": "平政发〔2021〕3号", "标题": "平安市人民政府关于支持夜市的意见",
        "正文": measures("平安市"), "发文机关": "平安市人民政府", "发布日期": "2021/3/8",
        "链接": "https://www.example.gov.cn/3.html", "浏览量": 12,
    },
    {
        "文号": "", "标题": "东山市人民政府关于支持夜市的意见",
        "正文": f"<div><p>{measures('东山市').replace(chr(10), '</p><p>')}</p></div>",
        "发文机关": "东山市人民政府", "发布日期": 44270, "链接": "", "浏览量": None,
    },
    {"文号": "", "标题": "空", "正文": "", "发文机关": "", "发布日期": "", "链接": "", "浏览量": 1},
    {
        "文号": "", "标题": "平安市人民政府关于支持夜市的意见", "正文": measures("平安市") + "  ",
        "发文机关": "", "发布日期": "", "链接": "", "浏览量": 2,
    },
]  # fmt: skip


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """An empty study."""
    folder = tmp_path / "study"
    folder.mkdir()
    return folder


def table(folder: Path, rows: list[dict], name: str = "crawl.xlsx") -> Path:
    frame, path = pd.DataFrame(rows), folder / name
    if name.endswith(".xlsx"):
        frame.to_excel(path, index=False)
    elif name.endswith(".parquet"):
        frame.astype("str").to_parquet(path)
    elif name.endswith(".jsonl"):
        frame.to_json(path, orient="records", lines=True, force_ascii=False)
    else:
        frame.to_csv(path, index=False, encoding="gb18030")
    return path


def run(*arguments: str | Path):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def rows_of(study: Path) -> list[dict[str, str]]:
    return list(csv.DictReader((study / "documents.csv").read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("name", ["crawl.xlsx", "crawl.csv", "crawl.jsonl", "crawl.parquet"])
def test_a_table_goes_in(tmp_path: Path, study: Path, name: str) -> None:
    """Columns are told and shown, every row that can be used is a document, the others are listed
    with row and reason.
    """
    result = run(table(tmp_path, ROWS, name), "--study", study)

    assert result.exit_code == 1, result.output  # a row was refused
    assert "text          正文" in result.output
    assert "left out      浏览量" in result.output
    assert "4 rows: 2 added, 1 known, 1 refused" in result.output
    first = {"crawl.jsonl": "line 1", "crawl.parquet": "row 1"}.get(name, "row 2")
    number = int(first.split()[1])
    place = first.split()[0]
    assert f"refused {place} {number + 2}: has no text: the column 正文 is empty" in result.output
    assert f"known {place} {number + 3}: the same text as {place} {number}" in result.output
    documents = read_study(study).documents.set_index("doc_id")
    assert list(documents["issuer"]) == ["平安市人民政府", "东山市人民政府"]
    assert list(documents["issue_date"]) == ["2021-03-08", "2021-03-15"]
    assert list(documents["n_clauses"]) == [4, 4]
    assert rows_of(study)[0]["source"] == "https://www.example.gov.cn/3.html"
    assert rows_of(study)[0]["taken_from"] == f"{name} {first}"
    assert len(list((study / "originals").iterdir())) == 1  # the cell with markup as received

    again = run(table(tmp_path, ROWS, name), "--study", study)

    assert "3 known, 1 refused" in again.output
    assert len(rows_of(study)) == 2


def test_columns_in_doubt_write_nothing(tmp_path: Path, study: Path) -> None:
    """Without a terminal a guess is not taken; --yes or --map takes it."""
    rows = [{"甲": row["标题"], "网页正文": row["正文"]} for row in ROWS[:2]]
    path = table(tmp_path, rows)

    result = run(path, "--study", study)
    assert result.exit_code == 1
    assert "Nothing was written" in result.output
    assert "--map text=网页正文" in result.output
    assert list(study.iterdir()) == []

    assert run(path, "--study", study, "--map", "title=甲,text=网页正文").exit_code == 0
    assert len(rows_of(study)) == 2


def test_wrong_names_are_one_clear_error(tmp_path: Path, study: Path) -> None:
    """The file, its columns and the nearest name are told."""
    path = table(tmp_path, ROWS)
    with pytest.raises(StudyError, match=r"crawl\.xlsx has no column '正 文'.*Is '正文' meant"):
        raise run(path, "--study", study, "--map", "text=正 文").exception
    with pytest.raises(StudyError, match="each row of .* is a text"):
        raise run(path, "--study", study, "--title", "题").exception
    with pytest.raises(StudyError, match="--map and --sheet are for tables"):
        raise run(tmp_path / "a.txt", "--study", study, "--map", "text=正文").exception


def test_near_copies_are_in_doubt_and_versions_are_told(tmp_path: Path, study: Path) -> None:
    """A near copy is not added without --yes; a revised version is, and both name the other one."""
    title = "平安市夜市管理办法"
    body = "\n".join(
        f"第{k}条 第{k}片区摊位费减免{k + 2}成，登记不超过{k + 3}个工作日。" for k in range(1, 60)
    ).replace("第1条", "第一条")
    rows = [
        {"id": "a", "title": title, "text": measures("平安市", 6), "date": "2018-01-02"},
        {
            "id": "b",
            "title": f"{title}（修订）",
            "text": measures("新平安", 6),
            "date": "2021-01-02",
        },
        {"id": "c", "title": "东山市摊位规定", "text": body},
        {"id": "d", "title": "", "text": body + "附则。"},
    ]

    result = run(table(tmp_path, rows), "--study", study, "--json")

    told = {row["doc_id"]: row for row in json.loads(result.output)["rows"]}
    assert (told["b"]["outcome"], told["b"]["version_of"]) == ("added", "row 2")
    assert (told["d"]["outcome"], told["d"]["version_of"]) == ("doubted", "row 4")
    assert "the same text as row 4" in " ".join(told["d"]["doubts"])
    assert {row["doc_id"] for row in rows_of(study)} >= {"a", "b"}


def test_ids_that_stand_twice_are_refused(tmp_path: Path, study: Path) -> None:
    """The row and the first one are named."""
    rows = [
        {"id": "a", "title": "甲市办法", "text": measures("甲")},
        {"id": "a", "title": "乙市规定", "text": measures("乙")},
    ]

    result = run(table(tmp_path, rows), "--study", study)

    assert "refused row 3: the id a stands in row 2 already" in result.output


def test_a_run_that_fails_leaves_the_study_as_it_was(
    tmp_path: Path, study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk at the second text: no text, no original and no row stays."""
    write, calls = entering.write_bytes, []

    def full(path: Path, data: bytes) -> None:
        calls.append(path)
        if len(calls) == 3:
            raise OSError(28, "No space left on device")
        write(path, data)

    monkeypatch.setattr(entering, "write_bytes", full)

    assert isinstance(run(table(tmp_path, ROWS), "--study", study).exception, OSError)
    assert [path for path in study.rglob("*") if path.is_file()] == []


def test_a_frame_is_a_study(tmp_path: Path) -> None:
    """In a notebook, without a folder; the same rows, the same documents as in one."""
    frame = pd.DataFrame(ROWS)

    study = Study.from_frame(frame, name="crawl")
    stored = Study.from_frame(frame, folder=tmp_path / "study", name="crawl")

    assert list(study.set_aside["reason"]) == [
        "crawl, row 3: has no text: the column 正文 is empty.",
        "crawl, row 4: is the same text as crawl-1.",
    ]
    assert study.counted() == "2 of 4 texts"
    same = ["doc_id", "title", "issuer", "issue_date", "n_clauses", "sha256"]
    pd.testing.assert_frame_equal(study.documents[same], stored.documents[same])
    pd.testing.assert_frame_equal(study.clauses, stored.clauses)
    assert list(stored.set_aside["file"]) == ["crawl, row 3"]
    with pytest.raises(StudyError, match=r"2 of 4 texts cannot be used"):
        Study.from_frame(frame, strict=True)
    with pytest.raises(StudyError, match=r"columns=\{'text': '网页正文'"):
        Study.from_frame(frame.rename(columns={"正文": "网页正文"}))


def test_missing_values_of_a_frame_are_no_cells() -> None:
    """NaN, NaT, None and empty lists; a list stays a list."""
    frame = pd.DataFrame(
        {"a": [None, ["甲", "乙"]], "b": [pd.NaT, pd.NaT], "c": [1.0, float("nan")]}
    )

    assert [dict(row.cells) for row in frame_rows(frame)] == [{"c": 1.0}, {"a": ["甲", "乙"]}]


def test_thousands_of_rows(tmp_path: Path, study: Path) -> None:
    """A row more is a row more: no step looks at all texts for each."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["id", "标题", "正文", "发文机关"])
    for n in range(600):
        place = f"{'甲乙丙丁戊己庚辛壬癸'[n % 10]}{n}"
        sheet.append([f"d{n}", f"{place}市夜市办法", measures(place), f"{place}市人民政府"])
    book.save(tmp_path / "many.xlsx")

    result = run(tmp_path / "many.xlsx", "--study", study, "--yes")

    assert "600 rows: 600 added" in result.output
    assert len(rows_of(study)) == 600
