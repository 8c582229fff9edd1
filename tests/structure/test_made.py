"""Who made a document and when, from the note below its title."""

from __future__ import annotations

import pytest

from compare.places.titles import seat_of_document
from compare.structure import parse_text
from compare.structure.made import acts

BODY = "第一条 为了规范小店，制定本办法。\n第二条 小店应当登记。\n"


def header(title: str, *note: str):
    return parse_text("m", "\n".join([title, *note]) + "\n" + BODY).header


@pytest.mark.parametrize(
    ("note", "issuer", "issued"),
    [
        ("1997年7月21日 中华人民共和国国务院令第225号发布", "国务院", "1997-07-21"),
        ("1987年9月15日国务院发布", "国务院", "1987-09-15"),
        ("1993年5月4日 交通部令第3号发布 自1993年6月1日起施行", "交通部", "1993-05-04"),
        ("公安部、外交部发布", "公安部;外交部", ""),
        (
            "2020年3月1日 国家市场监督管理总局令第26号公布",
            "国家市场监督管理总局",
            "2020-03-01",
        ),
        ("1990年3月1日中共中央、国务院发布", "中共中央;国务院", "1990-03-01"),
        (
            "2010年3月1日中华人民共和国国务院、中华人民共和国中央军事委员会令第1号公布",
            "国务院;中央军事委员会",
            "2010-03-01",
        ),
        ("2018年3月1日中华人民共和国国务院令第692号", "国务院", "2018-03-01"),
        (
            "1990年2月1日国家教育委员会令第8号、卫生部令第10号发布",
            "国家教育委员会;卫生部",
            "1990-02-01",
        ),
        ("1990年2月1日海关总署5号令发布", "海关总署", "1990-02-01"),
        ("1951年2月1日政务院公布", "政务院", "1951-02-01"),
        ("1999年2月1日广播电影电视部令第2号发布", "广播电影电视部", "1999-02-01"),
    ],
)
def test_a_regulation_is_the_work_of_the_body_that_issued_it(note, issuer, issued):
    """By order or plainly, one body or several; all of these are bodies of the centre."""
    found = header("小店管理办法", note)

    assert (found.issuer, found.issue_date) == (issuer, issued)
    assert seat_of_document(issuer.split(";")[0], found.title).level == "national"


def test_a_local_order_names_the_local_government():
    """北京市人民政府令第280号公布."""
    found = header("北京市小店管理办法", "2018年2月1日 北京市人民政府令第280号公布")

    assert (found.issuer, found.doc_number) == ("北京市人民政府", "第280号")


def test_who_passed_it_comes_before_who_proclaimed_it():
    """A passing body stays first; an order of the head of state adds nobody."""
    both = header(
        "小店条例", "2011年8月24日 国务院第169次常务会议通过", "2011年9月7日 国务院令第604号公布"
    )
    law = header(
        "中华人民共和国小店法",
        "2011年8月24日 第十一届全国人民代表大会常务委员会第二次会议通过",
        "2011年8月24日 中华人民共和国主席令第5号公布",
    )

    assert (both.issuer, both.passed_date, both.issue_date) == (
        "国务院",
        "2011-08-24",
        "2011-09-07",
    )
    assert law.issuer == "全国人民代表大会常务委员会"


def test_who_only_approves_is_not_the_issuer():
    """批准 is no making: neither 国务院 of a ministry's rules nor the province of a city's."""
    ministry = header("小店管理办法", "1990年1月2日国务院批准", "1990年2月3日公安部发布")
    city = header(
        "杭州市小店条例",
        "2019年9月20日 杭州市第十六届人民代表大会常务委员会第十八次会议修订",
        "2020年1月15日 浙江省第十三届人民代表大会常务委员会第十六次会议批准",
    )

    assert (ministry.issuer, ministry.passed_date, ministry.issue_date) == (
        "公安部",
        "1990-01-02",
        "1990-02-03",
    )
    assert city.issuer == "杭州市人民代表大会常务委员会"
    assert header("小店管理办法", "1990年1月2日国务院批准").issuer == ""


