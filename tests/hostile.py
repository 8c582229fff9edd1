"""Files that were made to do harm, by name: what a reader meets when anybody may send a file."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships'
    '+xml"/><Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="{target}"{mode}/></Relationships>'
)
CLAUSE = "一、放宽准入。执行负面清单。"
LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "哈">' for n in range(10)
)


def files() -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every hostile file."""
    yield from _zips()
    yield from _documents()
    yield from _pages()
    yield from _pdfs()
    yield from _texts()


def packed(parts: dict[str, str | bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive of parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(body: str, *, before: str = "", target: str = "word/document.xml", mode: str = "",
         **more: str | bytes) -> bytes:  # fmt: skip
    """A Word file with any body, well made or not."""
    document = (
        f'<?xml version="1.0"?>{before}<w:document xmlns:w="{W}"><w:body>{body}</w:body>'
        f"</w:document>"
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELS.format(target=target, mode=mode),
        "word/document.xml": document,
    }
    return packed(parts | {name.replace("__", "/"): text for name, text in more.items()})


def paragraph(text: str) -> str:
    """One paragraph of a Word file."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _zips() -> Iterator[tuple[str, bytes]]:
    zeros = b"\0" * 70_000_000
    yield "bomb.docx", packed({"[Content_Types].xml": TYPES, "word/document.xml": zeros})
    yield "bomb.epub", packed({"mimetype": "application/epub+zip", "a.xhtml": zeros})
    yield "many.docx", packed({f"word/{n}.xml": "x" for n in range(20_000)}, zipfile.ZIP_STORED)
    yield "many.epub", packed({f"{n}.xhtml": "x" for n in range(20_000)}, zipfile.ZIP_STORED)
    inner = packed({"a": zeros[:10_000_000]})
    for _ in range(5):
        inner = packed({"a.zip": inner, "b.zip": inner})
    yield "nested.docx", inner
    yield "slip.docx", docx(paragraph(CLAUSE), **{"..__..__..__etc__passwd": "x"})
    yield "absolute.epub", packed({"/etc/passwd": "x", "mimetype": "application/epub+zip"})
    yield "empty.docx", packed({})
    yield "only-end.docx", b"PK\5\6" + b"\0" * 18
    yield "lying-sizes.docx", docx(paragraph(CLAUSE)).replace(b"\x14\0", b"\xff\0", 3)
    yield "cut.docx", docx(paragraph(CLAUSE))[:-40]
    yield "doubled.docx", docx(paragraph(CLAUSE)) * 2
    good = bytearray(docx(paragraph(CLAUSE)))
    good[6] |= 1  # says that it is encrypted
    yield "encrypted.docx", bytes(good)
    yield "ole.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000
    yield "ole.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 5000
    yield "zip-as.txt", packed({"a": "x"})
    yield "gzip.txt", zlib.compress(b"\0" * 10_000_000)


def _documents() -> Iterator[tuple[str, bytes]]:
    yield "laughs.docx", docx(paragraph("&l9;"), before=f"<!DOCTYPE x [{LAUGHS}]>")
    yield (
        "outside.docx",
        docx(paragraph("&x;"), before='<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    )
    yield (
        "web-entity.docx",
        docx(paragraph("&x;"), before='<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'),
    )
    yield (
        "parameter.docx",
        docx(paragraph("甲"), before='<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///dev/zero"> %p;]>'),
    )
    yield "elsewhere.docx", docx(paragraph(CLAUSE), target="../../../etc/passwd")
    yield (
        "external.docx",
        docx(paragraph(CLAUSE), target="http://127.0.0.1:9/", mode=' TargetMode="External"'),
    )
    yield "macro.docx", docx(paragraph(CLAUSE), word__vbaProject_bin=b"Attribute VB_Name")
    yield "deep.docx", docx("<w:p>" * 5000 + "</w:p>" * 5000)
    yield "tables.docx", docx("<w:tbl><w:tr><w:tc>" * 400 + "</w:tc></w:tr></w:tbl>" * 400)
    yield (
        "wide.docx",
        docx(
            '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>'
            + paragraph("甲")
            + "</w:tc></w:tr></w:tbl>"
        ),
    )
    yield (
        "field.docx",
        docx(
            '<w:p><w:fldSimple w:instr="INCLUDETEXT &quot;/etc/passwd&quot;"/></w:p>'
            + paragraph(CLAUSE)
        ),
    )
    yield (
        "level.docx",
        docx(
            '<w:p><w:pPr><w:numPr><w:ilvl w:val="99999999999"/><w:numId w:val="-1"/></w:numPr>'
            "</w:pPr>"
            "<w:r><w:t>甲</w:t></w:r></w:p>"
        ),
    )
    yield "no-xml.docx", docx("<w:p>")
    yield "utf7.docx", docx(paragraph("甲")).replace(b"1.0", b"9.9")
    yield "long.docx", docx(paragraph("甲" * 500_000))
    yield "rtf-deep.rtf", b"{\\rtf1" + b"{" * 20_000 + b"x" + b"}" * 20_000
    yield "rtf-bin.rtf", b"{\\rtf1\\bin999999999999 x}"
    yield "rtf-u.rtf", b"{\\rtf1 \\u-99999999999999? \\uc99999999 \\u20013?x}"
    yield "rtf-object.rtf", b"{\\rtf1{\\object\\objautlink{\\*\\objdata 0105}}x}"
    yield (
        "epub-entity.epub",
        packed(
            {
                "mimetype": "application/epub+zip",
                "META-INF/container.xml": f"<!DOCTYPE x [{LAUGHS}]><x>&l9;</x>",
            }
        ),
    )


def _pages() -> Iterator[tuple[str, bytes]]:
    html = "<html><head><meta charset={}></head><body>{}</body></html>".format
    yield "deep.html", html("utf-8", "<div>" * 100_000).encode()
    yield "cells.html", html("utf-8", "<table>" + "<tr><td>" * 10_000).encode()
    yield (
        "span.html",
        html("utf-8", "<table><tr><td colspan=999999999 rowspan=99999999>甲").encode(),
    )
    yield "list.html", html("utf-8", "<ol start=99999999999999999999><li>甲</ol>").encode()
    yield "list-value.html", html("utf-8", f"<ol><li value={'9' * 5000}>甲</ol>").encode()
    yield "utf7.html", html("utf-7", "+ADw-script+AD4-alert(1)").encode()
    yield "charset.html", html("x" * 1000, CLAUSE).encode()
    yield "codec.html", html("zlib_codec", CLAUSE).encode()
    yield "idna.html", html("idna", CLAUSE * 2000).encode()
    yield "nul.html", html("utf-8", "<p>\0甲\0</p>" * 1000).encode()
    yield "script.html", html("utf-8", f"<script>{'(' * 10_000}</script>{CLAUSE}").encode()
    yield "attributes.html", f"<p {' '.join(f'a{n}=1' for n in range(5_000))}>{CLAUSE}".encode()
    yield "entity.html", html("utf-8", "&#99999999999;&#xD800;&#0;" * 1000 + CLAUSE).encode()
    yield "doctype.html", f"<!DOCTYPE html [{LAUGHS}]><p>&l9;{CLAUSE}".encode()
    yield "comment.html", ("<!--" * 50_000).encode()
    yield "frames.html", b"<frameset><frame src=file:///etc/passwd></frameset>"
    yield "quotes.md", (">" * 20_000 + CLAUSE).encode()
    yield "links.md", ("[" * 20_000 + CLAUSE).encode()
    yield "lists.md", "".join(f"{'  ' * n}- 甲\n" for n in range(300)).encode()


def pdf_of(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A PDF file of numbered objects."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(
        out
        + b"trailer\n<</Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF"
        % (len(objects) + 1, trailer, start)
    )


def _pdfs() -> Iterator[tuple[str, bytes]]:
    root, page = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
    one = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    yield "blank.pdf", pdf_of([root, one, page])
    yield "recursive.pdf", pdf_of([root, b"<</Type/Pages/Kids[2 0 R]/Count 1>>"])
    yield "parents.pdf", pdf_of([root, b"<</Type/Pages/Parent 3 0 R/Kids[3 0 R]/Count 1>>",
                                 b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 1>>"])  # fmt: skip
    yield "count.pdf", pdf_of([root, b"<</Type/Pages/Kids[3 0 R]/Count 2147483647>>", page])
    kids = b" ".join(b"%d 0 R" % n for n in range(3, 2003))
    yield (
        "2000-pages.pdf",
        pdf_of([root, b"<</Type/Pages/Kids[%s]/Count 2000>>" % kids] + [page] * 2000),
    )
    yield (
        "encrypted.pdf",
        pdf_of(
            [root, one, page, b"<</Filter/Standard/V 1/R 2/O(x)/U(x)/P -4>>"],
            b"/Encrypt 4 0 R/ID[(a)(a)]",
        ),
    )
    script = b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>"
    yield "script.pdf", pdf_of([script, one, page])
    launch = b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/Launch/F(/bin/sh)>>>>"
    yield "launch.pdf", pdf_of([launch, one, page])
    bomb = zlib.compress(zlib.compress(b"\0" * 60_000_000))
    content = b"<</Filter[/FlateDecode/FlateDecode]/Length %d>>stream\n%s\nendstream" % (
        len(bomb),
        bomb,
    )
    drawn = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>"
    yield "bomb.pdf", pdf_of([root, one, drawn, content])
    huge = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 1e30 1e30]>>"
    yield "huge-page.pdf", pdf_of([root, one, huge])
    yield "loop-xref.pdf", pdf_of([root, one, page], b"/Prev 9")
    yield "deep.pdf", pdf_of([root, one, b"[" * 50_000 + b"]" * 50_000])
    yield "only-head.pdf", b"%PDF-1.7\n"
    yield "zeros.pdf", b"%PDF-1.7\n" + b"\0" * 1_000_000


def _texts() -> Iterator[tuple[str, bytes]]:
    yield "nul.txt", ("\0" * 1000 + CLAUSE).encode()
    yield "bidi.txt", ("\u202e\u2066\u200f" + CLAUSE + "\u202c" * 1000).encode()
    yield "surrogate.txt", b"\xed\xa0\x80" * 50 + CLAUSE.encode()
    yield "utf16-surrogate.txt", b"\xff\xfe" + b"\x00\xd8" * 50 + CLAUSE.encode("utf-16-le")
    yield "utf32.txt", CLAUSE.encode("utf-32")
    yield "odd-utf16.txt", b"\xff\xfe\x00"
    yield "controls.txt", bytes(range(32)) * 100
    yield "binary.txt", bytes(range(256)) * 1000
    yield "bom.txt", b"\xef\xbb\xbf" * 1000
    yield "combining.txt", (CLAUSE + "\u0301" * 100_000).encode()
    yield "line.txt", ("甲" * 300_000).encode()
    yield "empty.txt", b""
    yield "escape.txt", ("\x1b[2J\x1b]0;x\x07" + CLAUSE).encode()
    yield "tags.txt", ("\U000e0041" * 1000 + CLAUSE).encode()
    yield "private.txt", ("\ue000\uf8ff" * 1000 + CLAUSE).encode()


SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml."


def workbook(rows: str, *, after: str = "", before: str = "", sheets: int = 1,
             **more: str | bytes) -> bytes:  # fmt: skip
    """An Excel workbook with any rows, well made or not."""
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Override PartName="/xl/workbook.xml" '
        f'ContentType="{KINDS}sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" '
        f'ContentType="{KINDS}worksheet+xml"/></Types>'
    )
    listed = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="r1"/>' for n in range(1, sheets + 1))
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="{}" Target="{}"/></Relationships>'
    ).format
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": types,
        "_rels/.rels": relation(f"{LINKS}/officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{LINKS}"><sheets>{listed}'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relation(f"{LINKS}/worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'{before}<worksheet xmlns="{SHEET}"><sheetData>{rows}'
        f"</sheetData>{after}</worksheet>",
    }
    return packed(parts | {name.replace("__", "/"): text for name, text in more.items()})


def cells(number: int, *values: str) -> str:
    """A row of a sheet."""
    return f'<row r="{number}">' + "".join(
        f'<c r="{"ABCDEFGH"[at]}{number}" t="inlineStr"><is><t>{value}</t></is></c>'
        for at, value in enumerate(values)
    ) + "</row>"  # fmt: skip


TABLE = cells(1, "代码", "名称", "关键词") + cells(2, "SHOP", "小店", "小店、夜市")


def workbooks() -> Iterator[tuple[str, bytes]]:
    """Name and bytes of hostile workbooks, most with a codebook in their first rows."""

    def cell(place: str, inner: str, kind: str = "") -> str:
        number = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        return TABLE + f'<row r="{number}"><c r="{place}"{kind}>{inner}</c></row>'

    yield "plain.xlsx", workbook(TABLE)
    yield "far-below.xlsx", workbook(cell("A1048576", "<v>1</v>"))
    yield "far-corner.xlsx", workbook(cell("XFD1048576", "<v>1</v>"))
    yield "beyond.xlsx", workbook(cell("A999999999999", "<v>1</v>"))
    yield "beyond-beside.xlsx", workbook(cell("ZZZZZZ3", "<v>1</v>"))
    yield "row-zero.xlsx", workbook(cell("A0", "<v>1</v>"))
    yield "row-minus.xlsx", workbook(TABLE + '<row r="-5"><c r="A-5"><v>1</v></c></row>')
    yield "row-word.xlsx", workbook(TABLE + '<row r="x"><c r="1A"><v>1</v></c></row>')
    yield "no-places.xlsx", workbook("<row><c><v>1</v></c><c/></row>" * 50)
    yield "backwards.xlsx", workbook(cells(9, "a", "b") + TABLE + cells(1, "c", "d"))
    wide = "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(3, 9000))
    yield "wide.xlsx", workbook(TABLE + wide)
    whole = '<mergeCell ref="A1:XFD1048576"/>'
    yield "merged.xlsx", workbook(TABLE, after=f"<mergeCells>{whole}</mergeCells>")
    yield "merged-again.xlsx", workbook(TABLE, after=f"<mergeCells>{whole * 5000}</mergeCells>")
    tall = '<mergeCell ref="A2:A1048576"/>' * 5000
    yield (
        "merged-far.xlsx",
        workbook(cell("C1048576", "<v>1</v>"), after=f"<mergeCells>{tall}</mergeCells>"),
    )
    odd = '<mergeCell ref="C9:A1"/><mergeCell ref="x"/><mergeCell/><mergeCell ref="ZZZ1:A1"/>'
    yield "merged-odd.xlsx", workbook(TABLE, after=f"<mergeCells>{odd}</mergeCells>")
    claims = '<dimension ref="A1:XFD1048576"/>'
    yield "claims.xlsx", workbook(TABLE).replace(b"<sheetData>", claims.encode() + b"<sheetData>")
    for name, value in {
        "half": "_xD800_甲", "nul": "_x0000_", "formula": "=1+1", "link": "=HYPERLINK(0)",
        "escape": "&#27;[2J", "newline": "甲_x000D_\n乙", "long": "甲" * 400_000,
        "bidi": "\u202e甲", "pattern": "(甲+)+乙", "repeat": "甲{99999}", "group": "(" * 2000,
        "many": "、".join(f"词{n}" for n in range(3_000)),
    }.items():  # fmt: skip
        yield f"cell-{name}.xlsx", workbook(TABLE + cells(3, "X", "甲", value))
        yield f"name-{name}.xlsx", workbook(TABLE + cells(3, value, value, "甲"))
    for name, (inner, kind) in {
        "infinite": ("<v>1e999</v>", ""), "nan": ("<v>nan</v>", ""), "word": ("<v>x</v>", ""),
        "digits": (f"<v>{'9' * 5000}</v>", ""), "bool": ("<v>x</v>", ' t="b"'),
        "string": ("<v>999999999</v>", ' t="s"'), "date": ("<v>2021-02-30</v>", ' t="d"'),
        "error": ("<v>#REF!</v>", ' t="e"'), "style": ("<v>1</v>", ' s="99999"'),
        "outside": ("<f>[1]x!A1</f><v>甲</v>", ' t="str"'), "empty": ("<v/>", ' t="n"'),
        "shared": ('<f t="shared" ref="A1:XFD1048576" si="0">1</f><v>1</v>', ""),
        "kind": ("<v>1</v>", ' t="x"'),
    }.items():  # fmt: skip
        yield f"value-{name}.xlsx", workbook(cell("C3", inner, kind))
    yield "laughs.xlsx", workbook(cells(1, "&l9;", "a"), before=f"<!DOCTYPE x [{LAUGHS}]>")
    yield "bomb.xlsx", workbook(TABLE, xl__media__a="\0" * 300_000_000)
    yield "deep.xlsx", workbook("<row>" * 20_000 + "</row>" * 20_000)
    yield "cut.xlsx", workbook(TABLE)[:-60]
    yield "no-xml.xlsx", workbook(TABLE + "<row")
    yield "no-rows.xlsx", workbook("")
    yield "sheets.xlsx", workbook(cells(1, "a"), sheets=800)
    yield "macro.xlsx", workbook(TABLE, xl__vbaProject_bin=b"Attribute VB_Name")
    yield "not.xlsx", b"PK\3\4" + b"\0" * 500
    yield "page.xlsx", b"<html><table><tr><td>a</td></tr></table></html>"
    good = bytearray(workbook(TABLE))
    good[6] |= 1
    yield "encrypted.xlsx", bytes(good)
    yield "ole.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000
