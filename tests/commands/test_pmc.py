"""``policy-compare pmc``: tables, sheets and agreement from the command line."""

from __future__ import annotations

import pandas as pd
import typer.testing

from compare.commands.decide import decide
from compare.commands.pmc import pmc

RUNNER = typer.testing.CliRunner()


def run(command, *arguments):
    app = typer.Typer()
    app.command()(command)
    return RUNNER.invoke(app, [str(argument) for argument in arguments])


def test_index_sheets_agreement_and_decisions(mini_study, tmp_path):
    """A scholar's way from the rules to decisions of two coders that stand in the study."""
    out = tmp_path / "pmc"
    ran = run(pmc, "--study", mini_study, "--out", out, "--sheets", "A,B")

    assert ran.exit_code == 0, ran.output
    matrix = pd.read_csv(out / "pmc-matrix.csv")
    assert list(matrix["doc_id"]) == ["mini"]
    assert len(matrix.columns) == 1 + 10 + 3
    (
        out / "pmc-sheet-A.xlsx"
    ).unlink()  # as a run that was killed leaves it: blank ones are no work
    assert run(pmc, "--study", mini_study, "--out", out, "--sheets", "A,B").exit_code == 0
    assert (out / "pmc-sheet-A.xlsx").is_file()
    for name in ("A", "B"):
        sheet = pd.read_csv(out / f"pmc-sheet-{name}.csv", dtype=str).assign(value="0")
        sheet.loc[1, "value"] = "1" if name == "A" else "0"
        sheet.to_csv(out / f"pmc-sheet-{name}.csv", index=False)

    again = run(pmc, "--study", mini_study, "--out", out, "--sheets", "A")
    assert "exist already and may be filled" in str(again.exception)

    sheets = [out / f"pmc-sheet-{name}.csv" for name in ("A", "B")]
    read = run(pmc, *sheets, "--study", mini_study, "--out", tmp_path / "read")
    assert read.exit_code == 0, read.output
    decisions = pd.read_csv(tmp_path / "read" / "pmc-decisions.csv", dtype=str)
    assert len(decisions) == len(sheet) - 1

    written = run(decide, tmp_path / "read" / "pmc-decisions.csv", "--study", mini_study)
    assert written.exit_code == 0, written.output
    run(pmc, "--study", mini_study, "--out", out)
    cells = pd.read_csv(out / "pmc_cells.csv")
    assert (cells["decided_by"] == "A; B").sum() == len(decisions)


def test_one_sheet_is_no_agreement(mini_study, tmp_path):
    """Two coders at least."""
    run(pmc, "--study", mini_study, "--out", tmp_path, "--sheets", "A")
    sheet = pd.read_csv(tmp_path / "pmc-sheet-A.csv", dtype=str).assign(value="0")
    sheet.to_csv(tmp_path / "pmc-sheet-A.csv", index=False)

    ran = run(pmc, tmp_path / "pmc-sheet-A.csv", "--study", mini_study)

    assert "at least two coders" in str(ran.exception)
