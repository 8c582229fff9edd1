"""Blind sheets out, filled sheets in."""

import csv
import io
import math
import time
import zipfile

import openpyxl
import pandas as pd
import pytest

from compare.errors import CodingError
from compare.trust.filled_sheets import coder_agreement, disagreements, passes, read_sheet
from compare.trust.sheets import Field, blank_sheet, codebook_sheet, draw_sample, to_workbook

FIELDS = (
    Field("theme", {"LAND": "用地", "TAX": "税费", "GOV": "统筹"}, 2),
    Field("instrument", {"supply": "供给", "environment": "环境", "demand": "需求"}),
)


def clauses():
    return pd.DataFrame(
        [
            {
                "clause_id": f"{doc}-{n:02d}",
                "doc_id": doc,
                "heading": f"标题{n}",
                "text": "=1+1" if n == 1 else f"{doc} 正文{n}。",
            }
            for doc, size in (("long", 12), ("short", 3))
            for n in range(1, size + 1)
        ]
    )


def test_a_sample_holds_every_document_and_repeats():
    """Drawn in proportion, at least one of each, in random order; the same seed gives the same
    key.
    """
    sample = draw_sample(clauses(), 5, seed=3)

    assert len(sample) == 5
    assert sample["doc_id"].value_counts().to_dict() == {"long": 4, "short": 1}
    assert sample["unit"].tolist() == ["u001", "u002", "u003", "u004", "u005"]
    pd.testing.assert_frame_equal(sample, draw_sample(clauses(), 5, seed=3))
    assert len(draw_sample(clauses(), 99, seed=3)) == 15
    assert sample["clause_id"].tolist() != draw_sample(clauses(), 5, seed=4)["clause_id"].tolist()


def test_sheets_are_blind():
    """No document, no clause id, no automatic code; empty cells to fill."""
    sheet = blank_sheet(clauses(), draw_sample(clauses(), 5, seed=3), FIELDS)

    assert list(sheet.columns) == [
        "unit",
        "heading",
        "text",
        "theme_1",
        "theme_2",
        "instrument",
        "note",
    ]
    assert (sheet[["theme_1", "theme_2", "instrument", "note"]] == "").all(axis=None)
    assert codebook_sheet(FIELDS)["code"].tolist() == [
        "LAND",
        "TAX",
        "GOV",
        "supply",
        "environment",
        "demand",
    ]


def test_a_workbook_runs_no_text_and_offers_the_codes():
    """A text that starts with = stays text; every code column has its list; same bytes twice."""
    sample = draw_sample(clauses(), 15, seed=3)
    content = to_workbook(blank_sheet(clauses(), sample, FIELDS), FIELDS)
    main = openpyxl.load_workbook(io.BytesIO(content))["coding"]

    risky = [cell for row in main.iter_rows() for cell in row if str(cell.value).startswith("=")]
    assert len(risky) == 2 and all(cell.data_type == "s" for cell in risky)
    assert sorted(str(choice.sqref) for choice in main.data_validations.dataValidation) == [
        "D2:D16 E2:E16",
        "F2:F16",
    ]
    assert content == to_workbook(blank_sheet(clauses(), sample, FIELDS), FIELDS)


def filled(
    path,
    rows,
    *,
    header=("unit", "heading", "text", "theme_1", "theme_2", "instrument", "note"),
    delimiter=",",
):
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(header)
        writer.writerows(rows)
    return path


def test_a_filled_sheet_comes_back(tmp_path):
    """Codes in any case and order of columns; an empty unit is not judged."""
    path = filled(
        tmp_path / "sheet-A.csv",
        [
            ("u001", "h", "'=1+1", "land", "TAX", "supply", "ok"),
            ("u002", "h", "t", "", "", "", ""),
            ("u003", "h", "t", "", "GOV", "demand", ""),
        ],
    )

    sheet = read_sheet(path, FIELDS)
    assert sheet["theme"].tolist() == [("LAND", "TAX"), None, ("GOV",)]
    assert sheet["instrument"].tolist() == [("supply",), None, ("demand",)]


