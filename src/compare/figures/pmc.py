"""The PMC index of each document: scores of the first-level variables as a map of numbers, and as
the surfaces that the field prints.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import ListedColormap, Normalize, to_rgba
from matplotlib.figure import Figure
from mpl_toolkits.mplot3d import Axes3D

from compare.figures import many, theme
from compare.figures.parts import first, foot, heat_map, say_left_out, wrap
from compare.figures.spec import figure
from compare.words.strings import say

if TYPE_CHECKING:
    from compare.study.read import Study

ROW_MM = 5.0
PER_LINE = {"89mm": 2, "183mm": 3, "slide": 4}
_PANEL_MM = {"89mm": 40.0, "183mm": 50.0, "slide": 52.0}
_STEPS = 13  # points between two corners of a cell of the surface: a plane needs no more
_LINE = 0.018  # width of a line through the scores, in cells
_VIEW: dict[str, float] = {"elev": 32, "azim": -58}
_ZOOM = 0.9


def matrix_data(study: Study, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row a document and first-level variable: doc_id, place_zh, place_en, first_level,
    first_level_zh, first_level_en, score, index, of, grade; highest index first, documents without
    one last.
    """
    scores, index = tables["pmc_scores"], tables["pmc"]
    if index.empty:
        return pd.DataFrame()
    out = scores[["doc_id", "first_level", "score"]].merge(
        index[["doc_id", "index", "of", "grade", "rank"]], on="doc_id"
    )
    for lang in ("zh", "en"):
        out[f"place_{lang}"] = out["doc_id"].map(theme.places(tables["documents"], lang))
        out[f"first_level_{lang}"] = out["first_level"].map(study.pmc.names(lang))
    out = out.sort_values("rank", kind="stable", na_position="last")
    columns = ["doc_id", "place_zh", "place_en", "first_level", "first_level_zh", "first_level_en"]
    return out[[*columns, "score", "index", "of", "grade"]].reset_index(drop=True)


