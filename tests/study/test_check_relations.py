"""Do documents and templates fit each other: circles, gaps, contradictions in time and level."""

from __future__ import annotations

from compare.adoption.templates import Item
from compare.study.check_relations import check_relations, check_templates
from found_in_study import documents, template, told


def test_relations_worked_by_hand():
    """A circle, a gap, a date and a level that contradict, and a number that stands twice."""
    table = documents(
        {
            "doc_id": "n",
            "doc_number": "国发〔2020〕9号",
            "level": "national",
            "issue_date": "2020-05-01",
        },
        {
            "doc_id": "p",
            "doc_number": "东政发〔2020〕12号",
            "level": "provincial",
            "province": "东山省",
            "issue_date": "2020-04-01",
            "implements": "国发〔2020〕9号",
        },
        {
            "doc_id": "c",
            "doc_number": "样政发〔2021〕7号",
            "level": "city",
            "province": "东山省",
            "issue_date": "2021",
            "implements": "国发〔2020〕9号;国发〔2019〕1号",
        },
        {
            "doc_id": "d",
            "doc_number": "样政发〔2021〕7号",
            "level": "city",
            "issue_date": "2020",
            "implements": "",
        },
        {
            "doc_id": "e",
            "doc_number": "省办〔2021〕1号",
            "level": "provincial",
            "issue_date": "2021-01-01",
            "implements": "样政发〔2021〕7号",
        },
    )
    books = [template("甲〔2000〕1号", "乙〔2000〕2号"), template("乙〔2000〕2号", "甲〔2000〕1号")]

    assert told(check_relations(table, books)) == [
        "error c, d: 2 documents have the number 样政发〔2021〕7号",
        (
            "error 乙〔2000〕2号: documents implement each other in a circle: 乙〔2000〕2号 "
            "→ 甲〔2000〕1号 → 乙〔2000〕2号"
        ),
        "warning p: is dated 2020-04-01, before 国发〔2020〕9号 (2020-05-01) that it implements",
        "note c: implements 国发〔2019〕1号, of which neither text nor codebook is in hand",
        (
            "note c: names the document above p (东政发〔2020〕12号) of its province, but "
            "not that itself"
        ),
        "note d: names no document that it implements",
        (
            "warning e: is provincial and implements a document of lower level, "
            "样政发〔2021〕7号 (city)"
        ),
    ]


def test_a_year_does_not_contradict_a_day_in_it():
    """Where only the year is known, a document is not called earlier than one of the same year."""
    table = documents(
        {
            "doc_id": "n",
            "doc_number": "国发〔2020〕9号",
            "level": "national",
            "issue_date": "2020-05-01",
        },
        {"doc_id": "c", "level": "city", "issue_date": "2020", "implements": "国发〔2020〕9号"},
    )

    assert told(check_relations(table, [])) == []


def test_codebooks():
    """A draft, an incomplete list and items without cues are told."""
    item = Item(1, 1, "", "甲", "measure", "official_text", "（待填）")
    books = {"draft": template("a", items=(item,)), "part": template("b", complete=False)}

    assert told(check_templates(books)) == [
        "warning draft: 1 of 1 items are still to be filled (待填)",
        "note part: lists 0 items and is not complete",
    ]
