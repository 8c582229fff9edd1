"""Frames as text: aligned for wide characters, fixed decimals, the same everywhere."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.base.display import format_frame, format_html
from compare.base.width import display_width


def test_wide_characters_align():
    """A Chinese character takes two columns; text stands left, numbers right with fixed
    decimals.
    """
    frame = pd.DataFrame({"市": ["西宁", "a"], "n": [12, 3], "share": [0.12345, float("nan")]})

    assert format_frame(frame).splitlines() == [
        "市     n  share",
        "西宁  12  0.123",
        "a      3",
    ]


def test_more_rows_are_counted():
    """Ten rows are shown and the last line says how many there are."""
    lines = format_frame(pd.DataFrame({"x": range(12)})).splitlines()

    assert len(lines) == 12
    assert lines[-1] == "… 10 of 12 rows"
    assert format_frame(pd.DataFrame({"x": range(12)}), rows=None).splitlines()[-1] == "11"


def test_named_index_is_a_column():
    """A group's name is shown, a running number is not."""
    counts = pd.Series({"lead": 2, "support": 1}, name="n").rename_axis("role")

    assert format_frame(counts).splitlines()[:2] == ["role     n", "lead     2"]


def test_filtered_frame_hides_its_row_numbers():
    """Row numbers of the frame it was cut from mean nothing to a reader."""
    assert format_frame(pd.DataFrame({"x": [5, 6, 7]}).iloc[[2, 0]]) == "x\n7\n5"


def test_long_cells_are_cut():
    """A cell wider than the limit ends in an ellipsis and fits."""
    line = format_frame(pd.DataFrame({"text": ["一二三四五六七八九十"]}), width=10).splitlines()[1]

    assert line == "一二三四…"


@pytest.mark.parametrize(
    "value, text", [(-0.0001, "0.000"), (2.5, "2.500"), (None, ""), (float("inf"), "inf")]
)
def test_floats(value, text):
    """No minus zero, no scientific notation, missing is blank."""
    assert format_frame(pd.DataFrame({"x": [value]}, dtype=float)) == f"x\n{text}".replace(
        "x", "x".rjust(len(text))
    )


def test_line_breaks_do_not_break_the_table():
    """A cell with a line break stays one line."""
    assert format_frame(pd.DataFrame({"a": ["x\ny"]})).splitlines() == ["a", "x y"]


def test_empty_frames():
    """A frame without rows or columns says so."""
    assert format_frame(pd.DataFrame({"a": []})) == "a\n(no rows)"
    assert format_frame(pd.DataFrame()) == "(no columns)\n(no rows)"


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_any_text_keeps_one_line_a_row(cells):
    """Whatever the cells hold, the table has one line a row and none is wider than asked."""
    lines = format_frame(pd.DataFrame({"a": cells}), width=12).split("\n")

    assert len(lines) == 1 + len(cells)
    assert all(display_width(line) <= 12 for line in lines)


def test_html_has_the_cells_of_the_text_and_nothing_else():
    """Caption, titles and cells are escaped; numbers stand right; the rest is counted; no id."""
    frame = pd.DataFrame({"市 <a>": ["西宁", "b&c", "z"], "n": [1.25, float("nan"), 3]})

    page = format_html(frame, rows=2, decimals=1, caption="表 <1>", lang="zh")

    assert page == (
        '<table lang="zh">\n<caption style="text-align:left">表 &lt;1&gt;</caption>\n'
        '<thead><tr><th scope="col" style="text-align:left">市 &lt;a&gt;</th>'
        '<th scope="col" style="text-align:right">n</th></tr></thead>\n<tbody>\n'
        '<tr><td style="text-align:left;white-space:nowrap">西宁</td>'
        '<td style="text-align:right;white-space:nowrap">1.2</td></tr>\n'
        '<tr><td style="text-align:left;white-space:nowrap">b&amp;c</td>'
        '<td style="text-align:right"></td></tr>\n'
        '</tbody>\n<tfoot><tr><td colspan="2">… 2 of 3 rows</td></tr></tfoot>\n</table>'
    )


def test_caption_stands_above():
    """A caption is the first line, so that tables printed after each other are told apart."""
    assert format_frame(pd.DataFrame({"a": [1]}), caption="One").splitlines() == ["One", "a", "1"]


def test_days_and_ranks_have_no_decimals():
    """A float column of whole numbers counts something; shares that happen to be 0 or 1 stay
    shares, and what is left out of sight decides, too.
    """
    frame = pd.DataFrame({"days": [836.0, None], "share": [1.0, 0.0], "score": [2.0, 2.5]})

    assert format_frame(frame, rows=1).splitlines()[1].split() == ["836", "1.000", "2.000"]


def test_an_id_is_not_broken_for_a_long_text_beside_it():
    """In HTML short cells stay on one line; long ones may break."""
    html = format_html(pd.DataFrame({"id": ["qujing-02"], "text": ["很长的一段文字，超过十四列"]}))

    assert html.count("white-space:nowrap") == 1
    assert '<td style="text-align:left;white-space:nowrap">qujing-02</td>' in html
