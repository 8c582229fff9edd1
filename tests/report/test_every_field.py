"""Every text column of every table that is written or kept holds the mark, and every way out
makes text of it.

`test_injection` follows the mark from the files of a study; a column that no field of a study
reaches today is filled here all the same.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile

import networkx as nx
import openpyxl
import pandas as pd
import pytest

from compare.agencies.network import graphml
from compare.base.display import format_frame, format_html
from compare.exchange.stata import to_dta
from compare.paper.export import to_csv, to_excel_csv, to_latex, to_markdown, to_parquet
from compare.paper.print_formats import to_print_latex, to_print_markdown
from compare.paper.publication import PrintTable
from compare.paper.word import WordFile
from compare.paper.workbook import to_xlsx
from compare.report.page import as_json
from compare.schema import CODED, OUTPUTS
from report.test_injection import MARK, running

PLAIN = {"int": 1, "float": 0.5, "bool": True, "boolean": True}
EVERY = OUTPUTS | CODED


def full(name: str) -> pd.DataFrame:
    """Two rows of a table, the mark in every column of text."""
    columns = {
        column: MARK if declared.dtype == "str" else PLAIN[declared.dtype]
        for column, declared in EVERY[name].columns.items()
    }
    assert MARK in columns.values(), "every table has a column of text"
    return pd.DataFrame([columns, columns])


@pytest.mark.parametrize("name", list(EVERY))
def test_text_stays_text(name):
    """CSV, workbook, LaTeX, Markdown, Parquet, plain text and HTML of one table."""
    frame = full(name)
    for row in csv.reader(io.StringIO(to_excel_csv(frame).decode("utf-8-sig"))):
        assert not [cell for cell in row if cell[:1] in tuple("=+@\t\r")]
    assert len(list(csv.reader(io.StringIO(to_csv(frame).decode())))) == 3
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx({name: frame}))).worksheets[0]
    assert not [c.coordinate for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    assert not [c.coordinate for row in sheet.iter_rows() for c in row if c.hyperlink]
    assert list(pd.read_parquet(io.BytesIO(to_parquet(frame))).columns) == list(frame.columns)
    unsafe_in_latex(to_latex(frame, name, caption=MARK))
    unsafe_in_markdown(to_markdown(frame))
    assert format_frame(frame, rows=None, width=400).count("\n") == 2
    shown = format_html(frame, caption=MARK)
    assert running(shown) == [] and "<script" not in shown and "<img" not in shown
    assert "</" not in as_json(frame.to_dict("records"))
    if name.startswith("city_"):  # what `regression` writes for Stata
        assert MARK in to_dta(frame, name).decode("utf-8", "replace")


def unsafe_in_latex(text: str) -> None:
    """No command, comment, column or group of the mark is left."""
    assert "\\input" not in text
    for line in text.splitlines():
        if "alert" in line:
            shown = line.partition("\\label{")[0]  # a label is ours, and may hold _
            assert not re.search(r"(?<!\\)[%#$_]", shown), line


def unsafe_in_markdown(text: str) -> None:
    """No tag, link or column of the mark is left."""
    assert not re.search(r"(?<!\\)<(?:img|script)", text)
    assert not re.search(r"(?<!\\)\[a\]\(javascript", text)
    bars = {len(re.findall(r"(?<!\\)\|", line)) for line in text.splitlines() if line[:1] == "|"}
    assert len(bars) == 1


PRINTED = PrintTable(
    "table", MARK, MARK, (MARK, "n"), ((MARK, ""), (MARK, "1")), (0.8, 0.2), "lr", frozenset({0})
)


def test_tables_of_a_paper():
    """Title, note, head, a row that heads a section and another one."""
    unsafe_in_latex(to_print_latex(PRINTED))
    unsafe_in_markdown(to_print_markdown(PRINTED))


def test_network():
    """Nodes and edges of GraphML and what it says of them."""
    graph = nx.Graph()
    graph.add_edge(MARK, "市财政局", weight=1, name=MARK)
    graph.nodes[MARK]["label"] = MARK

    back = nx.parse_graphml(graphml(graph))
    assert set(back.nodes) == {MARK, "市财政局"}
    assert back.nodes[MARK]["label"] == MARK


def test_word():
    """Paragraphs, headings, bullets and tables: no field, link or relation of the mark."""
    word = WordFile("zh", MARK)
    word.subtitle(MARK)
    word.heading(MARK)
    word.paragraphs([MARK])
    word.bullets([MARK])
    word.references([MARK])
    word.table(PRINTED)
    word.grid([MARK, "n"], [[MARK, "1"]], (0.5, 0.5), "ll", whole_rows=False)
    inert_in_word(word.content())


def inert_in_word(content: bytes) -> None:
    """Fields are those we write (numbers of pages and tables), and nothing leads outside."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()
                 if name.endswith((".xml", ".rels"))}  # fmt: skip
    body = parts["word/document.xml"]
    assert "alert(1)" in body, "the mark is there, as text"
    codes = re.findall(r"<w:instrText[^>]*>([^<]*)<", "".join(parts.values()))
    codes += re.findall(r'w:instr="([^"]*)"', "".join(parts.values()))
    assert not [code for code in codes if "cmd" in code or "alert" in code]
    assert not [name for name, text in parts.items() if 'TargetMode="External"' in text]
    assert not re.search(r"<(?:img|script)", body)
    assert "w:hyperlink" not in body or "javascript" not in body
