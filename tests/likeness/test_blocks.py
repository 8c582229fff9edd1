"""compare.likeness.blocks, runs and pairs: the fast path equals the definitions, pair by pair."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import plain_pairs
from compare.likeness import pairs as fast
from compare.likeness.measures import profile, score_pairs
from compare.likeness.runs import Places, shared_runs
from compare.likeness.tiles import tile
from mixed_clauses import corpus


def same(found: pd.DataFrame, expected: pd.DataFrame) -> None:
    """Equal in every column that the slow path has, reals to 1e-12."""
    columns = [name for name in found if name in expected and name != "why"]
    pd.testing.assert_frame_equal(
        found[columns], expected[columns], check_dtype=False, rtol=0, atol=1e-12
    )


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_pairs_are_those_of_the_definitions(seed, monkeypatch):
    """All columns of the table, however the corpus is cut into blocks, and in whatever order its
    documents stand.
    """
    documents, clauses, passages = corpus(9, seed)
    documents = documents.sample(frac=1, random_state=seed, ignore_index=True)
    monkeypatch.setattr(fast, "BLOCK", 12)
    monkeypatch.setattr(fast, "JUDGED", 40)

    found, _ = fast.compare_clauses(documents, clauses, passages)

    same(found, plain_pairs.compared(documents, clauses))
    assert {"verbatim", "adapted", ""} == set(found["level"])


def test_spans_do_not_depend_on_blocks(monkeypatch):
    """Shared passages are those that tiling two texts alone gives."""
    documents, clauses, passages = corpus(6)
    monkeypatch.setattr(fast, "BLOCK", 10)

    found, spans = fast.compare_clauses(documents, clauses, passages)

    profiles = profile(clauses)
    for pair in found.itertuples():
        a, b = (profiles.folded[profiles.row[key]] for key in (pair.a, pair.b))
        here = spans[(spans["a"] == pair.a) & (spans["b"] == pair.b)]
        assert list(here["size"]) == [part.size for part in tile(a.text, b.text)]


def test_five_texts_score_as_defined(five):
    """Real clauses: two documents of the project's study, pair by pair."""
    clauses = five.clauses[five.clauses["doc_id"].isin(["qujing", "chuxiong"])]
    ids = clauses.groupby("doc_id", sort=False)["clause_id"].agg(list)
    profiles = profile(clauses)

    same(score_pairs(profiles, *ids), plain_pairs.measured(profiles, *ids))


@settings(deadline=None)
@given(st.lists(st.text(alphabet="税地人政", max_size=40), min_size=2, max_size=5))
def test_joined_seeds_find_every_longest_run(texts):
    """Runs between the first text and the others are those that tiling finds, seeds of any number
    in any place.
    """
    clauses = pd.DataFrame(
        {"clause_id": [str(k) for k in range(len(texts))], "heading": "", "text": texts}
    )
    profiles = profile(clauses)
    rows = np.arange(1, len(texts))
    runs = shared_runs(
        profiles.copying,
        np.arange(1),
        Places.of(profiles.copying, rows),
        np.ones((1, len(rows)), dtype=bool),
    )

    for k in range(1, len(texts)):
        here = [
            run
            for run in zip(runs.b, runs.a_at, runs.b_at, runs.size, strict=True)
            if run[0] == k - 1
        ]
        assert [(i, j, size) for _, i, j, size in here] == sorted(
            runs_of(texts[0], texts[k]), key=lambda r: (-r[2], r[0], r[1])
        )


def runs_of(a: str, b: str, seed: int = 6) -> list[tuple[int, int, int]]:
    """Longest runs by trying every place."""
    found = []
    for i in range(len(a)):
        for j in range(len(b)):
            size = 0
            while i + size < len(a) and j + size < len(b) and a[i + size] == b[j + size]:
                size += 1
            if size >= seed and not (i and j and a[i - 1] == b[j - 1]):
                found.append((i, j, size))
    return found


def test_text_that_repeats_itself_is_tiled_one_by_one():
    """A table of one phrase a hundred times over, and a body longer than a sort key: both as
    tiling has them.
    """
    texts = ["享受补贴政策。" * 130, "给予享受补贴政策支持。", "享受补贴政策。" * 30000]
    clauses = pd.DataFrame({"clause_id": list("abc"), "heading": "", "text": texts})
    profiles = profile(clauses)

    found = score_pairs(profiles, ["b"], ["a"]).iloc[0]

    assert (found["longest_run"], found["substance_run"]) == (6, 6)
    assert score_pairs(profiles, ["b"], ["c"])["longest_run"][0] == 6
