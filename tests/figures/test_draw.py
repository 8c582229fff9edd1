"""One figure by its name: Axes in, Axes out, where the figure has one."""

from __future__ import annotations

import pytest
from matplotlib.figure import Figure

import compare
from compare.figures.spec import all_figures

ONE = [spec for spec in all_figures() if spec.plot is not None]
SEVERAL = [spec for spec in all_figures() if spec.plot is None]


@pytest.mark.parametrize("spec", ONE, ids=lambda spec: spec.name)
def test_takes_and_returns_axes(spec, five, five_tables):
    """A scholar's own Axes come back drawn upon, beside others of the same figure."""
    figure = Figure(figsize=(12, 6), layout="constrained")
    mine, other = figure.subplots(1, 2)

    drawn = compare.draw(spec.name, five, five_tables, "en", ax=mine)

    assert drawn is mine
    assert mine.has_data() or mine.texts
    assert not other.has_data()


@pytest.mark.parametrize("spec", SEVERAL, ids=lambda spec: spec.name)
def test_several_axes_come_as_a_figure(spec, five, five_tables):
    """What is drawn on several Axes is a Figure, and takes no Axes."""
    assert isinstance(compare.draw(spec.name, five, five_tables), Figure)
    with pytest.raises(ValueError, match=f"{spec.name!r} is drawn on several Axes; leave ax out"):
        compare.draw(spec.name, five, five_tables, ax=Figure().subplots())


def test_axes_of_a_new_figure(five, five_tables):
    """Without Axes a figure of the kit is made, in the language and width asked for."""
    ax = compare.draw("corpus-clauses", five, five_tables, "en", width="89mm")

    assert ax.get_xlabel() == "Clauses"
    assert ax.figure.get_figwidth() == pytest.approx(89 / 25.4)


def test_tables_are_computed_where_they_are_left_out(monkeypatch, five, five_tables):
    """A study alone is enough."""
    from compare.figures import draw as module

    monkeypatch.setattr(module, "build_tables", lambda study: five_tables)

    assert compare.draw("corpus-clauses", five) is not None
