"""Positions of another program lead to the same characters of the file as received."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.exchange.positions import exported, first_difference, from_utf16, returned, to_utf16

TEXTS = st.text(st.sampled_from("甲乙𠮷🙂\r\n\u2028 \u3000ab"), max_size=40)


@given(TEXTS, st.booleans())
def test_every_character_comes_back_to_its_place(text, mark):
    """Outward and inward again is the same offset for every character that is no line end; the
    mark is not exported.
    """
    received = ("\ufeff" if mark else "") + text
    out = exported(received)

    assert "\r" not in out.text and not out.text.startswith("\ufeff")
    assert len(out.at) == len(out.text) + 1
    for offset, character in enumerate(received):
        if character not in "\r\n\u2028\ufeff":
            assert out.text[out.outward(offset)] == character
            assert out.inward(out.outward(offset)) == offset
    assert out.inward(out.outward(len(received))) == len(received)


def test_spans_of_a_file_with_two_character_line_ends():
    """A span over a line end keeps both of its ends, and one that ends before it does not take it
    in.
    """
    received = "\ufeff甲\r\n乙𠮷丙"
    out = exported(received)

    assert out.text == "甲\n乙𠮷丙"
    assert [out.outward(at) for at in (1, 2, 4, 5, 6, 7)] == [0, 1, 2, 3, 4, 5]
    assert received[out.inward(2) : out.inward(4)] == "乙𠮷"
    assert received[out.inward(0) : out.inward(1)] == "甲"


@given(TEXTS, st.data())
def test_utf16_and_code_points_lead_to_each_other(text, data):
    """Every position counted in code points is found again after counting in UTF-16 units."""
    position = data.draw(st.integers(0, len(text)))

    assert to_utf16(text, position) == len(text[:position].encode("utf-16-le")) // 2
    assert from_utf16(text, to_utf16(text, position)) == position


@given(TEXTS, st.data())
def test_a_text_with_other_white_space_leads_back(text, data):
    """However a program changes blanks and line ends, a span of characters comes back to these
    characters.
    """
    visible = [place for place, character in enumerate(text) if not character.isspace()]
    back = "".join(
        part
        for character in text
        for part in (
            [character]
            if not character.isspace()
            else [data.draw(st.sampled_from(["", " ", "\n\n"]))]
        )
    )
    way = returned(text, back)
    there = [place for place, character in enumerate(back) if not character.isspace()]

    assert way is not None
    for first in range(len(visible)):
        for last in range(first, len(visible)):
            assert way.span(there[first], there[last] + 1) == (visible[first], visible[last] + 1)


@pytest.mark.parametrize(
    ("sent", "back", "at"),
    [("甲乙丙", "甲丁丙", 1), ("甲乙", "甲乙丙", 2), ("甲 乙丙", "甲 乙", 3)],
)
def test_another_text_is_not_followed(sent, back, at):
    """A text that differs in more than white space gives no way back, and the place of the
    difference.
    """
    assert returned(sent, back) is None
    assert first_difference(sent, back) == at
