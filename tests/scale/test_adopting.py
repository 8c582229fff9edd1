"""A corpus gives the tables of a study: what templates became in it, on one machine or on many."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pandas as pd
import pytest

from compare import build_tables
from compare.adoption.rules import RULES
from compare.errors import CodebookError, PolicyCompareError
from compare.scale import adopting
from compare.scale.engines import DaskEngine
from compare.scale.run import run
from compare.scale.settings import ADOPTED, COVERED, READ, Settings, tables_of
from conftest import DATA
from serial_engine import Serial


def read(folder: str) -> tuple[tuple[str, str], ...]:
    paths = sorted((DATA / folder).glob("*.yaml"))
    return tuple((path.name, path.read_text(encoding="utf-8")) for path in paths)


SETTINGS = Settings(
    neighbours=50,
    floor=0.05,
    batch=20_000,
    codebooks=read("codebooks"),
    templates=read("templates"),
    tables=tables_of(["all"]),
)


@pytest.fixture(scope="module")
def corpus(five, tmp_path_factory) -> Path:
    """The project's own texts, a row a text, with what documents.csv says."""
    path = tmp_path_factory.mktemp("corpus") / "corpus.jsonl"
    said = csv.DictReader((DATA / "documents.csv").read_text(encoding="utf-8").splitlines())
    rows = [
        {
            "id": row["doc_id"],
            "text": five.sources[row["doc_id"]].text,
            **{
                name: value
                for name, value in row.items()
                if value and name not in ("doc_id", "file", "sha256")
            },
        }
        for row in said
    ]
    lines = (json.dumps(row, ensure_ascii=False) for row in rows)
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def tables(corpus: Path, out: Path, engine) -> dict[str, pd.DataFrame]:
    run(corpus, out, SETTINGS, engine)
    return {path.stem: pd.read_parquet(path) for path in sorted(out.glob("*.parquet"))}


@pytest.fixture(scope="module")
def scaled(corpus: Path, tmp_path_factory) -> dict[str, pd.DataFrame]:
    """Its tables, weighed as a whole."""
    return tables(corpus, tmp_path_factory.mktemp("whole"), Serial())


@pytest.mark.parametrize("name", [*READ, "items", "adoption", "actions", *COVERED])
def test_tables_are_those_of_the_study(scaled, five_tables, name: str) -> None:
    """Every column and every row of what clauses, codebooks and templates give."""
    study = five_tables[name].reset_index(drop=True)

    pd.testing.assert_frame_equal(
        scaled[name][list(study)], study, check_dtype=False, rtol=0, atol=1e-9
    )


def test_documents_name_each_other_as_in_the_study(scaled, five) -> None:
    """What a document implements leads to the keys of the corpus."""
    for name in ("doc_number", "implements", "level", "province", "issue_date"):
        assert list(scaled["documents"][name]) == list(five.documents[name]), name


def test_origins_differ_in_siblings_only(scaled, five_tables) -> None:
    """The pairs of a corpus are the nearest ones, so an estimate from siblings may be missing;
    nothing else moves.
    """
    study, corpus = five_tables["origins"], scaled["origins"]

    moved = study["origin"].to_numpy() != corpus["origin"].to_numpy()
    assert list(study["clause_id"]) == list(corpus["clause_id"])
    assert {*study["origin"][moved], *corpus["origin"][moved]} <= {"sibling", "undetermined"}
    assert moved.mean() < 0.1


def test_a_large_corpus_is_traced_by_family(
    corpus: Path, scaled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each template within its family: the same rows; the same levels, where the family is the
    whole corpus.
    """
    monkeypatch.setattr(adopting, "WHOLE", 0)

    families = tables(corpus, tmp_path, Serial())

    keys = ["template", "item_no", "doc_id"]
    for name in ("items", "adoption"):
        listed = [key for key in keys if key in scaled[name]]
        assert families[name][listed].equals(scaled[name][listed])
    whole = scaled["adoption"].groupby("template")["doc_id"].nunique() == len(scaled["documents"])
    same = scaled["adoption"]["template"].isin(whole[whole].index)
    assert same.any()
    pd.testing.assert_frame_equal(families["adoption"][same], scaled["adoption"][same])


def test_two_workers_give_the_same(
    corpus: Path, scaled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A Dask cluster of two workers, a template a task."""
    monkeypatch.setattr(adopting, "WHOLE", 0)
    alone = tables(corpus, tmp_path / "one", Serial())
    engine = DaskEngine(workers=2)
    try:
        cluster = tables(corpus, tmp_path / "two", engine)
    finally:
        engine.close()

    assert sorted(cluster) == sorted(scaled)
    for name, frame in alone.items():
        pd.testing.assert_frame_equal(cluster[name], frame)


def test_what_is_asked_for() -> None:
    """Adoption needs agencies, instruments need themes; an unknown name and a second codebook of
    one kind are told.
    """
    assert tables_of([]) == READ[:3]
    assert set(tables_of(["origins"])) == {"agencies", *ADOPTED}
    assert tables_of(["instruments"]) == ("themes", "instruments")
    assert set(tables_of([], templates=True)) == {*READ[:3], *ADOPTED}
    assert set(tables_of(["pmc"])) == {*READ, *COVERED} == set(tables_of([], pmc=True))
    with pytest.raises(PolicyCompareError, match="'theme' is not one of all, agencies"):
        tables_of(["theme"])
    from compare.scale.settings import tools

    with pytest.raises(CodebookError, match="second codebook of themes"):
        tools(Settings(codebooks=(SETTINGS.codebooks[-1], SETTINGS.codebooks[-1])))


def test_controls_are_drawn_as_in_a_study(five, five_tables) -> None:
    """The five texts are fewer than the rules draw, so every one of them is there."""
    assert len(five.documents) < RULES.controls
    again = build_tables(five, only=["adoption"])["adoption"]
    assert again.equals(five_tables["adoption"])


def test_a_document_without_clauses_has_no_say(tmp_path: Path) -> None:
    """It keeps its row, and nothing names it."""
    path = tmp_path / "corpus.jsonl"
    rows = [
        {"id": "a", "text": "没有条款。", "title": "甲市办法"},
        {"id": "b", "text": "一、甲。\n二、乙。", "title": "乙市办法", "implements": "甲市办法"},
    ]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    settings = Settings(tables=tables_of(["adoption"]))

    run(path, tmp_path / "out", settings, Serial())

    documents = pd.read_parquet(tmp_path / "out" / "documents.parquet")
    assert list(documents["n_clauses"]) == [0, 2]
    assert list(documents["implements"]) == ["", "甲市办法"]
    assert set(pd.read_parquet(tmp_path / "out" / "origins.parquet")["doc_id"]) == {"b"}
