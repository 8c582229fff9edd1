"""Templates: what a codebook of a national or provincial document must say."""

import pytest

from compare.adoption.templates import items_table, parse_template
from compare.errors import CodebookError

MEASURE = {
    "no": 1,
    "section": "环境",
    "heading": "放宽准入",
    "kind": "measure",
    "evidence": "reported",
    "content": "执行清单。",
    "actions": [{"id": "1.1", "action": "执行清单", "cues": ["负面清单", "负面清单"]}],
    "cues": ["准入"],
}
DATA = {
    "doc_number": "样政发[2019]08号",
    "title": "样",
    "level": "provincial",
    "implements": "样发〔2018〕1号",
    "issue_date": None,
    "complete": False,
    "measures": [MEASURE],
}


def test_a_codebook_becomes_a_template_with_canonical_numbers():
    """Brackets, blanks and leading zeros of a number do not make another document."""
    template = parse_template(DATA, where="x.yaml")

    assert template.number == "样政发〔2019〕8号"
    assert template.implements == ("样发〔2018〕1号",)
    assert template.issue_date == ""
    assert template.items[0].all_cues == ("准入", "负面清单")


def test_the_stem_is_the_number_where_a_document_has_none():
    """A template without a number is called by its file."""
    assert (
        parse_template({**DATA, "doc_number": None}, where="templates/my-plan.yaml").number
        == "my-plan"
    )


def test_a_template_known_by_number_only_has_no_items():
    """No item is invented for a document of which only the number is known."""
    template = parse_template({"doc_number": "样政发〔2019〕8号", "measures": []}, where="x.yaml")

    assert template.items == ()
    assert len(items_table((template,))) == 0


def test_items_keep_kind_and_evidence():
    """Every known item is a row with its evidence grade."""
    row = items_table((parse_template(DATA, where="x.yaml"),)).iloc[0]

    assert (row["template"], row["item_no"], row["evidence"], row["n_actions"]) == (
        "样政发〔2019〕8号",
        1,
        "reported",
        1,
    )


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"measures": None}, "measures must be a list"),
        ({"level": "galactic"}, "level 'galactic' not among"),
        ({"measures": [{**MEASURE, "kind": "mesure"}]}, "measure 1: kind 'mesure' not among"),
        ({"measures": [{**MEASURE, "evidence": "seen"}]}, "measure 1: evidence 'seen' not among"),
        ({"measures": [{**MEASURE, "heading": ""}]}, "measure 1: heading is missing"),
        ({"measures": [{**MEASURE, "cues": "准入"}]}, "measure 1: cues must be a list"),
        ({"measures": [{False: 1, "heading": "x"}]}, "every measure needs a no"),
        ({"measures": [MEASURE, MEASURE]}, "measure no used twice: \\['1'\\]"),
        ({"measures": [MEASURE, {**MEASURE, "no": 2}]}, "action id used twice: \\['1.1'\\]"),
        ({"measures": [{**MEASURE, "actions": [{"id": "1.1"}]}]}, "an action needs id and action"),
        ({"measures": [{**MEASURE, "actions": 1.5}]}, "actions must be a list"),
        ({"measures": [{**MEASURE, "figures": {"a": 1}}]}, "figures must be a list"),
        ({"measures": [{**MEASURE, "themes": True}]}, "themes must be a list"),
        ({"measures": [{**MEASURE, "section_no": "①"}]}, "section_no must be a whole number"),
        ({"measures": [{**MEASURE, "section_no": [1]}]}, "section_no must be a whole number"),
        ({"measures": [{**MEASURE, "no": True}]}, "no must be a whole number"),
        ({"measures": [{**MEASURE, "no": 10**25}]}, "no must be a whole number"),
        ({"issue_date": "2018-02-30"}, "issue_date '2018-02-30' is no day"),
        ({"issue_date": "²"}, "issue_date '²' is no day"),
        ({"published_date": "2018-13"}, "published_date '2018-13' is no day"),
        ({"implements": 5}, "implements must be a document number"),
    ],
)
def test_a_broken_codebook_is_refused(change, message):
    """The message names the file, the measure and what is wrong."""
    with pytest.raises(CodebookError, match=f"^x.yaml: .*{message}"):
        parse_template({**DATA, **change}, where="x.yaml")


def test_anything_but_a_mapping_is_refused():
    """A list in place of a template is told what was found."""
    with pytest.raises(CodebookError, match="found list"):
        parse_template([], where="x.yaml")


@pytest.mark.parametrize(
    ("written", "day"),
    [("2018年9月18日", "2018-09-18"), ("2018/9/18", "2018-09-18"), ("2018-09", "2018-09"),
     (2018, "2018"), (None, ""), ("", "")],
)  # fmt: skip
def test_a_day_is_what_is_known_of_it(written, day):
    """As people write it, in ISO form; a month or a year where no more is known."""
    assert parse_template({**DATA, "issue_date": written}, where="x.yaml").issue_date == day
