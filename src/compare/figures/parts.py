"""Pieces that several figures are made of: a heat map with its numbers, an axis of years, and
labels that wrap.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.colors import Normalize
from matplotlib.dates import DateFormatter, MonthLocator, YearLocator, date2num
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from matplotlib.patches import Patch, Rectangle

from compare.base.width import display_width
from compare.figures import theme
from compare.words.strings import say


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


# A line of Chinese never begins with these …
NO_START = "，。、；：！？）〕】〉》」』”’…％·—,.;:!?)]}%"
# … and never ends with these.
NO_END = "（〔【〈《「『“‘([{#＃¥￥№"


def wrap(text: str, width: int, *, lines: int = 2) -> str:
    """`text` in at most `lines` lines of `width` columns (a Chinese character takes two), cut with
    ``…`` if longer.

    Breaks at blanks in English, between any two characters in Chinese, but as Chinese is printed:
    no line begins with a closing mark or ends with an opening one, and neither a number nor a
    Latin word is torn, as far as `width` allows it.
    """
    rest = text.strip()
    out: list[str] = []
    while rest and len(out) < lines:
        if display_width(rest) <= width:
            out.append(rest)
            rest = ""
            break
        last = len(out) == lines - 1
        cut = _fitting(rest, width - 1 if last else width)
        line = rest[:cut].rstrip()
        out.append(line.rstrip(NO_END + "，、；：,;:") or line if last else line)
        rest = rest[cut:].lstrip()
    return "\n".join(out) + ("…" if rest else "")


def _fitting(text: str, width: int) -> int:
    """Where to cut `text` so that the first part fits `width` and the break is allowed; where none
    is, the last place that fits.
    """
    most = len(text)
    while most > 1 and display_width(text[:most]) > width:
        most -= 1
    for cut in range(most, 0, -1):
        if _may_break(text, cut):
            return cut
    return most


def _may_break(text: str, cut: int) -> bool:
    before, after = text[cut - 1], text[cut : cut + 1]
    if not after or before == " " or after == " ":
        return True
    if after in NO_START or before in NO_END:
        return False
    return not (_latin(before) and _latin(after))


def _latin(char: str) -> bool:
    return char.isascii() and not char.isspace()


def first(data: pd.DataFrame, column: str, room: int) -> tuple[pd.DataFrame, int, int]:
    """Rows of the first `room` values of `column`, how many values that are, and of how many."""
    values = list(dict.fromkeys(data[column]))
    kept = values[: max(room, 1)]
    return data[data[column].isin(kept)], len(kept), len(values)


def say_left_out(figure: Figure, drawn: int, total: int, lang: str) -> None:
    """A line at the foot of `figure` where `drawn` is less than `total`: what has no room."""
    if drawn < total:
        foot(figure, say("print.left_out", lang, drawn=drawn, total=total))


FOOT_COLUMNS = {"89mm": 66, "183mm": 140, "slide": 130}  # of display


def foot(figure: Figure, text: str) -> None:
    """`text` below everything else, in lines that are no longer than the figure is wide."""
    above, width = figure.get_supxlabel(), theme.width_of(figure)
    text = wrap(text, FOOT_COLUMNS[width], lines=6)
    with theme.use(width):
        figure.supxlabel("\n".join(part for part in (above, text) if part), size="small")


def year_axis(ax: Axes, begin: pd.Timestamp, end: pd.Timestamp) -> None:
    """Ticks at years, not more than fit; at months where all falls within a year or two."""
    spare = max((end - begin).days * 0.04, 20)
    ax.set_xlim(date2num(begin) - spare, date2num(end) + spare)
    if end.year - begin.year >= 2:
        most = 6 if theme.width_of(ax) == "89mm" else 14
        ax.xaxis.set_major_locator(YearLocator(-(-(end.year - begin.year + 1) // most)))
        ax.xaxis.set_major_formatter(DateFormatter("%Y"))
    else:
        months = max(1, -(-(end - begin).days // (30 * (3 if theme.width_of(ax) == "89mm" else 6))))
        ax.xaxis.set_major_locator(MonthLocator(interval=months))
        ax.xaxis.set_major_formatter(DateFormatter("%Y-%m"))


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
