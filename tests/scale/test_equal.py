"""The scale path against the study path on the same texts: all columns that can be equal are;
docs/scaling.md lists the others.
"""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from benchmarks import synthetic
from compare import schema
from compare.likeness.pairs import compare_clauses
from compare.scale.settings import Settings, tools
from compare.structure import parse_text
from serial_engine import Serial

SETTINGS = Settings(neighbours=400, floor=0.01, spans=True, batch=3000)
REALS = [
    "cosine_word",
    "cosine_char",
    "jaccard",
    "containment_ab",
    "containment_ba",
    "excess",
    "heading",
]
SHARED = (
    "（一）强化资金支持。对新认定的创业载体给予一次性奖励五十万元，{way}对首次创业者给予补贴。\n"
)


def records() -> list[dict[str, str]]:
    """Invented policy texts, to which clauses are added that documents copy from each other, with
    and without a bracket inside.
    """
    rows = list(synthetic.documents(8))
    ways = [
        "",
        "（责任单位：市财政局、市人力资源和社会保障局、市科学技术局，各县区人民政府及管委会）",
        "并",
        "同时",
    ]
    return [
        row | {"text": row["text"] + "\n附则\n" + SHARED.format(way=ways[k % 4])}
        for k, row in enumerate(rows)
    ]


@pytest.fixture(scope="module")
def both(tmp_path_factory) -> tuple[dict[str, pd.DataFrame], dict[str, pd.DataFrame]]:
    """Tables of both paths."""
    from compare.scale.run import run

    folder: Path = tmp_path_factory.mktemp("equal")
    rows = records()
    corpus = folder / "corpus.jsonl"
    corpus.write_text(
        "\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8"
    )
    run(corpus, folder / "out", SETTINGS, Serial())
    scaled = {path.stem: pd.read_parquet(path) for path in (folder / "out").glob("*.parquet")}
    parsed = [parse_text(row["id"], row["text"]) for row in rows]
    clauses = schema.CLAUSES.frame([row for one in parsed for row in one.rows])
    passages = {key: passage for one in parsed for key, passage in one.passages.items()}
    documents = pd.DataFrame({"doc_id": [row["id"] for row in rows]})
    pairs, spans = compare_clauses(
        documents, clauses, passages, words=tools(SETTINGS).registry.words()
    )
    return {"clauses": clauses, "pairs": pairs, "spans": spans}, scaled


def joined(both) -> pd.DataFrame:
    """Pairs that both list, columns of the scale path with ``_scale``."""
    study, scaled = both
    return study["pairs"].merge(scaled["pairs"], on=["a", "b"], suffixes=("", "_scale"))


def test_clauses_are_the_same(both):
    """Every column of every clause."""
    study, scaled = both

    pd.testing.assert_frame_equal(
        scaled["clauses"][list(study["clauses"])], study["clauses"], check_dtype=False
    )


def test_all_pairs_of_a_study_that_share_a_word_are_found(both):
    """With a low floor the search lists whatever a study lists, but for pairs without a common
    word.
    """
    study, scaled = both
    listed = set(zip(scaled["pairs"]["a"], scaled["pairs"]["b"], strict=True))

    missed = study["pairs"][
        [pair not in listed for pair in zip(study["pairs"]["a"], study["pairs"]["b"], strict=True)]
    ]

    assert len(joined(both)) > 100
    assert (missed["cosine_word"] < SETTINGS.floor + 1e-6).all()


def test_measures_and_excess_are_the_same(both):
    """Reals to the precision of float32, runs to the character."""
    pairs = joined(both)

    for name in REALS:
        assert pairs[f"{name}_scale"].to_numpy() == pytest.approx(
            pairs[name].to_numpy(), abs=2e-6
        ), name
    for name in ("longest_run", "substance_run"):
        assert list(pairs[f"{name}_scale"]) == list(pairs[name]), name


def test_verbatim_is_the_same_rule(both):
    """Copied is copied on both paths; what is adapted hangs on whole documents and may differ."""
    pairs = joined(both)

    assert list(pairs["level_scale"] == "verbatim") == list(pairs["level"] == "verbatim")
    assert (pairs["level"] == "verbatim").any()


def test_p_values_come_from_the_same_null(both):
    """The null is kept in bins of 0.0001, so a p-value may move by the few null pairs of a bin;
    never across the scale.
    """
    pairs = joined(both)

    assert pairs["p_value_scale"].to_numpy() == pytest.approx(pairs["p_value"].to_numpy(), abs=0.01)


def test_spans_are_the_same(both):
    """Every column; a bracket left out of a body parts the passage on both paths."""
    study, scaled = both
    listed = scaled["pairs"][["a", "b"]].merge(study["pairs"][["a", "b"]])
    order = ["a", "b", "a_begin"]
    left, right = (
        frame.merge(listed).sort_values(order, ignore_index=True)
        for frame in (study["spans"], scaled["spans"])
    )

    assert len(left) > 50
    pd.testing.assert_frame_equal(right[list(left)], left, check_dtype=False)
