"""Two documents beside each other, counterparts linked."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest
from matplotlib.patches import Rectangle

from compare.figures import alignment, theme
from figure_checks import check_figure, check_words

DOCUMENTS = pd.DataFrame([
    {"doc_id": "jia", "region": "甲山市", "region_en": "Jiashan", "issue_date": "2020"},
    {"doc_id": "bing", "region": "丙江市", "region_en": "Bingjiang", "issue_date": "2021"},
    {"doc_id": "yi", "region": "乙水市", "region_en": "Yishui", "issue_date": "2021"},
])  # fmt: skip
CLAUSES = pd.DataFrame(
    {
        "clause_id": ["jia-1", "jia-2", "bing-1", "bing-2", "bing-3", "yi-1"],
        "doc_id": ["jia", "jia", "bing", "bing", "bing", "yi"],
        "heading": [
            "降低成本",
            "完善创新创业投融资和多层次资本市场服务体系建设",
            "减税降费",
            "降低用地成本",
            "开放仪器",
            "降低成本",
        ],
    }
)
PAIRS = pd.DataFrame(
    {
        "a": ["jia-1", "jia-1", "jia-2"],
        "b": ["bing-1", "bing-2", "yi-1"],
        "level": ["adapted", "verbatim", "adapted"],
        "evidence": [0.3, 0.9, 0.3],
        "longest_run": [6, 30, 5],
    }
)
THEMES = pd.DataFrame(
    {"clause_id": ["jia-1", "jia-1", "bing-2"], "theme": ["EQ", "GOV", "EQ"], "rank": [1, 2, 1]}
)
TABLES = {"documents": DOCUMENTS, "clauses": CLAUSES, "pairs": PAIRS, "themes": THEMES}
BOOK = SimpleNamespace(names=lambda lang: {"EQ": "Venture capital", "GOV": "Steering"})
STUDY = SimpleNamespace(codebooks={"themes": BOOK})
DATA = alignment.linked_data(STUDY, TABLES)


def test_the_two_documents_with_most_evidence_are_drawn():
    """One clause has two counterparts; clauses without one have a row too."""
    rows = DATA[["clause_id", "partner", "level"]].to_numpy().tolist()

    assert rows == [
        ["jia-1", "bing-1", "adapted"], ["jia-1", "bing-2", "verbatim"], ["jia-2", "", ""],
        ["bing-1", "jia-1", "adapted"], ["bing-2", "jia-1", "verbatim"], ["bing-3", "", ""],
    ]  # fmt: skip


def test_pair_of_documents_may_be_asked_for_in_either_order():
    """The table pairs has one order; the figure takes both."""
    data = alignment.link_documents(DOCUMENTS, CLAUSES, PAIRS, "yi", "jia")

    assert data["clause_id"].tolist() == ["yi-1", "jia-1", "jia-2"]
    assert data.loc[0, "partner"] == "jia-2"


def test_box_takes_its_strongest_level_and_lines_join_counterparts():
    """A clause with a verbatim and an adapted counterpart is dark; one line a pair."""
    axes = alignment.plot_linked(DATA)
    boxes = [patch for patch in axes.patches if isinstance(patch, Rectangle)]

    assert len(boxes) == 5
    assert [round(c, 2) for c in boxes[0].get_facecolor()[:3]] == [0.07, 0.21, 0.36]
    assert len(axes.lines) == 2


def test_headings_in_chinese_themes_in_english():
    """A heading is shortened where it has no room; in English the most central theme stands for
    it, and numbers alone where nothing is coded.
    """
    chinese = [text.get_text() for text in alignment.plot_linked(DATA, width="89mm").texts]
    english = [text.get_text() for text in alignment.plot_linked(DATA, lang="en").texts]
    uncoded = alignment.linked_data(STUDY, {**TABLES, "themes": THEMES[:0]})
    bare = [text.get_text() for text in alignment.plot_linked(uncoded, lang="en").texts]

    assert "完善创新创业投融资和…" in chinese
    assert english.count("Venture capital") == 2 and "Steering" not in english
    assert bare == ["1", "2", "1", "2", "3", "Jiashan (2 clauses)", "Bingjiang (3 clauses)"]


@pytest.mark.parametrize("width", theme.WIDTHS)
@pytest.mark.parametrize("lang", ("zh", "en"))
def test_legible(lang, width):
    """At every width in both languages: no cut, covered, tiny or foreign text."""
    (spec,) = alignment.FIGURES
    check_figure(spec.draw(DATA, lang, width), lang)
    check_words(spec, DATA, STUDY, lang)


def test_no_counterpart_no_figure():
    """A study without counterparts has nothing to draw."""
    assert alignment.linked_data(STUDY, {**TABLES, "pairs": PAIRS[:0]}).empty
