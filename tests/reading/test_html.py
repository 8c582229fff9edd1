"""Web pages: the document without its page."""

from __future__ import annotations

import pytest

from compare.errors import ReadingError
from compare.reading import read_bytes

PAGE = """<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">
<title>样例市人民政府关于推动工作的意见_样例市门户网站</title><meta name="PubDate" content="2021-03-04 10:00"><script>var x="脚本里的字脚本里的字";</script></head><body>
<div class="nav"><a href="/">首页</a> <a href="/a">政务公开</a></div><div class="crumb">当前位置：<a href="/">首页</a></div>
<table><tr><td>发文机关：</td><td>样例市人民政府</td><td>发文字号：</td><td>样政发〔2021〕5号</td></tr><tr><td>成文日期：</td><td>2021年3月1日</td></tr></table>
<div><h1>样例市人民政府关于推动工作的意见</h1><div class="body">
<p>&emsp;&emsp;一、优化环境</p><p>（一）放宽准入。严格执行
清单，对<a href="x">新办企业</a>给予补贴。<br>（责任单位：市市场监管局、市财政局）</p><p style="display:none">看不见的话</p>
<ol><li>完善制度，强化考核。</li><li>加强宣传，营造氛围。</li></ol>
<table><tr><th>序号</th><th>任务</th></tr><tr><td>1</td><td>放宽准入</td></tr></table></div></div>
<div class="share">【字体：大 中 小】</div><div><a href="y">政策解读：一图看懂这份意见的主要内容和亮点</a></div>
<footer>主办：样例市人民政府办公室 样ICP备123号</footer></body></html>"""
LINES = [
    "一、优化环境", "（一）放宽准入。严格执行 清单，对新办企业给予补贴。",
    "（责任单位：市市场监管局、市财政局）", "1. 完善制度，强化考核。", "2. 加强宣传，营造氛围。",
    "", "序号\t任务", "1\t放宽准入",
]  # fmt: skip


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("utf-8", "utf-8"), ("gb2312", "gb18030"), ("gbk", "gb18030"), ("gb2312", "utf-8")],
)
def test_only_the_document_is_left(charset, encoding):
    """Menus, scripts, hidden parts and the page's foot go; list numbers and table rows stay; a
    wrong charset does no harm.
    """
    reading = read_bytes(PAGE.format(charset=charset).encode(encoding), "page.html")

    assert [line.strip("\u2003 ") for line in reading.text.splitlines()] == LINES
    assert reading.format == "html"


def test_what_the_page_says_of_the_document():
    """Number, issuer and date of the page's head table are kept as hints; the date of issue beats
    that of publication.
    """
    assert dict(read_bytes(PAGE.format(charset="utf-8").encode(), "page.html").hints) == {
        "title": "样例市人民政府关于推动工作的意见",
        "issuer": "样例市人民政府",
        "doc_number": "样政发〔2021〕5号",
        "issue_date": "2021年3月1日",
    }


def test_a_page_is_told_by_content():
    """A web page named .doc is read as a web page."""
    assert read_bytes(PAGE.format(charset="utf-8").encode(), "page.doc").format == "html"


def test_ordered_list_numbers():
    """A list prints the numbers a browser does: its start, its type, values of its own."""
    page = (
        '<html><body><ol start="3"><li>甲甲</li><li value="7">乙乙</li></ol><ol '
        'type="a"><li>丙丙</li></ol><ul><li>丁丁</li></ul></body></html>'
    )

    assert read_bytes(page.encode(), "a.html").text.split("\n")[:4] == [
        "3. 甲甲",
        "7. 乙乙",
        "a. 丙丙",
        "丁丁",
    ]


def test_layout_table_is_walked_through():
    """A table that only lays out the page gives its paragraphs, not one row."""
    page = (
        f"<html><body><table><tr><td>左</td><td><p>一、"
        f"甲</p><p>{'乙，' * 200}</p></td></tr></table></body></html>"
    )

    assert read_bytes(page.encode(), "a.html").text.splitlines() == ["一、甲", "乙，" * 200]


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><script>document.write('x')</script></body></html>",
        "<html><body><a href='x'>一个链接</a><a href='y'>又一个链接</a></body></html>",
    ],
)
def test_page_without_prose_is_refused(page):
    """A page built by a script, or made of links, holds no document."""
    with pytest.raises(ReadingError, match=r"^a\.html is a web page without prose"):
        read_bytes(page.encode(), "a.html")


