"""A study made for CI: valid workflows, commands that exist, the check before the notebooks,
pinned packages.
"""

from __future__ import annotations

import re

import typer
import yaml
from typer.testing import CliRunner

from compare.commands.new import new
from compare.exchange.ci import ci_files
from compare.exchange.environment import lock_text, locked, moved

app = typer.Typer(pretty_exceptions_enable=False)
app.command()(new)


def test_new_with_ci_writes_everything_the_workflows_use(tmp_path):
    """Both services run the same commands, in the same order, on files that are there."""
    assert CliRunner().invoke(app, [str(tmp_path / "s"), "--ci", "--example"]).exit_code == 0
    github = yaml.safe_load(
        (tmp_path / "s" / ".github" / "workflows" / "study.yml").read_text(encoding="utf-8")
    )
    gitlab = yaml.safe_load((tmp_path / "s" / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    runs = [step["run"] for step in github["jobs"]["check"]["steps"] if "run" in step]

    assert runs == gitlab["study"]["script"]
    assert [run.split(" --")[0] for run in runs if run.startswith("policy-compare")] == [
        "policy-compare check",
        "policy-compare notebooks check",
    ]
    assert github["jobs"]["check"]["env"] == gitlab["study"]["variables"]
    assert (tmp_path / "s" / "requirements.lock").is_file()
    assert (tmp_path / "s" / "software" / "README.md").is_file()
    assert "/build/" in (tmp_path / "s" / ".gitignore").read_text().splitlines()


def test_without_ci_nothing_of_it_is_written(tmp_path):
    """A plain study has no workflow."""
    CliRunner().invoke(app, [str(tmp_path / "s")])

    assert (tmp_path / "s" / "documents.csv").is_file()
    assert [name for name in ci_files() if (tmp_path / "s" / name).exists()] == []


def test_the_lock_pins_what_is_installed_and_nothing_of_the_project():
    """Every direct dependency is pinned, no line names a place, and policy-compare comes from
    software/.
    """
    lines = ci_files()["requirements.lock"].splitlines()
    names = {line.partition("==")[0] for line in lines}

    assert {"pandas", "jieba", "scikit-learn", "nbclient", "numpy"} <= names
    assert "policy-compare" not in names
    assert "pytest" not in names
    assert all(re.fullmatch(r"[a-z0-9.-]+==[\w.+!]+", line) for line in lines)


def test_versions_that_moved_are_said():
    """Changed, gone and new packages, each in one sentence; none where all are equal."""
    assert moved({"a": "1", "b": "1"}, {"a": "2", "c": "3"}) == [
        "a 1 → 2",
        "b 1 → none",
        "c none → 3",
    ]
    assert moved(locked(), locked()) == []
    assert lock_text({"a": "1"}) == "a==1\n"
