"""One Chinese rendering for each term, wherever a user reads Chinese."""

from __future__ import annotations

import csv
from importlib import resources
from pathlib import Path

import pytest

from compare.words.strings import strings

ROOT = Path(__file__).parents[2]
TERMS = list(
    csv.DictReader(
        (resources.files("compare.words") / "terms.csv").read_text(encoding="utf-8").splitlines()
    )
)
OTHERS = sorted((other, term["zh"]) for term in TERMS for other in term["not"].split(";") if other)
PAGES = [*sorted((ROOT / "docs" / "zh").glob("*.md")), *ROOT.glob("README.zh.md")]


@pytest.mark.parametrize(("other", "term"), OTHERS)
def test_no_string_uses_another_rendering(other, term):
    """A reader who meets two words looks for two things."""
    using = {key: text for key, text in strings("zh").items() if other in text}

    assert using == {}, f"say {term} for {other}"


@pytest.mark.parametrize(("other", "term"), OTHERS)
def test_no_chinese_page_uses_another_rendering(other, term):
    """Documentation and page speak of the same things by the same names."""
    assert [page.name for page in PAGES if other in page.read_text("utf-8")] == [], term


@pytest.mark.parametrize("page", ["docs/glossary.md", "docs/zh/glossary.md"])
def test_the_glossary_pages_hold_every_term(page):
    """Both pages are the table, in the order of the table."""
    text = (ROOT / page).read_text("utf-8")
    rows = [
        f"| {term['en']} | {term['zh']} | {term['meaning_en']} |"
        if page == "docs/glossary.md"
        else f"| {term['zh']} | {term['en']} | {term['meaning_zh']} |"
        for term in TERMS
    ]

    assert [line for line in text.splitlines() if line.startswith("| ")][1:] == rows


def test_codes_are_called_by_their_term():
    """What the glossary calls a code is what figures, page and tables call it."""
    named = {term["en"]: term["zh"] for term in TERMS}
    codes = {
        "verbatim": "verbatim", "word_for_word": "word for word", "adapted": "adapted",
        "taken_over": "taken over", "alike": "alike", "absent": "absent", "codebook": "codebook",
        "item": "item", "clause": "clause", "template": "template",
    }  # fmt: skip

    assert {code: strings("zh")[f"code.{code}"] for code in codes} == {
        code: named[term] for code, term in codes.items()
    }
