"""Stata files hold every value of a table, its labels and its codes, as a second program reads
them.
"""

from __future__ import annotations

import pandas as pd
import pytest

from compare.exchange.stata import to_dta
from compare.schema import OUTPUTS
from compare.words.meanings import column_meaning, table_meaning

pyreadstat = pytest.importorskip("pyreadstat", reason="pip install 'policy-compare[test]'")


def rows() -> pd.DataFrame:
    table = OUTPUTS["adoption"]
    first = {
        name: column.allowed[0]
        if column.allowed
        else {"str": "样本", "int": 3, "float": 0.25, "bool": True}[column.dtype]
        for name, column in table.columns.items()
    }
    other = {
        **first,
        "item_no": 4,
        "why": "𠮷" * 700,
        "level": table.columns["level"].allowed[1],
        "score": float("nan"),
    }
    return table.frame([first, other])


def test_values_labels_and_codes_are_read_by_another_library(tmp_path):
    """Texts (also long ones beyond the plane), numbers, missing values, variable labels, value
    labels.
    """
    table = rows()
    (tmp_path / "a.dta").write_bytes(to_dta(table, "adoption"))
    read, meta = pyreadstat.read_dta(str(tmp_path / "a.dta"), apply_value_formats=True)

    assert list(read.columns) == list(table.columns)
    assert read["template"].tolist() == ["样本", "样本"]
    assert read["why"].tolist() == ["样本", "𠮷" * 700]
    assert read["level"].astype(str).tolist() == table["level"].tolist()
    assert read["item_no"].tolist() == [3, 4]
    assert read["score"].isna().tolist() == [False, True]
    assert meta.column_names_to_labels["item_no"].startswith(
        OUTPUTS["adoption"].columns["item_no"].meaning[:20]
    )
    assert set(meta.variable_value_labels["level"].values()) <= set(
        OUTPUTS["adoption"].columns["level"].allowed
    )


def test_every_declared_output_can_be_written(tmp_path):
    """No table has a name or a type that Stata refuses, with rows or without."""
    for name, table in OUTPUTS.items():
        assert to_dta(table.frame(), name)[:11] == b"<stata_dta>"


def test_labels_in_chinese(tmp_path):
    """Each variable tells its Chinese name and what it means, whole; codes are labelled in words,
    and stay the same numbers.
    """
    table = rows()
    for lang in ("en", "zh"):
        (tmp_path / f"{lang}.dta").write_bytes(to_dta(table, "adoption", lang))
    read, meta = pyreadstat.read_dta(str(tmp_path / "zh.dta"))
    english, _ = pyreadstat.read_dta(str(tmp_path / "en.dta"))

    assert meta.file_label == table_meaning("adoption", "zh")
    assert meta.column_names_to_labels["score"] == "得分：最有力的依据条款的得分（0–1）"
    assert meta.variable_value_labels["level"][0] == "沿用原句"
    assert read.equals(english)
    for name, told in OUTPUTS.items():
        if name.startswith("city_"):  # what `regression` writes
            content = to_dta(told.frame(), name, "zh").decode("utf-8", "replace")
            assert all(column_meaning(name, one, "zh") in content for one in told.every), name


def test_same_bytes():
    """The file does not tell when it was made."""
    assert to_dta(rows(), "adoption") == to_dta(rows(), "adoption")
