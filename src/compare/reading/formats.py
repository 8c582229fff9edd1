"""The formats that are read, and those that are refused with the way out: a new format is a line
here and a module.

The module ``compare.reading.NAME`` holds ``read(data, name) -> Reading``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """A format that is read.

    Attributes
    ----------
    name : str
        Also the name of the module that reads it.
    endings : tuple of str
        Of files, with the dot; they decide only where the content leaves it open.
    begins : tuple of bytes
        How such a file begins.
    part : str
        Member by which an archive is known to be such a file.
    charset : bool
        Whether the reader takes the encoding that a server declared.
    """

    name: str
    endings: tuple[str, ...]
    begins: tuple[bytes, ...] = ()
    part: str = ""
    charset: bool = False


FORMATS = (
    Format("txt", (".txt", ".text")),
    Format("md", (".md", ".markdown")),
    Format("html", (".html", ".htm", ".shtml", ".xhtml"), charset=True),
    Format("docx", (".docx",), part="word/document.xml"),
    Format("epub", (".epub",), part="META-INF/container.xml"),
    Format("rtf", (".rtf",), begins=(b"{\\rtf",)),
    Format("pdf", (".pdf",)),  # may begin with some bytes of rubbish, see kind.py
)
ENDINGS = tuple(ending for known in FORMATS for ending in known.endings)

_WORD = (
    "open it in Word, WPS or LibreOffice and save it as .docx (`soffice --headless "
    "--convert-to docx FILE`)"
)
_OCR = (
    "run it through OCR (for example `tesseract FILE out -l chi_sim`), check the "
    "result against the image, and add the text"
)
_UNPACK = "unpack it first"

REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", f"an old binary Office (.doc, .wps, .xls) file: {_WORD}"),
    (b"<?mso-application", f"a Word or Excel file in one XML: {_WORD}"),
    (b"\x89PNG\r\n\x1a\n", f"an image: {_OCR}"),
    (b"\xff\xd8\xff", f"an image: {_OCR}"),
    (b"GIF8", f"an image: {_OCR}"),
    (b"II*\0", f"an image: {_OCR}"),
    (b"MM\0*", f"an image: {_OCR}"),
    (b"\0\0\0\x0cjP  \r\n", f"an image: {_OCR}"),
    (b"AT&TFORM", f"a DjVu scan: {_OCR}"),
    (b"\x1f\x8b", f"a compressed file: {_UNPACK}"),
    (b"BZh", f"a compressed file: {_UNPACK}"),
    (b"\xfd7zXZ\0", f"a compressed file: {_UNPACK}"),
    (b"Rar!\x1a\x07", f"an archive: {_UNPACK}"),
    (b"7z\xbc\xaf\x27\x1c", f"an archive: {_UNPACK}"),
    (b"MIME-Version:", "a web archive (.mht): save the page as HTML"),
    (b"From: <Saved by", "a web archive (.mht): save the page as HTML"),
    (b"%!PS", "a PostScript file: export it as PDF"),
)
# Images that are known by bytes further in.
REFUSED_INSIDE = (
    (re.compile(rb"RIFF....WEBP", re.S), f"an image: {_OCR}"),
    (re.compile(rb"....ftyp(?:hei[cx]|mif1|avif)", re.S), f"an image: {_OCR}"),
    (re.compile(rb"BM....\0\0\0\0....[\x0c\x28\x40\x6c\x7c]\0\0\0", re.S), f"an image: {_OCR}"),
)
REFUSED_ARCHIVES = (
    ("OFD.xml", "an OFD file: export it as PDF or text from an OFD reader"),
    ("xl/workbook.xml", "a spreadsheet: save the text it holds as .txt"),
    ("ppt/presentation.xml", "a presentation: save its text as .txt"),
    ("content.xml", "an OpenDocument file: save it as .docx"),
)


def format_named(name: str) -> Format:
    """The format of that name."""
    return next(known for known in FORMATS if known.name == name)
