"""What a text says outside its clauses: what stands before the first and after the last."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from compare.base.rows import rows_of
from compare.text.passage import Source
from compare.text.script import simplify

OUTSIDE = ("head", "tail")


def text_outside(parts: pd.DataFrame, sources: Mapping[str, Source]) -> pd.DataFrame:
    """Text outside clauses, simplified and without white space.

    Parameters
    ----------
    parts : DataFrame
        The parse report: ``doc_id, part, begin, end``.
    sources : mapping of doc_id to Source

    Returns
    -------
    DataFrame
        ``doc_id``, ``part`` (head, tail), ``text``.
    """
    texts: dict[tuple[str, str], str] = {}
    for row in rows_of(parts[parts["part"].isin(OUTSIDE)]) if len(parts) else ():
        key = (row.doc_id, row.part)
        cut = sources[row.doc_id].text[row.begin : row.end]
        texts[key] = texts.get(key, "") + "".join(simplify(cut).split())
    return pd.DataFrame(
        [(*key, text) for key, text in texts.items()],
        columns=["doc_id", "part", "text"],
        dtype="str",
    )
