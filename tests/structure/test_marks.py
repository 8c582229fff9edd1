"""Marks set by hand: found, told apart from other lines, and taking up nothing but themselves."""

from __future__ import annotations

from compare.structure.marks import Mark, read_marks

TEXT = "题目\n@@section\n环境\n@@clause\n放宽。内容\n\u3000@@条款 减费。内容\r\n@@end\n名单\n"


def test_marks_and_where_the_marked_begins():
    """A mark on a line of its own ends with the line; before text it ends where the text begins."""
    marks, unknown = read_marks(TEXT)

    assert [(mark.what, TEXT[mark.span[1] :].split("\n")[0].strip()) for mark in marks] == [
        ("section", "环境"),
        ("clause", "放宽。内容"),
        ("clause", "减费。内容"),
        ("end", "名单"),
    ]
    assert unknown == []


def test_other_lines_are_no_marks():
    """An unknown word behind @@ is reported; @@ inside a line is text; without a clause nothing
    counts.
    """
    assert read_marks("一、甲\n@@chapter 乙\na@@clause\n") == ([], [(4, 15)])
    assert read_marks("@@section\n一、甲\n") == ([], [])
    assert read_marks("@@clause") == ([Mark("clause", (0, 8))], [])
