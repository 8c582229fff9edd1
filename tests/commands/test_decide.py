"""``policy-compare decide``: what coders wrote comes into the study, or is refused by row."""

import csv
import shutil

import pandas as pd
import pytest
from typer import Typer
from typer.testing import CliRunner

import decided_study
from compare.commands.decide import decide
from compare.errors import CodingError
from compare.study.read import read_study
from compare.tables import build_tables

HEAD = (
    "template", "item_no", "action_id", "doc_id", "clause_id", "theme", "decision", "clause_ids",
    "reason", "who", "when", "settles",
)  # fmt: skip
ROW = {
    "template": decided_study.NUMBER, "item_no": "1", "doc_id": "alpha", "decision": "absent",
    "reason": "read it", "who": "Li", "when": "2026-01-01",
}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return decided_study.write(tmp_path_factory.mktemp("study"))


@pytest.fixture
def study(made, tmp_path):
    return shutil.copytree(made, tmp_path / "study")


def run(study, *arguments):
    app = Typer()
    app.command()(decide)
    return CliRunner().invoke(app, [*map(str, arguments), "--study", str(study)])


def coder(tmp_path, name, *rows):
    path = tmp_path / f"{name}.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, HEAD, restval="")
        writer.writeheader()
        writer.writerows([{**ROW, "who": name, **row} for row in rows])
    return path


def cell(study, no=1):
    table = build_tables(read_study(study), only=["adoption"])["adoption"]
    return table[(table["item_no"] == no) & (table["doc_id"] == "alpha")].iloc[0]


def test_a_corrected_cell_changes_the_tables_and_is_taken_back(study, tmp_path):
    """Before and after are shown; the level changes; --undo brings the old one back."""
    assert cell(study)["level"] == "taken_over"
    told = run(study, coder(tmp_path, "Li", {}))

    assert told.exit_code == 0, told.output
    assert "taken_over" in told.output and "absent" in told.output
    assert (cell(study)["level"], cell(study)["decided_by"]) == ("absent", "Li")
    assert run(study, "--undo").exit_code == 0
    assert cell(study)["level"] == "taken_over"
    assert not (study / "coding" / "decisions.csv").exists()


def test_what_does_not_fit_is_refused_by_file_and_row(study, tmp_path):
    """Each fault is named, and nothing is written; asked to, it writes the rest."""
    wrong = [
        {"template": "无〔2000〕1号"}, {"item_no": "99"}, {"doc_id": "nowhere"},
        {"decision": "perhaps"}, {"decision": "verbatim"}, {"decision": "taken_over",
        "clause_ids": "alpha-77"}, {"item_no": "", "clause_id": "alpha-01", "theme": "XX",
        "decision": "true"}, {"reason": ""},
    ]  # fmt: skip
    path = coder(tmp_path, "Li", {"item_no": "2", "decision": "未见"}, *wrong)
    told = run(study, path)

    assert isinstance(told.exception, CodingError)
    said = str(told.exception)
    assert [f"Li.csv, row {row}: " in said for row in range(2, 11)] == [False] + [True] * 8
    assert not (study / "coding").exists()
    rest = run(study, path, "--skip-refused")
    assert rest.exit_code == 0
    kept = pd.read_csv(study / "coding" / "decisions.csv", dtype=str, keep_default_na=False)
    assert kept["item_no"].tolist() == ["2"] and kept["decision"].tolist() == ["absent"]


