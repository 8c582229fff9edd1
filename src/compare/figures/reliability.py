"""How far the automatic coding can be trusted: theme by theme, and table by table beside its
ceiling.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from compare.figures import theme
from compare.figures.panels import bar_rows
from compare.figures.parts import wrap
from compare.figures.spec import figure
from compare.figures.themes import named_themes
from compare.trust.hand_coding import read_hand_coding
from compare.trust.reliability import LEAST, PUBLISH
from compare.trust.validation import theme_scores, validate
from compare.words.strings import LANGUAGES, say

if TYPE_CHECKING:
    from compare.study.read import Study


def themes_data(study: Study, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row a theme: theme, theme_zh, theme_en and every column of
    `compare.trust.validation.theme_scores`; empty without coding.
    """
    hand = read_hand_coding(study.root)
    if hand.themes.empty or tables["themes"].empty:
        return pd.DataFrame()
    scores = theme_scores(hand, tables["clauses"], study.passages, tables["themes"]).rename(
        columns={"code": "theme"}
    )
    scores = scores[(scores["theme"] == "all") | (scores["agreed"] > 0)]
    named = named_themes(scores, study)
    total = named["theme"] == "all"
    for lang in LANGUAGES:
        named.loc[total, f"theme_{lang}"] = say("figure.reliability-themes.all", lang)
    named = named.assign(total=total, few=named["verdict"] == "too few")
    named = named.sort_values(
        ["total", "few", "f1", "agreed", "theme"],
        ascending=[False, True, False, False, True],
        kind="stable",
    )
    return named.reset_index(drop=True)


