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
from compare.figures import theme
from compare.figures.parts import say_left_out
from compare.figures.spec import FigureSpec

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
    frame["template_zh"] = frame["template"]
    frame["template_en"] = [theme.number_label(number, "en") for number in frame["template"]]
    frame["begin"] = [windows[n][0].isoformat() if n in windows else "" for n in frame["template"]]
    frame["end"] = [windows[n][1].isoformat() if n in windows else "" for n in frame["template"]]
    return frame.sort_values(
        ["begin", "template", "lag_min", "follower"], kind="stable"
    ).reset_index(drop=True)


def plot_lags(
    data: pd.DataFrame, *, lang: str = "zh", ax: Axes | None = None, width: str = "183mm"
) -> Axes:
    """Days from each template to those that follow it: a marker where both days are known, a bar
    where only a range is.
    """
    width = theme.width_of(ax) if ax is not None else width
    total = len(data)
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
                f"{first[f'template_{lang}']} ({when})"
                if lang == "en"
                else f"{first[f'template_{lang}']}（{when}）",
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
                        theme.t(("无法判定", "not decidable"), lang),
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
        ax.set_xlabel(theme.t(("距模板发布的天数", "Days since the template was issued"), lang))
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
                    label=theme.t(("空心：经上级文件贯彻", "Hollow: via another document"), lang),
                )
            )
        if (data["lag_min"] != data["lag_max"]).any():
            handles.append(
                Line2D(
                    [],
                    [],
                    color="#666666",
                    linewidth=2.6,
                    label=theme.t(
                        ("横条：日期不全，仅知范围", "Bar: a range, as a day is not known"), lang
                    ),
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


def _draw(data: pd.DataFrame, lang: str, width: str) -> Figure:
    return theme.figure_of(plot_lags(data, lang=lang, width=width))


def _caption(data: pd.DataFrame, study: Study, lang: str) -> str:
    exact = int((data["lag_min"] == data["lag_max"]).sum())
    if lang == "zh":
        return (
            f"由模板发布到下级贯彻的时滞（{len(data)} 组，其中 {exact} 组日期确切）；"
            f"只知年份的日期按全年计为范围，并以“被引文件先于引用文件”收窄，不作猜测。"
        )
    return (
        f"Days from a template to those that implement it ({len(data)} pairs, {exact} "
        f"with both days known). A date known by its year gives a range, narrowed only by "
        "the fact that what is cited came first; nothing is guessed."
    )


def _alt(data: pd.DataFrame, lang: str) -> str:
    known = data[data["lag_min"] == data["lag_max"]]
    parts = [
        f"{r[f'template_{lang}']} → {r[f'follower_{lang}']} {r['lag_min']:.0f}"
        for r in known.to_dict("records")
    ]
    if lang == "zh":
        return "时滞图（天）。日期确切者：" + "；".join(parts) + "。"
    return "Lags in days. Known to the day: " + "; ".join(parts) + "."


FIGURES = (
    FigureSpec(
        "adoption-lags",
        {"zh": "从国家到省、市用了多久？", "en": "How long from the nation to province and city?"},
        lags_data,
        _draw,
        _caption,
        _alt,
        plot=plot_lags,
    ),
)
