"""Many texts under one template: the middle and the extremes first, the single texts in a table."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from statistics import median
from typing import Any

from compare.report.counts import Tables, tally
from compare.words.strings import LANGUAGES, say

SEVERAL = 6  # texts of one template that sentences of their own may tell; more are summed up
ENDS = 3  # texts named at either end


def spreads(
    tables: Tables,
    templates: Iterable[str],
    dependent: Collection[tuple[str, str]] = frozenset(),
) -> list[dict[str, Any]]:
    """How far the texts that implement a template take it over, for templates with more than
    `SEVERAL` of them; `dependent` as in `compare.report.counts.tally`.

    Returns
    -------
    list of dict
        ``t``, ``texts``, ``total`` (items counted), ``median``, ``low``, ``high`` (items taken
        over), ``most``, ``fewest`` (documents, at most `ENDS`, in the order of documents where
        they tie), ``control`` (of the independent ones: cells present, cells).
    """
    rows = [row for row in tally(tables, dependent) if row["total"]]
    found = []
    for template in templates:
        own = [row for row in rows if row["t"] == template]
        told = [row for row in own if row["relation"] != "control"]
        if len(told) <= SEVERAL:
            continue
        beside = [row for row in own if row["beside"]]
        ranked = sorted(told, key=lambda row: -row["n"])
        values = [row["n"] for row in told]
        found.append(
            {
                "t": template,
                "texts": len(told),
                "total": max(row["total"] for row in told),
                "median": median(values),
                "low": min(values),
                "high": max(values),
                "most": [row["doc"] for row in ranked[:ENDS]],
                "fewest": [row["doc"] for row in sorted(told, key=lambda row: row["n"])[:ENDS]],
                "control": [
                    sum(row["n"] for row in beside),
                    sum(row["total"] for row in beside),
                ],
            }
        )
    return found


def spread_finding(
    spread: Mapping[str, Any],
    places: Mapping[str, Mapping[str, str]],
    numbers: Mapping[str, Mapping[str, str]],
) -> dict[str, Any]:
    """The spread as a sentence, which leads to its template in the matrix."""
    between = {"zh": "、", "en": ", "}
    met, of = spread["control"]
    text = {
        lang: say(
            "spread.finding",
            lang,
            template=numbers[lang][spread["t"]],
            most=between[lang].join(places[lang][doc] for doc in spread["most"]),
            fewest=between[lang].join(places[lang][doc] for doc in spread["fewest"]),
            **{name: spread[name] for name in ("texts", "total", "low", "high")},
            median=f"{spread['median']:g}",
            control=say("spread.control", lang, share=met / of, met=met, of=of)
            if of
            else say("spread.alone", lang),
        )
        for lang in LANGUAGES
    }
    return {"section": "adoption", "text": text, "cell": [spread["t"]]}