def test_entities_are_not_expanded():
    """Entities that a page defines itself, and files it wants to pull in, come to nothing."""
    page = (
        '<!DOCTYPE html [<!ENTITY a "哈哈哈"><!ENTITY b SYSTEM '
        '"file:///etc/hostname">]><html><body><p>一、甲&a;&b;乙</p></body></html>'
    )

    text = read_bytes(page.encode(), "a.html").text

    assert "一、甲&a;&b;乙" in text.splitlines()


def test_deep_nesting_is_survived():
    """Ten thousand nested blocks are read or refused."""
    page = "<html><body>" + "<div>" * 10_000 + "一、甲。" + "</div>" * 10_000 + "</body></html>"
    try:
        assert "甲" in read_bytes(page.encode(), "a.html").text
    except ReadingError as error:
        assert str(error).startswith("a.html")


def page_with(body: str) -> str:
    """The text of a page that holds a sentence and something more."""
    return read_bytes(
        f"<html><body><p>为支持夜市，提出以下意见。</p>{body}</body></html>".encode(), "a.html"
    ).text


def test_cells_that_cover_rows_and_columns():
    """A body printed once for two rows stands in both; a long task stays in its row."""
    task = "压缩登记时间，" * 60
    rows = (
        f"<tr><th>序号</th><th>工作任务</th><th>责任单位</th></tr><tr><td "
        f"colspan=3>一、放宽准入</td></tr><tr><td>1</td><td>{task}</td><td "
        f"rowspan='2'>市财政局<br>市商务局</td></tr><tr><td>2</td><td>减租</td></tr>"
    )

    assert page_with(f"<table>{rows}</table>").splitlines()[1:] == [
        "",
        "序号\t工作任务\t责任单位",
        "一、放宽准入\t\t",
        f"1\t{task}\t市财政局 市商务局",
        "2\t减租\t市财政局 市商务局",
    ]


def test_index_table_in_the_text_becomes_fields():
    """Fields of a head table are written one a line, whether names end with a colon or stand in
    cells of their own.
    """
    rows = (
        "<tr><td>索引号</td><td>0/1</td><td>成文日期："
        "</td><td>2021-03-01</td></tr><tr><td>发文字号</td><td "
        "colspan=3>样政发〔2021〕5号</td></tr>"
    )

    assert "索引号：0/1\n成文日期：2021-03-01\n发文字号：样政发〔2021〕5号" in page_with(
        f"<table>{rows}</table>"
    )


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/r/a.docx">夜市措施.docx</a>',
        '<a href="/r/a?id=1">夜市措施.pdf</a>',
        '<a href="/r/b.WPS?x=1">夜市措施</a>',
    ],
)
def test_page_that_hands_on_its_attachment_names_it(link):
    """Without numbered text of its own, the page is refused with the name and the link of what to
    fetch.
    """
    with pytest.raises(
        ReadingError, match=r"measures are in 夜市措施.* \(link /r/.*\)\. Fetch and add that"
    ):
        page_with(
            f"<p>现将《夜市措施》印发给你们，请认真贯彻执行。</p><p>附件："
            f"{link}</p><ol><li>分享</li></ol>"
        )


def test_attachment_of_a_document_is_a_note():
    """A page that holds the measures themselves is read; what is attached is named."""
    page = (
        "<html><body><p>为支持夜市，提出以下意见。</p><p>（一）放宽准入，"
        "登记不超过2个工作日。</p><p>附件：<a "
        'href="/r/a.docx">任务表.docx</a></p></body></html>'
    )

    assert read_bytes(page.encode(), "a.html").notes == (
        "attachments that are not part of this text: 任务表.docx (link /r/a.docx)",
    )


def test_spans_that_a_page_claims_are_bounded():
    """A cell that claims a hundred million rows costs nothing."""
    assert "甲\t乙" in page_with(
        "<table><tr><td rowspan=100000000 colspan=100000000>甲</td><td>乙</td></tr></table>"
    ).replace("甲\t" * 199, "")


def test_table_that_would_grow_beyond_measure():
    """Thousands of cells that each claim hundreds of rows and columns are read within a second or
    two, each once.
    """
    rows = f"<tr><td rowspan=200 colspan=200>{'甲' * 50}</td><td>乙</td></tr>" * 3000

    assert len(page_with(f"<table>{rows}</table>")) < 1_000_000


@pytest.mark.parametrize("odd", ["\x01", "\x0c", "\x1f", "\ufffe", "&#1;"])
def test_control_characters_behind_what_is_taken_out(odd):
    """Text behind a script is kept, whatever control characters the page holds in it."""
    page = f"<html><body><p>一、放宽准入，<script>x</script>{odd}执行清单。</p></body></html>"

    assert "执行清单。" in read_bytes(page.encode(), "x.html").text
