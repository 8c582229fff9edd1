"""The report page: one HTML file in which every number leads back to the clause that proves it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from compare.base.atomic import write_output
from compare.paper.provenance import input_files, made_with, table_digests
from compare.report.page import PageFigure, render_page
from compare.report.payload import build_payload
from compare.study.read import Study

__all__ = ["PageFigure", "build_payload", "render_page", "write_report"]


def write_report(
    study: Study,
    tables: Mapping[str, pd.DataFrame],
    out: Path,
    *,
    figures: Sequence[PageFigure] = (),
    lang: str = "zh",
    templates: Iterable[Any] | None = None,
) -> Path:
    """Write the report page of a study.

    Parameters
    ----------
    study : Study
    tables : mapping of name to DataFrame
        As `compare.build_tables` gives them.
    out : Path
        The file to write, such as ``build/report/index.html``.
    figures : sequence of PageFigure
        `drawn.page_figures` reads what the kit wrote.
    lang : {"zh", "en"}
        Language the page opens in; it holds both.
    templates : iterable of Template, optional
        What the adoption table was made with, where that is more than the study's codebooks.

    Returns
    -------
    Path
        `out`. The same inputs and versions give the same bytes.
    """
    write_output(out, page_text(study, tables, figures=figures, lang=lang, templates=templates))
    return out


def page_text(
    study: Study,
    tables: Mapping[str, pd.DataFrame],
    *,
    figures: Sequence[PageFigure] = (),
    lang: str = "zh",
    templates: Iterable[Any] | None = None,
    revision: str = "",
) -> str:
    """The page of a study as text; parameters as in `write_report` and `build_payload`."""
    from compare.figures.theme import CONTROL, LEVELS

    payload = build_payload(
        study,
        tables,
        templates=templates,
        lang=lang,
        inputs=input_files(study),
        results=[
            {"file": f"tables/{name}.csv", "sha256": digest}
            for name, digest in table_digests(tables).items()
        ],
        versions=made_with(study),
        revision=revision,
    )
    colours = {level: mark.color for level, mark in LEVELS.items()} | {"control": CONTROL.color}
    return render_page(payload, figures, colours=colours)
