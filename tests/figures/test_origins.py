"""Origins, lags and the specification curve."""

import pandas as pd
import pytest

from adoption_study import CLAUSES, DOCUMENTS, LEDGER, NAMES, STUDY, TABLES, TEMPLATES
from compare import schema
from compare.adoption.origins import trace_origins
from compare.figures import lags, origins, specification, theme
from figure_checks import check_figure, check_words

ALL = {
    **TABLES,
    "origins": trace_origins(DOCUMENTS, CLAUSES, LEDGER.adoption, schema.PAIRS.frame(), TEMPLATES),
}
SPECS = (*origins.FIGURES, *lags.FIGURES, *specification.FIGURES)


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)
@pytest.mark.parametrize("width", theme.WIDTHS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_legible(spec, lang, width):
    """No glyph is missing, no text cut or covered, in both languages and all widths."""
    check_figure(spec.draw(spec.data(STUDY, ALL), lang, width), lang, allow=NAMES)


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_words(spec, lang):
    """Title, caption and alt text are there, with numbers."""
    check_words(spec, spec.data(STUDY, ALL), STUDY, lang, allow=NAMES)


def test_only_documents_that_name_a_template_have_a_bar():
    """gamma names none: of its clauses nothing can be said."""
    data = origins.origins_data(STUDY, ALL)

    assert set(data["doc_id"]) == {"alpha", "beta"}
    assert data.groupby("doc_id")["n"].sum().to_dict() == {"alpha": 2, "beta": 2}


def test_lags_of_provinces_stand_beside_those_of_cities():
    """The nation's followers are alpha, beta through the province, and the province itself."""
    data = lags.lags_data(STUDY, ALL).set_index(["template", "follower"])

    assert data.loc[("样发〔2018〕1号", "alpha"), ["lag_min", "lag_max"]].tolist() == [486, 486]
    assert data.loc[("样发〔2018〕1号", "省发〔2019〕2号"), "level"] == "provincial"
    assert data.loc[("样发〔2018〕1号", "beta"), "relation"] == "via"


def test_the_rules_in_force_are_marked_once():
    """One rank is the chosen one, the same for all documents."""
    data = specification.curve_data(STUDY, ALL)

    assert data.loc[data["chosen"], "rank"].nunique() == 1
    assert isinstance(data, pd.DataFrame)


def test_the_share_that_controls_reach_is_drawn_across_its_bar():
    """A black line on white at the share of templates the document does not implement; none where
    nothing can be compared, and then no entry in the legend.
    """
    data = origins.origins_data(STUDY, ALL)
    half = data.assign(control=[0.25 if doc == "alpha" else None for doc in data["doc_id"]])
    ax = origins.plot_origins(half, lang="en")
    bare = origins.plot_origins(data.assign(control=float("nan")), lang="en")
    row = {doc: at for at, doc in zip(ax.get_yticks(), dict.fromkeys(data["doc_id"]), strict=True)}

    assert [(line.get_color(), list(line.get_xdata())) for line in ax.lines] == [
        ("white", [0.25, 0.25]), ("black", [0.25, 0.25]),
    ]  # fmt: skip
    assert sum(ax.lines[1].get_ydata()) / 2 == row["alpha"]
    assert not bare.lines
    legends = [theme.figure_of(drawn).legends[0].get_texts() for drawn in (ax, bare)]
    assert len(legends[0]) == len(legends[1]) + 1
