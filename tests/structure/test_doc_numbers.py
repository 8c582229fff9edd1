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
