"""A figure as bytes and files, the same bytes on every run."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from matplotlib.figure import Figure

FORMATS = ("png", "svg", "pdf")
# Dates and version strings would change the bytes from run to run and machine to machine.
_METADATA: dict[str, dict[str, str | None]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None, "Format": None, "Type": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}


def render(figure: Figure, fmt: str = "png", *, title: str = "") -> bytes:
    """`figure` as the bytes of a PNG, SVG or PDF file; Chinese type is outlined (SVG) or embedded
    (PDF).

    `title` is stored in the file, where screen readers and reference managers look for it; it is
    not drawn.

    Raises
    ------
    ValueError
        If `fmt` is not one of `FORMATS`.
    """
    if fmt not in FORMATS:
        raise ValueError(f"figure format {fmt!r} is not one of {', '.join(FORMATS)}.")
    buffer = BytesIO()
    figure.savefig(
        buffer, format=fmt, metadata=_METADATA[fmt] | ({"Title": title} if title else {})
    )
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
