"""The head of a document, as offices print it."""

from __future__ import annotations

import pytest

from compare.structure import parse_text
from compare.structure.header import canonical_number

BODY = "一、放宽准入\n（一）简化登记。网上登记。\n（二）减免租金。给予补助。\n"


def header(head: str, tail: str = ""):
    return parse_text("h", head + BODY + tail).header


@pytest.mark.parametrize(("printed", "canonical"), [
    ("国发〔2018〕32号", "国发〔2018〕32号"), ("國發[2018]32號", "国发〔2018〕32号"), ("（穗府〔2020〕4号）", "穗府〔2020〕4号"), ("赣办发（2019）06号", "赣办发〔2019〕6号"), ("第7号", ""), ("", ""),
])
def test_document_numbers_have_one_form(printed, canonical):
    """Brackets, script and leading zeros do not make another number."""
    assert canonical_number(printed) == canonical


def test_notice_that_wraps_a_plan_has_the_plans_title():
    """Of a notice and the plan it issues, the plan is the document."""
    head = "样例市人民政府关于印发样例市小店行动方案的通知\n样政发〔2021〕7号\n各县（市、区）人民政府：\n现将《样例市小店行动方案》印发给你们，请认真贯彻执行。\n样例市人民政府\n2021年3月5日\n样例市小店行动方案\n"
    found = header(head)

    assert (found.title, found.doc_number, found.issuer, found.issue_date) == ("样例市小店行动方案", "样政发〔2021〕7号", "样例市人民政府", "2021-03-05")


def test_title_is_taken_from_the_notice_where_the_plan_prints_none():
    """现将《…》印发给你们 names the document."""
    found = header("样政〔2021〕8号\n各县人民政府：\n现将《样例市小店实施方案》印发给你们。\n样例市人民政府\n2021年3月5日\n")

    assert found.title == "样例市小店实施方案"


def test_title_over_two_lines_is_joined():
    """A title that the page wraps is one title."""
    assert header("样例市人民政府关于支持小店\n高质量发展的实施意见\n各县人民政府：\n").title == "样例市人民政府关于支持小店高质量发展的实施意见"


def test_what_is_issued_is_not_what_is_implemented():
    """Only documents that the text carries out count, with or without their number."""
    found = header("为贯彻落实《国务院关于小店的意见》（国发〔2020〕9号）和《东山省小店条例》，现将《样例市小店方案》印发给你们。\n")

    assert found.implements == ("国发〔2020〕9号",)
    assert found.implements_titles == ("东山省小店条例",)


def test_documents_named_inside_clauses_are_not_implemented():
    """A reference inside a clause is no claim to implement a document."""
    text = "为加快发展，提出以下意见：\n（一）简化登记。落实《东山省登记办法》（东政发〔2019〕3号）。\n（二）减免租金。给予补助。\n"

    assert parse_text("h", text).header.implements == ()


@pytest.mark.parametrize("date", ["2021年3月5日", "二〇二一年三月五日", "二○二一年三月五日"])
def test_dates_in_digits_and_in_chinese(date):
    """A signature's date is read in either writing."""
    assert header("", f"样例市人民政府\n{date}\n").issue_date == "2021-03-05"


def test_number_behind_the_title_on_one_line():
    """A number printed behind the title is the document's own."""
    assert header("样例市人民政府关于支持小店的意见 样政发〔2021〕8号\n各县人民政府：\n").doc_number == "样政发〔2021〕8号"
