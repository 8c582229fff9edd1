"""Figures of the PMC index: numbers in the cells, surfaces where there are nine variables."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compare.figures.pmc import matrix_data, plot_matrix, plot_surface, surface_data
from compare.study.example import load_example
from compare.tables import build_tables
from figure_checks import check_figure
from pmc_study import book


@pytest.fixture(scope="module")
def example():
    study = load_example()
    return study, build_tables(study, only=["documents", "pmc_cells", "pmc_scores", "pmc"])


def test_the_map_carries_every_score(example):
    """A number in each cell, index and grade beside, highest first."""
    data = matrix_data(*example)
    ax = plot_matrix(data, lang="en")
    written = [text.get_text() for text in ax.texts]
    first = data.drop_duplicates("doc_id")["index"]

    assert first.is_monotonic_decreasing
    assert sum(text.startswith(f"{first.iloc[0]:.2f} ") for text in written) >= 1
    assert len(written) == len(data) + len(first) + 1


def test_what_cannot_be_told_is_hatched_and_has_no_number(example):
    """An undated document has no score for its term, no index, and no surface."""
    study, tables = example
    scores, index = tables["pmc_scores"].copy(), tables["pmc"].copy()
    scores.loc[1, "score"] = index.loc[0, "index"] = index.loc[0, "rank"] = float("nan")
    index.loc[0, "grade"] = ""
    changed = {**tables, "pmc_scores": scores, "pmc": index}
    data = matrix_data(study, changed)
    ax = plot_matrix(data, lang="zh")

    assert data["doc_id"].iloc[-1] == index["doc_id"].iloc[0]
    assert len([patch for patch in ax.patches if patch.get_hatch()]) == 1
    assert surface_data(study, changed)["doc_id"].nunique() == len(index) - 1
    check_figure(ax.figure, "zh")


def test_a_surface_needs_nine_variables(example):
    """With another number there is none to draw."""
    study, tables = example

    assert len(surface_data(study, tables)) == 9 * len(tables["documents"])
    assert surface_data(replace(study, pmc=book()), tables).empty


@pytest.mark.parametrize("width", ["89mm", "183mm"])
def test_surfaces_name_rows_and_documents(example, width):
    """One panel a document, with its index; the rows say which variables they hold."""
    figure = plot_surface(surface_data(*example), lang="en", width=width)
    panels = [ax for ax in figure.axes if ax.name == "3d"]

    assert len(panels) == 4
    assert [label.get_text() for label in panels[0].get_yticklabels()] == [
        "X1–X3", "X4–X6", "X7–X9"
    ]  # fmt: skip
    check_figure(figure, "en")
