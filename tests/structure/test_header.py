"""The head of a document, as offices print it."""

from __future__ import annotations

import pytest

from compare.structure import parse_text

BODY = "一、放宽准入\n（一）简化登记。网上登记。\n（二）减免租金。给予补助。\n"


def header(head: str, tail: str = ""):
    return parse_text("h", head + BODY + tail).header


def test_notice_that_wraps_a_plan_has_the_plans_title():
    """Of a notice and the plan it issues, the plan is the document."""
    head = (
        "样例市人民政府关于印发样例市小店行动方案的通知\n样政发〔2021〕7号\n各县（市、"
        "区）人民政府：\n现将《样例市小店行动方案》印发给你们，请认真贯彻执行。"
        "\n样例市人民政府\n2021年3月5日\n样例市小店行动方案\n"
    )
    found = header(head)

    assert (found.title, found.doc_number, found.issuer, found.issue_date) == (
        "样例市小店行动方案",
        "样政发〔2021〕7号",
        "样例市人民政府",
        "2021-03-05",
    )


def test_title_is_taken_from_the_notice_where_the_plan_prints_none():
    """现将《…》印发给你们 names the document."""
    found = header(
        "样政〔2021〕8号\n各县人民政府：\n现将《样例市小店实施方案》印发给你们。"
        "\n样例市人民政府\n2021年3月5日\n"
    )

    assert found.title == "样例市小店实施方案"


def test_title_over_two_lines_is_joined():
    """A title that the page wraps is one title."""
    assert (
        header("样例市人民政府关于支持小店\n高质量发展的实施意见\n各县人民政府：\n").title
        == "样例市人民政府关于支持小店高质量发展的实施意见"
    )


def test_what_is_issued_is_not_what_is_implemented():
    """Only documents that the text carries out count, with or without their number."""
    found = header(
        "为贯彻落实《国务院关于小店的意见》（国发〔2020〕9号）和《东山省小店条例》，"
        "现将《样例市小店方案》印发给你们。\n"
    )

    assert found.implements == ("国发〔2020〕9号",)
    assert [named.title for named in found.named if not named.number] == ["东山省小店条例"]


def test_documents_named_inside_clauses_are_not_implemented():
    """A reference inside a clause is no claim to implement a document."""
    text = (
        "为加快发展，提出以下意见：\n（一）简化登记。"
        "落实《东山省登记办法》（东政发〔2019〕3号）。\n（二）减免租金。给予补助。\n"
    )

    assert parse_text("h", text).header.implements == ()


@pytest.mark.parametrize("date", ["2021年3月5日", "二〇二一年三月五日", "二○二一年三月五日"])
def test_dates_in_digits_and_in_chinese(date):
    """A signature's date is read in either writing."""
    assert header("", f"样例市人民政府\n{date}\n").issue_date == "2021-03-05"


def test_number_behind_the_title_on_one_line():
    """A number printed behind the title is the document's own."""
    assert (
        header("样例市人民政府关于支持小店的意见 样政发〔2021〕8号\n各县人民政府：\n").doc_number
        == "样政发〔2021〕8号"
    )


@pytest.mark.parametrize(
    ("head", "number"),
    [
        ("样例市人民政府令\n第218号\n", "第218号"),
        ("样例市人民政府令 第218号\n", "第218号"),
        ("样例市人民政府令（第二十一号）\n", "第21号"),
        ("东山省市场监督管理局公告\n2021年第5号\n", "2021年第5号"),
        ("东山省市场监督管理局公告 2021年 第5号\n", "2021年第5号"),
        ("东山市公安局关于夜市整治的通告〔2022年 第3号〕\n", "2022年第3号"),
        ("二〇二一年第五号\n", "2021年第5号"),
        ("样财规〔2021〕3号\n", "样财规〔2021〕3号"),
        ("样政办函〔2021〕第3号\n", "样政办函〔2021〕3号"),
        ("样政发〔二〇二一〕八号\n", ""),
        ("（样政发[2021]08号）\n", "样政发〔2021〕8号"),
    ],
)
def test_numbers_of_every_kind_of_document(head, number):
    """Letters, orders and announcements have numbers of their own forms."""
    assert header(head + "样例市夜市管理办法\n").doc_number == number


def test_a_number_that_is_carried_out_is_not_the_documents_own():
    """根据…号文件精神 names what is implemented, with and without 《》."""
    found = header(
        "样例市夜市行动方案\n根据国发〔2018〕32号文件精神，"
        "落实省政府东政发〔2020〕4号和市委样发〔2021〕2号要求，制定本方案。\n"
    )

    assert found.doc_number == ""
    assert found.implements == ("国发〔2018〕32号", "东政发〔2020〕4号", "样发〔2021〕2号")


