"""compare.adoption.origins.control_shares: what independent controls match, and only they."""

import pandas as pd
import pytest

from adoption_study import CLAUSES, DOCUMENTS, LEDGER, STUDY, TABLES, TEMPLATES
from compare import schema
from compare.adoption.origins import control_shares, trace_origins
from compare.figures import adoption_rates, origins
from compare.paper.methods import _adoption, _origins

ADOPTION = pd.DataFrame(
    [
        ("T1", "city", "control", "alike", "city-1;city-2"),
        ("T2", "city", "control", "alike", "city-3"),
        ("T1", "town", "direct", "taken_over", "town-1"),
        ("T2", "town", "control", "absent", ""),
        ("T2", "far", "control", "not_in_hand", ""),
    ],
    columns=["template", "doc_id", "relation", "level", "clause_ids"],
)
ORIGINS = pd.DataFrame(
    {
        "clause_id": [*(f"city-{n}" for n in range(5)), "town-1", "far-1"],
        "doc_id": ["city"] * 5 + ["town", "far"],
        "kind": ["preamble"] + ["measure"] * 6,
    }
)
BOTH = {"adoption": ADOPTION, "origins": ORIGINS}


def test_matches_in_templates_that_a_document_does_not_carry_out():
    """Three of the four measures of city match; town is a control of T2 and has nothing of it;
    of far nothing is known.
    """
    assert control_shares(BOTH) == {"city": 0.75, "town": 0.0}


def test_dependent_controls_do_not_count():
    """City carries out what T1 carries out, too: what it has of T1 says nothing of the field."""
    assert control_shares(BOTH, {("T1", "city")}) == {"city": 0.25, "town": 0.0}
    assert control_shares(BOTH, {("T1", "city"), ("T2", "city"), ("T2", "town")}) == {}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_an_independent_control_it_is_said(lang):
    """Captions, alternative texts and methods of a study in which every control is gone."""
    own = LEDGER.adoption[LEDGER.adoption["relation"] != "control"].reset_index(drop=True)
    traced = trace_origins(DOCUMENTS, CLAUSES, own, schema.PAIRS.frame(), TEMPLATES)
    tables = {**TABLES, "adoption": own, "origins": traced}
    told = {"zh": "没有独立对照", "en": "independent control"}[lang]

    for spec in (*adoption_rates.FIGURES, *origins.FIGURES):
        data = spec.data(STUDY, tables)
        for words in (spec.caption(data, STUDY, lang), spec.alt(data, lang)):
            assert told in words, spec.name
            assert words == words.strip()
            assert "：。" not in words
            assert ": ." not in words
    for words in (_adoption(STUDY, tables, lang), _origins(STUDY, tables, lang)):
        assert told in words
        assert "–" not in words
