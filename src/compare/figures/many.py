"""Many documents: when a figure draws each of them and when their distribution, and how that looks.

One rule for all figures (`summed_up`): a figure draws documents one by one while all of them have
room in type that can be read, thirty at the most; of more it draws the distribution, a row a code:
median, middle half, range, a dot a document, and the names of both ends. So no document is left
out because it stands further down in ``documents.csv``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter, MaxNLocator

from compare.base.width import display_width
from compare.figures import theme
from compare.figures.parts import foot, say_left_out, wrap, year_axis
from compare.words.strings import say

ONE_BY_ONE = 30  # documents above which every figure sums up
FEW = 6  # documents of which a distribution would say less than the first ones that have room
NAMED = 12  # documents that a sentence names one by one
DOTS = 1500  # values of a row above which dots would be a blot
ROW_MM = {"89mm": 7.4, "183mm": 4.8, "slide": 5.4}
_LABEL = {"89mm": 18, "183mm": 30, "slide": 30}
_NAME = {"89mm": 15, "183mm": 20, "slide": 20}  # columns of type of the name of an end
OWN, CONTROL = "#12355B", "#8A6D2F"  # documents that implement a template, and controls
_GAP = 8  # points between the axes and what stands at their right


def summed_up(documents: int, room: int = ONE_BY_ONE) -> bool:
    """Whether a figure with `room` for so many documents draws the distribution of `documents`."""
    return documents > FEW and documents > min(room, ONE_BY_ONE)


def caption_key(name: str, documents: int) -> str:
    """The string of the caption of figure `name`: how marks are read differs where it sums up."""
    return f"figure.{name}.caption{'_many' if summed_up(documents) else ''}"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a distribution.

    Attributes
    ----------
    label : str
        What the axis says.
    values : Series
        One number a document (or pair of documents), its index the name as printed; what is not
        known is left out.
    color : str
        Of median and dots.
    head : str
        A line above the row, where it begins a group of rows.
    form : callable, optional
        From number to words, where it is not that of the figure.
    per : float
        By what the values are divided to stand on the axis of the others.
    """

    label: str
    values: pd.Series
    color: str = OWN
    head: str = ""
    form: Callable[[float], str] | None = None
    per: float = 1.0


def percent(value: float) -> str:
    """A share as figures print it."""
    return f"{value:.0%}"


def signed(value: float, digits: int = 1) -> str:
    """A difference as figures print it, nought without a sign."""
    near = round(value, digits)
    return f"{near:+.{digits}f}".replace("-", "−") if near else f"{0:.{digits}f}"


def whole(value: float) -> str:
    """A count as figures print it."""
    return f"{value:,.0f}"


def day(value: float) -> str:
    """A number of `matplotlib.dates` as a date."""
    from matplotlib.dates import num2date

    return f"{num2date(value):%Y-%m-%d}"


def rows_of(
    data: pd.DataFrame, row: str, value: str, lang: str, *, labels: Mapping[Any, str] | None = None
) -> list[Row]:
    """A row for each value of the column `row`, in the order of `data`, from one number a document
    in the column `value`.

    Parameters
    ----------
    data : DataFrame
        ``doc_id``, ``place_zh``, ``place_en``, `row`, `value`; `row` + ``_zh`` and ``_en`` where
        `labels` are not given.
    labels : mapping of code to words, optional
    """
    out = []
    for code, own in data.groupby(row, sort=False):
        values = pd.Series(own[value].to_numpy(dtype=float), index=own[f"place_{lang}"])
        label = labels[code] if labels is not None else own[f"{row}_{lang}"].iloc[0]
        out.append(Row(str(label), values.dropna()))
    return out


