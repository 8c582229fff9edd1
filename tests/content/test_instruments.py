"""Policy instruments: cues, what the themes add, and ties."""

from pathlib import Path

import pandas as pd
import pytest
import yaml

from compare import schema
from compare.content.codebooks import parse_codebook
from compare.content.instruments import code_instruments
from compare.errors import CodebookError

OWN = Path(__file__).parents[2] / "data" / "codebooks" / "instruments.yaml"


def book():
    codes = [
        {"id": "funding", "parent": "supply", "cues": [{"weight": 1, "match": ["补助"]}]},
        {
            "id": "tax",
            "parent": "environment",
            "themes": {"TAXFEE": 4},
            "cues": [{"weight": 1, "match": ["免征"]}],
        },
        {"id": "buying", "parent": "demand", "cues": [{"weight": 1, "match": ["采购"]}]},
    ]
    codes = [{"zh": code["id"], "en": code["id"], "definition": "d", **code} for code in codes]
    return parse_codebook(
        {"title": "t", "version": "1", "settings": {"lead": 1}, "codes": codes}, where="t.yaml"
    )


def clauses(*texts):
    return pd.DataFrame(
        [
            {
                "clause_id": f"a-{n}",
                "doc_id": "a",
                "section": "",
                "heading": f"标题{n}",
                "text": text,
                "kind": "measure",
            }
            for n, text in enumerate(texts, 1)
        ]
    )


def themes(*rows):
    return pd.DataFrame(rows, columns=["clause_id", "theme", "doc_id", "rank"])


def test_the_side_with_most_evidence_wins():
    """Two cues of supply against one of demand: share 2/3."""
    found = code_instruments(clauses("补助设备，再补助房租，并予采购。"), None, book())

    assert found[["instrument", "tool", "share"]].values.tolist() == [
        ["supply", "funding", 0.6]
    ]  # 1.5 : 1
    assert found["cues"].tolist() == ["text 0:补助;text 6:补助"]


def test_a_theme_gives_its_weight_divided_by_its_rank():
    """TAXFEE in second place gives 4 / 2 = 2, more than one cue of supply."""
    found = code_instruments(clauses("补助设备。"), themes(("a-1", "TAXFEE", "a", 2)), book())

    assert found[["instrument", "tool", "share"]].values.tolist() == [
        ["environment", "tax", 0.6667]
    ]
    assert found["cues"].tolist() == ["theme:TAXFEE"]


def test_without_evidence_the_instrument_is_empty():
    """Every clause has a row; nothing is guessed."""
    found = code_instruments(clauses("甲。", "免征。"), None, book())

    assert found["instrument"].tolist() == ["", "environment"]
    schema.INSTRUMENT_ROWS.check(found)


def test_a_tie_goes_to_the_codebooks_order():
    """Supply stands before demand."""
    assert code_instruments(clauses("采购并补助。"), None, book())["instrument"].tolist() == [
        "supply"
    ]


def test_a_tool_without_a_side_is_refused():
    """The side must be supply, environment or demand."""
    code = {"id": "x", "zh": "x", "en": "x", "definition": "d", "parent": "other"}
    odd = parse_codebook({"title": "t", "version": "1", "codes": [code]}, where="t.yaml")

    with pytest.raises(
        CodebookError, match="parent 'other' of a tool is not one of supply, environment, demand"
    ):
        code_instruments(clauses("甲。"), None, odd)


def test_the_studys_tools_lie_on_the_three_sides():
    """Every tool has a side; all themes it names exist in the theme codebook."""
    own = parse_codebook(yaml.safe_load(OWN.read_text(encoding="utf-8")), where="instruments.yaml")
    known = parse_codebook(
        yaml.safe_load((OWN.parent / "themes.yaml").read_text(encoding="utf-8")),
        where="themes.yaml",
    ).ids

    assert {code.parent for code in own.codes} == set(schema.INSTRUMENTS)
    assert sorted({theme for code in own.codes for theme in code.themes}) == sorted(known)
