"""Every figure of the kit, drawn from the project's own study and from a bare one."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pandas as pd
import pytest

from compare.figures import theme
from compare.figures.save import render
from compare.figures.spec import FigureSpec, all_figures, get_figure
from compare.paper.export import to_csv
from compare.study.read import read_study
from compare.tables import build_tables
from figure_checks import check_figure, check_words
from figures_many import many

DATA = Path(__file__).parents[2] / "data"

# Computed anew for a hundred documents they take minutes; tested with data of their own.
SLOW = ("adoption-specification", "similarity-documents")
BY_DOCUMENT = (
    "corpus-clauses", "adoption-matrix", "adoption-sections", "adoption-controls",
    "clause-origins", "formula-share", "agency-frequency", "agency-families", "agency-roles",
    "themes-coverage", "directive-strength", "diffusion-sources", "pmc-matrix", "pmc-surface",
)  # fmt: skip

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
            assert figure.get_figheight() / theme.MM <= theme.MAX_HEIGHT_MM + 0.01, width


@pytest.fixture(scope="module")
def hundred(five, five_tables):
    """A hundred documents: the five, twenty times."""
    return many(five, five_tables, 100)


@pytest.mark.parametrize(
    "spec",
    [spec for spec in all_figures() if spec.name not in SLOW],
    ids=lambda spec: spec.name,
)
def test_figure_of_a_hundred_documents(spec: FigureSpec, hundred):
    """One column of a journal holds what can be read at 6.5 points within 200 mm; if documents are
    left out, the figure says so.
    """
    study, tables = hundred
    data = spec.data(study, tables)
    figure = spec.picture(data, "zh", "89mm")
    check_figure(figure, "zh")

    assert figure.get_figheight() / theme.MM <= theme.MAX_HEIGHT_MM + 0.01
    if spec.name in BY_DOCUMENT:
        said = figure.get_supxlabel().replace("\n", "")
        assert re.search(r"\d+ (份文件|对|项)，?不逐一画出|画出指数最高", said), said
        assert len(spec.alt(data, "zh")) < 1000 and len(spec.caption(data, study, "zh")) < 1000


@pytest.mark.parametrize("n", [5, 30])
def test_specification_curve_shows_its_choices(n):
    """A row a choice below the curve; of many documents the span of implementing ones and of
    controls, not thirty colours.
    """
    data = curve(n)
    figure = get_figure("adoption-specification").picture(data, "en", "89mm")
    check_figure(figure, "en")

    below = figure.axes[1]
    labels = [label.get_text() for label in below.get_yticklabels()]
    assert labels == [
        "runs of 2 characters", "jieba words", "Weights: in force", "Weights: equal",
        "Line 0.36", "Line 0.40",
    ]  # fmt: skip
    assert len(figure.legends[0].get_texts()) == (6 if n == 5 else 3)
    marks = sum(len(line.get_xdata()) for line in below.lines if line.get_marker() == "|")
    assert marks == 3 * data["rank"].nunique()


def curve(n: int) -> pd.DataFrame:
    choices = [
        (tokens, gram, weights, line)
        for tokens, gram in (("char", 2), ("word", 1))
        for weights in ("rules", "equal")
        for line in (0.36, 0.4)
    ]
    return pd.DataFrame(
        [
            {
                "template": "甲发〔2020〕1号", "doc_id": f"d{k}", "place_zh": f"地{k}",
                "place_en": f"Place {k}", "relation": "control" if k % 2 else "direct",
                "rank": rank, "tokens": tokens, "ngram": gram, "weights": weights,
                "threshold": line, "rate": 0.3 + 0.01 * rank + 0.01 * k, "chosen": rank == 2,
            }
            for rank, (tokens, gram, weights, line) in enumerate(choices, start=1)
            for k in range(n)
        ]
    )  # fmt: skip


@each_figure
def test_slide_says_its_finding(spec: FigureSpec, five, five_tables):
    """The title of a slide is what the figure found, or the question where the finding is long."""
    data = spec.data(five, five_tables)
    for lang in ("zh", "en"):
        said = spec.finding(data, lang)

        assert 0 < said.count("\n") + 1 <= 2
        assert not said.endswith("…")
        plain = said.replace("\n", "").replace(" ", "")
        whole = (spec.alt(data, lang) + spec.title[lang]).replace(" ", "")
        assert plain.rstrip(".。") in whole


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
