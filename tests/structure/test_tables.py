"""Tables of tasks become clauses, tables of indicators rows of their own, boxes parts of the item
they follow.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.agencies.find import find_agencies
from compare.structure import parse_text
from compare.study.own_lexicon import package_registry

HEAD = (
    "样例市人民政府关于支持夜市的意见\n一、任务\n（一）放宽准入。当天办结。"
    "\n（二）减免租金。减收一半。\n"
)
TASKS = [
    ("序号", "工作任务", "责任单位", "完成时限"),
    ("1", "压缩登记时间", "市市场监管局、市行政审批局", "2023年6月"),
    ("2", "减半收取摊位费", "市财政局牵头，市商务局配合", "2023年9月"),
    ("3", "增设供水点", "市城管局（牵头）、市水务局（配合）", "长期"),
]


def tabbed(rows) -> str:
    return "".join("\t".join(row) + "\n" for row in rows)


def bodies(parsed):
    clauses = parsed.clauses
    found = find_agencies(clauses, parsed.passages, parsed.attributions, package_registry())
    return [(row.clause_id[-2:], row.raw, row.role, row.where) for row in found.itertuples()]


@pytest.mark.parametrize(
    "table",
    [
        tabbed(TASKS),
        "\n".join("  ".join(row) for row in TASKS) + "\n",
        "\n".join(" ".join(row) for row in TASKS) + "\n",
        "".join(f"{cell}\n" for row in TASKS for cell in row),
        "".join("| " + " | ".join(row) + " |\n" for row in [TASKS[0], ("---",) * 4, *TASKS[1:]]),
    ],
    ids=["tabulators", "wide blanks", "blanks", "a cell a line", "bars"],
)
def test_rows_of_a_table_of_tasks_are_clauses(table):
    """However the table was written down: a clause a row, bodies with their roles, and the
    deadline.
    """
    text = HEAD + "样例市人民政府\n2023年5月6日\n附件：重点任务分工表\n\n" + table
    parsed = parse_text("t", text)
    rows = parsed.clauses[parsed.clauses["form"] == "table"]

    assert list(rows["text"]) == ["压缩登记时间", "减半收取摊位费", "增设供水点"]
    assert list(rows["deadline"]) == ["2023年6月", "2023年9月", "长期"]
    assert list(rows["path"]) == ["表1/1", "表1/2", "表1/3"]
    assert list(parsed.clauses["form"]) == ["text", "text", "table", "table", "table"]
    assert bodies(parsed) == [
        ("03", "市市场监管局", "responsible", "table"),
        ("03", "市行政审批局", "responsible", "table"),
        ("04", "市财政局", "lead", "table"),
        ("04", "市商务局", "support", "table"),
        ("05", "市城管局", "lead", "table"),
        ("05", "市水务局", "support", "table"),
    ]


def test_columns_of_leads_and_helpers_give_the_role():
    """牵头单位 and 配合单位 are columns; a task and its measures are heading and body."""
    rows = [
        ("序号", "重点任务", "主要内容", "牵头单位", "配合单位"),
        ("1", "放宽准入", "开店登记当天办结。", "市市场监管局", "市商务局、市公安局"),
    ]
    parsed = parse_text(
        "t", HEAD + "\n" + tabbed([*rows, ("2", "减免租金", "租金减收一半。", "市财政局", "—")])
    )
    row = parsed.clauses[parsed.clauses["form"] == "table"].iloc[0]

    assert (row["heading"], row["text"]) == ("放宽准入", "开店登记当天办结。")
    assert bodies(parsed)[:3] == [
        ("03", "市市场监管局", "lead", "table"),
        ("03", "市商务局", "support", "table"),
        ("03", "市公安局", "support", "table"),
    ]


def test_a_table_within_an_item_leaves_the_item_its_own_text():
    """The item above a table, and the text below it, hold no cell."""
    text = (
        HEAD.replace("（二）", "（二）").rstrip()
        + "分工如下：\n\n"
        + tabbed(TASKS)
        + "\n各部门按分工落实。\n（三）加强宣传。每年办节。\n"
    )
    parsed = parse_text("t", text)
    item = parsed.clauses[parsed.clauses["label"] == "（二）"].iloc[0]

    assert item["text"] == "减收一半。分工如下：各部门按分工落实。"
    assert list(parsed.clauses["label"]) == ["（一）", "（二）", "1", "2", "3", "（三）"]


def test_rows_that_name_a_group_are_sections():
    """A merged cell over the whole width names the section of the rows below."""
    rows = [
        TASKS[0],
        ("一、准入", "一、准入", "一、准入", "一、准入"),
        TASKS[1],
        ("二、费用", "二、费用", "二、费用", "二、费用"),
        TASKS[2],
    ]
    found = parse_text("t", HEAD + "\n" + tabbed(rows)).clauses

    assert list(found["section"])[2:] == ["一、准入", "二、费用"]


def test_row_numbers_and_repeated_bodies_are_no_page_furniture():
    """A number on a line of its own in a table is no page number, a body in every row no running
    head.
    """
    rows = [TASKS[0], *[(str(n), f"办好第{n}件事", "市财政局", "2023年底前") for n in range(1, 7)]]
    parsed = parse_text(
        "t", HEAD + "附件：任务表\n" + "".join(f"{cell}\n" for row in rows for cell in row)
    )

    assert (parsed.clauses["form"] == "table").sum() == 6
    assert len(bodies(parsed)) == 6
    assert not parsed.repairs["repair"].isin(["page mark", "running head"]).any()


def test_indicators_are_kept_as_cells_and_are_no_clauses():
    """Name, unit, base and target with their years, kind: as printed."""
    rows = [
        ("序号", "指标名称", "单位", "2020年实际值", "2025年目标值", "属性"),
        ("1", "夜市数量", "个", "12", "≥20", "预期性"),
        ("2", "摊位出租率", "%", "81.5", "90以上", "约束性"),
    ]
    parsed = parse_text("t", HEAD + "\n" + tabbed(rows) + "\n（三）加强宣传。每年办节。\n")

    assert list(parsed.clauses["label"]) == ["（一）", "（二）", "（三）"]
    assert parsed.indicators[
        ["name", "unit", "base", "base_year", "target", "target_year", "kind"]
    ].to_numpy().tolist() == [
        ["夜市数量", "个", "12", "2020", "≥20", "2025", "预期性"],
        ["摊位出租率", "%", "81.5", "2020", "90以上", "2025", "约束性"],
    ]


def test_the_unit_of_an_indicator_may_stand_behind_its_name():
    """Where no column says the unit, the bracket behind the name does."""
    parsed = parse_text(
        "t", HEAD + "\n" + tabbed([("指标", "2022年", "2025年"), ("出租率（%）", "80", "90")])
    )

    assert parsed.indicators[["name", "unit", "base", "target"]].to_numpy().tolist() == [
        ["出租率（%）", "%", "80", "90"]
    ]


def test_boxes_belong_to_the_item_they_follow_which_stays_a_clause():
    """Items of a box are clauses of form box below the item; the next item of the text goes on."""
    text = (
        "样例市意见\n一、任务\n（一）放宽准入。当天办结。\n专栏1 "
        "准入工程\n1.一窗受理。设立专窗。\n2.一次办结。材料一次收齐。"
        "\n（二）减免费用。减收一半。\n专栏2 惠民工程\n减租行动。减租三成。"
        "\n免押行动。免收押金。\n二、保障\n（一）加强领导。成立小组。\n"
    )
    found = parse_text("t", text).clauses

    assert list(found["path"]) == [
        "一/（一）",
        "一/（一）/专栏1/1",
        "一/（一）/专栏1/2",
        "一/（二）",
        "一/（二）/专栏2#1",
        "一/（二）/专栏2#2",
        "二/（一）",
    ]
    assert list(found["form"]) == ["text", "box", "box", "text", "box", "box", "text"]
    assert list(found["heading"]) == [
        "放宽准入",
        "一窗受理",
        "一次办结",
        "减免费用",
        "减租行动",
        "免押行动",
        "加强领导",
    ]


def test_numbers_of_a_box_do_not_end_those_of_the_text():
    """2. behind a box with 1. and 2. is the second item of the text."""
    found = parse_text(
        "t",
        (
            "样例市意见\n1.放宽准入。当天办结。\n专栏1 准入工程\n1.一窗受理。设立专窗。"
            "\n2.一次办结。一次收齐。\n2.减免费用。减收一半。\n"
        ),
    ).clauses

    assert list(found["path"]) == ["1", "1/专栏1/1", "1/专栏1/2", "2"]


@given(
    st.lists(
        st.lists(
            st.sampled_from(
                [
                    "",
                    "1",
                    "2",
                    "市财政局",
                    "压缩时间",
                    "2023年6月",
                    "序号",
                    "责任单位",
                    "任务",
                    "完成时限",
                    "指标",
                    "2025年",
                    "一、甲",
                ]
            ),
            min_size=1,
            max_size=5,
        ),
        max_size=12,
    ),
    st.sampled_from(["\t", "  ", "\n", "|"]),
)
def test_any_table_keeps_the_promises_of_the_parser(rows, mark):
    """Cells in any order: parts tile the file, clauses stand in order, no clause is empty."""
    text = HEAD + "\n".join(mark.join(row) for row in rows) + "\n（三）加强宣传。每年办节。\n"
    parsed = parse_text("t", text)
    parts = parsed.parts

    assert list(parts["begin"]) == [0, *parts["end"][:-1]]
    assert parts["end"].iloc[-1] == len(text)
    assert list(parsed.clauses["begin"]) == sorted(parsed.clauses["begin"])
    assert (parsed.clauses["text"] != "").all()
    assert all(text[a.begin : a.end].strip() for a in parsed.attributions)


def test_the_box_of_an_indicator_table_is_no_clause():
    """专栏 with a name and nothing but a table of indicators states no measure; one with words
    does.
    """
    text = (
        "样例市规划\n一、目标\n夜市要发展。\n专栏1 "
        "夜市主要指标\n指标名称\t单位\t2020年\t2025年\n夜市数量\t个\t12\t30\n营业额\t亿元\t3.5\t9.8\n"
        "二、行动\n建设夜市。\n专栏2 夜市行动\n建成夜市十处。\n三、保障\n成立小组。\n"
    )
    found = parse_text("t", text)

    assert [row["path"] for row in found.rows] == ["一", "二", "二/专栏2", "三"]
    assert [row.name for row in found.indicator_rows] == ["夜市数量", "营业额"]


def test_a_box_whose_number_stands_in_brackets():
    """【专栏1】 is a box as 专栏1 is; the item before stays a clause."""
    text = (
        "样例市意见\n一、准入\n当天登记。\n【专栏1】登记改革\n（1）一窗受理。"
        "设立专窗。\n（2）一次办结。材料收齐。\n二、检查\n取消检查。\n三、"
        "保障\n成立小组。\n"
    )

    assert [row["path"] for row in parse_text("t", text).rows] == [
        "一",
        "一/专栏1/（1）",
        "一/专栏1/（2）",
        "二",
        "三",
    ]
