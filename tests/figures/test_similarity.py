"""How alike the documents are: matrix, heat map, formula share."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from compare.adoption.lexicon import Lexicon
from compare.figures import similarity, theme
from figure_checks import check_figure, check_words, drawn_texts

DOCUMENTS = pd.DataFrame([
    {"doc_id": "jia", "region": "甲山市", "region_en": "Jiashan", "issue_date": "2020-05-28"},
    {"doc_id": "bing", "region": "丙江市", "region_en": "Bingjiang", "issue_date": "2021"},
    {"doc_id": "yi", "region": "乙水市", "region_en": "Yishui", "issue_date": "2021"},
])  # fmt: skip
CLAUSES = pd.DataFrame(
    {
        "clause_id": ["jia-1", "jia-2", "bing-1", "bing-2", "yi-1"],
        "doc_id": ["jia", "jia", "bing", "bing", "yi"],
        "text": [
            "大力推进减免房租。",
            "落实税收优惠。",
            "减免房租。",
            "加强组织领导，落实税收优惠政策。",
            "开放仪器。",
        ],
    }
)
PAIRS = pd.DataFrame(
    {
        "a": ["jia-1", "jia-2", "jia-2"],
        "b": ["bing-1", "bing-2", "yi-1"],
        "cosine_char": [0.8, 0.5, 0.1],
        "level": ["verbatim", "adapted", ""],
    }
)
TABLES = {"documents": DOCUMENTS, "clauses": CLAUSES, "pairs": PAIRS}
STUDY = SimpleNamespace(lexicon=Lexicon())


def test_matrix_is_not_symmetric_and_counts_clauses():
    """Both clauses of one side have a counterpart; the diagonal is not compared, and no pair with
    the third.
    """
    data = similarity.shares_data(STUDY, TABLES)
    shares = data[data["level"] == "any"].set_index(["doc_id", "other"])["share"]

    assert shares["jia", "bing"] == shares["bing", "jia"] == 1
    assert shares["jia", "yi"] == shares["yi", "jia"] == 0
    assert ("jia", "jia") not in shares


def test_matrix_prints_share_and_verbatim_count():
    """A cell says 100% and how many are verbatim; nothing is printed where none is."""
    axes = similarity.plot_shares(similarity.shares_data(STUDY, TABLES), lang="en")

    texts = [text.get_text() for text in axes.texts]
    assert texts.count("100%\n1 verbatim") == 2
    assert texts.count("0%") == 4


def test_heat_map_places_documents_in_blocks():
    """Running numbers follow documents and clauses; the grey block of one document is NaN, the map
    symmetric.
    """
    data = similarity.clauses_data(STUDY, TABLES)
    axes = similarity.plot_clauses(data)
    grid = axes.images[0].get_array()

    assert data[["row", "column"]].to_numpy().tolist() == [[0, 2], [1, 3], [1, 4]]
    assert grid[0, 2] == grid[2, 0] == 0.8
    assert grid[0, 3] == 0
    assert grid.mask[0, 1] and grid.mask[4, 4]


def test_formula_shares_add_up():
    """大力推进 is four of fourteen characters without punctuation."""
    data = similarity.formula_data(STUDY, TABLES).set_index(["doc_id", "kind"])

    assert data.loc[("jia", "manner"), "n_chars"] == 4
    assert data.loc[("jia", "manner"), "share"] == pytest.approx(4 / 14)
    assert data.loc[("bing", "organisation"), "n_chars"] == 6


@pytest.mark.parametrize("width", theme.WIDTHS)
@pytest.mark.parametrize("lang", ("zh", "en"))
@pytest.mark.parametrize("spec", similarity.FIGURES, ids=lambda spec: spec.name)
def test_legible(spec, lang, width):
    """Every figure at every width in both languages: no cut, covered, tiny or foreign text."""
    data = spec.data(STUDY, TABLES)
    check_figure(spec.draw(data, lang, width), lang)
    check_words(spec, data, STUDY, lang)


def test_many_documents_drop_the_numbers():
    """Twelve documents leave the matrix without numbers in its cells, still readable."""
    names = [f"d{k:02d}" for k in range(12)]
    documents = pd.DataFrame(
        {
            "doc_id": names,
            "region": [f"{c}山市" for c in "甲乙丙丁戊己庚辛壬癸子丑"],
            "region_en": names,
            "issue_date": "2020",
        }
    )
    clauses = pd.DataFrame(
        {"clause_id": [f"{name}-1" for name in names], "doc_id": names, "text": "减免房租。"}
    )
    data = similarity.shares_data(
        STUDY, {"documents": documents, "clauses": clauses, "pairs": PAIRS[:0]}
    )

    axes = similarity.plot_shares(data)

    assert list(axes.texts) == []
    assert drawn_texts(theme.figure_of(axes))


@pytest.mark.parametrize("region, angle", [("甲山市", 0), ("某某经济技术开发区", 90)])
def test_names_that_are_wider_than_their_block_stand_upright(region, angle):
    """Two documents of one clause beside one of forty: a long name over a narrow block would run
    into the next, a short one does not.
    """
    documents = pd.DataFrame([
        {"doc_id": doc, "region": name, "region_en": doc, "issue_date": "2020"}
        for doc, name in (("a", region), ("b", "乙水市"), ("c", "丙江市"))
    ])  # fmt: skip
    sizes = {"a": 6, "b": 6, "c": 6}
    clauses = pd.DataFrame([
        {"clause_id": f"{doc}-{n}", "doc_id": doc, "text": "减免房租。"}
        for doc, size in sizes.items() for n in range(size)
    ])  # fmt: skip
    pairs = pd.DataFrame({"a": ["a-0"], "b": ["b-0"], "cosine_char": [0.9], "level": ["adapted"]})
    data = similarity.clauses_data(
        STUDY, {"documents": documents, "clauses": clauses, "pairs": pairs}
    )
    ax = similarity.plot_clauses(data, lang="zh", width="89mm")

    assert {label.get_rotation() for label in ax.get_xticklabels()} == {angle}
    check_figure(theme.figure_of(ax), "zh")
