"""Intervals and corrections, each once: bootstrap, Wilson, Benjamini–Hochberg, Holm, and the seed
of all draws.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

DRAWS = 2000
"""Resamples of a bootstrap, unless a caller asks for another number."""
SEED = 20180926
"""Any fixed number would do; this is the day of the 2018 document. Every random draw of the
package starts here.
"""
CONFIDENCE = 0.95
FEWEST = 10
"""Items below which a rate is given without an interval: of three or four items a resample tells
nothing.
"""


def resamples(n: int, *, draws: int = DRAWS, seed: int = SEED) -> np.ndarray:
    """How often each of `n` units is drawn in each resample: shape (draws, n), rows sum to n."""
    return np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=draws).astype(float)


def percentiles(
    drawn: np.ndarray, *, confidence: float = CONFIDENCE
) -> tuple[np.ndarray, np.ndarray]:
    """Lower and upper percentile of statistics drawn along the first axis [1]_.

    References
    ----------
    .. [1] B. Efron (1979), Bootstrap methods: another look at the jackknife. Annals of
       Statistics 7(1), 1-26.
    """
    tail = (1 - confidence) / 2
    low, high = np.quantile(drawn, [tail, 1 - tail], axis=0)
    return low, high


def mean_interval(
    values: Sequence[float] | np.ndarray,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    confidence: float = CONFIDENCE,
) -> tuple[float, float]:
    """Percentile bootstrap interval of a mean; NaN for fewer than `FEWEST` values."""
    values = np.asarray(values, dtype=float)
    if not len(values):
        return np.nan, np.nan
    low, high = ratio_interval(
        values[:, None], np.ones(len(values)), draws=draws, seed=seed, confidence=confidence
    )
    return float(low[0]), float(high[0])


def ratio_interval(
    parts: np.ndarray,
    sizes: np.ndarray,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    confidence: float = CONFIDENCE,
) -> tuple[np.ndarray, np.ndarray]:
    """Percentile bootstrap interval of column sums over a sum of sizes, whole rows drawn again.

    Parameters
    ----------
    parts : array, shape (n, k)
        What each row (a clause, or a cluster of clauses) gives to each of k numerators.
    sizes : array, shape (n,)
        What each row gives to the common denominator.

    Returns
    -------
    low, high : array, shape (k,)
        NaN where there are fewer than `FEWEST` rows.
    """
    if len(parts) < FEWEST:
        return np.full(parts.shape[1], np.nan), np.full(parts.shape[1], np.nan)
    times = resamples(len(parts), draws=draws, seed=seed)
    shares = (times @ parts) / np.maximum(times @ sizes, 1e-12)[:, None]
    return percentiles(shares, confidence=confidence)


def wilson(successes: int, n: int, *, z: float = 1.959963984540054) -> tuple[float, float]:
    """Wilson's score interval of a share, 95 % by default: honest also at 0 and 1 [1]_.

    References
    ----------
    .. [1] E. B. Wilson (1927), Probable inference, the law of succession, and statistical
       inference. Journal of the American Statistical Association 22, 209-212.

    Examples
    --------
    >>> [round(bound, 2) for bound in wilson(3, 3)]
    [0.44, 1.0]
    """
    centre = (successes + z * z / 2) / (n + z * z)
    half = z / (n + z * z) * (successes * (n - successes) / n + z * z / 4) ** 0.5
    return max(0.0, centre - half), min(1.0, centre + half)


def benjamini_hochberg(
    p: np.ndarray, counts: np.ndarray | None = None, *, tests: int | None = None
) -> np.ndarray:
    """p-values adjusted so that rejecting at q expects a share of at most q of false rejections
    [1]_.

    Parameters
    ----------
    p : array of float in [0, 1]
        May be the smallest of more values that were not kept.
    counts : array of int, optional
        How many tests had each value; default: one.
    tests : int, optional
        How many tests there were in all; default: the sum of `counts`.

    References
    ----------
    .. [1] Y. Benjamini and Y. Hochberg (1995), Controlling the false discovery rate. Journal of
       the Royal Statistical Society B 57(1), 289-300.
    """
    p = np.asarray(p, dtype=float)
    order = np.argsort(p, kind="stable")
    rank = np.arange(1, len(p) + 1) if counts is None else np.cumsum(np.asarray(counts)[order])
    n = tests if tests is not None else rank[-1] if len(rank) else 0
    adjusted = np.empty_like(p)
    adjusted[order] = np.minimum.accumulate((p[order] * (n / rank))[::-1])[::-1].clip(max=1)
    return adjusted


def holm(p: np.ndarray, counts: np.ndarray | None = None) -> np.ndarray:
    """p-values adjusted so that rejecting at q errs even once with probability of at most q [1]_.

    Parameters
    ----------
    p : array of float in [0, 1]
    counts : array of int, optional
        How many tests had each value; default: one.

    References
    ----------
    .. [1] S. Holm (1979), A simple sequentially rejective multiple test procedure. Scandinavian
       Journal of Statistics 6(2), 65-70.
    """
    p = np.asarray(p, dtype=float)
    order = np.argsort(p, kind="stable")
    number = np.ones(len(p), dtype=np.int64) if counts is None else np.asarray(counts)[order]
    scaled = p[order] * (number.sum() - np.cumsum(number) + number)
    adjusted = np.empty_like(p)
    adjusted[order] = np.maximum.accumulate(scaled).clip(max=1)
    return adjusted
