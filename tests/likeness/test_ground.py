"""compare.likeness.ground: what of a likeness is the genre's."""

import numpy as np
import pandas as pd
import pytest

from compare.likeness.counterparts import PAIR_RULES
from compare.likeness.measures import profile, score_pairs
from compare.likeness.pairs import compare_clauses
from compare.text.passage import Passage
from two_fields import BEES, BRIDGES


def study(**texts):
    """Documents of bare clauses, numbered through."""
    rows = [
        {"clause_id": f"{doc}-{k}", "doc_id": doc, "heading": "", "text": text, "kind": "measure"}
        for doc, own in texts.items()
        for k, text in enumerate(own, 1)
    ]
    return pd.DataFrame({"doc_id": list(texts)}), pd.DataFrame(rows)


def found(**texts):
    """The pairs table of such documents."""
    documents, clauses = study(**texts)
    passages = {
        row.clause_id: Passage(row.text, row.text, tuple(range(len(row.text))))
        for row in clauses.itertuples()
    }
    return compare_clauses(documents, clauses, passages)[0]


def test_laws_of_two_fields_have_no_counterparts():
    """One rule after the other says the same of bridges and of bees: penalties, reports, budgets,
    the day of coming into force."""
    pairs = found(bridges=BRIDGES, bees=BEES)

    assert len(pairs) > 10
    assert (pairs["level"] == "").all()


def test_laws_of_one_field_have():
    """The same rules about bridges in other words, in another order."""
    other = [
        "桥梁的桥面铺装和伸缩缝应当由桥梁管理单位每季度检查一次。",
        "不得在桥梁上方设置或者悬挂广告牌。",
        *BRIDGES[5:8],
        *(text.replace("桥梁", "公路桥梁") for text in BRIDGES[3:5]),
        *BRIDGES[8:],
    ]
    pairs = found(one=BRIDGES, two=other)
    same = {(row.a, row.b) for row in pairs[pairs["level"] != ""].itertuples()}

    assert {("one-1", "two-1"), ("one-2", "two-2"), ("one-6", "two-3")} <= same
    assert ("one-11", "two-10") not in same  # coming into force is no measure


def test_an_order_is_not_the_penalty_for_its_breach():
    """Clause 2 forbids what clause 3 punishes, in the same words."""
    _, clauses = study(one=BRIDGES, two=BRIDGES)
    scored = score_pairs(profile(clauses), ["one-2"], ["two-2", "two-3"])

    assert scored["ground"].tolist() == [pytest.approx(PAIR_RULES.most), 0]


def test_headings_speak_for_themselves():
    """Clauses with headings, in documents of one field, are judged as they were."""
    _, clauses = study(one=BRIDGES, two=BRIDGES)
    clauses["heading"] = "桥梁"
    scored = score_pairs(profile(clauses), ["one-1"], ["two-1", "two-4"])

    assert scored["ground"].tolist() == [1, 1]


def test_nobody_tells_the_field_of_a_few_clauses():
    """Below ten clauses the field says nothing against a pair."""
    _, clauses = study(one=BRIDGES[:9], two=BEES)
    clauses["heading"] = "总则"

    assert score_pairs(profile(clauses), ["one-1"], ["two-1"])["ground"].iloc[0] == 1


def test_substance_is_what_the_docstring_says():
    """Two terms of one clause each, worked out by hand: the mean cosine over 0.08, under a root."""
    texts = ("设立维修基金", "设立维修档案", "公布检测结果")
    _, clauses = study(one=texts[:1], two=texts[1:])
    ground = profile(clauses).ground

    rare = np.log(61 / np.array([3, 2]))  # pairs of characters in two clauses, and in one
    shared, own = 4 * rare[0] ** 5, rare[1] ** 5  # 设立 立维 维修 or 修 with what follows
    grams = float((ground.grams[0] @ ground.grams[1].T).sum())
    three = 3 * rare[0] ** 5

    assert shared > three
    assert grams == pytest.approx(three / (three + 2 * own))
