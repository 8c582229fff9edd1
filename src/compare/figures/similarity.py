"""How alike the documents are: shares of common measures, clause by clause, and how much of each
is formula.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from compare import schema
from compare.base.display import display_width
from compare.figures import many, theme
from compare.figures.groups import provinces_of
from compare.figures.parts import first, say_left_out
from compare.figures.spec import figure
from compare.likeness.chance import counterpart_shares
from compare.likeness.set_phrases import KINDS, formula_share
from compare.words.strings import LANGUAGES, say

if TYPE_CHECKING:
    from compare.study.read import Study

NEAR = ("same_province", "other_province")
MAX_NUMBERS = 9  # documents up to which a cell of the matrix has room for its number


def shares_data(study: Study, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row an ordered pair of documents and a level.

    Columns
    -------
    doc_id, other : documents
    level : verbatim, or any (verbatim or adapted)
    n, total, share : clauses of doc_id with a counterpart in other
    low, high : 95 % bootstrap interval of share, over clauses; none below ten
    near : same_province, other_province; not_known where either has none
    place_zh, place_en, other_zh, other_en : what the axes say
    """
    documents, clauses = tables["documents"], tables["clauses"]
    shares = counterpart_shares(clauses, tables["pairs"])
    order = [doc_id for doc_id in documents["doc_id"] if doc_id in set(clauses["doc_id"])]
    for lang in ("zh", "en"):
        names = theme.places(documents, lang)
        shares[f"place_{lang}"] = shares["doc_id"].map(names)
        shares[f"other_{lang}"] = shares["other"].map(names)
    province = provinces_of(documents)
    one, other = shares["doc_id"].map(province), shares["other"].map(province)
    known = (one != "") & (other != "")
    shares["near"] = np.select([~known, one == other], ["not_known", NEAR[0]], NEAR[1])
    rank = {doc_id: k for k, doc_id in enumerate(order)}
    keys = pd.DataFrame(
        {"a": shares["doc_id"].map(rank), "b": shares["other"].map(rank), "level": shares["level"]}
    )
    return shares.loc[keys.sort_values(["a", "b", "level"]).index].reset_index(drop=True)


# Documents whose names stand beside each other along an edge of the matrix.
_MOST = {"89mm": 20, "183mm": 40, "slide": 24}


def plot_shares(
    data: pd.DataFrame, *, lang: str = "zh", ax: Axes | None = None, width: str = "183mm"
) -> Axes:
    """Matrix of documents: share of the row's clauses that have a counterpart in the column.

    The matrix is not symmetric. A cell gives the share and, below it, how many of these clauses
    are verbatim. Of many documents the distribution over their pairs.
    """
    width = theme.width_of(ax) if ax is not None else width
    if many.summed_up(data["doc_id"].nunique(), _MOST[width]):
        return many.plot_spread(
            _pair_shares(data, lang), lang=lang, ax=ax, width=width, unit="pairs",
            total=int((data["level"] == "any").sum()),
            words=say("figure.similarity.clauses_with_counterpart", lang),
        )  # fmt: skip
    data, drawn, documents = first(data, "doc_id", _MOST[width])
    data = data[data["other"].isin(data["doc_id"])]
    names = data.drop_duplicates("doc_id").set_index("doc_id")[f"place_{lang}"]
    n = len(names)
    mm = {"89mm": 10.0, "183mm": 12.0, "slide": 16.0}
    ax = ax if ax is not None else theme.new_axes(width, 26 + min(mm[width] * n, 150))
    with theme.use(theme.width_of(ax)):
        wide = data[data["level"] == "any"].pivot(index="doc_id", columns="other", values="share")
        grid = wide.reindex(index=names.index, columns=names.index).to_numpy(dtype=float)
        verbatim = data[data["level"] == "verbatim"].set_index(["doc_id", "other"])["n"]
        ax.set_facecolor(theme.NOT_COMPARED)
        image = ax.imshow(grid, vmin=0, vmax=1, cmap=theme.CMAP, aspect="auto")
        if n <= MAX_NUMBERS:
            for row, col in zip(*np.nonzero(np.isfinite(grid)), strict=True):
                share = grid[row, col]
                word = say("figure.similarity.verbatim", lang)
                count = verbatim[names.index[row], names.index[col]]
                detail = (
                    f"\n{count} {word}"
                    if count and (theme.width_of(ax) != "89mm" or n <= 4)
                    else ""
                )
                ax.text(
                    col,
                    row,
                    f"{share:.0%}{detail}",
                    ha="center",
                    va="center",
                    size="small",
                    color=theme.ink(image.cmap(image.norm(share))),
                )
        ax.set_xticks(range(n), list(names), rotation=0 if n <= MAX_NUMBERS else 90)
        ax.set_yticks(range(n), list(names))
        ax.tick_params(length=0)
        ax.spines[:].set_visible(False)
        ax.set_xlabel(say("figure.similarity.other_document", lang))
        bar = ax.figure.colorbar(
            image, ax=ax, fraction=0.04, pad=0.02, format=lambda value, _: f"{value:.0%}"
        )
        bar.set_label(say("figure.similarity.clauses_with_counterpart", lang))
        bar.outline.set_visible(False)  # type: ignore[operator]
        say_left_out(theme.figure_of(ax), drawn, documents, lang)
    return ax


