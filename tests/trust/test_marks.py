"""Marks read from lists, decisions and coding sheets."""

from __future__ import annotations

import pytest

from compare.errors import CodingError
from compare.trust.marks import Marks, read_key, read_marks

IDS = ["a-1", "a-2", "a-3"]


def _file(folder, text, name="marks.csv"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_list_says_who_has_the_code(tmp_path):
    """Others are not said to have it not."""
    path = _file(tmp_path, "clause_id,code\na-1,FISH\na-2,TIDE;FISH\na-3,TIDE\n")

    assert read_marks(path, "FISH", IDS) == Marks(frozenset({"a-1", "a-2"}), frozenset())


def test_a_decision_can_speak_against(tmp_path):
    """decisions.csv as it is: false is not marked, and compared with."""
    text = "clause_id,theme,decision\na-1,FISH,main\na-2,FISH,false\na-3,,\n"

    assert read_marks(_file(tmp_path, text), "FISH", IDS) == Marks(
        frozenset({"a-1"}), frozenset({"a-2"})
    )


def test_a_coding_sheet_needs_its_key(tmp_path):
    """A unit that was coded otherwise speaks against the code; an empty one says nothing."""
    sheet = _file(tmp_path, "unit,text,theme_1,theme_2\nu1,x,TIDE,FISH\nu2,y,TIDE,\nu3,z,,\n")
    key = _file(tmp_path, "unit,clause_id,doc_id\nu1,a-1,a\nu2,a-2,a\nu3,a-3,a\n", "key.csv")

    with pytest.raises(CodingError, match="Give the key.csv"):
        read_marks(sheet, "FISH", IDS)
    assert read_marks(sheet, "FISH", IDS, units=read_key(key)) == Marks(
        frozenset({"a-1"}), frozenset({"a-2"})
    )
    with pytest.raises(CodingError, match="is no key"):
        read_key(sheet)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("clause,code\na-1,FISH\n", "needs the columns clause_id and code"),
        ("clause_id,code\nb-9,FISH\n", r"row 2, column clause_id: 'b-9' is no clause"),
        ("clause_id,code\na-1,TIDE\n", "no clause is marked with 'FISH'"),
    ],
)
def test_faults_name_file_row_and_column(tmp_path, text, message):
    """Nothing is passed over silently."""
    with pytest.raises(CodingError, match=f"marks.csv.*{message}"):
        read_marks(_file(tmp_path, text), "FISH", IDS)
