"""Where cues stand, and what they weigh."""

import pandas as pd
import pytest

from compare.content.codebooks import parse_codebook
from compare.content.cues import find_cues, locate_cues
from compare.text.passage import Source


def book(*codes, **settings):
    entries = [{"zh": code["id"], "en": code["id"], "definition": "d", **code} for code in codes]
    return parse_codebook(
        {"title": "t", "version": "1", "settings": settings, "codes": entries}, where="t.yaml"
    )


def clauses(*rows):
    return pd.DataFrame(
        [
            {
                "clause_id": f"a-{n}",
                "doc_id": "a",
                "section": "",
                "heading": heading,
                "text": text,
                "kind": kind,
            }
            for n, (heading, text, kind) in enumerate(rows, 1)
        ]
    )


LAND = {
    "id": "LAND",
    "cues": [{"weight": 2, "match": ["用地"]}, {"weight": 3, "match": ["建设用地"]}],
}


def test_overlapping_cues_of_a_code_count_once():
    """建设用地 is the heavier cue; the 用地 inside it adds nothing."""
    found = find_cues(clauses(("土地", "保障建设用地。", "measure")), book(LAND))

    assert found[["place", "begin", "end", "cue", "evidence"]].values.tolist() == [
        ["text", 2, 6, "建设用地", 3.0]
    ]


def test_a_cue_of_weight_zero_hides_what_it_covers():
    """A phrase that only looks like a cue is passed over."""
    mask = {"id": "LAND", "cues": [*LAND["cues"], {"weight": 0, "match": ["用地红线"]}]}

    assert len(find_cues(clauses(("甲", "用地红线。", "measure")), book(mask))) == 0


@pytest.mark.parametrize(
    ("rows", "evidence"),
    [
        ([("用地", "甲。", "measure")], 6.0),  # own heading: 2 x 3
        ([("用地", "甲。", "measure"), ("用地", "乙。", "measure")], 2.0),  # shared heading: 2 x 1
        ([("", "用地。", "measure")], 3.0),  # no heading: the first sentence counts 1.5
        ([("", "甲。用地。", "measure")], 2.0),  # later sentence
        ([("甲", "用地，用地，用地。", "measure")], 3.5),  # 2 + 1 + 0.5
    ],
)
def test_place_and_repetition_change_the_evidence(rows, evidence):
    """Heading, shared heading, first sentence and repetition count as the settings say."""
    found = find_cues(clauses(*rows), book(LAND, heading=3, shared=1, lead=1.5, repeat=0.5))

    assert found.loc[found["clause_id"] == "a-1", "evidence"].sum() == evidence


def test_the_kind_of_a_clause_is_evidence_without_characters():
    """A code may follow from the role of the clause."""
    found = find_cues(
        clauses(("甲", "乙。", "implementation")),
        book({"id": "GOV", "kinds": {"implementation": 4}}),
    )

    assert found[["code", "place", "begin", "end", "evidence"]].values.tolist() == [
        ["GOV", "kind", 0, 0, 4.0]
    ]


def test_places_lead_back_to_the_file():
    """Offsets of a cue cut it out of the file as received, over a line break."""
    text = "（一）土地。保障建设\n用地。"
    source = Source("a", text)
    found = find_cues(clauses(("土地", "保障建设用地。", "measure")), book(LAND))

    located = locate_cues(found, {"a-1": source.passage(6)}, {})

    assert [text[b:e] for b, e in zip(located["file_begin"], located["file_end"], strict=True)] == [
        "建设\n用地"
    ]


def test_cues_without_a_passage_are_left_out():
    """Nothing is invented for a heading that was not handed over."""
    found = find_cues(clauses(("用地", "甲。", "measure")), book(LAND))

    assert len(locate_cues(found, {})) == 0


def test_a_section_is_read_only_by_cues_that_ask_for_it():
    """The heading above says nothing unless a cue names it."""
    rows = clauses(("甲", "乙。", "measure")).assign(section="用地保障")
    asks = {"id": "S", "cues": [{"weight": 2, "match": "用地", "where": "section"}]}

    assert find_cues(rows, book(LAND)).empty
    assert find_cues(rows, book(asks, section=0.5))["evidence"].tolist() == [1.0]