def test_the_place_of_the_title_wins_over_a_body_of_another_place():
    """A database's slip: the line of another regulation above the right one."""
    found = header(
        "浙江省小店条例",
        "2002年6月29日 第九届全国人民代表大会常务委员会第二十八次会议通过",
        "2010年7月30日 浙江省第十一届人民代表大会常务委员会第十八次会议通过",
    )

    assert (found.issuer, found.passed_date) == ("浙江省人民代表大会常务委员会", "2010-07-30")
    alone = header("浙江省小店条例", "2002年6月29日 江苏省第九届人民代表大会第二次会议通过")
    assert (alone.issuer, alone.passed_date) == ("", "")


@pytest.mark.parametrize(
    "line",
    [
        "根据2015年4月24日浙江省人大常委会《关于修改甲条例的决定》修正",
        "2015年4月24日浙江省人大常委会批准的2015年2月1日杭州市人大常委会《关于修改甲条例的决定》修正",
        "2015年4月24日杭州市人大常委会通过并经2015年5月1日浙江省人大常委会批准的《决定》修正",
        "依照2015年4月24日全国人大常委会通过的《决定》，现批复如下：",
        "2015年4月24日国务院印发《小店意见》，各地应当落实。",
        "自2015年4月24日起施行",
        "为深入贯彻落实党中央国务院决策部署发布",
    ],
)
def test_amendments_and_sentences_tell_of_other_acts(line):
    """What amends a text, and what a sentence tells, made another document."""
    assert acts([line]) == []


def test_two_bodies_of_one_passage_and_a_note_in_one_bracket():
    """Both courts passed it; a bracket may begin without a day."""
    joint = acts(
        [
            "2021年1月2日最高人民法院审判委员会第5次会议、2021年2月3日最高人民检察院第十三届检察委员会第8次会议通过"
        ]
    )
    bracket = acts(
        [
            "（最高人民法院审判委员会第1421次会议通过2008年4月17日最高人民法院公告公布自2008年4月23日起施行）"
        ]
    )

    assert [(act.how, act.day, act.bodies) for act in joint] == [
        ("passed", "2021-01-02", ("最高人民法院", "最高人民检察院"))
    ]
    assert [(act.how, act.day) for act in bracket] == [("passed", ""), ("issued", "2008-04-17")]


@pytest.mark.parametrize(
    ("note", "first"),
    [
        (
            [
                "1999年5月29日 中华人民共和国国务院令第266号发布",
                "2011年10月26日 国务院第177次常务会议修订通过",
            ],
            "1999-05-29",
        ),
        (
            [
                "《小店条例》已经2018年9月6日国务院第23次常务会议修订通过，现予公布。",
                "（1991年3月4日国务院令第76号发布 2018年9月6日国务院第23次常务会议修订通过）",
            ],
            "1991-03-04",
        ),
        (
            [
                "2019年9月20日 杭州市人大常委会第十八次会议修订",
                "2020年1月15日 浙江省人大常委会第十六次会议批准",
            ],
            "2019-09-20",
        ),
    ],
)
def test_the_first_day_is_the_first_that_the_note_tells(note, first):
    """Issued first and passed anew later, or only revised: that day, not the last one."""
    assert header("小店条例", *note).passed_date == first


def test_who_proclaims_names_the_place_of_who_passed():
    """市人大常委会 passed it, 宁波市人民代表大会常务委员会 proclaimed it: one body."""
    found = header(
        "小店街区条例",
        "2014年12月26日 市十四届人大常委会第二十次会议通过",
        "2015年4月13日 宁波市人民代表大会常务委员会公告第12号公布",
    )

    assert found.issuer == "宁波市人民代表大会常务委员会"


def test_a_day_in_an_annex_is_not_that_of_issue():
    """A day behind the text that is earlier than the passing belongs to something else."""
    text = (
        "中华人民共和国小店法\n1991年3月2日 第七届全国人民代表大会常务委员会第十八次会议通过\n"
        + BODY
        + "附件：小店徽图案\n中央人民政府委员会办公厅\n1950年9月20日\n"
    )

    assert parse_text("m", text).header.issue_date == "1991-03-02"
