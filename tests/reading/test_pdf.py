"""PDF: printed lines become paragraphs again, and a scan is not a text."""

from __future__ import annotations

import pytest

from compare.errors import ReadingError
from compare.reading import read_bytes
from make_files import grid, pdf, typeset

PARAGRAPHS = [
    "一、加强基础设施建设",
    (
        "（一）建设网络。到2023年建成基站1000个，对新建基站给予补贴，"
        "持续完善农村地区网络覆盖水平并推动共建共享。（责任单位：市工业和信息化局、市财政局、"
        "市自然资源和规划局）"
    ),
    (
        "（二）建设中心。支持企业建设数据中心，按投资额的10%给予补助，"
        "单个项目最高不超过100万元，资金由市县两级按照比例分担。（牵头单位：市发展改革委）"
    ),
]


def test_wrapped_lines_become_paragraphs_across_pages():
    """Lines that ran to the margin are joined, also over a page break; page numbers go."""
    reading = read_bytes(pdf(typeset(PARAGRAPHS * 6)), "a.pdf")

    assert reading.text.splitlines() == PARAGRAPHS * 6
    assert reading.notes[0] == "3 page numbers and running heads left out"


def test_false_bold_is_taken_once():
    """A heading drawn twice, a fraction of a point apart, is one heading."""
    pages = typeset(PARAGRAPHS)
    x, y, size, text = pages[0][0]
    pages[0].insert(1, (x + 0.4, y, size, text))

    assert read_bytes(pdf(pages), "a.pdf").text.splitlines() == PARAGRAPHS


def test_running_head_goes():
    """A line that tops most pages is not text."""
    pages = [[(200, 800, 10, "样例市人民政府公报"), *page] for page in typeset(PARAGRAPHS * 14)]

    assert len(pages) >= 3
    assert "公报" not in read_bytes(pdf(pages), "a.pdf").text


def test_scan_is_refused_with_a_hint():
    """Pages without text ask for OCR."""
    with pytest.raises(ReadingError, match=r"^scan\.pdf is a scan: 3 pages .* OCR"):
        read_bytes(pdf([[], [], [(280, 50, 14, "— 3 —")]]), "scan.pdf")


def test_page_without_text_is_told():
    """One image among pages of text is a note, not a refusal."""
    notes = read_bytes(pdf([*typeset(PARAGRAPHS), []]), "a.pdf").notes

    assert "no text on page 2: an image? Check that nothing of the document is lost" in notes


@pytest.mark.parametrize(
    "data", [b"%PDF-1.4\n", b"%PDF-1.4 garbage \x00\x01" * 10, pdf(typeset(PARAGRAPHS))[:700]]
)
def test_damaged_file_is_one_error(data):
    """A broken PDF is refused in one sentence."""
    with pytest.raises(ReadingError, match=r"^a\.pdf "):
        read_bytes(data, "a.pdf")


def test_equal_characters_of_two_sizes_all_stay():
    """A character is dropped only where it lies over an equal one, never for standing at a like
    place in another size.
    """
    page = [
        (44, 700, 22, "平安市提高水平"),
        (40, 640, 20, "水平平平"),
        (24, 600, 12, "平水平水平，提高统筹水平，提高水平。"),
    ]
    shadow = [(x + 1, y - 0.8, size, text) for x, y, size, text in page]

    assert read_bytes(pdf([[*page, *shadow]]), "a.pdf").text.splitlines() == [
        line for *_, line in page
    ]


def test_lines_follow_the_page_and_an_index_box_comes_first():
    """What is drawn first but printed below comes below; an index box parts no sentence and gives
    fields.
    """
    pages = typeset(PARAGRAPHS * 4)
    box = [
        (90, 95, 9, "索引号：000/2023-1    主题分类：商贸"),
        (90, 80, 9, "发文机关：样例市人民政府  成文日期：2023年5月6日"),
    ]
    pages[-1] = [*box, *pages[-1][::-1]]
    rules = [[] for _ in pages]
    rules[-1] = grid([80, 500], [110, 75])

    reading = read_bytes(pdf(pages, rules=rules), "a.pdf")

    assert reading.text.splitlines() == [
        "索引号：000/2023-1",
        "主题分类：商贸",
        "发文机关：样例市人民政府",
        "成文日期：2023年5月6日",
        "",
        *PARAGRAPHS * 4,
    ]
    assert reading.hints == {"issuer": "样例市人民政府", "issue_date": "2023年5月6日"}


