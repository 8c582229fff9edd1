"""Which format a file has: by its content, and by its name where the content leaves it open."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePosixPath

from compare.errors import ReadingError

_HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<meta\s|<(?:div|table|p|span)(?:\s[^<>]*)?>", re.I)
_PLAIN_NAMES = (".txt", ".text", ".md")
_REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old binary Word (.doc, .wps) file: open it in Word, WPS or LibreOffice and save it as .docx"),
    (b"{\\rtf", "a rich-text (RTF) file: save it as .docx or .txt"),
    (b"\x89PNG\r\n\x1a\n", "an image: run it through OCR and add the text"),
    (b"\xff\xd8\xff", "an image: run it through OCR and add the text"),
    (b"GIF8", "an image: run it through OCR and add the text"),
    (b"II*\0", "an image: run it through OCR and add the text"),
    (b"MM\0*", "an image: run it through OCR and add the text"),
    (b"AT&TFORM", "a DjVu scan: run it through OCR and add the text"),
    (b"\x1f\x8b", "a compressed file: unpack it first"),
    (b"BZh", "a compressed file: unpack it first"),
    (b"Rar!\x1a\x07", "an archive: unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "an archive: unpack it first"),
    (b"MIME-Version:", "a web archive (.mht): save the page as HTML"),
)


def kind_of(data: bytes, name: str) -> str:
    """Return ``txt``, ``html``, ``docx`` or ``pdf``.

    Parameters
    ----------
    data : bytes
    name : str
        Path or address; only its ending is used, and only where the content is text.

    Raises
    ------
    ReadingError
        If the content belongs to a format that is not read; the message says what to do.
    """
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1024]
    for magic, what in _REFUSED:
        if data.startswith(magic) or start.startswith(magic):
            raise ReadingError(f"{name} is {what}.")
    if b"%PDF-" in data[:1024] and b"<" not in data[: data.index(b"%PDF-")]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(data, name)
    suffix = PurePosixPath(name.split("?")[0].replace("\\", "/")).suffix.lower()
    # A text stays as received: offsets count in its bytes, whatever markup it carries.
    if suffix not in _PLAIN_NAMES and _HTML.search(data[:65536].replace(b"\0", b"")):
        return "html"
    return "html" if suffix in {".html", ".htm", ".shtml", ".xhtml"} else "txt"


def _kind_of_zip(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ReadingError(f"{name} looks like a Word file or an archive but is damaged ({error}). Download it again.") from error
    if "word/document.xml" in names:
        return "docx"
    for part, what in (
        ("OFD.xml", "an OFD file: export it as PDF or text from an OFD reader"),
        ("xl/workbook.xml", "a spreadsheet: save the text it holds as .txt"),
        ("ppt/presentation.xml", "a presentation: save its text as .txt"),
        ("content.xml", "an OpenDocument file: save it as .docx"),
    ):
        if part in names:
            raise ReadingError(f"{name} is {what}.")
    raise ReadingError(f"{name} is an archive: unpack it first, then add the files one by one or as a folder.")
