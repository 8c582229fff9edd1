"""Findings as a reader is told them."""

from __future__ import annotations

from compare.report.told import findings
from report_study import small_study, small_tables

STUDY = small_study()
TABLES = small_tables(STUDY)


def test_findings_speak_one_language_and_of_one_part():
    """The same number of sentences in both; a part is a part of the whole."""
    en, zh = findings(STUDY, TABLES, "en"), findings(STUDY, TABLES, "zh")
    part = findings(STUDY, TABLES, "zh", about="adoption")

    assert len(en) == len(zh) > len(part) > 0
    assert set(part) < set(zh)
    assert all(sentence.endswith("。") for sentence in zh)
    assert repr(part).startswith("- ")


def test_a_study_without_a_finding_says_so():
    """Nothing is never an empty cell."""
    assert repr(findings(STUDY, {}, "en", about="adoption")) == (
        "No finding of this kind in this study."
    )
