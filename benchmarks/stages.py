"""One measurement a process: `python -m benchmarks.stages NAME FOLDER N` does one job and prints
what it took.

``mine.*`` are ours, all others what a user would do instead. Every job gets the same clauses
(``clauses.json`` in FOLDER). Start-up and imports are outside the clock, except in ``command``,
``plain`` and ``five``, where they are the point.
"""

from __future__ import annotations

import itertools
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

TOP, FLOOR = 10, 0.3


def read_clauses(folder: Path, n: int) -> list[str]:
    """The first `n` clauses of the sample."""
    return json.loads((folder / "clauses.json").read_text(encoding="utf-8"))[:n]


def jieba_tokens(texts: list[str]) -> list[list[str]]:
    """What everybody does: one clause after the other, punctuation dropped."""
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()
    return [[token for token in jieba.lcut(text) if any(map(str.isalnum, token))] for text in texts]


def sklearn_vectors(tokens: list[list[str]]) -> Any:
    """TfidfVectorizer on lists of words, with the weights of `compare.text.weights`."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(analyzer=_same, sublinear_tf=True, dtype=np.float32).fit_transform(
        tokens
    )


def _same(tokens: list[str]) -> list[str]:
    return tokens


def topn_neighbours(matrix: Any) -> Any:
    """sparse_dot_topn on both cores."""
    from sparse_dot_topn import sp_matmul_topn

    return sp_matmul_topn(
        matrix, matrix.T.tocsr(), top_n=TOP + 3, threshold=FLOOR, n_threads=2, sort=True
    )


def brute_neighbours(matrix: Any) -> Any:
    """scikit-learn's NearestNeighbors."""
    from sklearn.neighbors import NearestNeighbors

    return (
        NearestNeighbors(n_neighbors=TOP + 1, metric="cosine", algorithm="brute", n_jobs=2)
        .fit(matrix)
        .kneighbors(matrix)
    )


