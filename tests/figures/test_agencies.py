"""Figures on agencies: what is drawn is what the tables say, legible at every width in both
languages.
"""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from compare.figures import agencies, agency_kinds, agency_tasks, network, theme
from compare.study.own_lexicon import package_registry
from figure_checks import check_figure, check_words

DOCUMENTS = pd.DataFrame([
    {"doc_id": "jia", "region": "甲山市", "region_en": "Jiashan", "issue_date": "2020-05-28"},
    {"doc_id": "yi", "region": "乙水市", "region_en": "Yishui", "issue_date": "2021"},
])  # fmt: skip
NAMED = {
    "jia-1": ["科技:lead", "财政:support", "县区政府:support"],
    "jia-2": ["科技:lead", "财政:support"],
    "jia-3": ["税务:responsible"],
    "yi-1": ["科技:responsible", "人力资源社会保障:responsible", "财政:responsible"],
    "yi-2": ["科技:responsible", "财政:responsible"],
}
CLAUSES = pd.DataFrame(
    {"clause_id": [*NAMED, "yi-3"], "doc_id": [name.split("-")[0] for name in [*NAMED, "yi-3"]]}
)
AGENCIES = pd.DataFrame(
    [
        {
            "clause_id": clause,
            "doc_id": clause.split("-")[0],
            "family": named.split(":")[0],
            "agency": named.split(":")[0],
            "role": named.split(":")[1],
            "where": "attribution",
            "begin": number,
            "generic": False,
            "group": 1,
        }
        for clause, bodies in NAMED.items()
        for number, named in enumerate(bodies)
    ]
)
PAIRS = pd.DataFrame(
    {"a": ["jia-1", "jia-2"], "b": ["yi-1", "yi-2"], "level": ["verbatim", "adapted"]}
)
THEMES = pd.DataFrame(
    {"clause_id": ["jia-1", "jia-2", "yi-1"], "theme": ["A", "A", "B"], "rank": [1, 1, 1]}
)
TABLES = {
    "documents": DOCUMENTS,
    "clauses": CLAUSES,
    "agencies": AGENCIES,
    "pairs": PAIRS,
    "themes": THEMES,
}
CODES = (
    SimpleNamespace(id="A", zh="甲类主题", en="First theme"),
    SimpleNamespace(id="B", zh="乙类主题", en="Second theme"),
)
STUDY = SimpleNamespace(
    registry=package_registry(), codebooks={"themes": SimpleNamespace(codes=CODES)}
)
SPECS = (*agencies.FIGURES, *agency_kinds.FIGURES, *agency_tasks.FIGURES, *network.FIGURES)


def test_frequency_draws_a_zero_for_what_is_never_named():
    """税务 stands in one of three clauses of one document and in none of the other: a hollow mark
    at 0, never a gap.
    """
    data = agencies.frequency_data(STUDY, TABLES).set_index(["doc_id", "family"])

    assert tuple(data.loc[("jia", "税务"), ["clauses", "n"]]) == (1, 3)
    assert tuple(data.loc[("yi", "税务"), ["clauses", "n", "share"]]) == (0, 2, 0)


def test_heat_map_prints_clauses():
    """Each cell bears the number of clauses, a dot where there is none."""
    axes = agencies.plot_families(agencies.frequency_data(STUDY, TABLES))
    labels = [text.get_text() for text in axes.get_yticklabels()]
    cells = {
        (round(t.get_position()[1]), round(t.get_position()[0])): t.get_text() for t in axes.texts
    }

    assert labels[0] == "科技"
    assert (cells[0, 0], cells[0, 1]) == ("2", "2")
    assert "·" in cells.values()


def test_roles_split():
    """Document jia has two leads, three supporters and one responsible body; yi names no lead."""
    data = agencies.roles_data(STUDY, TABLES)
    counts = data.groupby(["doc_id", "role"])["mentions"].sum()

    assert counts["jia"].to_dict() == {"lead": 2, "responsible": 1, "support": 3}
    assert counts["yi"].to_dict() == {"responsible": 5}


def test_network_keeps_places():
    """A family has the same place on the circle in every panel, and edges of fewer clauses than
    the floor are not drawn.
    """
    data = network.network_data(STUDY, TABLES)
    nodes, edges = data[data["mark"] == "node"], data[data["mark"] == "edge"]

    assert (nodes.groupby("family")["position"].nunique() == 1).all()
    assert edges["clauses"].min() >= network.LEAST
    assert set(data["panel"]) == {"", "jia", "yi"}


