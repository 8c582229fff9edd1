"""A Word file of headings, text, figures, tables and references, in styles that an editor can
change.

Every look is a named style, so that a journal's own can be put in its place; figures and tables are
numbered by fields; head rows repeat; pages are numbered. Chinese type is named as East Asian type,
as Word and WPS expect it. The same content gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from compare.base.extras import require
from compare.base.undated import without_dates
from compare.paper.publication import PrintTable
from compare.words.strings import say

if TYPE_CHECKING:
    from docx.document import Document

# Type that Word and WPS bring, and the free families that LibreOffice puts in their place.
SONG, HEI, LATIN = "宋体", "黑体", "Times New Roman"
MARGIN_MM, TEXT_MM = 25, 160
TABLE_STYLE = "Policy Table"
STYLES: dict[str, dict[str, Any]] = {
    "Normal": {"size": 10.5, "after": 6, "line": 1.25},
    "Title": {"size": 18, "east": HEI, "after": 12, "align": "center"},
    "Subtitle": {"size": 10.5, "after": 12, "align": "center"},
    "Heading 1": {"size": 14, "east": HEI, "before": 18, "after": 6, "bold": True},
    "Heading 2": {"size": 12, "east": HEI, "before": 12, "after": 4, "bold": True},
    "List Bullet": {"size": 10.5, "after": 4, "line": 1.25},
    "Caption": {"size": 9, "east": HEI, "after": 6},
    "Figure": {"base": "Normal", "after": 2, "align": "center", "next": True, "line": 1.0},
    "Table Text": {"base": "Normal", "size": 8.5, "after": 0, "line": 1.0},
    "Table Head": {"base": "Table Text", "east": HEI, "bold": True},
    "Table Section": {"base": "Table Text", "east": HEI, "bold": True, "next": True},
    "Note": {"base": "Normal", "size": 8.5, "before": 3, "after": 12, "line": 1.0},
    "Reference": {"base": "Normal", "size": 9, "after": 3, "line": 1.0, "hanging": 7},
    "Footer": {"size": 9, "align": "center"},
}


class WordFile:
    """A document that grows from top to bottom; `content` gives its bytes.

    Parameters
    ----------
    lang : {"zh", "en"}
    title : str
        Stored in the file as well as printed.

    Raises
    ------
    PolicyCompareError
        If python-docx is not installed; the message says how to install it.
    """

    def __init__(self, lang: str, title: str) -> None:
        docx = require("docx", purpose="Writing a Word file", extra="word")
        self.lang = lang
        self._document: Document = docx.Document()
        self._numbers = {"figure": 0, "table": 0}
        self._set_up(title)

    def heading(self, text: str, level: int = 1) -> None:
        self._paragraph(text, f"Heading {level}")

    def subtitle(self, text: str) -> None:
        self._paragraph(text, "Subtitle")

    def paragraphs(self, texts: Iterable[str]) -> None:
        for text in texts:
            self._paragraph(text, "Normal")

    def bullets(self, texts: Iterable[str]) -> None:
        for text in texts:
            self._paragraph(text, "List Bullet")

    def references(self, texts: Iterable[str]) -> None:
        for text in texts:
            self._paragraph(text, "Reference")

    def page_break(self) -> None:
        self._document.add_page_break()

    def figure(self, png: bytes, *, width_mm: float, title: str, caption: str, alt: str) -> None:
        """A picture at its own width, even where that reaches into the margins, with its caption
        below and its alt text behind.
        """
        from docx.shared import Mm

        paragraph = self._document.add_paragraph(style="Figure")
        beyond = min(0.0, (TEXT_MM - width_mm) / 2)
        paragraph.paragraph_format.left_indent = Mm(beyond)
        paragraph.paragraph_format.right_indent = Mm(beyond)
        picture = paragraph.add_run().add_picture(BytesIO(png), width=Mm(width_mm))
        properties = picture._inline.docPr
        properties.set("descr", _clean(alt))
        properties.set("title", _clean(title))
        self._caption("figure", f"{title}{'' if self.lang == 'zh' else ' '}{caption}")

    def table(self, table: PrintTable) -> None:
        """Caption above, three rules, head repeated on every page, note below."""
        self._caption("table", table.title, keep=True)
        self.grid(table.head, table.rows, table.shares, table.align, table.sections)
        self._paragraph(table.note, "Note")

    def grid(
        self,
        head: Sequence[str],
        rows: Sequence[Sequence[str]],
        shares: Sequence[float],
        align: str,
        sections: frozenset[int] = frozenset(),
        *,
        whole_rows: bool = True,
    ) -> None:
        """A table without caption and note; `whole_rows`: no row runs over a page's end."""
        from docx.shared import Mm

        grid = self._document.add_table(rows=len(rows) + 1, cols=len(head), style=TABLE_STYLE)
        grid.autofit = False
        for column, share in zip(grid.columns, shares, strict=True):
            column.width = Mm(TEXT_MM * share)
        lines = [list(row._tr.tc_lst) for row in grid.rows]
        for number, (line, cells) in enumerate(zip(lines, [head, *rows], strict=True)):
            row = grid.rows[number]._tr
            section = number - 1 in sections and number > 0
            style = "Table Head" if not number else "Table Section" if section else "Table Text"
            for tc, text, share, side in zip(line, cells, shares, align, strict=True):
                tc.width = Mm(TEXT_MM * share)
                self._fill(tc, text, style, "l" if section else side)
            if section:
                line[0].merge(line[-1])
                for paragraph in line[0].p_lst[1:]:
                    line[0].remove(paragraph)
            properties = row.get_or_add_trPr()
            if whole_rows or not number:
                properties.append(_element("w:cantSplit"))
            if not number:
                properties.append(_element("w:tblHeader"))

    def content(self) -> bytes:
        """The bytes of the file, the same for the same content."""
        buffer = BytesIO()
        self._document.save(buffer)
        return without_dates(buffer.getvalue())

    def _fill(self, cell: Any, text: str, style: str, side: str) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.text.paragraph import Paragraph

        paragraph = Paragraph(cell.p_lst[0], self._document._body)
        paragraph.style = self._document.styles[style]
        paragraph.add_run(_clean(text))
        if side != "l":
            centre = WD_ALIGN_PARAGRAPH.CENTER if side == "c" else WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.alignment = centre

    def _paragraph(self, text: str, style: str) -> Any:
        return self._document.add_paragraph(_clean(text), style=style)

    def _caption(self, kind: str, text: str, *, keep: bool = False) -> None:
        self._numbers[kind] += 1
        paragraph = self._document.add_paragraph(style="Caption")
        paragraph.paragraph_format.keep_with_next = keep
        paragraph.paragraph_format.keep_together = (
            True  # never begun on one page, ended on the next
        )
        word = say(f"print.word.{kind}", self.lang)
        paragraph.add_run(f"{word} ")
        _field(paragraph, f"SEQ {word} \\* ARABIC", str(self._numbers[kind]))
        paragraph.add_run(f"  {_clean(text)}" if self.lang == "zh" else f". {_clean(text)}")

    def _set_up(self, title: str) -> None:
        from docx.shared import Mm

        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
            setattr(section, side, Mm(MARGIN_MM))
        for name, look in STYLES.items():
            _style(self._document, name, look, self.lang)
        _table_style(self._document)
        properties = self._document.core_properties
        properties.title, properties.author = _clean(title), "policy-compare"
        properties.comments, properties.last_modified_by = "", "policy-compare"
        properties.language = {"zh": "zh-CN", "en": "en-GB"}[self.lang]
        footer = section.footer.paragraphs[0]
        footer.style = self._document.styles["Footer"]
        _field(footer, "PAGE", "1")
        self._paragraph(title, "Title")


