"""Cues by examples: words of the marked clauses that the others have not."""

from __future__ import annotations

import pandas as pd
import pytest

from compare.base.patterns import compile_pattern
from compare.content.codebooks import Code, Cue
from compare.content.keyness import keyness
from compare.content.suggest import COLUMNS, suggest_cues

MARKED = [
    "扩建渔港，完善渔港管理。", "渔港内设冷库。", "渔港码头停靠渔船。", "渔船每年检验。",
]  # fmt: skip
OTHERS = [
    "新建学校，完善管理。",
    "学校设食堂。",
    "公交站点停靠校车。",
    "教师每年培训。",
    "渔船博物馆开放。",
]


def clauses() -> pd.DataFrame:
    """Four marked clauses, then five others."""
    texts = [*MARKED, *OTHERS]
    return pd.DataFrame(
        {"clause_id": [f"c{n}" for n in range(len(texts))], "heading": "", "text": texts}
    )


def test_the_word_of_the_marked_clauses_comes_first():
    """渔港 is in three of four marked clauses and in no other; what both have is no suggestion."""
    found = suggest_cues(clauses(), ["c0", "c1", "c2", "c3"])

    assert list(found.columns) == COLUMNS
    first = found.iloc[0]
    assert (first["cue"], first["marked"], first["unmarked"], first["new"]) == ("渔港", 3, 0, 3)
    assert (first["clause_id"], first["example"]) == ("c0", " 扩建【渔港】，完善渔港管理。")
    assert "管理" not in set(found["cue"]) and "每年" not in set(found["cue"])
    second = found[found["cue"] == "渔船"].iloc[0]
    assert (second["marked"], second["unmarked"], second["new"]) == (2, 1, 1)


def test_the_order_is_that_of_keyness():
    """One rule for what is typical, wherever it is asked."""
    row = suggest_cues(clauses(), ["c0", "c1", "c2", "c3"]).iloc[0]
    table = pd.DataFrame({"marked": [3], "unmarked": [0]}, index=["渔港"])

    expected = keyness(table, pd.Series({"marked": 4, "unmarked": 5})).iloc[0]

    assert row["g2"] == expected["g2"] and row["log_ratio"] == expected["log_ratio"]


def test_only_those_judged_are_compared_where_somebody_judged():
    """With c8 alone to compare with, 渔船 is no longer typical, and nothing else changes place."""
    found = suggest_cues(clauses(), ["c0", "c1", "c2", "c3"], against=["c8"])

    assert set(found["unmarked_total"]) == {1}
    assert "渔船" not in set(found["cue"])


def test_what_the_code_knows_is_said():
    """A suggestion that a cue of the code matches is marked as known."""
    cue = Cue(compile_pattern("渔(港|场)", "x"), 1.0)
    code = Code("FISH", "渔业", "Fish", "fish", cues=(cue,))

    found = suggest_cues(clauses(), ["c0", "c1", "c2", "c3"], code=code).set_index("cue")

    assert bool(found.at["渔港", "known"]) and not bool(found.at["渔船", "known"])


def test_clauses_of_both_kinds_are_needed():
    """Marks of another study, or marks on everything, are an error, not an empty table."""
    with pytest.raises(ValueError, match="0 marked and 9 other"):
        suggest_cues(clauses(), ["z"])
    with pytest.raises(ValueError, match="9 marked and 0 other"):
        suggest_cues(clauses(), list(clauses()["clause_id"]))


def test_without_a_common_word_the_table_is_empty():
    """One marked clause has nothing in common with another."""
    found = suggest_cues(clauses(), ["c0"])

    assert len(found) == 0 and list(found.columns) == COLUMNS
