"""Characters without which a pattern cannot match."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.base.literals import literals_of

PIECES = [
    "税", "减税", "用地", "(?:人才|资金)", "(地|税)?", "税?", "地{0,2}", "[税地]", ".{0,3}",
    "(?!地)", "(?<=减)", "\\d+", "|", "^", "$", "A", "税+", "(?i:a)", "(?:减|税(?:地|用){0,1})",
    "(?:人|[税地])", "(用地?|才)", "\\(", "税{1,2}",
]  # fmt: skip


@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=5),
    st.text("税减用地人才资金A1", max_size=12),
)
def test_a_pattern_never_matches_without_one_of_its_literals(pieces, text):
    """Where none of them is there, neither is the pattern: looking for them first changes
    nothing.
    """
    pattern = re.compile("".join(pieces).replace("}?", "}").replace("??", "?"))

    if any(hit[0] for hit in pattern.finditer(text)):
        assert any(run in text for run in literals_of(pattern.pattern) or ("",))


@pytest.mark.parametrize(
    ("pattern", "literals"),
    [
        ("信用(?:体系|信息)建设", ("信用",)),
        ("减税|降费", ("减税", "降费")),
        ("减税|降?", ()),
        ("不得?收费", ("收费",)),
        ("[税费]减免{1,2}", ("减",)),
        ("[]-甲[^[]", ()),
        ("[^]甲]税收", ("税收",)),
        ("(?:减|免(?:征|收))[^，]{0,8}(?:税|费|租金)", ("减", "免")),
        ("(?:减|免)?[^，]{0,8}(?:税|费|租金)", ("税", "费", "租金")),
        ("(?:减|免)(?=税收)", ("减", "免")),
        ("首台(（套）|\\(套\\)|套)", ("首台",)),
    ],
)
def test_the_fewest_then_the_longest_certain_runs_are_taken(pattern, literals):
    """A group counts where each of its alternatives has a run, and where it must be there."""
    assert literals_of(pattern) == literals
