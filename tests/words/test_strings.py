"""Strings by key: what the files hold, and how values are filled in."""

from __future__ import annotations

import re

import pytest

from compare.words.strings import LANGUAGES, fill, say, strings

SLOT = re.compile(r"\{(\w+)")


def test_both_languages_have_the_same_keys_and_the_same_values_to_fill_in():
    """A string without its other half would be shown in the wrong language or not at all."""
    first, *others = (strings(lang) for lang in LANGUAGES)

    for other in others:
        assert sorted(first.keys() ^ other.keys()) == []
        unlike = {
            key: text
            for key, text in first.items()
            if set(SLOT.findall(text)) != set(SLOT.findall(other[key]))
        }
        assert unlike == {}


def test_no_string_is_empty():
    """An empty string says nothing where a sentence was asked for."""
    for lang in LANGUAGES:
        assert [key for key, text in strings(lang).items() if not text.strip()] == []


@pytest.mark.parametrize(
    ("text", "values", "filled"),
    [
        ("{n} {n?text|texts}", {"n": 1}, "1 text"),
        ("{n} {n?text|texts}", {"n": 0}, "0 texts"),
        ("{share:.0%}（{n:,}）", {"share": 0.254, "n": 1200}, "25%（1,200）"),
        ("{name}", {"name": "{n}"}, "{n}"),
        ("no slot", {"n": 1}, "no slot"),
    ],
)
def test_values_are_filled_in(text, values, filled):
    """Formats as in Python, one of two words by number; a filled value is not read again."""
    assert fill(text, **values) == filled


def test_a_missing_string_or_value_is_an_error_that_names_it():
    """A user must never read a bare key or an unfilled slot."""
    with pytest.raises(KeyError, match=r"no string 'code\.nothing': add it to zh and en\.toml"):
        say("code.nothing", "zh")
    with pytest.raises(KeyError, match=r"no value for \{n\}"):
        fill("{n} texts")
    with pytest.raises(ValueError, match="language 'fr' is not one of zh, en"):
        say("code.absent", "fr")
