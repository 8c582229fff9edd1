"""Which policy themes a clause has, most central first."""

from __future__ import annotations

import pandas as pd

from compare import schema
from compare.content.codebook import Codebook
from compare.content.cues import describe, evidence_of, match_clauses


def code_themes(clauses: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Give each clause the themes its heading and body announce.

    The evidence of a theme is the sum of its cues (see `compare.content.cues.find_cues`). A theme
    is given when its evidence reaches ``floor``, and ``cut`` times that of the clause's strongest
    theme, of which no more
    than ``enough`` is counted; at most ``most`` themes are given (see
    `compare.content.codebook.Settings`). A clause without cues has no theme.

    Parameters
    ----------
    clauses : DataFrame, shape (n_clauses, ...)
        A `schema.CLAUSES` table. Not modified.
    codebook : Codebook
        The study's themes.

    Returns
    -------
    DataFrame
        A `schema.THEMES` table in the order of `clauses`, best theme first; ties by the codebook's
        order.
        ``cues`` lists what was matched, strongest first, with its place: ``heading 0:用地;text
        35:厂房``
        (characters of that heading or body).
    """
    order = {code: number for number, code in enumerate(codebook.ids)}
    rows = []
    for clause, matches in match_clauses(clauses, codebook):
        ranked = sorted(evidence_of(matches).items(), key=lambda item: (-item[1], order[item[0]]))
        for rank, (code, score) in enumerate(chosen(ranked, codebook), 1):
            rows.append(
                {
                    "clause_id": clause["clause_id"],
                    "theme": code,
                    "doc_id": clause["doc_id"],
                    "rank": rank,
                    "score": round(score, 4),
                    "cues": describe(match for match in matches if match.code == code),
                }
            )
    return schema.THEMES.frame(rows)


def decide_themes(
    themes: pd.DataFrame, decided: pd.DataFrame, clauses: pd.DataFrame
) -> pd.DataFrame:
    """Themes as people decided: those rejected are gone, those added follow, a main one leads.

    Parameters
    ----------
    themes : DataFrame
        Result of `code_themes`.
    decided : DataFrame
        Decisions on themes, checked: ``clause_id, theme, decision`` (main, true, false), ``who``.
    clauses : DataFrame
        A `schema.CLAUSES` table: order and documents.

    Returns
    -------
    DataFrame
        A `schema.THEMES` table, ``decided_by`` after the declared columns on every row of a clause
        that somebody decided about; ``score`` is NaN where no cue was matched.
    """
    themes = themes.assign(decided_by="")
    if not len(decided):
        return themes
    owner = dict(zip(clauses["clause_id"], clauses["doc_id"], strict=True))
    found: dict[str, list[dict]] = {
        str(key): part.to_dict("records") for key, part in themes.groupby("clause_id")
    }
    said: dict[str, dict[str, str]] = {}
    names: dict[str, list[str]] = {}
    for clause_id, theme, word, who in zip(
        *(decided[name] for name in ("clause_id", "theme", "decision", "who")), strict=True
    ):
        said.setdefault(clause_id, {})[theme] = word
        names.setdefault(clause_id, []).append(who)
    for clause_id, words in said.items():
        kept = [row for row in found.get(clause_id, []) if words.get(row["theme"]) != "false"]
        have = {row["theme"] for row in kept}
        kept += [
            {"clause_id": clause_id, "theme": code, "doc_id": owner[clause_id],
             "score": float("nan"), "cues": ""}
            for code, word in words.items() if word != "false" and code not in have
        ]  # fmt: skip
        kept.sort(key=lambda row: words.get(row["theme"]) != "main")  # stable: the rest keep order
        who = "; ".join(dict.fromkeys(names[clause_id]))
        found[clause_id] = [
            {**row, "rank": rank, "decided_by": who} for rank, row in enumerate(kept, 1)
        ]
    rows = [row for key in clauses["clause_id"] for row in found.get(key, [])]
    return schema.THEMES.frame(rows) if rows else themes.iloc[:0]


def chosen(ranked: list[tuple[str, float]], codebook: Codebook) -> list[tuple[str, float]]:
    """The codes, of `ranked` (code, evidence) best first, that the settings of `codebook` let
    through.
    """
    settings = codebook.settings
    if not ranked or ranked[0][1] < settings.floor:
        return []
    least = max(settings.floor, settings.cut * min(ranked[0][1], settings.enough))
    return [(code, score) for code, score in ranked[: settings.most] if score >= least - 1e-9]
