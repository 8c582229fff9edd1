"""A row of panels that share their rows: one panel a document, one row a code."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from compare.figures import theme
from compare.figures.parts import first, say_left_out, wrap

PER_LINE = {"89mm": 5, "183mm": 6, "slide": 6}
MAX_PANELS = 12  # documents a figure has room for at most
_ROW_MM = {"89mm": 3.6, "183mm": 4.0, "slide": 4.0}
_LABEL = {"89mm": 30, "183mm": 30, "slide": 30}


def panels(
    data: pd.DataFrame,
    draw: Callable[[Axes, pd.DataFrame, np.ndarray], None],
    *,
    row: str,
    lang: str,
    width: str,
    words: str,
    head_mm: float = 20,
) -> tuple[Figure, list[Axes]]:
    """Draw one panel a document, in the order of `data`.

    Parameters
    ----------
    data : DataFrame
        ``doc_id``, ``place_zh``, ``place_en``, `row`, `row` + ``_zh``, `row` + ``_en``, ``n``
        (units of the document).
    draw : callable (ax, part, rows)
        Draws one document: its rows of `data`, reindexed to all codes, at the heights `rows`
        (first on top).
    row : str
        Column whose values are the rows.
    words : str
        What the panels measure, below them all.
    """
    room = panel_room(data[row].nunique(), width, head_mm=head_mm)
    data, drawn, total = first(data, "doc_id", room)
    codes = data.drop_duplicates(row).set_index(row)[f"{row}_{lang}"]
    places = data.drop_duplicates("doc_id").set_index("doc_id")
    columns = min(PER_LINE[width], len(places))
    lines = -(-len(places) // columns)
    figure = theme.new_figure(width, head_mm + lines * (8 + _ROW_MM[width] * len(codes)))
    with theme.use(width):
        grid = figure.subplots(lines, columns, sharex=True, sharey=True, squeeze=False)
        rows = np.arange(len(codes))
        axes = list(grid.flat)
        for ax, doc_id in zip(axes, places.index, strict=False):
            draw(ax, data[data["doc_id"] == doc_id].set_index(row).reindex(codes.index), rows)
            name = wrap(str(places.loc[doc_id, f"place_{lang}"]), 10 if width == "89mm" else 18)
            ax.set_title(f"{name}\nn = {places.loc[doc_id, 'n']}", loc="center", size="small")
            ax.set_ylim(len(codes) - 0.4, -0.6)
            ax.tick_params(axis="y", length=0)
            ax.spines["left"].set_visible(False)
            ax.set_axisbelow(True)
        for ax in axes[len(places) :]:
            ax.set_visible(False)
        for ax in grid[:, 0]:
            ax.set_yticks(rows, [wrap(label, _LABEL[width], lines=1) for label in codes])
        figure.supxlabel(words)
        say_left_out(figure, drawn, total, lang)
    return figure, axes[: len(places)]


def panel_room(codes: int, width: str, *, head_mm: float) -> int:
    """How many documents have a panel of `codes` rows."""
    rows_mm = _ROW_MM[width] * codes + 8
    height = theme.SLIDE_HEIGHT_MM if width == "slide" else theme.MAX_HEIGHT_MM
    return min(PER_LINE[width] * max(1, int((height - head_mm) / rows_mm)), MAX_PANELS)


def bar_rows(ax: Axes, heights: Sequence[float]) -> None:
    """A hair line under every row, so that the eye finds its way back to the label."""
    ax.hlines(
        heights, 0, 1, transform=ax.get_yaxis_transform(), color="#EEEEEE", linewidth=0.5, zorder=0
    )
