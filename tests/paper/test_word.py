"""The Word file: styles an editor can change, heads that repeat, the same bytes twice."""

from __future__ import annotations

import zipfile
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from PIL import Image

from compare.paper.publication import PrintTable
from compare.paper.word import STYLES, TABLE_STYLE, WordFile

TABLE = PrintTable(
    "table-items", "各地", "注。", ("措施", "甲"),
    (("一节", ""), ("1 减税", "▲ 3/5")), (0.6, 0.4), "lc", frozenset({0}),
)  # fmt: skip


def png() -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (2162, 400), "white").save(buffer, "PNG", dpi=(300, 300))
    return buffer.getvalue()


def content(lang: str = "zh") -> bytes:
    word = WordFile(lang, "题目")
    word.heading("发现")
    word.bullets(["甲采纳了三项。"])
    word.table(TABLE)
    word.figure(png(), width_mm=183, title="多少？", caption="n = 5。", alt="条形图。甲 3。")
    word.references(["[1] 甲. 乙[Z]. 2020."])
    return word.content()


@pytest.fixture(scope="module")
def opened():
    return docx.Document(BytesIO(content()))


def test_same_content_same_bytes():
    """No date, no order of parts that changes."""
    first, second = content(), content()

    assert first == second
    with zipfile.ZipFile(BytesIO(first)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"<dcterms:" not in archive.read("docProps/core.xml")
        assert archive.testzip() is None


def test_every_paragraph_has_a_named_style(opened):
    """Nothing is set by hand that an editor would have to hunt for: looks are styles."""
    used = {p.style.name for p in opened.paragraphs}
    used |= {
        p.style.name for t in opened.tables for row in t.rows for c in row.cells
        for p in c.paragraphs
    }  # fmt: skip

    assert used <= set(STYLES)
    assert {"Title", "Heading 1", "List Bullet", "Caption", "Figure", "Table Head", "Table Section",
            "Table Text", "Note", "Reference"} <= used  # fmt: skip
    assert {run.font.size for p in opened.paragraphs for run in p.runs} == {None}


@pytest.mark.parametrize("name", STYLES)
def test_styles_name_chinese_type(opened, name):
    """The East Asian font is named in each style, and no theme's font wins over it."""
    fonts = opened.styles[name].element.rPr.rFonts

    assert fonts.get(qn("w:eastAsia")) in ("宋体", "黑体")
    assert not [key for key in fonts.attrib if key.endswith("Theme")]


def test_tables_repeat_their_head_and_keep_rows_whole(opened):
    """Three rules by a table style of our own; a section runs over the width."""
    table = opened.tables[0]
    rows = [row._tr.trPr for row in table.rows]

    assert table.style.name == TABLE_STYLE
    assert [properties.find(qn("w:tblHeader")) is not None for properties in rows] == [
        True, False, False,
    ]  # fmt: skip
    assert all(properties.find(qn("w:cantSplit")) is not None for properties in rows)
    assert table.rows[1].cells[0]._tc is table.rows[1].cells[1]._tc
    assert [cell.text for cell in table.rows[2].cells] == ["1 减税", "▲ 3/5"]


def test_captions_and_pages_are_numbered_by_fields(opened):
    """Word can number anew after an editor moves a figure; the footer counts pages."""
    fields = [
        field.get(qn("w:instr")).strip() for field in opened.element.body.iter(qn("w:fldSimple"))
    ]
    footer = opened.sections[0].footer._element
    captions = [p.text for p in opened.paragraphs if p.style.name == "Caption"]

    assert fields == ["SEQ 表 \\* ARABIC", "SEQ 图 \\* ARABIC"]
    assert [f.get(qn("w:instr")).strip() for f in footer.iter(qn("w:fldSimple"))] == ["PAGE"]
    assert captions[0].endswith("各地") and captions[1].endswith("多少？n = 5。")


def test_figures_bring_alt_text_and_their_own_width(opened):
    """A screen reader reads the alternative text; type stays as large as it was drawn."""
    shape = opened.inline_shapes[0]

    assert shape._inline.docPr.get("descr") == "条形图。甲 3。"
    assert shape.width.mm == pytest.approx(183, abs=0.1)


def test_characters_that_xml_cannot_hold_are_left_out():
    """A control character in a text does not spoil the file."""
    word = WordFile("en", "A\x00B")
    word.paragraphs(["x\x0by"])

    texts = [p.text for p in docx.Document(BytesIO(word.content())).paragraphs]
    assert texts == ["AB", "xy"]


def test_captions_stay_whole_and_beside_what_they_name(opened):
    """No caption is begun on one page and ended on the next; that of a table keeps to its table."""
    captions = [p.paragraph_format for p in opened.paragraphs if p.style.name == "Caption"]

    assert [form.keep_together for form in captions] == [True, True]
    assert captions[0].keep_with_next
