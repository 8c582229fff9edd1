"""compare.tables: which tables are computed, and from which others."""

from __future__ import annotations

import shutil

import pandas as pd
import pytest
import typer.testing

from compare import build_tables, read_study, schema
from compare.base.cache import Cache
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

    heard = Heard()
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
    assert "set aside bad: no clause label" in ran.stderr
    assert "2 files from 1 of 2 texts" in ran.stdout
    strict = runner.invoke(
        app, ["--study", str(mini_study), "--out", str(tmp_path / "out2"), "--strict"]
    )
    assert "no clause label" in str(strict.exception)


def equal(one: dict, other: dict) -> None:
    """Every cell of every table."""
    assert list(one) == list(other)
    for name, table in one.items():
        pd.testing.assert_frame_equal(table, other[name], check_exact=True)


@pytest.fixture
def own_study(tmp_path):
    """The invented study in a folder that a test may change."""
    from importlib.resources import as_file, files

    with as_file(files("compare") / "example") as folder:
        shutil.copytree(folder, tmp_path / "study")
    return tmp_path / "study"


def kept(study, cache):
    """Tables by way of a cache; how many entries were found, and how many not."""
    tables = build_tables(read_study(study, cache=cache), cache=cache)
    return tables, cache.hits, cache.misses


def test_cold_warm_and_damaged_caches_give_the_same(own_study, tmp_path):
    """No result depends on what an earlier run left, or on what became of it."""
    plain = build_tables(read_study(own_study))
    cold, hits, _ = kept(own_study, Cache(tmp_path / "cache"))
    assert hits == 0
    warm, hits, misses = kept(own_study, Cache(tmp_path / "cache"))
    assert hits > 0
    assert misses == 0
    for number, path in enumerate(sorted((tmp_path / "cache").rglob("*.entry"))):
        if number % 2:
            path.write_bytes(path.read_bytes()[: number * 7])
    damaged, hits, misses = kept(own_study, Cache(tmp_path / "cache"))
    assert hits > 0
    assert misses > 0

    for tables in (cold, warm, damaged):
        equal(tables, plain)


def test_a_new_text_or_decision_costs_its_own_share(own_study, tmp_path):
    """A text more is parsed and coded alone; a decision touches nothing that is kept."""
    kept(own_study, Cache(tmp_path / "cache"))
    (own_study / "coding").mkdir(exist_ok=True)
    (own_study / "coding" / "decisions.csv").write_text(
        "template,item_no,action_id,doc_id,level,clause_ids,reason,who,when\n", encoding="utf-8"
    )
    _, _, misses = kept(own_study, Cache(tmp_path / "cache"))
    assert misses == 0

    (own_study / "texts" / "new.txt").write_text(
        "一、放宽准入。开摊登记不超过2个工作日。\n二、减免费用。摊位费减半收取。", encoding="utf-8"
    )
    with (own_study / "documents.csv").open("a", encoding="utf-8") as sheet:
        sheet.write("new,new.txt" + "," * 5 + "\n")
    tables, hits, misses = kept(own_study, Cache(tmp_path / "cache"))

    # parsed, agencies, amounts, directives, folded clauses, cells of the new text; pairs and
    # templates as a whole
    assert misses == 8
    assert hits == 4 * 6 + 1  # ... what counterparts differ in is kept for the study
    equal(tables, build_tables(read_study(own_study)))


@pytest.mark.parametrize("together", [1, 3])
def test_one_process_and_two_give_the_same(own_study, monkeypatch, together):
    """However many documents are made at a time, in however many processes."""
    import compare.study.read
    import compare.study.work

    plain = build_tables(read_study(own_study))
    monkeypatch.setattr(compare.study.work, "TOGETHER", together)
    monkeypatch.setattr(compare.study.work, "PAYS", 1)
    monkeypatch.setattr(compare.study.read, "PAYS", 1)

    equal(build_tables(read_study(own_study, jobs=2), jobs=2), plain)
