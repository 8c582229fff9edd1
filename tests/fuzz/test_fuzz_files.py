"""Damaged files of every format end in one error that names them, never in anything else."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1]))
from compare.errors import ReadingError
from compare.reading import read_bytes
from make_files import numbered, pdf, saved, typeset, word

HTML = (
    '<html><head><meta charset="gbk"><title>意见</title></head><body><div><p>一、甲，乙。'
    "</p><ol><li>丙</li></ol>"
    "<table><tr><td>1</td><td>丁</td></tr></table></div></body></html>"
)


@cache
def whole(kind: str) -> bytes:
    """A sound file of each format."""
    if kind == "docx":
        document = word(levels=[("chineseCounting", "%1、"), ("decimal", "%2.")])
        for text, level in (("甲", 0), ("乙", 1), ("丙", 0)):
            numbered(document, text, level)
        document.add_table(2, 2)
        return saved(document)
    if kind == "pdf":
        return pdf(
            typeset(
                [
                    "一、加强基础设施建设",
                    (
                        "（一）建设网络。到2023年建成基站1000个，对新建基站给予补贴，"
                        "持续完善农村地区网络覆盖水平并推动共建共享。"
                    ),
                ]
            )
        )
    return HTML.encode("gbk")


def damaged(data: bytes, cuts: list[tuple[int, bytes]], end: int) -> bytes:
    """Overwrite some places, then cut the file off."""
    changed = bytearray(data)
    for place, junk in cuts:
        changed[place % len(changed) : place % len(changed) + len(junk)] = junk
    return bytes(changed[: max(1, end % (len(changed) + 1))]) if end else bytes(changed)


@pytest.mark.parametrize("kind", ["docx", "pdf", "html"])
@settings(deadline=None, max_examples=60)
@given(
    cuts=st.lists(st.tuples(st.integers(0, 10**6), st.binary(min_size=1, max_size=8)), max_size=6),
    end=st.one_of(st.just(0), st.integers(0, 10**6)),
)
def test_damage_is_one_error(kind, cuts, end):
    """Bytes changed anywhere, or the end missing: read, or refused by name."""
    name = f"x.{kind}"
    try:
        read_bytes(damaged(whole(kind), cuts, end), name)
    except ReadingError as error:
        assert str(error).startswith(name)


@settings(deadline=None, max_examples=100)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<div>",
                "</div>",
                "<table>",
                "<tr>",
                "<td>",
                "</td>",
                "</table>",
                "<ol start=9>",
                "<li value=x>",
                "</ol>",
                "<br>",
                "<pre>",
                "</pre>",
                "<a href=x>",
                "</a>",
                "<script>",
                "</script>",
                "<!--",
                "-->",
                "<style>",
                "<frameset>",
                "<svg>",
                "<![CDATA[",
                "]]>",
                "&nbsp;",
                "&#0;",
                "&#x110000;",
                "&quot;",
                "一、甲，乙。",
                "（责任单位：市财政局）",
                "\n",
                "\x00",
                "<title>",
                "<body>",
                "<html>",
                "</html>",
            ]
        ),
        max_size=80,
    ).map("".join)
)
def test_broken_markup(page):
    """Tags in any order are read or refused."""
    try:
        read_bytes(("<html>" + page).encode(), "x.html")
    except ReadingError as error:
        assert str(error).startswith("x.html")
