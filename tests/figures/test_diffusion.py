"""Cascade, provinces and levels of sources, on six documents whose story is known."""

from __future__ import annotations

from itertools import pairwise
from types import SimpleNamespace

import pandas as pd
import pytest

from compare import schema
from compare.adoption.diffusion import clause_sources
from compare.figures import cascade, diffusion, provinces, theme
from figure_checks import check_figure, check_words

SPECS = (*cascade.FIGURES, *provinces.FIGURES, *diffusion.FIGURES)
NAMES = ("样例", "甲地", "乙地", "丙地")


def story(cities: int = 3):
    """A national document, and cities of two provinces in turn: each copies its first measure from
    the one before, and the first city has it from the nation.
    """
    rows = [("n", "", "", "national", "2018-01-01", "")]
    rows += [
        (
            f"c{k}", f"c{k}", "云南省" if k % 2 else "山西省", "city", f"2019-{k % 12 + 1:02d}-01",
            "n" if k == 1 else "",
        )
        for k in range(1, cities + 1)
    ]  # fmt: skip
    columns = ["doc_id", "region", "province", "level", "issue_date", "implements"]
    documents = pd.DataFrame(rows, columns=columns).assign(doc_number="", title="", issuer="")
    ids = list(documents["doc_id"])
    clauses = pd.DataFrame(
        [
            {"clause_id": f"{doc}-{n}", "doc_id": doc, "kind": "measure", "heading": "样例",
             "text": "样例。"}
            for doc in ids for n in (1, 2)
        ]
    )  # fmt: skip
    pairs = schema.PAIRS.frame(
        [
            {"a": f"{one}-1", "b": f"{other}-1", "cosine_word": 0.9, "cosine_char": 0.9,
             "jaccard": 0.9, "containment_ab": 0.9, "containment_ba": 0.9, "longest_run": 30,
             "excess": 0.9, "p_value": 0.01, "level": "verbatim"}
            for one, other in pairwise(ids)
        ]
    )  # fmt: skip
    adoption = schema.ADOPTIONS.frame()
    tables = {
        "documents": documents, "clauses": clauses, "adoption": adoption,
        "items": schema.ITEMS.frame(),
        "sources": clause_sources(documents, clauses, pairs, adoption),
    }  # fmt: skip
    return SimpleNamespace(templates=(), documents=documents, clauses=clauses), tables


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_legible(spec, lang):
    """No text is cut, covered or of the other language, in all widths."""
    study, tables = story()
    data = spec.data(study, tables)
    check_words(spec, data, study, lang, allow=NAMES)
    for width in theme.WIDTHS:
        check_figure(spec.draw(data, lang, width), lang, allow=(*NAMES, r"[nNcC]\d*"))


def test_a_passage_goes_from_its_first_user_to_the_others_by_their_days():
    """The nation is the first, the cities follow in the order of their dates."""
    data = cascade.cascade_data(*story())

    assert list(data["doc_id"]) == ["n", "c1", "c2", "c3"]
    assert list(data["place_in_line"]) == ["first", "not_known", "not_known", "not_known"]
    assert set(data["documents"]) == {4}


def test_of_many_documents_the_marks_say_the_province():
    """A dozen documents have no dozen marks."""
    few, many = (cascade.cascade_data(*story(n)) for n in (3, 11))

    assert len(cascade.plot_cascade(few, lang="en").figure.legends[0].get_texts()) == 4
    assert [
        text.get_text() for text in cascade.plot_cascade(many, lang="en").figure.legends[0].texts
    ] == ["First user, or template", "Nation-wide, or province not known"]


def test_tiles_count_measures_by_province_of_their_source():
    """Yunnan has one from the nation and one from Shanxi; Shanxi one from Yunnan."""
    data = provinces.provinces_data(*story()).set_index(["province", "source"])

    assert data.loc[("云南省", "national"), "n"] == 1
    assert data.loc[("云南省", "山西省"), "n"] == 1
    assert data.loc[("山西省", "云南省"), "n"] == 1
    assert data.loc[("云南省", "national"), "total"] == 4


def test_what_cannot_have_been_a_source_is_hatched_and_not_zero():
    """Shanxi has one document, so none of its own is earlier than another."""
    data = provinces.provinces_data(*story()).set_index(["province", "source"])

    assert not data.loc[("山西省", "山西省"), "compared"]
    assert data.loc[("云南省", "云南省"), "compared"]


def test_a_study_without_provinces_has_nothing_to_draw():
    """No tile is made up: the figure is left out."""
    study, tables = story()
    tables["documents"] = tables["documents"].assign(province="")

    assert provinces.provinces_data(study, tables).empty


def test_own_earlier_documents_and_other_words_have_parts_of_their_own():
    """A counterpart that shares the subject only is not called a source."""
    study, tables = story()
    tables["sources"] = tables["sources"].assign(worded=False, source_weight=0.0)
    data = diffusion.diffusion_data(study, tables).set_index(["doc_id", "source"])

    assert data.loc[("c2", "alike_only"), "n"] == 1
    assert data.loc[("c2", "horizontal"), "n"] == 0


def test_pressed_rows_fill_their_height():
    """Of many documents a row is hardly higher than its type: bars grow, and no number stands out
    of one.
    """
    few, many = (
        diffusion.plot_diffusion(diffusion.diffusion_data(*story(n)), lang="en")
        for n in (3, diffusion.PRESSED + 5)
    )

    assert {round(bar.get_height(), 2) for bar in few.patches} == {0.72}
    assert {round(bar.get_height(), 2) for bar in many.patches} == {0.92}
    check_figure(theme.figure_of(many), "en", allow=(*NAMES, r"[nNcC]\d*"))


def test_a_day_that_is_not_known_is_a_bar_over_its_year():
    """A document of which only the year is known stands in its middle, with a line over
    the year.
    """
    study, tables = story()
    tables["documents"].loc[tables["documents"]["doc_id"] == "c2", "issue_date"] = "2019"
    data = cascade.cascade_data(study, tables).set_index("doc_id")
    bars, plain = (
        len(cascade.plot_cascade(frame.reset_index(), lang="en").collections)
        for frame in (data, cascade.cascade_data(*story()).set_index("doc_id"))
    )

    assert tuple(data.loc["c2", ["begin", "end"]]) == ("2019-01-01", "2019-12-31")
    assert bars == plain + 1