def my_tokens(texts: list[str]) -> list[Any]:
    """Both cores, in parts as a run over a corpus makes them."""
    from compare.scale.engines import LocalEngine

    engine = LocalEngine(2)
    size = max(len(texts) // 8, 1)
    try:
        found = {
            task[1]: bags
            for task, bags in engine.run(
                _count, [(texts[k : k + size], k) for k in range(0, len(texts), size)]
            )
        }
    finally:
        engine.close()
    return [found[k] for k in sorted(found)]


_TOKENIZER: Any = None


def _count(texts: list[str], _place: int) -> Any:
    from compare.scale.bags import bag_words
    from compare.text.tokens import Tokenizer

    global _TOKENIZER
    _TOKENIZER = _TOKENIZER or Tokenizer()
    return bag_words(texts, _TOKENIZER)


def my_vectors(parts: list[Any]) -> Any:
    """Document frequencies reduced over parts, then weights."""
    from compare.scale.bags import common_terms
    from compare.scale.weights import idf_of, place_terms, stack, weigh

    terms, df = common_terms((part.terms, part.df()) for part in parts)
    idf = idf_of(df, sum(len(part.starts) - 1 for part in parts))
    return stack(weigh(part, place_terms(part.terms, terms), idf) for part in parts)


def my_neighbours(matrix: Any) -> Any:
    """The exact search of `compare.scale.neighbours` on both cores."""
    from compare.scale.neighbours import nearest

    return nearest(matrix, top=TOP, floor=FLOOR, threads=2)


def scores_of_topn(product: Any) -> list[Any]:
    """Scores of the ten best of each row, the row itself left out."""
    rows = []
    for row in range(product.shape[0]):
        held = slice(product.indptr[row], product.indptr[row + 1])
        others = product.indices[held] != row
        rows.append(np.sort(product.data[held][others])[::-1][:TOP])
    return rows


def scores_of_mine(found: Any, n: int) -> list[Any]:
    """The same of our result."""
    rows, _, scores = found
    starts = np.searchsorted(rows, np.arange(n + 1))
    return [scores[starts[row] : starts[row + 1]] for row in range(n)]


def recall(mine: list[Any], exact: list[Any]) -> float:
    """Share of the exact top ten that we have, by score: among equals any is right."""
    held = total = 0
    for row, best in zip(mine, exact, strict=True):
        total += len(best)
        k = min(len(row), len(best))
        held += int((np.abs(row[:k] - best[:k]) < 1e-5).sum())
    return held / max(total, 1)


def spans(folder: Path, n: int, mine: bool) -> dict[str, float]:
    """Shared passages of pairs of clauses; difflib without its junk heuristics, which loses common
    characters.
    """
    from difflib import SequenceMatcher

    from compare.likeness.tiles import tile
    from compare.text.fold import fold

    texts = [fold(text).text for text in read_clauses(folder, 4 * n) if len(text) > 60][: n + 1]
    pairs = [(a, a[len(a) // 3 :] + b[: len(b) // 2]) for a, b in itertools.pairwise(texts)]
    since = time.perf_counter()
    if mine:
        sizes = [sum(part.size for part in tile(a, b)) for a, b in pairs]
    else:
        blocks = [
            SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks() for a, b in pairs
        ]
        sizes = [sum(block.size for block in found if block.size >= 6) for found in blocks]
    return {
        "seconds": time.perf_counter() - since,
        "found": float(sum(sizes)),
        "pairs": float(len(pairs)),
    }


def scatter_rate() -> float:
    """Multiply-adds a second and core into an array of block size, at places in ascending order:
    the search's speed of light.
    """
    import numba

    @numba.njit(nogil=True)
    def scatter(places: Any, weights: Any, sums: Any, times: int) -> None:
        for _ in range(times):
            for k in range(len(places)):
                sums[places[k]] += weights[k] * np.float32(0.5)

    places = np.sort(np.random.default_rng(0).choice(32_768, 4_096, replace=False)).astype(np.int32)
    weights, sums = np.ones(4_096, np.float32), np.zeros(32_768, np.float32)
    scatter(places, weights, sums, 1)
    best = 0.0
    for _ in range(5):
        since = time.perf_counter()
        scatter(places, weights, sums, 20_000)
        best = max(best, 20_000 * 4_096 / (time.perf_counter() - since))
    return best


def timed(told: dict[str, float], step: str, job: Callable[[], Any]) -> Any:
    """Run a step; write its seconds and those of the processor (all threads, and processes it
    started and ended) into `told`.
    """
    since, used = time.perf_counter(), cpu_seconds()
    result = job()
    told[step], told[f"{step}_cpu"] = time.perf_counter() - since, cpu_seconds() - used
    return result


def cpu_seconds() -> float:
    """Seconds of the processor that this process and its ended children took."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def theirs(folder: Path, n: int) -> dict[str, float]:
    """jieba, TfidfVectorizer, sparse_dot_topn: seconds of each step; keeps the scores for the
    comparison.
    """
    import jieba  # noqa: F401
    import sklearn.feature_extraction.text  # noqa: F401
    import sparse_dot_topn  # noqa: F401

    texts = read_clauses(folder, n)
    told: dict[str, float] = {}
    tokens = timed(told, "tokens", lambda: jieba_tokens(texts))
    matrix = timed(told, "vectors", lambda: sklearn_vectors(tokens))
    product = timed(told, "neighbours", lambda: topn_neighbours(matrix))
    exact = scores_of_topn(product)
    np.savez(
        folder / f"exact-{n}.npz", scores=np.concatenate(exact), sizes=[len(row) for row in exact]
    )
    return {**told, "clauses": float(n)}


def ours(folder: Path, n: int) -> dict[str, float]:
    """The same three steps; recall against what `theirs` found."""
    import scipy.sparse  # noqa: F401

    from compare.scale import kernel  # noqa: F401

    texts = read_clauses(folder, n)
    told: dict[str, float] = {}
    parts = timed(told, "tokens", lambda: my_tokens(texts))
    matrix = timed(told, "vectors", lambda: my_vectors(parts))
    my_neighbours(matrix[:50])  # compiled code is read from its cache
    found = timed(told, "neighbours", lambda: my_neighbours(matrix))
    if (folder / f"exact-{n}.npz").exists():
        with np.load(folder / f"exact-{n}.npz") as exact:
            rows = np.split(exact["scores"], np.cumsum(exact["sizes"])[:-1])
        told["recall"] = recall(scores_of_mine(found, n), rows)
    return {**told, "clauses": float(n), "pairs": float(len(found[0]))}


def brute(folder: Path, n: int) -> dict[str, float]:
    """NearestNeighbors on the same vectors."""
    matrix = my_vectors(my_tokens(read_clauses(folder, n)))
    import sklearn.neighbors  # noqa: F401

    told: dict[str, float] = {}
    timed(told, "neighbours", lambda: brute_neighbours(matrix))
    return told


STAGES: dict[str, Callable[[Path, int], dict[str, float]]] = {
    "theirs": theirs,
    "ours": ours,
    "brute": brute,
    "spans.mine": lambda folder, n: spans(folder, n, True),
    "spans.difflib": lambda folder, n: spans(folder, n, False),
    "scatter": lambda folder, n: {"rate": scatter_rate()},
}

if __name__ == "__main__":
    name, folder, number = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    print(json.dumps(STAGES[name](folder, number)))
