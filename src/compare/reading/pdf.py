"""PDF: lines put together to paragraphs by where they stand on the page; scans are refused."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

import pypdfium2

from compare.errors import ReadingError
from compare.reading.base import MAX_CHARS, Reading
from compare.reading.fields import hints_of, index_of
from compare.reading.page_layout import Block, Prose, lay_out
from compare.reading.page_tables import Box, Table
from compare.reading.paragraphs import Line, join_lines, margins_of
from compare.reading.pdf_fonts import only_the_box_font
from compare.reading.pdf_page import Page, read_page
from compare.reading.tables import set_apart

_MAX_PAGES = 2000
_ENOUGH_PER_PAGE = 15  # characters; a scan carries none, or a page number and a stamp
_PAGE_NUMBER = re.compile(
    r"^(?P<before>[\s\-–—―－•·.]*(?:第\s*)?)(?P<number>\d{1,4})(?P<after>(?:\s*页)?(?:\s*[/／,，"
    r"]?\s*(?:共\s*)?\d{1,4}\s*页?)?[\s\-–—―－•·.]*)$"
)
_LOST = re.compile(r"[\ue000-\uf8ff\ufffd]")
_APART = (
    2.2  # times the size of the type: a page number stands further from the text than a line does
)
_SAME_PLACE = 6.0  # points


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
    blocks, dropped = _without_furniture(
        [lay_out(page, number) for number, page in enumerate(pages)]
    )
    index, flow = _index_apart(blocks)
    blank = [str(number) for number, page in enumerate(pages, 1) if not _ink(page)]
    parts, joined, tables = _written(_tables_joined(flow))
    notes = [
        (dropped, f"{dropped} page numbers and running heads left out"),
        (
            sum(page.slanted for page in pages),
            f"{sum(page.slanted for page in pages)} slanted characters left out (a watermark)",
        ),
        (
            blank,
            f"no text on page {', '.join(blank)}: an image? "
            "Check that nothing of the document is lost",
        ),
        (index, f"an index box of {len(index)} fields put first"),
        (tables, f"{tables} tables written row by row"),
        (joined, f"{joined} line breaks inside paragraphs removed"),
    ]
    text = "\n".join(set_apart([*index, "", *parts])) + "\n"
    if len(text) > MAX_CHARS:
        raise ReadingError(f"{name} has {len(text):,} characters; the limit is {MAX_CHARS:,}.")
    return Reading(
        text, "pdf", "utf-8", tuple(note for applies, note in notes if applies), hints_of(index)
    )


def _without_furniture(pages: list[list[Block]]) -> tuple[list[list[Block]], int]:
    """Drop page numbers, and the first and last lines that stand on most pages at the same place.

    Rows of tables are no lines, so a row number that opens a page is never taken for a page number.
    """
    edges = [
        (edge, number, lines) for number, page in enumerate(pages) for edge, lines in _edges(page)
    ]
    often = _repeated([(edge, line) for edge, _, lines in edges for line in lines[:2]], len(pages))
    numbers = {
        (number, int(found["number"]))
        for _, number, lines in edges
        for line in lines[:2]
        if (found := _PAGE_NUMBER.match(line.text))
    }
    counted = Counter(found - number for number, found in numbers)
    dropped = 0
    gone: set[int] = set()
    for edge, number, lines in edges:
        for place, line in enumerate(lines):
            following = lines[place + 1] if place + 1 < len(lines) else None
            if (edge, *_key(line)) in often or _is_page_number(line, number, following, counted):
                dropped += id(line) not in gone
                gone.add(id(line))
            else:
                break
    kept = [[_less(block, gone) for block in page] for page in pages]
    return [
        [block for block in page if not isinstance(block, Prose) or block.lines] for page in kept
    ], dropped


def _less(block: Block, gone: set[int]) -> Block:
    return (
        Prose(tuple(line for line in block.lines if id(line) not in gone))
        if isinstance(block, Prose)
        else block
    )


def _edges(page: list[Block]) -> Iterator[tuple[int, list[Line]]]:
    """The lines of a page from its upper edge down, and from its lower edge up."""
    if page and isinstance(page[0], Prose):
        yield 0, list(page[0].lines)
    if page and isinstance(page[-1], Prose):
        yield 1, list(page[-1].lines[::-1])


def _key(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "0", line.text.strip()), round(line.base / _SAME_PLACE)


def _repeated(lines: Iterable[tuple[int, Line]], pages: int) -> set[tuple[int, str, int]]:
    counts = Counter((edge, *_key(line)) for edge, line in lines)
    near = {
        (edge, text, place): counts[edge, text, place]
        + max(counts[edge, text, place - 1], counts[edge, text, place + 1])
        for edge, text, place in list(counts)
    }
    return {key for key, count in near.items() if count >= max(3, pages // 2 + 1)}


def _is_page_number(line: Line, page: int, following: Line | None, counted: Counter[int]) -> bool:
    found = _PAGE_NUMBER.match(line.text)
    if not found:
        return False
    if (found["before"] + found["after"]).strip() or counted[int(found["number"]) - page] > 1:
        return True
    return following is None or abs(line.base - following.base) > _APART * max(
        line.size, following.size
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


def _tables_joined(flow: list[tuple[int, Block]]) -> list[Block]:
    """Tables that run over a page break put together; their repeated heads go."""
    out: list[Block] = []
    last_page = -1
    for page, block in flow:
        before = out[-1] if out else None
        if (
            isinstance(block, Table)
            and isinstance(before, Table)
            and page == last_page + 1
            and _same_columns(before, block)
        ):
            out[-1] = _continued(before, block)
        else:
            out.append(block)
        last_page = page
    return out


def _same_columns(one: Table, other: Table) -> bool:
    return len(one.xs) == len(other.xs) and all(
        abs((a - one.xs[0]) - (b - other.xs[0])) <= 6 for a, b in zip(one.xs, other.xs, strict=True)
    )


def _continued(before: Table, after: Table) -> Table:
    rows, covered = list(after.rows), list(after.covered)
    if rows and rows[0] == before.rows[0]:
        rows, covered = rows[1:], covered[1:]
    if not rows:
        return before
    upper = list(before.rows)
    counts = _counting_column(before)
    if not rows[0][counts] and any(rows[0]):
        upper[-1] = tuple(
            one + other for one, other in zip(upper[-1], rows[0], strict=True)
        )  # the row itself was parted
        rows, covered = rows[1:], covered[1:]
    else:
        rows = _filled(
            upper[-1],
            rows,
            covered,
            [all(row[column] for row in upper) for column in range(len(upper[0]))],
        )
    return Table(before.xs, (*upper, *rows), (*before.covered, *covered))


def _counting_column(table: Table) -> int:
    """The column that numbers the rows; the first where none says so."""
    return next(
        (
            number
            for number, head in enumerate(table.rows[0])
            if "".join(head.split()) in {"序号", "编号"}
        ),
        0,
    )


def _filled(
    above: tuple[str, ...],
    rows: list[tuple[str, ...]],
    covered: list[tuple[bool, ...]],
    always: list[bool],
) -> list[tuple[str, ...]]:
    """Cells merged over the page break: empty at the top of a page, in a column that is never
    empty, or over several rows.
    """
    out = list(rows)
    for column, text in enumerate(above):
        reach = 1
        while reach < len(rows) and covered[reach][column]:
            reach += 1
        if not rows[0][column] and text and (always[column] or reach > 1):
            for row in range(reach):
                out[row] = (*out[row][:column], text, *out[row][column + 1 :])
    return out


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
