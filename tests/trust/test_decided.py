"""Decisions of several coders: merged whatever the order, and their agreement."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.adoption.decisions import COLUMNS
from compare.trust.agreement import krippendorff_alpha
from compare.trust.decided import decided_agreement, faults, merge_decisions, read_coder_file

NOTHING = pd.DataFrame(columns=list(COLUMNS), dtype="str")
ROW = dict.fromkeys(COLUMNS, "") | {
    "template": "T", "item_no": "1", "doc_id": "a", "decision": "absent", "reason": "r",
}  # fmt: skip


def rows(*parts):
    frame = pd.DataFrame([{**ROW, **part} for part in parts], columns=list(COLUMNS))
    return frame.assign(file="x.csv", row=range(2, len(frame) + 2))


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.tuples(st.sampled_from("ABC"), st.sampled_from(["absent", "taken_over"])), max_size=3,
        unique_by=lambda pair: pair[0],
    )
)  # fmt: skip
def test_the_order_of_coders_does_not_matter(said):
    """The same level is written, or the same difference listed, in every order."""
    results = set()
    for order in itertools.permutations(said):
        merged = merge_decisions(
            NOTHING, rows(*({"who": who, "decision": word} for who, word in order))
        )
        results.add((tuple(merged.decisions["decision"]), len(merged.disagreements)))
    words = {word for _, word in said}
    assert results == {(tuple(words) if len(words) == 1 else (), int(len(words) > 1))}


def test_what_stands_stays_where_others_differ_from_it():
    """Nobody overwrites another's decision by coming later; its owner may."""
    standing = rows({"who": "Li"})[list(COLUMNS)]
    other = merge_decisions(standing, rows({"who": "Wang", "decision": "taken_over"}))
    own = merge_decisions(standing, rows({"who": "Li", "decision": "taken_over"}))

    assert other.decisions["decision"].tolist() == ["absent"] and len(other.disagreements) == 1
    assert own.decisions["decision"].tolist() == ["taken_over"] and not len(own.disagreements)


def test_clauses_named_are_part_of_a_decision():
    """The same level on other clauses is a difference; their order is none."""
    one, same, other = "a-1;a-2", "a-2;a-1", "a-3"
    agree = merge_decisions(
        NOTHING, rows({"who": "A", "clause_ids": one}, {"who": "B", "clause_ids": same})
    )
    differ = merge_decisions(
        NOTHING, rows({"who": "A", "clause_ids": one}, {"who": "B", "clause_ids": other})
    )

    assert agree.decisions["who"].tolist() == ["A; B"] and len(differ.disagreements) == 1


def test_one_coder_who_decides_one_thing_twice_is_told():
    """Which of them should hold? The same twice is no fault."""
    assert faults(rows({"who": "A"}, {"who": "A"})) == {}
    assert list(faults(rows({"who": "A"}, {"who": "A", "decision": "taken_over"}))) == [1]


def test_agreement_with_its_interval():
    """Twelve units, three of them judged otherwise: share, kappa, alpha as known, inside their
    intervals.
    """
    words = [("absent", "absent")] * 5 + [("taken_over", "taken_over")] * 4
    words += [("absent", "taken_over")] * 3
    given_ = rows(*(
        {"who": who, "item_no": str(no), "decision": word}
        for no, pair in enumerate(words, 1) for who, word in zip("AB", pair, strict=True)
    ))  # fmt: skip
    table = decided_agreement(given_).set_index("measure")

    assert table.loc["same", "value"] == pytest.approx(0.75)
    assert table.loc["kappa", "value"] == pytest.approx((0.75 - 68 / 144) / (1 - 68 / 144))
    expected = krippendorff_alpha(pd.DataFrame(words, columns=["A", "B"]))
    assert table.loc["alpha", "value"] == pytest.approx(expected)
    assert (table["low"] < table["value"]).all() and (table["value"] < table["high"]).all()
    assert table["units"].tolist() == [12, 12, 12]


def test_a_coder_alone_gives_no_agreement():
    """Nothing was judged twice."""
    assert len(decided_agreement(rows({"who": "A"}))) == 0
    assert np.isnan(decided_agreement(rows({"who": "A"}, {"who": "B"}))["low"]).all()


def test_a_file_is_read_as_a_spreadsheet_saved_it(tmp_path):
    """Semicolons, short names of columns, a byte order mark, full-width separators."""
    path = tmp_path / "x.csv"
    path.write_text(
        "\ufefftemplate;item;city;decision;clause_ids;reason;who;when\n"
        "国发[2020]1号;1;alpha;未见;a-1；a-2;'=r;Li;\n",
        encoding="utf-8",
    )
    kind, frame = read_coder_file(path)
    row = frame.iloc[0]

    assert kind == "decisions"
    assert (row["template"], row["item_no"], row["doc_id"]) == ("国发〔2020〕1号", "1", "alpha")
    assert (row["decision"], row["reason"], row["row"]) == ("absent", "=r", 2)
