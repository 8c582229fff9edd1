"""Links as a user gets them: the product finds who implements whom, and traces it."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path

import pandas as pd

from benchmarks.coded import Family
from compare.adoption.ledger import trace
from compare.adoption.relations import key_of
from compare.base.rows import rows_of
from compare.study.read import read_study

LINKED = ("verbatim", "adapted")


def links_found(family: Family) -> dict[tuple[str, str], dict[tuple[str, str], str]]:
    """Links of every document and template of a family, as the ledger has them.

    Returns
    -------
    dict of (child, parent) to dict of (unit, item) to level
        Clause ids on both sides. A pair whose relation was not found, or was called a control, has
        no entry: nothing is adopted there.
    """
    with tempfile.TemporaryDirectory() as folder:
        study = read_study(_written(family, Path(folder)))
        own = study.clauses.groupby("doc_id", sort=False)["clause_id"].agg(list).to_dict()
        name = {key_of(row): row.doc_id for row in rows_of(study.documents)}
        adoption = trace(study.documents, study.clauses, study.templates).adoption
    out: dict[tuple[str, str], dict[tuple[str, str], str]] = {}
    for row in rows_of(_taken(adoption)):
        parent = name[row.template]
        links = out.setdefault((row.doc_id, parent), {})
        item = own[parent][int(row.item_no) - 1]
        links |= {(unit, item): row.level for unit in row.clause_ids.split(";")}
    return out


def _taken(adoption: pd.DataFrame) -> pd.DataFrame:
    return adoption[adoption["level"].isin(LINKED) & (adoption["relation"] != "control")]


def _written(family: Family, folder: Path) -> Path:
    """The family as a study that says nothing but the file of each text."""
    (folder / "texts").mkdir()
    for doc_id, text in family.texts.items():
        (folder / "texts" / f"{doc_id}.txt").write_text(text, encoding="utf-8")
    with (folder / "documents.csv").open("w", encoding="utf-8", newline="") as sheet:
        csv.writer(sheet).writerows(
            [("doc_id", "file"), *((doc_id, f"{doc_id}.txt") for doc_id in family.texts)]
        )
    return folder
