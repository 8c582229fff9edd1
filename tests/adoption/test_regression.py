"""Tables ready for a regression."""

import pytest

from adoption_example import family
from compare import schema
from compare.adoption.ledger import trace
from compare.adoption.regression import city_items, city_pairs

DOCUMENTS, CLAUSES, TEMPLATES = family()
LEDGER = trace(DOCUMENTS, CLAUSES, TEMPLATES)
ITEMS = city_items(DOCUMENTS, CLAUSES, LEDGER.adoption, LEDGER.templates)
PAIRS = schema.PAIRS.frame([
    {
        "a": "alpha-02", "b": "beta-01", "cosine_word": 0.5, "cosine_char": 0.4, "jaccard": 0.3,
        "containment_ab": 0.5, "containment_ba": 0.5, "longest_run": 9, "excess": 0.4,
        "p_value": 0.01, "level": "adapted",
    },
])  # fmt: skip
DYADS = city_pairs(DOCUMENTS, CLAUSES, LEDGER.adoption, PAIRS, LEDGER.templates).set_index(
    ["doc_a", "doc_b"]
)


def test_one_row_a_city_and_item():
    """Three measures × three documents; preambles and what is not in hand are left out."""
    assert len(ITEMS) == 9
    assert not ITEMS.duplicated(["template", "item_no", "doc_id"]).any()


def test_codes_are_numbers_and_lags_are_days():
    """What R and Stata need: 0 and 1, days, characters."""
    row = ITEMS[(ITEMS["doc_id"] == "alpha") & (ITEMS["item_no"] == 2)].iloc[0]

    assert (row["adopted"], row["control"], row["lag_min"]) == (1, 0, 486)
    assert (row["clause_length"], row["n_clauses"]) == (24, 1)
    assert row["position"] == pytest.approx(1 / 3)


def test_one_row_an_ordered_pair():
    """Three documents give six rows, and lags change sign."""
    assert len(DYADS) == 6
    assert DYADS.loc[("alpha", "beta"), "lag_min"] == -DYADS.loc[("beta", "alpha"), "lag_max"]


def test_shares_are_of_each_document_and_items_are_compared():
    """One of alpha's three clauses and one of beta's two have a counterpart; both adopted item 2,
    alpha also item 3 and the preamble is no item.
    """
    row = DYADS.loc[("alpha", "beta")]

    assert (row["share_of_a"], row["share_of_b"]) == (pytest.approx(1 / 3), pytest.approx(1 / 2))
    assert (row["both_adopted"], row["either_adopted"]) == (1, 2)


def test_the_command_writes_both_tables(tmp_path):
    """A study folder of two texts gives two CSV files."""
    from typer import Typer
    from typer.testing import CliRunner

    from compare.commands.regression import regression

    (tmp_path / "texts").mkdir()
    body = (
        "一、优化环境\n（一）放宽准入。全面执行市场准入负面清单制度。"
        "（市市场监管局负责）\n（二）减税降费。落实税收优惠政策。（市税务局负责）\n"
    )
    for name in ("a", "b"):
        (tmp_path / "texts" / f"{name}.txt").write_text(
            f"样例{name}市人民政府关于优化环境的意见\n{body}", encoding="utf-8"
        )
    (tmp_path / "documents.csv").write_text("doc_id,file\na,a.txt\nb,b.txt\n", encoding="utf-8")
    app = Typer()
    app.command()(regression)
    result = CliRunner().invoke(app, ["--study", str(tmp_path), "--out", str(tmp_path / "out")])

    assert result.exit_code == 0, result.output
    assert (
        (tmp_path / "out" / "city_pairs.csv")
        .read_text(encoding="utf-8")
        .startswith("doc_a,doc_b,same_province")
    )
    assert (
        (tmp_path / "out" / "city_items.csv")
        .read_text(encoding="utf-8")
        .startswith("template,item_no,doc_id")
    )


def test_unknown_is_not_another_province():
    """Where the province of one document is not known, same_province is missing, not 0."""
    documents = DOCUMENTS.assign(province=["甲省", "甲省", ""])
    dyads = city_pairs(documents, CLAUSES, LEDGER.adoption, PAIRS, LEDGER.templates).set_index(
        ["doc_a", "doc_b"]
    )

    assert dyads.loc[("alpha", "beta"), "same_province"] == 1
    assert dyads["same_province"].isna().sum() == 4
