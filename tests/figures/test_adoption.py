"""Adoption matrix, rates, controls: what they show and that it can be read."""

import pandas as pd
import pytest

from adoption_study import CLAUSES, DOCUMENTS, LEDGER, NAMES, STUDY, TABLES, TEMPLATES
from compare.adoption.ledger import trace
from compare.adoption.rates import main_template
from compare.figures import adoption, adoption_rates, theme
from compare.figures.adoption_cells import matrix_data
from figure_checks import check_figure, check_words, drawn_texts

SPECS = (*adoption.FIGURES, *adoption_rates.FIGURES)


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)
@pytest.mark.parametrize("width", theme.WIDTHS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_legible(spec, lang, width):
    """No glyph is missing, no text cut or covered, in both languages and all widths."""
    check_figure(spec.draw(spec.data(STUDY, TABLES), lang, width), lang, allow=NAMES)


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_words(spec, lang):
    """Title, caption and alt text are there, with numbers."""
    check_words(spec, spec.data(STUDY, TABLES), STUDY, lang, allow=NAMES)


def test_the_template_most_documents_implement_is_drawn():
    """The nation's, not the province's."""
    assert main_template(LEDGER.adoption) == "样发〔2018〕1号"


def test_controls_stand_last_and_are_hollow():
    """gamma comes after the gap; what it shares is ○, what alpha took over is ● with its
    actions.
    """
    data = matrix_data(STUDY, TABLES)
    columns = (
        data[data["doc_id"] != ""].drop_duplicates("doc_id").set_index("doc_id")["column"].to_dict()
    )
    texts = [
        text.get_text() for text, _ in drawn_texts(adoption.FIGURES[0].draw(data, "en", "183mm"))
    ]

    assert columns == {"alpha": 0, "beta": 1, "gamma": 2}
    assert "● 2/2" in texts
    assert not any(text.startswith("○") and "/" in text for text in texts)


def test_what_is_not_in_hand_has_a_row():
    """The province known by number only is a row of its own, for the city that implements it."""
    rest = matrix_data(STUDY, TABLES).query("row_kind == 'rest'")

    assert rest[["label_zh", "doc_id", "level"]].values.tolist() == [
        ["省发〔2019〕2号：其余措施", "beta", "not_in_hand"]
    ]


def test_the_section_figure_prints_adopted_of_items():
    """alpha takes over one of one in 金融 and none of one in 人才."""
    data = adoption_rates.sections_data(STUDY, TABLES).query("doc_id == 'alpha'")

    assert list(zip(data["section_zh"], data["adopted"], data["items"], strict=True)) == [
        ("环境", 1, 1),
        ("金融", 1, 1),
        ("人才", 0, 1),
    ]


def test_nothing_to_draw_is_an_empty_table():
    """A study without templates has no figure."""
    empty = {**TABLES, "adoption": LEDGER.adoption.iloc[:0], "items": LEDGER.items.iloc[:0]}

    assert all(len(spec.data(STUDY, empty)) == 0 for spec in SPECS)


def test_a_level_decided_by_a_person_is_framed():
    """The frame is drawn and explained once a decision is there."""
    decisions = pd.DataFrame([
        {
            "template": "样发〔2018〕1号", "item_no": "4", "action_id": "", "doc_id": "alpha",
            "decision": "taken_over", "clause_ids": "alpha-03", "reason": "read it", "who": "LX",
            "when": "2026-01-01",
        },
    ])  # fmt: skip
    tables = {
        **TABLES,
        "adoption": trace(DOCUMENTS, CLAUSES, TEMPLATES, decisions=decisions).adoption,
    }
    texts = [
        text.get_text()
        for text, _ in drawn_texts(
            adoption.FIGURES[0].draw(matrix_data(STUDY, tables), "en", "183mm")
        )
    ]

    assert "Decided by a scholar" in texts
    assert "Decided by a scholar" not in [
        t.get_text()
        for t, _ in drawn_texts(adoption.FIGURES[0].draw(matrix_data(STUDY, TABLES), "en", "183mm"))
    ]


def test_templates_that_no_document_implements_are_not_drawn():
    """A draft that nobody carries out yet leaves controls alone: there is nothing to compare, and
    the figure is left out.
    """
    [spec] = [s for s in adoption_rates.FIGURES if s.name == "adoption-controls"]
    alone = TABLES["adoption"].assign(relation="control")

    assert spec.data(STUDY, {**TABLES, "adoption": alone}).empty
