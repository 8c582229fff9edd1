"""Counting in C gives what counting one by one gives, however the corpus is cut."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.scale.bags import Bags, bag_ngrams, bag_words, common_terms
from compare.scale.weights import idf_of, place_terms, weigh
from compare.text.fold import ngrams
from compare.text.tokens import Tokenizer
from compare.text.weights import tf_idf

TEXTS = [
    "落实税收优惠政策，落实研发费用加计扣除。",
    "",
    "支持创业投资2021-2023年。",
    "（，。）",
    "落实“双创”政策",
]
TOKENIZER = Tokenizer()
policy_text = st.text(
    st.sampled_from("落实税收优惠政策创新《》〔〕，。；、：（）2018３ ％%-.·Aa①㎡市〇国发号")
    | st.characters(codec="utf-8"),
    max_size=40,
)


def bag(bags: Bags, row: int) -> dict:
    """Terms of a clause and their numbers."""
    held = slice(bags.starts[row], bags.starts[row + 1])
    return dict(
        zip(bags.terms[bags.columns[held]].tolist(), bags.numbers[held].tolist(), strict=True)
    )


def test_words_are_those_of_the_tokenizer() -> None:
    """Each clause has the words and numbers that `Tokenizer.words` gives, punctuation left out."""
    bags = bag_words(TEXTS, TOKENIZER)

    assert [bag(bags, row) for row in range(len(TEXTS))] == [
        Counter(TOKENIZER.words(text)) for text in TEXTS
    ]
    assert bag(bags, 0)["落实"] == 2


def test_only_wanted_words_are_counted() -> None:
    """A term that is not wanted is left out of all clauses, and the others stay as they are."""
    bags = bag_words(TEXTS, TOKENIZER, lambda word: word != "落实")

    assert [bag(bags, row) for row in range(len(TEXTS))] == [
        Counter(word for word in TOKENIZER.words(text) if word != "落实") for text in TEXTS
    ]


@given(st.lists(policy_text, max_size=6), st.sampled_from([1, 2, 3]))
def test_ngrams_are_runs_of_characters_within_a_text(texts: list[str], n: int) -> None:
    """No n-gram reaches from one text or line into the next; a term is its code points side by
    side.
    """
    bags = bag_ngrams(texts, n)

    for row, text in enumerate(texts):
        expected = Counter(
            sum(ord(character) << 21 * (n - 1 - k) for k, character in enumerate(gram))
            for gram in ngrams(text, n)
            if "\n" not in gram
        )
        assert bag(bags, row) == expected


@pytest.mark.parametrize("cut", [1, 2, 4])
def test_weights_do_not_depend_on_parts(cut: int) -> None:
    """A corpus counted in parts has the TF-IDF rows of the five-text path, up to float32."""
    parts = [bag_words(TEXTS[:cut], TOKENIZER), bag_words(TEXTS[cut:], TOKENIZER)]
    terms, df = common_terms((part.terms, part.df()) for part in parts)
    idf = idf_of(df, len(TEXTS))

    rows = np.vstack([weigh(part, place_terms(part.terms, terms), idf).toarray() for part in parts])

    expected = tf_idf([TOKENIZER.words(text) for text in TEXTS]).toarray()
    np.testing.assert_allclose(rows, expected, atol=1e-6)
    assert list(terms) == sorted(terms)


def test_numeric_terms_are_joined_like_words() -> None:
    """Document frequencies of n-grams add up over parts."""
    parts = [bag_ngrams(["政策", "政策"], 2), bag_ngrams(["政策创新"], 2)]

    terms, df = common_terms((part.terms, part.df()) for part in parts)

    assert dict(zip(terms.tolist(), df.tolist(), strict=True))[(ord("政") << 21) + ord("策")] == 3
    assert place_terms(parts[1].terms, terms).tolist() == [
        terms.tolist().index(term) for term in parts[1].terms.tolist()
    ]


@pytest.mark.parametrize(
    "bags",
    [
        bag_words(TEXTS, TOKENIZER),
        bag_ngrams(TEXTS, 3),
        bag_words([], TOKENIZER),
        bag_words(["。"], TOKENIZER),
    ],
)
def test_bags_survive_the_disk(tmp_path, bags: Bags) -> None:
    """What is written is read again."""
    bags.save(tmp_path / "bags.npz")

    again = Bags.load(tmp_path / "bags.npz")

    assert [bag(again, row) for row in range(len(again.starts) - 1)] == [
        bag(bags, row) for row in range(len(bags.starts) - 1)
    ]
