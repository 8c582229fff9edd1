"""Measures over the table `agencies`: how often, in which role, how concentrated, and how cities
differ.

All take the tables as they are and return tidy frames. Shares always come with the number of
clauses they rest on and, where asked, a bootstrap interval over clauses. The unit is the clause: a
family that a
clause names three times counts once in `clauses`, three times in `mentions`.

Bodies in attributions, in cells of tables and in running text are different evidence. Every
measure rests on one kind,
``where``, attributions unless told otherwise; ``where="any"`` takes all together, and only by
saying so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from compare.agencies.kinds import ROLES, documents_of, select
from compare.base.intervals import (
    DRAWS,
    FEWEST,
    SEED,
    mean_interval,
    percentiles,
    resamples,
    wilson,
)

if TYPE_CHECKING:
    pass


def family_frequency(
    agencies: pd.DataFrame,
    clauses: pd.DataFrame,
    *,
    by: str = "family",
    where: str = "attribution",
    generic: bool = True,
    draws: int = DRAWS,
    seed: int = SEED,
) -> pd.DataFrame:
    """How often each document names each family.

    Parameters
    ----------
    agencies, clauses : DataFrame
        Tables of `compare.schema`.
    by : str
        Column to count by: ``family``, ``agency`` or ``today``.
    where : {"attribution", "table", "text", "any"}
        Which rows count; any = all together.
    generic : bool
        Whether 有关部门 and its like count.
    draws, seed : int
        Bootstrap: resamples of the document's clauses, and the seed.

    Returns
    -------
    DataFrame
        One row a document and family, the most named first within a document: ``doc_id``, `by`,
        ``mentions`` (rows), ``clauses`` (clauses that name it), ``n`` (clauses of the document
        that name anybody), ``share`` = clauses / n, ``low``, ``high`` (95 % percentile bootstrap
        interval of the share
        over clauses [1]_; of no width at 0 and 1, NaN below `FEWEST` clauses),
        ``wilson_low``, ``wilson_high`` (Wilson's
        interval [3]_, honest there too), ``fractional`` (each clause gives 1 in all, 1/k to each
        of its k bodies [2]_),
        ``lead``, ``support``, ``responsible`` (mentions by role), ``lead_clauses`` (clauses it
        leads).

    References
    ----------
    .. [1] B. Efron and R. Tibshirani (1993), An Introduction to the Bootstrap, ch. 13.
    .. [2] M. Gauffriau (2021), Counting methods introduced into the bibliometric research
       literature, QSS 2(3).
    .. [3] E. Wilson (1927), Journal of the American Statistical Association 22, 209-212.
    """
    rows = select(agencies, where=where, generic=generic)
    out = []
    for doc_id in documents_of(clauses):
        part = rows[rows["doc_id"] == doc_id]
        if part.empty:
            continue
        presence = presence_of(part, by)
        low, high = _share_interval(presence.to_numpy(float), draws, seed)
        weights = 1 / part.groupby("clause_id")["begin"].transform("size")
        fractional = weights.groupby(part[by]).sum()
        roles = (
            part.groupby([by, "role"])
            .size()
            .unstack("role")
            .reindex(columns=list(ROLES))
            .fillna(0)
            .astype(int)
        )
        led = part[part["role"] == "lead"].groupby(by)["clause_id"].nunique()
        for position, name in enumerate(presence.columns):
            count = int(presence[name].sum())
            out.append(
                {
                    "doc_id": doc_id,
                    by: name,
                    "mentions": int((part[by] == name).sum()),
                    "clauses": count,
                    "n": len(presence),
                    "share": count / len(presence),
                    "low": low[position],
                    "high": high[position],
                    **dict(
                        zip(
                            ("wilson_low", "wilson_high"),
                            _wilson(count, len(presence)),
                            strict=True,
                        )
                    ),
                    "fractional": float(fractional[name]),
                    **{role: int(roles[role][name]) for role in ROLES},
                    "lead_clauses": int(led.get(name, 0)),
                }
            )
    columns = [
        "doc_id", by, "mentions", "clauses", "n", "share", "low", "high", "wilson_low",
        "wilson_high", "fractional", *ROLES, "lead_clauses",
    ]  # fmt: skip
    table = pd.DataFrame(out, columns=columns)
    order = {doc_id: number for number, doc_id in enumerate(documents_of(clauses))}
    keys = table.assign(_order=table["doc_id"].map(order)).sort_values(
        ["_order", "clauses", by], ascending=[True, False, True], kind="stable"
    )
    return keys.drop(columns="_order").reset_index(drop=True)


def clause_burden(
    agencies: pd.DataFrame,
    clauses: pd.DataFrame,
    *,
    where: str = "attribution",
    draws: int = DRAWS,
    seed: int = SEED,
) -> pd.DataFrame:
    """How many bodies a clause names, in the rows that `where` selects.

    Returns
    -------
    DataFrame
        One row a document: ``doc_id``, ``clauses``, ``named`` (clauses that name anybody),
        ``share_named``,
        ``bodies`` (rows), ``mean`` bodies per named clause with ``low`` and ``high`` (95 %
        bootstrap over clauses), ``median``, ``most``, ``alone`` (clauses with one body only),
        ``led`` (clauses with a lead).
    """
    rows = select(agencies, where=where)
    out = []
    for doc_id in documents_of(clauses):
        part = rows[rows["doc_id"] == doc_id]
        counts = part.groupby("clause_id").size().to_numpy()
        total = int((clauses["doc_id"] == doc_id).sum())
        low, high = mean_interval(counts, draws=draws, seed=seed)
        out.append(
            {
                "doc_id": doc_id,
                "clauses": total,
                "named": len(counts),
                "share_named": len(counts) / total if total else np.nan,
                "bodies": len(part),
                "mean": counts.mean() if len(counts) else np.nan,
                "low": low,
                "high": high,
                "median": float(np.median(counts)) if len(counts) else np.nan,
                "most": int(counts.max()) if len(counts) else 0,
                "alone": int((counts == 1).sum()),
                "led": int(part.loc[part["role"] == "lead", "clause_id"].nunique()),
            }
        )
    return pd.DataFrame(out)


def concentration(
    agencies: pd.DataFrame,
    clauses: pd.DataFrame,
    *,
    by: str = "family",
    where: str = "attribution",
    generic: bool = False,
) -> pd.DataFrame:
    """How evenly work is spread over families, from fractional counts p (shares that add up to 1).

    Returns
    -------
    DataFrame
        One row a document: ``doc_id``, ``families``, ``n`` (clauses behind it), ``top``,
        ``top_share``,
        ``top3_share``, ``hhi`` = Σp² (1/families = even, 1 = one family has all;
        Herfindahl–Hirschman),
        ``entropy`` = −Σ p ln p / ln families (1 = even, 0 = one family), ``gini`` (0 = even).
    """
    table = family_frequency(agencies, clauses, by=by, where=where, generic=generic, draws=0)
    out = []
    for doc_id, part in table.groupby("doc_id", sort=False):
        share = np.sort(part["fractional"].to_numpy() / part["fractional"].sum())[::-1]
        k = len(share)
        rank = np.arange(1, k + 1)
        lead = part.sort_values(["fractional", by], ascending=[False, True]).iloc[0]
        out.append(
            {
                "doc_id": doc_id,
                "families": k,
                "n": int(part["n"].iloc[0]),
                "top": lead[by],
                "top_share": share[0],
                "top3_share": share[:3].sum(),
                "hhi": float((share**2).sum()),
                "entropy": float(-(share * np.log(share)).sum() / np.log(k)) if k > 1 else 0.0,
                "gini": float(((2 * rank - k - 1) * share[::-1]).sum() / k) if k else np.nan,
            }
        )
    return pd.DataFrame(
        out,
        columns=[
            "doc_id",
            "families",
            "n",
            "top",
            "top_share",
            "top3_share",
            "hhi",
            "entropy",
            "gini",
        ],
    )


def family_themes(
    agencies: pd.DataFrame,
    themes: pd.DataFrame,
    *,
    by: str = "family",
    primary: bool = False,
    where: str = "attribution",
) -> pd.DataFrame:
    """Which families work on which themes, over all documents.

    Parameters
    ----------
    primary : bool
        Count only the most central theme of each clause.

    Returns
    -------
    DataFrame
        One row a family and theme that meet: `by`, ``theme``, ``clauses`` (clauses with both),
        ``of_family`` (its share of the family's clauses), ``of_theme`` (its share of the theme's
        clauses), ``lift`` = clauses · N /
        (clauses of the family · clauses of the theme), N = clauses with a body and a theme; 1 = as
        often as chance would have it.
    """
    coded = themes[themes["rank"] == 1] if primary else themes
    left = select(agencies, where=where, generic=False)[["clause_id", by]].drop_duplicates()
    both = left.merge(coded[["clause_id", "theme"]].drop_duplicates(), on="clause_id")
    columns = [by, "theme", "clauses", "of_family", "of_theme", "lift"]
    if both.empty:
        return pd.DataFrame(columns=columns)
    total = both["clause_id"].nunique()
    of_family, of_theme = (
        both.groupby(by)["clause_id"].nunique(),
        both.groupby("theme")["clause_id"].nunique(),
    )
    table = both.groupby([by, "theme"], as_index=False).size().rename(columns={"size": "clauses"})
    family, theme = table[by].map(of_family), table["theme"].map(of_theme)
    table["of_family"], table["of_theme"] = table["clauses"] / family, table["clauses"] / theme
    table["lift"] = table["clauses"] * total / (family * theme)
    return table.sort_values(
        ["clauses", by, "theme"], ascending=[False, True, True], ignore_index=True
    )[columns]


def presence_of(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """Clauses × names, 1 where the clause names it; clauses in text order, names sorted."""
    table = rows.drop_duplicates(["clause_id", by]).assign(one=1)
    wide = table.pivot(index="clause_id", columns=by, values="one").fillna(0).astype(int)
    return wide.reindex(list(dict.fromkeys(rows["clause_id"])))


def resampled_means(matrix: np.ndarray, draws: int, seed: int) -> np.ndarray:
    """Column means of `draws` resamples of the rows, with replacement: shape (draws, columns)."""
    return resamples(len(matrix), draws=draws, seed=seed) @ matrix / len(matrix)


def _wilson(count: int, n: int) -> tuple[float, float]:
    """Wilson's interval, NaN below `FEWEST` clauses."""
    return wilson(count, n) if n >= FEWEST else (np.nan, np.nan)


def _share_interval(matrix: np.ndarray, draws: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    if not draws or len(matrix) < FEWEST:
        empty = np.full(matrix.shape[1], np.nan)
        return empty, empty
    return percentiles(resampled_means(matrix, draws, seed))
