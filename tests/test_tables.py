"""compare.tables: which tables are computed, and from which others."""

from __future__ import annotations

import pytest
import typer.testing

from compare import build_tables, read_study, schema
from compare.base.progress import Progress
from compare.tables import BUILDERS, needed


def test_every_table_has_one_builder():
    """Each declared table is made once, and needs only what is made before it."""
    made: list[str] = []
    for builder in BUILDERS:
        assert set(builder.needs) <= set(made), builder.name
        made += builder.makes

    assert sorted(made) == sorted(schema.TABLES)


def test_only_what_is_asked_and_what_it_needs(mini_study):
    """Origins need adoption and pairs; nothing else is computed, and only what was asked comes
    back.
    """
    assert [builder.name for builder in needed(["origins"])] == [
        "agencies",
        "pairs",
        "adoption",
        "origins",
    ]

    study = read_study(mini_study)
    assert list(build_tables(study, only=["agencies", "clauses"])) == ["clauses", "agencies"]
    assert list(build_tables(study, only="spans")) == ["spans"]


def test_asked_alone_a_table_is_the_same(five, five_tables):
    """What is computed beside a table does not change it."""
    for name in ("instruments", "amounts"):
        assert build_tables(five, only=[name])[name].equals(five_tables[name])


def test_unknown_table_is_told(mini_study):
    """A name that is no table is an error that lists the tables."""
    with pytest.raises(ValueError, match="no table 'pear'; tables are documents, clauses"):
        build_tables(read_study(mini_study), only=["pear"])


def test_progress_hears_every_step(mini_study):
    """Every builder is announced and ended."""

    class Heard(Progress):
        steps: list[str] = []  # noqa: RUF012 - one object

        def step(self, name: str) -> None:
            super().step(name)
            self.steps.append(name)

    heard = Heard(quiet=True)
    build_tables(read_study(mini_study), progress=heard)

    assert heard.steps == [builder.name for builder in BUILDERS]


def test_command_counts_what_was_set_aside(mini_study, tmp_path):
    """`tables` goes on without a bad text, names it, and counts it; `--strict` stops."""
    from compare.commands.tables import tables

    app = typer.Typer()
    app.command()(tables)
    (mini_study / "texts" / "bad.txt").write_text("没有编号。", encoding="utf-8")
    with (mini_study / "documents.csv").open("a", encoding="utf-8") as register:
        register.write("bad,bad.txt,\n")
    runner = typer.testing.CliRunner()

    ran = runner.invoke(
        app, ["--study", str(mini_study), "--out", str(tmp_path / "out"), "--only", "clauses"]
    )

    assert ran.exit_code == 0, ran.output
    assert "set aside bad: bad: no clause label" in ran.stderr
    assert "2 files from 1 of 2 texts" in ran.stdout
    strict = runner.invoke(
        app, ["--study", str(mini_study), "--out", str(tmp_path / "out2"), "--strict"]
    )
    assert "no clause label" in str(strict.exception)
