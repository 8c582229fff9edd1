"""What README and notebooks say about the five texts, held against the tables."""

from __future__ import annotations

import pytest

import compare

MAIN = "国发〔2018〕32号"


def test_sizes(five, five_tables):
    """141 clauses; every document names what it implements; 26 themes."""
    assert len(five.clauses) == 141
    assert (five_tables["documents"]["implements"] != "").all()
    assert len(five.codebooks["themes"].codes) == 26


def test_every_character_has_a_part(five):
    """The parts of each file add up to the file."""
    size = (five.parts["end"] - five.parts["begin"]).groupby(five.parts["doc_id"]).sum()

    assert size.to_dict() == five.documents.set_index("doc_id")["n_chars"].to_dict()


def test_what_the_cities_take_over(five_tables):
    """Of 32 measures 28, 25 and 26; the two controls match 18 and 8 and are never called
    adopters.
    """
    own = five_tables["adoption"].query("template == @MAIN and kind != 'preamble' and item_no > 0")
    adopted = own[own["adopted"].astype(bool)].groupby("doc_id").size()
    alike = own[own["level"] == "alike"].groupby("doc_id").size()

    assert adopted.to_dict() == {"qujing": 28, "chuxiong": 25, "shuozhou": 26}
    assert alike.to_dict() == {"xining": 18, "kunming": 8}


def test_no_clause_is_called_local(five_tables):
    """Of every province's document only a part is in hand."""
    assert (five_tables["origins"]["origin"] != "local").all()


def test_counterparts_of_qujing_and_chuxiong(five, five_tables):
    """24 pairs, 18 of them verbatim; none verbatim with Kunming or Xining."""
    pairs = five_tables["pairs"].query("level != ''")
    owner = five.clauses.set_index("clause_id")["doc_id"]
    pairs = pairs.assign(a=pairs["a"].map(owner), b=pairs["b"].map(owner))
    between = pairs[(pairs["a"] == "qujing") & (pairs["b"] == "chuxiong")]
    others = pairs[pairs[["a", "b"]].isin(["kunming", "xining"]).any(axis=1)]

    assert (len(between), (between["level"] == "verbatim").sum()) == (24, 18)
    assert (others["level"] != "verbatim").all()


def test_no_theme_is_typical_of_one_city(five, five_tables):
    """130 tests, none significant after correction."""
    key = compare.content.theme_keyness(five.clauses, five_tables["themes"])

    assert (len(key), len(compare.content.significant(key))) == (130, 0)


def test_reliability(five, five_tables):
    """Themes .918 of .965, instruments .898 of .95, units, agencies and amounts 1; TALENT is not
    reliable.
    """
    summary = compare.agreement(five, five_tables)
    value = (
        summary[summary["document"] == "all"].set_index(["question", "measure"])["value"].round(3)
    )
    scores = compare.trust.theme_scores(
        compare.trust.read_hand_coding(five.root),
        five.clauses,
        five.passages,
        five_tables["themes"],
    )

    assert value["themes", "f1"] == 0.918
    assert value["instruments", "kappa"] == 0.898
    assert value["units", "f1"] == value["agencies", "f1"] == value["amounts", "f1"] == 1
    assert list(scores.loc[scores["verdict"] == "not reliable", "code"]) == ["TALENT"]


def test_the_finding_holds_under_every_set_of_rules(five, five_tables):
    """In each of 90 specifications every implementing city lies above every control."""
    curve = compare.robustness(five, MAIN, tables=five_tables)
    stable = compare.trust.rank_stability(
        curve, above=["qujing", "chuxiong", "shuozhou"], below=["xining", "kunming"]
    )

    assert len(curve.groupby(["tokens", "ngram", "weights", "threshold"])) == 90
    assert stable == pytest.approx(1)
