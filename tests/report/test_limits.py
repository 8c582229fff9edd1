"""What a study cannot say, as the page lists it."""

from __future__ import annotations

import pytest

from compare.report.limits import build_limits, uncoded_words
from report_study import small_study, small_tables


def limits(**further) -> list[dict[str, str]]:
    study = small_study()
    return build_limits(
        small_tables(study), study.templates, numbers={"zh": {}, "en": {}}, rules="r1", **further
    )


@pytest.mark.parametrize(
    "uncoded, zh, command",
    [
        (("themes",), "主题", "--starter themes"),
        (("themes", "instruments"), "主题、政策工具", "--starter themes,instruments"),
    ],
)
def test_a_study_without_codebooks_is_told_how_to_come_by_them(uncoded, zh, command):
    """One sentence names what is missing and the command that adds it, in both languages."""
    before, after = limits(), limits(uncoded=uncoded)
    [added] = [limit for limit in after if limit not in before]

    assert zh in added["zh"]
    assert command in added["zh"]
    assert command in added["en"]


def test_a_coded_study_has_no_such_limit():
    """Nothing is said of codebooks that are there."""
    assert not [limit for limit in limits() if "--starter" in limit["en"]]


def test_words_join_as_their_language_does():
    """A comma and an enumeration mark; names of starters stay codes."""
    both = ("themes", "instruments")

    assert uncoded_words(both, "zh")["names"].count("、") == 1
    assert ", " in uncoded_words(both, "en")["names"]
    assert {uncoded_words(both, lang)["starters"] for lang in ("zh", "en")} == {
        "themes,instruments"
    }
