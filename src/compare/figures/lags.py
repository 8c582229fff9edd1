"""How long it took from a template to the documents that implement it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from compare.adoption.in_hand import templates_in_use
from compare.adoption.relations import date_windows, relate
from compare.figures import many, theme
from compare.figures.parts import say_left_out
from compare.figures.spec import figure
from compare.words.strings import say

if TYPE_CHECKING:
    from compare.study.read import Study

ROW_MM = 5.0


def lags_data(study: Study, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row a template and a document, or province, that implements it.

    Columns
    -------
    template, template_zh, template_en, follower, follower_zh, follower_en : who follows whom
    level : of the follower
    relation : direct or via
    lag_min, lag_max : days from template to follower; equal where both days are known, empty where
    not decidable
    begin, end : ISO dates between which the template was issued
    """
    documents = tables["documents"]
    used = templates_in_use(documents, tables["clauses"], study.templates)
    windows = date_windows(documents, used)
    zh, en = theme.places(documents, "zh"), theme.places(documents, "en")
    related = relate(documents, used)
    level = documents.set_index("doc_id")["level"]
    rows = [
        {
            "template": r["template"],
            "follower": r["doc_id"],
            "follower_zh": zh[r["doc_id"]],
            "follower_en": en[r["doc_id"]],
            "level": level[r["doc_id"]],
            "relation": r["relation"],
            "lag_min": r["lag_min"],
            "lag_max": r["lag_max"],
        }
        for r in related[related["relation"] != "control"].to_dict("records")
    ]
    held = {template.doc_id for template in used}
    for below in used:
        for above in below.implements:
            if above in windows and below.number in windows and below.doc_id not in held - {""}:
                (a, b), (c, d) = windows[above], windows[below.number]
                rows.append(
                    {
                        "template": above,
                        "follower": below.number,
                        "follower_zh": below.number,
                        "follower_en": theme.number_label(below.number, "en"),
                        "level": below.level,
                        "relation": "direct",
                        "lag_min": float(max((c - b).days, 0)),
                        "lag_max": float((d - a).days),
                    }
                )
    frame = pd.DataFrame(
        rows,
        columns=[
            "template",
            "follower",
            "follower_zh",
            "follower_en",
            "level",
            "relation",
            "lag_min",
            "lag_max",
        ],
    )  # fmt: skip
    for lang in ("zh", "en"):
        frame[f"template_{lang}"] = [
            theme.template_name(documents, number, lang) for number in frame["template"]
        ]
    frame["begin"] = [windows[n][0].isoformat() if n in windows else "" for n in frame["template"]]
    frame["end"] = [windows[n][1].isoformat() if n in windows else "" for n in frame["template"]]
    return frame.sort_values(
        ["begin", "template", "lag_min", "follower"], kind="stable"
    ).reset_index(drop=True)


