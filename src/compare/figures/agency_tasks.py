"""What departments are charged with: which themes each family carries, and who is named here and
not there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from compare.agencies.contrasts import counterpart_gaps
from compare.agencies.kinds import kind_of, select
from compare.agencies.measures import family_themes
from compare.figures import theme
from compare.figures.parts import heat_map, say_left_out, wrap
from compare.figures.spec import figure
from compare.words.strings import say

if TYPE_CHECKING:
    from compare.study.read import Study

TOP_FAMILIES, TOP_THEMES = 12, 20  # columns and rows of the theme map
TOP = 18  # families of the gap chart


def themes_data(study: Study, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row a theme and family: clauses with both, share of the family's clauses, lift over
    chance; most named families only.
    """
    if "themes" not in study.codebooks or tables["themes"].empty:
        return pd.DataFrame()
    table = family_themes(tables["agencies"], tables["themes"], where=kind_of(tables["agencies"]))
    if table.empty:
        return pd.DataFrame()
    rows = select(tables["agencies"], where=kind_of(tables["agencies"]), generic=False)
    busiest = (
        rows.groupby("family")["clause_id"]
        .nunique()
        .sort_index()
        .sort_values(ascending=False, kind="stable")
        .index[:TOP_FAMILIES]
    )
    codes = {code.id: code for code in study.codebooks["themes"].codes}
    commonest = (
        table.groupby("theme")["clauses"]
        .sum()
        .sort_index()
        .sort_values(ascending=False, kind="stable")
        .index[:TOP_THEMES]
    )
    seen = [code for code in codes if code in set(commonest)]
    whole = (
        table.set_index(["theme", "family"])
        .reindex(pd.MultiIndex.from_product([seen, busiest], names=["theme", "family"]))
        .reset_index()
    )
    whole["clauses"] = whole["clauses"].fillna(0).astype(int)
    whole[["of_family", "of_theme", "lift"]] = whole[["of_family", "of_theme", "lift"]].fillna(0.0)
    whole["theme_zh"], whole["theme_en"] = (
        whole["theme"].map(lambda c: codes[c].zh),
        whole["theme"].map(lambda c: codes[c].en),
    )
    whole["family_zh"], whole["family_en"] = (
        whole["family"],
        whole["family"].map(study.registry.english),
    )
    return whole[
        [
            "theme",
            "theme_zh",
            "theme_en",
            "family",
            "family_zh",
            "family_en",
            "clauses",
            "of_family",
            "of_theme",
            "lift",
        ]
    ]


def plot_themes(
    data: pd.DataFrame, *, lang: str = "zh", ax: Axes | None = None, width: str = "183mm"
) -> Axes:
    """Heat map themes × families: shade = share of the family's clauses that have the theme,
    number = clauses.
    """
    width = theme.width_of(ax) if ax is not None else width
    sizes = data.groupby("theme", sort=False)["clauses"].sum()
    room = theme.room_for(len(sizes), width, head_mm=72 if width == "slide" else 60, row_mm=4.6)
    common = sizes.sort_values(ascending=False, kind="stable").index[:room]
    data = data[data["theme"].isin(common)]
    themes = data.drop_duplicates("theme").set_index("theme")[f"theme_{lang}"]
    families = data.drop_duplicates("family").set_index("family")[f"family_{lang}"]
    ax = ax if ax is not None else theme.new_axes(width, 46 + 4.6 * len(themes))
    with theme.use(theme.width_of(ax)):
        narrow = theme.width_of(ax) == "89mm"
        values = data.pivot(index="theme", columns="family", values="of_family").reindex(
            index=themes.index, columns=families.index
        )
        counts = data.pivot(index="theme", columns="family", values="clauses").reindex(
            index=themes.index, columns=families.index
        )
        image = heat_map(
            ax,
            values,
            rows=[wrap(name, 24 if narrow else 46, lines=1) for name in themes],
            columns=[wrap(name, 20 if theme.width_of(ax) == "slide" else 34) for name in families],
            top=float(np.nanmax(values.to_numpy())),
            columns_above=True,
        )
        ax.tick_params(axis="x", rotation=90)
        cells = values.to_numpy(dtype=float)
        for (row, column), count in np.ndenumerate(counts.to_numpy(dtype=int)):
            if count:
                shade = image.cmap(image.norm(cells[row, column]))
                ax.text(
                    column,
                    row,
                    str(count),
                    ha="center",
                    va="center",
                    size="small",
                    color=theme.ink(shade),
                )
        bar = ax.figure.colorbar(
            image,
            ax=ax,
            fraction=0.03,
            pad=0.02,
            location="bottom",
            format=lambda value, _: f"{value:.0%}",
        )
        bar.set_label(say("figure.agency_tasks.share_family_s", lang))
        if len(families) < 6:  # two figures have no room below so narrow a map
            bar.set_ticks([float(np.nanmax(cells))])
        bar.outline.set_visible(False)  # type: ignore[operator]
        say_left_out(theme.figure_of(ax), len(themes), len(sizes), lang)
    return ax


