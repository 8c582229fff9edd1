"""Does the certainty of a link mean what it says: share of links that readers make, by
certainty.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from compare.base.intervals import FEWEST, wilson
from compare.figures import theme
from compare.figures.spec import figure
from compare.trust.link_certainty import calibration_error, link_certainty
from compare.words.strings import say

if TYPE_CHECKING:
    from compare.study.read import Study


def links_data(study: Study, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The reliability table of `compare.trust.link_certainty` with Wilson's interval of each
    share: the same for every study.
    """
    table = link_certainty()
    bounds = [
        wilson(round(share * n), int(n)) if n >= FEWEST else (np.nan, np.nan)
        for share, n in zip(table["linked"], table["pairs"], strict=True)
    ]
    return table.assign(
        share_low=[low for low, _ in bounds], share_high=[high for _, high in bounds]
    )


def plot_links(
    data: pd.DataFrame, *, lang: str = "zh", ax: Axes | None = None, width: str = "183mm"
) -> Axes:
    """Dots: share of pairs that readers link, at the mean certainty of the bin; dashed: where the
    two are equal.
    """
    ax = ax if ax is not None else theme.new_axes(width, 84)
    with theme.use(theme.width_of(ax)):
        ax.plot([0, 1], [0, 1], color="#777777", linestyle="--")
        ax.vlines(data["certainty"], data["share_low"], data["share_high"], color="#0072B2")
        ax.plot(
            data["certainty"],
            data["linked"],
            linestyle="none",
            marker="o",
            color="#0072B2",
            clip_on=False,
        )
        ax.set_xlim(0, 1)
        ax.set_ylim(0, 1)
        ax.set_xlabel(say("figure.link_reliability.certainty_link_mean", lang))
        ax.set_ylabel(say("figure.link_reliability.share_readers_link", lang))
        handles = [
            Line2D(
                [],
                [],
                linestyle="none",
                marker="o",
                color="#0072B2",
                label=say("figure.link_reliability.pairs_clause_item", lang),
            ),
            Line2D(
                [],
                [],
                color="#777777",
                linestyle="--",
                label=say("figure.link_reliability.calibrated", lang),
            ),
        ]
        theme.legend(ax, handles=handles, loc="outside upper center", ncols=2)
    return ax


def _caption(data: pd.DataFrame, study: Study, lang: str) -> str:
    n, error = int(data["pairs"].sum()), calibration_error(data)
    return say("figure.reliability-links.caption", lang, n=n, error=error)


def _alt(data: pd.DataFrame, lang: str) -> str:
    top = data.iloc[-1]
    return say(
        "figure.reliability-links.alt", lang, certainty=top["certainty"], linked=top["linked"]
    )


def _draw(data: pd.DataFrame, lang: str, width: str) -> Figure:
    return theme.figure_of(plot_links(data, lang=lang, width=width))


FIGURES = (
    figure(
        "reliability-links",
        links_data,
        _draw,
        _caption,
        _alt,
        plot=plot_links,
    ),
)
