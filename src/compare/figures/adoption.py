"""The adoption matrix: which item of a template each document took over, and how many of its
actions.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle

from compare.adoption.rates import countable
from compare.base.width import display_width
from compare.figures import theme
from compare.figures.adoption_cells import matrix_data
from compare.figures.adoption_sums import item_rates, plot_sums
from compare.figures.many import caption_key, some, spread_alt, summed_up
from compare.figures.parts import first, say_left_out, wrap
from compare.figures.spec import figure
from compare.schema import ADOPTION, PRESENT
from compare.words.strings import say

if TYPE_CHECKING:
    from compare.study.read import Study

ROW_MM = 3.7
HEAD_MM = 24.0
DECIDED = "#B22222"
# Documents that stand beside each other, and columns of display for the label of a row.
MOST = {"89mm": 12, "183mm": 30, "slide": 12}
ROOM = {"89mm": 28, "183mm": 52, "slide": 24}
GAP = 0.35  # columns between documents that implement the template and controls


def plot_matrix(
    data: pd.DataFrame, *, lang: str = "zh", ax: Axes | None = None, width: str = "183mm"
) -> Axes:
    """Cells by level, in colour and as a mark; the fraction is single actions found of those
    scored.

    A thick frame marks a level that a scholar decided. Documents that do not implement the
    template stand apart on a warm ground with hollow marks: what they have in common with it is
    likeness of the field, not adoption.
    """
    width = theme.width_of(ax) if ax is not None else width
    data = _beside(data, MOST[width])
    lines = data.drop_duplicates("row").reset_index(drop=True)
    ax = ax if ax is not None else theme.new_axes(width, HEAD_MM + ROW_MM * len(lines))
    with theme.use(width):
        places = {row: position for position, row in enumerate(lines["row"])}
        heads = data[data["doc_id"] != ""].drop_duplicates("doc_id").sort_values("column")
        at = {
            d: int(c) + (GAP if r == "control" else 0.0)
            for d, c, r in zip(heads["doc_id"], heads["column"], heads["relation"], strict=True)
        }
        figure = theme.figure_of(ax)
        height = figure.get_figheight() / theme.MM - HEAD_MM
        size = theme.row_size(len(lines), height, width)
        labels = [wrap(text, ROOM[width], lines=1) for text in lines[f"label_{lang}"]]
        spec = ax.get_subplotspec()
        beside = spec.get_gridspec().ncols if spec is not None else 1
        # A column of display takes half the size of its type; "● 10/12" 3.7 times its height.
        left = figure.get_figwidth() * 72 / beside - 12
        left -= size * (0.53 * max(map(display_width, labels)) + 0.6)
        roomy = left / max(len(at), 1) >= 3.9 * size
        for cell in data[data["doc_id"] != ""].to_dict("records"):
            _draw_cell(ax, cell, at[cell["doc_id"]], places[cell["row"]], size, roomy)
        ax.set_xlim(-0.5, max(at.values(), default=0) + 0.5)
        ax.set_ylim(len(lines) - 0.5, -0.5)
        ax.set_xticks(
            list(at.values()),
            list(heads[f"place_{lang}"]),
            rotation=0 if _fits(heads[f"place_{lang}"], width) else 45,
            ha="center" if _fits(heads[f"place_{lang}"], width) else "left",
            va="baseline",
        )
        ax.tick_params(top=True, labeltop=True, bottom=False, labelbottom=False, length=0)
        ax.set_yticks(range(len(lines)), labels, fontsize=size)
        for label, kind in zip(ax.get_yticklabels(), lines["row_kind"], strict=True):
            if kind == "section":
                label.set_color("#666666")
        ax.hlines(
            [p - 0.5 for p, kind in enumerate(lines["row_kind"]) if kind == "section" and p],
            -0.5,
            max(at.values(), default=0) + 0.5,
            color="#BBBBBB",
            linewidth=0.5,
        )
        for spine in ax.spines.values():
            spine.set_visible(False)
    return ax


def _beside(data: pd.DataFrame, most: int) -> pd.DataFrame:
    """`data` with so many documents as stand beside each other: implementing ones first, a third of
    the room for controls.
    """
    heads = data[data["doc_id"] != ""].drop_duplicates("doc_id").sort_values("column")
    if len(heads) <= most:
        return data
    control = heads["relation"] == "control"
    beside = min(int(control.sum()), max(most // 3, most - int((~control).sum())))
    kept = [*heads.loc[~control, "doc_id"][: most - beside], *heads.loc[control, "doc_id"][:beside]]
    place = {doc_id: k for k, doc_id in enumerate(kept)}
    rows = data[data["doc_id"].isin([*kept, ""])].copy()
    rows["column"] = rows["doc_id"].map(place).astype("Int64")
    return rows


def cell_mark(cell: Mapping[Any, Any]) -> tuple[str, str, str, str]:
    """How a cell is drawn: face, hatch, symbol and colour of its text."""
    mark = theme.LEVELS[cell["level"]]
    face, hatch, symbol, color = mark.color, mark.hatch, mark.symbol, mark.ink
    if cell["relation"] == "control" and cell["level"] in PRESENT:
        return theme.CONTROL.color, "", theme.CONTROL.symbol, "black"
    if cell["level"] in PRESENT and cell["degree"]:
        step = theme.DEGREES[cell["degree"]]
        face, hatch, color = step.color, "", step.ink
        symbol = step.symbol if cell["level"] == "taken_over" else mark.symbol
    if cell["level"] == "absent":
        color = "#777777"
    return face, hatch, symbol, color


def cell_symbol(cell: Mapping[Any, Any]) -> str:
    """The symbol of a cell, for tables as for the figure."""
    return cell_mark(cell)[2]


def _draw_cell(ax: Axes, cell: dict, x: float, y: int, size: float, roomy: bool) -> None:
    face, hatch, symbol, color = cell_mark(cell)
    ax.add_patch(
        Rectangle(
            (x - 0.46, y - 0.44),
            0.92,
            0.88,
            facecolor=face,
            hatch=hatch,
            edgecolor=theme.line_on(face) if hatch else "#DDDDDD",
            linewidth=0.4,
        )
    )
    if cell["decided_by"]:
        ax.add_patch(
            Rectangle(
                (x - 0.46, y - 0.44),
                0.92,
                0.88,
                facecolor="none",
                edgecolor=DECIDED,
                linewidth=1.4,
                zorder=3,
            )
        )
    total = cell["actions_total"]
    counted = roomy and not pd.isna(total) and int(total) > 0
    text = f"{symbol} {int(cell['actions_found'])}/{int(total)}" if counted else symbol
    background = {"facecolor": face, "edgecolor": "none", "pad": 0.6} if hatch else None
    ax.text(
        x, y, text, ha="center", va="center_baseline", fontsize=size, color=color, bbox=background
    )


def _fits(names: pd.Series, width: str) -> bool:
    longest = max((display_width(name) for name in names), default=0)
    return (
        longest * len(names) * {"89mm": 1.05, "183mm": 1.1, "slide": 2.1}[width]
        < {"89mm": 42, "183mm": 104, "slide": 78}[width]
    )


def plot_whole(
    data: pd.DataFrame, *, lang: str = "zh", ax: Axes | None = None, width: str = "183mm"
) -> Axes:
    """`plot_matrix` with its legend, and with a line that says what it has no room for; of many
    documents `plot_sums`.
    """
    width = theme.width_of(ax) if ax is not None else width
    documents = data.loc[data["doc_id"] != "", "doc_id"].nunique()
    if summed_up(documents, MOST[width]):
        return plot_sums(data, lang=lang, ax=ax, width=width)
    room = theme.room_for(data["row"].nunique(), width, head_mm=HEAD_MM + 10, row_mm=ROW_MM)
    data, drawn, rows = first(data, "row", room)
    ax = plot_matrix(data, lang=lang, ax=ax, width=width)
    figure = theme.figure_of(ax)
    _legend(ax, data, lang, width)
    say_left_out(figure, min(documents, MOST[width]), documents, lang)
    say_left_out(figure, drawn, rows, lang)
    return ax


def _draw_matrix(data: pd.DataFrame, lang: str, width: str) -> Figure:
    documents = data.loc[data["doc_id"] != "", "doc_id"].nunique()
    many = summed_up(documents, MOST[width])
    if width != "slide" or data["row"].nunique() <= 20 or many:
        return theme.figure_of(plot_whole(data, lang=lang, width=width))
    room = theme.room_for(data["row"].nunique(), width, head_mm=HEAD_MM + 10, row_mm=ROW_MM)
    data, drawn, rows = first(data, "row", 2 * room)
    lines = data["row"].nunique()
    breaks = data.loc[data["row_kind"] == "section", "row"]
    half = min(breaks, key=lambda row: abs(row - lines / 2), default=lines // 2)
    figure = theme.new_figure(width)
    with theme.use(width):
        axes = figure.subplots(1, 2)
        plot_matrix(data[data["row"] < half], lang=lang, ax=axes[0])
        plot_matrix(data[data["row"] >= half], lang=lang, ax=axes[1])
        _legend(axes[0], data, lang, width)
        say_left_out(figure, min(documents, MOST[width]), documents, lang)
        say_left_out(figure, drawn, rows, lang)
    return figure


def _legend(ax: Axes, data: pd.DataFrame, lang: str, width: str) -> None:
    figure = theme.figure_of(ax)
    cells = data[data["doc_id"] != ""]
    used = cells[cells["relation"] != "control"]
    handles = []
    for degree, step in theme.DEGREES.items():
        if (used["degree"] == degree).any():
            handles.append(
                Patch(
                    facecolor=step.color,
                    edgecolor="#AAAAAA",
                    linewidth=0.4,
                    label=f"{step.symbol} {theme.label(degree, lang)}",
                )
            )
    for level in ADOPTION:
        # What has a degree is told by it; its wording, where it was compared, by the symbol.
        if (used["level"] == level).any() and not (
            level == "taken_over" and (used.loc[used["level"] == level, "degree"] != "").all()
        ):
            mark = theme.LEVELS[level]
            handles.append(
                Patch(
                    facecolor=mark.color,
                    hatch=mark.hatch,
                    edgecolor=mark.line if mark.hatch else "#AAAAAA",
                    linewidth=0.4,
                    label=f"{mark.symbol} {theme.label(level, lang)}",
                )
            )
    if (cells["relation"] == "control").any():
        words = say("figure.adoption.alike_control", lang)
        handles.append(
            Patch(facecolor=theme.CONTROL.color, edgecolor="#AAAAAA", linewidth=0.4, label=words)
        )
    if (cells["decided_by"] != "").any():
        handles.append(
            Patch(
                facecolor="none",
                edgecolor=DECIDED,
                linewidth=1.4,
                label=say("figure.adoption.decided_scholar", lang),
            )
        )
    if any(
        "/" in text.get_text() for ax in figure.axes for text in ax.texts
    ):  # a slide has no room for them
        handles.append(
            Patch(
                facecolor="none",
                edgecolor="none",
                label=say("figure.adoption.fraction_single_actions", lang),
            )
        )
    theme.legend(
        ax,
        handles=handles,
        loc="outside upper center",
        ncols={"89mm": 2, "183mm": 3, "slide": 3}[width],
    )


def _counts(data: pd.DataFrame, lang: str) -> tuple[int, list[tuple[str, int, int]]]:
    """Items that count, and per implementing document: its name, adopted, of how many."""
    counted = countable(data[data["row_kind"] == "item"])
    rows = [
        (group[f"place_{lang}"].iloc[0], int(group["present"].sum()), len(group))
        for _, group in counted[counted["relation"] != "control"].groupby("column", sort=True)
    ]
    return counted["item_no"].nunique(), rows


def _control_counts(data: pd.DataFrame) -> tuple[int, int]:
    """Cells of independent controls that are alike, of those that count."""
    counted = countable(data[(data["row_kind"] == "item") & data["beside"].eq(True)])
    return int(counted["present"].sum()), len(counted)


def _caption(data: pd.DataFrame, study: Study, lang: str) -> str:
    items, rows = _counts(data, lang)
    alike, cells = _control_counts(data)
    number = data.loc[data["row_kind"] == "item", "template"].iloc[0]
    controls = data.loc[data["beside"].eq(True), "doc_id"].nunique()
    return say(
        caption_key("adoption-matrix", len(rows)),
        lang,
        number_label=theme.template_name(study.documents, number, lang),
        n=len(rows),
        items=items,
        beside=say(
            "figure.adoption-matrix.beside" if cells else "figure.adoption-matrix.alone",
            lang,
            controls=controls,
            cells=cells,
            alike=alike,
        ),
    )


def _alt(data: pd.DataFrame, lang: str) -> str:
    _, rows = _counts(data, lang)
    alike, cells = _control_counts(data)
    told = [
        say("figure.adoption-matrix.count", lang, place=place, taken=taken, n=n)
        for place, taken, n in rows
    ]
    beside = say("print.matrix.controls", lang, alike=alike, cells=cells) if cells else ""
    if summed_up(len(rows)):
        return spread_alt([item_rates(rows, lang)], lang, len(rows))
    parts = some(told, lang, "join.pairs") + beside
    return say("figure.adoption-matrix.alt", lang, parts=parts)


FIGURES = (
    figure(
        "adoption-matrix",
        matrix_data,
        _draw_matrix,
        _caption,
        _alt,
        plot=plot_whole,
    ),
)
