"""compare.likeness.sidebyside: shared wording marked in both clauses."""

import pandas as pd
import pytest

from compare.likeness.sidebyside import side_by_side
from compare.text.passage import Passage

A, B = "推行首购制度。减免房租补贴。", "全面减免房租补贴，推行首购制度"


def passage(text, start):
    return Passage(text, text, tuple(range(start, start + len(text))))


@pytest.fixture
def pair():
    clauses = pd.DataFrame({"clause_id": ["x-1", "y-1"], "heading": ["采购<支持>", "降低成本"]})
    spans = pd.DataFrame(
        {
            "a": ["x-1", "x-1"],
            "b": ["y-1", "y-1"],
            "a_begin": [10, 17],
            "a_end": [16, 23],
            "b_begin": [109, 102],
            "b_end": [115, 108],
        }
    )
    return clauses, {"x-1": passage(A, 10), "y-1": passage(B, 100)}, spans


def test_moved_sentences_keep_their_number(pair):
    """Numbers follow the first clause; the second shows them in its own order."""
    shown = side_by_side("x-1", "y-1", *pair)

    assert shown.pieces_a == (("推行首购制度", 1), ("。", 0), ("减免房租补贴", 2), ("。", 0))
    assert shown.pieces_b == (("全面", 0), ("减免房租补贴", 2), ("，", 0), ("推行首购制度", 1))


def test_either_order_of_the_pair_is_understood(pair):
    """The table has the pair once; asking for it the other way round turns it."""
    assert side_by_side("y-1", "x-1", *pair).pieces_a == (
        ("全面", 0),
        ("减免房租补贴", 1),
        ("，", 0),
        ("推行首购制度", 2),
    )


def test_plain_text_has_two_columns(pair):
    """Wide characters count two columns, so the bar stands in one place."""
    lines = side_by_side("x-1", "y-1", *pair).text(20).splitlines()

    assert lines[0] == "x-1 采购<支持>       | y-1 降低成本"
    assert lines[1] == "{1|推行首购制度}。{2 | 全面{2|减免房租补贴}"
    assert lines[2] == "|减免房租补贴}。     | ，{1|推行首购制度}"


def test_html_is_escaped_and_marked(pair):
    """Text cannot break the markup; each passage is marked once on each side."""
    html = side_by_side("x-1", "y-1", *pair).html()

    assert "采购&lt;支持&gt;" in html
    assert html.count("<mark ") == 4
    assert html.count('title="2"') == 2


def test_pair_without_shared_wording_is_shown_plain(pair):
    """No span, no mark."""
    clauses, passages, spans = pair

    assert side_by_side("x-1", "y-1", clauses, passages, spans[:0]).pieces_a == ((A, 0),)


def test_unknown_clause_is_named(pair):
    """A wrong id is an error that shows what ids look like."""
    with pytest.raises(KeyError, match=r"no clause 'x-9'; ids look like 'x-1'"):
        side_by_side("x-9", "y-1", *pair)
