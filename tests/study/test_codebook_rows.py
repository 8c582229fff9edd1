"""A codebook in a spreadsheet: read by its columns, refused by row and column, written again."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.content.codebooks import parse_codebook
from compare.errors import CodebookError, StudyError
from compare.paper.export import to_excel_csv
from compare.study.codebook_files import codebook_path, enter_codebook, understand_codebook
from compare.study.codebook_rows import FIELDS, sheet_of, split_cues
from compare.study.columns import parse_map
from compare.study.starters import starter_codebook

HEADER = "代码,名称,英文名,定义,关键词,例句\n"
TIDE = "TIDE,潮汐,Tides,潮汐发电,潮汐发电,建一座潮汐电站。\n"
ROWS = (
    "FISH,渔业,Fisheries,捕捞与养殖,渔港、渔船；养殖,渔船在港内补给。\n"
    "TIDE,潮汐,Tides,潮汐发电,潮汐发电,建一座潮汐电站。\n"
)


def written(folder: Path, text: str, name: str = "book.csv") -> Path:
    """A CSV file of this text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_sheet_becomes_a_codebook(tmp_path):
    """Columns are told from Chinese names; words of a cell are parted by 、 and ；."""
    found = understand_codebook(written(tmp_path, HEADER + ROWS))

    assert found.name == "themes" and found.columns is not None and found.columns.sure
    assert found.codebook.ids == ("FISH", "TIDE")
    fish = found.codebook["FISH"]
    assert (fish.zh, fish.en, fish.definition) == ("渔业", "Fisheries", "捕捞与养殖")
    assert [cue.pattern.pattern for cue in fish.cues] == ["渔港", "渔船", "养殖"]
    assert fish.example == "渔船在港内补给。"


def test_sides_make_it_an_instrument_codebook(tmp_path):
    """供给型, 环境面, 需求型政策工具 are the three sides; what is none is named with its row."""
    head = "工具名称,工具类型,关键词\n"
    rows = "资金,供给型,补助\n税收,环境面,减税\n采购,需求型政策工具,首购\n"

    found = understand_codebook(written(tmp_path, head + rows))

    assert found.name == "instruments"
    assert [code.parent for code in found.codebook.codes] == ["supply", "environment", "demand"]
    assert found.filled == ("id", "en", "definition")
    with pytest.raises(
        CodebookError, match=r"row 3, column '工具类型': '混合型' is none of the sides"
    ):
        understand_codebook(
            written(tmp_path, head + "资金,供给型,补助\n信息,混合型,公布\n"), name="instruments"
        )


def test_rows_of_one_code_add_cues(tmp_path):
    """A row a cue: weights and places differ by row, and what a code is stands once."""
    text = (
        "id,zh,en,definition,cues,weight,where\nA,渔业,Fish,鱼,渔港,3,heading\nA,,,,渔业局,0,\n"
        "A,,,,渔(船|网),,\n"
    )

    code = understand_codebook(written(tmp_path, text)).codebook["A"]

    assert [(cue.pattern.pattern, cue.weight, cue.where) for cue in code.cues] == [
        ("渔港", 3, "heading"), ("渔业局", 0, "any"), ("渔(船|网)", 1, "any"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("FISH,渔业,,鱼,渔港,\n", r"row 3, column '英文名': is empty for 'FISH'"),
        (
            "FISH,渔业,Fish,鱼,渔(港,\n",
            r"row 3, column '关键词': the pattern '渔\(港' opens a group",
        ),
        ("FISH,渔业,Fish,鱼,,\n", r"row 3, column '关键词': 'FISH' has no cue"),
        (",渔业,Fish,鱼,渔港,\n", r"row 3, column '代码': is empty"),
        ("A,甲,A,a,渔港,\nB,乙,B,b,码头,\nA,甲,A,a,船,\n", r"row 5: the code 'A' stands in row 3"),
        (
            "A,甲,A,a,渔港,\nA,乙,A,a,码头,\n",
            r"row 4, column '名称': '乙' differs from '甲' in row 3",
        ),
        ("A,甲,A,a,渔港,\nB;C,乙,B,b,码头,\n", r"an id must not hold ';'"),
    ],
)
def test_what_is_not_sure_is_refused_with_its_place(tmp_path, rows, message):
    """Row and column are those that Excel shows."""
    with pytest.raises(CodebookError, match=message):
        understand_codebook(written(tmp_path, HEADER + TIDE + rows))


