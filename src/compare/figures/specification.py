"""The specification curve: adoption rates under every reasonable set of rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from compare.adoption.rates import main_template
from compare.figures import theme
from compare.figures.spec import figure
from compare.trust.specification import TOKENS, WEIGHTS, specification_curve
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
        clauses[clauses["doc_id"].isin(relation.index)],
        book,
        list(relation.index),
        words=study.words,
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
    template; a line marks the rules in force. Of more documents than can be told apart the span
    and the median of implementing documents and of controls.
    """
    ax = ax if ax is not None else theme.new_axes(width, 80)
    width = theme.width_of(ax)
    with theme.use(width):
        alone = data["doc_id"].nunique() <= len(theme.SERIES)
        handles = _dots(ax, data, lang) if alone else _spans(ax, data, lang)
        chosen = data.loc[data["chosen"], "rank"]
        if len(chosen):
            style: Any = {"color": "#555555", "linewidth": 0.7, "linestyle": (0, (4, 3))}
            ax.axvline(chosen.iloc[0], **style)
            handles.append(Line2D([], [], label=say("print.curve.chosen", lang), **style))
        ax.set_ylim(0, 1.02)
        ax.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0", "25%", "50%", "75%", "100%"])
        ax.set_xlabel(say("print.curve.rank", lang))
        ax.set_ylabel(theme.label("share_of_items", lang))
        theme.legend(
            ax,
            handles=handles,
            loc="outside upper center",
            ncols=min(len(handles), 2 if width == "89mm" else 6 if width == "183mm" else 5),
        )
    return ax


def _dots(ax: Axes, data: pd.DataFrame, lang: str) -> list[Line2D]:
    handles = []
    for k, (_, group) in enumerate(data.groupby("doc_id", sort=False)):
        mark, control = theme.SERIES[k], group["relation"].iloc[0] == "control"
        look: Any = {
            "linestyle": "none", "marker": mark.marker, "color": mark.color,
            "markerfacecolor": "white" if control else mark.color,
        }  # fmt: skip
        group = group.sort_values("rank", kind="stable")
        ax.plot(group["rank"], group["rate"], markersize=2.6, markeredgewidth=0.6, **look)
        name = group[f"place_{lang}"].iloc[0]
        words = say("print.control_name", lang, name=name) if control else name
        handles.append(Line2D([], [], label=words, **look))
    return handles


def _spans(ax: Axes, data: pd.DataFrame, lang: str) -> list[Line2D]:
    handles = []
    control = data["relation"] == "control"
    for part, key, look in (
        (data[~control], "own", ("#12355B", "s", "-")),
        (data[control], "controls", ("#8A6D2F", "o", "--")),
    ):
        if part.empty:
            continue
        color, marker = look[:2]
        line: Any = look[2]
        rates = part.groupby("rank")["rate"].agg(["min", "median", "max"])
        ax.fill_between(rates.index, rates["min"], rates["max"], color=color, alpha=0.2, lw=0)
        ax.plot(rates.index, rates["median"], color=color, linestyle=line)
        words = say(f"print.curve.{key}", lang, n=part["doc_id"].nunique())
        handles.append(Line2D([], [], color=color, linestyle=line, marker=marker, label=words))
    return handles


def plot_choices(
    data: pd.DataFrame, *, lang: str = "zh", ax: Axes | None = None, width: str = "183mm"
) -> Axes:
    """Below each specification of `plot_curve` the choices that make it: a row a choice, a mark
    where it is taken, dark under the rules in force.
    """
    rows = choice_rows(data, lang)
    ax = ax if ax is not None else theme.new_axes(width, 20 + CHOICE_MM * len(rows))
    with theme.use(theme.width_of(ax)):
        one = data.drop_duplicates("rank")
        for y, (column, value, _) in enumerate(rows):
            taken = one[_choice(one, column) == value]
            ax.plot(
                taken["rank"], [y] * len(taken), linestyle="none", marker="|",
                color="#555555", markersize=4.2, markeredgewidth=0.9,
            )  # fmt: skip
            if taken["chosen"].any():
                rank = taken.loc[taken["chosen"], "rank"].iloc[0]
                ax.plot(rank, y, marker="s", color="#12355B", markersize=3.6)
        groups = [column for column, _, _ in rows]
        edges = [y - 0.5 for y in range(1, len(rows)) if groups[y] != groups[y - 1]]
        ax.hlines(edges, 0, 1, transform=ax.get_yaxis_transform(), color="#BBBBBB", linewidth=0.5)
        size = "small" if theme.width_of(ax) == "slide" else None
        ax.set_yticks(range(len(rows)), [label for _, _, label in rows], size=size)
        ax.set_ylim(len(rows) - 0.4, -0.6)
        ax.tick_params(axis="y", length=0)
        ax.set_xlabel(say("print.curve.rank", lang))
    return ax


CHOICE_MM = 3.6


def choice_rows(data: pd.DataFrame, lang: str) -> list[tuple[str, str, str]]:
    """Column, value and label of every choice: units of text, then weights, then thresholds."""
    tokens = [f"{kind} {n}" for kind, n in TOKENS]
    weights = [name for name in WEIGHTS if (data["weights"] == name).any()]
    lines = [f"{line:.2f}" for line in sorted(data["threshold"].unique())]
    named = [
        *(
            ("tokens", value,
             say("methods.token_word", lang) if value.startswith("word")
             else say("methods.token_char", lang, n=value.split()[1]))
            for value in tokens if (_choice(data, "tokens") == value).any()
        ),
        *(
            ("weights", name,
             say("print.curve.weights", lang,
                 name=say(f"methods.weight_{name.replace(' ', '_')}", lang)))
            for name in weights
        ),
        *(("threshold", line, say("print.curve.line", lang, line=line)) for line in lines),
    ]  # fmt: skip
    return [(str(column), str(value), str(label)) for column, value, label in named]


def _choice(data: pd.DataFrame, column: str) -> pd.Series:
    if column == "tokens":
        return data["tokens"] + " " + data["ngram"].astype(str)
    if column == "threshold":
        return data["threshold"].map("{:.2f}".format)
    return data[column]


def _draw(data: pd.DataFrame, lang: str, width: str) -> Figure:
    rows = len(choice_rows(data, lang))
    figure = theme.new_figure(width, 88 + CHOICE_MM * rows)
    curve = 30 if width == "slide" else 58  # a slide's height is given; its choices need type
    with theme.use(width):
        above, below = figure.subplots(2, 1, sharex=True, height_ratios=[curve, CHOICE_MM * rows])
        plot_curve(data, lang=lang, ax=above)
        plot_choices(data, lang=lang, ax=below)
        above.set_xlabel("")
        above.tick_params(axis="x", labelbottom=False)
    return figure


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
        number_label=theme.template_name(study.documents, number, lang),
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
