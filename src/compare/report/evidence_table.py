"""The evidence of each adopted item on paper: cell, measure of the template, clause, place in the
file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from compare.adoption.rates import countable
from compare.figures import theme
from compare.figures.adoption import cell_symbol
from compare.report.counts import split
from compare.words.strings import say

if TYPE_CHECKING:
    from compare.study.read import Study

EVIDENCE = 400  # cells printed: some eighty pages; the page and the tables hold all of them


def evidence_rows(
    study: Study, tables: Mapping[str, pd.DataFrame], lang: str
) -> list[dict[str, str]]:
    """One row an item that a document took over, in the order of documents and items.

    Returns
    -------
    list of dict
        ``title`` (document and template), ``cell`` (number, symbol, degree, fraction, level),
        ``item`` (heading and measure of the template), ``clause`` (its text, as compared),
        ``place`` (clause, file, characters from and to).
    """
    adoption = tables["adoption"]
    if adoption.empty:
        return []
    counted = countable(adoption)
    counted = counted[counted["present"] & (counted["relation"] != "control")]
    if counted.empty:
        return []
    items = tables["items"].set_index(["template", "item_no"])
    clauses = tables["clauses"].set_index("clause_id")
    files = tables["documents"].set_index("doc_id")["file"].to_dict()
    places = theme.places(tables["documents"], lang)
    order = {doc_id: k for k, doc_id in enumerate(tables["documents"]["doc_id"])}
    sizes = counted.groupby("template").size()
    counted = counted.assign(
        _doc=counted["doc_id"].map(order), _size=-counted["template"].map(sizes)
    )
    counted = counted.sort_values(["_doc", "_size", "template", "item_no"], kind="stable")
    rows = []
    for cell in counted.to_dict("records"):
        item = items.loc[(cell["template"], cell["item_no"])]
        found = [clause for clause in split(cell["clause_ids"]) if clause in clauses.index]
        english = str(item.get("heading_en") or "") if lang == "en" else ""
        heading = f"{cell['item_no']} {english or item['heading']}"
        body = str(item["content"])
        rows.append(
            {
                "title": say(
                    "print.evidence.document", lang, name=places[cell["doc_id"]],
                    template=theme.template_name(tables["documents"], str(cell["template"]), lang),
                ),
                "cell": _judgement(cell, lang),
                "item": f"{heading}\n{body}" if body and body != "nan" else heading,
                "clause": "\n".join(
                    f"{row['label']}{row['heading']} {row['text']}".strip()
                    for row in clauses.loc[found].to_dict("records")
                ),
                "place": "\n".join(
                    say(
                        "print.evidence.at", lang, clause=clause,
                        file=files.get(cell["doc_id"], ""),
                        begin=clauses.loc[clause, "begin"], end=clauses.loc[clause, "end"],
                    )
                    for clause in found
                ),
            }
        )  # fmt: skip
    return rows


def _judgement(cell: Mapping[Any, Any], lang: str) -> str:
    total = int(cell["actions_total"])
    words = theme.label(str(cell["level"]), lang)
    degree = str(cell["degree"] or "")
    parts = [f"{cell_symbol(cell)} {words}", theme.label(degree, lang) if degree else ""]
    if total:
        parts.append(say("print.evidence.actions", lang, found=cell["actions_found"], total=total))
    if cell["decided_by"]:
        parts.append(say("print.evidence.decided", lang, by=cell["decided_by"]))
    return "\n".join(part for part in parts if part)
