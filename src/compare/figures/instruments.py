"""With which instruments each theme is pursued, and how strongly the documents direct."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from compare.content.crossings import cross
from compare.figures import many, theme
from compare.figures.parts import first, say_left_out, wrap
from compare.figures.spec import figure
from compare.figures.themes import named_themes
from compare.schema import INSTRUMENTS
from compare.words.strings import say

if TYPE_CHECKING:
    from compare.study.read import Study

_LADDER = ("#7A1F1F", "#12355B", "#2E75B6", "#8FBDE3", "#E0A030", "#E6E6E6")
_HATCH = ("xxx", "", "///", "...", "\\\\\\", "")


def instruments_data(study: Study, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row a theme and instrument: theme, theme_zh, theme_en, instrument, clauses (that have it
    among their themes), n
    (of the theme), share; themes by their share of supply."""
    if tables["themes"].empty or (tables["instruments"]["instrument"] == "").all():
        return pd.DataFrame()
    crossed = cross(tables["themes"], tables["instruments"], "instrument")
    wide = (
        crossed.pivot(index="theme", columns="instrument", values="clauses")
        .reindex(columns=list(INSTRUMENTS))
        .fillna(0)
        .astype(int)
    )
    total = wide.sum(axis=1)
    shares = wide.div(total, axis=0).assign(code=wide.index)
    order = shares.sort_values([*INSTRUMENTS[:2], "code"], ascending=[False, False, True]).index
    rows = [
        {
            "theme": code,
            "instrument": side,
            "clauses": int(wide.loc[code, side]),
            "n": int(total[code]),
            "share": shares.loc[code, side],
        }
        for code in order
        for side in INSTRUMENTS
    ]
    return named_themes(pd.DataFrame(rows), study)


