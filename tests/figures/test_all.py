"""Every figure of the kit, drawn from the project's own study and from a bare one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from compare.figures import theme
from compare.figures.save import render
from compare.figures.spec import FigureSpec, all_figures
from compare.paper.export import to_csv
from compare.study.read import read_study
from compare.tables import build_tables
from figure_checks import check_figure, check_words

TALLEST_MM = 247  # of a journal's page
DATA = Path(__file__).parents[2] / "data"

each_figure = pytest.mark.parametrize("spec", all_figures(), ids=lambda spec: spec.name)


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """Two texts and a documents.csv, nothing else: no place names in English, no template, no
    codebook.
    """
    root = tmp_path_factory.mktemp("bare")
    (root / "texts").mkdir()
    for name in ("xining", "kunming"):
        shutil.copy(DATA / "texts" / f"{name}.txt", root / "texts")
    (root / "documents.csv").write_text(
        "doc_id,file\nxining,xining.txt\nkunming,kunming.txt\n", encoding="utf-8"
    )
    study = read_study(root)
    return study, build_tables(study)


@each_figure
def test_figure_is_fit_to_print(spec: FigureSpec, five, five_tables):
    """No glyph missing, nothing cut, covered, too small or in the other language; words and data
    go with it.
    """
    data = spec.data(five, five_tables)
    assert len(data), f"{spec.name} has nothing to draw in the project's own study"
    assert to_csv(data) == to_csv(spec.data(five, five_tables))
    for lang in ("zh", "en"):
        check_words(spec, data, five, lang)
        for width in theme.WIDTHS:
            figure = spec.picture(data, lang, width)
            check_figure(figure, lang)
            assert figure.get_figheight() / theme.MM <= TALLEST_MM, f"{width}: taller than a page"


@each_figure
def test_figure_is_byte_identical(spec: FigureSpec, five, five_tables):
    """Drawn twice from the same table, a figure is the same to the byte."""
    data = spec.data(five, five_tables)

    assert render(spec.picture(data, "zh", "89mm"), "png") == render(
        spec.picture(data, "zh", "89mm"), "png"
    )


@each_figure
def test_figure_of_a_bare_study(spec: FigureSpec, bare):
    """A folder of texts alone is drawn legibly, or left out because there is nothing to draw."""
    study, tables = bare
    data = spec.data(study, tables)
    if data.empty:
        return
    for lang in ("zh", "en"):
        check_words(spec, data, study, lang)
        check_figure(spec.picture(data, lang, "183mm"), lang)