def test_gaps_count_shared_measures():
    """人力资源社会保障 is named by yi only, 县区政府 by jia only, for the same measure."""
    data = agency_tasks.gaps_data(STUDY, TABLES).set_index("family")

    assert tuple(data.loc["县区政府", ["both", "only_a", "only_b"]]) == (0, 1, 0)
    assert tuple(data.loc["人力资源社会保障", ["both", "only_a", "only_b"]]) == (0, 0, 1)
    assert data.loc["科技", "both"] == 2


@pytest.mark.parametrize("width", theme.WIDTHS)
@pytest.mark.parametrize("lang", ("zh", "en"))
@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)
def test_legible(spec, lang, width):
    """Every figure at every width in both languages: no cut, covered, tiny or foreign text."""
    data = spec.data(STUDY, TABLES)
    check_figure(spec.draw(data, lang, width), lang)
    check_words(spec, data, STUDY, lang)


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)
def test_nothing_to_draw(spec):
    """A study without attributions, pairs or theme codebook has empty data, and the kit leaves the
    figure out.
    """
    empty = {
        **TABLES,
        "agencies": AGENCIES.iloc[:0],
        "pairs": PAIRS.iloc[:0],
        "themes": THEMES.iloc[:0],
    }

    assert len(spec.data(SimpleNamespace(registry=STUDY.registry, codebooks={}), empty)) == 0


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)
def test_a_study_without_brackets_is_drawn(spec):
    """Where nobody is named in an attribution every figure rests on running text, and the
    frequencies say so.
    """
    tables = {**TABLES, "agencies": AGENCIES.assign(where="text")}
    data = spec.data(STUDY, tables)

    assert len(data) == len(spec.data(STUDY, TABLES))
    if "basis" in data:
        assert set(data["basis"]) == {"text"}
        assert "running text" in spec.caption(data, STUDY, "en")


def test_kinds_stand_side_by_side():
    """A clause that names a family in a bracket and in its text counts once in each, and once
    together.
    """
    both = pd.concat(
        [AGENCIES, AGENCIES[AGENCIES["clause_id"] == "jia-1"].assign(where="text")],
        ignore_index=True,
    )
    data = agency_kinds.kinds_data(STUDY, {**TABLES, "agencies": both}).set_index(
        ["family", "kind"]
    )

    assert data.loc[("财政", "attribution"), "clauses"] == 4
    assert data.loc[("财政", "text"), "clauses"] == 1
    assert data.loc[("财政", "text"), "any"] == 4


def test_themes_that_have_no_row_are_the_rarest_and_are_counted():
    """Sixty themes do not fit one column: the most frequent stay, and the foot says how many of how
    many are drawn.
    """
    rows = [
        {"theme": f"T{k:02d}", "theme_zh": f"第{k}类", "theme_en": f"Kind {k}", "family": family,
         "family_zh": family, "family_en": "Body", "clauses": k + 1, "of_family": 0.1,
         "of_theme": 0.5, "lift": 1.0}
        for k in range(60) for family in ("科技", "财政")
    ]  # fmt: skip
    ax = agency_tasks.plot_themes(pd.DataFrame(rows), lang="zh", width="89mm")
    drawn = [label.get_text() for label in ax.get_yticklabels()]
    figure = theme.figure_of(ax)

    assert 10 < len(drawn) < 60
    assert drawn == [f"第{k}类" for k in range(60 - len(drawn), 60)]
    assert f"画出 {len(drawn)} 项，共 60 项" in figure.get_supxlabel()
    assert figure.get_figheight() / theme.MM <= theme.MAX_HEIGHT_MM + 0.01
    check_figure(figure, "zh")


def test_columns_of_a_slide_wrap_instead_of_being_cut():
    """The name of a family goes on in a second line on a slide; no letter is lost."""
    name = "Human resources and social security"
    rows = [
        {"theme": "A", "theme_zh": "甲", "theme_en": "First", "family": "人社",
         "family_zh": "人社", "family_en": name, "clauses": 1, "of_family": 0.5, "of_theme": 0.5,
         "lift": 1.0}
    ]  # fmt: skip
    ax = agency_tasks.plot_themes(pd.DataFrame(rows), lang="en", width="slide")

    [label] = [label.get_text() for label in ax.get_xticklabels()]
    assert label.count("\n") == 1
    assert label.replace("\n", " ") == name


def test_names_around_a_narrow_network_go_on_in_a_second_line():
    """At 89 mm a name of twelve columns takes two lines, at 183 mm one; every name is whole."""
    data = network.network_data(STUDY, TABLES)
    names = {
        width: [
            text.get_text()
            for ax in network.plot_network(data, lang="zh", width=width).axes[:1]
            for text in ax.texts
        ]
        for width in ("89mm", "183mm")
    }

    assert [name.replace("\n", "") for name in names["89mm"]] == names["183mm"]
    assert [name for name in names["89mm"] if "\n" in name] == ["人力资源社\n会保障"]