def test_coders_who_differ_are_listed_and_nothing_of_theirs_is_written(study, tmp_path):
    """What they agree on is written under both names; a settling row, or a preferred name, ends
    the difference.
    """
    one = coder(tmp_path, "Li", {}, {"item_no": "2", "decision": "absent"})
    other = coder(tmp_path, "Wang", {"decision": "taken_over"}, {"item_no": "2"})
    told = run(study, one, other, "--out", tmp_path / "out")
    kept = pd.read_csv(study / "coding" / "decisions.csv", dtype=str, keep_default_na=False)

    assert told.exit_code == 0, told.output
    assert kept[["item_no", "who"]].values.tolist() == [["2", "Li; Wang"]]
    open_ = pd.read_csv(tmp_path / "out" / "disagreements.csv", encoding="utf-8-sig")
    assert open_[["item_no", "Li", "Wang"]].values.tolist() == [
        [1, "absent: read it", "taken_over: read it"]
    ]
    agreement = pd.read_csv(tmp_path / "out" / "agreement.csv", encoding="utf-8-sig")
    assert agreement[agreement["measure"] == "same"]["value"].tolist() == [0.5]
    assert agreement["low"].isna().all()  # two units tell no interval
    chair = coder(tmp_path, "Chen", {"settles": "true"})
    assert run(study, chair, one, other).exit_code == 0
    assert cell(study)["decided_by"] == "Chen"
    assert run(study, one, other, "--prefer", "Wang").exit_code == 0
    assert cell(study)["decided_by"] == "Chen"  # settled once, it stays settled


def test_a_preferred_coder_holds(study, tmp_path):
    """Where nobody settled it."""
    one, other = coder(tmp_path, "Li", {}), coder(tmp_path, "Wang", {"decision": "taken_over"})

    assert run(study, one, other, "--prefer", "Wang,Li").exit_code == 0
    assert cell(study)["decided_by"] == "Wang"


def test_a_decision_is_withdrawn(study, tmp_path):
    """``automatic`` brings the rule's level back."""
    run(study, coder(tmp_path, "Li", {}))
    told = run(study, coder(tmp_path, "Li", {"decision": "automatic"}))

    assert told.exit_code == 0, told.output
    assert (cell(study)["level"], cell(study)["decided_by"]) == ("taken_over", "")


def test_links_themes_and_memos_come_in_from_a_workbook(study, tmp_path):
    """Excel writes the date as a date; the theme is gone, the link is gone, the memo is kept."""
    before = build_tables(read_study(study))
    themed = before["themes"].iloc[0]
    proof = cell(study)["clause_ids"].split(";")
    rows = [
        {**ROW, "template": "", "item_no": "", "doc_id": "", "clause_id": themed["clause_id"],
         "theme": themed["theme"], "decision": "否", "when": pd.Timestamp("2026-01-02")},
        *({**ROW, "clause_id": name, "decision": "false"} for name in proof),
    ]  # fmt: skip
    pd.DataFrame(rows).to_excel(tmp_path / "Li.xlsx", index=False)
    (tmp_path / "memos.csv").write_text(
        "clause_id,template,item_no,doc_id,memo,who,when\nalpha-01,,,,=look again,Li,2026-01-01\n",
        encoding="utf-8",
    )
    told = run(study, tmp_path / "Li.xlsx", tmp_path / "memos.csv")
    loaded = read_study(study)
    after = build_tables(loaded)

    assert told.exit_code == 0, (told.output, told.exception)
    assert len(after["themes"]) == len(before["themes"]) - 1
    assert cell(study)["level"] == "absent"
    assert loaded.memos["memo"].tolist() == ["=look again"]
    assert "'=look again" in (study / "coding" / "memos.csv").read_text(encoding="utf-8")


def test_a_coding_sheet_is_told_where_it_belongs(study, tmp_path):
    """Sheets measure agreement; they decide nothing."""
    (tmp_path / "sheet-Li.csv").write_text("unit,theme_1\nu1,ENV\n", encoding="utf-8")
    told = run(study, tmp_path / "sheet-Li.csv")

    assert "policy-compare coding read" in str(told.exception)


def test_an_undo_touches_nothing_that_was_changed_since(study, tmp_path):
    """Somebody else wrote meanwhile."""
    run(study, coder(tmp_path, "Li", {}))
    path = study / "coding" / "decisions.csv"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")

    assert "was changed since" in str(run(study, "--undo").exception)


def test_a_chinese_reader_sees_changed_cells_in_words(study, tmp_path):
    """Table, column, before and after by their words; in English the codes that files have."""
    file = coder(tmp_path, "Li", {})
    chinese = run(study, file, "--lang", "zh", "--dry-run").output
    english = run(study, file, "--lang", "en", "--dry-run").output

    assert "采纳台账" in chinese and "未见" in chinese
    assert "taken_over" not in chinese and "adoption" not in chinese
    assert "taken_over" in english and "absent" in english
