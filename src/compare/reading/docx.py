"""Word documents: paragraphs with the numbers that Word generates, tables row by row."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import docx
import docx.oxml.ns

from compare.errors import ReadingError
from compare.reading.archive import inspect
from compare.reading.base import MAX_CHARS, Reading
from compare.reading.fields import hints_of, index_of
from compare.reading.numbering import Numbering
from compare.reading.tables import Cell, cell_text, set_apart, table_lines
from compare.words.notes import note

_HEAD = 40  # lines in which index fields may stand
_W = docx.oxml.ns.nsmap["w"]
_LEFT_OUT = {
    f"{{{_W}}}{tag}" for tag in ("del", "moveFrom", "rPr", "pPr", "instrText", "delText")
} | {
    # a text box, a second time
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}


def read(data: bytes, name: str) -> Reading:
    """Take the text out of a ``.docx`` file.

    One line a paragraph, with the label that Word prints in front of it; a row of a table is one
    line with tabs between its cells; text boxes follow the paragraph that holds them. Tables and
    boxes are
    set apart by blank lines. Deleted and hidden
    text, notes, headers and footers are left out; the notes of the reading say so.

    Raises
    ------
    ReadingError
        If the archive is damaged, unpacks to far more than it holds, defines XML entities, or
        holds no document.
    """
    inspect(
        data, name, "Word", declarations=rb"<!\s*(?:DOCTYPE|ENTITY)", suffixes=(".xml", ".rels")
    )
    try:
        document = docx.Document(io.BytesIO(data))
        walker = _Walker(document)
        lines = list(walker.lines(document.element.body))
    except RecursionError as error:
        raise ReadingError(
            f"{name} nests tables or text boxes too deeply. Save its text as .txt."
        ) from error
    except (
        Exception
    ) as error:  # a damaged part shows itself as any exception of the XML or Word library
        raise ReadingError(
            f"{name} is a damaged Word file ({type(error).__name__}: {error}). Open it in "
            f"Word or WPS and save it again as .docx."
        ) from error
    lines = set_apart(lines)
    text = "\n".join(lines) + "\n"
    if len(text) > MAX_CHARS:
        raise ReadingError(f"{name} has {len(text):,} characters; the limit is {MAX_CHARS:,}.")
    return Reading(text, "docx", "utf-8", tuple(walker.notes()), hints_of(lines[:_HEAD]))


def _w(tag: str) -> str:
    return f"{{{_W}}}{tag}"


class _Walker:
    """Walks the body once, in order, because generated numbers count what stood before."""

    def __init__(self, document: Any) -> None:
        self._numbering = Numbering(document)
        self._hidden = 0
        self._left_out = {
            tag: len(list(document.element.body.iter(_w(tag))))
            for tag in ("footnoteReference", "endnoteReference", "del")
        }

    def notes(self) -> Iterator[str]:
        if self._numbering.printed:
            yield note("reading.word_labels", n=self._numbering.printed)
        notes = self._left_out["footnoteReference"] + self._left_out["endnoteReference"]
        if notes:
            yield note("reading.footnotes", n=notes)
        if self._left_out["del"]:
            yield note("reading.deletions", n=self._left_out["del"])
        if self._hidden:
            yield note("reading.hidden", n=self._hidden)

    def lines(self, container: Any) -> Iterator[str]:
        for block in container:
            if block.tag == _w("p"):
                yield from self._paragraph(block)
            elif block.tag == _w("tbl"):
                yield from self._table(block)
            elif block.tag == _w("sdt"):
                for content in block.findall(_w("sdtContent")):
                    yield from self.lines(content)
            elif block.tag in {_w("ins"), _w("moveTo"), _w("customXml"), _w("smartTag")}:
                yield from self.lines(block)

    def _paragraph(self, paragraph: Any) -> Iterator[str]:
        boxes: list[Any] = []
        text = "".join(self._runs(paragraph, boxes))
        if text.strip():
            text = self._numbering.label(paragraph) + text.strip("\n")
        yield from (line.rstrip() for line in text.split("\n"))
        for box in boxes:
            yield from ("", *(line for line in self.lines(box) if line), "")

    def _runs(self, element: Any, boxes: list[Any]) -> Iterator[str]:
        for child in element:
            tag = child.tag
            if tag in _LEFT_OUT:
                continue
            if tag == _w("txbxContent"):
                boxes.append(child)
            elif tag == _w("r") and child.find(f"{_w('rPr')}/{_w('vanish')}") is not None:
                self._hidden += 1
            elif tag == _w("t"):
                yield child.text or ""
            elif tag in {_w("br"), _w("cr")}:
                yield "\n"
            elif tag == _w("tab"):
                yield "\t"
            elif tag == _w("noBreakHyphen"):
                yield "-"
            else:
                yield from self._runs(child, boxes)

    def _table(self, table: Any) -> Iterator[str]:
        """A table set apart by blank lines; of a frame around text (one column) each paragraph on
        its line.
        """
        rows = [
            [cell for cell in row.iter(_w("tc")) if _row_of(cell) is row]
            for row in table.iter(_w("tr"))
            if _table_of(row) is table
        ]
        if all(len(row) <= 1 for row in rows):
            yield from (
                "",
                *(line for row in rows for cell in row for line in self.lines(cell) if line),
                "",
            )
            return
        lines = table_lines(self._cells(rows))
        yield from ("", *(index_of(lines) or lines), "")

    def _cells(self, rows: list[list[Any]]) -> list[list[Cell]]:
        """The cells that begin in each row; one merged downwards covers the rows in which it is
        continued.
        """
        begun: list[list[Cell]] = []
        above: dict[
            int, tuple[int, int]
        ] = {}  # column to the place of the cell that a continuation belongs to
        for row in rows:
            begun.append([])
            column = 0
            for cell in row:
                width = _number(cell, "gridSpan", 1)
                merged = cell.find(f"{_w('tcPr')}/{_w('vMerge')}")
                if merged is not None and merged.get(_w("val")) != "restart" and column in above:
                    owner, place = above[column]
                    begun[owner][place] = replace(begun[owner][place], rows=len(begun) - owner)
                else:
                    begun[-1].append(Cell(cell_text("\n".join(self.lines(cell))), columns=width))
                    above[column] = (len(begun) - 1, len(begun[-1]) - 1)
                column += width
        return begun


def _number(cell: Any, tag: str, default: int) -> int:
    found = cell.find(f"{_w('tcPr')}/{_w(tag)}")
    value = "" if found is None else found.get(_w("val")) or ""
    return int(value) if value.isdecimal() and int(value) else default


def _row_of(cell: Any) -> Any:
    return next(cell.iterancestors(_w("tr")), None)


def _table_of(row: Any) -> Any:
    return next(row.iterancestors(_w("tbl")), None)