def test_numbers_and_places_that_are_none_are_refused(tmp_path):
    """weight and where hold what the form knows."""
    head = "zh,cues,weight,where\n"

    with pytest.raises(CodebookError, match=r"row 2, column 'weight': 'much' is no number"):
        understand_codebook(written(tmp_path, head + "甲,渔港,much,\n"))
    with pytest.raises(CodebookError, match=r"row 2, column 'where': 'title' is not one of any"):
        understand_codebook(written(tmp_path, head + "甲,渔港,1,title\n"))


def test_columns_nobody_can_tell_are_asked_for(tmp_path):
    """Without a column of cues nothing is coded; --map names it."""
    path = written(tmp_path, "名称,备注\n渔业,渔港\n")

    with pytest.raises(StudyError, match="--map cues=COLUMN"):
        understand_codebook(path)
    found = understand_codebook(path, parse_map(["words=备注"], FIELDS))
    assert found.codebook.ids == ("渔业",)


@pytest.mark.parametrize("name", ["themes", "instruments", "ladder"])
def test_written_as_a_sheet_and_read_again_the_codes_are_the_same(tmp_path, name):
    """Names, cues, weights, places, evidence of kinds: all that belongs to a code."""
    book = starter_codebook(name)
    path = tmp_path / "sheet.csv"
    path.write_bytes(to_excel_csv(sheet_of(book)))

    read = understand_codebook(path).codebook

    assert repr(read.codes) == repr(book.codes)


@given(st.lists(st.text("渔港船、；,，([{\\)]}|\n", max_size=6), max_size=4))
def test_splitting_a_cell_loses_no_character_but_separators(parts):
    """Whatever stands in a cell, only what parts cues is left out."""
    cell = "、".join(parts)

    kept = "".join(split_cues(cell))

    assert set(kept) <= set(cell)
    assert [mark for mark in cell if mark in "渔港船|"] == [
        mark for mark in kept if mark in "渔港船|"
    ]


def test_entering_writes_once(tmp_path):
    """A codebook that is there stays; the new one is read as it was understood."""
    found = understand_codebook(written(tmp_path, HEADER + ROWS))

    path = enter_codebook(tmp_path, found)

    assert codebook_path(tmp_path, "themes") == path
    with pytest.raises(StudyError, match="never written over"):
        enter_codebook(tmp_path, found)
    with pytest.raises(StudyError, match=r"no codebook 'instruments' \(themes\)"):
        codebook_path(tmp_path, "instruments")


def test_a_codebook_in_yaml_is_taken_as_it_is(tmp_path):
    """Its comments and layout are the author's."""
    text = (
        "# mine\ntitle: t\nversion: '1'\ncodes:\n- {id: A, zh: 甲, en: A, definition: d,"
        " parent: supply, cues: [{weight: 1, match: 渔}]}\n"
    )

    found = understand_codebook(written(tmp_path, text, "my.yaml"))

    assert (found.name, found.content) == ("instruments", text)
    with pytest.raises(StudyError, match="--as other is not one of themes, instruments"):
        understand_codebook(written(tmp_path, text, "my.yaml"), name="other")


def test_the_form_is_the_one_of_every_codebook():
    """What a sheet gives is parsed like any codebook: nothing of it is read twice."""
    with pytest.raises(CodebookError, match="codes"):
        parse_codebook({"title": "t", "version": "1", "codes": []}, where="x")


def test_a_group_around_a_separator_is_that_of_the_sheet_only(tmp_path):
    """(?:甲、乙) is written for a cue that holds 、; groups of a cue of one's own stay."""
    text = "名称,关键词\n渔业,(?:甲、乙)\n潮汐,(?:甲、乙)(丙)\n码头,(?:甲|乙)\n"

    codes = understand_codebook(written(tmp_path, text)).codebook.codes

    assert [code.cues[0].pattern.pattern for code in codes] == [
        "甲、乙", "(?:甲、乙)(丙)", "(?:甲|乙)",
    ]  # fmt: skip
