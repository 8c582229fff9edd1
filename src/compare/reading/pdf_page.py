"""What stands on a page of a PDF: glyphs with the place, advance and size that the file gives
them, and ruled lines.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

_HYPHENS = "\x02\ufffe"  # how PDFium marks a hyphen at the end of a line
_THIN = 3.0  # points; a filled rectangle this thin is a ruled line
_MAX_RULES = 20_000  # a map or a chart holds more; no table does
_MAX_DEPTH = 8  # of forms within forms
_CELL = 12.0  # points; mesh of the net in which equal glyphs are looked for
_DIAGONAL = 10  # degrees off the right angles: a watermark


class Glyph(NamedTuple):
    """A character; `left` and `right` bound its advance, `base` is its baseline (points,
    upwards).
    """

    text: str
    left: float
    right: float
    base: float
    size: float


class Rule(NamedTuple):
    """A straight line: at `place` from `begin` to `end`; `place` is an x if `upright`, else a y."""

    upright: bool
    place: float
    begin: float
    end: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page turned so that its text runs from left to right."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    slanted: int = 0  # characters of watermarks, left out


def read_page(page: Any, text_page: Any) -> Page:
    """Take glyphs and rules off an open page (pypdfium2 objects)."""
    raw = list(_raw_glyphs(text_page))
    turn = Counter(glyph.turn for glyph in raw if glyph.turn is not None).most_common(1)
    quarter = turn[0][0] if turn else 0
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    if pdfium.FPDFPage_GetRotation(page) % 2:  # sizes are those of the page as shown
        width, height = height, width
    upright = [glyph for glyph in raw if glyph.turn is not None]
    glyphs = [
        _placed(glyph, after, quarter)
        for glyph, after in zip(upright, [*upright[1:], None], strict=False)
    ]
    rules = [_turned_rule(rule, quarter) for rule in _rules(page)]
    if quarter % 2:
        width, height = height, width
    return Page(
        width,
        height,
        tuple(_drawn_once(glyphs)),
        tuple(rules),
        sum(glyph.turn is None for glyph in raw),
    )


class _Raw(NamedTuple):
    text: str
    x: float
    y: float
    advance: float  # 0 where the file's own measure cannot be had
    size: float
    turn: int | None  # quarter turns against the clock; None for slanted text


def _raw_glyphs(text_page: Any) -> Iterator[_Raw]:
    x, y, matrix, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_MATRIX(), pdfium.FS_RECTF()
    high = 0
    for index in range(pdfium.FPDFText_CountChars(text_page)):
        if pdfium.FPDFText_IsGenerated(text_page, index) == 1:
            continue  # PDFium's own guess at blanks and line ends
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        text = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        text = "-" if text in _HYPHENS else text
        if not pdfium.FPDFText_GetCharOrigin(text_page, index, x, y):
            continue
        a, b, c, d = 1.0, 0.0, 0.0, 1.0
        if pdfium.FPDFText_GetMatrix(text_page, index, matrix):
            a, b, c, d = matrix.a, matrix.b, matrix.c, matrix.d
        size = pdfium.FPDFText_GetFontSize(text_page, index) * math.hypot(c, d)
        if not 0 < size < 1e5 or not math.isfinite(x.value) or not math.isfinite(y.value):
            continue
        turn = _turn(a, b)
        advance = 0.0
        if turn == 0 and pdfium.FPDFText_GetLooseCharBox(text_page, index, box):
            advance = box.right - box.left
        yield _Raw(text, x.value, y.value, advance, size, turn)


def _turn(a: float, b: float) -> int | None:
    angle = math.degrees(math.atan2(b, a))
    nearest = round(angle / 90)
    return nearest % 4 if abs(angle - 90 * nearest) <= _DIAGONAL else None


def _placed(raw: _Raw, after: _Raw | None, quarter: int) -> Glyph:
    """A glyph on the turned page; of turned text PDFium tells no advance, so it ends where the
    next one begins.
    """
    x, y = _turned(raw.x, raw.y, quarter)
    advance = raw.advance if quarter == 0 else 0.0
    if quarter and after is not None:
        beside, level = _turned(after.x, after.y, quarter)
        advance = (
            beside - x if abs(level - y) < 0.1 * raw.size and beside - x <= 1.2 * raw.size else 0.0
        )
    if not 0.05 * raw.size < advance < 4 * raw.size:
        advance = raw.size * (0.5 if raw.text.isascii() else 1.0)
    return Glyph(raw.text, x, x + advance, y, raw.size)


def _turned(x: float, y: float, quarter: int) -> tuple[float, float]:
    return ((x, y), (y, -x), (-x, -y), (-y, x))[quarter]


def _turned_rule(rule: Rule, quarter: int) -> Rule:
    first = (rule.place, rule.begin) if rule.upright else (rule.begin, rule.place)
    last = (rule.place, rule.end) if rule.upright else (rule.end, rule.place)
    (x0, y0), (x1, y1) = _turned(*first, quarter), _turned(*last, quarter)
    if rule.upright ^ bool(quarter % 2):
        return Rule(True, x0, min(y0, y1), max(y0, y1))
    return Rule(False, y0, min(x0, x1), max(x0, x1))


def _drawn_once(glyphs: list[Glyph]) -> Iterator[Glyph]:
    """Leave out a glyph that lies over an equal one (false bold, shadows): half of both boxes is
    the same place.
    """
    seen: dict[tuple[str, int, int], list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        if not glyph.text.isspace():
            row, column = math.floor(glyph.base / _CELL), math.floor(glyph.left / _CELL)
            reach = min(math.ceil(glyph.size / 2 / _CELL), 8)
            near = (
                other
                for r in range(row - reach, row + reach + 1)
                for c in range(column - reach, column + reach + 1)
                for other in seen.get((glyph.text, r, c), ())
            )
            if any(_overlap(glyph, other) for other in near):
                continue
            seen[glyph.text, row, column].append(glyph)
        yield glyph


def _overlap(one: Glyph, other: Glyph) -> bool:
    wide = min(one.right - one.left, other.right - other.left)
    return min(one.right, other.right) - max(one.left, other.left) > 0.5 * wide and abs(
        one.base - other.base
    ) < 0.5 * min(one.size, other.size)


_Matrix = tuple[float, float, float, float, float, float]


def _rules(page: Any) -> list[Rule]:
    rules: list[Rule] = []
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        _rules_of(pdfium.FPDFPage_GetObject(page, index), (1, 0, 0, 1, 0, 0), rules, _MAX_DEPTH)
        if len(rules) > _MAX_RULES:
            return []
    return rules


def _rules_of(item: Any, outer: _Matrix, rules: list[Rule], depth: int) -> None:
    kind = pdfium.FPDFPageObj_GetType(item)
    if kind == pdfium.FPDF_PAGEOBJ_FORM and depth:
        inner = _times(_matrix(item), outer)
        for index in range(pdfium.FPDFFormObj_CountObjects(item)):
            if len(rules) <= _MAX_RULES:
                _rules_of(pdfium.FPDFFormObj_GetObject(item, index), inner, rules, depth - 1)
    elif kind == pdfium.FPDF_PAGEOBJ_PATH:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
        if fill.value or stroke.value:
            rules.extend(_lines_of(item, _times(_matrix(item), outer), stroked=bool(stroke.value)))


def _matrix(item: Any) -> _Matrix:
    m = pdfium.FS_MATRIX()
    return (
        (m.a, m.b, m.c, m.d, m.e, m.f)
        if pdfium.FPDFPageObj_GetMatrix(item, m)
        else (1, 0, 0, 1, 0, 0)
    )


def _times(m: _Matrix, n: _Matrix) -> _Matrix:
    return (
        m[0] * n[0] + m[1] * n[2], m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2], m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4], m[4] * n[1] + m[5] * n[3] + n[5],
    )  # fmt: skip


def _lines_of(path: Any, matrix: _Matrix, *, stroked: bool) -> Iterator[Rule]:
    """The upright and level strokes of a path; of filled shapes the thin ones, each as one line."""
    for points in _outlines(path, matrix):
        if stroked:
            for (x0, y0), (x1, y1) in pairwise(points):
                if abs(x1 - x0) <= 0.5:
                    yield Rule(True, (x0 + x1) / 2, min(y0, y1), max(y0, y1))
                elif abs(y1 - y0) <= 0.5:
                    yield Rule(False, (y0 + y1) / 2, min(x0, x1), max(x0, x1))
            continue
        xs, ys = [x for x, _ in points], [y for _, y in points]
        wide, high = max(xs) - min(xs), max(ys) - min(ys)
        if wide <= _THIN and wide <= high:
            yield Rule(True, (min(xs) + max(xs)) / 2, min(ys), max(ys))
        elif high <= _THIN:
            yield Rule(False, (min(ys) + max(ys)) / 2, min(xs), max(xs))


def _outlines(path: Any, matrix: _Matrix) -> Iterator[list[tuple[float, float]]]:
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(pdfium.FPDFPath_CountSegments(path), 4 * _MAX_RULES)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points
            points = []
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO or not pdfium.FPDFPathSegment_GetPoint(
            segment, x, y
        ):
            points = []  # a curve rules nothing
            continue
        a, b, c, d, e, f = matrix
        points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield [*points, points[0]]
            points = []
    if len(points) > 1:
        yield points
