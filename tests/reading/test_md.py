"""Markdown: its marks go, its characters keep their places."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.reading import read_bytes
from compare.structure import parse_text


def lines(text: str) -> list[str]:
    return [
        " ".join(line.replace("\t", "|").split())
        for line in read_bytes(text.encode(), "a.md").text.splitlines()
    ]


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("# 意见", "意见"),
        ("## 一、放宽准入 ##", "一、放宽准入"),
        ("###（一）放宽", "（一）放宽"),
        ("**（一）放宽准入。**执行清单。", "（一）放宽准入。 执行清单。"),
        ("> 1. > 免收押金 **3000** 元。", "1. 免收押金 3000 元。"),
        ("- 开展评估", "开展评估"),
        ("* [x] 已完成", "已完成"),
        ("***重点***任务", "重点 任务"),
        ('见[办法](http://a.b/c "d")第三条', "见 办法 第三条"),
        ("见[办法][1]", "见 办法"),
        ("![图](x.png)正文", "正文"),
        ("国发[2018]32号", "国发[2018]32号"),
        ("a_b_c 与 5*8", "a_b_c 与 5*8"),
        ("`代码`", "代码"),
        ("~~旧~~新", "旧 新"),
        ("1\\. 甲", "1. 甲"),
        ("\\*号", "*号"),
        ("甲<br>乙", "甲 乙"),
        ("一、<!-- 注 -->甲", "一、 甲"),
        ("甲 < 5", "甲 < 5"),
        ("<http://a.b>", "http://a.b"),
        ("* * *", ""),
        ("甲**乙", "甲**乙"),
    ],
)
def test_marks_go(printed, read):
    """Headings, bold, quotes, list marks, links, escapes; what only looks like a mark stays."""
    assert lines(f"{printed}\n\n[1]: http://x\n后文")[0] == read


def test_settings_and_tables():
    """The block of settings is no text; bars become tabs, and the line of dashes parts no table."""
    text = (
        "---\ntitle: x\n---\n前文\n\n| 序号 | 任务 |\n|:--|--:|\n| 1 | **放宽** |\n| "
        "2 | |\n\n后文\n===\n"
    )

    assert [line for line in lines(text) if line] == [
        "前文",
        "序号 | 任务",
        "1 | 放宽",
        "2 |",
        "后文",
    ]


def test_clauses_lead_back_to_the_file():
    """Offsets of a clause are offsets in the file as received."""
    text = (
        "# 样例市人民政府关于支持夜市的意见\r\n\r\n## 一、**放宽准入**\r\n\r\n> 1. "
        "**简化登记**。开店登记不超过`3`个工作日。\r\n> 2. > 减免租金。免收押金 "
        "**3000** 元。\r\n"
    )
    clauses = parse_text("a", read_bytes(text.encode(), "a.md").text).clauses

    assert list(clauses["text"]) == ["开店登记不超过3个工作日。", "免收押金3000元。"]
    assert [text[c.begin : c.end] for c in clauses.itertuples()] == [
        "开店登记不超过`3`个工作日。",
        "免收押金 **3000** 元。",
    ]


@settings(deadline=None)
@given(st.text(alphabet="一、甲#*_`>[]()|-~=\\<!a1. \t\n\r", max_size=120).filter(str.strip))
def test_every_character_keeps_its_place(text):
    """The result has the length of the file, and holds at each place what stands there, a blank,
    or what an escape moved.
    """
    read = read_bytes(("甲" + text).encode(), "a.md").text
    file = "甲" + text

    assert len(read) == len(file)
    assert all(
        new == old or new in " \t" or old == "\\" or file[place - 1] == "\\" or new.isdigit()
        for place, (new, old) in enumerate(zip(read, file, strict=True))
    )


@pytest.mark.parametrize(
    "unit", ["*a", "**a ", "[", "[a](", "<!--", "_a_ ", "`", "> ", "|-", "<a ", "\\"]
)
def test_long_odd_lines_take_no_time(unit):
    """A hundred thousand marks in one line are read at once."""
    assert len(read_bytes(("甲" + unit * 100_000).encode(), "a.md").text) == 1 + len(unit) * 100_000


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_block_of_settings_without_an_end(end):
    """Hundreds of lines behind --- that nothing closes are looked through once."""
    began = time.process_time()
    text = read_bytes(f"---{end}title: x{end}{f'一、甲。{end}' * 400}".encode(), "x.md").text

    assert "一、甲。" in text
    assert time.process_time() - began < 2
