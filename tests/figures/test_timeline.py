"""The corpus at a glance: who implements whom, and how many clauses each document has."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from compare.figures import theme, timeline
from figure_checks import check_figure, check_no_overlap, check_words, drawn_texts

DOCUMENTS = pd.DataFrame(
    [
        {
            "doc_id": "jia",
            "doc_number": "",
            "level": "city",
            "region": "甲山市",
            "region_en": "Jiashan",
            "issue_date": "2020-05-28",
            "implements": "国发〔2018〕1号;乙政发〔2019〕2号",
        },
        {
            "doc_id": "bing",
            "doc_number": "丙政发〔2021〕9号",
            "level": "city",
            "region": "丙江市",
            "region_en": "Bingjiang",
            "issue_date": "2021",
            "implements": "国发〔2018〕1号;国发〔1999〕9号",
        },
    ]
)
CLAUSES = pd.DataFrame(
    {"doc_id": ["jia"] * 3 + ["bing"], "kind": ["preamble", "measure", "measure", "measure"]}
)
TABLES = {"documents": DOCUMENTS, "clauses": CLAUSES}


def template(
    number: str, level: str, date: str, *implements: str, complete: bool = False, items: tuple = ()
) -> SimpleNamespace:
    return SimpleNamespace(
        number=number,
        level=level,
        issue_date=date,
        published_date="",
        implements=implements,
        complete=complete,
        items=items,
    )


STUDY = SimpleNamespace(templates=(
    template("乙政发〔2019〕2号", "provincial", "", "国发〔2018〕1号"),
    template("国发〔2018〕1号", "national", "2018-09-18", complete=True, items=(1,)),
))  # fmt: skip
TIMELINE = timeline.timeline_data(STUDY, TABLES)
COUNTS = timeline.clauses_data(STUDY, TABLES)


def test_families_stand_together_upper_level_first():
    """A city stands below its province, the province below the national document; unknown uppers
    are not drawn.
    """
    assert list(TIMELINE["document"]) == ["国发〔2018〕1号", "乙政发〔2019〕2号", "jia", "bing"]
    assert list(TIMELINE["implements"]) == [
        "",
        "国发〔2018〕1号",
        "国发〔2018〕1号;乙政发〔2019〕2号",
        "国发〔2018〕1号",
    ]


def test_a_bare_year_spans_the_year():
    """Where only the year is known, from the text or the number, the whole year is drawn."""
    spans = TIMELINE.set_index("document")[["begin", "end"]].apply(tuple, axis=1)

    assert spans["bing"] == ("2021-01-01", "2021-12-31")
    assert spans["乙政发〔2019〕2号"] == ("2019-01-01", "2019-12-31")
    assert spans["jia"] == ("2020-05-28", "2020-05-28")


def test_what_is_in_hand():
    """Texts of the study, complete codebooks, and templates without any item are told apart."""
    assert list(TIMELINE["hand"]) == ["codebook", "none", "text", "text"]


def test_a_template_whose_text_is_in_the_study_appears_once():
    """The document of the study stands for it."""
    study = SimpleNamespace(templates=(template("丙政发〔2021〕9号", "city", "2021"),))

    assert list(timeline.timeline_data(study, TABLES)["document"]) == ["jia", "bing"]


def test_documents_in_a_circle_are_still_drawn():
    """Two documents that name each other do not hang the figure."""
    documents = DOCUMENTS.assign(
        doc_number=["甲〔2020〕1号", "丙〔2020〕2号"], implements=["丙〔2020〕2号", "甲〔2020〕1号"]
    )
    data = timeline.timeline_data(SimpleNamespace(templates=()), {"documents": documents})

    assert sorted(data["document"]) == ["bing", "jia"]


def test_clause_counts_by_kind():
    """Each document has a row for each kind, zero included, in the order of documents."""
    assert COUNTS[["doc_id", "kind", "clauses"]].to_numpy().tolist() == [
        ["jia", "preamble", 1], ["jia", "measure", 2], ["jia", "implementation", 0],
        ["bing", "preamble", 0], ["bing", "measure", 1], ["bing", "implementation", 0],
    ]  # fmt: skip


def test_clauses_are_labelled_with_their_totals():
    """The totals stand at the ends of the bars, places on the axis, in the study's order."""
    figure = timeline.plot_clauses(COUNTS, lang="zh").figure
    texts = [text.get_text() for text, _ in drawn_texts(figure)]

    assert [label.get_text() for label in figure.axes[0].get_yticklabels()] == ["甲山", "丙江"]
    assert {"3", "1", "条款数"} <= set(texts)
    assert [patch.get_width() for patch in figure.axes[0].patches] == [1, 0, 2, 1, 0, 0]


@pytest.mark.parametrize(
    "spec, data", [(timeline.FIGURES[0], TIMELINE), (timeline.FIGURES[1], COUNTS)]
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_legible_at_every_width(spec, data, lang):
    """Nothing is cut, covered or in the other language at 89 mm, 183 mm and on a slide; words come
    with it.
    """
    for width in theme.WIDTHS:
        check_figure(spec.draw(data, lang, width), lang)
    check_words(spec, data, STUDY, lang)


@pytest.mark.parametrize("width", theme.WIDTHS)
def test_a_large_study_keeps_its_labels_apart(width):
    """Forty documents are drawn without a label over another."""
    many = pd.concat(
        [
            DOCUMENTS.assign(doc_id=[f"{row}-{n}" for row in ("jia", "bing")], doc_number="")
            for n in range(20)
        ],
        ignore_index=True,
    )
    figure = timeline.plot_timeline(
        timeline.timeline_data(STUDY, {"documents": many}), width=width
    ).figure

    check_no_overlap(drawn_texts(figure))


def test_captions_count():
    """The caption says how many documents, how many above them, how many are not fully in hand."""
    assert "The 2 documents compared and the 2 documents above them" in timeline.FIGURES[0].caption(
        TIMELINE, STUDY, "en"
    )
    assert "4 clauses of 2 documents" in timeline.FIGURES[1].caption(COUNTS, STUDY, "en")


def test_axes_are_drawn_into_when_given():
    """A scholar can put the figure into a panel of their own."""
    ax = theme.new_axes("89mm", 50)

    assert timeline.plot_clauses(COUNTS, ax=ax) is ax
