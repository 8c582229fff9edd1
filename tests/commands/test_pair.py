"""The command `pair` shows counterparts and the wording they share."""

from __future__ import annotations

from shutil import copytree

import pytest
import typer
from typer.testing import CliRunner

from compare.commands.pair import pair
from compare.errors import StudyError

TEXT = """{city}人民政府关于支持创新创业的实施意见
各县（市、区）人民政府：
现提出如下意见。
一、促进环境升级
（一）放宽准入。严格执行负面清单，简化企业登记。
（二）支持退役军人创业。{own}将适合就业的退役军人纳入全市职业技能培训政策和组织实施体系。
{city}人民政府
2020年5月28日
"""


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    root = tmp_path_factory.mktemp("study")
    (root / "texts").mkdir()
    (root / "documents.csv").write_text("doc_id,file\njia,jia.txt\nyi,yi.txt\n", encoding="utf-8")
    (root / "texts" / "jia.txt").write_text(
        TEXT.format(city="甲山市", own="开展培训。"), encoding="utf-8"
    )
    (root / "texts" / "yi.txt").write_text(
        TEXT.format(city="乙水市", own="给予补贴。"), encoding="utf-8"
    )
    return root


def run(*arguments):
    app = typer.Typer()
    app.command()(pair)
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_pair_is_shown_with_its_reason(study):
    """Both bodies, the shared passage numbered on both sides, the level and what made it."""
    result = run("jia-02", "yi-02", "--study", study, "--width", 100)

    assert result.exit_code == 0, result.output
    assert (
        result.output.count("{1|将适合就业的退役军人纳入全市职业技能培训政策和组织实施体系}") == 2
    )
    assert "verbatim: a whole sentence is the same" in result.output


def test_one_clause_lists_its_counterparts(study):
    """The other clause, its level and why; from either side."""
    assert run("yi-02", "--study", study).output.startswith(
        "jia-02  verbatim  a whole sentence is the same"
    )
    assert run("yi-02", "--study", study).output.endswith("1 counterparts of yi-02\n")


def test_what_is_not_the_same_measure_is_said(study):
    """A pair below the threshold is shown all the same."""
    assert run("jia-01", "yi-02", "--study", study).output.endswith("not the same measure\n")


def test_page_is_written(study, tmp_path):
    """One self-contained page with the marks."""
    result = run("jia-02", "yi-02", "--study", study, "--html", tmp_path / "pair.html")

    assert result.exit_code == 0, result.output
    assert (tmp_path / "pair.html").read_text(encoding="utf-8").count("<mark ") == 2


def test_unknown_clause_is_named(study):
    """A wrong id is told in one sentence that shows what ids look like."""
    error = run("jia-99", "yi-02", "--study", study).exception

    assert isinstance(error, StudyError)
    assert "'jia-99'" in str(error) and "'jia-01'" in str(error)


def test_the_studys_own_set_phrases_prove_nothing(study, tmp_path):
    """What the study's lexicon calls a set phrase makes no counterpart, as in the table."""
    study = copytree(study, tmp_path / "study")
    (study / "lexicon").mkdir()
    phrase = "将适合就业的退役军人纳入全市职业技能培训政策和组织实施体系"
    (study / "lexicon" / "formula.csv").write_text(
        f"phrase,kind\n{phrase},organisation\n", encoding="utf-8"
    )

    assert "a whole sentence" not in run("yi-02", "--study", study).output


LAW = """中华人民共和国夜市法

第一条　为了发展夜市，制定本法。
第二条　县级人民政府应当为夜市摊主发放摊位补贴，标准每月不低于二百元。
"""
RULES = """东山省夜市条例

第一条　根据《中华人民共和国夜市法》，制定本条例。
第二条　县级人民政府应当为夜市摊主发放摊位补贴，标准每月不低于三百元。
"""


@pytest.fixture(scope="module")
def laws(tmp_path_factory):
    root = tmp_path_factory.mktemp("laws")
    (root / "texts").mkdir()
    (root / "documents.csv").write_text(
        "doc_id,file,level,region,issue_date\n"
        "law,law.txt,national,全国,2019-01-01\nrules,rules.txt,provincial,东山省,2020-01-01\n",
        encoding="utf-8",
    )
    (root / "texts" / "law.txt").write_text(LAW, encoding="utf-8")
    (root / "texts" / "rules.txt").write_text(RULES, encoding="utf-8")
    return root


def test_what_became_other_is_told_with_both_passages(laws):
    """A sum that was raised stands below the reason, as the law and the regulation print it."""
    shown = run("law-02", "rules-02", "--study", laws).output

    told = [line for line in shown.splitlines() if line.startswith("  changed: ")]
    assert len(told) == 1
    assert told[0].startswith("  changed: raised (")
    assert "二百元 → " in told[0] and "三百元)" in told[0]


def test_an_unchanged_pair_tells_no_change(study):
    """Nothing is said of changes where there is none."""
    assert "changed" not in run("jia-02", "yi-02", "--study", study).output


def test_add_shows_the_title_of_what_a_text_carries_out(laws, tmp_path):
    """A law has no number, so its title stands behind `implements`; a law names nothing above."""
    from compare.commands.add import add

    (tmp_path / "documents.csv").write_text("doc_id,file\n", encoding="utf-8")
    app = typer.Typer()
    app.command()(add)
    files = [str(laws / "texts" / name) for name in ("law.txt", "rules.txt")]
    shown = CliRunner().invoke(app, [*files, "--study", str(tmp_path), "--dry-run"]).output

    told = [line.split() for line in shown.splitlines() if "implements" in line]
    assert told == [["implements", "—"], ["implements", "《中华人民共和国夜市法》"]]
