"""The ladder of directive strength."""

from importlib.resources import files

import pandas as pd
import pytest
import yaml

from compare import schema
from compare.content.codebooks import parse_codebook
from compare.content.directives import code_directives

LADDER = parse_codebook(
    yaml.safe_load((files("compare") / "lexicon" / "directives.yaml").read_text(encoding="utf-8")),
    where="directives.yaml",
)


def clauses(*texts):
    return pd.DataFrame(
        [
            {
                "clause_id": f"a-{n}",
                "doc_id": "a",
                "section": "",
                "heading": "鼓励",
                "text": text,
                "kind": "measure",
            }
            for n, text in enumerate(texts, 1)
        ]
    )


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("不得增设前置条件。", "forbid"),
        ("各部门必须按期办结。", "mandate"),
        ("对新认定企业给予一次性补助20万元。", "mandate"),
        ("年底前完成清理。", "mandate"),
        ("建立企业信用档案。", "implement"),
        ("推动技术转移机构发展。", "promote"),
        ("鼓励高校教师兼职创业。", "encourage"),
        ("积极探索建立共享机制。", "explore"),
        ("春暖花开。", ""),
    ],
)
def test_each_step_has_its_verbs(text, step):
    """A sentence stands on the step of its governing verb; the heading is not read."""
    assert code_directives(clauses(text), LADDER)["strength"].tolist() == [step]


def test_the_earliest_verb_governs_among_equals():
    """落实 governs, the 支持 in its object does not."""
    found = code_directives(clauses("全面落实国家支持创业的政策。"), LADDER)

    assert found["strength"].tolist() == ["implement"]
    assert found["cues"].tolist() == ["text 2:落实"]


def test_most_sentences_decide_and_ties_go_to_the_stronger_step():
    """Two of three; one against one."""
    found = code_directives(
        clauses("建立名录。鼓励参与。支持申报。", "鼓励参与。建立名录。"), LADDER
    )

    assert found["strength"].tolist() == ["encourage", "implement"]
    assert found["steps"].tolist() == ["implement:1;encourage:2", "implement:1;encourage:1"]
    assert found["sentences"].tolist() == [3, 2]
    assert found["mean_step"].round(4).tolist() == [4.3333, 4.0]
    schema.DIRECTIVES.check(found)


def test_limits_are_no_prohibitions():
    """不得超过 bounds a number, it forbids nothing."""
    assert code_directives(clauses("补助总额不得超过10万元。"), LADDER)["strength"].tolist() == [""]