def plot_spread(
    rows: Sequence[Row],
    *,
    lang: str,
    ax: Axes | None = None,
    width: str = "183mm",
    words: str,
    total: int,
    form: Callable[[float], str] = percent,
    span: tuple[float, float] | None = None,
    log: bool = False,
    dates: bool = False,
    unit: str = "documents",
) -> Axes:
    """The distribution over documents, a row a code, and at the right its median and both ends by
    name.

    Parameters
    ----------
    words : str
        What the axis measures.
    total : int
        Documents (or what `unit` names) that are summed up; a line below says so.
    form : callable
        From number to words.
    span : pair of float, optional
        Ends of the axis; default: those of the values.
    unit : {"documents", "pairs", "sums"}
    """
    width = theme.width_of(ax) if ax is not None else width
    rows = [row for row in rows if len(row.values)]
    every, heads = len(rows), sum(bool(row.head) for row in rows)
    room = theme.room_for(every + heads, width, head_mm=28, row_mm=ROW_MM[width])
    taken = [0, *np.cumsum([1 + bool(row.head) for row in rows]).tolist()]
    rows = [row for row, line in zip(rows, taken[1:], strict=True) if line <= max(room, 2)]
    lines = taken[len(rows)]
    ax = ax if ax is not None else theme.new_axes(width, 26 + ROW_MM[width] * (lines + 0.6))
    with theme.use(width):
        if log:
            ax.set_xscale("log")
        y, ticks = 0.0, []
        for row in rows:
            if row.head:
                ax.axhline(y - 0.5, color="#DDDDDD", linewidth=0.5)
                head = wrap(row.head, 60, lines=1)
                ax.text(0.01, y, head, transform=ax.get_yaxis_transform(), va="center",
                        size="small", color="#666666")  # fmt: skip
                y += 1
            _distribution(ax, row, y)
            ticks.append(y)
            y += 1
        told = [ends(row, row.form or form, lang, columns=_NAME[width], unit=unit) for row in rows]
        _written(ax, ticks, told, lang, width)
        labels = [wrap(row.label, _LABEL[width], lines=2 if width == "89mm" else 1) for row in rows]
        ax.set_yticks(ticks, labels)
        ax.tick_params(axis="y", length=0)
        ax.spines["left"].set_visible(False)
        ax.set_ylim(y - 0.4, -1.4)
        if rows:
            _scale(ax, rows, form, span, log, dates)
        ax.set_xlabel(words)
    figure = theme.figure_of(ax)
    key = "foot" if any(len(row.values) <= DOTS for row in rows) else "foot_plain"
    foot(figure, say(f"print.spread.{key}", lang, total=say_total(lang, total, unit)))
    say_left_out(figure, len(rows), every, lang)
    return ax


def say_total(lang: str, total: int, unit: str = "documents") -> str:
    """How many of what, in words."""
    return say(f"print.spread.{unit}", lang, n=total)


def _distribution(ax: Axes, row: Row, y: float) -> None:
    """Range as a line, middle half as a box, median as a stroke, a dot a document."""
    values = row.values.to_numpy(dtype=float) / row.per
    low, first, middle, third, high = np.quantile(values, [0, 0.25, 0.5, 0.75, 1])
    ax.hlines(y, low, high, color="#888888", linewidth=0.7, zorder=1)
    ax.add_patch(
        Rectangle((first, y - 0.3), third - first, 0.6, facecolor=row.color, alpha=0.25,
                  edgecolor="none", zorder=2)
    )  # fmt: skip
    if len(values) <= DOTS:
        # Scattered by the golden section: the same picture each time, and no two beside each other.
        aside = (np.arange(len(values)) * 0.6180339887 % 1 - 0.5) * 0.56
        ax.scatter(values, y + aside, s=2.2, color=row.color, alpha=0.45, linewidths=0, zorder=3)
    ax.vlines(middle, y - 0.36, y + 0.36, color="white", linewidth=3.4, zorder=4)
    ax.vlines(middle, y - 0.36, y + 0.36, color="#111111", linewidth=1.7, zorder=5)


