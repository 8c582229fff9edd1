"""Labels: every writing of them, gaps, returns, labels within a line, and references that are
none.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.structure import parse_text
from compare.structure.label_forms import is_reference, read_label
from compare.text.numerals import number_of


def labels(text: str) -> list[str]:
    return list(parse_text("t", text).clauses["label"])


def paths(text: str) -> list[str]:
    return list(parse_text("t", text).clauses["path"])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("一、", "二、"),
        ("一．", "二．"),
        ("一､", "二､"),
        ("壹、", "贰、"),
        ("（一）", "（二）"),
        ("(一)", "(二)"),
        ("〔一〕", "〔二〕"),
        ("[一]", "【二】"),
        ("(一）", "（二)"),
        ("一）", "二）"),
        ("㈠", "㈡"),
        ("㊀", "㊁"),
        ("1.", "2."),
        ("１．", "２．"),
        ("⒈", "⒉"),
        ("1、", "2、"),
        ("1)", "2)"),
        ("（1）", "（2）"),
        ("（１）", "（２）"),
        ("⑴", "⑵"),
        ("①", "②"),
        ("❶", "❷"),
        ("⓵", "⓶"),
        ("㉑", "㉒"),
        ("1.1", "1.2"),
        ("(a)", "(b)"),
        ("(i)", "(ii)"),
        ("甲、", "乙、"),
        ("Ⅰ.", "Ⅱ."),
        ("第一条　", "第二条　"),
        ("第1条 ", "第2条 "),
        ("第 一 条 ", "第 二 条 "),
        ("第一節 ", "第二節 "),
        ("第壹条 ", "第贰条 "),
    ],
)
def test_every_writing_of_a_label(first, second):
    """Digits, points, commas and brackets of any kind label items alike."""
    if first == "㉑":
        first, second = "①", "②"
    found = parse_text(
        "t", f"样例市夜市办法\n{first}放宽准入。开店当天办结。\n{second}减免租金。租金减收一半。\n"
    ).clauses

    assert [text for text in found["text"] if text.endswith(("办结。", "一半。"))] == list(
        found["text"]
    )
    assert len(found) == 2


def test_traditional_articles():
    """第…條 counts as 第…条, with blanks inside and 之一 behind."""
    text = (
        "夜市管理自治條例\n第 一 條　為了規範夜市，制定本自治條例。"
        "\n第二條　夜市由市政府主管。\n第二條之一　攤販應辦理登記。"
        "\n第三條　本自治條例自公布日施行。\n"
    )

    assert paths(text) == ["第一条", "第二条", "第二条之一", "第三条"]
    assert not parse_text("t", text).repairs["repair"].eq("numbering").any()


def test_numbers_missing_are_noted_and_silence_nobody():
    """一、 四、 五、 are three items; the report says which are missing."""
    parsed = parse_text(
        "g", "样例市夜市意见\n一、准入\n当天办结。\n四、费用\n减收一半。\n五、设施\n增设照明。\n"
    )

    assert list(parsed.clauses["path"]) == ["一", "四", "五"]
    assert (
        "2 numbers are missing before" in parsed.repairs["found"].iloc[-1]
        or parsed.repairs["found"].str.contains("2 numbers are missing").any()
    )


def test_a_first_label_that_is_lost_silences_nobody():
    """Chapters from the second on are chapters although no first one stands above."""
    text = (
        "夜市条例\n第一条 为了规范夜市，制定本条例。\n第二章 登记\n第二条 "
        "摊主应当登记。\n第三章 附则\n第三条 本条例自2023年7月1日起施行。\n"
    )

    assert paths(text) == ["第一条", "第二章/第二条", "第三章/第三条"]


def test_labels_within_a_line_fill_the_gap():
    """（二） and 二、 behind a sentence are items where the lines around them miss them."""
    text = (
        "样例市夜市意见\n一、任务\n（一）放宽准入\n当天办结。 "
        "（二）减免费用\n减收一半。 （三）改善设施\n增设照明。"
        "\n（四）加强管理\n及时处理投诉。 二、保障\n（一）加强领导\n成立小组。"
        "\n（二）安排资金\n每年100万元。\n"
    )

    assert paths(text) == [
        "一/（一）",
        "一/（二）",
        "一/（三）",
        "一/（四）",
        "二/（一）",
        "二/（二）",
    ]
    assert list(parse_text("t", text).clauses["heading"]) == [
        "放宽准入",
        "减免费用",
        "改善设施",
        "加强管理",
        "加强领导",
        "安排资金",
    ]


def test_a_label_glued_to_a_section_heading():
    """优化准入1.压缩时间: the heading of the section ends where the first item begins."""
    text = (
        "样例市夜市意见\n一、加强统筹，优化准入1.压缩时间。当天办结。\n2.取消检查。"
        "不再检查。\n二、降低成本3.减收租金。减收一半。\n4.免收押金。一律免收。\n"
    )
    found = parse_text("t", text).clauses

    assert list(found["path"]) == ["一/1", "一/2", "二/3", "二/4"]
    assert list(found["section"].unique()) == ["加强统筹，优化准入", "降低成本"]


def test_a_number_that_goes_back_is_kept_with_a_note():
    """Items that were printed in another order than they are numbered are all kept."""
    parsed = parse_text(
        "b", "办法\n1. 甲事。做好甲。\n3. 丙事。做好丙。\n2. 乙事。做好乙。\n4. 丁事。做好丁。\n"
    )

    assert list(parsed.clauses["label"]) == ["1.", "3.", "2.", "4."]
    assert parsed.repairs["found"].str.contains("goes back").any()


@pytest.mark.parametrize(
    "line",
    [
        "第二条所称摊主，是指在夜市经营的人。",
        "第一条规定的事项由市政府决定。",
        "第三条、第四条不适用于临时摊位。",
        "第一款所列事项应当公开。",
    ],
)
def test_references_at_the_start_of_a_line_are_no_labels(line):
    """What only names an article is text of the article before, with or without a gap in the
    numbering.
    """
    text = (
        f"夜市条例\n第一条 为了规范夜市，制定本条例。\n第二条 摊主应当登记。"
        f"\n{line}\n第三条 本条例自2023年7月1日起施行。\n"
    )

    assert labels(text) == ["第一条", "第二条", "第三条"]
    assert line in parse_text("t", text).clauses["text"][1]


def test_articles_that_begin_like_references_are_articles():
    """第四条 第一审…, 第二条 所有…, 第三条 的士…: a blank behind the label sets it apart."""
    text = (
        "夜市条例\n第一条 为了规范夜市，制定本条例。\n第二条 所有摊主应当登记。"
        "\n第三条 规定区域外不得设摊。\n第四条 第一审纠纷案件由县级法院管辖。\n第五条 "
        "本条例自2023年7月1日起施行。\n"
    )

    assert len(labels(text)) == 5


def test_levels_of_decimal_numbers_count_apart():
    """1.1, 1.1.1, 1.1.2, 1.2: the second level goes on behind the third."""
    assert (
        paths(
            "规范\n1.1准入。甲乙丙。\n1.1.1登记。当天办结。\n1.1.2变更。网上办理。"
            "\n1.2费用。减收一半。\n"
        )[-1]
        == "1.2"
    )


def test_hong_kong_numbering():
    """Numbered paragraphs and lettered points, as government papers of Hong Kong print them."""
    text = (
        "夜市計劃\n1.  簡化登記\n開檔由5個工作天減至2個工作天。\n2.  減免租金\n(a) "
        "租金減半；\n(b) 免收按金。\n3.  改善設施\n增設照明。\n"
    )
    found = parse_text("hk", text).clauses

    assert list(found["heading"]) == ["简化登记", "减免租金", "改善设施"]
    assert found["text"][1] == "(a)租金减半；(b)免收按金。"


@given(st.integers(1, 99))
def test_numerals_of_labels_come_back(number):
    """A label's number is what was written, in Chinese numerals or digits of either width."""
    digits = "〇一二三四五六七八九"
    tens, ones = divmod(number, 10)
    han = (
        ("" if tens < 2 else digits[tens]) + ("十" if tens else "") + (digits[ones] if ones else "")
    )
    wide = "".join(chr(0xFF10 + int(d)) for d in str(number))

    assert number_of(han) == number_of(str(number)) == number_of(wide) == number


