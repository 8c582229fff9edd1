"""The pictures that the report kit wrote, for the page: what a paper shows and what the page shows are the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from compare.figures.labels import LANGUAGES
from compare.figures.spec import all_figures
from compare.kit import full_caption, picture_name
from compare.report.page import PageFigure
from compare.study import Study

# Where on the page the figures of a module stand; the others stand with the texts.
_SECTIONS = {
    "adoption": "adoption", "coverage": "adoption", "origins": "origins", "similarity": "similarity", "alignment": "similarity",
    "network": "agencies", "agencies": "agencies", "amounts": "amounts", "themes": "themes", "instruments": "themes",
    "directives": "themes", "reliability": "limits", "robustness": "limits",
}


def page_figures(study: Study, tables: Mapping[str, pd.DataFrame], folder: Path) -> list[PageFigure]:
    """Every figure whose PNGs `compare.kit.write_figures` left in `folder`, with its words in both languages."""
    figures = []
    for spec in all_figures():
        paths = {lang: folder / picture_name(spec.name, lang, "png") for lang in LANGUAGES}
        data = spec.data(study, tables)
        if data.empty or not all(path.is_file() for path in paths.values()):
            continue
        figures.append(PageFigure(
            name=spec.name,
            section=_SECTIONS.get(spec.data.__module__.rpartition(".")[2], "documents"),
            title={lang: spec.title[lang] for lang in LANGUAGES},
            caption={lang: full_caption(spec, data, study, lang) for lang in LANGUAGES},
            alt={lang: spec.alt(data, lang) for lang in LANGUAGES},
            images={lang: path.read_bytes() for lang, path in paths.items()},
        ))
    return figures
