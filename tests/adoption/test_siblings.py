"""compare.adoption.siblings: families, and the wording of a lost template."""

import pandas as pd

from compare.adoption.siblings import estimate_wording, families
from compare.likeness.set_phrases import parse_formulas

COPY = "对新入库的高新技术企业给予研发补助"
OWN = "引导各类金融机构开发创业担保产品"


def documents(*rows):
    return pd.DataFrame(rows, columns=["doc_id", "doc_number", "implements"])


def test_families_follow_common_templates():
    """Two cities under one province, and a third under the same national document, are one family;
    a fourth is alone.
    """
    study = documents(
        ("east", "东政〔2020〕1号", "东省〔2020〕6号"),
        ("north", "北政〔2020〕2号", ""),
        ("west", "西政〔2020〕3号", "东省〔2020〕6号;国发〔2018〕32号"),
        ("south", "南政〔2020〕4号", "国发〔2018〕32号"),
    )

    assert families(study) == {"east": "east", "north": "north", "west": "east", "south": "east"}


def test_a_document_and_its_template_are_one_family():
    """What implements a document belongs to its family, also where neither has another relative."""
    study = documents(
        ("city", "东政〔2020〕1号", "东省〔2020〕6号"), ("province", "东省〔2020〕6号", "")
    )

    assert families(study) == {"city": "city", "province": "city"}


def estimate(third_text, third_implements="", **options):
    study = documents(
        ("east", "东政〔2020〕1号", "东省〔2020〕6号"),
        ("west", "西政〔2020〕3号", "东省〔2020〕6号"),
        ("far", "远政〔2020〕4号", third_implements),
    )
    clauses = pd.DataFrame(
        {
            "clause_id": ["east-1", "west-1", "far-1"],
            "doc_id": ["east", "west", "far"],
            "text": [f"{COPY}。", f"{OWN}，{COPY}。", third_text],
        }
    )
    spans = pd.DataFrame({"a": ["east-1"], "b": ["west-1"], "text": [COPY]})
    return estimate_wording(study, clauses, spans, **options)


def test_shared_wording_that_no_stranger_has_is_the_templates():
    """Two children share a passage and nobody else has it."""
    wording = estimate("减免房租。")

    assert wording[["template", "documents", "clauses", "text", "size"]].iloc[0].tolist() == [
        "东省〔2020〕6号",
        "east;west",
        "east-1;west-1",
        COPY,
        len(COPY),
    ]


def test_wording_of_a_stranger_is_not():
    """What an unrelated text has too may come from anywhere; the rest is kept if it is long
    enough.
    """
    assert estimate(COPY).empty
    assert estimate("给予研发补助。").empty  # eleven characters are left


def test_estimate_goes_to_the_lowest_common_template():
    """Both children of a province are under the national document too: the wording is the
    province's estimate.
    """
    study = documents(
        ("east", "东政〔2020〕1号", "东省〔2020〕6号"),
        ("west", "西政〔2020〕3号", "东省〔2020〕6号"),
        ("province", "东省〔2020〕6号", "国发〔2018〕32号"),
    )
    clauses = pd.DataFrame(
        {"clause_id": ["east-1", "west-1"], "doc_id": ["east", "west"], "text": [COPY, COPY]}
    )
    spans = pd.DataFrame({"a": ["east-1"], "b": ["west-1"], "text": [COPY]})

    assert estimate_wording(
        study, clauses, spans
    ).empty  # the province's text is in the study, the national one stands above it


def test_a_studys_own_set_phrase_is_no_wording_of_a_template():
    """What the study calls a set phrase is taken out before wording is estimated."""
    own = parse_formulas([{"phrase": COPY, "kind": "duty"}])

    assert len(estimate("减免房租。")) == 1
    assert estimate("减免房租。", formulas=own).empty
