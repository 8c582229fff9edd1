"""The adoption matrix as a table: a row an item and document, with what is shown of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from compare.adoption.in_hand import templates_in_use
from compare.adoption.rates import independent, main_template
from compare.adoption.relations import relate
from compare.figures import theme
from compare.figures.groups import with_provinces
from compare.words.names import item_name
from compare.words.strings import say

if TYPE_CHECKING:
    from compare.study.read import Study

COLUMNS = [
    "row", "row_kind", "template", "item_no", "label_zh", "label_en", "column", "doc_id",
    "place_zh", "place_en", "province_zh", "province_en", "relation", "kind", "counted", "level",
    "degree", "actions_found", "actions_total", "score", "why", "decided_by", "beside",
]  # fmt: skip


def matrix_data(
    study: Study, tables: Mapping[str, pd.DataFrame], template: str = ""
) -> pd.DataFrame:
    """One row a cell of the matrix: items by section, then what is not in hand; documents,
    controls last.

    Columns
    -------
    row, column : place in the matrix, from 0
    row_kind : item, section (no cell), rest (a template of which not every item is known)
    label_zh, label_en : of the row; in English by the codebook's English heading, else by its
    themes
    relation, level, actions_found, actions_total, score, why, decided_by : as in the ledger
    province_zh, province_en : of the document; empty where the study does not say
    beside : whether the cell is of an independent control, which rates are compared with
    """
    adoption = tables["adoption"]
    template = template or main_template(adoption)
    own = adoption[(adoption["template"] == template) & (adoption["item_no"] > 0)]
    if not len(own):
        return pd.DataFrame(columns=COLUMNS)
    related = own.drop_duplicates("doc_id").set_index("doc_id")["relation"]
    order = [d for d in tables["documents"]["doc_id"] if d in related.index]
    order.sort(key=lambda doc_id: related[doc_id] == "control")
    column = {doc_id: position for position, doc_id in enumerate(order)}
    zh, en = theme.places(tables["documents"], "zh"), theme.places(tables["documents"], "en")
    cells = {(row["item_no"], row["doc_id"]): row for row in own.to_dict("records")}
    used = templates_in_use(tables["documents"], tables["clauses"], study.templates)
    controls = own[own["relation"] == "control"]
    beside = set(independent(controls, relate(tables["documents"], used))["doc_id"])
    rows: list[dict] = []
    line, section, sections = 0, None, 0
    for item in tables["items"][tables["items"]["template"] == template].to_dict("records"):
        if item["section"] and item["section"] != section:
            section, sections = item["section"], sections + 1
            rows.append(
                {
                    "row": line,
                    "row_kind": "section",
                    "template": template,
                    "label_zh": section,
                    "label_en": str(item.get("section_en") or "")
                    or say("figure.section", "en", n=sections),
                }
            )
            line += 1
        names = str(item.get("heading_en") or "") or _english(study, str(item.get("themes", "")))
        for doc_id in order:
            cell = cells[item["item_no"], doc_id]
            rows.append(
                {
                    "row": line,
                    "row_kind": "item",
                    "label_zh": f"{item['item_no']} {item_name(item['heading'], item['content'])}",
                    "label_en": f"{item['item_no']} {names}"
                    if names
                    else say("print.item", "en", no=item["item_no"]),
                    "column": column[doc_id],
                    "place_zh": zh[doc_id],
                    "place_en": en[doc_id],
                    "beside": doc_id in beside,
                    **{
                        name: cell[name]
                        for name in (
                            "template",
                            "item_no",
                            "doc_id",
                            "relation",
                            "kind",
                            "counted",
                            "level",
                            "degree",
                            "actions_found",
                            "actions_total",
                            "score",
                            "why",
                            "decided_by",
                        )
                    },
                }
            )
        line += 1
    rest = adoption[
        (adoption["item_no"] == 0)
        & adoption["doc_id"].isin([d for d in order if related[d] != "control"])
    ]
    if len(rest):
        rows.append(
            {
                "row": line,
                "row_kind": "section",
                "template": "",
                **theme.both("label", "figure.adoption-matrix.above"),
            }
        )
        line += 1
    for number, group in rest.groupby("template", sort=True):
        for cell in group.to_dict("records"):
            rows.append(
                {
                    "row": line,
                    "row_kind": "rest",
                    "template": number,
                    "item_no": 0,
                    "label_zh": say("figure.adoption-matrix.rest", "zh", template=number),
                    "label_en": say(
                        "figure.adoption-matrix.rest",
                        "en",
                        template=theme.number_label(str(number), "en"),
                    ),
                    "column": column[cell["doc_id"]],
                    "doc_id": cell["doc_id"],
                    "place_zh": zh[cell["doc_id"]],
                    "place_en": en[cell["doc_id"]],
                    "relation": cell["relation"],
                    "kind": "",
                    "counted": False,
                    "level": cell["level"],
                    "why": cell["why"],
                }
            )
        line += 1
    frame = with_provinces(pd.DataFrame(rows).reindex(columns=COLUMNS), tables["documents"])
    for name in ("item_no", "column", "actions_found", "actions_total"):
        frame[name] = frame[name].astype("Int64")
    frame["counted"] = frame["counted"].eq(True)
    text = [
        "row_kind", "template", "label_zh", "label_en", "doc_id", "place_zh", "place_en",
        "province_zh", "province_en", "relation", "kind", "level", "degree", "why", "decided_by",
    ]  # fmt: skip
    frame[text] = frame[text].fillna("")
    return frame


def _english(study: Study, themes: str) -> str:
    book = study.codebooks.get("themes") if study is not None else None
    if book is None or not themes:
        return ""
    names = {code.id: code.en for code in book.codes}
    return "; ".join(names[code] for code in themes.split(";")[:2] if code in names)
