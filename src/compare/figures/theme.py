"""How every figure looks: widths, type, colours with a second mark, and words in Chinese and
English.

A figure must be readable at 89 mm and 183 mm (one and two columns of a journal) and on a slide, by
a colour-blind reader, in black-and-white print, and on a machine without Chinese fonts. So type
comes
from a package, each code has a colour *and* a hatch or marker, shades differ in lightness, and text
sizes are relative (``"medium"``, ``"small"``; nothing below ``"small"``) because the base size
follows the width.

Examples
--------
>>> from compare.figures import theme
>>> ax = theme.new_axes("89mm", height_mm=60)
>>> ax.set_xlabel(theme.label("clauses", "en")).get_text()
'Clauses'
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import matplotlib as mpl
from matplotlib import colors
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from compare.figures.fonts import register_fonts
from compare.words.names import number_label, place, places, template_name
from compare.words.strings import LANGUAGES, check_language, say

__all__ = [
    "ADMIN_LEVELS", "CMAP", "CONTROL", "INSTRUMENTS", "KINDS", "LEAST_POINTS", "LEVELS",
    "MAX_HEIGHT_MM", "NOT_COMPARED", "ORIGINS", "ROLES", "SERIES", "STYLE", "TEXT_ON_WHITE",
    "WIDTHS", "Mark", "both", "check_language", "figure_of", "headline", "ink", "label", "legend",
    "line_on",
    "new_axes", "new_figure", "number_label", "place", "places", "room_for", "row_size",
    "template_name", "use",
    "width_of",
]  # fmt: skip

MM = 1 / 25.4
POINTS_PER_MM = 72 / 25.4
WIDTHS: dict[str, float] = {"89mm": 89.0, "183mm": 183.0, "slide": 254.0}
SLIDE_HEIGHT_MM = 142.875  # 16:9, and 1920 x 1080 pixels at the dpi below
MAX_HEIGHT_MM = 200.0  # of a printed figure: what a page has left beside its caption
LEAST_POINTS = {"89mm": 6.5, "183mm": 6.5, "slide": 9.0}  # Chinese strokes close up below that
_BASE_SIZE = {"89mm": 8.0, "183mm": 8.0, "slide": 12.0}  # points; "small" is five sixths of it
_SAVE_DPI = {"89mm": 300, "183mm": 300, "slide": 192}

STYLE: dict[str, Any] = {
    "axes.edgecolor": "#444444",
    "axes.linewidth": 0.6,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titlesize": "medium",
    "axes.titleweight": "normal",  # the packaged font has no bold face
    "axes.labelsize": "medium",
    "axes.unicode_minus": False,
    "figure.constrained_layout.h_pad": 0.03,
    "figure.constrained_layout.w_pad": 0.03,
    "figure.dpi": 130,  # what a notebook shows; files take savefig.dpi
    "figure.facecolor": "white",
    "figure.labelsize": "medium",
    "figure.titlesize": "medium",
    "figure.titleweight": "normal",
    "grid.color": "#DDDDDD",
    "grid.linewidth": 0.5,
    "hatch.color": mpl.rcParamsDefault["hatch.color"],  # the edge's, whatever the version
    "hatch.linewidth": 0.5,
    "image.cmap": "Blues",
    "legend.fontsize": "small",
    "legend.frameon": False,
    "legend.handleheight": 1.1,  # room for a hatch to be recognised
    "legend.handlelength": 1.8,
    "legend.title_fontsize": "small",
    "lines.linewidth": 1.0,
    "savefig.facecolor": "white",
    "svg.fonttype": "path",  # text as text shows empty boxes where the reader lacks the font
    "svg.hashsalt": "policy-compare",
    "text.usetex": False,
    "xtick.labelsize": "small",
    "ytick.labelsize": "small",
    "xtick.major.width": 0.6,
    "ytick.major.width": 0.6,
}


@dataclass(frozen=True, slots=True)
class Mark:
    """How a code is drawn: fill colour, hatch and marker for black-and-white print, a symbol for
    use as text.
    """

    color: str
    hatch: str = ""
    marker: str = "o"
    symbol: str = ""
    linestyle: Any = "-"

    @property
    def ink(self) -> str:
        """``"white"`` or ``"black"``: whichever reads better on `color`."""
        return ink(self.color)

    @property
    def line(self) -> str:
        """Edge and hatch: white, but dark where white would be lost on `color`."""
        return line_on(self.color) if self.hatch else "white"


# Lightness falls from absent to verbatim, so that the order survives black-and-white print.
LEVELS: dict[str, Mark] = {
    "verbatim": Mark("#12355B", "", "s", "■"),
    "adapted": Mark("#5B9BD5", "///", "D", "◆"),
    "taken_over": Mark("#2E75B6", "", "o", "●"),
    "alike": Mark("#EED9AE", "", "8", "○"),
    "reversed": Mark("#F2C4B3", "\\\\\\", "v", "▽"),
    "absent": Mark("#FFFFFF", "", "x", "×"),
    "not_in_hand": Mark("#D9D9D9", "....", "$?$", "?"),
}
# How much of an item is there: lightness falls and the shape fills from the bare theme to most of
# the actions.
DEGREES: dict[str, Mark] = {
    "theme_only": Mark("#EEF4FA", "", "d", "◇"),
    "some": Mark("#C5DCF0", "", "^", "△"),
    "half": Mark("#7FB2DD", "", "^", "▲"),
    "most": Mark("#2E75B6", "", "o", "●"),
}
CONTROL = Mark(
    "#EED9AE", "", "o", "○"
)  # a template the document does not implement: warm and hollow, never blue
ORIGINS: dict[str, Mark] = {
    "national": Mark("#12355B", "", "s"),
    "provincial": Mark("#5B9BD5", "///", "D"),
    "both": Mark("#2E75B6", "xxx", "P"),
    "city": Mark("#8FBDE3", "---", "v"),
    "sibling": Mark("#E0A030", "\\\\\\", "^"),
    "local": Mark("#D55E00", "...", "o"),
    "undetermined": Mark("#E6E6E6", "", "x"),
}
ROLES: dict[str, Mark] = {
    "lead": Mark("#12355B", "", "s"),
    "support": Mark("#8FBDE3", "///", "D"),
    "responsible": Mark("#E0A030", "...", "o"),
}
INSTRUMENTS: dict[str, Mark] = {
    "supply": Mark("#12355B", "", "s"),
    "environment": Mark("#5B9BD5", "///", "D"),
    "demand": Mark("#E0A030", "...", "o"),
    "": Mark("#E6E6E6", "", "x"),
}
ADMIN_LEVELS: dict[str, Mark] = {
    "national": Mark("#12355B", "", "s"),
    "provincial": Mark("#5B9BD5", "///", "D"),
    "city": Mark("#E0A030", "...", "o"),
    "county": Mark("#BBBBBB", "\\\\\\", "^"),
    "": Mark("#E6E6E6", "", "x"),
}
KINDS: dict[str, Mark] = {
    "preamble": Mark("#C9C9C9", "...", "^"),
    "measure": Mark("#2E75B6", "", "s"),
    "implementation": Mark("#E0A030", "///", "D"),
}
# Okabe and Ito's colours, ordered so that neighbours differ in lightness; markers and lines differ
# too.
SERIES: tuple[Mark, ...] = (
    Mark("#0072B2", "", "o", "●", "-"),
    Mark("#E69F00", "///", "s", "■", "--"),
    Mark("#117A5C", "...", "^", "▲", "-."),
    Mark("#D55E00", "\\\\\\", "D", "◆", ":"),
    Mark("#56B4E9", "xxx", "v", "▼", (0, (5, 1))),
    Mark("#8F4A73", "+++", "P", "★", (0, (3, 1, 1, 1))),
    Mark("#555555", "oo", "X", "×", (0, (1, 1))),
    Mark("#F0E442", "--", "*", "○", (0, (7, 2))),
)
CMAP = "Blues"  # 0 is white paper, 1 is dark: lightness alone carries the value
NOT_COMPARED = "#F2F2F2"  # a cell that was not compared is never drawn like 0
TEXT_ON_WHITE = "#222222"


class PolicyFigure(Figure):
    """A Figure that draws itself in this theme wherever it is drawn.

    Matplotlib makes ticks and measures text only when it draws, and a notebook draws long after the
    plotting function has returned; without this the late text would take the notebook's own fonts.
    """

    policy_width = "183mm"

    @contextmanager
    def _themed(self) -> Iterator[None]:
        with use(self.policy_width):
            for text in self.findobj(Text):
                if text.get_fontfamily() == [
                    "sans-serif"
                ]:  # a title that the user set outside the theme
                    text.set_fontfamily(mpl.rcParams["font.family"])
            yield

    def draw(self, renderer: Any) -> None:
        with self._themed():
            super().draw(renderer)

    def get_tightbbox(self, *args: Any, **kwargs: Any) -> Any:
        with self._themed():
            return super().get_tightbbox(*args, **kwargs)

    def savefig(self, *args: Any, **kwargs: Any) -> None:
        with self._themed():
            super().savefig(*args, **kwargs)


class PolicyAxes(Axes):
    """The Axes of a figure that has one: a notebook that ends a cell in it shows the figure."""

    def _repr_png_(self) -> bytes:
        buffer = BytesIO()
        figure = figure_of(self)
        figure.savefig(buffer, format="png", dpi=figure.dpi, metadata={"Software": None})
        return buffer.getvalue()


PolicyAxes.__name__ = "Axes"
PolicyFigure.__name__ = "Figure"  # notebooks print the class name; say what pandas users expect


@contextmanager
def use(width: str = "183mm") -> Iterator[None]:
    """Matplotlib's settings for this theme at `width`, only inside the ``with`` block.

    Also for one's own plots: ``with theme.use("89mm"): ...``. Make *and* draw text inside it.
    """
    check_width(width)
    families = register_fonts()
    settings: Any = {
        **STYLE,
        "font.family": families,
        "font.size": _BASE_SIZE[width],
        "savefig.dpi": _SAVE_DPI[width],
        "lines.markersize": 0.7 * _BASE_SIZE[width],
    }
    with mpl.rc_context(settings):
        yield


def new_figure(width: str = "183mm", height_mm: float | None = None) -> Figure:
    """An empty figure of `width`, without pyplot, laid out by matplotlib's constrained layout.

    Parameters
    ----------
    width : {"89mm", "183mm", "slide"}
    height_mm : float, optional
        Height in mm, at most `MAX_HEIGHT_MM`; default 0.62 of the width. A slide is always 254 x
        143 mm.

    Examples
    --------
    ``axes = theme.new_figure("183mm", 120).subplots(1, 2)``; call it and draw inside ``with
    theme.use(width):``.
    """
    check_width(width)
    height = min(height_mm or 0.62 * WIDTHS[width], MAX_HEIGHT_MM)
    if width == "slide":
        height = SLIDE_HEIGHT_MM
    with use(width):
        figure = PolicyFigure(figsize=(WIDTHS[width] * MM, height * MM), layout="constrained")
    figure.policy_width = width
    return figure


def new_axes(width: str = "183mm", height_mm: float | None = None) -> Axes:
    """One Axes on a `new_figure`; a notebook cell that ends in it shows the figure."""
    figure = new_figure(width, height_mm)
    with use(width):
        axes: Axes = figure.subplots(subplot_kw={"axes_class": PolicyAxes})
        return axes


def row_size(rows: int, height_mm: float, width: str) -> float:
    """Type size in points for labels of `rows` rows in `height_mm`: ``"small"``, less where the
    rows are many, never less than `LEAST_POINTS`.

    What does not fit at that size is left out by `room_for`, and the figure says so.
    """
    small = _BASE_SIZE[width] * 5 / 6
    fitting = 0.8 * height_mm / max(rows, 1) * POINTS_PER_MM
    return max(min(small, fitting), LEAST_POINTS[width])


def room_for(rows: int, width: str, *, head_mm: float, row_mm: float) -> int:
    """How many of `rows` rows a figure of `width` can print in type that can be read.

    Parameters
    ----------
    head_mm : float
        What axes, legend and margins take of the height.
    row_mm : float
        Height of a row where there is room; a row is pressed no closer than its type allows.
    """
    height = (SLIDE_HEIGHT_MM if width == "slide" else MAX_HEIGHT_MM) - head_mm
    least = min(row_mm, LEAST_POINTS[width] / 0.8 / POINTS_PER_MM)
    return max(1, min(rows, int(height / least)))


def figure_of(ax: Axes) -> Figure:
    """The figure that `ax` stands in, not a sub-figure; for ``draw`` functions that call a
    ``plot_…``.
    """
    figure = ax.get_figure(root=True)
    assert figure is not None, "an Axes without a figure cannot be drawn"
    return figure


def width_of(ax: Axes | Figure) -> str:
    """The width a theme figure was made for; the nearest of the three for another figure."""
    figure = ax if isinstance(ax, Figure) else figure_of(ax)
    if isinstance(figure, PolicyFigure):
        return figure.policy_width
    inches = figure.get_figwidth()
    return min(WIDTHS, key=lambda name: abs(WIDTHS[name] * MM - inches))


def legend(ax: Axes, *entries: Any, loc: str, **settings: Any) -> None:
    """The legend of what `ax` shows: outside, of a figure that holds nothing else; above `ax`,
    where others stand beside it. Columns that would run out of the figure become rows.
    """
    figure = figure_of(ax)
    others = [other for other in figure.axes if other is not ax and other.get_label() != BAR]
    if isinstance(figure, PolicyFigure) or not others:
        above: Any = figure.legend  # its overloads know no list of handles and labels
        with use(width_of(figure)):
            drawn = above(*entries, loc=loc, **settings)
            renderer = FigureCanvasAgg(figure).get_renderer()
            while settings.get("ncols", 1) > 1:
                if drawn.get_window_extent(renderer).width <= figure.bbox.width:
                    break
                settings["ncols"] -= 1
                drawn.remove()
                drawn = above(*entries, loc=loc, **settings)
        return
    place: Any = {"loc": "lower left", "bbox_to_anchor": (0, 1.02), "borderaxespad": 0}
    ax.legend(*entries, **(settings | place))


BAR = "<colorbar>"  # how matplotlib names the Axes of a colour bar


def headline(figure: Figure, text: str) -> None:
    """`text` above a slide, with the layout and the legends pushed down below it.

    Call when the figure is drawn and its legends are placed.
    """
    lines = text.count("\n") + 1
    canvas = FigureCanvasAgg(figure)
    with use("slide"):
        canvas.draw()
        size = 1.35 * _BASE_SIZE["slide"]
        top = 1 - (lines * 1.35 * size + 8) / (figure.get_figheight() * 72)
        figure.text(0.012, 0.985, text, ha="left", va="top", size=size, linespacing=1.15)
        taken = 0.0
        for legend in figure.legends:
            box = legend.get_window_extent(canvas.get_renderer())
            if box.y0 > figure.bbox.height / 2:
                # A legend that is moved takes no part in the layout any more.
                legend.set_bbox_to_anchor((0, 0, 1, top), transform=figure.transFigure)
                taken = max(taken, box.height / figure.bbox.height + 0.015)
    engine = figure.get_layout_engine()
    if engine is not None:
        engine.set(rect=(0, 0, 1, top - taken))  # type: ignore[call-arg]


def check_width(width: str) -> None:
    """Raise ValueError unless `width` is one of `WIDTHS`."""
    if width not in WIDTHS:
        raise ValueError(f"width {width!r} is not one of {', '.join(WIDTHS)}.")


def label(key: str, lang: str) -> str:
    """The word for `key`, a code of the tables or a noun of ``[code]`` in the files of strings.

    Raises
    ------
    KeyError
        If there is none: a figure must never show a bare code.
    """
    return say(f"code.{key}", lang)


def both(column: str, key: str, **values: Any) -> dict[str, str]:
    """Columns ``{column}_zh`` and ``{column}_en`` of one string, for a row of a figure's data."""
    return {f"{column}_{lang}": say(key, lang, **values) for lang in LANGUAGES}


def line_on(color: Any) -> str:
    """``"white"`` or a dark grey: whichever a hatch on `color` is seen in, in black-and-white print
    too.
    """
    red, green, blue = colors.to_rgb(color)
    return "white" if 0.299 * red + 0.587 * green + 0.114 * blue < 0.65 else "#444444"


def ink(color: Any) -> str:
    """``"white"`` or ``"black"``: the text colour with more contrast on `color` (WCAG relative
    luminance).
    """
    channels = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colors.to_rgb(color)
    ]
    luminance = 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
    return "black" if luminance > 0.179 else "white"
