"""``policy-compare coding``: sheets written, filled, read."""

import csv

import pandas as pd
import pytest
from typer.testing import CliRunner

from compare.commands.coding import app
from compare.errors import CodingError

RUN = CliRunner()


@pytest.fixture
def sheets(mini_study, tmp_path):
    """Sheets of two coders for the small study with a theme codebook of its own."""
    (mini_study / "codebooks").mkdir()
    (mini_study / "codebooks" / "themes.yaml").write_text(
        "title: t\nversion: '1'\nsettings: {most: 2}\ncodes:\n"
        "- {id: ENV, zh: 准入, en: Entry, definition: d, cues: [{weight: 3, match: "
        "[准入, 登记]}]}\n"
        "- {id: TAX, zh: 税, en: Tax, definition: d, cues: [{weight: 3, match: [税]}]}\n",
        encoding="utf-8",
    )
    out = tmp_path / "coding"
    RUN.invoke(
        app,
        ["sheet", "--study", str(mini_study), "--out", str(out), "--units", "50"],
        catch_exceptions=False,
    )
    return mini_study, out


def fill(path, codes):
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row, code in zip(rows, codes, strict=False):
        row["theme_1"] = code
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def test_sheets_of_all_coders_with_codebook_and_key(sheets):
    """A workbook and a csv each; the key alone names the clauses."""
    _, out = sheets

    assert sorted(path.name for path in out.iterdir()) == [
        "codebook.csv",
        "key.csv",
        "sheet-A.csv",
        "sheet-A.xlsx",
        "sheet-B.csv",
        "sheet-B.xlsx",
    ]
    assert "mini-" in (out / "key.csv").read_text(encoding="utf-8")
    assert "mini" not in (out / "sheet-A.csv").read_text(encoding="utf-8")


def test_filled_sheets_are_not_overwritten(sheets):
    """A second run refuses, for a sheet may hold work; blank ones, as a run that was killed leaves
    some, are written again.
    """
    study, out = sheets
    again = ["sheet", "--study", str(study), "--out", str(out), "--units", "50"]
    whole = {path.name: path.read_bytes() for path in out.iterdir()}
    for name in ("key.csv", "sheet-B.csv"):
        (out / name).unlink()

    RUN.invoke(app, again, catch_exceptions=False)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == whole
    fill(out / "sheet-A.csv", ["ENV"])
    filled = (out / "sheet-A.csv").read_bytes()
    with pytest.raises(CodingError, match="sheet-A.csv exist already and may be filled"):
        RUN.invoke(app, again, catch_exceptions=False)
    assert (out / "sheet-A.csv").read_bytes() == filled


def test_reading_reports_agreement_disagreements_and_scores(sheets, tmp_path):
    """Two coders who differ on one unit; with the key the automatic coding is scored too."""
    study, out = sheets
    fill(out / "sheet-A.csv", ["ENV", "TAX", "TAX"])
    fill(out / "sheet-B.csv", ["ENV", "TAX", "ENV"])
    arguments = [
        "read",
        str(out / "sheet-A.csv"),
        str(out / "sheet-B.csv"),
        "--study",
        str(study),
        "--out",
        str(tmp_path / "r"),
    ]

    result = RUN.invoke(app, [*arguments, "--key", str(out / "key.csv")], catch_exceptions=False)

    assert "kappa" in result.output
    assert "1 disagreements" in result.output
    assert len(pd.read_csv(tmp_path / "r" / "disagreements.csv")) == 1
    assert pd.read_csv(tmp_path / "r" / "scores.csv")["code"].tolist()[-1] == "all"


def test_one_coder_is_not_enough(sheets, tmp_path):
    """Agreement needs two; the same coder twice is no second one."""
    study, out = sheets
    arguments = ["--study", str(study), "--out", str(tmp_path / "r")]

    with pytest.raises(CodingError, match="at least two coders"):
        RUN.invoke(app, ["read", str(out / "sheet-A.csv"), *arguments], catch_exceptions=False)
    with pytest.raises(CodingError, match="Read the xlsx or the csv, not both"):
        RUN.invoke(
            app,
            ["read", str(out / "sheet-A.csv"), str(out / "sheet-A.xlsx"), *arguments],
            catch_exceptions=False,
        )


def test_agreement_without_coding_says_how_to_get_some(mini_study):
    """A study without hand coding is told what to do, not shown an empty table."""
    with pytest.raises(CodingError, match="holds no hand coding"):
        RUN.invoke(app, ["agreement", "--study", str(mini_study)], catch_exceptions=False)


def test_agreement_prints_every_question(five):
    """The project's own coding is compared table by table."""
    printed = RUN.invoke(
        app, ["agreement", "--study", str(five.root)], catch_exceptions=False
    ).stdout

    assert all(
        question in printed
        for question in (
            "units",
            "agencies",
            "themes",
            "amounts",
            "counterparts",
            "adoption 32",
            "actions 32",
        )
    )
