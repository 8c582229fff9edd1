"""Rich text (RTF), which government sites also serve under the name ``.doc``."""

from __future__ import annotations

import re

from striprtf.striprtf import rtf_to_text

from compare.errors import ReadingError
from compare.reading.base import MAX_CHARS, Reading
from compare.reading.fields import hints_of, index_of
from compare.reading.tables import Cell, cell_text, set_apart, table_lines

_HEAD = 40  # lines in which index fields may stand
_HIGH = re.compile(rb"[\x80-\xff]")
_HIDDEN = re.compile(r"(?<!\\)((?:\\\\)*)\\v(?![a-zA-Z0-9-])")
# striprtf writes rows with bars and forgets merged cells, so the table marks pass through it as
# characters of private use.
_MARKS = {
    "trowd": "\ue001",
    "clvmrg": "\ue002",
    "cellx": "\ue003",
    "cell": "\ue004",
    "row": "\ue005",
}
_BEGIN, _MERGED, _DEFINED, _CELL, _ROW = _MARKS.values()
_TABLE_WORD = re.compile(r"(?<!\\)((?:\\\\)*)\\(trowd|clvmrg|cellx|cell|row)(?![a-zA-Z])(-?\d*) ?")
_MARK = re.compile("[\ue001-\ue005]")


def read(data: bytes, name: str) -> Reading:
    """Take the text out of an ``.rtf`` file: a line a paragraph, a line with tabs a row of a table.

    Hidden text, notes, headers and footers are left out.

    Raises
    ------
    ReadingError
        If the file is damaged or longer than `MAX_CHARS`.
    """
    source = _HIGH.sub(lambda byte: b"\\'%02x" % byte[0][0], data).decode("ascii")
    source = _HIDDEN.sub(r"\1\\*\\v ", source)
    source = _TABLE_WORD.sub(
        lambda word: f"{word[1]}{{\\uc0\\u{ord(_MARKS[word[2]]) - 65536} }}", source
    )
    try:
        text = rtf_to_text(source, errors="replace")
    except Exception as error:  # a damaged file shows itself as any exception of the library
        raise ReadingError(
            f"{name} is a damaged rich-text file ({type(error).__name__}: {error}). Save "
            f"it as .docx."
        ) from error
    lines = set_apart(_lines(text))
    out = "\n".join(lines) + "\n"
    if len(out) > MAX_CHARS:
        raise ReadingError(f"{name} has {len(out):,} characters; the limit is {MAX_CHARS:,}.")
    return Reading(out, "rtf", "utf-8", (), hints_of(lines[:_HEAD]))


def _lines(text: str) -> list[str]:
    """Paragraphs and tables of the marked text."""
    out: list[str] = []
    rows: list[list[Cell]] = []
    above: dict[int, tuple[int, int]] = {}
    *bodies, rest = text.split(_ROW)
    for body in bodies:
        before, _, row = body.partition(_BEGIN)
        if _MARK.sub("", before).strip():
            out += [*_table(rows), *_paragraphs(before)]
            rows, above = [], {}
        _add(row, rows, above)
    return [*out, *_table(rows), *_paragraphs(rest)]


def _add(row: str, rows: list[list[Cell]], above: dict[int, tuple[int, int]]) -> None:
    """A row read from its definitions (which cells continue the one above) and its cells."""
    definitions = row.rpartition(_BEGIN)[2] if _BEGIN in row else row
    merged = [_MERGED in part for part in definitions.split(_DEFINED)]
    texts = [cell_text(_MARK.sub("", part)) for part in row.split(_CELL)[:-1]]
    rows.append([])
    for column, text in enumerate(texts):
        if column < len(merged) and merged[column] and column in above:
            owner, place = above[column]
            rows[owner][place] = Cell(rows[owner][place].text, rows=len(rows) - owner)
        else:
            rows[-1].append(Cell(text))
            above[column] = (len(rows) - 1, len(rows[-1]) - 1)


def _table(rows: list[list[Cell]]) -> list[str]:
    lines = table_lines(rows)
    return ["", *(index_of(lines) or lines), ""] if lines else []


def _paragraphs(text: str) -> list[str]:
    return [
        re.sub(r"[ \t]*\t[ \t]*", " ", line).rstrip() for line in _MARK.sub("", text).split("\n")
    ]