def _written(
    ax: Axes, heights: Sequence[float], told: Sequence[tuple[str, str, str]], lang: str, width: str
) -> None:
    """Median and both ends of every row at the right of the axes, in columns as wide as they need;
    in one column of a journal both ends below each other.
    """
    stacked = width == "89mm"
    heads = [say(f"print.spread.{name}", lang) for name in ("median", "lowest", "highest")]
    column = float(mpl.rcParams["font.size"]) * 5 / 6 * 0.53  # points of a column of small type
    places = [_GAP, 0.0, 0.0]
    for at in (1, 2):
        widest = max(
            display_width(text) for text in (heads[at - 1], *(row[at - 1] for row in told))
        )
        places[at] = places[at - 1] + column * (widest + 2)
    if stacked:
        heads[1:], places[2] = [say("print.spread.ends", lang)], places[1]
    for place, head in zip(places, heads, strict=False):
        _beside(ax, -0.95, place, head)
    for y, (middle, low, high) in zip(heights, told, strict=True):
        _beside(ax, y, places[0], middle)
        _beside(ax, y + 0.24 * stacked, places[1], low)
        _beside(ax, y - 0.24 * stacked, places[2], high)


def _beside(ax: Axes, y: float, points: float, text: str) -> None:
    ax.annotate(
        text, (1, y), (points, 0), xycoords=ax.get_yaxis_transform(), textcoords="offset points",
        va="center", size="small", color=theme.TEXT_ON_WHITE, annotation_clip=False,
    )  # fmt: skip


def ends(
    row: Row, form: Callable[[float], str], lang: str, *, columns: int = 40, unit: str = "documents"
) -> tuple[str, str, str]:
    """Median, lowest and highest value in words, either end with the name that it belongs to, or
    with how many share it.
    """
    values = row.values

    def end(value: float) -> str:
        names = [str(name) for name in values.index[values == value]]
        named = say("join.items", lang).join(names)
        if len(names) > 1 and (len(names) > 2 or display_width(named) > columns):
            named = f"({say_total(lang, len(names), unit)})"
        return f"{form(value)}  {wrap(named, columns, lines=1)}"

    return form(float(values.median())), end(values.min()), end(values.max())


def _scale(
    ax: Axes, rows: Sequence[Row], form: Callable[[float], str],
    span: tuple[float, float] | None, log: bool, dates: bool,
) -> None:  # fmt: skip
    low = min(float(row.values.min()) / row.per for row in rows)
    high = max(float(row.values.max()) / row.per for row in rows)
    if dates:
        from matplotlib.dates import num2date

        year_axis(ax, *(pd.Timestamp(num2date(end).replace(tzinfo=None)) for end in (low, high)))
        return
    if log:
        ax.set_xlim(low / 1.5, high * 1.5)
        ticks = [10.0**k for k in range(-3, 13) if low / 1.5 <= 10.0**k <= high * 1.5]
        ax.set_xticks(ticks, [f"{tick:,g}" for tick in ticks])
        ax.minorticks_off()
    else:
        begin, end = span or (min(low, 0.0), high)
        spare = 0.02 * ((end - begin) or 1.0)
        ax.set_xlim(begin - spare, end + spare)
        ax.xaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 2.5, 5, 10]))
        ax.xaxis.set_major_formatter(
            FuncFormatter(lambda value, _: form(value).replace("-", "−") if value else "0")
        )
    ax.grid(axis="x")
    ax.set_axisbelow(True)


def spread_alt(
    rows: Sequence[Row],
    lang: str,
    total: int,
    form: Callable[[float], str] = percent,
    unit: str = "documents",
) -> str:
    """What a reader who cannot see the distribution must know: of the first rows median and both
    ends.
    """
    told = []
    for row in [row for row in rows if len(row.values)][:6]:
        middle, low, high = ends(row, row.form or form, lang, unit=unit)
        told.append(
            say("print.spread.row", lang, label=row.label, median=middle, low=low, high=high)
        )
    counted = say_total(lang, total, unit)
    return say("print.spread.alt", lang, total=counted, parts=say("join.clauses", lang).join(told))


def some(parts: Iterable[str], lang: str, between: str = "join.items") -> str:
    """`parts` in a sentence; of more than `NAMED` the first so many, and how many more."""
    told = list(parts)
    if len(told) > NAMED:
        told = [*told[:NAMED], say("print.matrix.more", lang, n=len(told) - NAMED)]
    return say(between, lang).join(told)
