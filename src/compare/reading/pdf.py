"""PDF: lines put together to paragraphs by where they stand on the page; scans are refused."""

from __future__ import annotations

import re
from collections import Counter

import pypdfium2
import pypdfium2.raw

from compare.errors import ReadingError
from compare.reading.base import MAX_CHARS, Reading
from compare.reading.paragraphs import Line, join_lines

_MAX_PAGES = 2000
_ENOUGH_PER_PAGE = 15  # characters; a scan carries none, or a page number and a stamp
_PAGE_NUMBER = re.compile(r"^[\s\-–—―－•·.]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／,，]?\s*(?:共\s*)?\d{1,4}\s*页?)?[\s\-–—―－•·.]*$")
_LOST = re.compile(r"[\ue000-\uf8ff\ufffd]")


def read(data: bytes, name: str) -> Reading:
    """Take the text out of a PDF, one line a paragraph.

    A line is joined to the one before where that ran to the right margin and this one starts at the
    left margin without indent. Page numbers and running heads go; text drawn twice (false bold) is
    taken once.

    Raises
    ------
    ReadingError
        If the file is damaged or locked, has more than `_MAX_PAGES` pages, is a scan without text, or its
        fonts do not tell which characters they show.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        what = "is locked by a password. Save a copy without it." if locked else f"is a damaged PDF ({error}). Download it again."
        raise ReadingError(f"{name} {what}") from error
    try:
        if len(document) > _MAX_PAGES:
            raise ReadingError(f"{name} has {len(document):,} pages; the limit is {_MAX_PAGES:,}.")
        pages = [_lines_of(document, number, name) for number in range(len(document))]
    finally:
        document.close()
    return _reading(pages, name)


def _reading(pages: list[list[Line]], name: str) -> Reading:
    sizes = [sum(len(line.text.strip()) for line in page) for page in pages]
    total = sum(sizes)
    if total < _ENOUGH_PER_PAGE * max(len(pages), 1):
        raise ReadingError(
            f"{name} is a scan: {len(pages)} pages of images with {total} characters of text. Run it through OCR "
            "(for example `ocrmypdf -l chi_sim in.pdf out.pdf`), check the result against the images, and add that."
        )
    lost = sum(len(_LOST.findall(line.text)) for page in pages for line in page)
    if lost > total // 10:
        raise ReadingError(f"{name}: the fonts do not tell which characters they show ({lost:,} of {total:,} cannot be read). Run it through OCR and add that.")
    notes = []
    pages, dropped = _without_furniture(pages)
    if dropped:
        notes.append(f"{dropped} page numbers and running heads left out")
    empty = [str(number) for number, size in enumerate(sizes, 1) if size == 0]
    if empty:
        notes.append(f"no text on page {', '.join(empty)}: an image? Check that nothing of the document is lost")
    paragraphs, joined = join_lines(pages)
    if joined:
        notes.append(f"{joined} line breaks inside paragraphs removed")
    text = "\n".join(paragraphs) + "\n"
    if len(text) > MAX_CHARS:
        raise ReadingError(f"{name} has {len(text):,} characters; the limit is {MAX_CHARS:,}.")
    return Reading(text, "pdf", "utf-8", tuple(notes))


def _lines_of(document: pypdfium2.PdfDocument, number: int, name: str) -> list[Line]:
    """The lines of a page from top to bottom as the file orders them, each with the box it fills."""
    try:
        page = document[number]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise ReadingError(f"{name} is damaged: page {number + 1} cannot be opened ({error}). Download it again.") from error
    lines: list[Line] = []
    try:
        characters: list[str] = []
        boxes: list[tuple[float, float, float, float]] = []
        drawn: set[tuple[str, int, int]] = set()
        for index in range(text_page.count_chars()):
            code = pypdfium2.raw.FPDFText_GetUnicode(text_page, index)
            character = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
            if character in "\r\n":
                _close(lines, characters, boxes)
            elif character not in "\x02\ufffe":
                box = text_page.get_charbox(index)
                place = (character, round(box[0] / max(box[3] - box[1], 1) * 2), round(box[1] / max(box[3] - box[1], 1) * 2))
                if not character.isspace():
                    if place in drawn:
                        continue
                    drawn.add(place)
                    boxes.append(box)
                characters.append(character)
        _close(lines, characters, boxes)
    finally:
        text_page.close()
        page.close()
    return lines


def _close(lines: list[Line], characters: list[str], boxes: list[tuple[float, float, float, float]]) -> None:
    text = "".join(characters).rstrip()
    if text and boxes:
        lines.append(Line(
            text,
            left=min(box[0] for box in boxes),
            right=max(box[2] for box in boxes),
            size=max(box[3] - box[1] for box in boxes),
        ))
    characters.clear()
    boxes.clear()


def _without_furniture(pages: list[list[Line]]) -> tuple[list[list[Line]], int]:
    """Drop page numbers, and the first and last lines that stand on most pages."""
    edges = Counter(text for page in pages for text in {line.text.strip() for line in (*page[:1], *page[-1:])})
    often = {text for text, count in edges.items() if count >= max(3, len(pages) // 2 + 1)}
    dropped = 0
    kept = []
    for page in pages:
        lines = list(page)
        for edge in (0, -1):
            while lines and (_PAGE_NUMBER.match(lines[edge].text) or lines[edge].text.strip() in often):
                lines.pop(edge)
                dropped += 1
        kept.append(lines)
    return kept, dropped