TASKS = [
    ["序号", "工作任务", "责任单位", "完成时限"],
    ["1", "压缩登记时间，取消前置检查，设立专门窗口", "市市场监管局", "2023年6月"],
    ["2", "减半收取摊位费", "市财政局", "2023年9月"],
    ["3", "增设供水点", "市城管局、市水务局", "2023年12月"],
]
XS = [76, 102, 262, 402, 472]


def task_page(rows: list[list[str]], top: float, *, merged: int | None = None) -> tuple[list, list]:
    """Rows of a ruled table, their texts wrapped to the columns; `merged` leaves out the line
    below a row in column 3.
    """
    texts, y, ys = [], top, [top]
    for row in rows:
        depth = 1
        for cell, left, right in zip(row, XS, XS[1:], strict=False):
            room = max(int((right - left - 11) // 12), 1)
            lines = [cell[n : n + room] for n in range(0, len(cell), room)]
            texts += [(left + 5.4, y - 14 * (n + 1), 12, line) for n, line in enumerate(lines)]
            depth = max(depth, len(lines))
        y -= 14 * depth + 8
        ys.append(y)
    rules = grid(XS, ys)
    if merged is not None:
        level = ys[merged + 1]
        rules.remove((XS[0], level, XS[-1], level))
        rules += [(XS[0], level, XS[2], level), (XS[3], level, XS[4], level)]
    return texts, rules


def test_ruled_table_becomes_rows_with_tabs_across_pages():
    """Cells that wrap are put together, the repeated head goes, and a row number that opens a page
    is no page number.
    """
    first, above = task_page(TASKS[:2], 700)
    second, below = task_page([TASKS[0], *TASKS[2:]], 780)
    third, last = task_page([["4", "公布清单", "市商务局", "长期"]], 780)
    text = "各县（市、区）人民政府，市政府各部门："

    lines = read_bytes(
        pdf([[(88, 760, 16, text), *first], second, third], rules=[above, below, last]), "a.pdf"
    ).text.splitlines()

    assert lines == [text, "", *("\t".join(row) for row in TASKS), "4\t公布清单\t市商务局\t长期"]


def test_merged_cells_stand_in_every_row_they_cover():
    """A body that is printed once for two rows belongs to both, also where the page breaks between
    them.
    """
    rows = [TASKS[0], TASKS[1], ["2", "减半收取摊位费", "", "2023年9月"]]
    first, above = task_page(rows, 700, merged=1)
    second, below = task_page(
        [["3", "增设供水点", "", "2023年12月"], ["4", "公布清单", "市商务局", "长期"]], 780
    )

    table = read_bytes(
        pdf(
            [[(88, 760, 16, "附件：重点任务分工表及说明文字"), *first], second],
            rules=[above, below],
        ),
        "a.pdf",
    ).text.splitlines()[2:]

    assert [row.split("\t")[2] for row in table] == [
        "责任单位",
        "市市场监管局",
        "市市场监管局",
        "市市场监管局",
        "市商务局",
    ]


def test_row_that_a_page_break_parts_is_one_row():
    """Where the next page goes on without a number, the row goes on."""
    first, above = task_page([TASKS[0], ["1", "压缩登记时间", "市市场监管", "2023年6"]], 140)
    second, below = task_page([["", "，设立窗口", "局", "月"], TASKS[2]], 780)

    table = read_bytes(
        pdf(
            [[(88, 760, 16, "附件：重点任务分工表及说明文字"), *first], second],
            rules=[above, below],
        ),
        "a.pdf",
    ).text.splitlines()[2:]

    assert table[1:] == ["1\t压缩登记时间，设立窗口\t市市场监管局\t2023年6月", "\t".join(TASKS[2])]


def test_table_without_lines_is_told_by_its_columns():
    """Values that stand below each other stay apart."""
    rows = [
        ("指标", "2020年", "2025年", "年均"),
        ("夜市数量（个）", "12.5", "20", "9.9"),
        ("营业额", "17.1", "26.2", "8.9"),
    ]
    page = [
        (x, 600 - 24 * n, 12, cell)
        for n, row in enumerate(rows)
        for x, cell in zip((90, 240, 330, 420), row, strict=True)
    ]

    assert read_bytes(
        pdf([[(88, 700, 16, "到2025年，主要指标如下。"), *page]]), "a.pdf"
    ).text.splitlines() == ["到2025年，主要指标如下。", "", *map("\t".join, rows)]


def test_box_keeps_its_paragraphs_apart():
    """A frame around text is set apart by blank lines; nothing in it is fused, and what wraps is
    joined.
    """
    page = [
        (88, 700, 16, "（一）放宽准入。设立专窗，登记不超过2个工作日。"),
        (90, 650, 12, "专栏1 夜市准入改革工程"),
        (90, 630, 12, "1.一窗受理。" + "设立专窗，" * 5),
        (90, 610, 12, "一次办结。"),
        (90, 590, 12, "2.减租三成。"),
        (88, 540, 16, "（二）减免费用。"),
    ]

    text = read_bytes(pdf([page], rules=[grid([80, 475], [670, 580])]), "a.pdf").text

    assert text.splitlines() == [
        "（一）放宽准入。设立专窗，登记不超过2个工作日。",
        "",
        "专栏1 夜市准入改革工程",
        "1.一窗受理。" + "设立专窗，" * 5 + "一次办结。",
        "2.减租三成。",
        "",
        "（二）减免费用。",
    ]


def test_two_columns_are_read_one_after_the_other():
    """The left column is read to its end first; a heading over both stands above them."""
    left = (
        "（一）放宽准入。登记不超过两个工作日，设立专门窗口，材料一次收齐，"
        "取消前置检查，办理结果当日送达申请人，并向社会公布。"
    )
    right = (
        "（二）减免费用。摊位费减半收取，期限为一年，落实小微企业税收优惠，"
        "鼓励商场减免租金，对困难商户给予补贴并公布名单。"
    )
    left, right = left * 2, right * 2
    page = [(150, 760, 16, "样例市人民政府公报刊登的意见")]
    for x, text, shift in ((60, left, 0), (320, right, 3)):
        page += [
            (
                x + (24 if n == 0 else 0),
                700 - 20 * i - shift,
                12,
                text[n : n + (15 if n == 0 else 17)],
            )
            for i, n in enumerate([0, *range(15, len(text), 17)])
        ]

    assert read_bytes(pdf([page]), "a.pdf").text.splitlines() == [
        "样例市人民政府公报刊登的意见",
        left,
        right,
    ]


def test_page_turned_on_its_side():
    """A table on a landscape page that lies on its side is read as any other."""
    texts, rules = task_page(TASKS, 500)

    assert read_bytes(pdf([texts], rules=[rules], turned=True), "a.pdf").text.splitlines() == [
        "\t".join(row) for row in TASKS
    ]


def test_bare_number_in_the_text_is_no_page_number():
    """A number that ends a page close below the text, out of step with the pages, is text."""
    pages = [
        [(88, 700, 16, "一、加强基础设施建设和运行管理"), (88, 672, 16, "2025")],
        [(88, 700, 16, "二、加强组织领导，明确责任分工，落实保障措施"), (280, 50, 14, "7")],
    ]

    assert read_bytes(pdf(pages), "a.pdf").text.splitlines() == [
        "一、加强基础设施建设和运行管理",
        "2025",
        "二、加强组织领导，明确责任分工，落实保障措施",
    ]


def test_cited_article_at_the_beginning_of_a_line_opens_no_paragraph():
    """第十条 opens an article with a space behind it, and is a citation inside a sentence."""
    first = "第三十条　违反本办法规定的，由主管部门责令改正，给予警告，并按照本办法第二十一条和"
    text = first + "第十条规定处理，并向社会公布。"
    pages = typeset([text, "第三十一条　本办法自公布之日起施行。"], width=len(first) + 2, size=10)

    assert read_bytes(pdf(pages), "a.pdf").text.splitlines() == [
        text.replace("\u3000", " "),
        "第三十一条 本办法自公布之日起施行。",
    ]


def test_hanging_lines_below_a_label_belong_to_it():
    """A list whose lines begin behind the label is one paragraph an item."""
    page = [
        (88, 700, 16, "1.登记不超过两个工作日，设立专门窗口，材料一次收齐，"),
        (120, 672, 16, "取消前置检查。"),
        (88, 644, 16, "2.减半收取摊位费，期限一年，"),
    ]

    assert read_bytes(pdf([page]), "a.pdf").text.splitlines() == [
        "1.登记不超过两个工作日，设立专门窗口，材料一次收齐，取消前置检查。",
        "2.减半收取摊位费，期限一年，",
    ]
