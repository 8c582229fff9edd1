"""How well a text was read, with places, wherever a user meets it."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from compare.structure import parse_text
from compare.structure.quality import DOUBTS
from compare.study.check_parse import check_parse, parse_report
from compare.words.strings import say

TEXT = (
    "样例市人民政府关于夜市的意见\n一、任务\n（一）放宽准入。当天办结。"
    "\n（二）减免租金。减收一半。\n（三）加强宣传。每年办节。\n"
)


def test_a_text_that_was_understood_is_not_in_doubt():
    """Nearly all characters in clauses, nothing ignored, no doubt."""
    quality = parse_text("q", TEXT).quality

    assert quality.doubts == ""
    assert quality.ignored_labels == 0
    assert 0.5 < quality.in_clauses <= 1
    assert quality.in_tables == 0


def test_an_ignored_label_is_a_doubt_with_its_place():
    """A label at the start of a line that was not taken is counted, and the doubt leads to it."""
    text = TEXT + "（五）项规定从其规定。\n"
    quality = parse_text("q", text).quality

    assert quality.ignored_labels == 1
    assert quality.doubts == f"labels_ignored@{text.index('（五）')}"


def test_a_clause_that_holds_most_of_the_text_is_a_doubt():
    """One of four clauses with most characters hides several."""
    quality = parse_text(
        "q", TEXT + "（四）其他。" + "各部门要按职责抓好落实。" * 120 + "\n"
    ).quality

    assert quality.doubts.startswith("one_clause_holds_most@")


def test_suspicious_digits_are_a_doubt():
    """033万元 leads back to where it is printed."""
    text = TEXT.replace("减收一半", "补033万元")

    assert parse_text("q", text).quality.doubts == f"numbers_suspicious@{text.index('033')}"


def test_a_flattened_table_whose_rows_cannot_be_told_apart():
    """The table is not guessed at; the doubt says where it stands."""
    text = (
        TEXT
        + "附件：任务表\n序号\n工作任务\n责任单位\n完成时限\n1\n甲\n乙\n丙\n丁\n戊\n2\n己\n庚\n辛\n"
    )
    quality = parse_text("q", text).quality

    assert f"table_not_read@{text.index('序号')}" in quality.doubts.split(";")


def test_the_report_and_the_findings_say_what_to_look_at_first():
    """`check` prints the columns of the reading, and each doubt once, with a way out."""
    parsed = parse_text("q", TEXT + "（五）项规定从其规定。\n（七）项规定从其规定。\n")
    quality = parsed.quality
    documents = pd.DataFrame(
        [
            {
                "doc_id": "q",
                "n_clauses": 3,
                "n_chars": 100,
                "in_tables": quality.in_tables,
                "ignored_labels": quality.ignored_labels,
                "doubts": quality.doubts,
            }
        ]
    )
    report = parse_report(documents, parsed.parts, parsed.repairs)
    findings = [
        f for f in check_parse(report, parsed.clauses, parsed.repairs) if "labels_ignored" in f.what
    ]

    assert report["ignored_labels"].tolist() == [2]
    assert len(findings) == 1
    assert findings[0].what.startswith("labels_ignored ×2, first at character")
    assert findings[0].hint == say("doubt.labels_ignored", "en")


@given(st.text(alphabet="一二三、（）1.\t\n。序号任务责任单位局元0O万甲乙", max_size=150))
def test_shares_are_shares_and_codes_are_declared(text):
    """Whatever the text: shares between 0 and 1, places inside it, codes of the list."""
    quality = parse_text("q", "一、甲。乙。\n" + text).quality

    assert 0 <= quality.in_clauses <= 1
    assert 0 <= quality.in_tables <= 1
    assert {doubt.code for doubt in quality.places} <= set(DOUBTS)
    assert all(0 <= doubt.begin <= doubt.end <= len(text) + 8 for doubt in quality.places)
