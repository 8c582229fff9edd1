"""What one document says more, or less, than the others: themes or words."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from compare.base.intervals import benjamini_hochberg

SIGNIFICANT = 0.05
"""Level of the corrected p-value below which a difference is called significant."""
_COLUMNS = [
    "doc_id", "feature", "count", "total", "rest", "rest_total", "g2", "log_ratio", "p_value",
    "p_corrected",
]  # fmt: skip


def theme_keyness(clauses: pd.DataFrame, themes: pd.DataFrame) -> pd.DataFrame:
    """Keyness of each theme in each document against all others: clauses that have it, of all
    clauses.

    Returns
    -------
    DataFrame
        As `keyness`; ``feature`` is the theme, counts are clauses.
    """
    totals = clauses.groupby("doc_id", sort=False).size()
    counts = themes.groupby(["theme", "doc_id"]).size().unstack(fill_value=0)
    return keyness(counts.reindex(columns=totals.index, fill_value=0), totals)


def word_keyness(
    clauses: pd.DataFrame, words: Iterable[Iterable[str]], *, least: int = 3
) -> pd.DataFrame:
    """Keyness of words: how many clauses of a document hold a word, against the other documents.

    Parameters
    ----------
    clauses : DataFrame
    words : iterable of iterables of str
        Words of each clause, in the order of `clauses` (see `compare.text.tokens.Tokenizer`). A
        word counts once a clause, so that one clause that repeats a name does not decide.
    least : int
        Words in fewer clauses of the whole corpus are left out.
    """
    pairs = [
        (word, doc_id)
        for doc_id, found in zip(clauses["doc_id"], words, strict=True)
        for word in sorted(set(found))
        if len(word) > 1
    ]
    totals = clauses.groupby("doc_id", sort=False).size()
    counts = (
        pd.DataFrame(pairs, columns=["word", "doc_id"])
        .groupby(["word", "doc_id"])
        .size()
        .unstack(fill_value=0)
    )
    counts = counts[counts.sum(axis=1) >= least]
    return keyness(counts.reindex(columns=totals.index, fill_value=0), totals)


def keyness(counts: pd.DataFrame, totals: pd.Series) -> pd.DataFrame:
    """Compare each document's share of a feature with that of all other documents together.

    The two-by-two table is (has it, has it not) × (this document, the others). ``g2`` is the
    log-likelihood ratio ``2 Σ O ln(O / E)`` [1]_, negative where the document has less than
    expected;
    ``log_ratio`` the binary logarithm of the ratio of the two shares, 0.5 added to every cell so
    that a zero stays finite. Corpora of a few dozen clauses are too small for the chi-square
    approximation, so
    ``p_value`` is Fisher's exact test, two-sided; ``p_corrected`` controls the false discovery
    rate over all tests of the call [2]_.

    Parameters
    ----------
    counts : DataFrame, features × documents
        In how many units (clauses) of a document a feature occurs.
    totals : Series, by document
        Units of each document.

    Returns
    -------
    DataFrame
        ``doc_id``, ``feature``, ``count``, ``total`` (of the document), ``rest``, ``rest_total``
        (of the others), ``g2``, ``log_ratio``, ``p_value``, ``p_corrected``; documents in the
        order of `totals`,
        most typical feature first.

    References
    ----------
    .. [1] T. Dunning (1993), Computational Linguistics 19(1), 61-74.
    .. [2] Y. Benjamini and Y. Hochberg (1995), J. R. Statist. Soc. B 57(1), 289-300.
    """
    from scipy.stats import fisher_exact

    rows = []
    everything, all_units = counts.sum(axis=1), int(totals.sum())
    for doc_id, total in totals.items():
        for feature, count, whole in zip(counts.index, counts[doc_id], everything, strict=True):
            rest, rest_total = int(whole) - int(count), all_units - int(total)
            table = np.array([[count, total - count], [rest, rest_total - rest]], dtype=float)
            smooth = table + 0.5
            rows.append(
                {
                    "doc_id": doc_id,
                    "feature": feature,
                    "count": int(count),
                    "total": int(total),
                    "rest": rest,
                    "rest_total": rest_total,
                    "g2": log_likelihood(table),
                    "log_ratio": float(np.log2(np.divide(*(smooth[:, 0] / smooth.sum(1))))),
                    "p_value": float(fisher_exact(table.astype(int)).pvalue),
                }
            )
    found = pd.DataFrame(rows, columns=_COLUMNS[:-1])
    # Sums of hypergeometric terms may end a rounding step above 1.
    found["p_value"] = found["p_value"].clip(0, 1)
    found["p_corrected"] = benjamini_hochberg(found["p_value"].to_numpy())
    order = {doc_id: number for number, doc_id in enumerate(totals.index)}
    found["order"] = found["doc_id"].map(order)
    found = found.sort_values(
        ["order", "g2", "feature"], ascending=[True, False, True], kind="stable"
    )
    return found[_COLUMNS].reset_index(drop=True)


def significant(found: pd.DataFrame) -> pd.DataFrame:
    """Rows of a `keyness` table whose corrected p-value lies below `SIGNIFICANT`."""
    return found[found["p_corrected"] < SIGNIFICANT].reset_index(drop=True)


def log_likelihood(table: np.ndarray) -> float:
    """Dunning's G² of a two-by-two table, negative where the first row has less than expected; 0
    ln 0 is 0.
    """
    table = np.asarray(table, dtype=float)
    expected = np.outer(table.sum(1), table.sum(0)) / max(table.sum(), 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(table > 0, table * np.log(table / expected), 0.0)
    return float(2 * terms.sum() * (1 if table[0, 0] >= expected[0, 0] else -1))