def _pair_shares(data: pd.DataFrame, lang: str) -> list[many.Row]:
    """The share of an ordered pair of documents, all counterparts and the verbatim ones: of every
    pair, and by whether both stand in one province where that is known.
    """
    pairs = data[f"place_{lang}"] + say("figure.similarity.in", lang) + data[f"other_{lang}"]
    near = [place for place in NEAR if (data["near"] == place).any()]
    rows = []
    for level in ("any", "verbatim"):
        head = say(f"figure.similarity.{level}_counterparts", lang)
        for place in ["", *near] if len(near) > 1 else [""]:
            own = (data["level"] == level) & ((data["near"] == place) if place else True)
            values = pd.Series(data.loc[own, "share"].to_numpy(dtype=float), index=pairs[own])
            label = say(f"figure.similarity.{place or 'every_pair'}", lang)
            rows.append(many.Row(label, values.dropna(), head=head))
            head = ""
    return rows


def clauses_data(study: Study, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row a pair of the table pairs.

    Columns
    -------
    a, b : clauses
    row, column : running number of each in the corpus, from 0, in the order of documents and
    clauses
    doc_a, doc_b, doc_a_zh, doc_a_en, doc_b_zh, doc_b_en : documents and what the axes say
    size_a, size_b, start_a, start_b : clauses of the document, and the number of its first
    cosine_char, level : as in pairs
    """
    documents, clauses, pairs = tables["documents"], tables["clauses"], tables["pairs"]
    known = set(clauses["doc_id"])
    order = [doc_id for doc_id in documents["doc_id"] if doc_id in known]
    ids = [
        clause
        for doc_id in order
        for clause in clauses.loc[clauses["doc_id"] == doc_id, "clause_id"]
    ]
    number = {clause: k for k, clause in enumerate(ids)}
    owner = dict(zip(clauses["clause_id"], clauses["doc_id"], strict=True))
    size = clauses.groupby("doc_id").size()
    start = {
        doc_id: min(
            number[clause] for clause in clauses.loc[clauses["doc_id"] == doc_id, "clause_id"]
        )
        for doc_id in order
    }
    data = pd.DataFrame(
        {
            "a": pairs["a"],
            "b": pairs["b"],
            "row": pairs["a"].map(number),
            "column": pairs["b"].map(number),
        }
    )
    for side in ("a", "b"):
        data[f"doc_{side}"] = pairs[side].map(owner)
        for lang in ("zh", "en"):
            data[f"doc_{side}_{lang}"] = data[f"doc_{side}"].map(theme.places(documents, lang))
        data[f"size_{side}"] = data[f"doc_{side}"].map(size)
        data[f"start_{side}"] = data[f"doc_{side}"].map(start)
    return data.assign(cosine_char=pairs["cosine_char"], level=pairs["level"])


def plot_clauses(
    data: pd.DataFrame, *, lang: str = "zh", ax: Axes | None = None, width: str = "183mm"
) -> Axes:
    """Heat map of all clauses against all clauses, documents in blocks; a dot marks counterparts.

    Clauses of one document are not compared (grey blocks); pairs below the floor of the table
    pairs are white. Of many documents the distribution over pairs of clauses, by level.
    """
    width = theme.width_of(ax) if ax is not None else width
    if many.summed_up(_documents(data), _MOST[width]):
        return many.plot_spread(
            _cosines(data, lang), lang=lang, ax=ax, width=width, span=(0, 1), unit="pairs",
            total=len(data), form="{:.2f}".format, words=theme.label("cosine", lang),
        )  # fmt: skip
    sides = [data[[f"start_{side}", f"doc_{side}"]].to_numpy().tolist() for side in ("a", "b")]
    order = sorted({(start, doc) for side in sides for start, doc in side})
    shown = [doc for _, doc in order][: _MOST[width]]
    data = data[data["doc_a"].isin(shown) & data["doc_b"].isin(shown)]
    ends = {
        name: (start, size, zh)
        for side in ("a", "b")
        for name, start, size, zh in zip(
            data[f"doc_{side}"],
            data[f"start_{side}"],
            data[f"size_{side}"],
            data[f"doc_{side}_{lang}"],
            strict=True,
        )
    }
    blocks = sorted(ends.values())
    total = max(start + size for start, size, _ in blocks)
    high = {"89mm": 84.0, "183mm": 150.0, "slide": None}[width]
    ax = ax if ax is not None else theme.new_axes(width, high)
    with theme.use(theme.width_of(ax)):
        grid = np.zeros((total, total))
        for start, size, _ in blocks:
            grid[start : start + size, start : start + size] = np.nan
        rows, columns = data["row"].to_numpy(), data["column"].to_numpy()
        grid[rows, columns] = grid[columns, rows] = data["cosine_char"].to_numpy()
        ax.set_facecolor(theme.NOT_COMPARED)
        image = ax.imshow(grid, vmin=0, vmax=1, cmap=theme.CMAP, interpolation="nearest")
        same = schema.counterparts(data)
        ax.scatter(
            [*same["column"], *same["row"]],
            [*same["row"], *same["column"]],
            s=5 if theme.width_of(ax) == "89mm" else 16,
            facecolors="none",
            edgecolors="#D55E00",
            linewidths=0.6,
            label=say("figure.similarity.counterparts", lang),
        )
        for start, _, _ in blocks[1:]:
            ax.axhline(start - 0.5, color="#666666", linewidth=0.5)
            ax.axvline(start - 0.5, color="#666666", linewidth=0.5)
        middles, names = (
            [start + (size - 1) / 2 for start, size, _ in blocks],
            [name for _, _, name in blocks],
        )
        turned = len(blocks) > MAX_NUMBERS
        # Names stand side by side where a block is as wide as its name.
        column = theme.WIDTHS[theme.width_of(ax)] * 0.55 / total
        long = any(
            display_width(name) * 1.5 > size * column
            for name, (_, size, _) in zip(names, blocks, strict=True)
        )
        ax.set_xticks(middles, names, rotation=90 if turned or long else 0)
        ax.set_yticks(middles, names)
        ax.tick_params(length=0)
        bar = ax.figure.colorbar(image, ax=ax, fraction=0.04, pad=0.02)
        bar.set_label(theme.label("cosine", lang))
        bar.outline.set_visible(False)  # type: ignore[operator]
        theme.legend(ax, loc="outside upper center")
        say_left_out(theme.figure_of(ax), len(shown), len(order), lang)
    return ax


def _documents(data: pd.DataFrame) -> int:
    return len({*data["doc_a"].unique(), *data["doc_b"].unique()})


def _cosines(data: pd.DataFrame, lang: str) -> list[many.Row]:
    """Cosines of pairs of clauses by level; an end is named by its two documents."""
    names = data[f"doc_a_{lang}"] + say("figure.similarity.and", lang) + data[f"doc_b_{lang}"]
    rows = []
    for level in ("verbatim", "adapted", ""):
        own = data["level"] == level if level else ~data["level"].isin(schema.COUNTERPARTS)
        values = pd.Series(data.loc[own, "cosine_char"].to_numpy(dtype=float), index=names[own])
        label = theme.label(level, lang) if level else say("figure.similarity.no_level", lang)
        rows.append(many.Row(label, values))
    return rows


# Light and dark in turn, and a hatch of its own: seven kinds stand beside each other in one bar.
_PHRASES = (
    theme.Mark("#12355B"), theme.Mark("#F0D9A8", "///"), theme.Mark("#0072B2", "..."),
    theme.Mark("#FFFFFF", "\\\\\\"), theme.Mark("#7A4A12", "xx"), theme.Mark("#BFD9EE", "++"),
    theme.Mark("#555555", "oo"), theme.Mark("#E69F00", "--"),
)  # fmt: skip


def formula_data(study: Study, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row a document and kind of set phrase: `compare.likeness.set_phrases.formula_share`,
    with place names and labels.
    """
    data = formula_share(tables["clauses"], study.lexicon.formulas)
    for lang in LANGUAGES:
        data[f"place_{lang}"] = data["doc_id"].map(theme.places(tables["documents"], lang))
        data[f"kind_{lang}"] = data["kind"].map(
            {kind: say(f"figure.formula.{kind}", lang) for kind in data["kind"].unique()}
        )
    return data


def plot_formula(
    data: pd.DataFrame, *, lang: str = "zh", ax: Axes | None = None, width: str = "183mm"
) -> Axes:
    """Stacked bars: share of each document's characters that are set phrases, by kind; the total
    at the end. Of many documents the distribution of each share.
    """
    width = theme.width_of(ax) if ax is not None else width
    every = data["doc_id"].nunique()
    head = 38 if width == "89mm" else 30
    room = theme.room_for(every, width, head_mm=head + 4, row_mm=6.5)
    if many.summed_up(every, room):
        return many.plot_spread(
            _phrases(data, lang), lang=lang, ax=ax, width=width, total=every,
            form="{:.1%}".format, words=say("figure.similarity.share_characters", lang),
        )  # fmt: skip
    data, drawn, documents = first(data, "doc_id", room)
    wide = data.pivot(index="doc_id", columns="kind", values="share").reindex(
        data["doc_id"].unique()
    )
    names = data.drop_duplicates("doc_id").set_index("doc_id")[f"place_{lang}"]
    ax = ax if ax is not None else theme.new_axes(width, head + 6.5 * len(wide))
    with theme.use(theme.width_of(ax)):
        rows = list(range(len(wide)))[::-1]
        left = np.zeros(len(wide))
        for kind, mark in zip([kind for kind in KINDS if kind in wide], _PHRASES, strict=False):
            if not wide[kind].any():
                continue
            ax.barh(
                rows,
                wide[kind],
                left=left,
                color=mark.color,
                hatch=mark.hatch,
                edgecolor=mark.line,
                linewidth=0.4,
                label=say(f"figure.formula.{kind}", lang),
            )
            left = left + wide[kind].to_numpy()
        for row, total in zip(rows, left, strict=True):
            ax.text(
                total + 0.01 * max(left.max(), 0.01), row, f"{total:.1%}", va="center", size="small"
            )
        ax.set_yticks(rows, names[wide.index])
        ax.tick_params(axis="y", length=0)
        ax.set_xlim(0, 1.12 * max(left.max(), 0.01))
        ax.xaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
        ax.set_xlabel(say("figure.similarity.share_characters", lang))
        theme.legend(
            ax,
            *ax.get_legend_handles_labels(),
            loc="outside upper center",
            ncols=2 if theme.width_of(ax) == "89mm" else 4,
        )
        say_left_out(theme.figure_of(ax), drawn, documents, lang)
    return ax


def _phrases(data: pd.DataFrame, lang: str) -> list[many.Row]:
    """The share of set phrases in a document, all and by kind."""
    names = data.drop_duplicates("doc_id").set_index("doc_id")[f"place_{lang}"]
    every = data.groupby("doc_id", sort=False)["share"].sum().rename(names.to_dict())
    by_kind = many.rows_of(data, "kind", "share", lang)
    used = [row for row in by_kind if row.values.any()]
    return [many.Row(say("figure.formula.every", lang), every), *used]


def _draw_shares(data: pd.DataFrame, lang: str, width: str) -> Figure:
    return theme.figure_of(plot_shares(data, lang=lang, width=width))


def _draw_clauses(data: pd.DataFrame, lang: str, width: str) -> Figure:
    return theme.figure_of(plot_clauses(data, lang=lang, width=width))


def _draw_formula(data: pd.DataFrame, lang: str, width: str) -> Figure:
    return theme.figure_of(plot_formula(data, lang=lang, width=width))


def _top(data: pd.DataFrame) -> Any:
    whole = data[data["level"] == "any"].sort_values("share", ascending=False, kind="stable")
    return whole.to_dict("records")[0]


def _shares_caption(data: pd.DataFrame, study: Study, lang: str) -> str:
    top = _top(data)
    return say(
        many.caption_key("similarity-documents", data["doc_id"].nunique()),
        lang,
        count=data["doc_id"].nunique(),
        place=top[f"place_{lang}"],
        other=top[f"other_{lang}"],
        n=top["n"],
        total=top["total"],
        interval=say("figure.similarity.interval", lang, low=top["low"], high=top["high"])
        if np.isfinite(top["low"])
        else "",
    )


def _shares_alt(data: pd.DataFrame, lang: str) -> str:
    top = _top(data)
    if many.summed_up(data["doc_id"].nunique()):
        pairs = int((data["level"] == "any").sum())
        return many.spread_alt(_pair_shares(data, lang), lang, pairs, unit="pairs")
    return say(
        "figure.similarity-documents.alt",
        lang,
        place=top[f"place_{lang}"],
        share=top["share"],
        other=top[f"other_{lang}"],
    )


def _clauses_caption(data: pd.DataFrame, study: Study, lang: str) -> str:
    same = len(schema.counterparts(data))
    return say(
        many.caption_key("similarity-clauses", _documents(data)), lang, n=len(data), same=same
    )


def _clauses_alt(data: pd.DataFrame, lang: str) -> str:
    if many.summed_up(_documents(data)):
        return many.spread_alt(_cosines(data, lang), lang, len(data), "{:.2f}".format, "pairs")
    same = schema.counterparts(data)
    counts = Counter(zip(same[f"doc_a_{lang}"], same[f"doc_b_{lang}"], strict=True)).most_common(3)
    told = (say("figure.similarity-clauses.count", lang, a=a, b=b, n=n) for (a, b), n in counts)
    return say("figure.similarity-clauses.alt", lang, parts=say("join.items", lang).join(told))


def _formula_caption(data: pd.DataFrame, study: Study, lang: str) -> str:
    total = int(data.drop_duplicates("doc_id")["total"].sum())
    return say("figure.formula-share.caption", lang, total=total)


def _formula_alt(data: pd.DataFrame, lang: str) -> str:
    documents = data["doc_id"].nunique()
    if many.summed_up(documents):
        return many.spread_alt(_phrases(data, lang), lang, documents, "{:.1%}".format)
    shares = data.groupby(f"place_{lang}", sort=False)["share"].sum()
    return say(
        "figure.formula-share.alt",
        lang,
        parts=say("join.items", lang).join(f"{name} {share:.1%}" for name, share in shares.items()),
    )


FIGURES = (
    figure(
        "similarity-documents",
        shares_data,
        _draw_shares,
        _shares_caption,
        _shares_alt,
        plot=plot_shares,
    ),
    figure(
        "similarity-clauses",
        clauses_data,
        _draw_clauses,
        _clauses_caption,
        _clauses_alt,
        plot=plot_clauses,
    ),
    figure(
        "formula-share",
        formula_data,
        _draw_formula,
        _formula_caption,
        _formula_alt,
        plot=plot_formula,
    ),
)
