"""What every figure must hold, whatever it shows: helpers for the artist tests of the figure
modules.

Usage, in ``tests/test_figures_<module>.py``::

    from figure_checks import check_figure

    @pytest.mark.parametrize("width", theme.WIDTHS)
    @pytest.mark.parametrize("lang", ("zh", "en"))
    def test_legible(lang, width):
        check_figure(SPEC.draw(DATA, lang, width), lang)
"""

from __future__ import annotations

import itertools
import logging
import math
import re
import warnings
from contextlib import contextmanager
from unittest import mock

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text

from compare.figures.parts import NO_END, NO_START

MIN_POINTS = {"paper": 6.5, "slide": 9.0}  # Chinese strokes close up below 6.5 pt
SLIDE_INCHES = 9.5
# Same spelling in both languages: statistics, measures, file formats.
SAME_IN_BOTH = re.compile(
    r"TF-IDF|Fisher|Benjamini|Hochberg|Wilson|Jaccard|Krippendorff|Cohen|Rothwell|Zegveld|Estrada|"
    r"PMC|CNY|\bQ\d\b|\b[A-Z]\d*\b|\b[a-z]\b"
)
CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
LATIN_WORD = re.compile(r"[A-Za-z]{2,}")


@contextmanager
def no_font_complaints():
    """Warnings are errors, and nothing is logged by matplotlib: both would reach a notebook's
    stderr.
    """
    records: list[str] = []

    class Collect(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            records.append(record.getMessage())

    logger, handler = logging.getLogger("matplotlib"), Collect(level=logging.WARNING)
    logger.addHandler(handler)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            yield
    finally:
        logger.removeHandler(handler)
    assert records == [], f"matplotlib logged: {records}"


def drawn_texts(figure: Figure) -> list[tuple[Text, list[tuple[float, float]]]]:
    """Every text that really reaches the picture, with the corners of its (perhaps rotated) box in
    pixels.
    """
    canvas = FigureCanvasAgg(figure)
    found: dict[int, Text] = {}
    draw = Text.draw

    def record(self, renderer, *args, **kwargs):
        if self.get_visible() and self.get_text().strip():
            found[id(self)] = self
        return draw(self, renderer, *args, **kwargs)

    with no_font_complaints(), mock.patch.object(Text, "draw", record):
        canvas.draw()
    renderer = canvas.get_renderer()
    return [(text, _corners(text, renderer)) for text in found.values()]


def check_figure(figure: Figure, lang: str, *, allow: tuple[str, ...] = ()) -> None:
    """Fail on missing glyphs, cut or overlapping text, tiny type, bold type, or words of the other
    language.

    Parameters
    ----------
    allow : regular expressions
        Words that may stand in the other language (a proper name that is never translated).
    """
    texts = drawn_texts(figure)
    assert texts, "the figure holds no text at all"
    check_inside(figure, texts)
    check_no_overlap(texts)
    check_sizes(figure, texts)
    check_line_breaks([text.get_text() for text, _ in texts])
    check_grey(figure)
    check_language([text.get_text() for text, _ in texts], lang, allow=allow)
    assert [
        t.get_text() for t, _ in texts if t.get_weight() not in ("normal", "regular", 400)
    ] == [], "bold type"


def check_inside(figure: Figure, texts=None) -> None:
    """No text runs over the edge of the figure."""
    width, height = figure.bbox.width, figure.bbox.height
    cut = [
        text.get_text()
        for text, corners in texts or drawn_texts(figure)
        if any(x < -1 or y < -1 or x > width + 1 or y > height + 1 for x, y in corners)
    ]
    assert cut == [], f"text runs out of the figure: {cut[:8]}"


def check_no_overlap(texts) -> None:
    """No two texts cover each other by more than the blank margins of their boxes."""
    pairs = [
        (first[0].get_text(), second[0].get_text())
        for i, first in enumerate(texts)
        for second in texts[i + 1 :]
        if _overlap(first[1], second[1])
    ]
    assert pairs == [], f"{len(pairs)} pairs of texts overlap: {pairs[:8]}"


def check_sizes(figure: Figure, texts) -> None:
    """No type smaller than a journal prints or a hall can read."""
    least = MIN_POINTS["slide" if figure.get_figwidth() > SLIDE_INCHES else "paper"]
    small = sorted(
        {
            (round(text.get_fontsize(), 1), text.get_text())
            for text, _ in texts
            if text.get_fontsize() < least
        }
    )
    assert small == [], f"type below {least} pt: {small[:8]}"


def check_line_breaks(texts: list[str]) -> None:
    """No line begins with a closing mark or ends with an opening one."""
    broken = [
        text
        for text in texts
        if "\n" in text
        for before, after in itertools.pairwise(text.split("\n"))
        if before.endswith(tuple(NO_END)) or after.startswith(tuple(NO_START))
    ]
    assert broken == [], f"lines broken where Chinese is not: {broken[:8]}"


def check_grey(figure: Figure) -> None:
    """Any two entries of a legend differ in lightness, hatch, marker, filling or line: without
    colour they can still be told apart. So can the marks that are drawn, and a bar is drawn as a
    legend shows it.
    """
    of_axes = [ax.get_legend() for ax in figure.axes]
    legends = [*figure.legends, *(legend for legend in of_axes if legend is not None)]
    for legend in legends:
        entries = list(zip(legend.legend_handles, legend.get_texts(), strict=True))
        alike = [
            (first[1].get_text(), second[1].get_text())
            for first, second in itertools.combinations(entries, 2)
            if _symbol(first[1]) == _symbol(second[1]) and _alike_in_grey(first[0], second[0])
        ]
        assert alike == [], f"told apart by colour alone: {alike[:8]}"
    for ax in figure.axes:
        alike = [
            (first.get_markerfacecolor(), second.get_markerfacecolor())
            for first, second in itertools.combinations(_kinds_of_marks(ax.lines), 2)
            if _alike_in_grey(first, second)
        ]
        assert alike == [], f"marks drawn that colour alone tells apart: {alike[:8]}"
    named = {_print(handle) for legend in legends for handle in legend.legend_handles}
    bars = {_print(bar) for ax in figure.axes for group in ax.containers for bar in group}
    strange = {look for look in bars if look and named - {None} and look not in named}
    assert strange == set(), f"bars drawn as no legend shows them: {strange}"


def _print(artist) -> tuple[float, str] | None:
    """How a patch leaves a black-and-white printer: lightness and the hatch that can be seen."""
    return (
        (round(lightness(artist.get_facecolor()), 2), _hatch_seen(artist))
        if isinstance(artist, Patch)
        else None
    )


def _hatch_seen(patch: Patch) -> str:
    """The hatch of a patch, nothing where its lines are as dark as what they are drawn on."""
    lines = patch.get_hatchcolor() if hasattr(patch, "get_hatchcolor") else patch.get_edgecolor()
    seen = abs(lightness(lines) - lightness(patch.get_facecolor())) >= 0.2
    return (patch.get_hatch() or "") if seen else ""


def _kinds_of_marks(lines) -> list[Line2D]:
    """One line of each colour that marks are filled with."""
    marked = [line for line in lines if _marked(line)]
    return list({to_rgba(line.get_markerfacecolor()): line for line in marked}.values())


def lightness(color) -> float:
    """How light `color` prints, 0 to 1 (its alpha on white paper)."""
    red, green, blue, alpha = to_rgba(color)
    return 1 - alpha + alpha * (0.299 * red + 0.587 * green + 0.114 * blue)


def _symbol(text: Text) -> str:
    """The mark that stands before the words of an entry, as it stands in what is drawn."""
    first = text.get_text()[:1]
    return "" if first.isalnum() else first


def _alike_in_grey(first, second) -> bool:
    if isinstance(first, Patch) and isinstance(second, Patch):
        near = abs(lightness(first.get_facecolor()) - lightness(second.get_facecolor())) < 0.1
        return near and _hatch_seen(first) == _hatch_seen(second)
    if isinstance(first, Line2D) and isinstance(second, Line2D):
        shapes = [
            (h.get_marker(), h.get_linestyle(), _filled(h), round(h.get_linewidth(), 1))
            for h in (first, second)
        ]
        faces = [
            lightness(h.get_markerfacecolor() if _marked(h) else h.get_color())
            for h in (first, second)
        ]
        return abs(faces[0] - faces[1]) < 0.1 and shapes[0] == shapes[1]
    return False


def _marked(handle: Line2D) -> bool:
    return (
        handle.get_marker() not in ("None", None, "", " ")
        and handle.get_markerfacecolor() != "none"
    )


def _filled(handle: Line2D) -> bool:
    return _marked(handle) and lightness(handle.get_markerfacecolor()) < 0.9


def check_language(texts: list[str], lang: str, *, allow: tuple[str, ...] = ()) -> None:
    """A Chinese figure holds no English word, an English one no Chinese character."""
    permitted = re.compile("|".join([SAME_IN_BOTH.pattern, *allow]))
    foreign = CJK if lang == "en" else LATIN_WORD
    stray = [text for text in texts if foreign.search(permitted.sub("", text))]
    assert stray == [], f"words of the other language in a {lang} figure: {stray[:8]}"


def check_words(spec, data, study, lang: str, *, allow: tuple[str, ...] = ()) -> None:
    """Title, caption and alt text are there, in the right language, and the caption gives a
    number.
    """
    words = [spec.title[lang], spec.caption(data, study, lang), spec.alt(data, lang)]
    assert all(word.strip() for word in words), f"{spec.name}: an empty title, caption or alt text"
    assert re.search(r"\d", words[1]), f"{spec.name}: the caption gives no number: {words[1]}"
    check_language(words, lang, allow=allow)


def _corners(text: Text, renderer) -> list[tuple[float, float]]:
    box = text.get_window_extent(renderer)
    angle = text.get_rotation()
    if angle % 90 == 0:
        wide, high, turn = (
            (box.width, box.height, 0.0) if angle % 180 == 0 else (box.height, box.width, 90.0)
        )
    else:
        text.set_rotation(0)
        flat = text.get_window_extent(renderer)
        text.set_rotation(angle)
        wide, high, turn = flat.width, flat.height, angle
    # The box of a line leaves room for accents and descenders that most lines do not use.
    lines = text.get_text().count("\n") + 1
    high -= 0.3 * high / lines
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    halves = [
        (-wide / 2, -high / 2),
        (wide / 2, -high / 2),
        (wide / 2, high / 2),
        (-wide / 2, high / 2),
    ]
    return [(x + dx * cos - dy * sin, y + dx * sin + dy * cos) for dx, dy in halves]


def _overlap(a, b) -> bool:
    """Whether two convex quadrilaterals share more than an edge (separating axes)."""
    for shape in (a, b):
        for (x0, y0), (x1, y1) in zip(shape, [*shape[1:], shape[0]], strict=True):
            axis = (y1 - y0, x0 - x1)
            length = math.hypot(*axis) or 1.0
            along_a = [(x * axis[0] + y * axis[1]) / length for x, y in a]
            along_b = [(x * axis[0] + y * axis[1]) / length for x, y in b]
            if max(along_a) <= min(along_b) + 0.5 or max(along_b) <= min(along_a) + 0.5:
                return False
    return True
