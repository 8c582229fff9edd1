"""Tables as files: contract and exports, Chinese intact, no formula run, nothing half written."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.base.progress import Progress
from compare.paper import export
from compare.paper.workbook import data_dictionary, to_xlsx
from compare.words.meanings import column_meaning

TABLE = pd.DataFrame(
    {
        "clause_id": ["a-01", "a-02"],
        "text": ['=HYPERLINK("x")', "设立“众创空间”，补助50%|5万元"],
        "score": [0.1 + 0.2, float("nan")],
        "n": [3, -4],
        "found": pd.array([True, None], dtype="boolean"),
    }
)


def test_truth_and_one_are_told_apart_in_one_column():
    """Cells that Python calls equal (True, 1, 1.0) are written as what they are."""
    mixed = pd.DataFrame({"x": pd.Series([True, 1, 1.0, None, "1", -0.0], dtype=object)})
    floats = pd.DataFrame({"x": [1.0, float("nan"), -0.0, 1.0, 0.1 + 0.2]})

    assert export.to_csv(mixed).decode().split("\n") == [
        "x",
        "true",
        "1",
        "1.0",
        '""',
        "1",
        "0.0",
        "",
    ]
    assert export.to_csv(floats).decode().split("\n")[1:-1] == ["1.0", '""', "0.0", "1.0", "0.3"]


def test_contract_csv_is_plain():
    """UTF-8 without a mark; cells as in the table; missing empty; truth in lower case; 0.1 + 0.2
    is 0.3.
    """
    assert export.to_csv(TABLE).decode("utf-8") == (
        "clause_id,text,score,n,found\n"
        'a-01,"=HYPERLINK(""x"")",0.3,3,true\n'
        "a-02,设立“众创空间”，补助50%|5万元,,-4,\n"
    )


def test_excel_csv_has_mark_and_no_formula():
    """Excel shows the Chinese and runs nothing; a negative number stays a number."""
    content = export.to_excel_csv(TABLE)

    assert content.startswith(b"\xef\xbb\xbf")
    assert 'a-01,"\'=HYPERLINK(""x"")",0.3,3,true\n' in content.decode("utf-8-sig")
    assert ",-4,\n" in content.decode("utf-8-sig")


@pytest.mark.parametrize(
    "cell, safe",
    [
        ("=1+1", "'=1+1"),
        ("+86 10", "'+86 10"),
        ("-x", "'-x"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("＝1", "'＝1"),
        ("-1.5", "-1.5"),
        ("1-2", "1-2"),
        ("——", "——"),
        ("", ""),
    ],
)
def test_escape_formula(cell, safe):
    """Whatever starts like a formula in any locale becomes text; the rest is untouched."""
    assert export.escape_formula(cell) == safe


@given(st.text())
def test_no_exported_cell_starts_a_formula(cell):
    """Whatever the text holds, an exported cell is a number or does not start a formula."""
    safe = export.escape_formula(cell)

    assert safe.endswith(cell)
    assert not safe.startswith(("=", "@")) and (
        not safe.startswith(("+", "-")) or export._is_number(safe)
    )


def test_parquet_keeps_types():
    """Types come back as they were; floats are rounded as in the CSV."""
    back = pd.read_parquet(BytesIO(export.to_parquet(TABLE)))

    assert back.dtypes.astype(str).to_dict() == TABLE.dtypes.astype(str).to_dict()
    assert back["score"][0] == 0.3


def test_workbook_stores_text_as_text():
    """In Excel the formula is a text, numbers are numbers, Chinese is intact, and the columns are
    explained.
    """
    book = openpyxl.load_workbook(BytesIO(to_xlsx({"clauses": TABLE})))

    sheet = book["clauses"]
    assert book.sheetnames == ["dictionary", "clauses"]
    assert [cell.value for cell in sheet[2]] == ["a-01", '=HYPERLINK("x")', 0.3, 3, True]
    assert (sheet["B2"].data_type, sheet["B2"].quotePrefix) == ("s", True)
    assert sheet["B3"].value == TABLE["text"][1]
    assert book["dictionary"]["C2"].value.startswith("document and running number")


def test_workbook_is_byte_identical():
    """No date of writing hides in the workbook."""
    assert to_xlsx({"clauses": TABLE}) == to_xlsx({"clauses": TABLE})
    assert b"dcterms:created" not in to_xlsx({"clauses": TABLE})


def test_workbook_survives_control_characters():
    """A character that a workbook cannot hold is dropped instead of failing the export."""
    book = openpyxl.load_workbook(BytesIO(to_xlsx({"x": pd.DataFrame({"a": ["甲\x0b乙"]})})))

    assert book["x"]["A2"].value == "甲乙"


def test_dictionary_of_undeclared_columns():
    """A column beyond the contract is listed without a meaning rather than left out."""
    rows = data_dictionary({"clauses": TABLE}).set_index("column")

    assert rows.loc["label" if "label" in rows.index else "found", "meaning"] == ""
    assert rows.loc["clause_id", "table"] == "clauses"


def test_markdown():
    """Bars are escaped, numbers stand right."""
    assert export.to_markdown(TABLE[["text", "n"]].tail(1)) == (
        "| text | n |\n| --- | ---: |\n| 设立“众创空间”，补助50%\\|5万元 | -4 |\n"
    )


def test_latex():
    """Per cent signs and underscores are escaped, long text wraps, rules are booktabs'."""
    lines = export.to_latex(
        TABLE[["clause_id", "text"]].tail(1), "shares", "Shares of 50%"
    ).splitlines()

    assert lines[1] == r"\begin{longtable}{l" + "l}"
    assert lines[2] == r"\caption{Shares of 50\%}\label{tab:shares}\\"
    assert lines[4] == r"clause\_id & text \\"
    assert lines[7] == r"a-02 & 设立“众创空间”，补助50\%|5万元 \\"


