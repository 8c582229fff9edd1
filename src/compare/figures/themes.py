"""What the cities' policies are about, and what one says more than the others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from compare.content.coverage import theme_coverage
from compare.content.keyness import SIGNIFICANT, significant, theme_keyness
from compare.figures import many, theme
from compare.figures.panels import bar_rows, panel_room, panels
from compare.figures.spec import figure
from compare.words.strings import say

if TYPE_CHECKING:
    from compare.study.read import Study

TYPICAL = 10  # themes drawn by the figure of keyness


def coverage_data(study: Study, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row a document and theme: doc_id, place_zh, place_en, n (clauses), theme, theme_zh,
    theme_en, and
    every column of `compare.content.coverage.theme_coverage`; most frequent theme first."""
    if tables["themes"].empty:
        return pd.DataFrame()
    return _named(theme_coverage(tables["clauses"], tables["themes"]), study, tables)


def keyness_data(study: Study, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row a document and theme, named as in `coverage_data`, with every column of
    `compare.content.keyness.keyness`.
    """
    if tables["themes"].empty or tables["clauses"]["doc_id"].nunique() < 2:
        return pd.DataFrame()
    found = theme_keyness(tables["clauses"], tables["themes"]).rename(columns={"feature": "theme"})
    return _named(found, study, tables)


def named_themes(frame: pd.DataFrame, study: Study) -> pd.DataFrame:
    """`frame` with ``theme_zh`` and ``theme_en`` from the study's codebook (the code itself where
    it has none).
    """
    book = study.codebooks.get("themes")
    names = {lang: book.names(lang) if book else {} for lang in ("zh", "en")}
    return frame.assign(
        **{
            f"theme_{lang}": [names[lang].get(code, code) for code in frame["theme"]]
            for lang in names
        }
    )


def _named(frame: pd.DataFrame, study: Study, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    clauses, themes, documents = tables["clauses"], tables["themes"], tables["documents"]
    shown = list(clauses["doc_id"].drop_duplicates())
    counts = themes["theme"].value_counts()
    order = sorted(counts.index, key=lambda code: (-counts[code], code))
    rank = {code: number for number, code in enumerate(order)}
    out = named_themes(frame[frame["doc_id"].isin(shown)], study)
    for lang in ("zh", "en"):
        out[f"place_{lang}"] = out["doc_id"].map(theme.places(documents, lang))
    out["n"] = out["doc_id"].map(clauses["doc_id"].value_counts())
    out["order"] = [rank[code] for code in out["theme"]]
    out["place"] = [shown.index(doc) for doc in out["doc_id"]]
    first = ["doc_id", "place_zh", "place_en", "n", "theme", "theme_zh", "theme_en"]
    out = out.sort_values(["place", "order"], kind="stable").drop(columns=["order", "place"])
    return out[first + [name for name in out.columns if name not in first]].reset_index(drop=True)


def plot_coverage(data: pd.DataFrame, *, lang: str = "zh", width: str = "183mm") -> Figure:
    """Dots: share of a document's clauses that have a theme; whiskers its bootstrap interval;
    hollow: none. Of many documents the distribution of each theme's share.
    """
    documents = data["doc_id"].nunique()
    if many.summed_up(documents, panel_room(data["theme"].nunique(), width, head_mm=20)):
        return theme.figure_of(
            many.plot_spread(
                _theme_shares(data, lang),
                lang=lang,
                width=width,
                total=documents,
                words=theme.label("share_of_clauses", lang),
            )
        )
    order = {doc: number for number, doc in enumerate(data["doc_id"].unique())}

    def draw(ax: Axes, part: pd.DataFrame, rows: np.ndarray) -> None:
        mark = theme.SERIES[order[part["doc_id"].iloc[0]] % len(theme.SERIES)]
        bar_rows(ax, list(rows))
        ax.hlines(rows, part["low"], part["high"], color=mark.color, linewidth=0.9, alpha=0.6)
        given = part["n_clauses"].to_numpy() > 0
        for drawn, face in ((given, mark.color), (~given, "white")):
            if drawn.any():
                ax.plot(
                    part["share_clauses"].to_numpy()[drawn],
                    rows[drawn],
                    linestyle="none",
                    marker=mark.marker,
                    color=mark.color,
                    markerfacecolor=face,
                    markersize=3.5,
                    clip_on=False,
                )

    figure, axes = panels(
        data,
        draw,
        row="theme",
        lang=lang,
        width=width,
        words=theme.label("share_of_clauses", lang),
    )
    top = max(0.3, np.ceil(data["high"].max() * 10) / 10)
    with theme.use(width):
        for ax in axes:
            ax.set_xlim(0, top)
            ax.set_xticks([0, top / 2], ["0", f"{top / 2:.0%}"])
    return figure


def _theme_shares(data: pd.DataFrame, lang: str) -> list[many.Row]:
    return many.rows_of(data, "theme", "share_clauses", lang)


def _keyness_rows(data: pd.DataFrame, lang: str) -> list[many.Row]:
    return many.rows_of(_standing_out(data), "theme", "g2", lang)


def plot_keyness(data: pd.DataFrame, *, lang: str = "zh", width: str = "183mm") -> Figure:
    """Bars: signed log-likelihood of a theme in a document against the others; dark where it stays
    after correction. Of many documents the distribution of each theme's.
    """
    documents = data["doc_id"].nunique()
    drawn = min(data["theme"].nunique(), TYPICAL)
    if many.summed_up(documents, panel_room(drawn, width, head_mm=26)):
        return theme.figure_of(
            many.plot_spread(
                _keyness_rows(data, lang),
                lang=lang,
                width=width,
                total=documents,
                form=many.signed,
                words=say("figure.themes.log_likelihood_g", lang),
            )
        )

    def draw(ax: Axes, part: pd.DataFrame, rows: np.ndarray) -> None:
        sure = part["p_corrected"].to_numpy() < SIGNIFICANT
        bar_rows(ax, list(rows))
        ax.barh(
            rows,
            part["g2"],
            height=0.62,
            color=np.where(sure, "#12355B", "#C9D9E8"),
            edgecolor="#12355B",
            linewidth=0.4,
        )
        ax.axvline(0, color="#444444", linewidth=0.6)

    figure, axes = panels(
        _standing_out(data),
        draw,
        row="theme",
        lang=lang,
        width=width,
        head_mm=26,
        words=say("figure.themes.log_likelihood_g", lang),
    )
    reach = 2 * float(
        np.ceil(max(4.0, data["g2"].abs().max() * 1.05) / 2)
    )  # even, so that half of it is whole
    with theme.use(width):
        for ax in axes:
            ax.set_xlim(-reach, reach)
            half = reach / 2
            # In one column of a journal three numbers under a panel would run together.
            places = [-half, half] if width == "89mm" else [-half, 0, half]
            ax.set_xticks(places, [f"{place:g}".replace("-", "−") for place in places])
        handles = [
            Line2D(
                [],
                [],
                linestyle="none",
                marker="s",
                markersize=6,
                markerfacecolor=color,
                markeredgecolor="#12355B",
                label=say(f"figure.themes-keyness.{words}", lang),
            )
            for color, words in (
                ("#12355B", "sure"),
                ("#C9D9E8", "unsure"),
            )
        ]
        figure.legend(handles=handles, loc="outside upper center", ncols=2)
    return figure


def _standing_out(data: pd.DataFrame) -> pd.DataFrame:
    """The `TYPICAL` themes whose largest difference anywhere is largest: of the others there is
    nothing to say.
    """
    reach = data.groupby("theme")["g2"].agg(lambda values: values.abs().max())
    ranked = sorted(reach.index, key=lambda code: (-reach[code], code))
    kept = data[data["theme"].isin(ranked[:TYPICAL])]
    rank = {code: k for k, code in enumerate(ranked)}
    place = {doc: k for k, doc in enumerate(data["doc_id"].unique())}
    keys = pd.DataFrame({"a": kept["doc_id"].map(place), "b": kept["theme"].map(rank)})
    return kept.loc[keys.sort_values(["a", "b"], kind="stable").index]


def _coverage_caption(data: pd.DataFrame, study: Study, lang: str) -> str:
    documents, themes = data["doc_id"].nunique(), data["theme"].nunique()
    clauses = int(data.drop_duplicates("doc_id")["n"].sum())
    return say(
        many.caption_key("themes-coverage", documents),
        lang,
        documents=documents,
        clauses=clauses,
        themes=themes,
    )


def _coverage_alt(data: pd.DataFrame, lang: str) -> str:
    documents = data["doc_id"].nunique()
    if many.summed_up(documents):
        return many.spread_alt(_theme_shares(data, lang), lang, documents)
    best = data.sort_values(["share_clauses", "theme"], ascending=[False, True]).drop_duplicates(
        "doc_id"
    )
    best = best.set_index("doc_id").reindex(data["doc_id"].unique())
    parts = [
        f"{row[f'place_{lang}']} {row[f'theme_{lang}']} {row['share_clauses']:.0%}"
        for _, row in best.iterrows()
    ]
    return say("figure.themes-coverage.alt", lang, parts=say("join.clauses", lang).join(parts))


def _keyness_caption(data: pd.DataFrame, study: Study, lang: str) -> str:
    themes = data["theme"].nunique()
    return say(
        "figure.themes-keyness.caption", lang, tests=len(data), level=SIGNIFICANT,
        sure=len(significant(data)), drawn=min(themes, TYPICAL), themes=themes,
    )  # fmt: skip


def _keyness_alt(data: pd.DataFrame, lang: str) -> str:
    documents = data["doc_id"].nunique()
    if many.summed_up(documents):
        return many.spread_alt(_keyness_rows(data, lang), lang, documents, many.signed)
    top = (
        data.sort_values(["g2", "theme"], ascending=[False, True])
        .drop_duplicates("doc_id")
        .set_index("doc_id")
    )
    parts = [
        f"{row[f'place_{lang}']} {row[f'theme_{lang}']}"
        for _, row in top.reindex(data["doc_id"].unique()).iterrows()
    ]
    return say("figure.themes-keyness.alt", lang, parts=say("join.clauses", lang).join(parts))


FIGURES = (
    figure(
        "themes-coverage",
        coverage_data,
        lambda data, lang, width: plot_coverage(data, lang=lang, width=width),
        _coverage_caption,
        _coverage_alt,
    ),
    figure(
        "themes-keyness",
        keyness_data,
        lambda data, lang, width: plot_keyness(data, lang=lang, width=width),
        _keyness_caption,
        _keyness_alt,
        supplement=True,
    ),
)
