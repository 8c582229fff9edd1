"""Which policy instrument a clause uses: supply, environment or demand, and by which tool."""

from __future__ import annotations

from collections.abc import Hashable

import pandas as pd

from compare import schema
from compare.content.codebook import Codebook
from compare.content.cues import Match, describe, evidence_of, match_clauses
from compare.errors import CodebookError


def code_instruments(
    clauses: pd.DataFrame, themes: pd.DataFrame | None, codebook: Codebook
) -> pd.DataFrame:
    """Give each clause the side from which it acts on innovation, and its tool [1]_.

    The codes of `codebook` are tools; ``parent`` is the side. A tool's evidence is that of its
    cues (see `compare.content.cues.find_cues`) plus what the clause's themes give it: the
    codebook's weight divided by the
    theme's rank. The side with most evidence is the instrument, its strongest tool the tool; ties
    by the codebook's order.

    Parameters
    ----------
    clauses : DataFrame, shape (n_clauses, ...)
        A `schema.CLAUSES` table.
    themes : DataFrame or None
        A `schema.THEMES` table of the same clauses. None: cues alone, for asking how far a table of
        theme by instrument follows from the codebook's own weights.
    codebook : Codebook

    Returns
    -------
    DataFrame, shape (n_clauses, ...)
        A `schema.INSTRUMENT_ROWS` table with ``share`` more: evidence of the instrument over that
        of all sides (1/3–1; 0 where nothing was matched). A clause without evidence has an empty
        instrument.

    Raises
    ------
    CodebookError
        If a tool's parent is none of the three sides.

    References
    ----------
    .. [1] R. Rothwell and W. Zegveld (1985), Reindustrialization and Technology, Longman.
    """
    order = {code: number for number, code in enumerate(codebook.ids)}
    parents = {code.id: code.parent for code in codebook.codes}
    unknown = sorted({side for side in parents.values() if side not in schema.INSTRUMENTS})
    if unknown:
        raise CodebookError(
            f"{codebook.title}: parent {unknown[0]!r} of a tool is not one of "
            f"{', '.join(schema.INSTRUMENTS)}."
        )
    given = _from_themes(themes, codebook)
    rows = []
    for clause, matches in match_clauses(clauses, codebook):
        matches += given.get(clause["clause_id"], [])
        row = {
            "clause_id": clause["clause_id"],
            "doc_id": clause["doc_id"],
            "instrument": "",
            "tool": "",
            "cues": "",
            "share": 0.0,
        }
        rows.append(row)
        tools = evidence_of(matches)
        sides: dict[str, float] = {}
        for tool in sorted(tools, key=order.__getitem__):
            sides[parents[tool]] = round(sides.get(parents[tool], 0.0) + tools[tool], 9)
        if not sides or max(sides.values()) < codebook.settings.floor:
            continue
        # Both dictionaries stand in the order of the codebook, and max takes the first of equals.
        side = max(sides, key=lambda name: sides[name])
        tool = max(
            (code for code in codebook.ids if code in tools and parents[code] == side),
            key=lambda code: tools[code],
        )
        own = [match for match in matches if parents[match.code] == side]
        share = sides[side] / sum(max(value, 0.0) for value in sides.values())
        row |= {"instrument": side, "tool": tool, "cues": describe(own), "share": round(share, 4)}
    return schema.INSTRUMENT_ROWS.frame(rows)


def _from_themes(themes: pd.DataFrame | None, codebook: Codebook) -> dict[Hashable, list[Match]]:
    """Evidence that the themes of each clause give to tools, as matches of place ``theme`` without
    characters.
    """
    out: dict[Hashable, list[Match]] = {}
    for theme in themes.to_dict("records") if themes is not None else []:
        for code in codebook.codes:
            if theme["theme"] in code.themes:
                weight = code.themes[theme["theme"]] / theme["rank"]
                out.setdefault(theme["clause_id"], []).append(
                    Match(code.id, "theme", 0, 0, theme["theme"], weight)
                )
    return out
