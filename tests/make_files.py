"""Small files of our own in the formats that are read: PDF with lines where we put them, Word with
its lists.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

PdfLine = tuple[float, float, float, str]


PdfRule = tuple[float, float, float, float]


def pdf(
    pages: Sequence[Sequence[PdfLine]],
    *,
    rules: Sequence[Sequence[PdfRule]] = (),
    one_by_one: bool = False,
    turned: bool = False,
) -> bytes:
    """A PDF with one text per ``(x, y, size, text)``, in a font that every reader knows by name
    and no file brings.

    `rules` holds lines ``(x0, y0, x1, y1)`` for each page; `one_by_one` sets each character by
    itself, as many office programs do; `turned` sets a page of landscape on its side.
    """
    bodies: list[bytes] = [b"", b""]
    bodies.append(
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -200 "
        b"1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 >>"
    )
    bodies.append(
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << "
        b"/Registry (Adobe) /Ordering (GB1) /Supplement 2 >> "
        b"/DW 1000 /FontDescriptor 3 0 R >>"
    )
    bodies.append(
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H "
        b"/DescendantFonts [4 0 R] >>"
    )
    kids = []
    for number, lines in enumerate(pages):
        if one_by_one:
            lines = [
                (x + size * place, y, size, character)
                for x, y, size, text in lines
                for place, character in enumerate(text)
            ]
        drawn = b"".join(
            b"/F1 %g Tf 1 0 0 1 %g %g Tm <%s> Tj\n"
            % (size, x, y, text.encode("utf-16-be").hex().encode())
            for x, y, size, text in lines
        )
        ruled = b"".join(
            b"%g %g m %g %g l S\n" % rule for rule in (rules[number] if number < len(rules) else ())
        )
        stream = b"%sBT\n%sET\n%s" % (b"0 1 -1 0 595 0 cm\n" if turned else b"", drawn, ruled)
        bodies.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        bodies.append(
            (
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << "
                b"/F1 5 0 R >> >> /Contents %d 0 R >>"
            )
            % len(bodies)
        )
        kids.append(b"%d 0 R" % len(bodies))
    bodies[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    bodies[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R "
        b">>\nstartxref\n%d\n%%%%EOF"
    ) % (len(bodies) + 1, table, len(bodies) + 1, len(out))


def grid(xs: Sequence[float], ys: Sequence[float]) -> list[PdfRule]:
    """The lines of a table whose columns end at `xs` and whose rows end at `ys`."""
    return [(x, ys[0], x, ys[-1]) for x in xs] + [(xs[0], y, xs[-1], y) for y in ys]


def typeset(
    paragraphs: Iterable[str], *, width: int = 24, size: float = 16, left: float = 88
) -> list[list[PdfLine]]:
    """Pages as an office prints them: first line indented by two characters, page numbers below."""
    pages: list[list[PdfLine]] = [[]]
    y = 760.0
    for paragraph in paragraphs:
        lines = [paragraph[: width - 2]] + [
            paragraph[i : i + width] for i in range(width - 2, len(paragraph), width)
        ]
        for number, line in enumerate(lines):
            if y < 90:
                pages.append([])
                y = 760.0
            pages[-1].append((left + (2 * size if number == 0 else 0), y, size, line))
            y -= 28
    for number, page in enumerate(pages, 1):
        page.append((280, 50, 14, f"— {number} —"))
    return pages


def word(*, numbering: str = "", levels: Sequence[tuple[str, str]] = ()) -> docx.document.Document:
    """An empty Word document; `levels` are ``(numFmt, lvlText)`` of list 7, `numbering` is further
    XML of its definition.
    """
    document = docx.Document()
    root = document.part.numbering_part.element
    xml = "".join(
        (
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt '
            f'w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>'
        )
        for depth, (style, text) in enumerate(levels)
    )
    root.insert(
        0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="70">{xml}</w:abstractNum>')
    )
    root.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="7"><w:abstractNumId w:val="70"/>{numbering}</w:num>'
        )
    )
    return document


def numbered(document: docx.document.Document, text: str, level: int, *, num: int = 7) -> None:
    """Add a paragraph whose label Word generates."""
    paragraph = document.add_paragraph(text)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'
        )
    )


def saved(document: docx.document.Document) -> bytes:
    """The bytes of a Word document."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