def tables_data(study: Study, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row a question: question, label_zh, label_en and every column of
    `compare.trust.validation.validate`, over all coded documents.
    """
    hand = read_hand_coding(study.root)
    if hand.units.empty:
        return pd.DataFrame()
    found = validate(hand, tables["clauses"], study.passages, tables)
    alone = ~found.duplicated(["question", "measure"], keep=False)
    found = found[alone | (found["document"] == "all")]
    labels = {
        f"label_{lang}": [
            _question(question, measure, lang)
            for question, measure in zip(found["question"], found["measure"], strict=True)
        ]
        for lang in LANGUAGES
    }
    return found.assign(**labels).reset_index(drop=True)


def _question(question: str, measure: str, lang: str) -> str:
    name, _, template = question.partition(" ")
    return say(f"figure.reliability-tables.{name} {measure}", lang, template=template)


def plot_themes(
    data: pd.DataFrame, *, lang: str = "zh", ax: Axes | None = None, width: str = "183mm"
) -> Axes:
    """Dots: F1 of each theme with its interval; hollow: too few coded units to judge; line: the
    threshold to publish.
    """
    ax = ax if ax is not None else theme.new_axes(width, 24 + 4.2 * len(data))
    with theme.use(theme.width_of(ax)):
        rows = list(range(len(data)))
        bar_rows(ax, rows)
        ax.axvline(PUBLISH, color="#D55E00", linewidth=0.9, linestyle="--")
        ax.hlines(rows, data["low"], data["high"], color="#0072B2", linewidth=1.0, alpha=0.6)
        few = data["few"].to_numpy()
        for drawn, face in ((~few, "#0072B2"), (few, "white")):
            if drawn.any():
                ax.plot(
                    data["f1"].to_numpy()[drawn],
                    np.array(rows)[drawn],
                    linestyle="none",
                    marker="o",
                    color="#0072B2",
                    markerfacecolor=face,
                    clip_on=False,
                )
        for row, size in zip(rows, data["agreed"], strict=True):
            ax.text(1.05, row, str(size), va="center", size="small")
        ax.text(1.05, -1.1, "n", va="center", size="small")
        ax.set_yticks(rows, [wrap(label, 30, lines=1) for label in data[f"theme_{lang}"]])
        ax.set_ylim(len(data) - 0.4, -1.6)
        ax.set_xlim(0, 1.12)
        ax.set_xticks([0, 0.2, 0.4, 0.6, 0.8, 1])
        ax.set_xlabel("F1")
        ax.tick_params(axis="y", length=0)
        ax.spines["left"].set_visible(False)
        handles = [
            Line2D(
                [],
                [],
                linestyle="none",
                marker="o",
                color="#0072B2",
                label=say("figure.reliability.can_be_judged", lang),
            ),
            Line2D(
                [],
                [],
                linestyle="none",
                marker="o",
                color="#0072B2",
                markerfacecolor="white",
                label=say("figure.reliability.too_few_n", lang, least=LEAST),
            ),
            Line2D(
                [],
                [],
                color="#D55E00",
                linestyle="--",
                label=say("figure.reliability.threshold", lang, threshold=PUBLISH),
            ),
        ]
        theme.legend(ax, handles=handles, loc="outside upper center", ncols=3)
    return ax


def plot_tables(
    data: pd.DataFrame, *, lang: str = "zh", ax: Axes | None = None, width: str = "183mm"
) -> Axes:
    """Dots: agreement of each table with the hand coding; bars: what two passes of reading reach
    (where known).
    """
    ax = ax if ax is not None else theme.new_axes(width, 26 + 5.4 * len(data))
    with theme.use(theme.width_of(ax)):
        rows = list(range(len(data)))
        bar_rows(ax, rows)
        known = data["ceiling"].notna().to_numpy()
        ax.plot(
            data["ceiling"].to_numpy()[known],
            np.array(rows)[known],
            linestyle="none",
            marker="|",
            markersize=10,
            markeredgewidth=1.6,
            color="#D55E00",
        )
        ax.plot(data["value"], rows, linestyle="none", marker="o", color="#0072B2", clip_on=False)
        for row, size in zip(rows, data["by_hand"], strict=True):
            ax.text(1.03, row, str(size), va="center", size="small")
        ax.text(1.03, -0.95, "n", va="center", size="small")
        ax.set_yticks(rows, [wrap(label, 32, lines=2) for label in data[f"label_{lang}"]])
        ax.set_ylim(len(data) - 0.4, -1.4)
        low = min(0.5, float(np.floor(data[["value", "ceiling"]].min().min() * 10) / 10))
        ax.set_xlim(low, 1 + 0.13 * (1 - low))
        ax.set_xticks(np.round(np.arange(low, 1.01, 0.1), 1))
        ax.set_xlabel(say("figure.reliability.agreement_with_hand", lang))
        ax.tick_params(axis="y", length=0)
        ax.spines["left"].set_visible(False)
        handles = [
            Line2D(
                [],
                [],
                linestyle="none",
                marker="o",
                color="#0072B2",
                label=say("figure.reliability.automatic", lang),
            ),
            Line2D(
                [],
                [],
                linestyle="none",
                marker="|",
                markersize=10,
                markeredgewidth=1.6,
                color="#D55E00",
                label=say("figure.reliability.two_passes_reading", lang),
            ),
        ]
        theme.legend(ax, handles=handles, loc="outside upper center", ncols=2)
    return ax


def _themes_caption(data: pd.DataFrame, study: Study, lang: str) -> str:
    units, judged = (
        int(data.loc[data["total"], "agreed"].iloc[0]),
        int((~data["few"] & ~data["total"]).sum()),
    )
    return say("figure.reliability-themes.caption", lang, units=units, judged=judged)


def _themes_alt(data: pd.DataFrame, lang: str) -> str:
    weak = data.loc[data["verdict"] == "not reliable", f"theme_{lang}"].tolist()
    total = data.loc[data["total"], "f1"].iloc[0]
    named = say("join.items", lang).join(weak) or say("figure.none", lang)
    return say("figure.reliability-themes.alt", lang, total=total, weak=named)


def _tables_caption(data: pd.DataFrame, study: Study, lang: str) -> str:
    return say("figure.reliability-tables.caption", lang, n=len(data))


def _tables_alt(data: pd.DataFrame, lang: str) -> str:
    worst = data.sort_values("value", kind="stable").iloc[0]
    return say(
        "figure.reliability-tables.alt", lang, label=worst[f"label_{lang}"], value=worst["value"]
    )


def _draw_themes(data: pd.DataFrame, lang: str, width: str) -> Figure:
    return theme.figure_of(plot_themes(data, lang=lang, width=width))


def _draw_tables(data: pd.DataFrame, lang: str, width: str) -> Figure:
    return theme.figure_of(plot_tables(data, lang=lang, width=width))


FIGURES = (
    figure(
        "reliability-tables",
        tables_data,
        _draw_tables,
        _tables_caption,
        _tables_alt,
        plot=plot_tables,
    ),
    figure(
        "reliability-themes",
        themes_data,
        _draw_themes,
        _themes_caption,
        _themes_alt,
        plot=plot_themes,
    ),
)