def test_xlsx_and_csv_say_the_same(tmp_path):
    """The workbook that was written can be filled and read; semicolons from another spreadsheet
    too.
    """
    sample = draw_sample(clauses(), 3, seed=1)
    book = openpyxl.load_workbook(
        io.BytesIO(to_workbook(blank_sheet(clauses(), sample, FIELDS), FIELDS))
    )
    for row, codes in enumerate(
        [("LAND", "TAX", "supply"), ("GOV", "", "environment"), ("", "", "")], 2
    ):
        for column, code in enumerate(codes, 4):
            book["coding"].cell(row, column).value = code or None
    book.save(tmp_path / "sheet-A.xlsx")
    rows = [
        ("u001", "", "", "LAND", "TAX", "supply", ""),
        ("u002", "", "", "GOV", "", "environment", ""),
        ("u003", "", "", "", "", "", ""),
    ]
    semicolons = filled(tmp_path / "sheet-B.csv", rows, delimiter=";")

    pd.testing.assert_frame_equal(
        read_sheet(tmp_path / "sheet-A.xlsx", FIELDS).drop(columns="note"),
        read_sheet(semicolons, FIELDS).drop(columns="note"),
    )


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            [("u001", "", "", "LAN", "", "", "")],
            "sheet-A.csv, row 2: theme_1 is 'LAN', not one of LAND, TAX, GOV",
        ),
        ([("u001", "", "", "LAND;TAX;GOV", "", "", "")], "row 2: 3 codes for theme, at most 2"),
        (
            [("u001", "", "", "LAND", "", "", ""), ("u001", "", "", "TAX", "", "", "")],
            "row 3: unit u001 stands twice",
        ),
        ([("", "", "", "LAND", "", "", "")], "row 2: has codes but no unit"),
        ([], "holds no row"),
    ],
)
def test_errors_name_the_row_and_the_way_out(tmp_path, rows, message):
    """A sheet that cannot be used says where."""
    with pytest.raises(CodingError, match=message):
        read_sheet(filled(tmp_path / "sheet-A.csv", rows), FIELDS)


def test_a_sheet_without_its_columns_is_refused(tmp_path):
    """Another table is not taken for a sheet; neither is a broken workbook."""
    with pytest.raises(CodingError, match="needs the column 'unit'"):
        read_sheet(filled(tmp_path / "sheet-A.csv", [("x",)], header=("name",)), FIELDS)
    (tmp_path / "sheet-B.xlsx").write_bytes(b"no zip")
    with pytest.raises(CodingError, match=r"sheet-B.xlsx: is no readable Excel workbook"):
        read_sheet(tmp_path / "sheet-B.xlsx", FIELDS)


