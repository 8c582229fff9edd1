"""What a figure is: its data, its drawing, and the words that must travel with it; and the list of
all figures.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any

import compare.figures
from compare.figures import theme
from compare.figures.parts import wrap
from compare.words.strings import LANGUAGES, say

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# In the order a reader meets them: gallery, report page and `figures` command follow it. A module
# that is
# not named here comes after them, by its name.

ORDER = (
    "timeline", "adoption", "adoption_rates", "specification", "origins", "diffusion", "cascade",
    "provinces", "lags", "similarity", "alignment", "agencies", "agency_kinds", "agency_tasks",
    "network", "amounts", "themes", "instruments", "pmc",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FigureSpec:
    """One figure of the kit.

    Attributes
    ----------
    name : str
        Short and file-safe: ``"adoption-matrix"``; names PNG, SVG, PDF and CSV.
    title : mapping
        ``{"zh": …, "en": …}``: the question the figure answers; also the heading in gallery and
        report.
    data : callable (study, tables) -> DataFrame
        Exactly what is drawn, tidy, one row a mark; written as the figure's CSV. Pure. An empty
        frame means that this study has nothing to draw; the figure is then left out and the kit
        says so.
    draw : callable (data, lang, width) -> Figure
        `lang` is ``zh`` or ``en``, `width` a key of `theme.WIDTHS`. Reads `data` and nothing else,
        so place names and labels in both languages are columns of `data`.
    caption : callable (data, study, lang) -> str
        Sentences that say n, measure and date; no file name, no number of the figure.
    alt : callable (data, lang) -> str
        What a reader who cannot see the figure must know: its kind, then the finding, in one or
        two sentences, each ended by a full stop.
    supplement : bool
        True for a figure that belongs in a supplement: it shows a whole table, not a finding.
    plot : callable (data, *, lang, ax, width) -> Axes, optional
        Draws on one Axes that it is given; None where the figure needs several.
    """

    name: str
    title: Mapping[str, str]
    data: Callable[[Any, Mapping[str, pd.DataFrame]], pd.DataFrame]
    draw: Callable[[pd.DataFrame, str, str], Figure]
    caption: Callable[[pd.DataFrame, Any, str], str]
    alt: Callable[[pd.DataFrame, str], str]
    supplement: bool = False
    plot: Callable[..., Axes] | None = None

    def picture(self, data: pd.DataFrame, lang: str, width: str) -> Figure:
        """The figure as it leaves the house: `draw`, and on a slide its finding as the title."""
        figure = self.draw(data, lang, width)
        if width == "slide":
            theme.headline(figure, self.finding(data, lang))
        return figure

    def finding(self, data: pd.DataFrame, lang: str) -> str:
        """What a slide says above the picture: of the sentences that follow the kind of chart in
        `alt` as many as two lines hold, else the question that the figure answers.
        """
        end, stop = say("join.sentences", lang), say("join.sentences", lang).strip()
        # A full stop behind "No" belongs to a number.
        parts = re.split(rf"(?<!\bNo){re.escape(end)}", self.alt(data, lang))
        sentences = [part.strip() for part in parts if part.strip()][1:]
        said = ""
        for sentence in sentences:
            longer = f"{said}{end[len(stop) :] if said else ''}{sentence.rstrip('.')}{stop}"
            if wrap(longer, HEADLINE_COLUMNS).endswith("…"):
                break
            said = longer
        return wrap(said or self.title[lang], HEADLINE_COLUMNS)


def figure(name: str, *parts: Any, **further: Any) -> FigureSpec:
    """The figure `name` with its title from the strings; `parts` are ``data``, ``draw``,
    ``caption`` and ``alt`` of `FigureSpec`.
    """
    title = {lang: say(f"figure.{name}.title", lang) for lang in LANGUAGES}
    return FigureSpec(name, title, *parts, **further)


HEADLINE_COLUMNS = 82  # of a slide's title; a Chinese character takes two


@cache
def all_figures() -> tuple[FigureSpec, ...]:
    """Every figure, from the ``FIGURES`` tuple of each module of this package, in the order of
    `ORDER`.

    Raises
    ------
    ValueError
        If two figures share a name.
    """
    modules = [module.name for module in iter_modules(compare.figures.__path__)]
    modules.sort(key=lambda name: (ORDER.index(name) if name in ORDER else len(ORDER), name))
    found: list[FigureSpec] = []
    for name in modules:
        found.extend(getattr(import_module(f"compare.figures.{name}"), "FIGURES", ()))
    names = [spec.name for spec in found]
    doubled = sorted({name for name in names if names.count(name) > 1})
    if doubled:
        raise ValueError(f"figures share a name: {', '.join(doubled)}.")
    return tuple(found)


def get_figure(name: str) -> FigureSpec:
    """The figure called `name`.

    Raises
    ------
    ValueError
        If there is none; the message lists the names there are.
    """
    for spec in all_figures():
        if spec.name == name:
            return spec
    raise ValueError(
        f"no figure {name!r}; there are: {', '.join(spec.name for spec in all_figures())}."
    )
