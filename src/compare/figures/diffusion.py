"""From whom each document took over: from above, from beside, or from a common template."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from compare.figures import many, theme
from compare.figures.parts import first, say_left_out
from compare.figures.spec import figure
from compare.words.strings import say

if TYPE_CHECKING:
    from compare.study.read import Study

ROW_MM = 7.0
PRESSED = 22  # documents from which on a row has less than `ROW_MM`
MARKS = {
    "vertical": theme.ORIGINS["national"],
    "own_earlier": theme.ORIGINS["city"],
    "horizontal": theme.ORIGINS["sibling"],
    "common_template": theme.ORIGINS["both"],
    "alike_only": theme.Mark(theme.LEVELS["alike"].color, "||"),
    "no_source": theme.ORIGINS["undetermined"],
}


def diffusion_data(study: Study, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row a document and kind of source: doc_id, place_zh, place_en, source, n (measures whose
    most probable source is of that kind), total (measures). Empty where nobody has anything in
    common with an earlier document.
    """
    sources, clauses = tables["sources"], tables["clauses"]
    columns = ["doc_id", "place_zh", "place_en", "source", "n", "total"]
    if sources.empty:
        return pd.DataFrame(columns=columns)
    top = sources[sources["rank"] == 1]
    shared = sources.groupby("clause_id")["common"].any()
    other = top["clause_id"].map(shared).map({True: "common_template", False: "alike_only"})
    kind = top["relation"].where(top["source_weight"] > 0, other)
    measures = clauses[clauses["kind"] == "measure"]
    told = measures["clause_id"].map(dict(zip(top["clause_id"], kind, strict=True)))
    counts = pd.crosstab(measures["doc_id"], told.fillna("no_source"))
    wide = counts.reindex(columns=list(MARKS), fill_value=0)
    order = [doc_id for doc_id in tables["documents"]["doc_id"] if doc_id in wide.index]
    zh, en = theme.places(tables["documents"], "zh"), theme.places(tables["documents"], "en")
    rows = [
        (doc_id, zh[doc_id], en[doc_id], source, int(counted[source]), int(counted.sum()))
        for doc_id, counted in ((name, wide.loc[name]) for name in order)
        for source in MARKS
    ]
    return pd.DataFrame(rows, columns=columns)


def plot_diffusion(
    data: pd.DataFrame, *, lang: str = "zh", ax: Axes | None = None, width: str = "183mm"
) -> Axes:
    """Stacked bars, one a document: its measures by kind of most probable source, the number in
    each part. Of many documents the distribution of each kind's share.
    """
    width = theme.width_of(ax) if ax is not None else width
    documents = data["doc_id"].nunique()
    room = theme.room_for(documents, width, head_mm=40, row_mm=ROW_MM)
    if many.summed_up(documents, room):
        return many.plot_spread(
            _shares(data, lang), lang=lang, ax=ax, width=width, span=(0, 1), total=documents,
            words=theme.label("share_of_measures", lang),
        )  # fmt: skip
    data, drawn, total = first(data, "doc_id", room)
    heads = data.drop_duplicates("doc_id")
    ax = ax if ax is not None else theme.new_axes(width, 34 + ROW_MM * drawn)
    width = theme.width_of(ax)
    with theme.use(width):
        rows = {doc_id: drawn - 1 - k for k, doc_id in enumerate(heads["doc_id"])}
        left = dict.fromkeys(rows, 0.0)
        # Pressed rows are hardly higher than their type: nothing may stand out of a bar.
        height, pad = (0.72, 1.0) if drawn <= PRESSED else (0.92, -0.4)
        for cell in data[data["n"] > 0].to_dict("records"):
            mark, doc_id = MARKS[cell["source"]], cell["doc_id"]
            share, at = cell["n"] / cell["total"], rows[cell["doc_id"]]
            ax.barh(
                at,
                share,
                left=left[doc_id],
                height=height,
                color=mark.color,
                hatch=mark.hatch,
                edgecolor=mark.line,
            )
            if share >= 0.05:
                ax.text(
                    left[doc_id] + share / 2,
                    at,
                    str(cell["n"]),
                    ha="center",
                    va="center",
                    size="small",
                    color=mark.ink,
                    bbox={"facecolor": mark.color, "edgecolor": "none", "pad": pad},
                )
            left[doc_id] += share
        ax.set_yticks(list(rows.values()), list(heads[f"place_{lang}"]))
        for doc_id, n in zip(heads["doc_id"], heads["total"], strict=True):
            ax.text(1.01, rows[doc_id], str(n), va="center", size="small")
        ax.tick_params(axis="y", length=0)
        ax.set_xlim(0, 1.07)
        ax.set_ylim(-0.6, drawn - 0.4)
        ax.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "25%", "50%", "75%", "100%"])
        ax.set_xlabel(theme.label("share_of_measures", lang))
        shown = [source for source in MARKS if data.loc[data["source"] == source, "n"].sum()]
        handles = [
            Patch(
                facecolor=MARKS[source].color,
                hatch=MARKS[source].hatch,
                edgecolor=MARKS[source].line,
                label=theme.label(source, lang),
            )
            for source in shown
        ]
        columns = 2 if width == "89mm" else len(handles) or 1
        theme.legend(ax, handles=handles, loc="outside upper center", ncols=columns)
    say_left_out(theme.figure_of(ax), drawn, total, lang)
    return ax


def _shares(data: pd.DataFrame, lang: str) -> list[many.Row]:
    """The share of each kind of source among a document's measures, kinds that occur."""
    used = data.groupby("source")["n"].sum()
    told = data[data["source"].map(used) > 0]
    labels = {kind: theme.label(kind, lang) for kind in MARKS}
    told = told.assign(share=told["n"] / told["total"])
    return many.rows_of(told, "source", "share", lang, labels=labels)


def _draw(data: pd.DataFrame, lang: str, width: str) -> Figure:
    return theme.figure_of(plot_diffusion(data, lang=lang, width=width))


def _counts(data: pd.DataFrame) -> dict[str, int]:
    heads = data.drop_duplicates("doc_id")
    by = data.groupby("source")["n"].sum()
    return {
        "n": len(heads),
        "total": int(heads["total"].sum()),
        "above": int(by["vertical"]),
        "beside": int(by["horizontal"]),
        "own": int(by["own_earlier"]),
        "common": int(by["common_template"]),
        "alike": int(by["alike_only"]),
    }


def _caption(data: pd.DataFrame, study: Study, lang: str) -> str:
    return say("figure.diffusion-sources.caption", lang, **_counts(data))


def _alt(data: pd.DataFrame, lang: str) -> str:
    documents = data["doc_id"].nunique()
    if many.summed_up(documents):
        return many.spread_alt(_shares(data, lang), lang, documents)
    return say("figure.diffusion-sources.alt", lang, **_counts(data))


FIGURES = (figure("diffusion-sources", diffusion_data, _draw, _caption, _alt, plot=plot_diffusion),)