def gaps_data(study: Study, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row a family, for the two documents that share most measures: measures for which both,
    or only one, name it.
    """
    table = counterpart_gaps(tables["agencies"], tables["pairs"], where=kind_of(tables["agencies"]))
    if table.empty:
        return pd.DataFrame()
    most = (
        table.groupby(["doc_a", "doc_b"])["measures"]
        .sum()
        .sort_index()
        .sort_values(ascending=False, kind="stable")
        .index[0]
    )
    part = table[(table["doc_a"] == most[0]) & (table["doc_b"] == most[1])].head(TOP).copy()
    part["_difference"] = part["only_a"] - part["only_b"]
    part = part.sort_values(["_difference", "family"], ascending=[False, True], kind="stable").drop(
        columns="_difference"
    )
    part["family_zh"], part["family_en"] = (
        part["family"],
        part["family"].map(study.registry.english),
    )
    for lang in ("zh", "en"):
        names = theme.places(tables["documents"], lang)
        part[f"a_{lang}"], part[f"b_{lang}"] = part["doc_a"].map(names), part["doc_b"].map(names)
    return part.reset_index(drop=True)


def plot_gaps(
    data: pd.DataFrame, *, lang: str = "zh", ax: Axes | None = None, width: str = "183mm"
) -> Axes:
    """Bars to the left and right: shared measures for which only the one, or only the other,
    document names a family.
    """
    ax = (
        ax
        if ax is not None
        else theme.new_axes(width, 26 + (6.0 if width == "89mm" else 4.4) * len(data))
    )
    with theme.use(theme.width_of(ax)):
        rows = np.arange(len(data))
        for side, sign, mark in (("a", -1, theme.SERIES[0]), ("b", 1, theme.SERIES[1])):
            name = data[f"{side}_{lang}"].iloc[0]
            words = say("figure.agency_tasks.only_names_it", lang, name=name)
            ax.barh(
                rows,
                sign * data[f"only_{side}"],
                color=mark.color,
                hatch=mark.hatch,
                edgecolor=mark.line,
                label=words,
            )
            for row, count in zip(rows, data[f"only_{side}"], strict=True):
                if count:
                    ax.text(
                        sign * (count + 0.2),
                        float(row),
                        str(count),
                        va="center",
                        ha="left" if sign > 0 else "right",
                        size="small",
                    )
        most = int(max(data["only_a"].max(), data["only_b"].max(), 1))
        ax.set_xlim(-1.15 * most - 0.6, 1.15 * most + 0.6)
        ax.set_ylim(len(data) - 0.4, -0.6)
        ax.axvline(0, color="#444444", linewidth=0.6)
        columns = 20 if theme.width_of(ax) == "89mm" else 34
        labels = [
            f"{wrap(name, columns)} ({both})"
            for name, both in zip(data[f"family_{lang}"], data["both"], strict=True)
        ]
        ax.set_yticks(rows, labels)
        ax.tick_params(axis="y", length=0)
        ax.spines["left"].set_visible(False)
        ax.set_xticks([])
        ax.spines["bottom"].set_visible(False)
        ax.set_xlabel(say("figure.agency_tasks.shared_measures_brackets", lang))
        theme.legend(
            ax,
            *ax.get_legend_handles_labels(),
            loc="outside upper center",
            ncols=1 if theme.width_of(ax) == "89mm" else 2,
        )
    return ax


def _draw_themes(data: pd.DataFrame, lang: str, width: str) -> Figure:
    return theme.figure_of(plot_themes(data, lang=lang, width=width))


def _draw_gaps(data: pd.DataFrame, lang: str, width: str) -> Figure:
    return theme.figure_of(plot_gaps(data, lang=lang, width=width))


def _themes_caption(data: pd.DataFrame, study: Any, lang: str) -> str:
    n, most = int(data["clauses"].sum()), data.iloc[int(data["clauses"].to_numpy().argmax())]
    return say(
        "figure.agency-themes.caption",
        lang,
        n=n,
        count=data["theme"].nunique(),
        clauses=most["clauses"],
        family=most[f"family_{lang}"],
        theme=most[f"theme_{lang}"],
    )


def _themes_alt(data: pd.DataFrame, lang: str) -> str:
    lines = []
    for _, part in list(data.groupby("family", sort=False))[:5]:
        row = part.sort_values(["clauses", "theme"], ascending=[False, True]).iloc[0]
        names = {"name": row[f"family_{lang}"], "value": row[f"theme_{lang}"]}
        lines.append(say("figure.pair", lang, **names))
    return say("figure.agency-themes.alt", lang, lines=say("join.clauses", lang).join(lines))


def _gaps_caption(data: pd.DataFrame, study: Any, lang: str) -> str:
    a, b = data[f"a_{lang}"].iloc[0], data[f"b_{lang}"].iloc[0]
    only_a, only_b = int(data["only_a"].sum()), int(data["only_b"].sum())
    return say("figure.agency-gaps.caption", lang, a=a, b=b, only_a=only_a, only_b=only_b)


def _gaps_alt(data: pd.DataFrame, lang: str) -> str:
    first, last = data.iloc[0], data.iloc[-1]
    return say(
        "figure.agency-gaps.alt",
        lang,
        a=first[f"a_{lang}"],
        family=first[f"family_{lang}"],
        only_a=first["only_a"],
        b=first[f"b_{lang}"],
        family2=last[f"family_{lang}"],
        only_b=last["only_b"],
    )


FIGURES = (
    figure(
        "agency-themes",
        themes_data,
        _draw_themes,
        _themes_caption,
        _themes_alt,
        plot=plot_themes,
    ),
    figure(
        "agency-gaps",
        gaps_data,
        _draw_gaps,
        _gaps_caption,
        _gaps_alt,
        plot=plot_gaps,
    ),
)
