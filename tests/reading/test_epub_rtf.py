"""EPUB and RTF: books in reading order, rich text with its tables."""

from __future__ import annotations

import io
import zipfile

import pytest

from compare.errors import ReadingError
from compare.reading import read_bytes

_CONTAINER = (
    "<container "
    'xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile '
    'full-path="OEBPS/a.opf"/></rootfiles></container>'
)
_PACKAGE = (
    '<package xmlns="http://www.idpf.org/2007/opf" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>夜市意见'
    "</dc:title></metadata><manifest>"
    '<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" '
    'properties="nav"/><item id="b" href="text/b%20b.xhtml" '
    'media-type="application/xhtml+xml"/>'
    '<item id="a" href="text/a.xhtml" media-type="application/xhtml+xml"/><item id="c" '
    'href="c.css" media-type="text/css"/></manifest>'
    '<spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/></spine></package>'
)


def epub(**changed: str) -> bytes:
    """A book of two chapters; `changed` replaces parts by the stem of their names."""
    head = (
        '<?xml version="1.0"?><!DOCTYPE html><html '
        'xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>'
    )
    parts = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": _CONTAINER,
        "OEBPS/a.opf": _PACKAGE,
        "OEBPS/nav.xhtml": f"{head}<nav><ol><li>目录</li></ol></nav></body></html>",
        "OEBPS/text/a.xhtml": (
            f"{head}<h1>样例市人民政府关于支持夜市的意见</h1><p>（一）放宽准入。</p></body></html>"
        ),
        "OEBPS/text/b b.xhtml": (
            f"{head}<table><tr><td>序号</td><td>任务</td></tr><tr><td>1</td><td>放宽<br/>准入</td></tr></table><p>（二）减免费用。"
            f"</p></body></html>"
        ),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, changed.get(name.rsplit("/", 1)[-1].split(".")[0], text))
    return out.getvalue()


def test_chapters_in_reading_order():
    """The spine orders the chapters; contents and style are left out; the title is a hint."""
    reading = read_bytes(epub(), "a.epub")

    assert reading.format == "epub"
    assert reading.text.splitlines() == [
        "样例市人民政府关于支持夜市的意见",
        "（一）放宽准入。",
        "",
        "序号\t任务",
        "1\t放宽 准入",
        "",
        "（二）减免费用。",
    ]
    assert reading.hints == {"title": "夜市意见"}


@pytest.mark.parametrize(
    "changed",
    [
        {"container": "<x/>"},
        {"container": "<"},
        {"a": "<package/>"},
        {"a": _PACKAGE.replace("text/a.xhtml", "gone.xhtml")},
        {"a": '<!DOCTYPE p [<!ENTITY a "b">]><package/>'},
    ],
)
def test_damaged_or_hostile_books_are_one_error(changed):
    """Whatever is wrong inside, there is one sentence with the file's name."""
    with pytest.raises(ReadingError, match=r"^a\.epub "):
        read_bytes(epub(**changed), "a.epub")


def hexed(text: str) -> str:
    """Chinese as rich text of code page 936 writes it."""
    return "".join(f"\\'{byte:02x}" for byte in text.encode("gbk"))


RTF = (
    r"{\rtf1\ansi\ansicpg936\uc2\deff0{\fonttbl{\f0\fnil\fcharset134 "
    + hexed("宋体")
    + r";}}{\info{\title x}}{\header "
    + hexed("页眉")
    + r"\par}"
    r"\pard\f0 "
    + hexed("样例市人民政府关于支持夜市的意见")
    + r"\par {\listtext "
    + hexed("（一）")
    + r"\tab}\u25918??\u23485??"
    + hexed("准入。")
    + r"{\v "
    + hexed("隐藏")
    + r"}{\footnote "
    + hexed("脚注")
    + r"}\par"
    + "\n"
    r"\trowd\cellx1000\cellx2000\clvmgf\cellx3000\intbl "
    + hexed("序号")
    + r"\cell "
    + hexed("任务")
    + r"\cell "
    + hexed("责任单位")
    + r"\cell\row"
    r"\trowd\cellx1000\cellx2000\clvmgf\cellx3000\intbl 1\cell "
    + hexed("放宽")
    + r"\par "
    + hexed("准入")
    + r"\cell "
    + hexed("市财政局")
    + r"\cell\row"
    r"\trowd\cellx1000\cellx2000\clvmrg\cellx3000\intbl 2\cell "
    + hexed("减租")
    + r"\cell \cell\row\pard "
    + hexed("样例市人民政府")
    + r"\par}"
)


@pytest.mark.parametrize("name", ["a.rtf", "a.doc"])
def test_rich_text_and_its_tables(name):
    """Characters of the code page and of Unicode; hidden text, heads and notes go; merged cells
    stand in every row.
    """
    reading = read_bytes(RTF.encode("ascii"), name)

    assert reading.format == "rtf"
    assert reading.text.splitlines() == [
        "样例市人民政府关于支持夜市的意见",
        "（一） 放宽准入。",
        "",
        "序号\t任务\t责任单位",
        "1\t放宽 准入\t市财政局",
        "2\t减租\t市财政局",
        "",
        "样例市人民政府",
    ]


def test_rich_text_without_escapes():
    """Some programs write the bytes of the code page as they are."""
    assert (
        read_bytes(
            b"{\\rtf1\\ansi\\ansicpg936 " + "（一）放宽准入。".encode("gbk") + b"\\par}", "a.rtf"
        ).text
        == "（一）放宽准入。\n"
    )


@pytest.mark.parametrize(
    "data",
    [
        b"{\\rtf1",
        b"{\\rtf1 }",
        b"{\\rtf1 \\u99999999999 ?}",
        b"{\\rtf1 \\bin99999 x}",
        b"{\\rtf" + b"{" * 50_000,
    ],
)
def test_broken_rich_text_is_one_error(data):
    """A file that holds no text, or is cut off, ends in one sentence or in what could be read."""
    try:
        assert read_bytes(data, "a.rtf").text.strip()
    except ReadingError as error:
        assert str(error).startswith("a.rtf")
