"""Who promises how much for what: sums of money by theme and place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.markers import CARETLEFT, CARETRIGHT
from matplotlib.transforms import ScaledTranslation

from compare.content.crossings import amounts_by_theme
from compare.figures import many, theme
from compare.figures.panels import bar_rows
from compare.figures.parts import say_left_out, wrap
from compare.figures.spec import figure
from compare.figures.themes import named_themes
from compare.words.strings import say

if TYPE_CHECKING:
    from compare.study.read import Study

# Bound -> caret beside the mark of the place: an upper bound points left (at most), a lower one
# right (at least).
_BOUNDS: dict[str, Any] = {"exact": "", "upper": CARETLEFT, "lower": CARETRIGHT, "range": "_"}
ASIDE = 4.5  # points from a mark to its caret
MAX_PLACES = len(theme.SERIES)


def amounts_data(study: Study, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row a sum of money: doc_id, doc_order, place_zh, place_en, clause_id, theme, theme_zh,
    theme_en, low, high, value (元), bound, what, raw.

    Themes by their largest sum. The theme is the most central one of the clause; a clause without
    theme is left out.
    """
    if tables["amounts"].empty or tables["themes"].empty:
        return pd.DataFrame()
    found = amounts_by_theme(tables["amounts"], tables["themes"])
    found = found[(found["theme"] != "") & (found["value"] > 0)]
    if found.empty:
        return pd.DataFrame()
    low, high = found["low"], found["high"]
    found = found.assign(
        bound=np.select([low.isna(), high.isna(), low < high], ["upper", "lower", "range"], "exact")
    )
    for lang in ("zh", "en"):
        found[f"place_{lang}"] = found["doc_id"].map(theme.places(tables["documents"], lang))
    largest = found.groupby("theme")["value"].max()
    order = {
        code: number
        for number, code in enumerate(
            sorted(largest.index, key=lambda code: (-largest[code], code))
        )
    }
    found = found.sort_values("theme", key=lambda codes: codes.map(order), kind="stable")
    found["doc_order"] = found["doc_id"].map(
        {doc: number for number, doc in enumerate(tables["documents"]["doc_id"])}
    )
    columns = [
        "doc_id", "doc_order", "place_zh", "place_en", "clause_id", "theme", "theme_zh", "theme_en",
        "low", "high", "value", "bound", "what", "raw",
    ]  # fmt: skip
    return named_themes(found, study)[columns].reset_index(drop=True)


