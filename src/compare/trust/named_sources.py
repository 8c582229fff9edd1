"""How often the most probable source of a measure is its true one: measured where the truth is
known.
"""

from __future__ import annotations

from importlib.resources import files

import pandas as pd


def source_certainty() -> pd.DataFrame:
    """Precision and recall of named sources on invented corpora.

    Returns
    -------
    DataFrame
        A row a corpus: ``cities``; ``rewritten`` (chance that a half-sentence was written anew on
        its way, 0–1); ``true_sources`` (measures that were taken over); ``named_sources``;
        ``precision`` (named sources that are the true ones), ``recall`` (true ones that were
        named), ``listed`` (true ones among the candidates at all), all 0–1.

    Notes
    -----
    Printed by ``python -m benchmarks diffusion``, which also says how the corpora are made. Where
    nothing was rewritten nothing in the texts tells a source from its own source.
    """
    path = files("compare") / "trust" / "named_sources.csv"
    with path.open(encoding="utf-8") as file:
        return pd.read_csv(file)
