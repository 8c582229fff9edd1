"""What changed between two runs."""

from typer import Typer
from typer.testing import CliRunner

from adoption_example import family
from compare.adoption.ledger import trace
from compare.commands.diff import diff
from compare.study.changes import compare_runs, count_changes, likely_causes

DOCUMENTS, CLAUSES, TEMPLATES = family()
LEDGER = trace(DOCUMENTS, CLAUSES, TEMPLATES)
RUN = {
    "documents": DOCUMENTS,
    "clauses": CLAUSES,
    "items": LEDGER.items,
    "adoption": LEDGER.adoption,
    "actions": LEDGER.actions,
}


def changed():
    adoption = LEDGER.adoption.copy()
    at = adoption.index[(adoption["item_no"] == 2) & (adoption["doc_id"] == "alpha")][0]
    adoption.loc[at, ["level", "decided_by", "clause_ids"]] = ["absent", "LX", ""]
    documents = DOCUMENTS.copy()
    documents.loc[0, "sha256"] = "f" * 64
    return {**RUN, "adoption": adoption, "documents": documents, "clauses": CLAUSES.iloc[:-1]}


def test_a_run_does_not_differ_from_itself():
    """Nothing is reported where nothing changed."""
    assert len(compare_runs(RUN, RUN)) == 0
    assert len(likely_causes(RUN, RUN)) == 0


def test_changed_cells_and_lost_rows_are_named():
    """Key, column, before and after of each."""
    rows = compare_runs(RUN, changed())

    assert (
        "adoption",
        "样发〔2018〕1号|2|alpha",
        "level",
        "taken_over",
        "absent",
    ) in rows.itertuples(index=False, name=None)
    assert ("clauses", "gamma-02", "row", "present", "") in rows.itertuples(index=False, name=None)
    assert (
        count_changes(rows).set_index(["table", "column"]).loc[("adoption", "level"), "changed"]
        == 1
    )


def test_causes_are_texts_and_decisions():
    """A changed sum is a changed text; a new name in decided_by is a decision."""
    causes = likely_causes(RUN, changed())

    assert causes["cause"].tolist() == ["text", "decision"]
    assert causes.loc[causes["cause"] == "decision", "after"].item() == "LX"


def test_the_command_compares_two_folders(tmp_path):
    """Tables read back from CSV are the same tables."""
    for name, run in (("a", RUN), ("b", changed())):
        (tmp_path / name).mkdir()
        for table, frame in run.items():
            frame.to_csv(tmp_path / name / f"{table}.csv", index=False)
    app = Typer()
    app.command()(diff)
    same = CliRunner().invoke(app, [str(tmp_path / "a"), str(tmp_path / "a")])
    other = CliRunner().invoke(
        app, [str(tmp_path / "a"), str(tmp_path / "b"), "--out", str(tmp_path / "changes.csv")]
    )

    assert same.exit_code == 0 and same.output.startswith("0 changes")
    assert other.exit_code == 0 and "taken_over" in other.output
    assert (
        (tmp_path / "changes.csv")
        .read_text(encoding="utf-8")
        .startswith("table,key,column,before,after")
    )


def test_a_folder_without_tables_is_told():
    """The error names the folder and the command that fills it."""
    app = Typer()
    app.command()(diff)
    result = CliRunner().invoke(app, ["nowhere", "nowhere"])

    assert "holds no table of a run" in str(result.exception)
