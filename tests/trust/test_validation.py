"""Hand coding against tables, on a coding of our own."""

import json

import pandas as pd
import pytest

from compare.errors import CodingError
from compare.text.passage import Source
from compare.trust.hand_coding import read_hand_coding
from compare.trust.match_codes import bodies
from compare.trust.match_rows import scores_row, total
from compare.trust.validation import (
    central_themes,
    match_units,
    theme_errors,
    theme_scores,
    unitizing_agreement,
    validate,
)

BODIES = {
    "a-01": "放宽准入条件，简化登记。",
    "a-02": "补助10万元，不超过3次。",
    "b-01": "落实税收优惠。",
}


def measure(unit, first, last, **values):
    return {
        "id": unit,
        "label": "（一）",
        "title": "题",
        "kind": "measure",
        "first": first,
        "last": last,
        "agencies": [],
        "themes_agreed": [],
        "themes_either": [],
        "instrument": None,
        "amounts": [],
        **values,
    }


@pytest.fixture
def hand(tmp_path):
    """Two coded documents of two and one units, one counterpart, two items, two actions."""
    folder = tmp_path / "coding"
    folder.mkdir()
    agency = {"raw": "市工信局（市国资委）", "family": "工业和信息化", "role": "lead"}
    amount = {"text": "10万元", "low": 100000, "high": 100000, "unit": "元", "bounds_agreed": True}
    loose = {"text": "3次", "low": 3, "high": 3, "unit": "次", "bounds_agreed": False}
    files = {
        "a": {
            "measures": [
                measure(
                    "a-01",
                    "放宽准入条件",
                    "简化登记。",
                    themes_agreed=["ENV"],
                    themes_either=["ENV", "FAIR"],
                    instrument="environment",
                    agencies=[agency],
                ),
                measure(
                    "a-02",
                    "补助10万元",
                    "次。",
                    themes_agreed=["INCUB"],
                    themes_either=["INCUB"],
                    instrument="supply",
                    amounts=[amount, loose],
                ),
            ]
        },
        "b": {
            "measures": [
                measure(
                    "b-01",
                    "落实税收",
                    "别的结尾",
                    themes_agreed=["TAX"],
                    themes_either=["TAX"],
                    instrument="environment",
                )
            ]
        },
        "align": {
            "agreed": [{"a": "b-01", "b": "a-01", "level": "adapted"}],
            "disputed": [["a-02", "b-01"]],
        },
        "adopt32": {
            "a": {
                "agreed": [{"unit": "a-01", "item": 3, "level": "close"}],
                "disputed": [["a-02", 4]],
            }
        },
        "actions32": {"a": {"3.1": True, "3.2": False, "3.3": None}},
    }
    for name, data in files.items():
        (folder / f"{name}.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    (folder / "ceilings.csv").write_text(
        "question,measure,ceiling,meaning\nthemes,f1,0.9,x\n", encoding="utf-8"
    )
    return read_hand_coding(tmp_path)


def study():
    clauses = pd.DataFrame(
        [
            {"clause_id": key, "doc_id": key[0], "path": key, "text": text}
            for key, text in BODIES.items()
        ]
    )
    return clauses, {key: Source(key[0], text).passage() for key, text in BODIES.items()}


def tables(**changed):
    frame = pd.DataFrame
    own = {
        "agencies": frame(
            [
                ("a-01", "市工信局", "工业和信息化", "lead", "attribution"),
                ("a-01", "市国资委", "国资", "lead", "attribution"),
            ],
            columns=["clause_id", "raw", "family", "role", "where"],
        ),
        "themes": frame(
            [("a-01", "ENV", 1), ("a-01", "FAIR", 2), ("a-02", "LABS", 1), ("b-01", "TAX", 1)],
            columns=["clause_id", "theme", "rank"],
        ),
        "instruments": frame(
            [("a-01", "a", "environment"), ("a-02", "a", "demand"), ("b-01", "b", "environment")],
            columns=["clause_id", "doc_id", "instrument"],
        ),
        "amounts": frame(
            [("a-02", 100000.0, 100000.0, "元"), ("a-02", None, 3.0, "次")],
            columns=["clause_id", "low", "high", "unit"],
        ),
        "pairs": frame(
            [("a-01", "b-01", "verbatim"), ("a-02", "b-01", "adapted")], columns=["a", "b", "level"]
        ),
        "adoption": frame(
            [
                ("国发〔2018〕32号", "a", 1, "taken_over", "a-02"),
                ("国发〔2018〕32号", "a", 3, "taken_over", "a-01;a-02"),
                ("国发〔2018〕32号", "a", 4, "taken_over", "a-02"),
                ("国发〔2018〕32号", "a", 5, "absent", ""),
            ],
            columns=["template", "doc_id", "item_no", "level", "clause_ids"],
        ),
        "actions": frame(
            [
                ("国发〔2018〕32号", "a", "3.1", True),
                ("国发〔2018〕32号", "a", "3.2", True),
                ("国发〔2018〕32号", "a", "3.3", True),
            ],
            columns=["template", "doc_id", "action_id", "found"],
        ),
    }
    return own | changed


def value(table, question, measure_, document="all"):
    row = table[
        (table["question"] == question)
        & (table["measure"] == measure_)
        & (table["document"] == document)
    ]
    return row.iloc[0]


def test_units_are_matched_by_both_ends(hand):
    """The third body begins as coded but ends otherwise."""
    clauses, passages = study()

    assert match_units(hand, clauses, passages)[["clause_id", "exact"]].values.tolist() == [
        ["a-01", True],
        ["a-02", True],
        ["b-01", False],
    ]