@pytest.mark.parametrize(
    ("old", "new"),
    [(b"<sheetData>", b"<sheetData"), (b'r="A1"', b'r="\xc2\xb21"'), (b"<worksheet", b"<!ENTITY")],
)
def test_a_workbook_with_a_broken_part_is_refused(tmp_path, old, new):
    """Whatever a part of it makes the library raise, it is told as a workbook to save again."""
    book = openpyxl.Workbook()
    book.active.append(["unit", "theme_1"])
    book.save(tmp_path / "sheet-C.xlsx")
    with zipfile.ZipFile(tmp_path / "sheet-C.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts["xl/worksheets/sheet1.xml"]
    with zipfile.ZipFile(tmp_path / "sheet-C.xlsx", "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part.replace(old, new) if "sheet1" in name else part)

    with pytest.raises(CodingError, match=r"sheet-C.xlsx: is no readable Excel workbook"):
        read_sheet(tmp_path / "sheet-C.xlsx", FIELDS)


def test_a_sheet_that_claims_a_million_rows(tmp_path):
    """Read as the rows that it has, within a second or two of the processor."""
    rows = [("unit", "theme_1"), ("u001", "LAND")]
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "sheet-E.xlsx")
    with zipfile.ZipFile(tmp_path / "sheet-E.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(tmp_path / "sheet-E.xlsx", "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"'))
    began = time.process_time()

    assert list(read_sheet(tmp_path / "sheet-E.xlsx", FIELDS).index) == ["u001"]
    assert time.process_time() - began < 2


@pytest.mark.parametrize("limit", [131_072, 2**31 - 1])
def test_a_cell_without_an_end_is_told(tmp_path, limit):
    """A quotation mark that is never closed makes one cell of the rest of the file, whatever other
    packages have done to the limit of the process.
    """
    before = csv.field_size_limit(limit)
    path = tmp_path / "sheet-D.csv"
    path.write_text('unit,theme_1\nu001,"' + "x" * 200_000, encoding="utf-8")

    try:
        with pytest.raises(CodingError, match=r"sheet-D.csv, line \d: .*quotation mark"):
            read_sheet(path, FIELDS)
    finally:
        csv.field_size_limit(before)


def sheet(**units):
    """unit=("LAND TAX", "supply"), as read back."""
    rows = {
        unit: {"theme": tuple(themes.split()) or None, "instrument": (side,) if side else None}
        for unit, (themes, side) in units.items()
    }
    return pd.DataFrame.from_dict(rows, orient="index")


A = sheet(u1=("LAND TAX", "supply"), u2=("GOV", "environment"), u3=("TAX", "supply"), u4=("", ""))
B = sheet(
    u1=("LAND", "supply"), u2=("GOV", "environment"), u3=("GOV", "demand"), u4=("TAX", "supply")
)
C = sheet(u1=("TAX LAND", "supply"), u2=("GOV", "environment"), u3=("TAX", "supply"))


def test_two_coders():
    """Three units judged by both; first codes agree on two: p_o 2/3, p_e (1·1 + 1·2 + 1·0)/9 =
    1/3, kappa 1/2.
    """
    table = coder_agreement({"A": A, "B": B}).set_index(["field", "measure", "coders"])["value"]

    assert table["theme", "kappa", "A–B"] == pytest.approx(0.5)
    assert table["theme", "same", "A–B"] == pytest.approx(1 / 3)
    assert table["instrument", "same", "A–B"] == pytest.approx(2 / 3)
    assert table["theme", "alpha:LAND", "all"] == 1
    assert coder_agreement({"A": A, "B": B})["units"].tolist()[0] == 3


def test_any_number_of_coders():
    """Three coders: three pairs; the alphas are over all of them."""
    table = coder_agreement({"A": A, "B": B, "C": C})

    assert table.loc[table["measure"] == "kappa", "coders"].unique().tolist() == [
        "A–B",
        "A–C",
        "B–C",
    ]
    assert table.loc[table["measure"] == "alpha_sets", "field"].tolist() == ["theme"]
    assert not math.isnan(
        table.loc[(table["measure"] == "alpha") & (table["field"] == "theme"), "value"].item()
    )


def test_every_disagreement_is_listed():
    """Another set, or another order of the most central code; what only one judged is none."""
    assert disagreements({"A": A, "B": B}).values.tolist() == [
        ["u1", "theme", "LAND;TAX", "LAND"],
        ["u3", "instrument", "supply", "demand"],
        ["u3", "theme", "TAX", "GOV"],
    ]
    assert disagreements({"A": A, "C": C})["unit"].tolist() == ["u1"]


def test_passes_split_what_all_gave_from_what_any_gave():
    """u4 was judged by one coder alone."""
    agreed, either = passes({"A": A, "B": B}, "theme")

    assert agreed.values.tolist() == [["u1", "LAND"], ["u2", "GOV"]]
    assert either.values.tolist() == [
        ["u1", "LAND"],
        ["u1", "TAX"],
        ["u2", "GOV"],
        ["u3", "GOV"],
        ["u3", "TAX"],
    ]
