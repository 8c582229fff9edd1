"""The commands `tables`, `figures` and `methods`, run as a user runs them, on a study of two short
texts.
"""

from __future__ import annotations

import json

import pandas as pd
import pytest
import typer
from typer.testing import CliRunner

from compare.commands.figures import figures
from compare.commands.methods import methods
from compare.commands.tables import tables
from compare.schema import TABLES

TEXT = """{place}人民政府关于支持创新创业的实施意见
各县（市、区）人民政府：
现提出如下意见。
一、促进环境升级
（一）放宽准入。严格执行负面清单，简化企业登记。（市市场监管局牵头，市财政局配合）
（二）减税降费。落实税收优惠，对新办企业给予最高{money}万元补助。（市税务局负责）
{place}人民政府
2020年5月28日
"""


@pytest.fixture
def study(tmp_path):
    """A folder with nothing but documents.csv and texts/."""
    folder = tmp_path / "study"
    (folder / "texts").mkdir(parents=True)
    (folder / "documents.csv").write_text("doc_id,file\njia,jia.txt\nyi,yi.txt\n", encoding="utf-8")
    for name, place, money in (("jia", "甲山市", 5), ("yi", "乙河市", 10)):
        (folder / "texts" / f"{name}.txt").write_text(
            TEXT.format(place=place, money=money), encoding="utf-8"
        )
    return folder


def run(command, *arguments):
    app = typer.Typer()
    app.command()(command)
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_tables_writes_the_contract(study, tmp_path):
    """Every declared table, as plain CSV and Parquet, straight into the folder named."""
    result = run(tables, "--study", study, "--out", tmp_path / "out")

    assert result.exit_code == 0, result.output
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        f"{name}.{kind}" for name in TABLES for kind in ("csv", "parquet")
    }
    assert list(pd.read_csv(tmp_path / "out" / "clauses.csv")["clause_id"]) == [
        "jia-01",
        "jia-02",
        "yi-01",
        "yi-02",
    ]
    assert "clauses           4 rows" in result.output


def test_tables_exports_what_is_asked(study, tmp_path):
    """Formats and tables can be chosen; this CSV carries the mark that Excel needs."""
    result = run(
        tables,
        "--study",
        study,
        "--out",
        tmp_path / "out",
        "--format",
        "csv,xlsx",
        "--only",
        "amounts",
    )

    assert result.exit_code == 0, result.output
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"amounts.csv", "tables.xlsx"}
    assert (tmp_path / "out" / "amounts.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_figures_writes_the_kit(study, tmp_path):
    """One figure, one language, two formats, at the width of a column, with data and words."""
    result = run(
        figures,
        "--study",
        study,
        "--out",
        tmp_path,
        "--only",
        "corpus-clauses",
        "--lang",
        "zh",
        "--format",
        "png,svg",
        "--width",
        "89mm",
    )

    assert result.exit_code == 0, result.output
    assert {path.name for path in tmp_path.glob("corpus*")} == {
        "corpus-clauses-zh-89mm.png",
        "corpus-clauses-zh-89mm.svg",
        "corpus-clauses.csv",
        "corpus-clauses.md",
    }
    assert "1 幅图，4 个文件" in result.output


def test_figures_draws_a_study_without_codebooks(study, tmp_path):
    """Whatever a bare study cannot show is left out by name; everything else is drawn."""
    result = run(figures, "--study", study, "--gallery", tmp_path / "gallery")

    assert result.exit_code == 0, result.output
    assert (tmp_path / "gallery" / "corpus-clauses-en.png").is_file()
    assert "corpus-clauses-zh.png" in (tmp_path / "gallery" / "README.md").read_text(
        encoding="utf-8"
    )


def test_figures_lists_names(study):
    """The names can be asked for without computing anything."""
    result = run(figures, "--list", "--lang", "zh")

    assert "corpus-clauses  各文件有多少条款？" in result.output


def test_methods_prints_text_and_references(study):
    """The section and its BibTeX on the screen."""
    result = run(methods, "--study", study, "--lang", "zh")

    assert result.exit_code == 0, result.output
    assert "语料为 2 份政策文件（2020 年发布）" in result.output
    assert "@software{policycompare," in result.output


def test_methods_writes_files(study, tmp_path):
    """Text, BibTeX and CSL-JSON as files."""
    result = run(methods, "--study", study, "--out", tmp_path / "paper")

    assert result.exit_code == 0, result.output
    assert {path.name for path in (tmp_path / "paper").iterdir()} == {
        "methods-en.md",
        "references.bib",
        "references.json",
    }
    assert (
        json.loads((tmp_path / "paper" / "references.json").read_text(encoding="utf-8"))[0]["id"]
        == "policycompare"
    )


@pytest.mark.parametrize("command, arguments, said", [
    (tables, ["--format", "doc"], "'doc' is not one of csv, xlsx"),
    (tables, ["--only", "clause"], "'clause' is not one of documents, clauses"),
    (figures, ["--width", "10cm"], "'10cm' is not one of 89mm"),
    (figures, ["--only", "pie"], "no figure 'pie'; there are"),
    (figures, ["--lang", "fr"], "'fr' is not one of zh, en"),
    (methods, ["--references", "ris"], "'ris' is not one of bibtex"),
    (methods, ["--lang", "fr"], "'fr' is not one of zh, en"),
])  # fmt: skip
def test_wrong_options_are_refused_at_once(command, arguments, said):
    """Exit code 2 and the choices, before a study is read."""
    result = run(command, *arguments)

    assert result.exit_code == 2
    assert said in " ".join(result.output.replace("│", " ").split())
