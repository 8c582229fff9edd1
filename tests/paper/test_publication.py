"""The three tables of a paper: what a cell says, what stands beside it, that they fit a page."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from adoption_study import STUDY, TABLES
from compare.paper.print_formats import to_print_latex, to_print_markdown, write_print_tables
from compare.paper.publication import PrintTable, publication_tables
from compare.report.told import every_finding
from compare.words.strings import LANGUAGES
from figures_many import many

SMALL = PrintTable(
    "table-items",
    "甲 & 乙",
    "注：50%。",
    ("措施", "甲_市"),
    (("一节", ""), ("1 减税 | 降费", "▲ 3/5"), ("2 首购", "× 0/2")),
    (0.6, 0.4),
    "lc",
    frozenset({0}),
)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_three_tables_of_the_example(five, five_tables, lang):
    """Items by document, rates beside controls, reliability; every row as wide as the head, shares
    of the width summing to one.
    """
    tables = publication_tables(five, five_tables, lang)

    assert [table.name for table in tables] == ["table-items", "table-rates", "table-reliability"]
    for table in tables:
        assert {len(row) for row in table.rows} == {len(table.head)}
        assert len(table.align) == len(table.shares) == len(table.head)
        assert sum(table.shares) == pytest.approx(1)
        assert table.title and table.note
        if lang == "en":
            assert not re.search(r"[\u4e00-\u9fff]", str(table))


def test_cells_hold_symbol_and_fraction(five, five_tables):
    """A cell says what the figure's cell says, from the ledger."""
    table = publication_tables(five, five_tables, "zh")[0]
    adoption = five_tables["adoption"].set_index(["template", "item_no", "doc_id"])
    cell = adoption.loc[("国发〔2018〕32号", 17, "qujing")]
    row = next(row for row in table.rows if row[0].startswith("17 "))

    assert row[1] == f"● {cell['actions_found']}/{cell['actions_total']}"
    assert [head for head in table.head if "对照" in head] == list(table.head[-2:])


def test_rates_stand_beside_controls_counted_alike(five, five_tables):
    """The sum of independent controls is the sum of their rows; an excluded one is not in it."""
    table = publication_tables(five, five_tables, "en")[1]
    heads = sorted(table.sections)
    groups = [
        table.rows[begin + 1 : end]
        for begin, end in zip(heads, [*heads[1:], len(table.rows)], strict=True)
    ]
    for rows in groups:
        counted = [re.match(r"(\d+)/(\d+)", row[1]) for row in rows if "(control)" in row[0]]
        n, of = sum(int(m[1]) for m in counted), sum(int(m[2]) for m in counted)
        beside = {row[4] for row in rows if "control" not in row[0]}
        assert beside == {f"{n}/{of} ({100 * n / of:.0f}%)"}
    assert any("left out" in row[0] for row in table.rows)


def test_sentences_give_the_controls_of_the_table(five, five_tables):
    """What a finding sets beside a rate is the number that the printed table sets beside it."""
    rows = publication_tables(five, five_tables, "en")[1].rows
    printed = {row[4] for row in rows if row[4]}
    said = [finding["text"]["en"] for finding in every_finding(five, five_tables)]
    beside = [re.search(r"counted alike, (\d+%) \((\d+) of (\d+) cells\)", one) for one in said]

    assert {f"{hit[2]}/{hit[3]} ({hit[1]})" for hit in beside if hit} == printed


def test_template_of_most_documents_comes_first(five, five_tables):
    """A template of four known items is no headline, and has no interval."""
    table = publication_tables(five, five_tables, "zh")[1]

    assert table.rows[0][0] == "国发〔2018〕32号"
    assert {row[2] for row in table.rows[max(table.sections) + 1 :]} == {"–"}


def test_many_documents_are_counted_not_listed(five, five_tables):
    """Thirty documents do not stand beside each other: their number by degree does."""
    study, tables = many(five, five_tables, 30)
    table = publication_tables(study, tables, "en")[0]
    row = next(row for row in table.rows if row[0].startswith("17 "))

    assert len(table.head) == 7
    touched, of = map(int, row[1].split("/"))
    assert of == 18 and touched == sum(map(int, row[2:6]))
    assert row[6].endswith("/12")


def test_study_without_coding_and_templates():
    """What there is no data for is left out."""
    assert [t.name for t in publication_tables(STUDY, TABLES, "zh")] == [
        "table-items", "table-rates",
    ]  # fmt: skip
    bare = TABLES | {name: TABLES[name].iloc[:0] for name in ("adoption", "items")}
    assert publication_tables(STUDY, bare, "zh") == []


def test_markdown():
    """Section heads in bold, bars escaped, alignment by column."""
    assert to_print_markdown(SMALL).splitlines()[2:7] == [
        "| 措施 | 甲_市 |",
        "| :--- | :---: |",
        "| **一节** |  |",
        "| 1 减税 \\| 降费 | ▲ 3/5 |",
        "| 2 首购 | × 0/2 |",
    ]


def test_latex_escapes_and_repeats_its_head():
    """Special characters are written out, marks are symbols of amssymb, the head stands twice."""
    tex = to_print_latex(SMALL)

    assert r"\caption{甲 \& 乙}\label{tab:table-items}" in tex
    assert r"$\blacktriangle$ 3/5" in tex and r"50\%" in tex
    assert tex.count(r"措施 & 甲\_市 \\") == 2
    assert r"\multicolumn{2}{@{}l@{}}{\itshape 一节} \\*" in tex


def test_files_are_written_for_the_formats_asked(tmp_path):
    """One file a table and format, named by language."""
    paths = write_print_tables([SMALL], tmp_path / "out", lang="zh", formats=["latex"])

    assert [path.name for path in paths] == ["table-items-zh.tex"]
    assert paths[0].read_text(encoding="utf-8") == to_print_latex(SMALL)


@pytest.mark.skipif(shutil.which("xelatex") is None, reason="TeX is not on this machine")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_latex_compiles_within_the_page(five, five_tables, lang, tmp_path):
    """All three tables in a plain article of A4: no error, no glyph missing, nothing beyond the
    line.
    """
    paths = write_print_tables(
        publication_tables(five, five_tables, lang), tmp_path, lang=lang, formats=["latex"]
    )
    chinese = r"\usepackage[fontset=fandol]{ctex}" if lang == "zh" else ""
    inputs = "\n".join(rf"\input{{{path.name}}}" for path in paths)
    (tmp_path / "paper.tex").write_text(
        r"\documentclass{article}\usepackage[a4paper,margin=25mm]{geometry}"
        rf"\usepackage{{booktabs,longtable,array,amssymb}}{chinese}"
        rf"\begin{{document}}{inputs}\end{{document}}",
        encoding="utf-8",
    )
    done = subprocess.run(
        ["xelatex", "-interaction=nonstopmode", "-halt-on-error", "paper.tex"],
        cwd=tmp_path, capture_output=True, timeout=240, check=False,
    )  # fmt: skip
    log = (tmp_path / "paper.log").read_text(encoding="utf-8", errors="replace")

    assert done.returncode == 0, log[-2000:]
    assert "Missing character" not in log
    over = [float(wide) for wide in re.findall(r"Overfull \\hbox \(([\d.]+)pt", log)]
    assert max(over, default=0) < 5  # points: a word that LaTeX cannot divide
