"""Does a certainty of 0.7 mean seven in ten? How the links with official texts held on families
left out of the fit.
"""

from __future__ import annotations

import csv
from importlib.resources import files

import pandas as pd


def link_certainty() -> pd.DataFrame:
    """The reliability table of the links of clauses and provisions.

    Returns
    -------
    DataFrame
        A row a bin of certainty: ``low``, ``high`` (bounds of the bin); ``pairs`` (clauses and
        provisions in it); ``certainty`` (their mean); ``linked`` (share of them that readers link,
        0–1). Calibrated = the last two are about equal.

    Notes
    -----
    Measured once, on 83 coded pairs of documents of 79 families (laws and regulations with what
    provinces and cities made of them, and notices): each family by weights fitted on all others.
    The coding stands in ``benchmarks/coding``; the texts are not shipped. ``python -m
    benchmarks.links --texts TEXTS --fit`` prints the same table, and with ``--coding DIR`` that of
    any folder of coding. What decided the weights is told in
    ``docs/decisions/0020-links-are-a-regression.md``.
    """
    text = (files("compare") / "trust" / "link_certainty.csv").read_text(encoding="utf-8")
    return pd.DataFrame(
        [
            {name: float(value) for name, value in row.items()}
            for row in csv.DictReader(text.splitlines())
        ]
    ).astype({"pairs": int})


def calibration_error(table: pd.DataFrame) -> float:
    """Mean distance of certainty and linked share, each bin by its pairs, bins below 0.05 left
    out; 0 = calibrated.

    What is certainly no link is nearly everything; counted in, it would hide any error.
    """
    kept = table[table["low"] >= 0.05]
    return float(
        ((kept["certainty"] - kept["linked"]).abs() * kept["pairs"]).sum() / kept["pairs"].sum()
    )