def _style(document: Document, name: str, look: dict[str, Any], lang: str) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    known = name in [style.name for style in document.styles]
    style: Any = (
        document.styles[name] if known else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    )
    if "base" in look:
        style.base_style = document.styles[look["base"]]
    style.quick_style = True
    font, layout = style.font, style.paragraph_format
    font.name, font.color.rgb, font.italic = LATIN, RGBColor(0, 0, 0), False
    font.bold = look.get("bold", False)
    if "size" in look:
        font.size = Pt(look["size"])
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in [key for key in fonts.attrib if key.endswith("Theme")]:
        del fonts.attrib[attribute]  # a theme's font would win over the one that is named
    fonts.set(qn("w:hAnsi"), LATIN)
    fonts.set(qn("w:eastAsia"), look.get("east", SONG))
    if name == "Normal":
        words = _element("w:lang")
        words.set(qn("w:val"), "en-GB")
        words.set(qn("w:eastAsia"), "zh-CN")
        style.element.get_or_add_rPr().append(words)
    for border in style.element.get_or_add_pPr().findall(qn("w:pBdr")):
        style.element.pPr.remove(border)  # the template rules off its titles
    layout.space_before, layout.space_after = Pt(look.get("before", 0)), Pt(look.get("after", 0))
    layout.line_spacing = look.get("line", 1.15)
    layout.keep_with_next = look.get("next", name.startswith("Heading"))
    if look.get("align") == "center":
        layout.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if "hanging" in look:
        layout.left_indent, layout.first_line_indent = Mm(look["hanging"]), -Mm(look["hanging"])


def _table_style(document: Document) -> None:
    """Three rules, as Chinese and English journals print tables: above and below the head, and at
    the end.
    """
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn

    style: Any = document.styles.add_style(TABLE_STYLE, WD_STYLE_TYPE.TABLE)
    style.quick_style = True
    properties = _element("w:tblPr")
    borders = _element("w:tblBorders")
    for side, size in (("top", 12), ("bottom", 12)):
        borders.append(_rule(side, size))
    margins = _element("w:tblCellMar")
    for side, width in (("top", 20), ("left", 50), ("bottom", 20), ("right", 50)):
        margin = _element(f"w:{side}")
        margin.set(qn("w:w"), str(width))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties.extend([borders, margins])
    first = _element("w:tblStylePr")
    first.set(qn("w:type"), "firstRow")
    cell = _element("w:tcPr")
    edges = _element("w:tcBorders")
    edges.extend([_rule("top", 12), _rule("bottom", 6)])
    cell.append(edges)
    first.append(cell)
    style.element.extend([properties, first])


def _rule(side: str, size: int) -> Any:
    from docx.oxml.ns import qn

    rule = _element(f"w:{side}")
    for name, value in (("val", "single"), ("sz", str(size)), ("space", "0"), ("color", "000000")):
        rule.set(qn(f"w:{name}"), value)
    return rule


def _field(paragraph: Any, code: str, shown: str) -> None:
    """A field that Word can bring up to date, with what it shows until then."""
    from docx.oxml.ns import qn

    field = _element("w:fldSimple")
    field.set(qn("w:instr"), f" {code} ")
    run = paragraph.add_run(shown)
    paragraph._p.remove(run._r)
    field.append(run._r)
    paragraph._p.append(field)


def _element(tag: str) -> Any:
    from docx.oxml import OxmlElement

    return OxmlElement(tag)


def _clean(text: str) -> str:
    """`text` without the characters that XML cannot hold."""
    return "".join(char for char in str(text) if char in "\t\n" or ord(char) >= 32)