@pytest.mark.parametrize(
    "line",
    [
        "夜市意见.docx",
        "信息公开形式：主动公开",
        "来源：市政府办公室",
        "（本文有删减）",
        "（此件公开发布）",
        "《东山省夜市管理条例》",
        "索引号：1137/2022-001",
        "首页 > 政务公开 > 政策文件",
        "附件：样例市夜市任务清单",
        "为落实《东山省夜市管理条例》，制定以下措施。",
    ],
)
@pytest.mark.parametrize("behind", [False, True])
def test_other_lines_of_the_head_are_never_the_title(line, behind):
    """File names, notes, sources, quoted laws, index lines: before or behind the title."""
    title = "样例市人民政府关于支持夜市的意见\n"

    assert header(title + line + "\n" if behind else line + "\n" + title).title == title.strip()


INDEX = [
    ("索引号", "1137/2022"),
    ("发布机构", "样例市人民政府"),
    ("成文日期", "2022-05-06"),
    ("发文字号", "样政发〔2022〕9号"),
    ("标题", "样例市人民政府关于支持夜市的意见"),
    ("有效性", "有效"),
]


@pytest.mark.parametrize(
    "box",
    [
        "".join(f"{name}：{value}\n" for name, value in INDEX),
        "".join(f"{name}\t{value}\n" for name, value in INDEX),
        "".join(f"{name}：\n{value}\n" for name, value in INDEX),
        "　".join(f"{name}：{value}" for name, value in INDEX) + "\n",
        "".join(f"【{name}】{value}\n" for name, value in INDEX).replace("】", "】："),
        "".join(f"{' '.join(name)}：{value}\n" for name, value in INDEX),
    ],
    ids=["lines", "cells", "value below", "one line", "brackets", "spaced names"],
)
def test_index_boxes_are_fields_in_every_layout(box):
    """Title, number, body and date stand in the index box however it was printed."""
    found = header(box + "各县（市、区）人民政府：\n为支持夜市，提出以下意见。\n")

    assert (found.title, found.doc_number, found.issuer, found.issue_date) == (
        "样例市人民政府关于支持夜市的意见",
        "样政发〔2022〕9号",
        "样例市人民政府",
        "2022-05-06",
    )


@pytest.mark.parametrize(
    "head",
    [
        "东山市商务局 东山市公安局 东山市城市管理局\n关于开展夜市治理的公告\n",
        "东山市商务局东山市公安局东山市城市管理局关于开展夜市治理的公告\n",
        "东山市商务局、东山市公安局、东山市城市管理局关于开展夜市治理的公告\n",
        "东山市商务局\n东山市公安局\n东山市城市管理局\n文件\n关于开展夜市治理的公告\n",
    ],
)
def test_several_issuers_are_apart(head):
    """Printed with blanks, commas, on lines of their own, or run together."""
    found = header(head)

    assert found.issuer == "东山市商务局;东山市公安局;东山市城市管理局"
    assert found.title.endswith("关于开展夜市治理的公告")


def test_issuers_of_a_signature():
    """Two bodies sign; the title names none."""
    assert (
        header("关于支持夜市的通知\n", "样例市财政局 样例市商务局\n2021年3月5日\n").issuer
        == "样例市财政局;样例市商务局"
    )


@pytest.mark.parametrize(
    ("note", "issuer", "passed"),
    [
        (
            "（2020年9月25日东山省第十三届人民代表大会常务委员会第二十次会议通过）",
            "东山省人民代表大会常务委员会",
            "2020-09-25",
        ),
        (
            (
                "（2020年9月25日样例市第三届人民代表大会第二次会议通过，"
                "2020年11月27日东山省第十三届人民代表大会常务委员会第二十二次会议批准）"
            ),
            "样例市人民代表大会",
            "2020-09-25",
        ),
        ("2020年9月25日 样例市人民政府第5次常务会议审议通过", "样例市人民政府", "2020-09-25"),
    ],
)
def test_regulations_say_who_passed_them_and_when(note, issuer, passed):
    """The body that made a regulation is its issuer; one that only approved it is not."""
    found = header(
        f"样例市夜市管理条例\n{note}\n", "二、附则\n（一）施行。本条例自2021年1月1日起施行。\n"
    )

    assert (found.issuer, found.passed_date, found.issue_date, found.in_force_date) == (
        issuer,
        passed,
        passed,
        "2021-01-01",
    )


def test_in_force_from_the_day_of_issue():
    """自印发之日起施行 is the date of the document."""
    assert (
        header(
            "样例市夜市办法\n",
            "二、附则\n（一）施行。本办法自印发之日起施行。\n样例市人民政府\n2021年3月5日\n",
        ).in_force_date
        == "2021-03-05"
    )


