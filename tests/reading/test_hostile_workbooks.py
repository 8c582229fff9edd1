"""Hostile workbooks: rows, or one error that names the file, within seconds; and a codebook out of
one is one that can be read again."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))
import hostile
from compare.base.plain_yaml import read_yaml
from compare.content.codebooks import parse_codebook
from compare.errors import PolicyCompareError, ReadingError
from compare.reading.sheets import read_rows
from compare.study.codebook_files import enter_codebook, understand_codebook
from compare.trust.spreadsheets import spreadsheet_rows

FILES = dict(hostile.workbooks())


@pytest.fixture(params=FILES)
def path(request, tmp_path) -> Path:
    """A hostile workbook on the disk."""
    place = tmp_path / request.param
    place.write_bytes(FILES[request.param])
    return place


def test_read_or_refused(path):
    """As a table of documents, and as a sheet that a coder filled."""
    began = time.process_time()
    try:
        rows = list(read_rows(path))
        assert all(row.place.startswith("row ") for row in rows)
    except ReadingError as error:
        assert str(error).startswith(str(path))
    try:
        spreadsheet_rows(path)
    except PolicyCompareError as error:
        assert str(error).startswith(path.name)
    assert time.process_time() - began < 20


def test_a_codebook_that_is_taken_in_can_be_read(path, tmp_path):
    """What is written is read again as it was shown; what could not be is refused before."""
    began = time.process_time()
    try:
        found = understand_codebook(path, name="themes")
        written = enter_codebook(tmp_path / "study", found)
    except PolicyCompareError as error:
        assert str(error).startswith(str(path))
        assert not (tmp_path / "study").exists()
    else:
        book = parse_codebook(read_yaml(written), where="x")
        assert repr(book.codes) == repr(found.codebook.codes)
    assert time.process_time() - began < 20


def test_most_of_them_hold_a_codebook(tmp_path):
    """The files are hostile in one place; what stands beside it would be read."""
    (tmp_path / "a.xlsx").write_bytes(FILES["plain.xlsx"])

    assert [row.cells["代码"] for row in read_rows(tmp_path / "a.xlsx")] == ["SHOP"]
    assert understand_codebook(tmp_path / "a.xlsx").codebook.ids == ("SHOP",)
