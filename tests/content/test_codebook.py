"""A cue as it is: what is literal in it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.content.codebook import literal_of

PIECES = [
    "税", "减税", "用地", "(?:人才|资金)", "(地|税)?", "税?", "地{0,2}", "[税地]", ".{0,3}",
    "(?!地)", "(?<=减)", "\\d+", "|", "^", "$", "A", "税+", "(?i:a)",
]  # fmt: skip


@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=5),
    st.text("税减用地人才资金A1", max_size=12),
)
def test_a_pattern_never_matches_without_its_literal(pieces, text):
    """Where the literal is not there, neither is the pattern: looking for it first changes
    nothing.
    """
    pattern = re.compile("".join(pieces).replace("}?", "}").replace("??", "?"))

    if any(hit[0] for hit in pattern.finditer(text)):
        assert literal_of(pattern.pattern) in text


@pytest.mark.parametrize(
    ("pattern", "literal"),
    [
        ("信用(?:体系|信息)建设", "信用"),
        ("减税|降费", ""),
        ("不得?收费", "收费"),
        ("[税费]减免{1,2}", "减"),
        ("[]-甲[^[]", ""),
        ("[^]甲]税收", "税收"),
    ],
)
def test_the_longest_certain_literal_is_taken(pattern, literal):
    """What stands outside groups, classes and quantifiers."""
    assert literal_of(pattern) == literal
