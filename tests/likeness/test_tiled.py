"""compare.likeness.tiled and shared_spans: many pairs at once, pair by pair what `tile` finds."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.likeness import tiled, tiles
from compare.likeness.measures import profile
from compare.likeness.pairs import compare_clauses
from compare.likeness.runs import Places, Runs, crossing, shared_runs
from compare.likeness.shared_spans import unbroken
from compare.likeness.tiles import MANY, NEAR, REACH, Tile, tile
from compare.text.passage import Passage
from mixed_clauses import corpus

PIECES = [
    "落实税收优惠政策",
    "支持高校毕业生创业",
    "建设创业园",
    "给予补贴",
    "甲",
    "乙丙",
    "一二三",
]
TEXT = st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join)
NOISE = st.text(alphabet="甲乙丙", max_size=40)


def profiles_of(texts: list[str]):
    rows = [
        {"clause_id": f"d{n}-1", "doc_id": f"d{n}", "heading": "", "text": text}
        for n, text in enumerate(texts)
    ]
    return profile(pd.DataFrame(rows))


def tiles_at_once(texts: list[str]) -> list[list[Tile]]:
    """Tiles of the first text with each other one."""
    profiles = profiles_of(texts)
    others = np.arange(1, len(texts))
    runs = shared_runs(
        profiles.copying, np.array([0]), Places.of(profiles.copying, others),
        np.ones((1, len(others)), dtype=bool),
    )  # fmt: skip
    by_pair = Runs(runs.b, runs.b, runs.a_at, runs.b_at, runs.size)
    rows = np.zeros(len(others), np.int64)
    shared = np.ones(len(others), dtype=bool)
    found = tiled.tiles_of_pairs(profiles, rows, others, by_pair, shared)
    return [
        [Tile(*one) for one in zip(found.a_at[own].tolist(), found.b_at[own].tolist(),
                                   found.size[own].tolist(), strict=True)]
        for own in (found.pair == n for n in range(len(others)))
    ]  # fmt: skip


@given(st.lists(TEXT | NOISE, min_size=2, max_size=6), st.integers(1, 60))
@settings(max_examples=150, deadline=None)
def test_tiles_of_many_pairs_are_those_of_each(texts, together):
    """Runs that meet, runs that go on beyond an insertion, and runs that do neither; however many
    are looked at together.
    """
    before, tiled._TOGETHER = tiled._TOGETHER, together
    try:
        found = tiles_at_once(texts)
    finally:
        tiled._TOGETHER = before
    folded = [body.text for body in profiles_of(texts).folded]

    assert found == [tile(folded[0], other) for other in folded[1:]]


def test_a_text_that_repeats_itself_is_tiled_alone():
    """Beyond `MANY` places of one seed the limit of `tile` holds."""
    texts = ["甲" * (MANY + 50), "乙" + "甲" * (MANY + 90)]

    assert tiles_at_once(texts) == [tile(*texts)]


def test_runs_that_take_the_same_characters():
    """In either text; neighbours that only touch do not meet."""
    pair = np.array([0, 0, 1, 1, 2, 2, 3])
    a_at = np.array([0, 6, 0, 5, 0, 20, 0])
    b_at = np.array([0, 6, 0, 40, 9, 4, 0])
    size = np.array([6, 6, 6, 6, 6, 6, 6])

    assert set(crossing(pair, a_at, b_at, size)) == {1, 2}


@given(NOISE, NOISE, st.booleans(), st.data())
@settings(max_examples=300, deadline=None)
def test_the_nearest_run_has_the_fewest_characters_before_it(a, b, forward, data):
    """As a look at every place within reach finds it: fewest skipped in both, then in the first."""
    place = st.integers(0, 40)
    anchor = Tile(min(data.draw(place), len(a)), min(data.draw(place), len(b)), 0)
    used = [bytearray(data.draw(st.sampled_from([0, 0, 0, 1])) for _ in text) for text in (a, b)]

    assert tiles._nearest(anchor, a, b, *used, forward=forward) == looked_for(
        anchor, a, b, *used, forward
    )


def looked_for(anchor, a, b, used_a, used_b, forward) -> Tile | None:
    """The nearest run by trying all places."""
    places = sorted(product(range(REACH + 1), repeat=2), key=lambda skips: (sum(skips), skips[0]))
    for skip_a, skip_b in places:
        size = 0
        while True:
            i = anchor.a_at + skip_a + size if forward else anchor.a_at - 1 - skip_a - size
            j = anchor.b_at + skip_b + size if forward else anchor.b_at - 1 - skip_b - size
            if not (0 <= i < len(a) and 0 <= j < len(b)) or a[i] != b[j] or used_a[i] or used_b[j]:
                break
            size += 1
        if size >= NEAR:
            first = (i - size, j - size) if forward else (i + 1, j + 1)
            return Tile(*first, size)
    return None


@pytest.mark.parametrize("seed", [1, 2])
def test_spans_are_cut_pair_by_pair(seed):
    """Ids, places in the file, text and size of every shared passage, and the share of each pair;
    a hole in the file ends a passage.
    """
    documents, clauses, passages = corpus(4, seed)
    holes = {
        key: Passage(one.text, one.raw, tuple(at + 50 * (n > 20) for n, at in enumerate(one.at)))
        for key, one in passages.items()
    }
    pairs, spans = compare_clauses(documents, clauses, holes)
    profiles = profile(clauses)
    rows = []
    for pair in pairs[pairs["longest_run"] > 0].itertuples():
        one, other = (profiles.folded[profiles.row[key]] for key in (pair.a, pair.b))
        a, b = holes[pair.a], holes[pair.b]
        for part in tile(one.text, other.text):
            at_a, at_b = (
                one.at[part.a_at : part.a_at + part.size],
                other.at[part.b_at : part.b_at + part.size],
            )
            for first, end in unbroken(at_a, at_b, a.at, b.at):
                text = a.text[at_a[first] : at_a[end - 1] + 1]
                cuts = [*a.cut(at_a[first], at_a[end - 1] + 1),
                        *b.cut(at_b[first], at_b[end - 1] + 1)]  # fmt: skip
                rows.append((pair.a, pair.b, *cuts, text, end - first))

    assert len(rows) > 50
    assert [tuple(row) for row in spans.to_numpy().tolist()] == rows
