"""Where the clauses of each document come from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from compare.adoption.in_hand import templates_in_use
from compare.adoption.origins import between, control_shares, counted_origins, origin_counts
from compare.adoption.rates import dependent
from compare.adoption.relations import relate
from compare.figures import many, theme
from compare.figures.parts import first, say_left_out
from compare.figures.spec import figure
from compare.schema import ABOVE, ORIGINS
from compare.words.strings import say

if TYPE_CHECKING:
    from compare.study.read import Study

ROW_MM = 7.0


def origins_data(study: Study, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row a document and origin: doc_id, place_zh, place_en, origin, n, total (clauses without
    preambles), missing (templates not in hand), control (share of the document's clauses that match
    templates of which it is an independent control), controls (lowest and highest of all texts).
    """
    counts = origin_counts(counted_origins(tables["origins"], tables["documents"]))
    zh, en = theme.places(tables["documents"], "zh"), theme.places(tables["documents"], "en")
    missing = tables["origins"].drop_duplicates("doc_id").set_index("doc_id")["missing"]
    used = templates_in_use(tables["documents"], tables["clauses"], study.templates)
    control = control_shares(tables, dependent(relate(tables["documents"], used)))
    return counts.assign(
        control=counts["doc_id"].map(control),
        controls=between(control.values()),
        place_zh=counts["doc_id"].map(zh),
        place_en=counts["doc_id"].map(en),
        missing=counts["doc_id"].map(missing),
    )[
        ["doc_id", "place_zh", "place_en", "origin", "n", "total", "missing", "control", "controls"]
    ].reset_index(drop=True)


def _beside(heads: pd.DataFrame, lang: str) -> str:
    """What share of clauses has a match in templates of which their documents are independent
    controls, documents without a bar among them, or that there is none.
    """
    shares = next(iter(heads["controls"]), "")
    return say("figure.origins.beside" if shares else "figure.origins.alone", lang, between=shares)


def plot_origins(
    data: pd.DataFrame, *, lang: str = "zh", ax: Axes | None = None, width: str = "183mm"
) -> Axes:
    """Stacked bars, one a document: clauses by origin, the number in each part; a line across
    each bar marks the share that templates the document does not implement would match. Of many
    documents the distribution of each share.
    """
    width = theme.width_of(ax) if ax is not None else width
    every = data["doc_id"].nunique()
    room = theme.room_for(every, width, head_mm=40, row_mm=ROW_MM)
    if many.summed_up(every, room):
        return many.plot_spread(
            _shares(data, lang), lang=lang, ax=ax, width=width, span=(0, 1), total=every,
            words=theme.label("share_of_clauses", lang),
        )  # fmt: skip
    data, drawn, total = first(data, "doc_id", room)
    documents = list(data["doc_id"].unique())
    ax = ax if ax is not None else theme.new_axes(width, 34 + ROW_MM * len(documents))
    width = theme.width_of(ax)
    with theme.use(width):
        rows = {doc_id: len(documents) - 1 - k for k, doc_id in enumerate(documents)}
        left = dict.fromkeys(documents, 0.0)
        for origin in ORIGINS:
            mark = theme.ORIGINS[origin]
            for cell in data[(data["origin"] == origin) & (data["n"] > 0)].to_dict("records"):
                share = cell["n"] / cell["total"]
                ax.barh(
                    rows[cell["doc_id"]],
                    share,
                    left=left[cell["doc_id"]],
                    color=mark.color,
                    hatch=mark.hatch,
                    edgecolor=mark.line,
                    height=0.72,
                )
                if share >= 0.05:
                    background = {"facecolor": mark.color, "edgecolor": "none", "pad": 1.0}
                    ax.text(
                        left[cell["doc_id"]] + share / 2,
                        rows[cell["doc_id"]],
                        str(cell["n"]),
                        ha="center",
                        va="center",
                        size="small",
                        color=mark.ink,
                        bbox=background,
                    )
                left[cell["doc_id"]] += share
        names = data.drop_duplicates("doc_id").set_index("doc_id")
        ax.set_yticks(list(rows.values()), [names.loc[d, f"place_{lang}"] for d in rows])
        for doc_id, row in rows.items():
            ax.text(1.01, row, str(names.loc[doc_id, "total"]), va="center", size="small")
        for doc_id, share in names["control"].dropna().items():
            at = [share, share], [rows[str(doc_id)] - 0.46, rows[str(doc_id)] + 0.46]
            ax.plot(*at, color="white", linewidth=3.2, solid_capstyle="butt", zorder=3)
            ax.plot(*at, color="black", linewidth=1.4, solid_capstyle="butt", zorder=4)
        ax.tick_params(axis="y", length=0)
        ax.set_xlim(0, 1.07)
        ax.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "25%", "50%", "75%", "100%"])
        ax.set_xlabel(theme.label("share_of_clauses", lang))
        shown = [origin for origin in ORIGINS if data.loc[data["origin"] == origin, "n"].sum()]
        handles: list[Artist] = [
            Patch(
                facecolor=theme.ORIGINS[o].color,
                hatch=theme.ORIGINS[o].hatch,
                edgecolor=theme.ORIGINS[o].line,
                label=theme.label(o, lang),
            )
            for o in shown
        ]
        if names["control"].notna().any():
            words = say("figure.origins.control", lang)
            handles.append(Line2D([], [], color="black", linewidth=1.4, label=words))
        theme.legend(
            ax,
            handles=handles,
            loc="outside upper center",
            ncols=2 if width == "89mm" else len(handles) or 1,
        )
    say_left_out(theme.figure_of(ax), drawn, total, lang)
    return ax


