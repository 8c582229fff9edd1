"""Cues written into a codebook's file: nothing else in it changes."""

from __future__ import annotations

import pytest

from compare.base.plain_yaml import read_yaml
from compare.content.codebooks import parse_codebook
from compare.errors import CodebookError
from compare.study.codebook_edit import add_cues, literal

BOOK = """# My field
title: t   # short
version: "1"
codes:
- id: FISH
  zh: 渔业
  en: Fish
  definition: fish
  cues:
  # harbours first
  - {weight: 2, match: ['渔港']}

- id: TIDE
  zh: 潮汐
  en: Tide
  definition: tides
"""


def test_words_are_put_under_the_cues_of_the_code(tmp_path):
    """One line more; comments and other lines stay as they are."""
    path = tmp_path / "themes.yaml"
    path.write_text(BOOK, encoding="utf-8")

    book = add_cues(path, "FISH", ["首批(套)", "渔船"])

    lines = path.read_text(encoding="utf-8").split("\n")
    added = "  - {weight: 1, match: ['首批\\(套\\)', '渔船']}"
    assert [line for line in lines if line != added] == BOOK.split("\n")
    assert book["FISH"].cues[0].pattern.search("首批(套)装备")
    assert not book["FISH"].cues[0].pattern.search("首批套装备")


def test_a_code_without_cues_gets_them(tmp_path):
    """The list is made where there is none."""
    path = tmp_path / "themes.yaml"
    path.write_text(BOOK, encoding="utf-8")

    add_cues(path, "TIDE", ["潮汐"], weight=3)

    cues = parse_codebook(read_yaml(path), where="x")["TIDE"].cues
    assert [(cue.pattern.pattern, cue.weight) for cue in cues] == [("潮汐", 3)]


def test_what_cannot_be_written_is_told_and_nothing_changes(tmp_path):
    """Unknown code; words that are cues already; a layout a program cannot add a line to."""
    path = tmp_path / "themes.yaml"
    path.write_text(BOOK, encoding="utf-8")
    with pytest.raises(CodebookError, match="has no code 'SHIP'; its codes are FISH, TIDE"):
        add_cues(path, "SHIP", ["船"])
    with pytest.raises(CodebookError, match="has these cues already"):
        add_cues(path, "FISH", ["渔港"])
    flow = "title: t\nversion: '1'\ncodes: [{id: A, zh: 甲, en: A, definition: d, cues: []}]\n"
    path.write_text(flow, encoding="utf-8")
    with pytest.raises(
        CodebookError, match=r"Write under its cues: - \{weight: 1, match: \['船'\]\}"
    ):
        add_cues(path, "A", ["船"])
    assert path.read_text(encoding="utf-8") == flow


def test_a_word_is_no_pattern():
    """Brackets and dots of a word mean themselves."""
    assert literal("5.0(版)") == "5\\.0\\(版\\)"