def test_latex_columns_share_the_line():
    """Numbers stand right, short text left, and long texts divide the line between them."""
    long = "设立众创空间并给予一次性补助，最高五十万元整，分两年"
    line = export.to_latex(
        pd.DataFrame({"n": [1], "id": ["a"], "x": [long], "y": [long], "z": [long]})
    ).splitlines()[1]

    assert (
        line
        == r"\begin{longtable}{rl" + 3 * r">{\raggedright\arraybackslash}p{0.27\linewidth}" + "}"
    )
    assert (
        export.to_latex(pd.DataFrame({"a": []}, dtype=str)).splitlines()[1]
        == r"\begin{longtable}{l}"
    )


@pytest.mark.parametrize(
    "text, tex",
    [("a_b&c", r"a\_b\&c"), ("\\~^", r"\textbackslash{}\textasciitilde{}\textasciicircum{}")],
)
def test_escape_latex(text, tex):
    """Nothing in a cell is read as a command."""
    assert export.escape_latex(text) == tex


def test_write_tables_contract_and_exports(tmp_path):
    """Without a format the contract's two files; with formats those, and one workbook for all
    tables.
    """
    tables = {"clauses": TABLE, "pairs": TABLE.head(0)}

    assert [path.name for path in export.write_tables(tables, tmp_path)] == [
        "clauses.csv",
        "clauses.parquet",
        "pairs.csv",
        "pairs.parquet",
    ]
    exported = export.write_tables(tables, tmp_path / "x", formats=export.EXPORT_FORMATS)
    assert sorted(path.name for path in (tmp_path / "x").iterdir()) == sorted(
        path.name for path in exported
    )
    assert {"clauses.tex", "pairs.md", "tables.xlsx"} <= {path.name for path in exported}
    assert (tmp_path / "clauses.csv").read_bytes() == export.to_csv(TABLE)
    assert (tmp_path / "x" / "clauses.csv").read_bytes() == export.to_excel_csv(TABLE)


def test_unknown_format_is_refused_before_writing(tmp_path):
    """Nothing is written when the request cannot be met."""
    with pytest.raises(ValueError, match="'doc' is not one of csv, xlsx"):
        export.write_tables({"a": TABLE}, tmp_path / "out", formats=["csv", "doc"])
    assert not (tmp_path / "out").exists()


def test_failure_leaves_old_files_whole(tmp_path, monkeypatch):
    """A run that dies while writing leaves yesterday's tables as they were, and no rubbish."""
    export.write_tables({"a": TABLE, "b": TABLE}, tmp_path / "out")
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    monkeypatch.setattr(
        export, "to_parquet", lambda table: (_ for _ in ()).throw(OSError("disk full"))
    )

    with pytest.raises(OSError, match="disk full"):
        export.write_tables({"a": TABLE.head(1), "b": TABLE}, tmp_path / "out")
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_tables_in_chinese_are_files_for_people(tmp_path):
    """Their names say the language; columns, codes and sheets are words; the contract stays out."""
    frame = pd.DataFrame({"doc_id": ["a"], "level": ["absent"], "why": ["nearest to each other"]})

    paths = export.write_tables({"adoption": frame}, tmp_path, lang="zh")

    assert [path.name for path in paths] == ["adoption.zh.csv", "tables.zh.xlsx"]
    text = paths[0].read_text(encoding="utf-8-sig")
    assert text.splitlines() == ["文本,判断,理由", "a,未见,互为最接近的条款"]
    book = openpyxl.load_workbook(paths[1])
    assert book.sheetnames == ["数据字典", "采纳台账"]
    assert [[cell.value for cell in row] for row in book["数据字典"]][:3] == [
        ["表", "列", "英文列名", "含义", "单位"],
        ["采纳台账", "文本", "doc_id", "文本（“文本”表的主键）", None],
        ["采纳台账", "判断", "level", column_meaning("adoption", "level", "zh"), None],
    ]


@pytest.mark.parametrize("formats, writer", [((), export.to_csv), (("csv",), export.to_excel_csv)])
def test_long_tables_are_written_some_rows_at_a_time(tmp_path, monkeypatch, formats, writer):
    """The same bytes, however many rows memory holds as text; every row is reported once for each
    file.
    """
    reports = []

    class Heard(Progress):
        def advance(self, share: float, done: int, unit: str) -> None:
            reports.append((round(share, 3), done, unit))

    monkeypatch.setattr(export, "TOGETHER", 1)
    export.write_tables({"t": TABLE}, tmp_path / "out", formats=formats, progress=Heard())

    files = 1 if formats else 2  # Parquet beside the CSV of the contract
    assert (tmp_path / "out" / "t.csv").read_bytes() == writer(TABLE)
    assert reports[-1] == (1.0, 2 * files, "rows")
    assert [share for share, _, _ in reports] == sorted(share for share, _, _ in reports)
