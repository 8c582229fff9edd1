"""Pieces that several figures are made of: a heat map with its numbers, and labels that wrap."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.colors import Normalize
from matplotlib.image import AxesImage
from matplotlib.patches import Patch, Rectangle

from compare.base.display import display_width
from compare.figures import theme


def heat_map(
    ax: Axes,
    values: pd.DataFrame,
    *,
    rows: Sequence[str],
    columns: Sequence[str],
    top: float,
    text: Callable[[float], str] | None = None,
    columns_above: bool = False,
) -> AxesImage:
    """Cells shaded by value, white at 0 and dark at `top`, with the number written in each.

    Call inside ``with theme.use(width)``. Lightness alone carries the value, so the map survives
    black-and-white print. A missing value (not compared, not known) is hatched and bears no
    number: it is not 0.

    Parameters
    ----------
    values : DataFrame of float
    rows, columns : labels, in the order of `values`
    top : value of the darkest shade
    text : from value to what the cell says; default none. An empty string leaves a cell without a
    number.
    columns_above : column labels above the map rather than below
    """
    cells = values.to_numpy(dtype=float)
    shades = colormaps[theme.CMAP]
    scale = Normalize(0, top or 1)
    image = ax.imshow(np.ma.masked_invalid(cells), cmap=shades, norm=scale, aspect="auto")
    for (row, column), value in np.ndenumerate(cells):
        if not np.isfinite(value):
            ax.add_patch(_missing(column, row))
        elif text is not None:
            ax.text(
                column,
                row,
                text(value),
                ha="center",
                va="center",
                size="small",
                color=theme.ink(shades(scale(value))),
            )
    ax.set_xticks(range(len(columns)), columns)
    ax.set_yticks(range(len(rows)), rows)
    ax.set_xticks(np.arange(-0.5, len(columns)), minor=True)
    ax.set_yticks(np.arange(-0.5, len(rows)), minor=True)
    ax.grid(which="minor", color="white", linewidth=0.8)
    ax.tick_params(which="both", length=0)
    if columns_above:
        ax.tick_params(top=True, labeltop=True, bottom=False, labelbottom=False)
    for spine in ax.spines.values():
        spine.set_visible(False)
    return image


def wrap(text: str, width: int, *, lines: int = 2) -> str:
    """`text` in at most `lines` lines of `width` columns (a Chinese character takes two), cut with
    ``…`` if longer.

    Breaks at blanks in English, between any two characters in Chinese, but never before a closing
    mark.
    """
    rest = text.strip()
    out: list[str] = []
    while rest and len(out) < lines:
        if display_width(rest) <= width:
            out.append(rest)
            rest = ""
            break
        cut = _fitting(rest, width if len(out) < lines - 1 else width - 1)
        out.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return "\n".join(out) + ("…" if rest else "")


def _fitting(text: str, width: int) -> int:
    cut = len(text)
    while cut > 1 and display_width(text[:cut]) > width:
        cut -= 1
    blank = text.rfind(" ", 0, cut + 1)
    if text[cut - 1 : cut + 1].isascii() and " " not in text[cut - 1 : cut + 1] and blank > 0:
        return blank
    return cut - 1 if cut > 1 and text[cut : cut + 1] in "，。；：、）〕”》！？" else cut


def _missing(column: int, row: int) -> Patch:
    return Rectangle(
        (column - 0.5, row - 0.5),
        1,
        1,
        facecolor=theme.NOT_COMPARED,
        hatch="////",
        edgecolor="#BBBBBB",
        linewidth=0,
    )
