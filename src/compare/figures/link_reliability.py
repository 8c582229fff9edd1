"""Does the certainty of a link mean what it says: share of links that readers make, by
certainty.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from compare.base.intervals import wilson
from compare.figures import theme
from compare.figures.spec import FigureSpec
from compare.trust.link_certainty import calibration_error, link_certainty

if TYPE_CHECKING:
    from compare.study.read import Study


def links_data(study: Study, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The reliability table of `compare.trust.link_certainty` with Wilson's interval of each
    share: the same for every study.
    """
    table = link_certainty()
    bounds = [
        wilson(round(share * n), int(n))
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
        ax.set_xlabel(
            theme.t(
                ("对应关系的确信度（区间均值）", "Certainty of the link (mean of its bin)"), lang
            )
        )
        ax.set_ylabel(theme.t(("读者认定为对应的占比", "Share that readers link"), lang))
        handles = [
            Line2D(
                [],
                [],
                linestyle="none",
                marker="o",
                color="#0072B2",
                label=theme.t(("条款与条目对", "Pairs of clause and item"), lang),
            ),
            Line2D(
                [],
                [],
                color="#777777",
                linestyle="--",
                label=theme.t(("完全校准", "Calibrated"), lang),
            ),
        ]
        theme.legend(ax, handles=handles, loc="outside upper center", ncols=2)
    return ax


def _caption(data: pd.DataFrame, study: Study, lang: str) -> str:
    n, error = int(data["pairs"].sum()), calibration_error(data)
    if lang == "zh":
        return (
            f"与官方文本的对应关系：{n} 对条款与条目按确信度分组，纵轴为读者认定的占比；"
            f"须线为 95% 威尔逊区间。"
            f"测于 12 个领域的 16 对文件，每个领域均由其余领域拟合的权重评分；平均偏差 "
            f"{error:.2f}。与所选语料无关。"
        )
    return (
        f"Links with an official text: {n} pairs of clause and item by certainty, and the "
        f"share of them that readers link; whiskers: 95% Wilson "
        f"interval. Measured on 16 pairs of documents of 12 fields, each field by weights "
        f"fitted on the others; mean distance {error:.2f}. The "
        "same for every study."
    )


def _alt(data: pd.DataFrame, lang: str) -> str:
    top = data.iloc[-1]
    if lang == "zh":
        return (
            f"点图。确信度 {top['certainty']:.2f} 的一组中，{top['linked']:.2f} "
            f"被读者认定为对应；各点在对角线附近。"
        )
    return (
        f"Dot plot. Of the pairs with a certainty of {top['certainty']:.2f} readers "
        f"link {top['linked']:.2f}; the dots lie near the diagonal."
    )


def _draw(data: pd.DataFrame, lang: str, width: str) -> Figure:
    return theme.figure_of(plot_links(data, lang=lang, width=width))


FIGURES = (
    FigureSpec(
        "reliability-links",
        {"zh": "对应关系的确信度可信吗？", "en": "Does the certainty of a link mean what it says?"},
        links_data,
        _draw,
        _caption,
        _alt,
        plot=plot_links,
    ),
)
