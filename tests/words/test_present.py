"""Tables in one language: each column and code has a word, rows and numbers stay."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import compare.structure
from compare import schema
from compare.words.codes import code_name
from compare.words.present import CODE_COLUMNS, column_name, present
from compare.words.reasons import because
from compare.words.strings import LANGUAGES, strings

COLUMNS = sorted({name for table in schema.OUTPUTS.values() for name in table.every})
CODES = sorted(
    {
        (name, code)
        for table in schema.OUTPUTS.values()
        for name, column in table.every.items()
        if column.allowed and name != "unit"
        for code in column.allowed
        if code
    }
)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", COLUMNS)
def test_every_column_of_every_table_has_a_word(name, lang):
    """A new column needs a word in both languages before a reader can see it."""
    assert f"column.{name}" in strings(lang)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("column", "code"), CODES)
def test_every_code_that_the_schema_allows_has_a_word(column, code, lang):
    """And it is not the code itself."""
    assert code_name(column, code, lang) != code
    assert column in CODE_COLUMNS


def test_codes_columns_and_truth_become_words_and_numbers_stay():
    """Codes joined in a cell are told one by one; what is missing stays empty."""
    frame = pd.DataFrame(
        {
            "doc_id": ["a", "b"],
            "change": ["raised;body", ""],
            "adopted": pd.array([True, None], dtype="boolean"),
            "score": [0.5, float("nan")],
            "doubts": ["few_clauses@12", ""],
        }
    )

    out = present(frame, "zh")

    assert list(out.columns) == ["文本", "改动", "采纳", "得分", "读取疑点"]
    assert out.iloc[0].tolist() == ["a", "提高；牵头单位不同", "是", 0.5, "条款极少@12"]
    assert out["采纳"].isna().tolist() == [False, True]
    assert out["得分"].equals(frame["score"].rename("得分"))


def test_one_name_for_governments_and_one_for_judgements():
    """The column level of documents is another thing than that of the ledger."""
    assert list(present(pd.DataFrame({"level": ["city"]}), "zh").columns) == ["层级"]
    assert list(present(pd.DataFrame({"level": ["absent"]}), "zh").columns) == ["判断"]


def test_pivots_and_groups_are_told_too():
    """Codes that became columns or index get their words; an aggregate says of what."""
    frame = pd.DataFrame({"doc_id": ["a", "a"], "level": ["absent", "alike"], "score": [1.0, 2.0]})

    wide = present(frame.groupby(["doc_id", "level"]).size().unstack(), "zh")
    tall = present(frame.groupby("level")[["score"]].agg(["max"]), "zh")

    assert list(wide.columns) == ["文本", "未见", "对照亦有"]
    assert list(tall.columns) == ["判断", "得分·最大值"]
    assert tall["判断"].tolist() == ["未见", "对照亦有"]


def test_a_study_names_its_own_codes():
    """Words of a codebook go before those of the package; unknown codes stay as they are."""
    frame = pd.DataFrame({"theme": ["X1;Y"]})

    assert present(frame, "zh", names={"theme": {"X1": "就业"}}).iloc[0, 0] == "就业；Y"


def test_two_columns_never_share_a_title():
    """Two names that have one word keep their own beside it."""
    out = present(pd.DataFrame([[1, 2]], columns=["min", "minimum"]), "zh")

    assert list(out.columns) == ["最小值·min", "最小值·minimum"]


@given(st.lists(st.text(max_size=6), max_size=6), st.sampled_from(LANGUAGES))
def test_rows_keep_their_number_and_place(cells, lang):
    """Whatever a cell holds, no row is lost or moved, and an unknown value is not changed."""
    frame = pd.DataFrame({"level": cells, "n": range(len(cells))})

    out = present(frame, lang)

    assert list(out.iloc[:, 1]) == list(range(len(cells)))
    assert len(out) == len(frame)


def test_an_unknown_column_keeps_its_name():
    """A scholar's own columns are not renamed."""
    assert column_name("my_column", "en") == "my_column"


def test_what_was_repaired_and_what_is_odd_is_told():
    """Kinds of repairs, the clause one happened in, a doubt, a number that is missing, and a
    register that says something else: none of it stays English, printed words stay.
    """
    printed = "3.加强协作"
    frame = pd.DataFrame(
        {
            "repair": [
                "running head", "bracket closed too early (jia-03)", "doubt: issuer_unknown",
                "numbering",
                because("csv_differs", column="title", printed="'甲'", given="'乙'"),
            ],
            "found": ["第2页", "（市财政局", "", because("numbering_gap", printed=printed), "甲"],
        }
    )  # fmt: skip
    told = present(frame, "zh")

    assert list(told.iloc[:, 0]) == [
        "页眉", "括号过早闭合 (jia-03)", "存疑：发文机关不明", "编号",
        "标题不一致：文本写的是'甲'，登记的是'乙'，采用后者",
    ]  # fmt: skip
    assert list(told.iloc[:, 1]) == ["第2页", "（市财政局", "", f"{printed}：此前缺一个序号", "甲"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_of_repair_has_a_word(lang):
    """What the parser sets aside or mends is named in both languages."""
    source = Path(compare.structure.__file__).parent
    code = "".join((source / f"{name}.py").read_text("utf-8") for name in ("lines", "attribution"))
    kinds = {
        *re.findall(r'Furniture\([^"\n]*"([^"]+)"', code),
        *re.findall(r'repair = tail, "([^"]+)"', code),
        "markup", "numbering", "hard-wrapped lines joined",
    }  # fmt: skip

    assert len(kinds) >= 9
    assert {kind for kind in kinds if code_name("repair", kind, lang) == kind} == set()