def test_the_purpose_article_names_what_a_regulation_rests_on():
    """根据《…》…制定本条例 in the first article."""
    text = (
        "样例市夜市条例\n第一条 为了规范夜市，"
        "根据《中华人民共和国电子商务法》《东山省夜市条例》等法律、法规，制定本条例。"
        "\n第二条 摊主应当登记，执行《样例市登记办法》。\n"
    )

    assert [named.title for named in parse_text("r", text).header.named] == [
        "中华人民共和国电子商务法",
        "东山省夜市条例",
    ]


def test_years_behind_a_title_belong_to_it():
    """（2021—2023年） on the line below the title."""
    assert (
        header("样例市夜市发展行动计划\n（2021—2023年）\n").title
        == "样例市夜市发展行动计划（2021—2023年）"
    )


@pytest.mark.parametrize(
    ("day", "iso"),
    [
        ("2020/11/18", "2020-11-18"),
        ("2020.11.8", "2020-11-08"),
        ("2020-11-18", "2020-11-18"),
        ("2020/11-18", ""),
        ("2020.11.181", ""),
    ],
)
def test_a_signature_is_dated_as_a_spreadsheet_would(day, iso):
    """The day behind the signature may be written with strokes or points; it is no clause."""
    found = parse_text("h", "样例市商务局关于小店的通知\n" + BODY + f"样例市商务局\n{day}\n")

    assert (found.header.issue_date, len(found.rows)) == (iso, 2)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("样例市商务局 样例市公安局公告2021年第5号\n关于小店登记的公告\n", "关于小店登记的公告"),
        ("样例市商务局关于小店登记的公告\n（2021年第12号）\n", "样例市商务局关于小店登记的公告"),
        ("附件：样例市小店支持措施\n", "样例市小店支持措施"),
        ("样例市小店资金管理办法（本文有删减）\n", "样例市小店资金管理办法"),
        ("样例市小店资金管理办法（此件公开发布）\n", "样例市小店资金管理办法"),
        ("样例市关于支持小店的若干意见\n（2021年6月1日）\n", "样例市关于支持小店的若干意见"),
        ("样例省小店条例\n（2021年修正）\n", "样例省小店条例（2021年修正）"),
    ],
)
def test_what_stands_around_a_title_is_none_of_it(head, title):
    """Serial numbers, days, notes of publication and 附件 belong to no title; the year of an
    amendment does.
    """
    assert header(head).title == title


def test_index_box_with_a_cell_a_line():
    """Names without a colon, each with its value below, are fields where name follows value
    follows name.
    """
    found = header(
        "索引号\n11/2022\n发布机构\n样例市商务局\n成文日期\n2022-05-06\n发文字号\n样商〔2022〕9号\n有效性\n有效\n样例市商务局关于支持小店的意见\n"
    )

    assert (found.title, found.issuer, found.doc_number, found.issue_date) == (
        "样例市商务局关于支持小店的意见",
        "样例市商务局",
        "样商〔2022〕9号",
        "2022-05-06",
    )


def test_index_names_in_brackets_need_no_colon():
    """[发文日期] 2022-03-11 [发文字号] … on one line."""
    found = header(
        "[索引号] 00/1 [发文机构] 样例市商务局 [发文日期] 2022-03-11 [发文字号] "
        "样商〔2022〕3号\n样例市商务局关于小店的通知\n"
    )

    assert (found.issuer, found.doc_number, found.issue_date) == (
        "样例市商务局",
        "样商〔2022〕3号",
        "2022-03-11",
    )


def test_the_name_of_a_ministry_is_no_part_of_the_number():
    """根据国家…委X〔〕号 names X〔〕号."""
    found = header(
        "样例市关于小店的意见\n各县人民政府："
        "\n根据国家样例改革委样改价格〔2021〕3号文件规定，制定本意见。\n"
    )

    assert found.implements == ("样改价格〔2021〕3号",)


def test_the_number_of_the_order_that_promulgates_a_regulation():
    """（…令第218号公布） under the title names the regulation's own number."""
    text = (
        "样例市小店管理办法\n（2021年3月10日样例市人民政府令第218号公布 "
        "根据2022年1月1日样例市人民政府令第230号修正）\n第一条 为规范小店，"
        "制定本办法。\n第二条 小店应当登记。\n"
    )

    assert parse_text("h", text).header.doc_number == "第218号"


