"""The official text as a template: clause meets clause."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adoption_example import clause_table, family
from compare.adoption.official_text import (
    match_clauses,
    official_templates,
    sentence_kept,
    sentences_alike,
    template_of,
)

DOCUMENTS, CLAUSES, TEMPLATES = family()
NATION = {"nation": [
    ("环境", "放宽准入", "measure", "全面执行市场准入负面清单，并建立清单动态调整机制。推行企业简易注销登记改革。"),
    ("金融", "发展普惠金融", "measure", "支持有条件的银行开设科技信贷专营机构。支持金融机构办理知识产权质押融资业务。"),
]}
CITY = {"city": [
    ("一", "营商环境", "measure", "全面执行市场准入负面清单制度，并建立全市清单动态调整机制。"),
    ("二", "融资", "measure", "支持金融机构办理知识产权质押融资业务。"),
    ("三", "刺绣", "measure", "挖掘服饰和刺绣的发展潜力。"),
]}
BOTH = clause_table({**NATION, **CITY})


def head(**change):
    return DOCUMENTS.iloc[[0]].assign(doc_id="nation", doc_number="样发〔2018〕1号", implements="", **change)


def test_items_are_the_clauses_in_text_order():
    """item_no is the position, and every item leads back to its clause."""
    row = next(head().itertuples(index=False))
    template = template_of(row, BOTH[BOTH["doc_id"] == "nation"], codebook=TEMPLATES[0])

    assert [(item.item_no, item.clause_id, item.evidence) for item in template.items] == [(1, "nation-01", "official_text"), (2, "nation-02", "official_text")]
    assert (template.basis, template.complete) == ("official_text", True)


def test_a_year_alone_is_filled_from_the_codebook():
    """The print tells only the year, the codebook the day; a day in the text stands."""
    by_year, by_day = (template_of(next(head(issue_date=date).itertuples(index=False)), BOTH, codebook=TEMPLATES[0]) for date in ("2018", "2018-02-02"))

    assert by_year.issue_date == "2018-03-01"
    assert by_day.issue_date == "2018-02-02"


def test_only_documents_that_are_named_are_templates():
    """alpha's text is in the study, but nobody implements it."""
    assert official_templates(DOCUMENTS, CLAUSES) == ()
    assert [t.number for t in official_templates(DOCUMENTS.assign(implements=["", "甲发〔2019〕5号", ""]), CLAUSES)] == ["甲发〔2019〕5号"]


def test_wording_decides_between_verbatim_and_adapted():
    """A whole sentence is verbatim; so is one with words put in; embroidery is nowhere."""
    template = template_of(next(head().itertuples(index=False)), BOTH[BOTH["doc_id"] == "nation"])
    levels = match_clauses(BOTH, template, ["city"]).set_index(["clause_id", "item_no"])["level"]

    assert levels[("city-02", 2)] == "verbatim"
    assert levels[("city-01", 1)] == "verbatim"
    assert set(levels.loc["city-03"]) == {""}


def test_a_kept_sentence_by_hand():
    """14 characters of 14 stand in 18: 2·14 / 32; a sentence under 12 characters is not looked at."""
    assert sentence_kept("加强先进经验和典型做法的推广。", "加强本市先进经验和典型做法的宣传推广。") == pytest.approx(0.875)
    assert sentence_kept("落实政策。", "落实政策。") == 0


@given(st.text(max_size=40))
def test_kept_is_a_share(text):
    """Between 0 and 1, whatever the text."""
    assert 0 <= sentence_kept(text, text) <= 1


def test_a_sentence_counts_for_the_item_it_fits_best():
    """One sentence on two items: the closer item gets it, the other nothing."""
    alike = sentences_alike(["支持金融机构开展质押融资业务", "支持金融机构开展并购贷款业务"], ["支持金融机构开展质押融资业务。"], ["支持金融机构", "开展业务"])

    assert alike[0, 0] == pytest.approx(1)
    assert alike[1, 0] == 0


def test_no_sentence_no_likeness():
    """Empty texts compare as 0."""
    assert sentences_alike([""], ["。"], [""]).tolist() == [[0.0]]
