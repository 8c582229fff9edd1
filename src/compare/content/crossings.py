"""Themes crossed with what else is known of a clause: city, instrument, agency family, template
section.
"""

from __future__ import annotations

import numpy as np
import pandas as pd


def cross(
    themes: pd.DataFrame, other: pd.DataFrame, column: str, *, rank: int | None = None
) -> pd.DataFrame:
    """Count the clauses that have both a theme and a value of another table.

    Parameters
    ----------
    themes : DataFrame
        A `schema.THEMES` table.
    other : DataFrame
        Any table with ``clause_id`` and `column`: instruments (``instrument``), agencies
        (``family``), clauses (``doc_id``), directives (``strength``), the result of
        `template_sections` (``section``) …
        Empty values are left out; a value that a clause has twice counts once.
    column : str
    rank : int, optional
        Only themes of this rank or better.

    Returns
    -------
    DataFrame
        ``theme``, `column`, ``clauses`` (clauses with both), ``share`` (of the theme's clauses,
        0–1),
        ``expected`` (were the two independent) and ``residual`` (Pearson's ``(clauses - expected)
        / √expected``); one row a pair that occurs in the data at all, zeros included.
    """
    given = themes if rank is None else themes[themes["rank"] <= rank]
    values = other.loc[other[column].astype(str) != "", ["clause_id", column]].drop_duplicates()
    joined = given[["clause_id", "theme"]].merge(values, on="clause_id")
    table = joined.groupby(["theme", column]).size().unstack(fill_value=0)
    of_theme = given.drop_duplicates(["clause_id", "theme"]).groupby("theme").size()
    total = table.to_numpy().sum()
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / max(total, 1)
    rows = [
        {"theme": theme, column: value, "clauses": int(table.loc[theme, value]),
         "share": table.loc[theme, value] / of_theme[theme], "expected": expected[i, j],
         "residual": (table.loc[theme, value] - expected[i, j]) / np.sqrt(expected[i, j])}
        for i, theme in enumerate(table.index) for j, value in enumerate(table.columns)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["theme", column, "clauses", "share", "expected", "residual"])


def template_sections(adoption: pd.DataFrame, items: pd.DataFrame) -> pd.DataFrame:
    """Which section of which template each clause takes something over from.

    Returns
    -------
    DataFrame
        ``clause_id``, ``template``, ``section``: one row a clause and section.
    """
    taken = adoption.loc[adoption["clause_ids"] != "", ["template", "item_no", "clause_ids"]]
    taken = taken.assign(clause_id=taken["clause_ids"].str.split(";")).explode("clause_id")
    joined = taken.merge(items[["template", "item_no", "section"]], on=["template", "item_no"])
    return joined[["clause_id", "template", "section"]].drop_duplicates().reset_index(drop=True)


def amounts_by_theme(
    amounts: pd.DataFrame, themes: pd.DataFrame, *, unit: str = "元"
) -> pd.DataFrame:
    """Amounts of one unit with the most central theme of their clause: who promises how much for
    what.

    Returns
    -------
    DataFrame
        `amounts` of that unit with ``theme`` (empty where the clause has none) and ``value`` (the
        upper bound, or the lower where only that is given), in the order of `amounts`.
    """
    first = themes.loc[themes["rank"] == 1].set_index("clause_id")["theme"]
    chosen = amounts[amounts["unit"] == unit]
    value = chosen["high"].fillna(chosen["low"])
    return chosen.assign(theme=chosen["clause_id"].map(first).fillna(""), value=value).reset_index(
        drop=True
    )
