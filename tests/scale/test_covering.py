"""The PMC index of a corpus: the cells of a study, a codebook of one's own, one bad document."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from compare import build_tables
from compare.errors import CodebookError
from compare.scale import covering
from compare.scale.run import run
from compare.scale.settings import COVERED, Settings, tables_of
from compare.study.read import Study
from conftest import DATA
from serial_engine import Serial

OWN = """
title: Night markets
version: "9"
extends: package
without: [X1-1]
codes:
- {id: X6-9, parent: X6, zh: 夜市, en: Night markets, definition: Names one.,
   cues: [{weight: 1, match: [夜市]}]}
"""
ROWS = [
    {"id": "jia", "title": "甲市夜市办法", "date": "2021-05-01", "issuer": "甲市人民政府",
     "level": "city", "text": "甲市夜市办法\n一、放宽准入。夜市开摊即办，到2023年建成十处。"
     "（市商务局牵头，市财政局配合）\n"
     "二、减免费用。给予补助3万元，禁止占道。"},
    {"id": "none", "title": "没有条款", "date": "2021-05-01", "text": "没有条款的文字。"},
    {"id": "yi", "title": "乙市办法", "date": "2022-05-01", "issuer": "乙市人民政府",
     "level": "city", "text": "乙市办法\n为落实《甲市夜市办法》，制定本办法。\n"
     "一、培训人才。每年培训100人。"},
]  # fmt: skip


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Three documents, one of them without a clause."""
    path = tmp_path / "corpus.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in ROWS), encoding="utf-8")
    return path


def scaled(corpus: Path, out: Path, **settings) -> dict[str, pd.DataFrame]:
    """Tables of the index; a document a part."""
    wanted = tables_of(["pmc"])
    run(corpus, out, Settings(tables=wanted, batch=10, floor=0.05, **settings), Serial())
    return {name: pd.read_parquet(out / f"{name}.parquet") for name in COVERED}


def test_cells_scores_and_index_are_those_of_a_study(corpus: Path, tmp_path: Path) -> None:
    """Whatever part a document came with; ranks are those among all, and a document without
    clauses has none.
    """
    frame = pd.DataFrame(ROWS)
    columns = {"issue_date": "date"} | {n: n for n in ("title", "text", "issuer", "level")}
    shutil.copytree(DATA / "codebooks", tmp_path / "brings" / "codebooks")
    books = tuple(
        (path.name, path.read_text(encoding="utf-8"))
        for path in sorted((DATA / "codebooks").glob("*.yaml"))
    )
    used = frame[frame["id"] != "none"].reset_index(drop=True)
    study = Study.from_frame(used, columns, brings=tmp_path / "brings")
    names = dict(zip(study.documents["doc_id"], ("jia", "yi"), strict=True))
    wanted = build_tables(study, only=COVERED)

    found = scaled(corpus, tmp_path / "out", codebooks=books)

    assert list(found["pmc"]["doc_id"]) == ["jia", "yi"]
    assert sorted(found["pmc"]["rank"]) == [1, 2]
    for name in COVERED:
        table = wanted[name].assign(doc_id=wanted[name]["doc_id"].map(names))
        for column in ("clause_id", "clause_ids", "why"):
            for old, new in names.items() if column in table else ():
                table[column] = table[column].str.replace(f"{old}-", f"{new}-")
        pd.testing.assert_frame_equal(
            found[name][list(table)], table, check_dtype=False, rtol=0, atol=1e-9
        )


def test_a_codebook_of_ones_own(corpus: Path, tmp_path: Path) -> None:
    """It extends the package's: one variable more, one less; its version stands in every row."""
    cells = scaled(corpus, tmp_path / "out", pmc=(("pmc.yaml", OWN),))["pmc_cells"]

    own = cells[cells["variable"] == "X6-9"].set_index("doc_id")
    assert own["value"].to_dict() == {"jia": 1.0, "yi": 0.0}
    assert own.loc["jia", "clause_id"].startswith("jia-")
    assert "X1-1" not in set(cells["variable"])
    assert cells["rules"].str.endswith("+9").all()


def test_a_codebook_with_a_mistake_is_told_before_any_work(corpus: Path, tmp_path: Path) -> None:
    """The file is named, and nothing was begun."""
    with pytest.raises(CodebookError, match=r"pmc\.yaml"):
        scaled(corpus, tmp_path / "out", pmc=(("pmc.yaml", "title: x\ncodes: []\n"),))
    assert not (tmp_path / "out").exists()


def test_one_bad_document_is_listed(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others keep their cells, and the reason stands in failures.csv."""
    whole = covering.rule_cells

    def cells(book, documents, *rest, **more):
        if "jia" in set(documents["doc_id"]):
            raise ValueError("too dark")
        return whole(book, documents, *rest, **more)

    monkeypatch.setattr(covering, "rule_cells", cells)
    found = scaled(corpus, tmp_path / "out")

    assert list(found["pmc"]["doc_id"]) == ["yi"]
    failures = pd.read_csv(tmp_path / "out" / "failures.csv").set_index("doc_id")["reason"]
    assert failures["jia"] == "pmc: ValueError: too dark"
