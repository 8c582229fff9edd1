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
from compare.agencies.measures import family_themes, kind_of, select
from compare.figures import theme
from compare.figures.parts import heat_map, wrap
from compare.figures.spec import FigureSpec

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
    themes = data.drop_duplicates("theme").set_index("theme")[f"theme_{lang}"]
    families = data.drop_duplicates("family").set_index("family")[f"family_{lang}"]
    ax = ax if ax is not None else theme.new_axes(width, min(46 + 4.6 * len(themes), 235))
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
            columns=[wrap(name, 34, lines=1) for name in families],
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
        bar.set_label(
            theme.t(
                (
                    "占该部门条款的比例（数字为条款数）",
                    "Share of the family's clauses (figures: clauses)",
                ),
                lang,
            )
        )
        bar.outline.set_visible(False)  # type: ignore[operator]
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
        else theme.new_axes(width, min(26 + (6.0 if width == "89mm" else 4.4) * len(data), 230))
    )
    with theme.use(theme.width_of(ax)):
        rows = np.arange(len(data))
        for side, sign, mark in (("a", -1, theme.SERIES[0]), ("b", 1, theme.SERIES[1])):
            name = data[f"{side}_{lang}"].iloc[0]
            words = theme.t((f"仅{name}点名", f"Only {name} names it"), lang)
            ax.barh(
                rows,
                sign * data[f"only_{side}"],
                color=mark.color,
                hatch=mark.hatch,
                edgecolor="white",
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
        ax.set_xlabel(
            theme.t(
                ("相同措施数；括号内为双方均点名", "Shared measures; in brackets: both name it"),
                lang,
            )
        )
        ax.figure.legend(
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
    if lang == "zh":
        return (
            f"各类部门的条款涉及哪些政策主题：{n} 个部门—主题组合（一个条款可有多个），"
            f"数字为条款数，深浅为占该部门条款的比例；列出最常见的 "
            f"{data['theme'].nunique()} 个主题。"
        )
    return (
        f"Themes of the clauses that name each family: {n} meetings of a family and a "
        f"theme (a clause may have several); the most, "
        f"{most['clauses']}, between {most['family_en']} and {most['theme_en']}. The "
        f"{data['theme'].nunique()} commonest themes."
    )


def _themes_alt(data: pd.DataFrame, lang: str) -> str:
    lines = []
    for _, part in list(data.groupby("family", sort=False))[:5]:
        row = part.sort_values(["clauses", "theme"], ascending=[False, True]).iloc[0]
        lines.append(
            f"{row[f'family_{lang}']}: {row[f'theme_{lang}']}"
            if lang == "en"
            else f"{row['family_zh']}：{row['theme_zh']}"
        )
    return (
        f"热力图。各部门最常涉及的主题：{'；'.join(lines)}。"
        if lang == "zh"
        else f"Heat map. Commonest theme of each: {'; '.join(lines)}."
    )


def _gaps_caption(data: pd.DataFrame, study: Any, lang: str) -> str:
    a, b = data[f"a_{lang}"].iloc[0], data[f"b_{lang}"].iloc[0]
    only_a, only_b = int(data["only_a"].sum()), int(data["only_b"].sum())
    if lang == "zh":
        return (
            f"{a}与{b}内容相同的措施由哪些部门负责：仅{a}点名 {only_a} 次，仅{b}点名 "
            f"{only_b} 次；不计“有关部门”等泛称。"
        )
    return (
        f"Who is charged with the measures that {a} and {b} share: named only by {a} "
        f"{only_a} times, only by {b} {only_b} times; unnamed departments left out."
    )


def _gaps_alt(data: pd.DataFrame, lang: str) -> str:
    first, last = data.iloc[0], data.iloc[-1]
    if lang == "zh":
        return (
            f"左右条形图。{first['a_zh']}多点名："
            f"{first['family_zh']}（{first['only_a']}）；{first['b_zh']}多点名："
            f"{last['family_zh']}（{last['only_b']}）。"
        )
    return (
        f"Diverging bars. {first['a_en']} adds {first['family_en']} "
        f"({first['only_a']}); {first['b_en']} adds {last['family_en']} "
        f"({last['only_b']})."
    )


FIGURES = (
    FigureSpec(
        "agency-themes",
        {"zh": "各部门负责哪些政策主题？", "en": "Which themes does each department carry?"},
        themes_data,
        _draw_themes,
        _themes_caption,
        _themes_alt,
    ),
    FigureSpec(
        "agency-gaps",
        {
            "zh": "同一措施，谁点名了谁没有点名？",
            "en": "The same measure: who is named here and not there?",
        },
        gaps_data,
        _draw_gaps,
        _gaps_caption,
        _gaps_alt,
    ),
)
