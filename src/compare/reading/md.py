"""Markdown: marks become blanks of the same length, so that every character keeps its place in the
file.
"""

from __future__ import annotations

import re

from compare.reading import txt
from compare.reading.base import Reading
from compare.reading.fields import hints_of

_HEAD = 40  # lines in which index fields may stand
_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?:[^\n]*\n){0,200}?---[ \t]*(?:\r?\n|\Z)")
_FENCE = re.compile(r"^[ \t]*(?:`{3,}|~{3,}).*$", re.M)
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]{0,15}(?:\s[^<>\n]{0,500})?/?>")
_DEFINITION = re.compile(r"^[ ]{0,3}\[([^\[\]\n]{1,200})\]:[ \t].*$", re.M)
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,500}\]\([^()\n]{0,2000}\)")
_LINK = re.compile(
    r"\[([^\[\]\n]{1,500})\](\((?:[^()\n]|\([^()\n]{0,500}\)){0,2000}\)|\[([^\[\]\n]{0,200})\])"
)
_ADDRESS = re.compile(r"<((?:https?|mailto):[^<>\s]{1,2000})>")
_RULE = re.compile(
    r"^[ \t]*(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|={2,}[ \t]*)\r?$", re.M
)
_OPENING = re.compile(
    (
        r"^[ \t\ufeff]*(?:>[ \t]?)*[ \t]*(?:[-*+][ \t]+(?:\[[ xX]\][ \t]+)?(?:>[ "
        r"\t]?)*)?(?:#{1,6}(?:[ \t]+|(?=[\u3400-\u9fff（(])))?"
    ),
    re.M,
)
_QUOTED_ITEM = re.compile(r"^([ \t]*\d{1,9}[.)][ \t]+)((?:>[ \t]?)+)", re.M)
_CLOSING = re.compile(r"[ \t]#{1,6}[ \t]*\r?$", re.M)
_NUMBER_ESCAPED = re.compile(r"^([ \t]*)(\d{1,9})\\([.)])", re.M)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")
_RUN = re.compile(r"(?<!\\)(?:\*{1,3}|_{1,3}|~~|`{1,3})")
_DELIMITER = re.compile(
    r"^[ \t]*\|?[ \t]*:?-{1,200}:?[ \t]*(?:\|[ \t]*:?-{1,200}:?[ \t]*){0,100}\|?[ \t]*$"
)


def read(data: bytes, name: str) -> Reading:
    """Read a Markdown file without its marks.

    Headings, bold, quotes, list marks, links, images, comments, tags and the block of settings at
    its beginning are blanked character by character, bars between cells become tabs:
    `Reading.text` has the
    length of the decoded file, and each character that is left stands at its place there.

    Raises
    ------
    ReadingError
        See `compare.reading.txt.read`.
    """
    plain = txt.read(data, name)
    text = plain.text
    text = _without_comments(text)
    for pattern in (_FRONT, _FENCE, _DEFINITION, _IMAGE):
        text = pattern.sub(lambda found: _blank(found[0]), text)
    defined = {found[1].lower() for found in _DEFINITION.finditer(plain.text)}
    text = _LINK.sub(lambda found: _link(found, defined), text)
    text = _ADDRESS.sub(r" \1 ", text)
    text = _TAG.sub(lambda found: _blank(found[0]), text)
    text = _tables(text)
    text = _RULE.sub(lambda found: _blank(found[0]), text)
    text = _OPENING.sub(lambda found: _blank(found[0]), text)
    text = _QUOTED_ITEM.sub(lambda found: found[1] + _blank(found[2]), text)
    text = _CLOSING.sub(lambda found: _blank(found[0]), text)
    text = "".join(_unmarked(line) for line in text.splitlines(keepends=True))
    text = _NUMBER_ESCAPED.sub(
        r"\1 \2\3", text
    )  # the label stays in one piece, one place to the right
    text = _ESCAPED.sub(r" \1", text)
    return Reading(text, "md", plain.encoding, plain.notes, hints_of(text.splitlines()[:_HEAD]))


def _blank(text: str) -> str:
    return re.sub(r"[^\r\n]", " ", text)


def _without_comments(text: str) -> str:
    out: list[str] = []
    place = 0
    while (begin := text.find("<!--", place)) >= 0 and (end := text.find("-->", begin + 4)) >= 0:
        out += [text[place:begin], _blank(text[begin : end + 3])]
        place = end + 3
    return "".join([*out, text[place:]])


def _link(found: re.Match[str], defined: set[str]) -> str:
    if found[3] is not None and (found[3] or found[1]).lower() not in defined:
        return found[0]
    return f" {found[1]} " + " " * len(found[2])


def _unmarked(line: str) -> str:
    """A line without the marks of bold, slanted, struck and code text that stand in pairs."""
    opened: dict[str, int] = {}
    gone: list[tuple[int, int]] = []
    for run in _RUN.finditer(line):
        mark, begin, end = run[0], run.start(), run.end()
        before, after = line[begin - 1 : begin], line[end : end + 1]
        if (
            mark[0] == "_"
            and before.isalnum()
            and before.isascii()
            and after.isalnum()
            and after.isascii()
        ):
            continue  # a name such as a_b
        if mark in opened and before.strip():
            gone += [(opened.pop(mark), len(mark)), (begin, len(mark))]
        elif after.strip():
            opened[mark] = begin
    if not gone:
        return line
    characters = list(line)
    for begin, size in gone:
        characters[begin : begin + size] = " " * size
    return "".join(characters)


def _tables(text: str) -> str:
    """Bars to tabs in tables; the row of dashes below the head goes with its line end, so that the
    rows stay together.
    """
    lines = text.splitlines(keepends=True)
    number = 1
    while number < len(lines):
        if (
            "|" in lines[number]
            and "|" in lines[number - 1]
            and _DELIMITER.match(lines[number].rstrip("\r\n"))
        ):
            lines[number] = " " * len(lines[number])
            row = number - 1
            while row < len(lines) and (row == number or "|" in lines[row]):
                if row != number:
                    lines[row] = _row(lines[row])
                row += 1
            number = row
        number += 1
    return "".join(lines)


def _row(line: str) -> str:
    body = line.rstrip("\r\n")
    inner = re.sub(r"(?<!\\)\|", "\t", body)
    start = len(inner) - len(inner.lstrip(" "))
    if inner[start : start + 1] == "\t":
        inner = inner[:start] + " " + inner[start + 1 :]
    stop = len(inner.rstrip(" "))
    if stop and inner[stop - 1] == "\t" and body[stop - 1] == "|":
        inner = inner[: stop - 1] + " " + inner[stop:]
    return inner + line[len(body) :]