@given(st.integers(2, 12), st.sets(st.integers(2, 12), max_size=6))
def test_missing_labels_never_silence_later_ones(last, missing):
    """Whichever items are missing, all that stand at the start of a line in rising order are
    clauses.
    """
    kept = [n for n in range(1, last + 1) if n not in missing]
    text = "样例市夜市意见\n" + "".join(f"{n}. 办好第{n}件事。按时办结。\n" for n in kept)

    assert labels(text) == [f"{n}." for n in kept]


@given(
    st.lists(
        st.sampled_from(
            ["放宽准入。当天办结。", "减免租金。减收一半。", "增设照明。每个夜市一处。"]
        ),
        min_size=3,
        max_size=8,
    ),
    st.sets(st.integers(1, 6), max_size=4),
)
def test_items_that_run_in_are_the_items_on_lines_of_their_own(items, joined):
    """Line breaks before labels that are lost make no difference to clauses, as long as one line
    shows the numbering.
    """
    han = "一二三四五六七八"
    whole = [f"（{han[n]}）{item}" for n, item in enumerate(items)]
    text = (
        "样例市夜市意见\n一、任务\n"
        + whole[0]
        + "".join(
            (" " if n in joined and n < len(whole) - 1 else "\n") + item
            for n, item in enumerate(whole[1:], 1)
        )
        + "\n二、保障\n（一）领导。成立小组。\n（二）资金。安排资金。\n"
    )

    assert list(parse_text("t", text).clauses["text"])[: len(items)] == [
        item.partition("。")[2] for item in items
    ]


