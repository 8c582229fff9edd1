"""``policy-compare codebook``: starters, spreadsheets and cues by examples, as a user runs them."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from compare import cli
from compare.errors import PolicyCompareError
from compare.study.read import read_study
from compare.study.starters import starter_codebook
from compare.tables import build_tables

SHEET = "代码,名称,英文名,定义,关键词\nMARKET,夜市,Night markets,夜间摆卖,摊位、夜市\n"


@pytest.fixture(scope="module")
def run():
    """Run a command; its exit code and what it printed, or the error it told."""
    if not cli.app.registered_commands:
        cli._register()

    def called(*arguments: object) -> tuple[int, str]:
        result = CliRunner().invoke(cli.app, [str(argument) for argument in arguments])
        if isinstance(result.exception, PolicyCompareError):
            return 2, str(result.exception)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.exit_code, result.output

    return called


@pytest.fixture
def study(run, tmp_path) -> Path:
    """The invented example without codebooks."""
    assert run("new", tmp_path / "study", "--example")[0] == 0
    return tmp_path / "study"


def test_a_study_made_with_starters_has_themes_and_instruments(run, tmp_path):
    """`new --codebooks` brings all of them; no table of codes is empty then."""
    code, told = run("new", tmp_path / "all", "--example", "--codebooks")

    assert code == 0 and "themes" in told and "ladder" in told
    read = read_study(tmp_path / "all")
    tables = build_tables(read, only=["themes", "instruments", "directives"])
    assert read.uncoded() == ()
    assert read.codebooks["themes"].ids == starter_codebook("themes").ids
    assert min(len(tables[name]) for name in ("themes", "instruments", "directives")) > 0


def test_new_takes_some_starters_and_refuses_unknown_ones(run, tmp_path):
    """Nothing is made where a name is wrong."""
    assert run("new", tmp_path / "some", "--starter", "themes")[0] == 0
    held = [path.name for path in (tmp_path / "some" / "codebooks").glob("*.yaml")]
    code, told = run("new", tmp_path / "none", "--starter", "theme")

    assert held == ["themes.yaml"]
    assert code == 2 and "'theme' is no starter codebook" in told
    assert not (tmp_path / "none").exists()


def test_starters_are_added_once(run, study):
    """A second time the study's own is kept; --dry-run writes nothing."""
    run("codebook", "add", "--starter", "all", "--study", study, "--dry-run")
    assert not (study / "codebooks" / "themes.yaml").exists()

    assert run("codebook", "add", "--starter", "all", "--study", study)[0] == 0
    code, told = run("codebook", "add", "--starter", "themes", "--study", study)

    assert code == 2 and "is there already" in told


def test_a_spreadsheet_is_shown_and_taken_in(run, study, tmp_path):
    """Field, column and example are told; a column in doubt is not taken without a word."""
    sheet = tmp_path / "夜市.csv"
    sheet.write_text(SHEET, encoding="utf-8")

    code, told = run("codebook", "add", sheet, "--study", study)

    assert code == 0 and "关键词" in told and "摊位、夜市" in told
    assert read_study(study).codebooks["themes"].title == "夜市"
    guessed = tmp_path / "guessed.csv"
    guessed.write_text(SHEET.replace("关键词", "备选关键词汇总"), encoding="utf-8")
    (study / "codebooks" / "themes.yaml").unlink()
    code, told = run("codebook", "add", guessed, "--study", study)
    assert code == 1 and "--map" in told
    assert not (study / "codebooks" / "themes.yaml").exists()
    assert run("codebook", "add", guessed, "--study", study, "--yes")[0] == 0


def test_a_codebook_is_written_as_a_sheet(run, study, tmp_path):
    """And not over a file that is there."""
    run("codebook", "add", "--starter", "themes", "--study", study)
    out = tmp_path / "themes.xlsx"

    assert run("codebook", "sheet", "themes", out, "--study", study)[0] == 0
    code, told = run("codebook", "sheet", "themes", out, "--study", study)
    assert code == 2 and "nothing is written over" in told
    (study / "codebooks" / "themes.yaml").unlink()
    assert run("codebook", "add", out, "--study", study, "--as", "themes")[0] == 0
    again = read_study(study).codebooks["themes"]
    assert repr(again.codes) == repr(starter_codebook("themes").codes)


def test_words_are_suggested_and_only_accepted_ones_written(run, study, tmp_path):
    """The file changes when words are accepted, not before."""
    run("codebook", "add", "--starter", "themes", "--study", study)
    path = study / "codebooks" / "themes.yaml"
    before = path.read_bytes()
    clauses = read_study(study).clauses
    ids = clauses.loc[clauses["text"].str.contains("补"), "clause_id"].head(6)
    marks = tmp_path / "marks.csv"
    marks.write_text("clause_id,code\n" + "".join(f"{one},FISCAL\n" for one in ids), "utf-8")
    asked = ("codebook", "suggest", "--marks", marks, "--theme", "FISCAL", "--study", study)

    code, told = run(*asked)

    assert code == 0 and "【" in told and "--accept" in told
    assert path.read_bytes() == before
    assert run(*asked, "--accept", "摊位费、开摊")[0] == 0
    patterns = [cue.pattern.pattern for cue in read_study(study).codebooks["themes"]["FISCAL"].cues]
    assert patterns[:2] == ["摊位费", "开摊"]


def test_a_study_without_codebooks_says_how_to_add_them(run, study, tmp_path):
    """In the language of the terminal; not where there are codebooks."""
    code, told = run("tables", "--study", study, "--out", tmp_path / "t", "--no-cache")

    assert code == 0 and "codebook add --starter themes,instruments" in told
    run("codebook", "add", "--starter", "themes,instruments", "--study", study)
    assert "--starter" not in run(
        "tables", "--study", study, "--out", tmp_path / "t", "--no-cache"
    )[1]  # fmt: skip


def test_a_file_or_a_starter_is_needed(run, study):
    """Neither and both are asked about."""
    assert "name a file of your own, or a starter" in run("codebook", "add", "--study", study)[1]


def test_what_a_killed_run_left_is_swept(run, study, capsys):
    """Half a codebook beside its target goes, and is told."""
    (study / "codebooks").mkdir(exist_ok=True)
    (study / "codebooks" / ".themes.yaml.0a1b2c3d.tmp").write_text("half")

    run("codebook", "add", "--starter", "themes", "--study", study)

    left = {path.name for path in (study / "codebooks").iterdir()}
    assert left - {"README.md", "README.zh.md"} == {"themes.yaml"}