def directives_data(study: Study, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row a document and step of the ladder: doc_id, place_zh, place_en, step, step_zh,
    step_en, sentences, n, share.
    """
    directives = tables["directives"]
    if study.ladder is None or "steps" not in directives or (directives["steps"] == "").all():
        return pd.DataFrame()
    found = directives.assign(step=directives["steps"].str.split(";")).explode("step")
    found = found[found["step"] != ""]
    parts = found["step"].str.rsplit(":", n=1, expand=True)
    counts = parts[1].astype(int).groupby([found["doc_id"], parts[0]]).sum()
    places = {lang: theme.places(tables["documents"], lang) for lang in ("zh", "en")}
    rows = []
    for doc_id in directives["doc_id"].unique():
        n = int(sum(counts.get((doc_id, step), 0) for step in study.ladder.ids))
        for code in study.ladder.codes:
            sentences = int(counts.get((doc_id, code.id), 0))
            rows.append(
                {
                    "doc_id": doc_id,
                    "place_zh": places["zh"][doc_id],
                    "place_en": places["en"][doc_id],
                    "step": code.id,
                    "step_zh": code.zh,
                    "step_en": code.en,
                    "sentences": sentences,
                    "n": n,
                    "share": sentences / max(n, 1),
                }
            )
    return pd.DataFrame(rows)


def plot_instruments(
    data: pd.DataFrame, *, lang: str = "zh", ax: Axes | None = None, width: str = "183mm"
) -> Axes:
    """Stacked bars, a row each theme: shares of supply, environment and demand among its clauses;
    n at the end.
    """
    wide = data.pivot(index="theme", columns="instrument", values="share").reindex(
        data["theme"].unique()
    )
    names = data.drop_duplicates("theme").set_index("theme")
    labels = [wrap(name, 30, lines=1) for name in names[f"theme_{lang}"]]
    marks = [theme.INSTRUMENTS[side] for side in INSTRUMENTS]
    series = [
        (theme.label(side, lang), mark.color, mark.hatch, wide[side].to_numpy())
        for side, mark in zip(INSTRUMENTS, marks, strict=True)
    ]
    return _stacked(
        series,
        labels,
        names["n"].tolist(),
        theme.label("share_of_clauses", lang),
        lang,
        ax,
        width,
        3.9,
    )


def plot_directives(
    data: pd.DataFrame, *, lang: str = "zh", ax: Axes | None = None, width: str = "183mm"
) -> Axes:
    """Stacked bars, a row each document: shares of sentences on each step, strongest first; n
    (sentences) at the end. Of many documents the distribution of each step's share.
    """
    width = theme.width_of(ax) if ax is not None else width
    documents = data["doc_id"].nunique()
    room = theme.room_for(documents, width, head_mm=36, row_mm=7.5)
    if many.summed_up(documents, room):
        return many.plot_spread(
            _steps(data, lang), lang=lang, ax=ax, width=width, total=documents,
            words=say("figure.instruments.share_sentences", lang),
        )  # fmt: skip
    data, drawn, total = first(data, "doc_id", room)
    wide = data.pivot(index="doc_id", columns="step", values="share").reindex(
        data["doc_id"].unique()
    )
    steps = data.drop_duplicates("step").set_index("step")[f"step_{lang}"]
    names = data.drop_duplicates("doc_id").set_index("doc_id")
    labels = [wrap(str(name), 18) for name in names[f"place_{lang}"]]
    used = data.groupby("step")["sentences"].sum()
    series = [
        (steps[step], _LADDER[i % len(_LADDER)], _HATCH[i % len(_HATCH)], wide[step].to_numpy())
        for i, step in enumerate(steps.index)
        if used[step]
    ]
    words = say("figure.instruments.share_sentences", lang)
    ax = _stacked(series, labels, names["n"].tolist(), words, lang, ax, width, 7.5)
    say_left_out(theme.figure_of(ax), drawn, total, lang)
    return ax


def _steps(data: pd.DataFrame, lang: str) -> list[many.Row]:
    """The share of each step that occurs among the sentences of a document that has any."""
    used = data.groupby("step")["sentences"].sum()
    told = data[(data["step"].map(used) > 0) & (data["n"] > 0)]
    return many.rows_of(told, "step", "share", lang)


def _stacked(
    series: Sequence[tuple[str, str, str, np.ndarray]],
    labels: Sequence[str],
    sizes: Sequence[int],
    words: str,
    lang: str,
    ax: Axes | None,
    width: str,
    row_mm: float,
) -> Axes:
    ax = ax if ax is not None else theme.new_axes(width, 26 + row_mm * len(labels))
    with theme.use(theme.width_of(ax)):
        rows = list(range(len(labels)))
        left = np.zeros(len(labels))
        for name, color, hatch, values in series:
            ax.barh(
                rows,
                values,
                left=left,
                height=0.72,
                color=color,
                hatch=hatch,
                edgecolor=theme.line_on(color) if hatch else "white",
                linewidth=0.3,
                label=name,
            )
            left = left + values
        for row, size in zip(rows, sizes, strict=True):
            ax.text(1.015, row, str(size), va="center", size="small")
        ax.text(1.015, -0.95, "n", va="center", size="small")
        ax.set_yticks(rows, labels)
        ax.set_ylim(len(labels) - 0.5, -1.4)
        ax.set_xlim(0, 1.08)
        ax.set_xticks([0, 0.5, 1], ["0", "50%", "100%"])
        ax.set_xlabel(words)
        ax.tick_params(axis="y", length=0)
        ax.spines["left"].set_visible(False)
        columns = len(series) if theme.width_of(ax) != "89mm" else min(3, len(series))
        theme.legend(ax, *ax.get_legend_handles_labels(), loc="outside upper center", ncols=columns)
    return ax


def _instruments_caption(data: pd.DataFrame, study: Study, lang: str) -> str:
    total = data.drop_duplicates("theme")["n"].sum()
    sides = data.groupby("instrument")["clauses"].sum().reindex(INSTRUMENTS)
    parts = say("join.items", lang).join(
        f"{theme.label(side, lang).lower()} {sides[side]}" for side in INSTRUMENTS
    )
    caption = say("figure.themes-instruments.caption", lang, total=total, parts=parts)
    book = study.codebooks.get("instruments")
    if book is None or not any(code.themes for code in book.codes):
        return caption
    return caption + say("figure.themes-instruments.not_independent", lang)


def _instruments_alt(data: pd.DataFrame, lang: str) -> str:
    pure = {
        side: data[(data["instrument"] == side) & (data["share"] == 1)][f"theme_{lang}"].tolist()
        for side in INSTRUMENTS
    }
    parts = say("join.clauses", lang).join(
        say(
            "figure.pair",
            lang,
            name=theme.label(side, lang).lower(),
            value=say("join.items", lang).join(names) or say("figure.none", lang),
        )
        for side, names in pure.items()
    )
    return say("figure.themes-instruments.alt", lang, parts=parts)


def _directives_caption(data: pd.DataFrame, study: Study, lang: str) -> str:
    documents = data.drop_duplicates("doc_id")
    return say(
        "figure.directive-strength.caption", lang, n=len(documents), sentences=documents["n"].sum()
    )


def _directives_alt(data: pd.DataFrame, lang: str) -> str:
    documents = data["doc_id"].nunique()
    if many.summed_up(documents):
        return many.spread_alt(_steps(data, lang), lang, documents)
    top = (
        data.sort_values("share", ascending=False, kind="stable")
        .drop_duplicates("doc_id")
        .set_index("doc_id")
    )
    parts = [
        f"{row[f'place_{lang}']} {row[f'step_{lang}']} {row['share']:.0%}"
        for _, row in top.reindex(data["doc_id"].unique()).iterrows()
    ]
    return say("figure.directive-strength.alt", lang, parts=say("join.clauses", lang).join(parts))


FIGURES = (
    figure(
        "themes-instruments",
        instruments_data,
        lambda data, lang, width: theme.figure_of(plot_instruments(data, lang=lang, width=width)),
        _instruments_caption,
        _instruments_alt,
        plot=plot_instruments,
    ),
    figure(
        "directive-strength",
        directives_data,
        lambda data, lang, width: theme.figure_of(plot_directives(data, lang=lang, width=width)),
        _directives_caption,
        _directives_alt,
        plot=plot_directives,
    ),
)
