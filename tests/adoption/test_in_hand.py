"""What is in hand of each template, and both texts behind a cell."""

import pytest

from adoption_example import family
from compare.adoption.in_hand import both_texts, holdings
from compare.adoption.ledger import trace

DOCUMENTS, CLAUSES, TEMPLATES = family()
ADOPTION = trace(DOCUMENTS, CLAUSES, TEMPLATES).adoption
PLACE = {"documents": DOCUMENTS, "clauses": CLAUSES, "adoption": ADOPTION, "codebooks": TEMPLATES}


def test_each_template_says_what_of_it_is_known():
    """The nation's is a whole codebook, of the province only the number is known."""
    table = holdings(DOCUMENTS, CLAUSES, TEMPLATES).set_index("template")

    assert table["in_hand"].to_dict() == {
        "样发〔2018〕1号": "codebook",
        "省发〔2019〕2号": "number",
    }
    assert table["implemented_by"].to_dict() == {
        "样发〔2018〕1号": "alpha",
        "省发〔2019〕2号": "beta",
    }
    assert table.loc["样发〔2018〕1号", "from_text"] == 4


def test_a_number_without_codebook_is_listed():
    """A document may name what nobody describes."""
    table = holdings(DOCUMENTS.assign(implements="它发〔2016〕9号"), CLAUSES, ())

    assert table[["template", "in_hand", "implemented_by"]].values.tolist() == [
        ["它发〔2016〕9号", "number", "alpha;beta;gamma"]
    ]


def test_a_cell_leads_to_both_texts():
    """The item in our words, then the clause with its place in the file."""
    rows = both_texts("样发〔2018〕1号", 3, "alpha", **PLACE)

    assert rows["side"].tolist() == ["codebook", "alpha"]
    assert rows.loc[1, "clause_id"] == "alpha-03"
    assert rows.loc[1, "text"] == "支持金融机构办理知识产权质押融资业务。"


def test_an_absent_item_has_the_template_side_only():
    """Nothing of alpha proves item 4."""
    assert both_texts("样发〔2018〕1号", 4, "alpha", **PLACE)["side"].tolist() == ["codebook"]


def test_a_cell_that_does_not_exist_is_told():
    """The error says where to look."""
    with pytest.raises(ValueError, match="no row for item 99"):
        both_texts("样发〔2018〕1号", 99, "alpha", **PLACE)