def plot_amounts(
    data: pd.DataFrame, *, lang: str = "zh", ax: Axes | None = None, width: str = "183mm"
) -> Axes:
    """Marks on a logarithmic scale of ten thousand yuan, a row each theme; shape and colour =
    place, a caret beside it = kind of bound.

    Sums that are the same stand side by side: the height within a row has no meaning. Of many
    documents the distribution of the sums.
    """
    width = theme.width_of(ax) if ax is not None else width
    whole = data["doc_id"].nunique()
    if many.summed_up(whole, MAX_PLACES):
        return many.plot_spread(
            _sums(data, lang), lang=lang, ax=ax, width=width, total=len(data), log=True,
            form=_yuan, unit="sums", words=say("figure.amounts.yuan_logarithmic_scale", lang),
        )  # fmt: skip
    most = data.groupby("doc_id", sort=False).size().sort_values(ascending=False, kind="stable")
    data = data[data["doc_id"].isin(most.index[:MAX_PLACES])]
    rank = {doc: k for k, doc in enumerate(sorted(data["doc_order"].unique()))}
    data = data.assign(doc_order=data["doc_order"].map(rank))
    codes = data.drop_duplicates("theme").set_index("theme")[f"theme_{lang}"]
    places = (
        data.drop_duplicates("doc_id").sort_values("doc_order").set_index("doc_id")[f"place_{lang}"]
    )
    ax = ax if ax is not None else theme.new_axes(width, 34 + 9 * len(codes))
    with theme.use(theme.width_of(ax)):
        rows = {code: number for number, code in enumerate(codes.index)}
        bar_rows(ax, list(rows.values()))
        for _, group in data.groupby(["theme", "value"], sort=False):
            for number, row in enumerate(group.to_dict("records")):
                height = rows[row["theme"]] + 0.13 * (number - (len(group) - 1) / 2)
                mark = theme.SERIES[row["doc_order"] % len(theme.SERIES)]
                if row["bound"] == "range":
                    ax.hlines(
                        height, row["low"] / 1e4, row["high"] / 1e4, color=mark.color, linewidth=1.2
                    )
                ax.plot(
                    row["value"] / 1e4,
                    height,
                    linestyle="none",
                    marker=mark.marker,
                    color=mark.color,
                    markeredgecolor="white",
                    markeredgewidth=0.4,
                    markersize=5,
                )
                caret = _BOUNDS[row["bound"]]
                if row["bound"] in ("upper", "lower"):
                    aside = ASIDE if row["bound"] == "lower" else -ASIDE
                    moved = ScaledTranslation(aside / 72, 0, theme.figure_of(ax).dpi_scale_trans)
                    ax.plot(
                        row["value"] / 1e4,
                        height,
                        linestyle="none",
                        marker=caret,
                        color="#444444",
                        markersize=3.5,
                        transform=ax.transData + moved,
                    )
        ax.set_xscale("log")
        low, high = data[["low", "value"]].min().min() / 1e4, data["value"].max() / 1e4
        ticks = [
            tick
            for tick in (0.01, 0.1, 1, 10, 100, 1000, 10_000, 100_000)
            if low / 3 <= tick <= high * 3
        ]  # fmt: skip
        ax.set_xlim(low / 2, high * 2)
        ax.set_xticks(ticks, [f"{tick:,g}" for tick in ticks])
        ax.minorticks_off()
        ax.set_yticks(list(rows.values()), [wrap(label, 28) for label in codes])
        ax.set_ylim(len(codes) - 0.4, -0.6)
        ax.tick_params(axis="y", length=0)
        ax.spines["left"].set_visible(False)
        ax.grid(axis="x")
        ax.set_xlabel(say("figure.amounts.yuan_logarithmic_scale", lang))
        order = dict(zip(data["doc_id"], data["doc_order"], strict=True))
        used = [kind for kind in _BOUNDS if kind in set(data["bound"])]
        handles = [
            Line2D(
                [],
                [],
                linestyle="none",
                marker=theme.SERIES[order[doc_id] % len(theme.SERIES)].marker,
                color=theme.SERIES[order[doc_id] % len(theme.SERIES)].color,
                label=str(name),
            )
            for doc_id, name in zip(places.index, places, strict=True)
        ] + [
            Line2D(
                [],
                [],
                linestyle="none",
                marker=_BOUNDS[kind],
                color="#444444",
                label=say(f"figure.amounts-money.{kind}", lang),
            )
            for kind in used
            if kind != "exact"
        ]
        figure = theme.figure_of(ax)
        theme.legend(
            ax,
            handles=handles,
            loc="outside upper center",
            ncols=4 if theme.width_of(ax) == "89mm" else 8,
        )
        say_left_out(figure, len(places), whole, lang)
    return ax


def _sums(data: pd.DataFrame, lang: str) -> list[many.Row]:
    """Sums in ten thousand yuan by theme, each by the place that promises it."""
    told = data.assign(sum=data["value"] / 1e4)
    return many.rows_of(told, "theme", "sum", lang)


def _yuan(value: float) -> str:
    return f"{value:,.6g}"


def _draw(data: pd.DataFrame, lang: str, width: str) -> Figure:
    return theme.figure_of(plot_amounts(data, lang=lang, width=width))


def _caption(data: pd.DataFrame, study: Study, lang: str) -> str:
    n, places = len(data), data["doc_id"].nunique()
    return say(many.caption_key("amounts-money", places), lang, places=places, n=n)


def _alt(data: pd.DataFrame, lang: str) -> str:
    if many.summed_up(data["doc_id"].nunique()):
        return many.spread_alt(_sums(data, lang), lang, len(data), _yuan, "sums")
    counts = (
        data.groupby(f"place_{lang}", sort=False).size().sort_values(ascending=False, kind="stable")
    )
    top = data.sort_values("value", ascending=False, kind="stable").iloc[0]
    parts = say("join.items", lang).join(
        say("figure.amounts-money.count", lang, place=place, n=n) for place, n in counts.items()
    )
    return say(
        "figure.amounts-money.alt",
        lang,
        parts=parts,
        place=top[f"place_{lang}"],
        theme=top[f"theme_{lang}"],
        sum=f"{top['value'] / int(say('figure.amounts-money.yuan', lang)):,.10g}",
    )


FIGURES = (
    figure(
        "amounts-money",
        amounts_data,
        _draw,
        _caption,
        _alt,
        plot=plot_amounts,
    ),
)
