"""Findings as a reader is told them."""

from __future__ import annotations

import compare
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


def test_laws_are_named_by_title_and_their_articles_by_how_they_begin(tmp_path):
    """A law has no number and its articles no headings: no empty name stands in a sentence."""
    (tmp_path / "texts").mkdir()
    law = "".join(
        f"第{number}条 {text}\n"
        for number, text in zip(
            "一二三四",
            (
                "为了发展夜间集市，制定本法。",
                "县级人民政府应当划定夜间集市的摊位。",
                "摊主应当在收市后清扫地面。",
                "禁止在摊位使用煤炉和高音喇叭。",
            ),
            strict=True,
        )
    )
    texts = {
        "a-law": f"中华人民共和国夜市法\n（2010年3月1日全国人民代表大会通过）\n{law}",
        "b-city": "东山省平安市夜市条例\n"
        "第一条 为了发展夜间集市，根据《中华人民共和国夜市法》，制定本条例。\n"
        "第二条 市、县人民政府应当划定夜间集市的摊位。\n"
        "第三条 摊主应当在收市后清扫地面。\n",
    }
    for name, text in texts.items():
        (tmp_path / "texts" / f"{name}.txt").write_text(text, encoding="utf-8")
    rows = ["doc_id,file", *(f"{name},{name}.txt" for name in texts)]
    (tmp_path / "documents.csv").write_text("\n".join(rows), encoding="utf-8")
    study = compare.read_study(tmp_path)

    said = "".join(findings(study, compare.build_tables(study), "en", about="adoption"))

    assert "《中华人民共和国夜市法》" in said and "禁止在摊位使用煤炉和高音喇叭" in said
    assert "a-law" not in said
