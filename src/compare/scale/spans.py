"""Shared passages of near pairs, on request: where in the two files the same wording stands."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd


@lru_cache(maxsize=4)
def _ragged(folder: str, name: str, starts: str) -> tuple[np.ndarray, np.ndarray]:
    return np.load(Path(folder) / f"{name}.npy", mmap_mode="r"), np.load(
        Path(folder) / f"{starts}.npy", mmap_mode="r"
    )


def spans_of(
    folder: str, pairs: pd.DataFrame, rows_a: np.ndarray, rows_b: np.ndarray
) -> pd.DataFrame:
    """The spans table of `pairs`, whose clauses are the rows given; tiles as in
    `compare.likeness.tiles`.
    """
    from compare import schema
    from compare.likeness.shared_spans import unbroken
    from compare.likeness.tiles import positions, tile
    from compare.text.fold import fold

    texts, text_bounds = _ragged(folder, "texts", "text_bounds")
    places, _ = _ragged(folder, "places", "text_bounds")

    @lru_cache(maxsize=50_000)
    def text_of(row: int) -> str:
        return (
            texts[text_bounds[row] : text_bounds[row + 1]]
            .tobytes()
            .decode("utf-32-le", "surrogatepass")
        )

    @lru_cache(maxsize=50_000)
    def folded(row: int):
        return fold(text_of(row))

    @lru_cache(maxsize=50_000)
    def places_of(row: int) -> list[int]:
        return places[text_bounds[row] : text_bounds[row + 1]].tolist()

    @lru_cache(maxsize=5_000)
    def index(row: int) -> dict[str, list[int]]:
        return positions(folded(row).text)

    found = []
    for a_id, b_id, a, b in zip(
        pairs["a"], pairs["b"], rows_a.tolist(), rows_b.tolist(), strict=True
    ):
        fold_a, fold_b = folded(a), folded(b)
        for part in tile(fold_a.text, fold_b.text, index=index(b)):
            at_a, at_b = (
                fold_a.at[part.a_at : part.a_at + part.size],
                fold_b.at[part.b_at : part.b_at + part.size],
            )
            for first, end in unbroken(at_a, at_b, places_of(a), places_of(b)):
                found.append({
                    "a": a_id, "b": b_id,
                    "a_begin": places_of(a)[at_a[first]], "a_end": places_of(a)[at_a[end - 1]] + 1,
                    "b_begin": places_of(b)[at_b[first]], "b_end": places_of(b)[at_b[end - 1]] + 1,
                    "text": text_of(a)[at_a[first] : at_a[end - 1] + 1], "size": end - first,
                })  # fmt: skip
    return schema.SPANS.frame(found)
