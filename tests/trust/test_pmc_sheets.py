"""Sheets of the PMC index: blank ones out, filled ones in, and how far their coders agree."""

from __future__ import annotations

import pandas as pd
import pytest

from compare.errors import CodingError
from compare.trust.pmc_sheets import (
    ALL,
    agreed_decisions,
    pmc_agreement,
    pmc_disagreements,
    pmc_sheet,
    read_pmc_sheet,
)
from pmc_study import book, documents

OWNERS = {"ping-01": "ping", "qing-01": "qing"}
DOCUMENTS = pd.concat([documents(), documents(doc_id="qing")], ignore_index=True)


def filled(tmp_path, name, values, **changes):
    """A sheet of both documents, its values in order; empty ones stay empty."""
    sheet = pmc_sheet(DOCUMENTS, book())
    sheet["value"] = values
    for column, cells in changes.items():
        sheet[column] = cells
    path = tmp_path / f"{name}.csv"
    sheet.to_csv(path, index=False)
    return read_pmc_sheet(path, book(), OWNERS, DOCUMENTS)


def test_a_blank_sheet_has_every_cell_and_no_answer():
    """Blind: nothing of what the rules found."""
    sheet = pmc_sheet(DOCUMENTS, book())

    assert len(sheet) == 10
    assert (sheet[["value", "clause_ids", "note"]] == "").all().all()
    assert sheet["meaning"].iloc[0] == "资金 Money: Gives money."


def test_agreement_by_hand(tmp_path):
    """Ten cells, nine alike. Both give 1 in half of the cells or nearly: kappa 0.8."""
    one = filled(tmp_path, "A", ["1", "0", "1", "0", "1", "0", "1", "0", "1", "0"])
    other = filled(tmp_path, "B", ["是", "否", "1", "0", "1", "0", "1", "0", "1", "1.0"])
    table = pmc_agreement({"A": one, "B": other}).set_index(["variable", "measure"])["value"]

    assert table[ALL, "same"] == pytest.approx(0.9)
    assert table[ALL, "kappa"] == pytest.approx(0.8)
    assert table["C", "same"] == 0.5
    assert {measure for _, measure in table.index} == {"alpha", "kappa", "same"}
    assert pmc_disagreements({"A": one, "B": other}).to_dict("records") == [
        {"doc_id": "qing", "variable": "C", "A": 0, "B": 1}
    ]


def test_what_coders_agree_on_becomes_decisions(tmp_path):
    """Cells that one coder left out, or that differ, do not."""
    one = filled(tmp_path, "A", ["1", "0", "", *[""] * 7], clause_ids=["ping-01", *[""] * 9])
    other = filled(tmp_path, "B", ["1", "1", "1", *[""] * 7], note=["see there", *[""] * 9])
    rows = agreed_decisions({"A": one, "B": other}, "They agree.")

    columns = ["doc_id", "variable", "decision", "clause_ids", "reason", "who"]
    assert rows[columns].values.tolist() == [
        ["ping", "A-1", "true", "ping-01", "see there", "A; B"]
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("column", "cell", "message"),
    [
        ("value", "2", "row 2: value is '2', not one of 1, 0"),
        ("doc_id", "dong", "row 2: there is no document 'dong'"),
        ("variable", "Z", "row 2: there is no variable 'Z'"),
        ("clause_ids", "qing-01", "row 2: clause 'qing-01' is none of ping"),
        ("variable", "A-2", "row 3: A-2 of ping stands twice"),
    ],
)
def test_a_fault_is_told_with_file_and_row(tmp_path, column, cell, message):
    """And with what was found."""
    sheet = pmc_sheet(DOCUMENTS, book()).assign(value="1")
    sheet.loc[0, column] = cell
    path = tmp_path / "A.csv"
    sheet.to_csv(path, index=False)

    with pytest.raises(CodingError, match=f"A.csv, {message}"):
        read_pmc_sheet(path, book(), OWNERS, DOCUMENTS)


def test_an_empty_sheet_is_refused(tmp_path):
    """Nobody's coding is no agreement."""
    with pytest.raises(CodingError, match="no cell is filled"):
        filled(tmp_path, "A", [""] * 10)
