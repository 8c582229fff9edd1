"""Pieces of figures: heat maps say what is missing, labels wrap where a reader would break them."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.dates import date2num

from compare.base.width import display_width
from compare.figures import parts, theme
from figure_checks import check_figure, check_line_breaks

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
        ("推动“最后一公里”落地", 6, "推动\n“最后…"),
        ("首台（套）重大装备", 6, "首台\n（套…"),
        ("补助100000元以内", 8, "补助\n100000…"),
        ("", 5, ""),
    ],
)
def test_wrap(text, width, wrapped):
    """Chinese breaks anywhere but before a comma, English at blanks; what does not fit ends in an
    ellipsis.
    """
    assert parts.wrap(text, width) == wrapped


@given(st.text(alphabet="政策a b，。（）“”"), st.integers(4, 20))
def test_wrapped_lines_fit(text, width):
    """No line is wider than asked, whatever the text, and there are no more than two."""
    lines = parts.wrap(text, width).split("\n")

    assert len(lines) <= 2
    assert all(display_width(line) <= width for line in lines)


@given(
    st.lists(st.sampled_from(["政策", "（政策）", "“双创”", "政，", "策。"])), st.integers(8, 20)
)
def test_lines_break_as_chinese_does(words, width):
    """No line begins with a closing mark or ends with an opening one."""
    check_line_breaks([parts.wrap("".join(words), width, lines=9)])


def test_first_says_how_many_of_how_many():
    """The first values in order, with all their rows."""
    data = pd.DataFrame({"doc_id": ["b", "a", "b", "c"], "n": range(4)})

    kept, drawn, total = parts.first(data, "doc_id", 2)

    assert (list(kept["n"]), drawn, total) == ([0, 1, 2], 2, 3)


def test_what_is_left_out_is_said():
    """A line at the foot, below what stands there; none where everything is drawn."""
    figure = theme.new_figure("89mm", 40)
    parts.say_left_out(figure, 3, 3, "en")
    assert figure.get_supxlabel() == ""
    figure.supxlabel("Share")
    parts.say_left_out(figure, 3, 9, "en")
    assert figure.get_supxlabel().startswith("Share\n3 of 9 rows drawn")


@pytest.mark.parametrize(
    "begin, end, width, form, most",
    [
        ("2015-03-01", "2021-06-30", "183mm", r"\d{4}", 14),
        ("1990-01-01", "2021-06-30", "89mm", r"\d{4}", 7),
        ("2020-01-15", "2020-09-30", "89mm", r"\d{4}-\d{2}", 5),
        ("2020-05-28", "2020-05-28", "183mm", r"\d{4}-\d{2}", 8),
    ],
)
def test_an_axis_of_years_has_no_more_ticks_than_fit(begin, end, width, form, most):
    """Years over a long time, months within one or two; at least one tick, even of a single
    day.
    """
    ax = theme.new_axes(width, 40)
    with theme.use(width):
        parts.year_axis(ax, pd.Timestamp(begin), pd.Timestamp(end))
    ax.figure.draw_without_rendering()
    low, high = ax.get_xlim()
    shown = [
        label.get_text() for label in ax.get_xticklabels() if low <= label.get_position()[0] <= high
    ]

    assert 1 <= len(shown) <= most
    assert all(re.fullmatch(form, text) for text in shown)
    assert low < date2num(pd.Timestamp(begin)) <= date2num(pd.Timestamp(end)) < high
