"""One figure by its name: what a notebook cell calls."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from compare.figures.spec import all_figures, get_figure
from compare.figures.theme import PolicyAxes
from compare.tables import build_tables
from compare.words.strings import say

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from compare.study.read import Study


def draw(
    name: str,
    study: Study,
    tables: Mapping[str, pd.DataFrame] | None = None,
    lang: str = "zh",
    *,
    ax: Axes | None = None,
    width: str = "183mm",
) -> Axes | Figure | None:
    """Draw one figure of the kit.

    Parameters
    ----------
    name : str
        Such as ``adoption-matrix``; `compare.figures.spec.all_figures` lists them.
    study : Study
        From `compare.read_study`.
    tables : mapping of name to DataFrame, optional
        From `compare.build_tables`; computed where it is left out.
    lang : {"zh", "en"}
    ax : Axes, optional
        Draw here, in a figure of one's own; default: a new figure of `width`.
    width : {"89mm", "183mm", "slide"}

    Returns
    -------
    Axes, Figure or None
        The Axes where the figure has one (colour bars aside), the Figure where it has several.
        None where the study holds nothing to draw; a line that says so is printed then. A notebook
        cell that ends in either shows the picture.

    Raises
    ------
    ValueError
        If there is no figure of that name, or `ax` is given for a figure that needs several.
    """
    spec = get_figure(name)
    if ax is not None and spec.plot is None:
        raise ValueError(f"figure {name!r} is drawn on several Axes; leave ax out.")
    data = spec.data(study, build_tables(study) if tables is None else tables)
    if not len(data):
        print(say("figure.no_data", lang, name=name))
        return None
    if ax is not None and spec.plot is not None:
        return spec.plot(data, lang=lang, ax=ax)
    figure = spec.picture(data, lang, width)
    alone = [one for one in figure.axes if isinstance(one, PolicyAxes)]
    return alone[0] if len(alone) == 1 else figure


def figure_data(name: str, study: Study, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Exactly what the figure `name` draws, one row a mark; empty where the study holds nothing to
    draw.
    """
    return get_figure(name).data(study, tables)


def figure_names() -> tuple[str, ...]:
    """Names that `draw` and `figure_data` take, in the order of the gallery."""
    return tuple(spec.name for spec in all_figures())
