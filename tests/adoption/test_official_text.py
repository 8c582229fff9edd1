"""The official text as a template: clause meets clause."""

from adoption_example import clause_table, family
from compare.adoption.official_text import MATCHED, match_clauses, official_templates, template_of

DOCUMENTS, CLAUSES, TEMPLATES = family()
NATION = {
    "nation": [
        (
            "环境",
            "放宽准入",
            "measure",
            "全面执行市场准入负面清单，并建立清单动态调整机制。推行企业简易注销登记改革。",
        ),
        (
            "金融",
            "发展普惠金融",
            "measure",
            "支持有条件的银行开设科技信贷专营机构。支持金融机构办理知识产权质押融资业务。",
        ),
    ]
}
CITY = {
    "city": [
        ("一", "营商环境", "measure", "全面执行市场准入负面清单制度，并建立全市清单动态调整机制。"),
        ("二", "融资", "measure", "支持金融机构办理知识产权质押融资业务。"),
        ("三", "刺绣", "measure", "挖掘服饰和刺绣的发展潜力。"),
    ]
}
BOTH = clause_table({**NATION, **CITY})


def head(**change):
    return DOCUMENTS.iloc[[0]].assign(
        doc_id="nation", doc_number="样发〔2018〕1号", implements="", **change
    )


def test_items_are_the_clauses_in_text_order():
    """item_no is the position, and every item leads back to its clause."""
    row = next(head().itertuples(index=False))
    template = template_of(row, BOTH[BOTH["doc_id"] == "nation"], codebook=TEMPLATES[0])

    assert [(item.item_no, item.clause_id, item.evidence) for item in template.items] == [
        (1, "nation-01", "official_text"),
        (2, "nation-02", "official_text"),
    ]
    assert (template.basis, template.complete) == ("official_text", True)


def test_a_year_alone_is_filled_from_the_codebook():
    """The print tells only the year, the codebook the day; a day in the text stands."""
    by_year, by_day = (
        template_of(
            next(head(issue_date=date).itertuples(index=False)), BOTH, codebook=TEMPLATES[0]
        )
        for date in ("2018", "2018-02-02")
    )

    assert by_year.issue_date == "2018-03-01"
    assert by_day.issue_date == "2018-02-02"


def test_only_documents_that_are_named_are_templates():
    """alpha's text is in the study, but nobody implements it."""
    assert official_templates(DOCUMENTS, CLAUSES) == ()
    assert [
        t.number
        for t in official_templates(
            DOCUMENTS.assign(implements=["", "甲发〔2019〕5号", ""]), CLAUSES
        )
    ] == ["甲发〔2019〕5号"]


def test_wording_decides_between_verbatim_and_adapted():
    """A whole sentence is verbatim; so is one with words put in; embroidery is nowhere."""
    template = template_of(next(head().itertuples(index=False)), BOTH[BOTH["doc_id"] == "nation"])
    levels = match_clauses(BOTH, template, ["city"]).set_index(["clause_id", "item_no"])["level"]

    assert levels[("city-02", 2)] == "verbatim"
    assert levels[("city-01", 1)] == "verbatim"
    assert set(levels.loc["city-03"]) == {""}


def test_rows_are_links_and_what_comes_nearest():
    """Score and certainty are one number; documents that the table does not hold have no rows."""
    template = template_of(next(head().itertuples(index=False)), BOTH[BOTH["doc_id"] == "nation"])
    found = match_clauses(BOTH, template, ["city", "nowhere"])

    assert list(found.columns) == MATCHED
    assert (found["score"] == found["certainty"]).all()
    assert set(found["doc_id"]) == {"city"}
    assert list(match_clauses(BOTH, template, ["nowhere"]).columns) == MATCHED
