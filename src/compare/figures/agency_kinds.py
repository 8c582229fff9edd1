"""Where departments are named: in attributions, in tables, in running text; the three kinds side
by side.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from compare.agencies.kinds import KINDS, family_kinds
from compare.figures import theme
from compare.figures.parts import wrap
from compare.figures.spec import figure
from compare.words.strings import say

if TYPE_CHECKING:
    from compare.study.read import Study

TOP = 18  # families drawn


def kinds_data(study: Study, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row a family and kind that occurs in the study: ``clauses`` that name it there; ``any``
    = clauses anywhere.
    """
    table = family_kinds(tables["agencies"])
    if table.empty:
        return pd.DataFrame()
    kinds = [kind for kind in KINDS if table[kind].any()]
    top = table.head(TOP).rename(columns={"any": "anywhere"})
    long = top.melt(
        id_vars=["family", "anywhere"], value_vars=kinds, var_name="kind", value_name="clauses"
    )
    long["families"] = len(table)
    long["family_zh"] = long["family"]
    long["family_en"] = long["family"].map(study.registry.english)
    return long.rename(columns={"anywhere": "any"})


def plot_kinds(
    data: pd.DataFrame, *, lang: str = "zh", ax: Axes | None = None, width: str = "183mm"
) -> Axes:
    """Bars a family, one a kind: clauses that name it there."""
    families = data.drop_duplicates("family").set_index("family")[f"family_{lang}"]
    kinds = list(dict.fromkeys(data["kind"]))
    ax = ax if ax is not None else theme.new_axes(width, 26 + 6 * len(families))
    width = theme.width_of(ax)
    with theme.use(width):
        rows, height = np.arange(len(families)), 0.8 / len(kinds)
        wide = data.pivot(index="family", columns="kind", values="clauses").reindex(families.index)
        for number, kind in enumerate(kinds):
            mark = theme.SERIES[KINDS.index(kind)]
            ax.barh(
                rows + (number - (len(kinds) - 1) / 2) * height,
                wide[kind].to_numpy(),
                height=height,
                color=mark.color,
                hatch=mark.hatch,
                edgecolor=mark.line,
                label=say(f"figure.agency-kinds.{kind}", lang),
            )
        ax.set_yticks(
            rows, [wrap(name, 18 if width == "89mm" else 34, lines=1) for name in families]
        )
        ax.set_ylim(len(families) - 0.4, -0.6)
        ax.tick_params(axis="y", length=0)
        ax.set_xlabel(say("figure.agency_kinds.clauses_name_family", lang))
        theme.legend(
            ax, *ax.get_legend_handles_labels(), loc="outside upper center", ncols=len(kinds)
        )
    return ax


def _draw(data: pd.DataFrame, lang: str, width: str) -> Figure:
    return theme.figure_of(plot_kinds(data, lang=lang, width=width))


def _caption(data: pd.DataFrame, study: Any, lang: str) -> str:
    drawn, total = data["family"].nunique(), int(data["families"].iloc[0])
    return say("figure.agency-kinds.caption", lang, total=total, drawn=drawn)


def _alt(data: pd.DataFrame, lang: str) -> str:
    tops = []
    for kind, part in data.groupby("kind", sort=False):
        row = part.sort_values(["clauses", "family"], ascending=[False, True]).iloc[0]
        place = say(f"figure.agency-kinds.{kind}", lang)
        named = f"{row[f'family_{lang}']} {row['clauses']}"
        tops.append(say("figure.pair", lang, name=place, value=named))
    joined = say("join.clauses", lang).join(tops)
    return say("figure.agency-kinds.alt", lang, joined=joined)


FIGURES = (
    figure(
        "agency-kinds",
        kinds_data,
        _draw,
        _caption,
        _alt,
        plot=plot_kinds,
    ),
)
