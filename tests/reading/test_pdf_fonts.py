"""PDF: the same text on every machine, whatever fonts it has.

PDFium looks for fonts in folders that it is told of when it starts (not through fontconfig), so
each setting is a process of its own whose PDFium knows one folder only.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import matplotlib
import pylopdf_fonts_zh_cn
import pytest

from box_font import PLACE, box_font
from make_files import pdf, typeset

SCRIPT = """
import ctypes, sys
import pypdfium2, pypdfium2.raw as raw
raw.FPDF_DestroyLibrary()
folders = (ctypes.c_char_p * 2)(sys.argv[1].encode(), None)
raw.FPDF_InitLibraryWithConfig(raw.FPDF_LIBRARY_CONFIG(
    version=2,
    m_pUserFontPaths=ctypes.cast(folders, ctypes.POINTER(ctypes.POINTER(ctypes.c_char)))))
data = open(sys.argv[2], "rb").read()
def unguarded():
    document = pypdfium2.PdfDocument(data)
    text = document[0].get_textpage().get_text_range()
    return "".join(text.split())
from compare.reading import read_bytes
sys.stdout.reconfigure(encoding="utf-8")
before = unguarded()
read = read_bytes(data, "a.pdf").text
print(repr((read, before, unguarded())))
"""
PARAGRAPHS = [
    "一、提高市场管理水平",
    (
        "（一）放宽准入。推进“一照多址”，2023年登记不超过2个工作日，摊位费减半收取，"
        "落实小微企业税收优惠，增设照明和供水点。（责任单位：市市场监管局、市财政局）"
    ),
    "（二）服务水水平平，囧㐂\ue123鿏等字也在。A—B，100%。",
]
FOLDERS = {
    "no font": None,
    "Latin fonts only": Path(matplotlib.get_data_path()) / "fonts" / "ttf",
    "Chinese fonts": Path(pylopdf_fonts_zh_cn.__file__).parent,
}


def texts(folder: Path, file: Path) -> tuple[str, str, str]:
    """What we read, and what PDFium itself says before and after that, on a machine with the fonts
    of a folder.
    """
    out = subprocess.run(
        [sys.executable, "-c", SCRIPT, folder, file], capture_output=True, check=True, timeout=120
    )
    return eval(out.stdout.decode("utf-8"), {})


@pytest.mark.parametrize("one_by_one", [False, True])
def test_same_text_with_no_latin_and_chinese_fonts(tmp_path, one_by_one):
    """The paragraphs come back whole in all three settings, set line by line or character by
    character.
    """
    (tmp_path / "none").mkdir()
    (tmp_path / "a.pdf").write_bytes(pdf(typeset(PARAGRAPHS), one_by_one=one_by_one))

    for folder in FOLDERS.values():
        read, _, _ = texts(folder or tmp_path / "none", tmp_path / "a.pdf")
        assert read.splitlines() == PARAGRAPHS


def test_the_settings_differ_and_are_restored(tmp_path):
    """Without our font PDFium loses Chinese text where no font shows it; after reading it does as
    before.
    """
    (tmp_path / "none").mkdir()
    (tmp_path / "a.pdf").write_bytes(pdf(typeset(PARAGRAPHS[:2]), one_by_one=True))

    said = {
        name: texts(folder or tmp_path / "none", tmp_path / "a.pdf")
        for name, folder in FOLDERS.items()
    }

    assert "放宽准入" not in said["no font"][1]
    assert "放宽准入" in said["Chinese fonts"][1]
    assert "放宽准入" not in said["no font"][2]


def test_the_box_font_is_made_by_its_recipe():
    """The font that the package brings is the one that tests/box_font.py writes."""
    assert PLACE.read_bytes() == box_font()
