"""The PMC index in the findings, the report and the methods: one sentence, numbers by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from compare import schema
from compare.paper.methods import methods_paragraphs
from compare.report.pmc import pmc_finding
from compare.report.told import findings

NAMES = {"jia": "甲市", "yi": "乙市", "bing": "丙市"}
PLACES = {"zh": NAMES, "en": NAMES}
VARIABLES = {"zh": {"A": "手段", "B": "层级"}, "en": {"A": "Means", "B": "Level"}}


def pmc_tables(**scores: tuple[float, float]) -> dict[str, pd.DataFrame]:
    """Tables of documents with scores of two first-level variables; NaN cannot be told."""
    rows = [
        {"doc_id": doc_id, "first_level": first, "score": score, "ones": 0, "variables": 4}
        for doc_id, both in scores.items()
        for first, score in zip("AB", both, strict=True)
    ]
    index = [
        {"doc_id": doc_id, "index": sum(both), "of": 2, "grade": "", "rank": float("nan")}
        for doc_id, both in scores.items()
    ]
    return {"pmc_scores": schema.PMC_SCORES.frame(rows), "pmc": schema.PMC.frame(index)}


def told(lang: str, **scores: tuple[float, float]) -> str:
    found = pmc_finding(pmc_tables(**scores), PLACES, VARIABLES)
    assert found is not None
    return found["text"][lang]


def test_middle_ends_and_variables():
    """Indices 1.5, .75 and .5: median .75; means of the variables .75 and about .17."""
    told_en = told("en", jia=(0.75, 0.0), yi=(1.0, 0.5), bing=(0.5, 0.0))
    told_zh = told("zh", jia=(0.75, 0.0), yi=(1.0, 0.5), bing=(0.5, 0.0))

    assert (
        "the median of 3 texts is 0.75, the highest 1.50 (乙市), the lowest 0.50 (丙市)" in told_en
    )
    assert "Level scores lowest on average (0.17), Means highest (0.75)." in told_en
    assert "3份文本的中位数为0.75，最高1.50（乙市），最低0.50（丙市）" in told_zh
    assert "最低的一级变量是层级（0.17），最高的是手段（0.75）。" in told_zh


def test_a_document_without_index_is_counted_apart():
    """It enters neither the median nor the means, and is said to be missing."""
    text = told("en", jia=(0.75, 0.25), yi=(float("nan"), 1.0), bing=(0.5, 0.0))

    assert "the median of 2 texts is 0.75" in text
    assert text.endswith("; 1 text has no index, for some values cannot be told.")
    assert "Level scores lowest on average (0.12)" in text


@pytest.mark.parametrize("scores", [{"jia": (0.5, 0.25)}, {"jia": (0.5, 0.25), "yi": (0.25, 0.5)}])
def test_one_index_has_no_ends(scores):
    """One document, or documents of one index: neither a highest nor a lowest is named."""
    text = told("zh", **scores)

    assert f"{len(scores)}份文本均为0.75" in text
    assert "中位数" not in text


def test_nothing_is_said_where_no_document_has_an_index():
    """Neither of a study without the tables, nor of one in which no index can be told."""
    unknown = pmc_tables(jia=(float("nan"), 0.5))

    assert pmc_finding({}, PLACES, VARIABLES) is None
    assert pmc_finding(unknown, PLACES, VARIABLES) is None


def test_findings_and_methods_of_a_study_tell_it(five, five_tables):
    """The sentence stands once, with the themes, and names variables of the study's codebook; the
    methods count the cells of the table.
    """
    said = [one for one in findings(five, five_tables, "zh", about="themes") if "PMC" in one]
    names = [name for name in five.pmc.names("zh").values() if name in said[0]]
    methods = " ".join(methods_paragraphs(five, five_tables, "en"))
    index = five_tables["pmc"]["index"]

    assert len(said) == 1 and len(names) >= 2
    assert f"最高{index.max():.2f}" in said[0] and f"最低{index.min():.2f}" in said[0]
    assert f"Of {len(five_tables['pmc_cells'])} values 0 were decided by a person" in methods