def plot_lags(
    data: pd.DataFrame, *, lang: str = "zh", ax: Axes | None = None, width: str = "183mm"
) -> Axes:
    """Days from each template to those that follow it: a marker where both days are known, a bar
    where only a range is. Of many followers the distribution of those whose days are known.
    """
    width = theme.width_of(ax) if ax is not None else width
    total = len(data)
    exact = data["lag_min"] == data["lag_max"]
    if many.summed_up(data["follower"].nunique()) and exact.any():
        return many.plot_spread(
            _known(data, lang), lang=lang, ax=ax, width=width, total=int(exact.sum()),
            form=many.whole, unit="pairs", words=say("figure.lags.days_since_template", lang),
        )  # fmt: skip
    room = theme.room_for(2 * total, width, head_mm=36, row_mm=ROW_MM)
    heads = (~data["template"].duplicated()).cumsum().to_numpy()
    data = data[np.arange(1, total + 1) + heads <= room]
    lines = len(data) + data["template"].nunique()
    ax = ax if ax is not None else theme.new_axes(width, 28 + ROW_MM * lines)
    width = theme.width_of(ax)
    with theme.use(width):
        y, ticks, labels = 0, [], []
        limit = np.nanmax([data["lag_max"].max(), 1])
        for _, group in data.groupby("template", sort=False):
            first = group.iloc[0]
            when = (
                first["begin"]
                if first["begin"] == first["end"]
                else f"{first['begin'][:4]}"
                if first["begin"]
                else "?"
            )
            ax.text(
                0.01 * limit,
                y,
                say("figure.adoption-lags.head", lang, name=first[f"template_{lang}"], when=when),
                va="center",
                size="small",
                color="#666666",
            )
            ax.axhline(y - 0.5, color="#DDDDDD", linewidth=0.5)
            y += 1
            for row in group.to_dict("records"):
                mark = theme.ADMIN_LEVELS[row["level"]]
                if np.isnan(row["lag_max"]):
                    ax.text(
                        0,
                        y,
                        say("figure.lags.not_decidable", lang),
                        va="center",
                        size="small",
                    )
                elif row["lag_min"] == row["lag_max"]:
                    ax.plot(
                        row["lag_min"],
                        y,
                        marker=mark.marker,
                        color=mark.color,
                        markerfacecolor=mark.color if row["relation"] == "direct" else "white",
                    )
                    ax.annotate(
                        f"{row['lag_max']:.0f}",
                        (row["lag_max"], y),
                        (5, 0),
                        textcoords="offset points",
                        va="center",
                        size="small",
                    )
                else:
                    ax.plot(
                        [row["lag_min"], row["lag_max"]],
                        [y, y],
                        color=mark.color,
                        linewidth=2.6,
                        solid_capstyle="butt",
                        alpha=1 if row["relation"] == "direct" else 0.5,
                    )
                    ax.annotate(
                        f"{row['lag_min']:.0f}–{row['lag_max']:.0f}",
                        (row["lag_max"], y),
                        (5, 0),
                        textcoords="offset points",
                        va="center",
                        size="small",
                    )
                ticks.append(y)
                labels.append(row[f"follower_{lang}"])
                y += 1
        ax.set_yticks(ticks, labels)
        ax.tick_params(axis="y", length=0)
        ax.set_ylim(y - 0.5, -0.6)
        ax.set_xlim(0, limit * (1.35 if width == "89mm" else 1.18))
        ax.xaxis.set_major_locator(MaxNLocator(4 if width == "89mm" else 8, prune="upper"))
        ax.set_xlabel(say("figure.lags.days_since_template", lang))
        handles = [
            Line2D(
                [],
                [],
                linestyle="none",
                marker=theme.ADMIN_LEVELS[level].marker,
                color=theme.ADMIN_LEVELS[level].color,
                label=theme.label(level, lang),
            )
            for level in ("provincial", "city", "county")
            if (data["level"] == level).any()
        ]
        if (data["relation"] == "via").any():
            handles.append(
                Line2D(
                    [],
                    [],
                    linestyle="none",
                    marker="o",
                    color="#666666",
                    markerfacecolor="white",
                    label=say("figure.lags.hollow_via_another", lang),
                )
            )
        if (data["lag_min"] != data["lag_max"]).any():
            handles.append(
                Line2D(
                    [],
                    [],
                    color="#666666",
                    linewidth=2.6,
                    label=say("figure.lags.bar_range_as", lang),
                )
            )
        theme.legend(
            ax,
            handles=handles,
            loc="outside upper center",
            ncols=2 if width == "89mm" else len(handles),
        )
    say_left_out(theme.figure_of(ax), len(data), total, lang)
    return ax


def _known(data: pd.DataFrame, lang: str) -> list[many.Row]:
    """Lags in days of followers whose days are known, by template and level of the follower."""
    rows = []
    for _, group in data.groupby("template", sort=False):
        exact = group[group["lag_min"] == group["lag_max"]]
        head = say(
            "figure.adoption-lags.head_many", lang, name=group[f"template_{lang}"].iloc[0],
            when=group["begin"].iloc[0] or "?", n=len(group), exact=len(exact),
        )  # fmt: skip
        for level, own in exact.groupby("level", sort=False):
            values = pd.Series(own["lag_min"].to_numpy(dtype=float), index=own[f"follower_{lang}"])
            label = theme.label(str(level), lang) if level else say("figure.no_level", lang)
            rows.append(many.Row(label, values, head=head))
            head = ""
    return rows


def _draw(data: pd.DataFrame, lang: str, width: str) -> Figure:
    return theme.figure_of(plot_lags(data, lang=lang, width=width))


def _caption(data: pd.DataFrame, study: Study, lang: str) -> str:
    exact = int((data["lag_min"] == data["lag_max"]).sum())
    return say(
        many.caption_key("adoption-lags", data["follower"].nunique()),
        lang,
        n=len(data),
        exact=exact,
    )


def _alt(data: pd.DataFrame, lang: str) -> str:
    known = data[data["lag_min"] == data["lag_max"]]
    if many.summed_up(data["follower"].nunique()) and len(known):
        return many.spread_alt(_known(data, lang), lang, len(known), many.whole, "pairs")
    parts = [
        say(
            "figure.pair",
            lang,
            name=f"{row[f'template_{lang}']} → {row[f'follower_{lang}']}",
            value=f"{row['lag_min']:.0f}",
        )
        for row in known.to_dict("records")
    ]
    return say("figure.adoption-lags.alt", lang, parts=say("join.clauses", lang).join(parts))


FIGURES = (
    figure(
        "adoption-lags",
        lags_data,
        _draw,
        _caption,
        _alt,
        plot=plot_lags,
    ),
)
