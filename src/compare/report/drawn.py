"""The pictures that the report kit wrote, for the page: the same figure as in a paper, at a third
of its weight.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pandas as pd

from compare.base.progress import Progress
from compare.figures.spec import FigureSpec, all_figures
from compare.paper.kit import picture_name
from compare.report.page import PageFigure
from compare.study.read import Study
from compare.words.strings import LANGUAGES

# Section of the page by the first of a figure's words that stands here; the others stand with the
# texts.
_SECTIONS = {
    "pmc": "themes",
    "adoption": "adoption", "origins": "origins", "diffusion": "origins",
    "similarity": "similarity",
    "formula": "similarity", "linked": "similarity", "agency": "agencies", "amounts": "amounts",
    "themes": "themes", "instruments": "themes", "directive": "themes", "reliability": "limits",
    "validation": "limits", "robustness": "limits",
}  # fmt: skip
LONGEST = 300_000  # bytes of a figure's CSV that the page carries


def page_figures(
    study: Study,
    tables: Mapping[str, pd.DataFrame],
    folder: Path,
    *,
    specs: Iterable[FigureSpec] | None = None,
    progress: Progress | None = None,
) -> list[PageFigure]:
    """Every figure whose PNGs `compare.paper.kit.write_figures` left in `folder`, with its words
    in both languages.
    """
    figures = []
    wanted = list(all_figures() if specs is None else specs)
    for number, spec in enumerate(wanted):
        if progress is not None and number:
            progress.advance(number / (len(wanted) + 1), number, "figures")  # the page itself: one
        paths = {lang: folder / picture_name(spec.name, lang, "png") for lang in LANGUAGES}
        data = spec.data(study, tables)
        if data.empty or not all(path.is_file() for path in paths.values()):
            continue
        figures.append(
            PageFigure(
                name=spec.name,
                section=section_of(spec.name),
                title={lang: spec.title[lang] for lang in LANGUAGES},
                caption={lang: spec.caption(data, study, lang) for lang in LANGUAGES},
                alt={lang: spec.alt(data, lang) for lang in LANGUAGES},
                images={lang: lighter(path.read_bytes()) for lang, path in paths.items()},
                data=_drawn_data(folder / f"{spec.name}.csv"),
            )
        )
    return figures


def _drawn_data(path: Path) -> str:
    """The figure's CSV, unless it is so long that it belongs in a file."""
    if not path.is_file() or path.stat().st_size > LONGEST:
        return ""
    return path.read_text(encoding="utf-8-sig")


def remembering(spec: FigureSpec) -> FigureSpec:
    """The same figure, whose data are computed once for one study and its tables."""
    known: list[pd.DataFrame] = []

    def data(study: Study, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
        if not known:
            known.append(spec.data(study, tables))
        return known[0]

    return replace(spec, data=data)


def section_of(name: str) -> str:
    """The section of the page in which the figure `name` stands."""
    return next((_SECTIONS[word] for word in name.split("-") if word in _SECTIONS), "documents")


def lighter(png: bytes) -> bytes:
    """The same picture, size and pixels, in 256 colours: flat inks lose nothing, and the page
    stays small enough to send.
    """
    from PIL import Image  # matplotlib brings it

    palette = (
        Image.open(BytesIO(png))
        .convert("RGB")
        .quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    )
    out = BytesIO()
    palette.save(out, "PNG", optimize=True)
    return out.getvalue()