def surface_data(study: Study, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The rows of `matrix_data` that make a surface, with ``row`` and ``column`` of its three by
    three; empty unless nine first-level variables do. A document without all nine is left out.
    """
    data = matrix_data(study, tables)
    if data.empty or not study.pmc.surface:
        return pd.DataFrame()
    place = {name: divmod(at, 3) for at, name in enumerate(study.pmc.surface)}
    data = data[data["first_level"].isin(place)]
    whole = data.groupby("doc_id")["score"].transform(lambda values: values.notna().all())
    data = data[whole.astype(bool)]
    return data.assign(
        row=[place[name][0] + 1 for name in data["first_level"]],
        column=[place[name][1] + 1 for name in data["first_level"]],
    ).reset_index(drop=True)


def plot_matrix(
    data: pd.DataFrame, *, lang: str = "zh", ax: Axes | None = None, width: str = "183mm"
) -> Axes:
    """Heat map: documents by first-level variables, the score in each cell; at the right the index
    and its grade. Of many documents the distribution of index and scores.
    """
    width = theme.width_of(ax) if ax is not None else width
    every = data["doc_id"].nunique()
    room = theme.room_for(every, width, head_mm=46, row_mm=ROW_MM)
    if many.summed_up(every, room):
        return many.plot_spread(
            _scores(data, lang), lang=lang, ax=ax, width=width, total=every, span=(0, 1),
            form="{:.2f}".format, words=theme.label("pmc_score", lang),
        )  # fmt: skip
    data, drawn, total = first(data, "doc_id", room)
    heads = data.drop_duplicates("doc_id")
    names = data.drop_duplicates("first_level")
    height = 40 + ROW_MM * drawn
    ax = ax if ax is not None else theme.new_axes(width, height)
    values = data.pivot(index="doc_id", columns="first_level", values="score")
    values = values.reindex(index=heads["doc_id"], columns=names["first_level"])
    shown = 12 if width == "89mm" else 24
    with theme.use(width):
        heat_map(
            ax,
            values,
            rows=[wrap(name, shown, lines=1) for name in heads[f"place_{lang}"]],
            columns=[wrap(name, 18, lines=1) for name in names[f"first_level_{lang}"]],
            top=1.0,
            text=_short,
            columns_above=True,
        )
        ax.tick_params(axis="x", rotation=90)
        edge = len(names) - 0.3
        for at, row in enumerate(heads.to_dict("records")):
            ax.text(edge, at, _indexed(row, lang), va="center", size="small")
        head = say("figure.pmc.index", lang, of=int(heads["of"].iloc[0]))
        ax.text(edge, -0.62, head, va="bottom", size="small")
        small = theme.row_size(drawn, min(height, theme.MAX_HEIGHT_MM) - 46, width)
        for text in [*ax.texts, *ax.get_yticklabels()]:
            text.set_fontsize(min(small, text.get_fontsize()))
    say_left_out(theme.figure_of(ax), drawn, total, lang)
    return ax


def _scores(data: pd.DataFrame, lang: str) -> list[many.Row]:
    """The index, on the scale of the scores, and the score of each first-level variable."""
    heads = data.drop_duplicates("doc_id").dropna(subset=["index"])
    rows = many.rows_of(data, "first_level", "score", lang)
    if heads.empty:
        return rows
    of = int(heads["of"].iloc[0])
    values = pd.Series(heads["index"].to_numpy(dtype=float), index=heads[f"place_{lang}"])
    return [many.Row(say("figure.pmc.index", lang, of=of), values, per=of), *rows]


def _short(score: float) -> str:
    return f"{score:.0f}" if score in (0.0, 1.0) else f"{score:.2f}".lstrip("0")


def _indexed(row: Mapping[Any, Any], lang: str) -> str:
    if row["index"] != row["index"]:
        return "–"
    return f"{row['index']:.2f} {theme.label(row['grade'], lang)}"


def plot_surface(data: pd.DataFrame, *, lang: str = "zh", width: str = "183mm") -> Figure:
    """A surface a document over its three by three variables; height and darkness are the score."""
    lines_room = int(
        ((theme.SLIDE_HEIGHT_MM if width == "slide" else theme.MAX_HEIGHT_MM) - 24)
        // _PANEL_MM[width]
    )
    total = data["doc_id"].nunique()
    chosen = many.summed_up(total, PER_LINE[width] * lines_room)
    if chosen:
        data = _ranked(data, PER_LINE[width] * min(lines_room, 3))
    data, drawn, _ = first(data, "doc_id", PER_LINE[width] * lines_room)
    heads = data.drop_duplicates("doc_id").to_dict("records")
    lines = -(-drawn // PER_LINE[width])
    columns = -(-drawn // lines)
    shades, scale = colormaps[theme.CMAP], Normalize(-0.25, 1.1)
    drawing = theme.new_figure(width, 20 + lines * _PANEL_MM[width])
    with theme.use(width):
        grid = drawing.subplots(lines, columns, squeeze=False, subplot_kw={"axes_class": Axes3D})
        axes = list(grid.flat)
        for ax, head in zip(axes, heads, strict=False):
            own = data[data["doc_id"] == head["doc_id"]]
            _surface(ax, own, shades, scale)
            name = wrap(str(head[f"place_{lang}"]), 16 if width == "89mm" else 24, lines=1)
            ax.set_title(f"{name}  {head['index']:.2f}" if head["index"] == head["index"] else name,
                         loc="center", size="small", y=0.99, pad=0)  # fmt: skip
        for ax in axes[len(heads) :]:
            ax.remove()
        bar = drawing.colorbar(
            ScalarMappable(Normalize(0, 1), _cut(shades, scale)), ax=axes[: len(heads)], shrink=0.6,
            orientation="horizontal", aspect=40, pad=0.02, ticks=[0, 0.25, 0.5, 0.75, 1],
        )  # fmt: skip
        bar.set_label(theme.label("pmc_score", lang))
    if chosen:
        foot(drawing, say("figure.pmc-surface.chosen", lang, total=total, drawn=drawn))
    else:
        say_left_out(drawing, drawn, total, lang)
    return drawing


def _ranked(data: pd.DataFrame, room: int) -> pd.DataFrame:
    """The documents with the highest, the middle and the lowest index, a third of the room each."""
    order = list(dict.fromkeys(data["doc_id"]))  # the highest index first
    each = max(1, room // 3)
    middle = (len(order) - each) // 2
    kept = [*order[:each], *order[middle : middle + each], *order[-each:]]
    return data[data["doc_id"].isin(kept)]


def _surface(ax: Any, own: pd.DataFrame, shades: Any, scale: Normalize) -> None:
    corners = own.pivot(index="row", columns="column", values="score").to_numpy(dtype=float)
    # The lines through the nine scores are narrow cells of the surface itself, so that what lies
    # in front hides them.
    within = np.concatenate([[0, _LINE], np.linspace(0, 1, _STEPS)[1:-1], [1 - _LINE]])
    along = np.concatenate([within, within + 1, [2.0]])
    across = np.array([np.interp(along, range(3), line) for line in corners])
    heights = np.array([np.interp(along, range(3), line) for line in across.T]).T
    x, y = np.meshgrid(along + 1, along + 1)
    colors = shades(scale((heights[:-1, :-1] + heights[1:, 1:]) / 2))
    narrow = np.diff(along) < 1.5 * _LINE
    colors[narrow, :] = colors[:, narrow] = to_rgba("#222222")
    ax.plot_surface(
        x, y, heights, facecolors=colors, shade=False, rstride=1, cstride=1, linewidth=0,
        antialiased=False, rasterized=True,
    )  # fmt: skip
    rows = own.sort_values(["row", "column"]).groupby("row")["first_level"]
    ends = list(zip(rows.first(), rows.last(), strict=True))
    ax.set_xticks([1, 2, 3], ["1", "2", "3"])
    ax.set_yticks([1, 2, 3], [f"{one}–{last}" for one, last in ends], ha="left")
    ax.set_zticks([0, 0.5, 1], ["", ".5", "1"])
    ax.set_xlim(1, 3)
    ax.set_ylim(1, 3)
    ax.set_zlim(0, 1)
    for axis in (ax.xaxis, ax.yaxis, ax.zaxis):
        axis.set_pane_color("#F7F7F7")
        axis._axinfo["grid"].update(color="#DDDDDD", linewidth=0.4)
        axis.set_tick_params(pad=-3, labelsize="small")
    ax.view_init(**_VIEW)
    ax.set_box_aspect((1, 1, 0.62), zoom=_ZOOM)


def _cut(shades: Any, scale: Normalize) -> Any:
    """The part of the shades that scores from 0 to 1 take, for the bar."""
    return ListedColormap(shades(scale(np.linspace(0, 1, 128))))


def _told(data: pd.DataFrame, lang: str) -> dict[str, Any]:
    heads = data.drop_duplicates("doc_id").dropna(subset=["index"])
    means = data.groupby(f"first_level_{lang}", sort=False)["score"].mean()
    out: dict[str, Any] = {
        "n": data["doc_id"].nunique(), "variables": data["first_level"].nunique(),
        "of": int(data["of"].iloc[0]), "weak": means.idxmin(), "weak_mean": means.min(),
        "strong": means.idxmax(), "strong_mean": means.max(),
    }  # fmt: skip
    if len(heads):
        top, low = heads.iloc[0], heads.iloc[-1]
        out |= {"top": top[f"place_{lang}"], "high": top["index"],
                "last": low[f"place_{lang}"], "low": low["index"]}  # fmt: skip
    return out


def _matrix_caption(data: pd.DataFrame, study: Study, lang: str) -> str:
    bounds = say("join.items", lang).join(
        say("figure.pmc.bound", lang, grade=theme.label(grade, lang).lower(),
            least=least * int(data["of"].iloc[0]))
        for grade, least in study.pmc.grades.items()
    )  # fmt: skip
    second = len(study.pmc.decided)
    return say(
        many.caption_key("pmc-matrix", data["doc_id"].nunique()),
        lang,
        bounds=bounds,
        second=second,
        **_told(data, lang),
    )


def _matrix_alt(data: pd.DataFrame, lang: str) -> str:
    told, documents = _told(data, lang), data["doc_id"].nunique()
    if many.summed_up(documents):
        return many.spread_alt(_scores(data, lang), lang, documents, "{:.2f}".format)
    key = "figure.pmc-matrix.alt" if "top" in told else "figure.pmc-matrix.alt_none"
    return say(key, lang, **told)


def _surface_caption(data: pd.DataFrame, study: Study, lang: str) -> str:
    names = data.sort_values(["row", "column"]).drop_duplicates("first_level")
    rows = [
        say("join.items", lang).join(
            f"{code} {name}"
            for code, name in zip(part["first_level"], part[f"first_level_{lang}"], strict=True)
        )
        for _, part in names.groupby("row")
    ]
    return say(
        "figure.pmc-surface.caption", lang, n=data["doc_id"].nunique(),
        rows=say("join.clauses", lang).join(rows),
    )  # fmt: skip


def _surface_alt(data: pd.DataFrame, lang: str) -> str:
    return say("figure.pmc-surface.alt", lang, **_told(data, lang))


FIGURES = (
    figure(
        "pmc-matrix",
        matrix_data,
        lambda data, lang, width: theme.figure_of(plot_matrix(data, lang=lang, width=width)),
        _matrix_caption,
        _matrix_alt,
        plot=plot_matrix,
    ),
    figure(
        "pmc-surface",
        surface_data,
        lambda data, lang, width: plot_surface(data, lang=lang, width=width),
        _surface_caption,
        _surface_alt,
        supplement=True,
    ),
)
