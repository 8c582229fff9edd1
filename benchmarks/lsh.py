"""What a candidate index finds of the exact neighbours: `python -m benchmarks.lsh CLAUSES.parquet
N`.

MinHash signatures of the word sets (datasketch, 128 permutations), grouped into bands: two clauses
are candidates when they agree in a whole band. Recall is the share of the exact pairs (cosine at
least 0.3, ten a clause) that are candidates.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

import numpy as np

PERMUTATIONS = 128
BANDS = (64, 32, 16, 8)
CLASSES = ((0.3, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 1.01))


def main() -> None:
    """Print a table of recall by similarity, candidates and time, for each number of bands."""
    import pandas as pd
    from datasketch import MinHash

    from benchmarks.stages import my_vectors
    from compare.scale.bags import bag_words
    from compare.scale.neighbours import nearest
    from compare.text.tokens import Tokenizer

    texts = [text for text in pd.read_parquet(Path(sys.argv[1]), columns=["text"])["text"] if text]
    random.Random(1).shuffle(texts)
    n = min(int(sys.argv[2]), len(texts))
    bags = bag_words(texts[:n], Tokenizer())
    matrix = my_vectors([bags])
    nearest(matrix[:50])
    since = time.perf_counter()
    rows, others, scores = nearest(matrix)
    exact_seconds = time.perf_counter() - since
    words = [term.encode() for term in bags.terms]
    since = time.perf_counter()
    sets = [
        [words[k] for k in bags.columns[bags.starts[row] : bags.starts[row + 1]]]
        for row in range(n)
    ]
    signatures = np.vstack(
        [sketch.hashvalues for sketch in MinHash.generator(sets, num_perm=PERMUTATIONS, seed=1)]
    )
    signing = time.perf_counter() - since
    print(
        f"{n:,} clauses; exact: {exact_seconds:.1f} s, {len(rows):,} neighbours; "
        f"signatures: {signing:.1f} s\n"
    )
    head = " | ".join(f"recall {low:.1f}–{min(high, 1):.1f}" for low, high in CLASSES)
    print(
        f"| bands × rows | {head} | recall of all | candidates a clause | of all pairs | "
        f"grouping, s |"
    )
    print("|---|" + "---:|" * (len(CLASSES) + 4))
    for bands in BANDS:
        since = time.perf_counter()
        keys = band_keys(signatures, bands)
        grouping = time.perf_counter() - since
        hit = (keys[rows] == keys[others]).any(axis=1)
        shares = [
            f"{hit[(scores >= low) & (scores < high)].mean():.2f}"
            if ((scores >= low) & (scores < high)).any()
            else ""
            for low, high in CLASSES
        ]
        candidates = sampled_candidates(keys)
        print(
            f"| {bands} × {PERMUTATIONS // bands} | {' | '.join(shares)} | "
            f"{hit.mean():.3f} | {candidates:,.0f} | {candidates / n:.1%} | "
            f"{grouping:.1f} |"
        )


def band_keys(signatures: np.ndarray, bands: int) -> np.ndarray:
    """A number for each row and band; equal where the whole band is equal."""
    width = PERMUTATIONS // bands
    return np.column_stack(
        [
            np.unique(
                signatures[:, band * width : (band + 1) * width], axis=0, return_inverse=True
            )[1].ravel()
            for band in range(bands)
        ]
    )


def sampled_candidates(keys: np.ndarray, sample: int = 500) -> float:
    """Candidates a row, averaged over a sample of rows."""
    chosen = np.random.default_rng(1).choice(len(keys), min(sample, len(keys)), replace=False)
    return float(np.mean([(keys == keys[row]).any(axis=1).sum() - 1 for row in chosen]))


if __name__ == "__main__":
    main()
