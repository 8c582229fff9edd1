"""PDF: lines put together to paragraphs by where they stand on the page; scans are refused."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pypdfium2

from compare.errors import ReadingError
from compare.reading.base import MAX_CHARS, Reading
from compare.reading.fields import hints_of, index_of
from compare.reading.page_layout import Block, Prose, lay_out
from compare.reading.page_tables import Box, Table
from compare.reading.paragraphs import Line, join_lines, margins_of
from compare.reading.pdf_fonts import only_the_box_font
from compare.reading.pdf_furniture import without_furniture
from compare.reading.pdf_page import Page, read_page
from compare.reading.pdf_tables import tables_joined
from compare.reading.tables import set_apart
from compare.words.notes import note

_MAX_PAGES = 2000
_ENOUGH_PER_PAGE = 15  # characters; a scan carries none, or a page number and a stamp
_LOST = re.compile(r"[\ue000-\uf8ff\ufffd]")


def read(data: bytes, name: str) -> Reading:
    """Take the text out of a PDF: a line a paragraph, a line with tabs a row of a table.

    What is read are the characters, places, advances and sizes that the file gives, so the text is
    the same on every machine (`pdf_fonts`). Lines follow the order of the page, not that of the
    file. Page
    numbers and running heads go; text drawn twice over itself (false bold) is taken once; index
    boxes
    (索引号 …) come first, a field a line; tables and boxes are set apart by blank lines.

    Raises
    ------
    ReadingError
        If the file is damaged or locked, has more than `_MAX_PAGES` pages, is a scan without text,
        or its fonts do not tell which characters they show.
    """
    with only_the_box_font():
        pages = _pages(data, name)
    _refuse_scans(pages, name)
    return _reading(pages, name)


def _pages(data: bytes, name: str) -> list[Page]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        what = (
            "is locked by a password. Save a copy without it."
            if locked
            else f"is a damaged PDF ({error}). Download it again."
        )
        raise ReadingError(f"{name} {what}") from error
    try:
        if len(document) > _MAX_PAGES:
            raise ReadingError(f"{name} has {len(document):,} pages; the limit is {_MAX_PAGES:,}.")
        return [_page(document, number, name) for number in range(len(document))]
    finally:
        document.close()


def _page(document: pypdfium2.PdfDocument, number: int, name: str) -> Page:
    try:
        page = document[number]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise ReadingError(
            f"{name} is damaged: page {number + 1} cannot be opened ({error}). Download it again."
        ) from error
    try:
        return read_page(page.raw, text_page.raw)
    finally:
        text_page.close()
        page.close()


def _refuse_scans(pages: list[Page], name: str) -> None:
    total = sum(_ink(page) for page in pages)
    if total < _ENOUGH_PER_PAGE * max(len(pages), 1):
        raise ReadingError(
            f"{name} is a scan: {len(pages)} pages of images with {total} characters of "
            f"text. Run it through OCR "
            "(for example `ocrmypdf -l chi_sim in.pdf out.pdf`), check the result "
            "against the images, and add that."
        )
    lost = sum(bool(_LOST.match(glyph.text)) for page in pages for glyph in page.glyphs)
    if lost > total // 10:
        raise ReadingError(
            f"{name}: the fonts do not tell which characters they show ({lost:,} of "
            f"{total:,} cannot be read). Run it through OCR and add that."
        )


def _ink(page: Page) -> int:
    return sum(not glyph.text.isspace() for glyph in page.glyphs)


def _reading(pages: list[Page], name: str) -> Reading:
    blocks, dropped = without_furniture(
        [lay_out(page, number) for number, page in enumerate(pages)]
    )
    index, flow = _index_apart(blocks)
    blank = [str(number) for number, page in enumerate(pages, 1) if not _ink(page)]
    parts, joined, tables = _written(tables_joined(flow))
    slanted = sum(page.slanted for page in pages)
    notes = [
        (dropped, note("reading.running_heads", n=dropped)),
        (slanted, note("reading.slanted", n=slanted)),
        (blank, note("reading.blank", pages=", ".join(blank))),
        (index, note("reading.index_box", n=len(index))),
        (tables, note("reading.tables", n=tables)),
        (joined, note("reading.line_breaks", n=joined)),
    ]
    text = "\n".join(set_apart([*index, "", *parts])) + "\n"
    if len(text) > MAX_CHARS:
        raise ReadingError(f"{name} has {len(text):,} characters; the limit is {MAX_CHARS:,}.")
    return Reading(
        text, "pdf", "utf-8", tuple(note for applies, note in notes if applies), hints_of(index)
    )


def _index_apart(pages: list[list[Block]]) -> tuple[list[str], list[tuple[int, Block]]]:
    """Index boxes out of the flow of the text; returns their fields, and the blocks left with
    their pages.
    """
    index: list[str] = []
    flow: list[tuple[int, Block]] = []
    for number, page in enumerate(pages):
        for block in page:
            if isinstance(block, Prose):
                flow += ((number, piece) for piece in _lines_apart(block, index))
                continue
            lines = (
                ["\t".join(row) for row in block.rows]
                if isinstance(block, Table)
                else list(block.paragraphs)
            )
            fields = index_of(lines)
            index += fields
            if not fields:
                flow.append((number, block))
    return index, flow


def _lines_apart(block: Prose, index: list[str]) -> Iterator[Prose]:
    """A stretch of lines that all are index fields goes to `index`."""
    kept: list[Line] = []
    place = 0
    while place < len(block.lines):
        end = place
        while end < len(block.lines) and index_of([block.lines[end].text, "索引号：", "有效性："]):
            end += 1
        fields = index_of(line.text for line in block.lines[place:end])
        if fields:
            index += fields
            place = end
        else:
            kept += block.lines[place : max(end, place + 1)]
            place = max(end, place + 1)
    if kept:
        yield Prose(tuple(kept))


def _written(blocks: list[Block]) -> tuple[list[str], int, int]:
    """The text of all blocks, the number of line breaks removed, and that of tables."""
    margins = margins_of(
        line for block in blocks if isinstance(block, Prose) for line in block.lines
    )
    parts: list[str] = []
    lines: list[Line] = []
    joined = tables = 0
    for block in [*blocks, Box(())]:
        if isinstance(block, Prose):
            lines += block.lines
            continue
        paragraphs = join_lines(lines, margins)
        joined += len(lines) - len(paragraphs)
        lines = []
        rows = (
            ["\t".join(row) for row in block.rows if any(row)]
            if isinstance(block, Table)
            else list(block.paragraphs)
        )
        tables += isinstance(block, Table)
        parts += [*paragraphs, "", *rows, ""]
    return parts, joined, tables
