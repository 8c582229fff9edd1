"""Checking a study: each fault is found, named, and told how to mend."""

from __future__ import annotations

import json
from pathlib import Path

import typer
from typer.testing import CliRunner

from compare.commands.check import check
from compare.study.check import check_duplicates, check_metadata
from compare.study.inspection import inspect_study
from conftest import MINI
from found_in_study import documents, told

app = typer.Typer(pretty_exceptions_enable=False)
app.command()(check)


def test_metadata():
    """What is unknown is listed with its consequence; a date in another form is an error."""
    table = documents(
        {"doc_id": "a", "level": "city", "title": "t", "issuer": "i", "issue_date": "2020/1/2"},
        {"doc_id": "b", "issue_date": "2021"},
    )

    assert told(check_metadata(table)) == [
        "error a: issue_date is '2020/1/2'",
        "note a: province unknown",
        "note a: document number unknown",
        "warning b: title unknown",
        "warning b: issuer unknown",
        "warning b: level unknown",
        "note b: only the year of issue is known (2021)",
        "note b: document number unknown",
    ]


def test_duplicates():
    """The same text is an error, a text with one changed sentence a warning, two cities of one
    template neither.
    """
    text = "".join(
        f"第{number}项措施支持小店在第{number * 7}条街开业并给予租金补助。" for number in range(60)
    )
    city = "".join(
        f"第{number}项办法鼓励夜市于{number * 3}号广场经营且减免摊位费用。" for number in range(60)
    )

    assert told(
        check_duplicates({"a": text, "b": text, "c": text.replace("第5项", "第五项"), "d": city})
    ) == [
        "error a, b: are the same text",
        "warning a, c: are 98% the same text",
        "warning b, c: are 98% the same text",
    ]


def test_folder_with_several_faults(mini_study):
    """One run lists them all: a file nobody names, two broken codebooks, a text that cannot be
    parsed.
    """
    (mini_study / "texts" / "extra.txt").write_text("x", encoding="utf-8")
    (mini_study / "texts" / "none.txt").write_text("没有编号的一句话。", encoding="utf-8")
    (mini_study / "documents.csv").write_text(
        "doc_id,file\nmini,mini.txt\nnone,none.txt\n", encoding="utf-8"
    )
    (mini_study / "lexicon").mkdir()
    assert {f.where for f in inspect_study(mini_study).findings if f.severity == "error"} == {
        "none"
    }
    (mini_study / "templates").mkdir()
    (mini_study / "templates" / "a.yaml").write_text("measures: 1", encoding="utf-8")
    (mini_study / "codebooks").mkdir()
    (mini_study / "codebooks" / "themes.yaml").write_text("title: [", encoding="utf-8")
    found = inspect_study(mini_study)

    assert [f.where for f in found.findings if f.severity == "error"] == [
        "templates/a.yaml",
        "codebooks/themes.yaml",
    ]
    assert any(f.where == "texts/extra.txt" for f in found.findings)


def test_command(mini_study: Path):
    """Exit code 0 without errors, 1 with; --json carries report and findings; --strict counts
    warnings.
    """
    run = CliRunner().invoke
    assert run(app, ["--study", str(mini_study)]).exit_code == 0
    (mini_study / "texts" / "extra.txt").write_text(MINI, encoding="utf-8")
    assert run(app, ["--study", str(mini_study), "--strict"]).exit_code == 1
    said = json.loads(run(app, ["--study", str(mini_study), "--json"]).stdout)

    assert (said["error"], said["warning"], said["report"][0]["n_clauses"]) == (0, 1, 4)
    (mini_study / "texts" / "mini.txt").unlink()
    assert run(app, ["--study", str(mini_study)]).exit_code == 1


def test_own_study_has_no_errors(five):
    """The project's own study passes."""
    assert inspect_study(five.root).count("error") == 0
