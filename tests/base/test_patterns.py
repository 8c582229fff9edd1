"""Patterns of a study: the documented form, the same matches as Python's `re`, always an answer."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from compare.base.patterns import SECONDS, compile_pattern, fills, matches_of
from compare.base.plain_yaml import read_yaml
from compare.content.codebooks import parse_codebook
from compare.errors import CodebookError
from compare.study.own_lexicon import package_registry
from compare.study.read import read_study

ROOT = Path(__file__).parents[2]
BOOKS = sorted((ROOT / "data" / "codebooks").glob("*.yaml"))


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("甲{1000000000}", "repeats more than 200 times"),
        ("甲{" + "9" * 400 + "}", "repeats more than 200 times"),
        ("(甲+)+乙", "repeats a group in which something is repeated"),
        ("((甲|乙{0,3}){1,9}){1,9}丙", "repeats a group"),
        ("甲**乙", "repeats nothing, or repeats a repeat"),
        ("(" * 9 + "甲" + ")" * 9, "groups inside each other"),
        ("(甲", "opens a group"),
        ("甲)", "closes a group"),
        ("[甲", "not a regular expression"),
        ("(?P<a>甲)", "holds a name"),
        (r"(甲)\1", "has no meaning here"),
        ("(?i)甲", "holds a name, a flag"),
        ("甲" * 2001, "has 2,001 characters"),
        ("甲?", "matches the empty text"),
        ("甲\\", "has no meaning here"),
        (5, "is not text"),
    ],
)
def test_what_is_not_of_the_form(pattern, said):
    """Each refusal names the file and what is wrong."""
    with pytest.raises(CodebookError, match="^book, cue 1.*") as error:
        compile_pattern(pattern, "book, cue 1")

    assert said in str(error.value)


def test_no_pattern_is_endless():
    """A pattern that only a clock stops is an error that names it, within twice its time."""
    slow = regex.compile("(?:甲|甲甲|[甲乙])+丙丁")
    start = time.process_time()

    with pytest.raises(CodebookError, match="found no end within"):
        list(matches_of(slow, "甲" * 60 + "乙丙甲丙丁"))
    with pytest.raises(CodebookError, match="found no end within"):
        fills(slow, "甲" * 60 + "乙丙甲丙丁戊")

    assert time.process_time() - start < 4 * SECONDS


def test_same_matches_as_re():
    """Every pattern of the codebooks in use finds in the example what `re` finds."""
    texts = ["".join(read_study(ROOT / "data").clauses["text"])]
    patterns = {
        cue.pattern.pattern
        for path in BOOKS
        for code in parse_codebook(read_yaml(path), where=path.name).codes
        for cue in code.cues
    }

    assert len(patterns) > 300
    for pattern in patterns:
        kept, plain = compile_pattern(pattern, "x"), re.compile(pattern)
        for text in texts:
            assert [m.span() for m in matches_of(kept, text)] == [
                m.span() for m in plain.finditer(text)
            ]


def test_names_of_bodies_as_re():
    """The registry's patterns accept and refuse the names that `re` does."""
    registry = package_registry()
    names = [name for entry in registry.entries.values() for name in (entry.agency, *entry.aliases)]
    for entry in registry.entries.values():
        if entry.pattern:
            kept, plain = (
                compile_pattern(entry.pattern, "x", nested=True),
                re.compile(entry.pattern),
            )
            assert [fills(kept, n) for n in names] == [bool(plain.fullmatch(n)) for n in names]


@given(st.text(alphabet="甲乙|()[]{}?*+.\\,0123<=!:^-dP", max_size=30))
def test_any_text_is_a_pattern_or_refused(pattern):
    """Whatever stands in a cue: compiled, or one error; what is compiled answers."""
    try:
        compiled = compile_pattern(pattern, "x")
    except CodebookError as error:
        assert str(error).startswith("x: ")
        return
    list(matches_of(compiled, "甲乙" * 20))


@pytest.mark.parametrize("repeat", ["{200}", "{0,200}", "{200,}", "{,200}", "{000200}"])
def test_two_hundred_repeats_and_one_more(repeat):
    """The limit stands in a count and in both ends of a range; one more is refused, and so are
    counts of any length.
    """
    assert fills(compile_pattern(f"乙甲{repeat}", "x"), "乙" + "甲" * 200)
    for more in ("201", "1000000", "9999999"):
        with pytest.raises(CodebookError, match="repeats more than 200 times"):
            compile_pattern("乙甲" + repeat.replace("000200", "200").replace("200", more), "x")


def test_limits_of_length_and_depth():
    """2,000 characters and six groups inside each other are read, one more is not."""
    compile_pattern("甲" * 2000, "x")
    compile_pattern("(" * 6 + "甲" + ")" * 6, "x")
    with pytest.raises(CodebookError, match="more than 6 groups inside each other"):
        compile_pattern("(" * 7 + "甲" + ")" * 7, "x")


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("甲(?:乙?丙)?丁", "甲丁"), ("(?:甲?乙)丙", "乙丙"), (r"\+\.", "+."), ("[]甲]", "]"),
        ("[^]甲]乙", "丙乙"), (r"[\]]", "]"), ("甲{", "甲{"), ("甲+?乙", "甲甲乙"),
        ("甲|乙*丙", "丙"),
        ("(?<=甲)乙(?=丙)", "甲乙丙"), (r"\d\_", "1_"),
    ],
)  # fmt: skip
def test_what_is_of_the_form(pattern, text):
    """Read, and found where `re` finds it."""
    found = [hit.span() for hit in matches_of(compile_pattern(pattern, "x"), text)]

    assert found == [hit.span() for hit in re.finditer(pattern, text)] != []


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("(甲{2})*", "repeats a group"), ("((?:甲*)乙)+丙", "repeats a group"),
        ("|*甲", "repeats nothing"), ("甲(*乙)", "repeats nothing"),
        ("甲{2}{3}", "repeats nothing"),
    ],
)  # fmt: skip
def test_repeats_that_are_refused(pattern, said):
    """Also by a count, and where the repeat stands in a group of the group."""
    with pytest.raises(CodebookError, match=said):
        compile_pattern(pattern, "x")


def test_whole_names_may_repeat_groups():
    """`nested`, for names of bodies: a repeat in a repeated group, and the empty text."""
    assert fills(compile_pattern("(?:甲+乙)+", "x", nested=True), "甲甲乙甲乙")
    assert fills(compile_pattern("甲*", "x", nested=True), "")
