"""How much of each document a theme covers, and how sure that share is."""

from __future__ import annotations

import numpy as np
import pandas as pd

from compare import schema
from compare.base.intervals import CONFIDENCE, DRAWS, SEED, ratio_interval


def theme_coverage(
    clauses: pd.DataFrame,
    themes: pd.DataFrame,
    *,
    codes: tuple[str, ...] = (),
    kinds: tuple[str, ...] = schema.KINDS,
    rank: int | None = None,
    draws: int = DRAWS,
    level: float = CONFIDENCE,
    seed: int = SEED,
) -> pd.DataFrame:
    """Share of each document that each theme covers, in clauses, characters and items.

    A clause with two themes counts for both, so shares of a document may add up to more than 1. An
    item is a numbered item of the text; where an item holds several paragraphs they are several
    clauses of one item.
    Intervals are percentile bootstrap intervals [1]_: the items of a document are drawn again with
    replacement, so that paragraphs of one item stay together. They say how far a share depends on
    the items that happen to stand in the document; the document itself is no sample.

    Parameters
    ----------
    clauses, themes : DataFrame
        Tables of `schema`.
    codes : tuple of str
        Themes in the order wanted; default: those that occur, sorted.
    kinds : tuple of str
        Kinds of clause that count.
    rank : int, optional
        Only themes of this rank or better (1 = the most central theme alone).
    draws, level, seed
        Draws and coverage of the bootstrap; the seed makes it repeatable.

    Returns
    -------
    DataFrame, one row a document and theme
        ``doc_id``, ``theme``, ``n_clauses``, ``n_items``, ``share_clauses``, ``low``, ``high``,
        ``share_chars``, ``low_chars``, ``high_chars``, ``share_items``; shares in [0, 1].

    References
    ----------
    .. [1] B. Efron and R. J. Tibshirani (1993), An Introduction to the Bootstrap, chapter 13.
    """
    counted = clauses[clauses["kind"].isin(kinds)]
    given = themes[themes["clause_id"].isin(counted["clause_id"])]
    given = given if rank is None else given[given["rank"] <= rank]
    codes = codes or tuple(sorted(given["theme"].unique()))
    has = given.assign(one=1).pivot_table(
        index="clause_id", columns="theme", values="one", aggfunc="max"
    )
    has = has.reindex(index=counted["clause_id"], columns=list(codes)).fillna(0)
    rows = []
    for doc_id, group in counted.groupby("doc_id", sort=False):
        flags = has.loc[group["clause_id"]].to_numpy(float)
        sizes = group["text"].str.len().to_numpy(float)
        item, _ = pd.factorize(item_of(group))
        weight = np.eye(item.max() + 1)[item]  # clauses x items
        low, high = ratio_interval(
            weight.T @ flags, weight.sum(0), draws=draws, confidence=level, seed=seed
        )
        low_chars, high_chars = ratio_interval(
            weight.T @ (flags * sizes[:, None]),
            weight.T @ sizes,
            draws=draws,
            confidence=level,
            seed=seed,
        )
        touched = (weight.T @ flags > 0).sum(0)
        for number, code in enumerate(codes):
            rows.append(
                {
                    "doc_id": doc_id,
                    "theme": code,
                    "n_clauses": int(flags[:, number].sum()),
                    "n_items": int(touched[number]),
                    "share_clauses": flags[:, number].mean(),
                    "low": low[number],
                    "high": high[number],
                    "share_chars": float(flags[:, number] @ sizes / max(sizes.sum(), 1)),
                    "low_chars": low_chars[number],
                    "high_chars": high_chars[number],
                    "share_items": touched[number] / weight.shape[1],
                }
            )
    columns = [
        "doc_id", "theme", "n_clauses", "n_items", "share_clauses", "low", "high", "share_chars",
        "low_chars", "high_chars", "share_items",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def item_of(clauses: pd.DataFrame) -> pd.Series:
    """The numbered item each clause belongs to: its path without the number of the paragraph."""
    return clauses["doc_id"] + ":" + clauses["path"].str.replace(r"#\d+$", "", regex=True)
