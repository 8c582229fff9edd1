"""The PMC index of a study in a sentence: the middle and the ends, and what the texts cover least
and most.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compare.report.counts import Tables, table
from compare.words.strings import LANGUAGES, say

SECTION = "themes"  # of the page; the figures of the index stand there, too


def pmc_finding(
    tables: Tables,
    places: Mapping[str, Mapping[str, str]],
    variables: Mapping[str, Mapping[str, str]],
) -> dict[str, Any] | None:
    """The sentence in every language; None where no document has an index.

    Parameters
    ----------
    tables : mapping of name to DataFrame
        ``pmc`` and ``pmc_scores`` are read.
    places, variables : mapping of language to mapping
        Names of documents and of first-level variables.

    Notes
    -----
    Of documents that tie the first in the order of the table is named, of variables the first in
    the order of the codebook.
    """
    index, scores = table(tables, "pmc"), table(tables, "pmc_scores")
    told = index.dropna(subset=["index"])
    if told.empty:
        return None
    values = told["index"]
    top, last = (str(told["doc_id"].iloc[int(at)]) for at in (values.argmax(), values.argmin()))
    covered = scores[scores["doc_id"].isin(told["doc_id"])]
    means = covered.groupby("first_level", sort=False)["score"].mean()
    weak, strong = str(means.idxmin()), str(means.idxmax())
    numbers = {
        "n": len(told), "of": int(told["of"].iloc[0]), "median": float(values.median()),
        "high": float(values.max()), "low": float(values.min()),
        "weak_mean": float(means[weak]), "strong_mean": float(means[strong]),
    }  # fmt: skip
    open_ = len(index) - len(told)
    # One document has no middle and no ends, and so have documents that all have the same index.
    spread = numbers["high"] > numbers["low"]
    text = {}
    for lang in LANGUAGES:
        names = {
            "top": places[lang][top], "last": places[lang][last],
            "weak": variables[lang].get(weak, weak), "strong": variables[lang].get(strong, strong),
        }  # fmt: skip
        text[lang] = say(
            "finding.pmc", lang, **numbers, **names,
            indices=say(f"finding.pmc_{'spread' if spread else 'same'}", lang, **numbers, **names),
            open=say("finding.pmc_open", lang, n=open_) if open_ else "",
        )  # fmt: skip
    return {"section": SECTION, "text": text}
