"""What the page shows of a cell: reasons in the reader's language, passages of its pairs."""

from __future__ import annotations

import pandas as pd

from compare.report.evidence_rows import both, pair_rows
from compare.words.reasons import because
from report_study import small_study, small_tables


def test_a_reason_of_a_rule_names_documents_as_its_reader_knows_them():
    """In English the number is written out, in Chinese it stays as printed; no reason is None."""
    why = because("known_by_number", template="国发〔2020〕1号")
    said = both(why)

    assert both("") is None
    assert said is not None
    assert "国发〔2020〕1号" in said["zh"]
    assert "Guofa [2020] No. 1" in said["en"]
    assert "国发" not in said["en"]


def test_what_a_person_wrote_stays_as_written():
    """A reason in a scholar's own words is no rule's: the same characters in both languages."""
    why = "读过国发〔2020〕1号原文后改判"

    assert both(why) == {"zh": why, "en": why}


def test_passages_of_other_pairs_are_not_read():
    """A passage between clauses that are no counterparts is not placed: it may be of a text whose
    clauses the page does not hold.
    """
    study = small_study()
    tables = small_tables(study)
    strange = tables["spans"].iloc[:1].assign(a="not-there-01", b="nor-this-01")
    more = {**tables, "spans": pd.concat([strange, tables["spans"]], ignore_index=True)}

    assert pair_rows(study, more) == pair_rows(study, tables)