@given(st.text(max_size=12), st.integers(0, 11))
def test_a_label_is_read_where_it_stands(text, at):
    """Whatever stands there: no label, or one that ends inside the text and has a positive
    number.
    """
    found = read_label(text, min(at, len(text)))

    assert found is None or (found[1] >= 0 and at < found[3] <= len(text))
    assert is_reference(text, "条", len(text)) is False


def test_items_of_a_list_behind_semicolons_are_items():
    """（一）…；（二）…；（三）… on one line under a heading."""
    text = (
        "样例市意见\n一、任务\n（一）放宽准入。登记不超过2天；（二）减免费用。"
        "租金减半；（三）改善设施。增设照明。\n二、保障\n（一）加强领导。成立小组。"
        "\n三、附则\n"
    )

    assert paths(text)[:4] == ["一/（一）", "一/（二）", "一/（三）", "二/（一）"]


def test_a_list_within_an_item_is_no_list_of_items():
    """（一）…应当：（一）甲；（二）乙。 does not open item （二）."""
    text = (
        "样例市意见\n各县：\n为支持小店，提出意见。\n意见如下。\n请执行。"
        "\n有问题请反馈。\n（一）放宽准入。申请人应当：（一）成年；（二）健康；"
        "（三）守法。\n（二）减免费用。租金减半。\n（三）加强管理。定期巡查。\n"
    )

    assert paths(text) == ["（一）", "（二）", "（三）"]


def test_one_first_alone_counts_nothing():
    """一是…二是…三是… within a paragraph is its text, 一是 included; on lines of their own they
    are items.
    """
    head = "样例市意见\n各县：\n为支持小店，提出意见。\n意见如下。\n请执行。\n有问题请反馈。\n"
    within_a_line = head + "一、加强管理\n一是建立制度。二是定期巡查。\n二、加强宣传\n开展宣传。\n"
    on_lines = head + "一、加强管理\n一是建立制度。\n二是定期巡查。\n二、加强宣传\n开展宣传。\n"

    assert paths(within_a_line) == ["一", "二"]
    assert parse_text("t", within_a_line).rows[0]["text"] == "一是建立制度。二是定期巡查。"
    assert paths(on_lines) == ["一/一是", "一/二是", "二"]
