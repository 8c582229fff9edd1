"""The agencies table: who carries a clause out, where it says so, and what the registry makes of
it.
"""

import re
from dataclasses import dataclass

import pandas as pd

from compare import schema
from compare.agencies.find import find_agencies, repaired_names, unknown_bodies
from compare.study.own_lexicon import package_registry
from compare.text.passage import Passage, Source

REGISTRY = package_registry()


@dataclass(frozen=True)
class Bracket:
    clause_id: str
    doc_id: str
    begin: int
    end: int
    passage: Passage


def study(text, marks, level="city"):
    """Clauses whose bodies and brackets are the lines of `text`: a line starting with a bracket is
    an attribution.
    """
    source = Source("样例", text)
    rows, passages, brackets, begin, number = [], {}, [], 0, 0
    for line in text.splitlines(keepends=True):
        end = begin + len(line.rstrip("\n"))
        if line[0] in "（([" or line.startswith("责任单位"):
            brackets.append(
                Bracket(f"样例-{number}", "样例", begin, end, source.passage(begin, end))
            )
        else:
            number += 1
            passages[f"样例-{number}"] = source.passage(begin, end)
            rows.append(
                {
                    "clause_id": f"样例-{number}",
                    "doc_id": "样例",
                    "kind": "measure",
                    "begin": begin,
                    "end": end,
                    "section_no": 1,
                }
            )
        begin += len(line)
    assert number == marks
    documents = schema.DOCUMENTS.frame(
        [
            {
                "doc_id": "样例",
                "level": level,
                "script": "hans",
                "n_clauses": number,
                "n_chars": len(text),
            }
        ]
    )
    return schema.CLAUSES.frame(rows), passages, brackets, documents, source


def table(text, marks, level="city"):
    clauses, passages, brackets, documents, _ = study(text, marks, level)
    return find_agencies(clauses, passages, brackets, REGISTRY, documents=documents)


def test_rows_cut_their_raw_out_of_the_file():
    """begin and end lead to the characters as printed, over line breaks and in traditional
    script.
    """
    text = "落實政策。\n（市發展\n改革委牽頭，各縣（市、區）\n人民政府配合）"
    source = Source("样例", text)
    clauses = schema.CLAUSES.frame(
        [
            {
                "clause_id": "样例-1",
                "doc_id": "样例",
                "kind": "measure",
                "begin": 0,
                "end": 5,
                "section_no": 1,
            }
        ]
    )
    bracket = Bracket("样例-1", "样例", 6, len(text), source.passage(6, len(text)))
    rows = find_agencies(clauses, {"样例-1": source.passage(0, 5)}, [bracket], REGISTRY)

    assert [text[r.begin : r.end].replace("\n", "") for r in rows.itertuples()] == list(rows["raw"])
    assert list(rows["raw"]) == ["市發展改革委", "各縣（市、區）人民政府"]
    assert list(rows["agency"]) == ["发展和改革委员会", "县级人民政府"]
    assert list(rows["role"]) == ["lead", "support"]


def test_elided_level_comes_from_the_body_before():
    """市城乡建设局、水务局: the second is a city's body too."""
    rows = table("修路。\n责任单位：市城乡建设局、水务局、房产局", 1)

    assert list(rows["level"]) == ["city", "city", "city"]


def test_level_of_the_issuer():
    """Without any level the issuer's counts; 市 alone in a provincial document is a municipality's
    body.
    """
    assert list(table("办事。\n（发展改革委负责）", 1, "national")["level"]) == ["national"]
    assert list(table("办事。\n（市商务委负责）", 1, "provincial")["level"]) == ["provincial"]


def test_rule_sentence_holds_from_there_on():
    """列第一位者为牵头单位，下同 makes the first body lead here and below, never above, never
    against an explicit lead.
    """
    rows = table(
        (
            "一。\n（市科技局、市财政局）\n二。\n（市商务局、市教育局。列第一位者为牵头单位，"
            "下同）\n三。\n（市司法局、市公安局）\n四。\n（市统计局、市水务局牵头）"
        ),
        4,
    )

    assert list(rows["role"]) == [
        "responsible",
        "responsible",
        "lead",
        "responsible",
        "lead",
        "responsible",
        "lead",
        "lead",
    ]
    assert list(rows["rule"]) == [False, False, True, False, True, False, False, False]


def test_running_text_is_kept_apart():
    """Bodies charged in the text have where = text and group 0, and stand in text order."""
    rows = table("由市科技局牵头，会同市财政局督查。\n（市审计局负责）", 1)

    assert list(zip(rows["raw"], rows["where"], rows["role"], rows["group"], strict=True)) == [
        ("市科技局", "text", "lead", 0),
        ("市财政局", "text", "support", 0),
        ("市审计局", "attribution", "responsible", 1),
    ]


def test_unknown_and_repaired_bodies_are_listed():
    """An unknown body keeps its row; a misprint is repaired on record, raw as printed."""
    rows = table("甲。\n（市月球探索协作署、市国资委）\n乙。\n（市国姿委、市月球探索协作署）", 2)

    assert unknown_bodies(rows).to_dict("records") == [
        {"raw": "市月球探索协作署", "mentions": 2, "documents": "样例"}
    ]
    assert list(repaired_names(rows)["repair"]) == ["市国姿委→市国资委"]
    assert list(rows["family"]) == ["其他", "国资", "国资", "其他"]
    assert (rows["agency"] != "").all()


def test_places_that_share_the_last_noun():
    """甲某、乙某、丙某市政府 are three governments."""
    rows = table("甲。\n（参加单位：东某、西某、南某市政府）", 1)

    assert list(rows["family"]) == ["市州政府"] * 3


def test_reform_column():
    """A body named before a reform shows the body that holds the function today."""
    assert list(table("甲。\n（市工商局负责）", 1)["today"]) == ["市场监督管理局"]


def test_no_attribution_gives_an_empty_typed_table():
    """A study that names no body has an agencies table with all contract columns and no row."""
    rows = table("甲。\n乙。", 2)

    assert isinstance(rows, pd.DataFrame)
    assert len(rows) == 0
    assert list(schema.AGENCIES.columns) == list(rows.columns)[: len(schema.AGENCIES.columns)]


def test_the_five_texts(five):
    """All bodies of the project's own texts are known, four misprints are repaired, every row cuts
    its raw out of the file.
    """
    rows = find_agencies(
        five.clauses, five.passages, five.attributions, five.registry, documents=five.documents
    )
    cuts = [five.sources[r.doc_id].text[r.begin : r.end] for r in rows.itertuples()]
    plain = [re.sub(r"\s", "", re.sub(r"\n\s*- \d+ -\s*\n", "\n", cut)) for cut in cuts]

    assert dict(rows["where"].value_counts()) == {"attribution": 602, "text": 22}
    assert unknown_bodies(rows).empty
    assert len(repaired_names(rows)) == 4
    assert plain == list(rows["raw"])
    assert {"kunming-31", "xining-29"} <= set(rows.loc[rows["where"] == "text", "clause_id"])
