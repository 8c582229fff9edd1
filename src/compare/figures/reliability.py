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
from compare.figures.spec import FigureSpec
from compare.figures.themes import named_themes
from compare.trust.hand_coding import read_hand_coding
from compare.trust.reliability import LEAST, PUBLISH
from compare.trust.validation import theme_scores, validate

if TYPE_CHECKING:
    from compare.study.read import Study

_QUESTIONS = {
    ("units", "f1"): ("条款切分（F1）", "Boundaries of clauses (F1)"),
    ("agencies", "f1"): ("责任部门（F1）", "Bodies in charge (F1)"),
    ("agencies", "family"): ("部门类别（比例）", "Family of bodies (share)"),
    ("agencies", "role"): ("部门角色（比例）", "Role of bodies (share)"),
    ("themes", "f1"): ("主题（F1）", "Themes (F1)"),
    ("themes", "primary"): ("首要主题（比例）", "Most central theme (share)"),
    ("instruments", "share"): ("政策工具（比例）", "Instrument (share)"),
    ("instruments", "kappa"): ("政策工具（Cohen κ）", "Instrument (Cohen's κ)"),
    ("amounts", "f1"): ("数额（F1）", "Amounts (F1)"),
    ("counterparts", "f1"): ("对应条款（F1）", "Counterparts (F1)"),
    ("counterparts", "level"): ("对应程度（比例）", "Level of counterparts (share)"),
    ("adoption", "items f1"): ("{}号条目采纳（F1）", "Items of no. {} taken over (F1)"),
    ("adoption", "links f1"): ("{}号采纳所在条款（F1）", "Clauses that prove no. {} (F1)"),
    ("actions", "f1"): ("{}号单项举措（F1）", "Single actions of no. {} (F1)"),
}


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
    named.loc[total, ["theme_zh", "theme_en"]] = [["全部主题", "All themes"]]
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
    labels = [
        _question(question, measure)
        for question, measure in zip(found["question"], found["measure"], strict=True)
    ]
    return found.assign(
        label_zh=[zh for zh, _ in labels], label_en=[en for _, en in labels]
    ).reset_index(drop=True)


def _question(question: str, measure: str) -> tuple[str, str]:
    name, _, template = question.partition(" ")
    zh, en = _QUESTIONS[name, measure]
    return zh.format(template), en.format(template)


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
                label=theme.t(("可判断", "Can be judged"), lang),
            ),
            Line2D(
                [],
                [],
                linestyle="none",
                marker="o",
                color="#0072B2",
                markerfacecolor="white",
                label=theme.t((f"样本过少（n < {LEAST}）", f"Too few (n < {LEAST})"), lang),
            ),
            Line2D(
                [],
                [],
                color="#D55E00",
                linestyle="--",
                label=theme.t((f"发表门槛 {PUBLISH}", f"Threshold {PUBLISH}"), lang),
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
        ax.set_xlabel(theme.t(("与手工编码的一致程度", "Agreement with the hand coding"), lang))
        ax.tick_params(axis="y", length=0)
        ax.spines["left"].set_visible(False)
        handles = [
            Line2D(
                [],
                [],
                linestyle="none",
                marker="o",
                color="#0072B2",
                label=theme.t(("自动编码", "Automatic"), lang),
            ),
            Line2D(
                [],
                [],
                linestyle="none",
                marker="|",
                markersize=10,
                markeredgewidth=1.6,
                color="#D55E00",
                label=theme.t(("两遍独立阅读之间", "Two passes of reading"), lang),
            ),
        ]
        theme.legend(ax, handles=handles, loc="outside upper center", ncols=2)
    return ax


def _themes_caption(data: pd.DataFrame, study: Study, lang: str) -> str:
    units, judged = (
        int(data.loc[data["total"], "agreed"].iloc[0]),
        int((~data["few"] & ~data["total"]).sum()),
    )
    if lang == "zh":
        return (
            f"各主题自动编码与两遍独立阅读所得编码的 F1（n：两遍都给出的条款数，共 "
            f"{units}）；须线为 95% 自助法区间（按条目重抽样）。"
            f"{judged} 类主题的样本足以判断。"
        )
    return (
        f"F1 of the automatic coding of each theme against two independent passes of "
        f"reading (n: clauses to which both gave the theme, "
        f"{units} in all); whiskers: 95% bootstrap interval over items. {judged} themes "
        f"have enough clauses to be judged."
    )


def _themes_alt(data: pd.DataFrame, lang: str) -> str:
    weak = data.loc[data["verdict"] == "not reliable", f"theme_{lang}"].tolist()
    total = data.loc[data["total"], "f1"].iloc[0]
    if lang == "zh":
        return f"点图。全部主题 F1 为 {total:.2f}；低于门槛的主题：{'、'.join(weak) or '无'}。"
    return (
        f"Dot plot. F1 of all themes {total:.2f}; themes below the threshold: "
        f"{', '.join(weak) or 'none'}."
    )


def _tables_caption(data: pd.DataFrame, study: Study, lang: str) -> str:
    if lang == "zh":
        return (
            f"{len(data)} 项自动结果与手工编码的一致程度；"
            f"竖线为两遍独立阅读之间的一致程度，即上限（已知者）。n：手工编码数。"
        )
    return (
        f"Agreement of {len(data)} automatic results with the hand coding; upright marks: "
        f"agreement of two independent passes of reading, "
        "the ceiling (where known). n: coded by hand."
    )


def _tables_alt(data: pd.DataFrame, lang: str) -> str:
    worst = data.sort_values("value", kind="stable").iloc[0]
    if lang == "zh":
        return f"点图。最低的一项：{worst['label_zh']} {worst['value']:.2f}。"
    return f"Dot plot. Lowest: {worst['label_en']} {worst['value']:.2f}."


def _draw_themes(data: pd.DataFrame, lang: str, width: str) -> Figure:
    return theme.figure_of(plot_themes(data, lang=lang, width=width))


def _draw_tables(data: pd.DataFrame, lang: str, width: str) -> Figure:
    return theme.figure_of(plot_tables(data, lang=lang, width=width))


FIGURES = (
    FigureSpec(
        "reliability-tables",
        {
            "zh": "自动结果与手工编码有多一致？",
            "en": "How far do the automatic tables agree with coding by hand?",
        },
        tables_data,
        _draw_tables,
        _tables_caption,
        _tables_alt,
        plot=plot_tables,
    ),
    FigureSpec(
        "reliability-themes",
        {"zh": "哪些主题的自动编码可信？", "en": "Which themes can be trusted?"},
        themes_data,
        _draw_themes,
        _themes_caption,
        _themes_alt,
        plot=plot_themes,
    ),
)
