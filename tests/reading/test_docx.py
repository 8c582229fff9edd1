"""Word documents: what Word prints, labels that stand nowhere in the file included."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from compare.errors import ReadingError
from compare.reading import read_bytes
from compare.reading.labels import number_label
from make_files import numbered, saved, word

LEVELS = [
    ("chineseCountingThousand", "%1、"),
    ("chineseCounting", "（%2）"),
    ("decimal", "%3."),
    ("decimalEnclosedCircleChinese", "%4"),
]


def lines(document) -> list[str]:
    return read_bytes(saved(document), "a.docx").text.splitlines()


def test_generated_labels_are_written_out():
    """Levels count and restart as Word prints them; a blank keeps ``1.`` apart from a number that
    follows.
    """
    document = word(levels=LEVELS)
    for text, level in [
        ("总体要求", 0),
        ("主要任务", 0),
        ("甲。", 1),
        ("5亿元投资", 2),
        ("乙乙", 2),
        ("丙", 3),
        ("丁。", 1),
        ("戊", 2),
        ("保障措施", 0),
        ("己。", 1),
    ]:
        numbered(document, text, level)

    assert lines(document) == [
        "一、总体要求",
        "二、主要任务",
        "（一）甲。",
        "1. 5亿元投资",
        "2. 乙乙",
        "①丙",
        "（二）丁。",
        "1. 戊",
        "三、保障措施",
        "（一）己。",
    ]


def test_numbering_by_style_and_override():
    """A style carries numbering to its paragraphs; a second list over one definition starts where
    it is told to.
    """
    document = word(
        levels=LEVELS,
        numbering='<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>',
    )
    style = document.styles["Heading 1"].element
    style.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="7"/></w:numPr>')
    )
    document.add_paragraph("甲", style="Heading 1")
    document.add_paragraph("没有编号")
    document.add_paragraph("乙", style="Heading 1")

    assert lines(document) == ["五、甲", "没有编号", "六、乙"]


def test_higher_levels_inside_a_label():
    """A label may print the numbers above it: 第一章, 1.1, 1.2, 2.1."""
    document = word(levels=[("chineseCounting", "第%1章 "), ("decimal", "%1.%2")])
    root = document.part.numbering_part.element
    for level in root.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}lvl"):
        if level.get("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}ilvl") == "1":
            level.insert(2, parse_xml(f"<w:isLgl {nsdecls('w')}/>"))
    for text, level in [("总则", 0), ("甲", 1), ("乙", 1), ("分则", 0), ("丙", 1)]:
        numbered(document, text, level)

    assert lines(document) == ["第一章  总则", "1.1 甲", "1.2 乙", "第二章  分则", "2.1 丙"]


@pytest.mark.parametrize(
    ("number", "style", "label"),
    [
        (10, "chineseCounting", "十"),
        (21, "chineseCountingThousand", "二十一"),
        (105, "chineseCounting", "一百零五"),
        (12, "ideographDigital", "一二"),
        (3, "decimalEnclosedCircle", "③"),
        (21, "decimalEnclosedCircle", "21"),
        (4, "lowerRoman", "iv"),
        (28, "upperLetter", "BB"),
        (2, "chineseLegalSimplified", "贰"),
        (3, "ideographTraditional", "丙"),
        (7, "decimalZero", "07"),
        (5, "decimalFullWidth", "５"),
        (1, "bullet", ""),
    ],
)
def test_number_formats(number, style, label):
    """Each of Word's formats prints what Word prints; what it cannot print falls back to digits."""
    assert number_label(number, style) == label


