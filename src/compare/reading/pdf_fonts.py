"""PDF text that does not depend on the fonts of the machine.

Where a PDF names a font and does not bring it, PDFium looks for one on the machine, measures its
glyphs, and drops a glyph without extent: on a machine without Chinese fonts a page set one
character at a time
comes back empty. So while a file is read, PDFium is told that the machine has one font, the one
beside this module, in which every character is a box as wide and as high as the type. What a
character is and
how far it runs comes from the file alone.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from typing import Any

import pypdfium2.raw as pdfium

_NAME = b"policy-compare box\0"
_ANY = 1  # the handle of the only font; must not be null
_DEFAULT_CHARSET = 1


@contextmanager
def only_the_box_font() -> Iterator[None]:
    """Let PDFium see no font of the machine inside the block; its own choice of fonts is restored
    behind it.
    """
    info = _info()  # must outlive its use by PDFium
    pdfium.FPDF_SetSystemFontInfo(info)
    try:
        yield
    finally:
        pdfium.FPDF_SetSystemFontInfo(pdfium.FPDF_GetDefaultSystemFontInfo())


def _info() -> Any:
    font = (files("compare.reading") / "box.ttf").read_bytes()
    kind = dict(pdfium.FPDF_SYSFONTINFO._fields_)

    def data(_this: Any, _handle: Any, table: int, buffer: Any, size: int) -> int:
        return 0 if table else _fill(buffer, size, font)  # PDFium asks for whole files only

    return pdfium.FPDF_SYSFONTINFO(
        version=1,
        Release=kind["Release"](lambda _this: None),
        EnumFonts=kind["EnumFonts"](lambda _this, _mapper: None),
        MapFont=kind["MapFont"](lambda *_wanted: _ANY),
        GetFont=kind["GetFont"](lambda _this, _face: _ANY),
        GetFontData=kind["GetFontData"](data),
        GetFaceName=kind["GetFaceName"](
            lambda _this, _handle, buffer, size: _fill(buffer, size, _NAME)
        ),
        GetFontCharset=kind["GetFontCharset"](lambda _this, _handle: _DEFAULT_CHARSET),
        DeleteFont=kind["DeleteFont"](lambda _this, _handle: None),
    )


def _fill(buffer: Any, size: int, data: bytes) -> int:
    """Copy `data` where there is room for it, and say how much there is, as the C interface
    has it.
    """
    if buffer and size >= len(data):
        ctypes.memmove(buffer, data, len(data))
    return len(data)
