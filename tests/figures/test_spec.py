"""What a figure says of itself: the finding as the title of a slide."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.base.width import display_width
from compare.figures.spec import HEADLINE_COLUMNS, FigureSpec, get_figure

TITLE = {"zh": "多少？", "en": "How many?"}


def said(alt: str, lang: str = "en") -> str:
    """The finding of a figure whose alternative text is `alt`."""
    spec = FigureSpec(
        "sample", TITLE, *[lambda *_: None] * 2, lambda *_: "", lambda data, lang: alt
    )
    return spec.finding(pd.DataFrame(), lang)


@pytest.mark.parametrize(
    "alt, lang, finding",
    [
        ("Bars. A has 3. B has 2.", "en", "A has 3. B has 2."),
        ("Bars. Of Guofa No. 9, A has 3 items. B has 2.", "en",
         "Of Guofa No. 9, A has 3 items. B has 2."),
        ("条形图。甲三项。乙两项。", "zh", "甲三项。乙两项。"),
        ("Bars.", "en", "How many?"),
        ("", "zh", "多少？"),
    ],
)  # fmt: skip
def test_a_slide_says_whole_sentences_after_the_kind_of_chart(alt, lang, finding):
    """The first sentence names the chart and is left out; the full stop behind No ends none."""
    assert said(alt, lang).replace("\n", " ") == finding


def test_a_sentence_that_does_not_fit_is_left_out_whole():
    """Two lines hold what they hold; the title is the question where not even one sentence fits."""
    long = "Something is there " * 12

    assert said(f"Bars. A has 3. {long}. B has 2.") == "A has 3."
    assert said(f"Bars. {long}.") == "How many?"


@given(st.lists(st.text(alphabet="abc No9 ", min_size=1, max_size=90), max_size=6))
def test_a_finding_is_two_lines_at_most_and_never_cut(sentences):
    """Whatever the sentences: no line too wide, no ellipsis."""
    lines = said(". ".join(["Bars", *sentences]) + ".").split("\n")

    assert len(lines) <= 2
    assert not lines[-1].endswith("…")
    assert all(display_width(line) <= HEADLINE_COLUMNS for line in lines)


def test_a_figure_that_is_not_there_is_told_with_those_that_are():
    """The message lists names."""
    with pytest.raises(ValueError, match="no figure 'pie'; there are: .*adoption-matrix"):
        get_figure("pie")
