"""Which policy instrument a clause uses: supply, environment or demand, and by which tool."""

from __future__ import annotations

import pandas as pd

from compare import schema
from compare.codebooks import Codebook
from compare.cues import find_cues
from compare.themes import describe


def code_instruments(clauses: pd.DataFrame, themes: pd.DataFrame | None, codebook: Codebook) -> pd.DataFrame:
    """Give each clause the side from which it acts on innovation, and its tool [1]_.

    The codes of `codebook` are tools; ``parent`` is the side. A tool's evidence is that of its cues (see
    `compare.cues.find_cues`) plus what the clause's themes give it: the codebook's weight divided by the
    theme's rank. The side with most evidence is the instrument, its strongest tool the tool; ties by the
    codebook's order.

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
        A `schema.INSTRUMENT_ROWS` table with ``share`` more: evidence of the instrument over that of all
        sides (1/3–1; 0 where nothing was matched). A clause without evidence has an empty instrument.

    References
    ----------
    .. [1] R. Rothwell and W. Zegveld (1985), Reindustrialization and Technology, Longman.
    """
    parts = [find_cues(clauses, codebook), _from_themes(themes, codebook)]
    evidence = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    order = {code: number for number, code in enumerate(codebook.ids)}
    parents = {code.id: code.parent for code in codebook.codes}
    groups = dict(list(evidence.groupby("clause_id", sort=False)))
    rows = []
    for clause_id, doc_id in zip(clauses["clause_id"], clauses["doc_id"], strict=True):
        row = {"clause_id": clause_id, "doc_id": doc_id, "instrument": "", "tool": "", "cues": "", "share": 0.0}
        rows.append(row)
        if clause_id not in groups:
            continue
        mine = groups[clause_id]
        tools = mine.groupby("code")["evidence"].sum().round(9)
        sides = tools.groupby(tools.index.map(parents)).sum()
        side = min(sides.index, key=lambda name: (-sides[name], min(order[c] for c in order if parents[c] == name)))
        if sides[side] < codebook.settings.floor:
            continue
        tool = min((c for c in tools.index if parents[c] == side), key=lambda code: (-tools[code], order[code]))
        cues = describe(mine[mine["code"].map(parents) == side])
        row |= {"instrument": side, "tool": tool, "cues": cues, "share": round(float(sides[side] / sides.clip(0).sum()), 4)}
    return schema.INSTRUMENT_ROWS.frame(rows)


def _from_themes(themes: pd.DataFrame | None, codebook: Codebook) -> pd.DataFrame:
    """Evidence that themes give to tools, in the form of `find_cues`, place ``theme``."""
    rows = []
    if themes is not None:
        for theme in themes.to_dict("records"):
            for code in codebook.codes:
                if theme["theme"] in code.themes:
                    weight = code.themes[theme["theme"]] / theme["rank"]
                    rows.append((theme["clause_id"], theme["doc_id"], code.id, "theme", 0, 0, theme["theme"], weight))
    return pd.DataFrame(rows, columns=["clause_id", "doc_id", "code", "place", "begin", "end", "cue", "evidence"])
