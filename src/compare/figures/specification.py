"""The specification curve: adoption rates under every reasonable set of rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from compare.adoption.rates import main_template
from compare.figures import theme
from compare.figures.spec import figure
from compare.trust.specification import specification_curve
from compare.words.strings import say

if TYPE_CHECKING:
    from compare.study.read import Study


def curve_data(
    study: Study, tables: Mapping[str, pd.DataFrame], template: str = ""
) -> pd.DataFrame:
    """One row a specification and document: rank (specifications ordered by the mean rate of
    implementing documents), rate, choices.

    Columns
    -------
    template, doc_id, place_zh, place_en, relation, rank, tokens, ngram, weights, threshold, rate,
    chosen
    """
    template = template or main_template(tables["adoption"])
    book = next((book for book in study.templates if book.number == template and book.items), None)
    if book is None:
        return pd.DataFrame(columns=_COLUMNS)
    own = tables["adoption"][
        (tables["adoption"]["template"] == template) & (tables["adoption"]["item_no"] > 0)
    ]
    relation = own.drop_duplicates("doc_id").set_index("doc_id")["relation"]
    clauses = tables["clauses"]
    curve = specification_curve(
        clauses[clauses["doc_id"].isin(relation.index)], book, list(relation.index)
    )
    keys = ["tokens", "ngram", "weights", "threshold"]
    implementing = curve[curve["doc_id"].map(relation) != "control"]
    mean = (
        implementing.groupby(keys, sort=False)["rate"]
        .mean()
        .reset_index()
        .sort_values(["rate", *keys], kind="stable")
        .reset_index(drop=True)
    )
    mean["rank"] = range(1, len(mean) + 1)
    zh, en = theme.places(tables["documents"], "zh"), theme.places(tables["documents"], "en")
    out = curve.merge(mean[[*keys, "rank"]], on=keys)
    return out.assign(
        relation=out["doc_id"].map(relation),
        place_zh=out["doc_id"].map(zh),
        place_en=out["doc_id"].map(en),
    )[_COLUMNS]


_COLUMNS = [
    "template", "doc_id", "place_zh", "place_en", "relation", "rank", "tokens", "ngram", "weights",
    "threshold", "rate", "chosen",
]  # fmt: skip


def plot_curve(
    data: pd.DataFrame, *, lang: str = "zh", ax: Axes | None = None, width: str = "183mm"
) -> Axes:
    """Rates over all specifications, ordered by the mean of the documents that implement the
    template; a line marks the rules in force.
    """
    ax = ax if ax is not None else theme.new_axes(width, 80)
    width = theme.width_of(ax)
    with theme.use(width):
        handles = []
        for k, (_, group) in enumerate(data.groupby("doc_id", sort=False)):
            mark, control = (
                theme.SERIES[k % len(theme.SERIES)],
                group["relation"].iloc[0] == "control",
            )
            group = group.sort_values("rank", kind="stable")
            ax.plot(
                group["rank"],
                group["rate"],
                linestyle="none",
                marker=mark.marker,
                color=mark.color,
                markersize=2.6,
                markerfacecolor="white" if control else mark.color,
                markeredgewidth=0.6,
            )
            name = group[f"place_{lang}"].iloc[0]
            words = say("figure.specification.control", lang, name=name) if control else name
            handles.append(
                Line2D(
                    [],
                    [],
                    linestyle="none",
                    marker=mark.marker,
                    color=mark.color,
                    markerfacecolor="white" if control else mark.color,
                    label=words,
                )
            )
        chosen = data.loc[data["chosen"], "rank"]
        if len(chosen):
            ax.axvline(chosen.iloc[0], color="#555555", linewidth=0.7, linestyle=(0, (4, 3)))
            handles.append(
                Line2D(
                    [],
                    [],
                    color="#555555",
                    linewidth=0.7,
                    linestyle=(0, (4, 3)),
                    label=say("figure.specification.rules_force", lang),
                )
            )
        ax.set_ylim(0, 1.02)
        ax.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0", "25%", "50%", "75%", "100%"])
        ax.set_xlabel(say("figure.specification.specifications_mean_rate", lang))
        ax.set_ylabel(theme.label("share_of_items", lang))
        ax.figure.legend(
            handles=handles,
            loc="outside upper center",
            ncols=min(len(handles), 2 if width == "89mm" else 6 if width == "183mm" else 5),
        )
    return ax


def _draw(data: pd.DataFrame, lang: str, width: str) -> Figure:
    return theme.figure_of(plot_curve(data, lang=lang, width=width))


def _above(data: pd.DataFrame) -> tuple[int, int]:
    """Specifications in which every implementing document lies above every control, of how many."""
    wide = data.pivot(index="rank", columns="doc_id", values="rate")
    relation = data.drop_duplicates("doc_id").set_index("doc_id")["relation"]
    own, controls = relation.index[relation != "control"], relation.index[relation == "control"]
    if not len(own) or not len(controls):
        return 0, len(wide)
    return int((wide[own].min(axis=1) > wide[controls].max(axis=1)).sum()), len(wide)


def _caption(data: pd.DataFrame, study: Study, lang: str) -> str:
    number = data["template"].iloc[0]
    above, n = _above(data)
    return say(
        "figure.adoption-specification.caption",
        lang,
        number_label=theme.number_label(number, lang),
        n=n,
        above=above,
    )


def _alt(data: pd.DataFrame, lang: str) -> str:
    span = data.groupby(f"place_{lang}", sort=False)["rate"].agg(["min", "max"])
    return say(
        "figure.adoption-specification.alt",
        lang,
        parts=say("join.pairs", lang).join(
            f"{name} {row['min']:.0%}–{row['max']:.0%}" for name, row in span.iterrows()
        ),
    )


FIGURES = (
    figure(
        "adoption-specification",
        curve_data,
        _draw,
        _caption,
        _alt,
    ),
)
