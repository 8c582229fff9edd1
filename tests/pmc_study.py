"""Two short texts of our own and a codebook of four variables for the tests of the PMC index."""

from __future__ import annotations

import pandas as pd

from compare import schema
from compare.pmc import PmcBook, parse_pmc, rule_cells

BOOK = {
    "title": "Night markets",
    "version": "1",
    "settings": {"heading": 1, "shared": 1, "lead": 1, "section": 0, "repeat": 1},
    "codes": [
        {"id": "A", "zh": "手段", "en": "Means", "definition": "By which means."},
        {"id": "A-1", "parent": "A", "zh": "资金", "en": "Money", "definition": "Gives money.",
         "given": True, "cues": [{"weight": 1, "match": ["补助"]}]},
        {"id": "A-2", "parent": "A", "zh": "期限", "en": "Term", "definition": "Two, three.",
         "years": [2, 3], "beside": ["head"]},
        {"id": "B", "zh": "层级", "en": "Level", "definition": "Who issues."},
        {"id": "B-1", "parent": "B", "zh": "市级", "en": "City", "definition": "By a city.",
         "facts": [{"table": "documents", "level": ["city"]}]},
        {"id": "B-2", "parent": "B", "zh": "分工", "en": "Support", "definition": "Two clauses.",
         "least": 2, "facts": [{"table": "agencies", "role": ["support"]}]},
        {"id": "C", "zh": "公开", "en": "Openness", "definition": "Public.", "otherwise": True,
         "beside": ["tail"], "cues": [{"weight": -1, "match": ["内部资料"]}]},
    ],
}  # fmt: skip


def book(**changes) -> PmcBook:
    return parse_pmc({**BOOK, **changes}, where="pmc.yaml")


def documents(**changes) -> pd.DataFrame:
    row = {"doc_id": "ping", "level": "city", "issue_date": "2021-05-01", "script": "hans"}
    return schema.DOCUMENTS.frame([{**_filled(schema.DOCUMENTS), **row, **changes}])


def clauses(*texts: str) -> pd.DataFrame:
    rows = [
        {"clause_id": f"ping-{n:02d}", "doc_id": "ping", "text": text, "kind": "measure"}
        for n, text in enumerate(texts, 1)
    ]
    return schema.CLAUSES.frame([{**_filled(schema.CLAUSES), **row} for row in rows])


def agencies(*clause_ids: str) -> pd.DataFrame:
    rows = [
        {**_filled(schema.AGENCIES), "clause_id": name, "doc_id": "ping", "raw": "市财政局",
         "role": "support", "where": "attribution", "begin": n}
        for n, name in enumerate(clause_ids)
    ]  # fmt: skip
    return schema.AGENCIES.frame(rows)


def beside(head: str = "", tail: str = "") -> pd.DataFrame:
    rows = [("ping", "head", head), ("ping", "tail", tail)]
    return pd.DataFrame(rows, columns=["doc_id", "part", "text"])


def cells(*texts: str, own: PmcBook | None = None, charged=(), outside=None, **changes):
    """Cells of one document of these clauses, by variable."""
    found = rule_cells(
        own or book(), documents(**changes), clauses(*texts),
        {"agencies": agencies(*charged)}, outside,
    )  # fmt: skip
    return found.set_index("variable")


def _filled(table: schema.Table) -> dict:
    zero = {"str": "", "int": 0, "float": 0.0, "bool": False}
    return {name: zero[column.dtype] for name, column in table.columns.items()}
