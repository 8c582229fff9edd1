"""How long it took until a passage was taken over: the share of places by days since its first use.

One row of events is a passage and a place at risk; places that had not taken it over when they were
last seen are censored, not counted as never.
"""

from __future__ import annotations

import warnings

import pandas as pd

COLUMNS = ("days", "at_risk", "taken_over", "share", "low", "high")


def time_to_adoption(events: pd.DataFrame, *, by: str = "") -> pd.DataFrame:
    """Share of places that have taken a passage over, by days since its first user.

    Parameters
    ----------
    events : DataFrame
        From `compare.adoption.cascade.adoption_events`.
    by : str
        A column of it: a curve a value. Default: one curve of all.

    Returns
    -------
    DataFrame
        A row a day on which something was taken over: `by` where it is given, ``days``,
        ``at_risk`` (rows still at risk on that day), ``taken_over`` (rows taken over on it),
        ``share`` (1 − S, Kaplan and Meier's estimate [1]_; 0–1), ``low`` and ``high`` (95 %, by
        the log-log transformation of Greenwood's variance; NaN where it is not defined).

    Notes
    -----
    The interval takes rows for independent. Those of one passage, or of one place, are not, so it
    is too narrow; for tests, give `events` to a survival library and cluster by ``first_clause``.

    References
    ----------
    .. [1] E. L. Kaplan and P. Meier (1958), Journal of the American Statistical Association
       53(282), 457-481.
    """
    if not by:
        return _curve(events)
    curves = [
        _curve(own).assign(**{by: value})
        for value, own in events.groupby(by, sort=True)
        if len(own)
    ]
    empty = pd.DataFrame(columns=[by, *COLUMNS])
    return pd.concat(curves, ignore_index=True)[[by, *COLUMNS]] if curves else empty


def _curve(events: pd.DataFrame) -> pd.DataFrame:
    took = events["event"] == 1
    if not took.any():
        return pd.DataFrame(columns=list(COLUMNS))
    import numpy as np
    from scipy.stats import CensoredData, ecdf

    survival = ecdf(CensoredData.right_censored(events["days"], ~took)).sf
    # At 0 and 1 the transformation divides by zero: no interval there, and no warning either.
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore", RuntimeWarning)
        between = survival.confidence_interval(method="log-log")
    out = pd.DataFrame(
        {
            "days": survival.quantiles,
            "share": 1 - survival.probabilities,
            "low": 1 - between.high.probabilities,
            "high": 1 - between.low.probabilities,
        }
    )
    out["at_risk"] = [int((events["days"] >= day).sum()) for day in out["days"]]
    out["taken_over"] = [int((took & (events["days"] == day)).sum()) for day in out["days"]]
    return out.loc[out["taken_over"] > 0, list(COLUMNS)].reset_index(drop=True)
