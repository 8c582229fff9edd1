"""How far an automatic coding can be trusted: scores by code against a coding by hand, with
intervals.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from compare.base.intervals import CONFIDENCE, DRAWS, SEED, percentiles, resamples

PUBLISH = 0.8
"""F1 from which a code may stand in a table on its own (Krippendorff's threshold for alpha, used
for F1).
"""
LEAST = 3
"""Units that must have a code by hand before it can be judged at all."""
_COLUMNS = [
    "code", "found", "agreed", "precision", "recall", "f1", "low", "high", "kappa", "verdict",
]  # fmt: skip


def code_scores(
    found: pd.DataFrame,
    agreed: pd.DataFrame,
    either: pd.DataFrame | None = None,
    *,
    units: pd.Series,
    clusters: pd.Series | None = None,
    draws: int = DRAWS,
    level: float = CONFIDENCE,
    seed: int = SEED,
) -> pd.DataFrame:
    """Precision, recall and F1 of every code.

    Two passes of reading rarely agree on everything. So precision asks whether a code found was
    given by either pass, recall whether a code that both gave was found; where `either` is missing
    both use `agreed`.
    Intervals are percentile bootstrap intervals over clusters: whole clusters of units are drawn
    again.

    Parameters
    ----------
    found, agreed, either : DataFrame
        ``unit`` and ``code``, one row a code given to a unit.
    units : Series of str
        The units judged; others are left out. Its order is that of `clusters`.
    clusters : Series, optional
        The cluster of each unit (a document; an item, where there are too few documents). Default:
        each unit its own.
    draws, level, seed
        Of the bootstrap.

    Returns
    -------
    DataFrame
        ``code``, ``found``, ``agreed`` (units), ``precision``, ``recall``, ``f1`` (NaN where
        nothing is there to judge), ``low``, ``high`` (of F1), ``kappa`` (Cohen's, given by hand by
        both or not, over the units
        on which the passes agree), ``verdict``: ``publish``, ``not reliable`` or ``too few`` (see
        `PUBLISH`, `LEAST`). The last row, code ``all``, sums over codes (micro average; no kappa).
    """
    if not len(units):
        return pd.DataFrame(columns=_COLUMNS)
    either = agreed if either is None else either
    names = list(dict.fromkeys(units))
    codes = sorted({*found["code"], *agreed["code"], *either["code"]})
    machine, both, any_ = (_flags(frame, names, codes) for frame in (found, agreed, either))
    parts = np.stack([machine & any_, machine, machine & both, both]).astype(
        float
    )  # 4 × units × codes
    group, _ = pd.factorize(
        pd.Series(range(len(names))) if clusters is None else pd.Series(list(clusters))
    )
    sums = np.stack([_by_cluster(part, group) for part in parts])  # 4 × clusters × codes
    times = resamples(sums.shape[1], draws=draws, seed=seed)
    rows = []
    for number, code in enumerate([*codes, "all"]):
        own = sums[:, :, number] if code != "all" else sums.sum(axis=2)
        precision, recall, score = _scores(own.sum(axis=1))
        drawn = _scores(np.einsum("dc,kc->kd", times, own))[2]
        drawn = drawn[np.isfinite(drawn)]
        low, high = percentiles(drawn, confidence=level) if len(drawn) else (np.nan, np.nan)
        given, wanted = int(own[1].sum()), int(own[3].sum())
        rows.append(
            {
                "code": code,
                "found": given,
                "agreed": wanted,
                "precision": float(precision),
                "recall": float(recall),
                "f1": float(score),
                "low": float(low),
                "high": float(high),
                "kappa": _kappa(machine[:, number], both[:, number], any_[:, number])
                if code != "all"
                else np.nan,
                "verdict": "too few"
                if wanted < LEAST
                else "publish"
                if score >= PUBLISH
                else "not reliable",
            }
        )
    return pd.DataFrame(rows, columns=_COLUMNS)


def confusion(found: pd.Series, wanted: pd.Series) -> pd.DataFrame:
    """How often each code by hand (rows) met each automatic code (columns), over the units both
    have.

    Parameters
    ----------
    found, wanted : Series of str, indexed by unit
        One code a unit, such as the most central theme or the instrument.

    Returns
    -------
    DataFrame
        Counts; the same codes in rows and columns, sorted.
    """
    both = pd.concat({"by hand": wanted, "automatic": found}, axis=1).dropna()
    codes = sorted({*both["by hand"], *both["automatic"]})
    table = pd.crosstab(both["by hand"], both["automatic"])
    return table.reindex(index=codes, columns=codes, fill_value=0)


def _flags(frame: pd.DataFrame, units: list[str], codes: list[str]) -> np.ndarray:
    rows = {unit: number for number, unit in enumerate(units)}
    columns = {code: number for number, code in enumerate(codes)}
    out = np.zeros((len(units), len(codes)), dtype=bool)
    for unit, code in zip(frame["unit"], frame["code"], strict=True):
        if unit in rows:
            out[rows[unit], columns[code]] = True
    return out


def _by_cluster(values: np.ndarray, group: np.ndarray) -> np.ndarray:
    out = np.zeros((group.max() + 1 if len(group) else 0, values.shape[1]))
    np.add.at(out, group, values)
    return out


def _scores(sums: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Precision, recall and F1 from (hits in either, found, hits in both, agreed)."""
    right, found, hit, wanted = sums
    with np.errstate(divide="ignore", invalid="ignore"):
        precision = np.where(found > 0, right / found, np.nan)
        recall = np.where(wanted > 0, hit / wanted, np.nan)
        # A code never found has precision 0 where it was wanted, and the reverse.
        p = np.where(found > 0, precision, np.where(wanted > 0, 0.0, np.nan))
        r = np.where(wanted > 0, recall, np.where(found > right, 0.0, p))
        score = np.where(p + r > 0, 2 * p * r / (p + r), np.where(np.isfinite(p + r), 0.0, np.nan))
    return precision, recall, score


def _kappa(machine: np.ndarray, both: np.ndarray, either: np.ndarray) -> float:
    from compare.trust.agreement import cohen_kappa

    clear = both == either
    return cohen_kappa(list(machine[clear]), list(both[clear]))
