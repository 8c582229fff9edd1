"""The reliability diagram of links: what it draws, and that it can be read."""

from __future__ import annotations

import pytest

from compare.figures import link_reliability, theme
from figure_checks import check_figure, check_words

SPEC = link_reliability.FIGURES[0]
DATA = SPEC.data(None, {})


@pytest.mark.parametrize("width", theme.WIDTHS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_legible(lang, width):
    """No glyph is missing, no text cut or covered, in both languages and all widths."""
    check_figure(SPEC.draw(DATA, lang, width), lang)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_words(lang):
    """Title, caption and alt text are there, with numbers."""
    check_words(SPEC, DATA, None, lang)


def test_every_share_lies_within_its_interval():
    """Wilson's bounds hold the share; the surest bin is nearly always a link."""
    assert (DATA["share_low"] <= DATA["linked"] + 1e-9).all()
    assert (DATA["share_high"] >= DATA["linked"] - 1e-9).all()
    assert DATA["linked"].iloc[-1] > 0.95
