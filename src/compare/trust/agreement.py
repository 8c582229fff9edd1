"""How far coders agree beyond chance: kappa, alpha, sets of codes, boundaries."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import chain
from typing import Any, Literal

import numpy as np
import pandas as pd

Span = tuple[int, int]
Level = Literal["nominal", "ordinal", "interval", "ratio"]
Distances = Callable[[list[Any], np.ndarray], np.ndarray]
"""Distance of any two of the codes given, which may depend on how often each is given."""


def cohen_kappa(one: Sequence[Hashable], other: Sequence[Hashable]) -> float:
    """Cohen's kappa of two coders on the same units, ``(p_o - p_e) / (1 - p_e)`` [1]_.

    1 = they agree on every unit, 0 = as often as chance, negative = less. NaN where both used one
    and the same single code, for then chance agreement is 1 and the measure is not defined.

    References
    ----------
    .. [1] J. Cohen (1960), Educational and Psychological Measurement 20(1), 37-46.
    """
    if len(one) != len(other):
        raise ValueError(
            f"the coders have {len(one)} and {len(other)} units; kappa needs the same units."
        )
    if not one or len({*one, *other}) < 2:
        return float("nan")
    from sklearn.metrics import cohen_kappa_score

    return float(cohen_kappa_score([str(code) for code in one], [str(code) for code in other]))


def krippendorff_alpha(codings: pd.DataFrame, *, level: Level = "nominal") -> float:
    """Krippendorff's alpha of any number of coders, with gaps [1]_.

    Parameters
    ----------
    codings : DataFrame, units × coders
        One code a cell; a missing value where a coder did not judge a unit.
    level : {"nominal", "ordinal", "interval", "ratio"}
        For all but nominal the codes must be numbers.

    Returns
    -------
    float
        1 = perfect, 0 = chance, negative = systematic disagreement; NaN where fewer than two codes
        occur or no unit was judged twice. Krippendorff advises to publish from 0.8, and to draw
        only tentative
        conclusions from 0.667.

    References
    ----------
    .. [1] K. Krippendorff (2018), Content Analysis, 4th ed., chapter 12.
    """
    units = [[code for code in row if not pd.isna(code)] for row in codings.to_numpy(object)]
    return _alpha(units, _DISTANCES[level])


def masi_distance(one: frozenset[str], other: frozenset[str]) -> float:
    """Distance of two sets of codes: 1 − Jaccard × monotonicity [1]_; 0 = equal, 1 = disjoint.

    Monotonicity is 1 for equal sets, 2/3 where one holds the other, 1/3 where they overlap, else 0.

    References
    ----------
    .. [1] R. Passonneau (2006), Measuring agreement on set-valued items, LREC.
    """
    if one == other:
        return 0.0
    shared = one & other
    monotonicity = 2 / 3 if shared in (one, other) else 1 / 3
    return 1 - monotonicity * len(shared) / len(one | other) if shared else 1.0


def set_alpha(
    codings: pd.DataFrame,
    *,
    distance: Callable[[frozenset[str], frozenset[str]], float] = masi_distance,
) -> float:
    """Krippendorff's alpha where each coder gives a unit a set of codes.

    ``1 - D_o / D_e``: the mean distance of two codings of one unit over that of any two codings.

    Parameters
    ----------
    codings : DataFrame, units × coders
        A ``frozenset`` a cell (the empty set is a judgement), or a missing value.
    distance : callable
        Default `masi_distance`.
    """
    units = [[code for code in row if isinstance(code, frozenset)] for row in codings.to_numpy()]
    return _alpha(units, lambda sets, _: np.array([[distance(a, b) for b in sets] for a in sets]))


def _alpha(units: Sequence[Sequence[Hashable]], distances: Distances) -> float:
    """``1 - D_o / D_e`` over units that were judged twice or more: the one alpha of every scale."""
    units = [codes for codes in units if len(codes) >= 2]
    column = {code: k for k, code in enumerate(dict.fromkeys(chain.from_iterable(units)))}
    if len(column) < 2:
        return float("nan")
    held = np.zeros((len(units), len(column)))  # how often each unit was given each code
    for row, codes in zip(held, units, strict=True):
        np.add.at(row, [column[code] for code in codes], 1)
    times = held.sum(axis=0)
    apart = distances(list(column), times)
    observed = (((held @ apart) * held).sum(axis=1) / (held.sum(axis=1) - 1)).sum()
    expected = times @ apart @ times
    return float(1 - observed * (times.sum() - 1) / expected) if expected else float("nan")


def _nominal(codes: Sequence[Any], times: np.ndarray) -> np.ndarray:
    return 1 - np.eye(len(codes))


def _interval(codes: Sequence[Any], times: np.ndarray) -> np.ndarray:
    values = np.array(codes, dtype=float)
    return np.subtract.outer(values, values) ** 2


def _ordinal(codes: Sequence[Any], times: np.ndarray) -> np.ndarray:
    """Interval distances of the middle ranks: what lies between two codes is how often the codes
    between them, and half of their own, were given.
    """
    order = np.argsort(np.array(codes, dtype=float))
    ranks = np.empty(len(codes))
    ranks[order] = np.cumsum(times[order]) - times[order] / 2
    return _interval(list(ranks), times)


def _ratio(codes: Sequence[Any], times: np.ndarray) -> np.ndarray:
    values = np.array(codes, dtype=float)
    total = np.add.outer(values, values)
    share = np.divide(np.subtract.outer(values, values), total, out=0 * total, where=total != 0)
    return share**2


_DISTANCES: dict[Level, Distances] = {
    "nominal": _nominal,
    "ordinal": _ordinal,
    "interval": _interval,
    "ratio": _ratio,
}


def unitizing(
    one: Iterable[Span], other: Iterable[Span], *, length: int, tolerance: int = 0
) -> dict[str, float]:
    """How far two coders cut the same units out of a text.

    Parameters
    ----------
    one, other : iterables of (begin, end)
        Units of each coder, characters, end exclusive.
    length : int
        Characters of the text.
    tolerance : int
        Boundaries this many characters apart count as one for ``boundaries``.

    Returns
    -------
    dict
        ``units`` (F1 of units with both ends the same), ``boundaries`` (F1 of single boundaries
        within `tolerance`, each used once) and ``alpha`` (Krippendorff's alpha on whether each
        character lies
        in a unit, the |uα of [1]_; NaN where all or no characters do).

    References
    ----------
    .. [1] K. Krippendorff, Y. Mathet, S. Bouvry and A. Widlöcher (2016), Quality & Quantity 50,
       2347-2364.
    """
    first, second = sorted(set(one)), sorted(set(other))
    inside = np.zeros((2, length))
    for coder, spans in enumerate((first, second)):
        for begin, end in spans:
            inside[coder, begin:end] = 1
    edges = [sorted({edge for span in spans for edge in span}) for spans in (first, second)]
    return {
        "units": f1(len(set(first) & set(second)), len(first), len(second)),
        "boundaries": f1(_paired(edges[0], edges[1], tolerance), len(edges[0]), len(edges[1])),
        "alpha": krippendorff_alpha(pd.DataFrame(inside.T)),
    }


def _paired(one: list[int], other: list[int], tolerance: int) -> int:
    """Boundaries of `one` that have a partner in `other`, each partner used once; both sorted."""
    pairs = position = 0
    for edge in one:
        while position < len(other) and other[position] < edge - tolerance:
            position += 1
        if position < len(other) and other[position] <= edge + tolerance:
            pairs += 1
            position += 1
    return pairs


def f1(hits: float, found: float, wanted: float) -> float:
    """Harmonic mean of hits / found and hits / wanted; NaN where nothing was found or wanted."""
    return 2 * hits / (found + wanted) if found + wanted else float("nan")
