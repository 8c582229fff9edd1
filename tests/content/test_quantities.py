"""Quantities: bounds, ranges, lists, and what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.content.quantities import find_quantities


def read(text):
    return [(q.low, q.high, q.unit) for q in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("给予20万元补助", [(200_000, 200_000, "元")]),
        ("补贴上限为：每家20万元", [(None, 200_000, "元")]),
        ("注册资本USD500万", [(5_000_000, 5_000_000, "美元")]),
        ("奖励￥5000", [(5000, 5000, "元")]),
        ("奖励RMB5,000元", [(5000, 5000, "元")]),
        ("租金下降三成五", [(35, 35, "%")]),
        ("期限一年半", [(1.5, 1.5, "年")]),
        ("期限3年半以内", [(3.5, 3.5, "年")]),
        ("培育百余家企业", [(100, None, "家")]),
        ("惠及万余户", [(10_000, None, "other")]),
        ("奖励1亿3千5百万元", [(135_000_000, 135_000_000, "元")]),
        ("10万元（含）至50万元", [(100_000, 500_000, "元")]),
        ("惠及近三百户", [(None, 300, "other")]),
        ("30个自然日内", [(None, 30, "other")]),
        ("贴息50个基点", [(50, 50, "other")]),
        ("给予1,500元", [(1500, 1500, "元")]),
        ("按１５％的税率", [(15, 15, "%")]),
        ("提高2个百分点", [(2, 2, "%")]),
        ("达到百分之二十以上", [(20, None, "%")]),
        ("累计不超过3次", [(None, 3, "次")]),
        ("最高不超过60万元", [(None, 600_000, "元")]),
        ("最高给予80万元奖励", [(None, 800_000, "元")]),
        ("上限为15万元", [(None, 150_000, "元")]),
        ("奖励100万元封顶", [(None, 1_000_000, "元")]),
        ("20万元以内的奖补", [(None, 200_000, "元")]),
        ("最长3年", [(None, 3, "年")]),
        ("满1年的企业", [(1, None, "年")]),
        ("不满1年的企业", [(None, 1, "年")]),
        ("面积不少于3万平方米", [(30_000, None, "平方米")]),
        ("营业收入2000万元（含）以上", [(20_000_000, None, "元")]),
        ("至少培育20家", [(20, None, "家")]),
        ("占比大于等于3%", [(3, None, "%")]),
        ("超过500人", [(500, None, "人")]),
        ("受理后5个工作日内办结", [(None, 5, "工作日")]),
        ("提前2个月申请", [(2, 2, "个月")]),
        ("一年内未实施", [(None, 1, "年")]),
        ("期限不超过一年", [(None, 1, "年")]),
        ("每人只能申请一次", [(None, 1, "次")]),
        ("每年举办一次对接会", [(1, 1, "次")]),
        ("建成创业公寓2处，面积1平方公里", [(2, 2, "处"), (1, 1, "平方公里")]),
        ("组建一支300人的导师队伍", [(300, 300, "人")]),
        ("10万元—30万元", [(100_000, 300_000, "元")]),
        ("10-30万元", [(100_000, 300_000, "元")]),
        ("三至五年", [(3, 5, "年")]),
        ("处1000元以上5000元以下罚款", [(1000, 5000, "元")]),
        ("按不超过其实际租金的30%给予补助", [(None, 30, "%")]),
        ("不超过利润总额12%的部分", [(None, 12, "%")]),
        ("超过10余家", [(10, None, "家")]),
        ("培训5000名农民", [(5000, 5000, "人")]),
        ("占地50亩", [(50, 50, "other")]),
        ("半年内完成", [(None, 0.5, "年")]),
        ("保存半年至两年", [(0.5, 2.0, "年")]),
        ("在24小时内", [(None, 24, "other")]),
        ("40周岁以下", [(None, 40, "other")]),
        ("不低于500万元（含500万元）的", [(5_000_000, None, "元")]),
        ("前三年免征", [(3, 3, "年")]),
        ("3万平米", [(30_000, 30_000, "平方米")]),
        ("超过13万2千元的", [(132_000, None, "元")]),
        ("1亿2000万元", [(120_000_000, 120_000_000, "元")]),
        ("三亿五千万元", [(350_000_000, 350_000_000, "元")]),
        ("补贴上限为每年200万元", [(None, 2_000_000, "元")]),
        ("补贴下限为50万元", [(500_000, None, "元")]),
        ("单户补贴累计不超过500万（含）。", [(None, 5_000_000, "元")]),
        ("降低两成，", [(20, 20, "%")]),
        ("三至五成", [(30, 50, "%")]),
        ("九成以上", [(90, None, "%")]),
        ("惠及近百户", [(None, 100, "other")]),
        ("上千家企业", [(1000, None, "家")]),
        ("逾百亿元", [(10_000_000_000, None, "元")]),
        ("近20家企业", [(None, 20, "家")]),
        ("5个工作天内", [(None, 5, "工作日")]),
        ("不超过港币500万元", [(None, 5_000_000, "港元")]),
        ("HK$500万", [(5_000_000, 5_000_000, "港元")]),
        ("50万至100万欧元", [(500_000, 1_000_000, "欧元")]),
    ],
)
def test_bounds_ranges_and_units(text, expected):
    """Each wording of a bound, each unit."""
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("分别给予15万元、20万元的奖补", [(150_000, 150_000, "元"), (200_000, 200_000, "元")]),
        (
            "给予不超过50万、80万、100万元的资金",
            [(None, 500_000, "元"), (None, 800_000, "元"), (None, 1_000_000, "元")],
        ),
        ("给予最高40万元、20万元", [(None, 400_000, "元"), (None, 200_000, "元")]),
        ("分别给予10万元、5万元以内的奖补", [(None, 100_000, "元"), (None, 50_000, "元")]),
        ("最高可享受50万元、30万元担保贷款", [(None, 500_000, "元"), (None, 300_000, "元")]),
        (
            "给予10、20和30万元奖励",
            [(100_000, 100_000, "元"), (200_000, 200_000, "元"), (300_000, 300_000, "元")],
        ),
        (
            "突破1000万元（含）、5000万元（含）的",
            [(10_000_000, None, "元"), (50_000_000, None, "元")],
        ),
        ("不超过3次、不少于5年", [(None, 3, "次"), (5, None, "年")]),
    ],
)
def test_members_of_a_list_share_unit_and_bound(text, expected):
    """A bound before the first or after the last member holds for all of the same unit;
    10、20和30万元 count 万 alike.
    """
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "到2025年建成",
        "2021年7月31日",
        "自9月5日起",
        "国发〔2018〕32号",
        "（第3次会议）",
        "第一年",
        "“188重点产业”领域",
        "引才“555计划”",
        "实施千人计划",
        "最多跑一次",
        "“最多跑一次”改革",
        "只跑一次",
        "一次性给予",
        "同一年度",
        "一批企业",
        "一家企业",
        "五大行动",
        "三级联动",
        "三年行动计划",
        "百万职工",
        "千家万户",
        "5G应用",
        "500强企业",
        "前10名",
        "十三届四次全会",
        "三年级学生",
        "一成不变",
        "形成三成果",
        "五成员单位",
        "最近百年",
        "线上百家讲坛",
        "033万元",
        "奖励3,00万元",
        "人才12345热线",
        "数十家企业",
        "每半年",
        "上半年",
        "一二三产业融合",
        "每年",
        "首次",
        "多次",
        "《规划（2018—2020年）》",
    ],
)
def test_dates_names_and_figures_of_speech_are_none(text):
    """Years, document numbers, ordinals, programmes, slogans and articles commit to nothing."""
    assert read(text) == []


def test_spans_cut_the_words_out():
    """begin and end include the words that bound; core is number and unit."""
    text = "补助最高不超过60万元。"
    (quantity,) = find_quantities(text)

    assert text[quantity.begin : quantity.end] == "最高不超过60万元"
    assert text[slice(*quantity.core)] == "60万元"
    assert quantity.printed == "元"


@given(st.text("1五十万亿元年次家个月不超过最高以上内—、和的，。", max_size=40))
def test_any_text_gives_ordered_disjoint_spans(text):
    """Whatever the text: spans in order, disjoint, inside it, and low never above high."""
    position = 0
    for quantity in find_quantities(text):
        assert (
            position
            <= quantity.begin
            <= quantity.core[0]
            < quantity.core[1]
            <= quantity.end
            <= len(text)
        )
        assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high
        position = quantity.end
