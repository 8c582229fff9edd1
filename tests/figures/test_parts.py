"""Pieces of figures: heat maps say what is missing, labels wrap where a reader would break them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.base.display import display_width
from compare.figures import parts, theme
from figure_checks import check_figure

VALUES = pd.DataFrame([[0.0, 1.0], [0.5, np.nan]])


def heat(width: str = "89mm"):
    ax = theme.new_axes(width, 50)
    with theme.use(width):
        parts.heat_map(
            ax,
            VALUES,
            rows=["甲山", "乙河"],
            columns=["一", "二"],
            top=1,
            text=lambda value: f"{value:.2f}",
        )
    return ax


def test_numbers_stand_in_their_cells():
    """Each known value is written, dark on light and light on dark; an unknown one is hatched and
    bears no number.
    """
    ax = heat()

    assert [(t.get_text(), t.get_position(), t.get_color()) for t in ax.texts] == [
        ("0.00", (0, 0), "black"),
        ("1.00", (1, 0), "white"),
        ("0.50", (0, 1), "black"),
    ]
    assert [(patch.get_xy(), patch.get_hatch()) for patch in ax.patches] == [((0.5, 0.5), "////")]
    check_figure(ax.figure, "zh")


@pytest.mark.parametrize(
    "text, width, wrapped",
    [
        ("加大财税政策支持力度", 10, "加大财税政\n策支持力度"),
        ("加大财税政，策支持力度", 10, "加大财税\n政，策支…"),
        ("Entry and administrative reform", 18, "Entry and\nadministrative…"),
        ("short", 10, "short"),
        ("", 5, ""),
    ],
)
def test_wrap(text, width, wrapped):
    """Chinese breaks anywhere but before a comma, English at blanks; what does not fit ends in an
    ellipsis.
    """
    assert parts.wrap(text, width) == wrapped


@given(st.text(alphabet="政策a b，。"), st.integers(4, 20))
def test_wrapped_lines_fit(text, width):
    """No line is wider than asked, whatever the text, and there are no more than two."""
    lines = parts.wrap(text, width).split("\n")

    assert len(lines) <= 2
    assert all(display_width(line) <= width for line in lines)
