"""Document numbers in one form."""

from __future__ import annotations

import pytest

from compare.structure.doc_numbers import canonical_number, own_number


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("国发〔2018〕32号", "国发〔2018〕32号"),
        ("國發[2018]32號", "国发〔2018〕32号"),
        ("（穗府〔2020〕4号）", "穗府〔2020〕4号"),
        ("赣办发（2019）06号", "赣办发〔2019〕6号"),
        ("国发〔二〇一八〕32号", "国发〔2018〕32号"),
        ("国务院公告2021年 第5号", "2021年第5号"),
        ("公告〔2021〕5号", "公告〔2021〕5号"),
        ("省人民政府令第二百一十八号", "第218号"),
        ("第7号", ""),
        ("2021第5号", ""),
        ("", ""),
    ],
)
def test_document_numbers_have_one_form(printed, canonical):
    """Brackets, script and leading zeros do not make another number."""
    assert canonical_number(printed) == canonical


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        (["样例市人民政府", "（样政发〔2021〕7号）", "根据国发〔2018〕32号"], "样政发〔2021〕7号"),
        (["样例市人民政府关于支持小店的意见（样政发〔2021〕7号）"], "样政发〔2021〕7号"),
        (["转发《关于支持小店的意见》样政发〔2021〕7号"], ""),
        (["根据国发〔2018〕32号精神"], ""),
        (["样例市商务局公告2021年第5号"], "2021年第5号"),
        (["样例市商务局关于《小店办法》的公告2021年第5号"], ""),
        (["样例市人民政府令", "第12号"], "第12号"),
        (["样例市人民政府令第12号"], "第12号"),
        (["小店管理办法", "第12号"], ""),
        (["样例市商务局关于小店的公告（第12号）"], "第12号"),
        (["2021年3月5日样例市人民政府令第12号公布"], "第12号"),
        (["《小店办法》已由样例市人民政府令第12号公布"], ""),
    ],
)
def test_the_own_number_is_that_of_the_document(lines, number):
    """On its own line, behind title or kind; what another title brings is another's."""
    assert own_number(lines) == number


OWN = "样政发〔2021〕7号"


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        # A number with something behind it: within the first 12 lines, on a line below 60.
        (["甲"] * 11 + [f"{OWN} 主动公开"], OWN),
        (["甲"] * 12 + [f"{OWN} 主动公开"], ""),
        ([OWN + "甲" * 48], OWN),
        ([OWN + "甲" * 49], ""),
        # Behind a title of any length, within the first 200 characters.
        (["甲" * 186 + f"意见（{OWN}）"], OWN),
        (["甲" * 187 + f"意见（{OWN}）"], ""),
        # On a line of its own it counts wherever it stands.
        (["甲"] * 30 + [OWN], OWN),
        # Serial numbers and orders: within the first 20 lines.
        (["甲"] * 19 + ["2021年第5号"], "2021年第5号"),
        (["甲"] * 20 + ["2021年第5号"], ""),
        (["甲" * 69 + "公告2021年第5号"], "2021年第5号"),
        (["甲" * 70 + "公告2021年第5号"], ""),
        (["甲" * 40 + "令第12号"], "第12号"),
        (["甲" * 41 + "令第12号"], ""),
        (["甲" * 4 + "通告（第12号）"], "第12号"),
        (["甲" * 3 + "通告（第12号）"], ""),
        (["甲" * 60 + "通告（第12号）"], "第12号"),
        (["甲" * 61 + "通告（第12号）"], ""),
        (["甲"] * 19 + ["样例市人民政府令第12号公布"], "第12号"),
        (["甲"] * 20 + ["样例市人民政府令第12号公布"], ""),
        (["样例市公告", "第三号"], "第3号"),
        (["样例市", "第三号"], ""),
        (["《小店公告（第12号）》的公告（第12号）"], ""),
    ],
)
def test_where_the_own_number_is_looked_for(lines, number):
    """Each search ends where a head ends: the line, or the character, behind it counts no more."""
    assert own_number(lines) == number


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("国发〔一九九八〕3号", "国发〔1998〕3号"),
        ("国发〔1899〕3号", ""),
        ("国发〔2018〕1234号", "国发〔2018〕1234号"),
        ("国发〔2018〕12345号", ""),
        ("国发〔2018〕0号", "国发〔2018〕0号"),
        ("发〔2018〕3号", ""),
        ("甲乙丙丁戊己庚辛壬癸子发〔2018〕3号", "乙丙丁戊己庚辛壬癸子发〔2018〕3号"),
        ("二〇二一年第十二号", "2021年第12号"),
        ("公告二○二一年第5号", "2021年第5号"),
    ],
)
def test_years_and_lengths_of_numbers(printed, canonical):
    """Years in digits and in words of two centuries, four digits of a number, names of eleven."""
    assert canonical_number(printed) == canonical