def test_the_name_of_a_gazette_is_no_title():
    """样例市人民政府公报 2022年第3期 stands above the document."""
    assert (
        header(
            "样例市人民政府公报\n2022年第3期\n样例市人民政府关于小店的决定\n样政发〔2022〕3号\n"
        ).title
        == "样例市人民政府关于小店的决定"
    )


ABOVE = "工业和信息化部办公厅关于印发〈小店行动方案〉的通知"


@pytest.mark.parametrize("brackets", ["〈〉", "＜＞", "<>"])
def test_a_notice_that_hands_on_a_text_from_above_is_its_own_document(brackets):
    """The title, the body and the level are those of the notice, with the text attached or not."""
    inner = ABOVE.replace("〈", brackets[0]).replace("〉", brackets[1])
    notice = (
        f"浙江省经济和信息化厅关于落实《{inner}》的通知\n各市经信局：\n"
        f"现将《{inner}》（工信厅企业〔2020〕10号）转发给你们，请贯彻落实。\n"
        "浙江省经济和信息化厅\n2020年4月2日\n"
    )
    attached = "工业和信息化部办公厅关于印发《小店行动方案》的通知\n工信厅企业〔2020〕10号\n"
    for found in (header(notice), header(notice + attached)):
        assert found.title == f"浙江省经济和信息化厅关于落实《{inner}》的通知"
        assert (found.issuer, found.issue_date, found.doc_number) == (
            "浙江省经济和信息化厅",
            "2020-04-02",
            "",
        )
        assert "工信厅企业〔2020〕10号" in found.implements


def test_a_government_that_hands_on_what_its_office_proposed_issues_it():
    """国务院办公厅转发某部意见: the text attached is the document itself."""
    found = header(
        "国务院办公厅转发\n民政部关于小店意见的通知\n国办发〔1997〕11号\n各省人民政府：\n"
        "民政部《关于小店的意见》已经国务院同意，现转发给你们，请贯彻执行。\n国务院办公厅\n"
        "1997年4月8日\n关于小店的意见\n（民政部1997年3月1日）\n"
    )

    assert (found.title, found.issuer) == ("关于小店的意见", "国务院办公厅")
    assert found.implements == ()


@pytest.mark.parametrize(
    "line",
    [
        "为深入贯彻落实党中央、国务院",
        "根据国务院",
        "为落实教育部",
        "第十七条居民委员会",
        "小店管理办法，国务院",
    ],
)
def test_words_of_a_sentence_are_no_issuer(line):
    """A line that ends as a name of a body does is one only if it holds nothing else."""
    assert header(f"样例小店行动计划\n{line}\n2021年3月5日\n").issuer == ""


def test_those_who_sign_an_order_stand_in_no_title():
    """Names of ministers and the day before the title; a name of a body broken by the page."""
    found = header(
        "国家互联网信息办公室中华人民共和国国家发展和改革委员会中华人民共和国工业和信息化部"
        "中华人民共和国公安\n部中华人民共和国交通运输部令第7号\n"
        "《小店数据规定》已经2021年7月5日国家互联网信息办公室2021年第10次室务会议审议通过，现予公布。"
        "\n国家互联网信息办公室主任 张三公安部部长\n李四交通运输部部长 王五2021年8月16日\n"
        "小店数据规定\n"
    )

    assert found.title == "小店数据规定"
    assert found.issuer.split(";") == [
        "国家互联网信息办公室",
        "中华人民共和国国家发展和改革委员会",
        "中华人民共和国工业和信息化部",
        "中华人民共和国公安部",
        "中华人民共和国交通运输部",
    ]


def test_a_signature_and_its_day_on_one_line():
    """Bodies of the centre run together, the day behind them; the number behind the title."""
    found = header(
        "关于印发《小店指导意见》的通知国信办发文〔2021〕7号\n各省网信办：\n现印发给你们。\n"
        "国家互联网信息办公室中央宣传部教育部2021年9月17日\n关于小店的指导意见\n"
    )

    assert found.issuer == "国家互联网信息办公室;中央宣传部;教育部"
    assert (found.issue_date, found.doc_number) == ("2021-09-17", "国信办发文〔2021〕7号")


def test_bodies_without_their_place_are_apart():
    """市人社局市税务局关于…: each begins with the bare 市."""
    assert (
        header("市人社局市税务局市医保局关于暂停业务的通告\n").issuer
        == "市人社局;市税务局;市医保局"
    )


def test_whom_to_ask_is_not_the_issuer():
    """An office of an event signs a line with a day; the title says who issued."""
    found = header(
        "浙江省商务厅、浙江省财政厅关于组织参加小店博览会的通知\n",
        "联系方式\n小店博览会组委会办公室\n2021年3月5日\n",
    )

    assert found.issuer == "浙江省商务厅;浙江省财政厅"
