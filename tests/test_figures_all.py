"""Every figure of the kit, drawn from the project's own study, in both languages and at every width."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare.export import to_csv
from compare.figures import theme
from compare.figures.save import render
from compare.figures.spec import all_figures
from compare.study import read_study
from compare.tables import build_tables
from figure_checks import check_figure, check_words

TALLEST_MM = 247  # of a journal's page


@pytest.fixture(scope="module")
def run():
    study = read_study(Path(__file__).parents[1] / "data")
    return study, build_tables(study)


@pytest.mark.parametrize("spec", all_figures(), ids=lambda spec: spec.name)
def test_figure_is_fit_to_print(spec, run):
    """No glyph missing, nothing cut, covered, too small or in the other language; words and data go with it."""
    study, tables = run
    data = spec.data(study, tables)
    assert len(data), f"{spec.name} has nothing to draw in the project's own study"
    assert to_csv(data) == to_csv(spec.data(study, tables))
    for lang in ("zh", "en"):
        check_words(spec, data, study, lang)
        for width in theme.WIDTHS:
            figure = spec.draw(data, lang, width)
            check_figure(figure, lang)
            assert figure.get_figheight() / theme.MM <= TALLEST_MM, f"{width}: taller than a page"


@pytest.mark.parametrize("spec", all_figures(), ids=lambda spec: spec.name)
def test_figure_is_byte_identical(spec, run):
    """Drawn twice from the same table, a figure is the same to the byte."""
    data = spec.data(*run)

    assert render(spec.draw(data, "zh", "89mm"), "png") == render(spec.draw(data, "zh", "89mm"), "png")