def test_units_are_cut_where_the_coding_cuts(hand):
    """Two units one after the other, white space within; the coded end of b is not in the text."""
    texts = {
        "a": "（一）放宽准入条件，\n简化登记。（二）补助10万元，不超过3次。",
        "b": "落实税收优惠。",
    }
    sources = {doc: Source(doc, text) for doc, text in texts.items()}
    rows = [("a", 3, 16), ("a", 19, 32), ("b", 0, 7)]
    clauses = pd.DataFrame(rows, columns=["doc_id", "begin", "end"])
    assert [texts["a"][begin:end] for _, begin, end in rows[:2]] == [
        "放宽准入条件，\n简化登记。",
        "补助10万元，不超过3次。",
    ]

    found = unitizing_agreement(hand, clauses, sources).set_index("doc_id")
    assert found.loc["a", ["coded", "found", "units", "boundaries", "alpha"]].tolist() == [
        2,
        2,
        1,
        1,
        1,
    ]
    assert found.loc["b", ["coded", "found", "units"]].tolist() == [0, 1, 0]


def test_each_question_by_hand(hand):
    """Every number of the summary, worked out on three clauses."""
    clauses, passages = study()
    found = validate(hand, clauses, passages, tables())

    assert value(found, "units", "f1")["value"] == pytest.approx(2 / 3)
    assert (
        value(found, "agencies", "f1")["value"] == 1
    )  # the second name in brackets is a body of its own
    assert (
        value(found, "agencies", "family")["value"] == 0.5
    )  # the coder gave both names one family
    assert (
        value(found, "themes", "f1")["precision"] == 0.75
    )  # ENV, FAIR (either), TAX right; LABS wrong
    assert value(found, "themes", "f1")["recall"] == pytest.approx(2 / 3)
    assert value(found, "themes", "primary")["value"] == pytest.approx(2 / 3)
    assert value(found, "instruments", "share")["value"] == pytest.approx(2 / 3)
    assert (
        value(found, "amounts", "f1", "a")["value"] == 1
    )  # the passes differ on the open side of 3次
    assert value(found, "counterparts", "f1")["value"] == 1  # the disputed pair is not scored
    assert value(found, "counterparts", "level")["value"] == 0
    assert (
        value(found, "adoption 32", "items f1", "a")["value"] == 1
    )  # item 1 is not coded, item 4 disputed
    assert (
        value(found, "adoption 32", "links f1", "a")["precision"] == 0.5
    )  # a-02 proves item 3 wrongly
    assert value(found, "actions 32", "f1", "a")["value"] == pytest.approx(2 / 3)  # P 1/2, R 1
    assert value(found, "themes", "f1")["ceiling"] == 0.9


def test_scores_by_theme(hand):
    """INCUB was given by both passes and not found."""
    clauses, passages = study()
    scores = theme_scores(hand, clauses, passages, tables()["themes"]).set_index("code")

    assert scores.loc["INCUB", ["found", "agreed", "f1"]].tolist() == [0, 1, 0.0]
    assert scores.loc["all", "agreed"] == 3


def test_errors_by_theme(hand):
    """LABS was given by neither pass, INCUB by both and not found; FAIR, of one pass, is no
    error.
    """
    clauses, passages = study()
    themes = tables()["themes"].assign(cues="text 0:补助")

    found = theme_errors(hand, clauses, passages, themes)
    assert found.values.tolist() == [
        ["a-02", "extra", "LABS", "text 0:补助"],
        ["a-02", "missed", "INCUB", ""],
    ]


def test_central_themes(hand):
    """First automatic theme and first agreed theme of each unit."""
    clauses, passages = study()
    found, wanted = central_themes(hand, clauses, passages, tables()["themes"])

    assert found.to_dict() == {"a-01": "ENV", "a-02": "LABS", "b-01": "TAX"}
    assert wanted.to_dict() == {"a-01": "ENV", "a-02": "INCUB", "b-01": "TAX"}


def test_a_study_without_coding_has_nothing_to_say(tmp_path):
    """No coding folder: empty tables with their columns, an empty summary."""
    empty = read_hand_coding(tmp_path)
    clauses, passages = study()

    assert list(empty.amounts.columns) == ["unit", "raw", "low", "high", "measure", "bounds_agreed"]
    found = validate(empty, clauses, passages, tables())
    assert found["by_hand"].sum() == 0


def test_a_broken_coding_file_is_named(tmp_path):
    """The file, what was found, and where its form is described."""
    (tmp_path / "coding").mkdir()
    (tmp_path / "coding" / "a.json").write_text('{"measures": [{}]}', encoding="utf-8")

    with pytest.raises(
        CodingError, match=r"coding/a.json: cannot be read as coding .*See coding/CODEBOOK.md"
    ):
        read_hand_coding(tmp_path)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("市工信局（市国资委）", ["市工信局", "市国资委"]),
        ("各县（市、区）人民政府", ["各县（市、区）人民政府"]),
        ("市科技局", ["市科技局"]),
    ],
)
def test_second_names_are_bodies(raw, expected):
    """Brackets around a body split, brackets around places do not."""
    assert bodies(raw) == expected


def test_totals_sum_counts_not_scores():
    """1 of 1 and 1 of 3 are 2 of 4."""
    rows = [scores_row("q", "f1", "a", 1, 1, 1), scores_row("q", "f1", "b", 3, 3, 1)]

    assert total(rows)[0]["value"] == 0.5
    assert total(rows[:1]) == []
