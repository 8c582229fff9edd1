"""Numbers of a template and of a city for the same measure."""

import math

import pandas as pd
import pytest

from adoption_example import clause_table, family
from compare import schema
from compare.adoption.amount_changes import change, compare_amounts, dice
from compare.adoption.ledger import trace
from compare.adoption.templates import parse_template

NAN = float("nan")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ((10, 10), (15, 15), "raised"),
        ((10, 10), (10, 10), "same"),
        ((NAN, 30), (NAN, 20), "lowered"),
        ((5, 10), (3, 12), "changed"),
        ((10, 10), (NAN, 10), "changed"),
        ((NAN, NAN), (NAN, NAN), "changed"),
        ((5, 10), (5, 12), "raised"),
    ],
)
def test_direction(old, new, expected):
    """Both bounds must go the same way; an open bound against a closed one is undecidable."""
    assert change(*old, *new) == expected


def test_numbers_of_one_thing_are_set_side_by_side():
    """The template pays 10 %, the city 15 %; the city's other number, of another thing, is not
    compared.
    """
    template = parse_template(
        {
            "doc_number": "样发〔2018〕1号",
            "measures": [
                {
                    "no": 1,
                    "heading": "加大采购补助",
                    "content": "对采购方按成交额补助。",
                    "cues": ["采购", "补助", "成交额"],
                    "figures": [
                        {"what": "对采购方按成交额补助的比例", "value": 10, "unit": "%"},
                        {"what": "封顶数额", "value": None, "unit": "元"},
                    ],
                }
            ],
        },
        where="x.yaml",
    )
    text = "对采购方按成交额的15%给予补助。空置场地不超过30%。"
    clauses = clause_table({"a": [("一", "加大采购补助", "measure", text)]})
    documents = family()[0].iloc[[0]].assign(doc_id="a")
    amounts = schema.AMOUNTS.frame([
        {
            "clause_id": "a-01", "doc_id": "a", "raw": "15%", "low": 15, "high": 15, "unit": "%",
            "begin": 9, "end": 12,
        },
        {
            "clause_id": "a-01", "doc_id": "a", "raw": "不超过30%", "low": NAN, "high": 30,
            "unit": "%", "begin": 22, "end": 28,
        },
    ])  # fmt: skip
    table = compare_amounts(
        trace(documents, clauses, (template,)).adoption, amounts, clauses, (template,)
    )

    assert table[["item_no", "low", "change", "raw", "template_raw"]].values.tolist() == [
        [1, 15.0, "raised", "15%", "10%"]
    ]


def test_dice_by_hand():
    """采购补助 and 采购补贴 share two of three pairs each: 2·2 / 6."""
    assert dice("采购补助", "采购补贴") == pytest.approx(2 / 3)
    assert dice("", "") == 0


def test_no_amounts_no_rows():
    """Columns are there even so."""
    table = compare_amounts(
        schema.ADOPTIONS.frame(), schema.AMOUNTS.frame(), schema.CLAUSES.frame(), ()
    )

    assert len(table) == 0 and "change" in table
    assert isinstance(table, pd.DataFrame) and math.isnan(NAN)
