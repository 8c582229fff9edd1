"""Which format a file has: by its content, and by its name where the content leaves it open."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePosixPath

from compare.errors import ReadingError
from compare.reading.formats import FORMATS, REFUSED, REFUSED_ARCHIVES, REFUSED_INSIDE

_HTML = re.compile(
    (
        rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<meta\s|<(?:div|table|p|"
        rb"span)(?:\s[^<>]*)?>"
    ),
    re.I,
)


def kind_of(data: bytes, name: str) -> str:
    """Return the name of one of `compare.reading.formats.FORMATS`.

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
    for magic, what in REFUSED:
        if data.startswith(magic) or start.startswith(magic):
            raise ReadingError(f"{name} is {what}.")
    for pattern, what in REFUSED_INSIDE:
        if pattern.match(data):
            raise ReadingError(f"{name} is {what}.")
    for known in FORMATS:
        if known.begins and start.startswith(known.begins):
            return known.name
    if b"%PDF-" in data[:1024] and b"<" not in data[: data.index(b"%PDF-")]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(data, name)
    suffix = PurePosixPath(name.split("?")[0].replace("\\", "/")).suffix.lower()
    named = next(
        (
            known.name
            for known in FORMATS
            if suffix in known.endings and not (known.begins or known.part)
        ),
        "",
    )
    # A text stays as received: offsets count in its bytes, whatever markup it carries.
    if named in {"txt", "md"}:
        return named
    return "html" if named == "html" or _HTML.search(data[:65536].replace(b"\0", b"")) else "txt"


def _kind_of_zip(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ReadingError(
            f"{name} looks like a Word file or an archive but is damaged ({error}). "
            f"Download it again."
        ) from error
    for known in FORMATS:
        if known.part and known.part in names:
            return known.name
    for part, what in REFUSED_ARCHIVES:
        if part in names:
            raise ReadingError(f"{name} is {what}.")
    raise ReadingError(
        f"{name} is an archive: unpack it first, then add the files one by one or as a folder."
    )
