"""One figure by its name: what a notebook cell calls."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from compare.figures.spec import all_figures, get_figure

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from compare.study.read import Study


def draw(
    name: str,
    study: Study,
    tables: Mapping[str, pd.DataFrame],
    lang: str = "zh",
    *,
    width: str = "183mm",
) -> Figure | None:
    """Draw one figure of the kit.

    Parameters
    ----------
    name : str
        Such as ``adoption-matrix``; `compare.figures.spec.all_figures` lists them.
    study, tables
        From `compare.read_study` and `compare.build_tables`.
    lang : {"zh", "en"}
    width : {"89mm", "183mm", "slide"}

    Returns
    -------
    Figure or None
        None where the study holds nothing to draw; a line that says so is printed then.

    Raises
    ------
    ValueError
        If there is no figure of that name.
    """
    spec = get_figure(name)
    data = spec.data(study, tables)
    if not len(data):
        print(f"This study holds no data for {name}.")
        return None
    return spec.picture(data, lang, width)


def figure_data(name: str, study: Study, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Exactly what the figure `name` draws, one row a mark; empty where the study holds nothing to
    draw.
    """
    return get_figure(name).data(study, tables)


def figure_names() -> tuple[str, ...]:
    """Names that `draw` and `figure_data` take, in the order of the gallery."""
    return tuple(spec.name for spec in all_figures())
