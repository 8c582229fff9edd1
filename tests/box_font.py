"""The recipe of src/compare/reading/box.ttf: `python tests/box_font.py` writes it anew."""

from __future__ import annotations

import io
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import newTable
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

PLACE = Path(__file__).parent.parent / "src" / "compare" / "reading" / "box.ttf"
_EVERY_CHARACTER = range(0x20, 0x30000)


def box_font() -> bytes:
    """A font of 1000 units an em in which every character is the same box, 1000 wide, from -120 to
    880.
    """
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "box"])
    builder.setupGlyf({name: _box() for name in (".notdef", "box")})
    builder.setupHorizontalMetrics({".notdef": (1000, 0), "box": (1000, 0)})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupCharacterMap({0x41: "box"})
    builder.setupNameTable({"familyName": "policy-compare box", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=880, usWinDescent=120)
    builder.setupPost()
    font = builder.font
    font["head"].created = font["head"].modified = 0
    font.recalcTimestamp = False
    font["cmap"] = newTable("cmap")
    font["cmap"].tableVersion, font["cmap"].tables = 0, []
    for platform, encoding in ((0, 6), (3, 10)):
        many = CmapSubtable.newSubtable(13)  # many characters to one glyph
        many.platformID, many.platEncID, many.language, many.format, many.reserved = (
            platform,
            encoding,
            0,
            13,
            0,
        )
        many.cmap = dict.fromkeys(_EVERY_CHARACTER, "box")
        font["cmap"].tables.append(many)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _box() -> object:
    pen = TTGlyphPen(None)
    pen.moveTo((0, -120))
    for corner in ((0, 880), (1000, 880), (1000, -120)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()


if __name__ == "__main__":
    PLACE.write_bytes(box_font())
