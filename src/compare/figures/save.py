"""A figure as bytes and files, the same bytes on every run."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.backends.backend_mixed import MixedModeRenderer
from matplotlib.backends.backend_pdf import PdfFile, RendererPdf
from matplotlib.figure import Figure

_RASTER = 300  # dots an inch of what a PDF cannot hold as lines
FORMATS = ("png", "svg", "pdf")
# Dates and version strings would change the bytes from run to run and machine to machine.
_METADATA: dict[str, dict[str, str | None]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None, "Format": None, "Type": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}


def render(figure: Figure, fmt: str = "png", *, title: str = "") -> bytes:
    """`figure` as the bytes of a PNG, SVG or PDF file; type is outlined in SVG and PDF.

    `title` is stored in the file, where screen readers and reference managers look for it; it is
    not drawn.

    Raises
    ------
    ValueError
        If `fmt` is not one of `FORMATS`.
    """
    if fmt not in FORMATS:
        raise ValueError(f"figure format {fmt!r} is not one of {', '.join(FORMATS)}.")
    metadata = _METADATA[fmt] | ({"Title": title} if title else {})
    if fmt == "pdf":
        return _outlined_pdf(figure, metadata)
    buffer = BytesIO()
    figure.savefig(buffer, format=fmt, metadata=metadata)
    return buffer.getvalue()


class _Outlines(RendererPdf):
    """Draws type as outlines: publishers refuse Type 3 fonts, and matplotlib embeds fonts with
    PostScript outlines, as Chinese ones are, in no other form that every reader opens.
    """

    def draw_text(
        self, gc: GraphicsContextBase, x: float, y: float, s: str, prop: Any, angle: float,
        ismath: Any = False, mtext: Any = None,
    ) -> None:  # fmt: skip
        RendererBase.draw_text(self, gc, x, y, s, prop, angle, ismath, mtext)


def _outlined_pdf(figure: Figure, metadata: dict[str, str | None]) -> bytes:
    buffer = BytesIO()
    width, height = figure.get_size_inches()
    dpi = figure.dpi
    figure.dpi = 72  # a PDF counts in points
    file = PdfFile(buffer, metadata=metadata)
    try:
        file.newPage(width, height)
        outlines = _Outlines(file, _RASTER, height, width)
        renderer: Any = MixedModeRenderer(figure, width, height, _RASTER, outlines)
        figure.draw(renderer)
        renderer.finalize()
        file.finalize()
    finally:
        file.close()
        figure.dpi = dpi
    return buffer.getvalue()


def save(figure: Figure, stem: Path, formats: Iterable[str] = FORMATS) -> list[Path]:
    """Write `stem`.png, .svg and .pdf (or the `formats` named); returns the paths written."""
    from compare.base.atomic import write_bytes

    paths = []
    for fmt in formats:
        path = stem.with_name(f"{stem.name}.{fmt}")
        write_bytes(path, render(figure, fmt))
        paths.append(path)
    return paths
