"""Chinese type that travels with the page: a subset of the packaged font, for machines that have
none.
"""

from __future__ import annotations

import base64
from functools import lru_cache
from io import BytesIO
from unicodedata import east_asian_width

from compare.figures.fonts import packaged_font

FAMILY = "Policy Compare SC"  # named after every font a reader may have, so theirs come first
# Marks that Latin type has, too (“ ” — …): as wide as a letter in a Chinese font, so the English
# page does not name this family.
MARKS = "Policy Compare Marks"
# Tables of vertical setting, positioning and signatures: nothing that a page of text needs.
_LEFT_OUT = ("BASE", "DSIG", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx")


def font_face(text: str) -> str:
    """Rules ``@font-face`` with every character of `text` beyond ASCII, letters and marks apart;
    empty where the packaged font is not installed.
    """
    path = packaged_font()
    if path is None:
        return ""
    letters = sorted({character for character in text if character > "\x7f"})
    wide = [letter for letter in letters if east_asian_width(letter) in "WF"]
    marks = [letter for letter in letters if east_asian_width(letter) not in "WF"]
    return _rule(str(path), FAMILY, wide) + _rule(str(path), MARKS, marks)


def _rule(path: str, family: str, letters: list[str]) -> str:
    if not letters:
        return ""
    data = base64.b64encode(_subset(path, "".join(letters))).decode("ascii")
    return (
        f'@font-face {{ font-family: "{family}"; font-display: block; '
        f'src: url(data:font/woff;base64,{data}) format("woff"); }}\n'
    )


@lru_cache(maxsize=4)
def _subset(path: str, letters: str) -> bytes:
    """The font with these characters alone; the same characters give the same bytes."""
    from fontTools import subset

    options = subset.Options(
        flavor="woff",
        hinting=False,
        layout_features=[],
        name_IDs=[1, 2],
        desubroutinize=True,  # subroutines hide repetition from the compressor
        recalc_timestamp=False,
        drop_tables=[*subset.Options().drop_tables, *_LEFT_OUT],
    )
    out = BytesIO()
    with subset.load_font(path, options, lazy=True) as font:
        chosen = subset.Subsetter(options)
        chosen.populate(unicodes=[ord(letter) for letter in letters])
        chosen.subset(font)
        subset.save_font(font, out, options)
    return out.getvalue()
