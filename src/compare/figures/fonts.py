"""Chinese type for figures: from a package first, so that every machine draws the same picture."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from matplotlib import font_manager

# Where the package is missing (a conda environment without it), what systems commonly bring.
SYSTEM_FAMILIES = (
    "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei", "Microsoft YaHei", "PingFang SC", "Hiragino Sans GB", "SimHei",
    "Arial Unicode MS",
)  # fmt: skip
LATIN_FALLBACK = "DejaVu Sans"  # ships with matplotlib; has the few symbols that Noto Sans SC lacks


def packaged_font() -> Path | None:
    """The file of the Chinese font that comes as a package; None where it is not installed."""
    try:
        from pylopdf_fonts_zh_cn import sans_path
    except ModuleNotFoundError:
        return None
    return Path(str(sans_path()))


@cache
def register_fonts() -> list[str]:
    """Make a Chinese family known to matplotlib and return the families to use, first choice first.

    Families are named one by one rather than as ``sans-serif``: a concrete list is fixed when a
    text is made and holds when the figure is drawn later, outside the theme. No family that is
    absent is
    listed, because matplotlib would write a line about it to stderr for every text.
    """
    path = packaged_font()
    if path is None:
        present = {font.name for font in font_manager.fontManager.ttflist}
        chinese = [name for name in SYSTEM_FAMILIES if name in present][:1]
        return [*chinese, LATIN_FALLBACK]
    font_manager.fontManager.addfont(path)
    return [font_manager.FontProperties(fname=str(path)).get_name(), LATIN_FALLBACK]
