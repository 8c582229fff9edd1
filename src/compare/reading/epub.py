"""EPUB: the chapters of a book in reading order, each as a web page."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote

import lxml.etree
import lxml.html

from compare.errors import ReadingError
from compare.reading import markup
from compare.reading.archive import inspect
from compare.reading.base import MAX_CHARS, Reading
from compare.reading.fields import hints_of, index_of
from compare.reading.html import clean, parse
from compare.reading.tables import set_apart
from compare.reading.txt import decode
from compare.words.notes import note

_CONTAINER = "META-INF/container.xml"
_PAGES = {"application/xhtml+xml", "text/html", "text/x-oeb1-document"}
_HEAD = 40  # lines in which index fields may stand


def read(data: bytes, name: str) -> Reading:
    """Take the text out of an ``.epub`` file: the parts of its spine, in order; its table of
    contents is left out.

    Raises
    ------
    ReadingError
        If the archive is damaged, locked or hostile, or names no pages.
    """
    inspect(data, name, "EPUB", declarations=rb"<!\s*ENTITY", suffixes=(".xml", ".opf", ".ncx"))
    lines: list[str] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            title, pages = _spine(archive)
            for page in pages:
                lines += ["", *_page(archive.read(page), f"{name}, {page}")]
    except ReadingError:
        raise
    except Exception as error:  # besides BadZipFile: errors of zlib, of XML, unknown methods
        raise ReadingError(
            f"{name} is a damaged EPUB ({type(error).__name__}: {error}). Download it "
            f"again, or save it as .docx."
        ) from error
    lines = set_apart(lines)
    text = "\n".join(lines) + "\n"
    if len(text) > MAX_CHARS:
        raise ReadingError(f"{name} has {len(text):,} characters; the limit is {MAX_CHARS:,}.")
    hints = hints_of(lines[:_HEAD]) | ({"title": title} if title else {})
    return Reading(text, "epub", "utf-8", (note("reading.parts", n=len(pages)),), hints)


def _spine(archive: zipfile.ZipFile) -> tuple[str, list[str]]:
    """The title of the book, and the names of its pages in order."""
    package = next(
        (
            place
            for found in _all(_xml(archive.read(_CONTAINER)), "rootfile")
            if (place := found.get("full-path"))
        ),
        "",
    )
    root = _xml(archive.read(package))
    items = {item.get("id"): item for item in _all(root, "item")}
    pages = []
    for reference in _all(root, "itemref"):
        item = items.get(reference.get("idref"))
        if (
            item is None
            or item.get("media-type") not in _PAGES
            or "nav" in (item.get("properties") or "").split()
        ):
            continue
        pages.append(
            posixpath.normpath(
                posixpath.join(posixpath.dirname(package), unquote(item.get("href", "")))
            )
        )
    if not pages:
        raise ValueError("its spine names no page")
    return next((" ".join((title.text or "").split()) for title in _all(root, "title")), ""), pages


def _xml(data: bytes) -> lxml.etree._Element:
    return lxml.etree.fromstring(
        data, lxml.etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    )


def _all(root: lxml.etree._Element, tag: str) -> Iterator[lxml.etree._Element]:
    return (
        element
        for element in root.iter()
        if isinstance(element.tag, str) and lxml.etree.QName(element).localname == tag
    )


def _page(data: bytes, name: str) -> list[str]:
    text, _ = decode(data, name)
    root = parse(text, name)
    clean(root)
    body = root.find("body")
    lines, _ = markup.lines_of(root if body is None else body)
    return [field for line in lines for field in index_of([line]) or [line]]
