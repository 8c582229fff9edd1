"""The figures of the kit, drawn for the page in both languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from compare.figures.labels import LANGUAGES
from compare.figures.save import render
from compare.figures.spec import all_figures
from compare.report.page import PageFigure
from compare.study import Study

# Where on the page the figures of a module stand; the others stand with the texts.
_SECTIONS = {
    "adoption": "adoption", "coverage": "adoption", "origins": "origins", "similarity": "similarity", "alignment": "similarity",
    "network": "agencies", "agencies": "agencies", "amounts": "amounts", "themes": "themes", "instruments": "themes",
    "directives": "themes", "reliability": "limits", "robustness": "limits",
}


def draw_figures(study: Study, tables: Mapping[str, pd.DataFrame], *, width: str = "183mm", media: str = "png") -> Iterator[PageFigure]:
    """Every figure that this study has data for, one after the other so that a caller can show progress."""
    for spec in all_figures():
        data = spec.data(study, tables)
        if data.empty:
            continue
        yield PageFigure(
            name=spec.name,
            section=_SECTIONS.get(spec.data.__module__.rpartition(".")[2], "documents"),
            title={lang: spec.title[lang] for lang in LANGUAGES},
            caption={lang: spec.caption(data, study, lang) for lang in LANGUAGES},
            alt={lang: spec.alt(data, lang) for lang in LANGUAGES},
            images={lang: render(spec.draw(data, lang, width), media) for lang in LANGUAGES},
            media=media,
        )
