"""compare.likeness.set_phrases: set phrases of the genre."""

import pandas as pd

from compare.likeness.set_phrases import (
    KINDS,
    formula_share,
    formula_spans,
    formula_table,
    package_formulas,
    parse_formulas,
    recurring_phrases,
)


def test_set_phrase_is_found_whatever_its_punctuation():
    """The phrase as printed is cut out, with its kind; the longest phrase wins."""
    text = "坚持以习近平新时代 中国特色社会主义思想为指导，减免房租。"

    (span,) = formula_spans(text)

    assert text[span.begin : span.end] == "坚持以习近平新时代 中国特色社会主义思想为指导"
    assert span.kind == "guiding"


def test_cited_titles_are_names():
    """A title in 《》 and a document number are found as cited."""
    assert [
        span.kind for span in formula_spans("落实《东山省创业条例（试行）》和东政发〔2020〕6号")
    ] == ["cited", "cited"]


def test_lexicon_is_clean():
    """Every phrase has a declared kind, stands once, and is long enough to mean something."""
    formulas = package_formulas()

    assert set(formulas.kind.values()) == set(KINDS) - {"cited"}
    assert min(map(len, formulas.kind)) >= 3


def test_share_counts_characters_without_punctuation():
    """Four of eight characters of formula are a half."""
    clauses = pd.DataFrame(
        {"clause_id": ["x-1"], "doc_id": ["x"], "text": ["积极探索，减免房租。"]}
    )
    formulas = parse_formulas([{"phrase": "积极探索", "kind": "manner"}])

    share = formula_share(clauses, formulas).set_index("kind")["share"]

    assert share["manner"] == 0.5
    assert share.sum() == 0.5
    assert formula_table(clauses, formulas)["phrase"].tolist() == ["积极探索"]


def test_recurring_phrases_need_unrelated_families():
    """A phrase of two siblings and one stranger recurs in two families, not three."""
    clauses = pd.DataFrame(
        {
            "doc_id": ["x", "y", "z"],
            "text": [
                "落实创新券制度并减免房租",
                "实施创新券制度并奖励",
                "推行创新券制度并减免房租",
            ],
        }
    )

    two = recurring_phrases(clauses, {"x": "f", "y": "f"}, min_families=2)
    three = recurring_phrases(clauses, {"x": "f", "y": "f"}, min_families=3)
    apart = recurring_phrases(clauses, {}, min_families=3)

    assert two["phrase"].tolist() == ["创新券制度并减免房租", "创新券制度并"]
    assert two["n_documents"].tolist() == [2, 3]
    assert three.empty
    assert apart["phrase"].tolist() == ["创新券制度并"]