def _shares(data: pd.DataFrame, lang: str) -> list[many.Row]:
    """The share of each origin that occurs, and last what templates that the document does not
    implement would match.
    """
    told = data.assign(share=data["n"] / data["total"])
    wide = told.pivot(index="doc_id", columns="origin", values="share").fillna(0.0)
    heads = data.drop_duplicates("doc_id").set_index("doc_id")
    names = heads[f"place_{lang}"]
    rows = [
        many.Row(theme.label(origin, lang), wide[origin].rename(names.to_dict()))
        for origin in ORIGINS
        if origin in wide and wide[origin].any()
    ]
    control = heads["control"].dropna().rename(names.to_dict())
    if not len(control):
        return rows
    return [*rows, many.Row(say("figure.origins.control", lang), control, many.CONTROL)]


def _draw(data: pd.DataFrame, lang: str, width: str) -> Figure:
    return theme.figure_of(plot_origins(data, lang=lang, width=width))


def _caption(data: pd.DataFrame, study: Study, lang: str) -> str:
    heads = data.drop_duplicates("doc_id")
    total, open_ = int(heads["total"].sum()), int((heads["missing"] != "").sum())
    return say(
        "figure.clause-origins.caption",
        lang,
        n=len(heads),
        total=total,
        beside=_beside(heads, lang),
        open_above=say(
            "figure.clause-origins.open" if open_ else "figure.clause-origins.settled",
            lang,
            n=open_,
        ),
    )


def _alt(data: pd.DataFrame, lang: str) -> str:
    documents = data["doc_id"].nunique()
    if many.summed_up(documents):
        return many.spread_alt(_shares(data, lang), lang, documents)
    wide = data.pivot(index=f"place_{lang}", columns="origin", values="n").reindex(
        data[f"place_{lang}"].unique()
    )
    above = wide[list(ABOVE)].sum(axis=1)
    return say(
        "figure.clause-origins.alt",
        lang,
        parts=say("join.pairs", lang).join(f"{name} {n}" for name, n in above.items()),
        beside=_beside(data.drop_duplicates("doc_id"), lang),
    ).strip()


FIGURES = (
    figure(
        "clause-origins",
        origins_data,
        _draw,
        _caption,
        _alt,
        plot=plot_origins,
    ),
)
