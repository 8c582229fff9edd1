"""Which policy themes a clause has, most central first."""

from __future__ import annotations

import pandas as pd

from compare import schema
from compare.codebooks import Codebook
from compare.cues import find_cues


def code_themes(clauses: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Give each clause the themes its heading and body announce.

    The evidence of a theme is the sum of its cues (see `compare.cues.find_cues`). A theme is given when
    its evidence reaches ``floor``, and ``cut`` times that of the clause's strongest theme, of which no more
    than ``enough`` is counted; at most ``most`` themes are given (see `compare.codebooks.Settings`). A clause without cues has no theme.

    Parameters
    ----------
    clauses : DataFrame, shape (n_clauses, ...)
        A `schema.CLAUSES` table. Not modified.
    codebook : Codebook
        The study's themes.

    Returns
    -------
    DataFrame
        A `schema.THEMES` table in the order of `clauses`, best theme first; ties by the codebook's order.
        ``cues`` lists what was matched, strongest first, with its place: ``heading 0:用地;text 35:厂房``
        (characters of that heading or body).
    """
    cues = find_cues(clauses, codebook)
    order = {code: number for number, code in enumerate(codebook.ids)}
    groups = dict(list(cues.groupby("clause_id", sort=False)))
    rows = []
    for clause_id, doc_id in zip(clauses["clause_id"], clauses["doc_id"], strict=True):
        if clause_id not in groups:
            continue
        mine = groups[clause_id]
        sums = mine.groupby("code")["evidence"].sum()
        ranked = sorted(((str(code), float(score)) for code, score in sums.items()), key=lambda item: (-round(item[1], 9), order[item[0]]))
        for rank, (code, score) in enumerate(chosen(ranked, codebook), 1):
            rows.append({
                "clause_id": clause_id, "theme": code, "doc_id": doc_id, "rank": rank,
                "score": round(float(score), 4), "cues": describe(mine[mine["code"] == code]),
            })
    return schema.THEMES.frame(rows)


def chosen(ranked: list[tuple[str, float]], codebook: Codebook) -> list[tuple[str, float]]:
    """The codes, of `ranked` (code, evidence) best first, that the settings of `codebook` let through."""
    settings = codebook.settings
    if not ranked or ranked[0][1] < settings.floor:
        return []
    least = max(settings.floor, settings.cut * min(ranked[0][1], settings.enough))
    return [(code, score) for code, score in ranked[: settings.most] if score >= least - 1e-9]


def describe(cues: pd.DataFrame) -> str:
    """One cell that names the cues of a code, strongest first: ``heading 0:用地;text 35:厂房``."""
    ordered = cues.sort_values(["evidence", "place", "begin"], ascending=[False, True, True], kind="stable")
    return ";".join(
        f"{row['place']} {row['begin']}:{row['cue']}" if row["end"] else f"{row['place']}:{row['cue']}"
        for row in ordered.to_dict("records")
    ).replace("；", "，")
