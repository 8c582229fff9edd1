"""Cleaned text that never loses its place in the file."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from compare.text.passage import Source
from compare.text.script import script_of, simplify


@settings(deadline=None)  # the first call loads dictionaries
@given(st.text(max_size=80))
def test_simplified_text_keeps_its_length(text):
    """The k-th character of the result stands for the k-th of the input."""
    assert len(simplify(text)) == len(text)


@given(st.text(alphabet="國务院 \n\r\t\u3000\u200bAb1&;quot。", max_size=60))
def test_cut_leads_back_to_the_same_characters(text):
    """Every character of a passage stands in the file where `at` says; only residue such as &quot;
    is read as one mark.
    """
    passage = Source("d", text).passage()

    assert len(passage.text) == len(passage.raw) == len(passage.at)
    assert list(passage.at) == sorted(set(passage.at))
    assert all(
        text[place] == printed or printed in "”& "
        for place, printed in zip(passage.at, passage.raw, strict=True)
    )


def test_script_is_converted_and_raw_is_kept():
    """Analyses see simplified script, `raw` keeps what is printed."""
    passage = Source("d", "國務院 辦公廳").passage()

    assert (passage.text, passage.raw) == ("国务院办公厅", "國務院辦公廳")
    assert passage.cut(3, 6) == (4, 7)


def test_blank_between_latin_words_is_kept():
    """White space is dropped between Chinese characters and kept between Latin words."""
    assert Source("d", "互联网 产品 and  app 应用").passage().text == "互联网产品and app应用"


def test_furniture_and_holes_are_left_out():
    """Spans of furniture and of attributions leave no trace, and offsets still hold."""
    passage = Source("d", "甲乙- 2 -丙丁（略）", skip=((2, 7),)).passage(without=[(9, 12)])

    assert passage.text == "甲乙丙丁"
    assert passage.at == (0, 1, 7, 8)


def test_script_is_told_from_the_share_of_traditional_characters():
    """A few traditional characters in a simplified text do not make it traditional."""
    assert script_of("國務院關於推動創新創業") == "hant"
    assert script_of("国务院关于推动创新创业高质量发展打造双创升级版的意见" * 3 + "國") == "hans"