def test_tables_boxes_and_revisions():
    """A row is a line with tabs; inserted text counts, deleted and hidden text does not; a text
    box follows its paragraph; blank lines set both apart.
    """
    document = word()
    table = document.add_table(2, 2)
    for row, cells in zip(table.rows, [("序号", "任务"), ("1", "建网络")], strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    paragraph = document.add_paragraph("原文")
    paragraph._p.append(
        parse_xml(f'<w:ins {nsdecls("w")} w:id="1" w:author="a"><w:r><w:t>增补</w:t></w:r></w:ins>')
    )
    paragraph._p.append(
        parse_xml(
            f'<w:del {nsdecls("w")} w:id="2" '
            f'w:author="a"><w:r><w:delText>删去</w:delText></w:r></w:del>'
        )
    )
    paragraph._p.append(
        parse_xml(f"<w:r {nsdecls('w')}><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>")
    )
    paragraph._p.append(
        parse_xml(
            f"<w:r "
            f"{nsdecls('w')}><w:pict><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
        )
    )

    reading = read_bytes(saved(document), "a.docx")

    assert reading.text.splitlines() == ["序号\t任务", "1\t建网络", "", "原文增补", "", "框内"]
    assert reading.notes == ("1 tracked deletion left out", "1 hidden piece of text left out")


def rebuilt(base, **parts: bytes) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(saved(base))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(
                name, parts.get(name.rsplit("/", 1)[-1].replace(".xml", ""), old.read(name))
            )
        for name, data in parts.items():
            if "." in name:
                new.writestr(name, data)
    return out.getvalue()


def test_zip_bomb_is_refused_before_it_unpacks():
    """A small file that unpacks to hundreds of megabytes is refused by its directory alone."""
    with pytest.raises(ReadingError, match="zip bomb"):
        read_bytes(rebuilt(word(), **{"word/media.bin": b"0" * 300_000_000}), "bomb.docx")


def test_xml_entities_are_refused():
    """A document that defines entities (the billion laughs) is hostile."""
    laugh = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b '
        b'"&a;&a;">]><w:document xmlns:w="x">&b;</w:document>'
    )

    with pytest.raises(ReadingError, match="XML entities in word/document.xml"):
        read_bytes(rebuilt(word(), document=laugh), "a.docx")


@pytest.mark.parametrize("broken", [b"", b"<", b"<a/>", b"<w:document/>", b"\xff\xfe<"])
def test_damaged_parts_are_one_error(broken):
    """Whatever is wrong inside, the user gets one sentence with the file's name."""
    with pytest.raises(ReadingError, match=r"^a\.docx "):
        read_bytes(rebuilt(word(), document=broken), "a.docx")


def test_other_archives_are_named():
    """A spreadsheet or a plain zip says what it is."""
    for part, words in (
        ("xl/workbook.xml", "spreadsheet"),
        ("OFD.xml", "OFD"),
        ("notes.txt", "unpack it first"),
    ):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr(part, "x")
        with pytest.raises(ReadingError, match=words):
            read_bytes(out.getvalue(), "a.docx")


def test_merged_cells_stand_in_every_place_they_cover():
    """Cells merged downwards, across, and over a whole row; paragraphs of a cell stay on its
    line.
    """
    document = word()
    table = document.add_table(5, 3)
    texts = [
        ("序号", "任务", "责任单位"),
        ("一、优化环境", "", ""),
        ("1", "甲", "市财政局\n市商务局"),
        ("2", "乙", ""),
        ("3", "丙", ""),
    ]
    for row, cells in zip(table.rows, texts, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(1, 2))
    table.cell(2, 2).merge(table.cell(3, 2))
    table.cell(4, 1).merge(table.cell(4, 2))

    assert lines(document) == [
        "序号\t任务\t责任单位",
        "一、优化环境\t\t",
        "1\t甲\t市财政局 市商务局",
        "2\t乙\t市财政局 市商务局",
        "3\t丙\t丙",
    ]


def test_box_of_one_cell_keeps_its_paragraphs():
    """A frame around text (专栏) is set apart by blank lines, each of its paragraphs on a line."""
    document = word()
    document.add_paragraph("第一节 放宽准入")
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "专栏1 准入工程"
    cell.add_paragraph("1.一窗受理。")
    document.add_paragraph("第二节 减免费用")

    assert lines(document) == [
        "第一节 放宽准入",
        "",
        "专栏1 准入工程",
        "1.一窗受理。",
        "",
        "第二节 减免费用",
    ]


def test_index_table_becomes_fields():
    """索引号 and its like in cells are fields, one a line, and hints."""
    document = word()
    table = document.add_table(2, 4)
    for row, cells in zip(
        table.rows,
        [
            ("索引号：", "0/1", "发文机关：", "样例市人民政府"),
            ("发文字号", "样政发〔2021〕5号", "成文日期", "2021年3月1日"),
        ],
        strict=True,
    ):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text

    reading = read_bytes(saved(document), "a.docx")

    assert reading.text.splitlines() == [
        "索引号：0/1",
        "发文机关：样例市人民政府",
        "发文字号：样政发〔2021〕5号",
        "成文日期：2021年3月1日",
    ]
    assert reading.hints == {
        "doc_number": "样政发〔2021〕5号",
        "issuer": "样例市人民政府",
        "issue_date": "2021年3月1日",
    }
