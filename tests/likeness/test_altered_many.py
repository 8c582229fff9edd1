"""compare.likeness.altered_many: many pairs at once, pair by pair what `compare_wordings` finds."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.likeness import altered_many
from compare.likeness.altered import compare_wordings
from compare.likeness.altered_many import NOTHING, compare_many

CODED = Path(__file__).with_name("changed_measures.csv")
PARTS = ["给予书店20万元补助", "不再给予书店2万元补助", "书店应当明码标价", "未经批准，",
         "可以设立书店", "禁止设立书店", "由市财政局负责", "由市商务局负责", "每年检查两次",
         "到2025年底前完成",
         "到2023年底前完成", "支持", ""]  # fmt: skip
TEXT = st.lists(st.sampled_from(PARTS), max_size=6).map("，".join)


def one_by_one(pairs):
    told = []
    for a, b in pairs:
        altered = compare_wordings(a, b)
        told.append((";".join(altered.codes), *altered.passages()))
    return told


@given(st.lists(st.tuples(TEXT, TEXT), max_size=12), st.sampled_from([1, 7, 10**6]))
@settings(max_examples=200, deadline=None)
def test_many_pairs_are_told_as_each_is(pairs, cells):
    """Codes and passages in their order, texts without a part and pairs that come twice among
    them; however many parts are looked at together.
    """
    before, altered_many.CELLS = altered_many.CELLS, cells
    try:
        assert compare_many(pairs) == one_by_one(pairs)
    finally:
        altered_many.CELLS = before


@pytest.mark.parametrize("kept", [0, 10**6])
def test_coded_measures(kept, monkeypatch):
    """The sentences with the right answer written first, whatever is remembered."""
    monkeypatch.setattr(altered_many, "_KEPT", kept)
    with CODED.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    pairs = [(row["upper"], row["lower"]) for row in rows]

    assert len(pairs) > 100
    assert compare_many(pairs) == one_by_one(pairs)


def test_the_same_wording_has_no_change():
    """Nor has a text that says nothing."""
    assert compare_many([("给予补助。", "给予补助。"), ("", "给予补助。")]) == [NOTHING, NOTHING]
    assert compare_many([]) == []
