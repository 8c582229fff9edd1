"""A deposit holds what it says, leaves out what may not be passed on, and is verified to the
digit.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile

import pandas as pd
import pytest

from compare import build_tables, read_study
from compare.errors import PolicyCompareError
from compare.exchange.datapackage import faults_of_package
from compare.exchange.deposit import DIGESTS, MANIFEST, make_deposit
from compare.exchange.licences import Licence, without_passages
from compare.exchange.verify import verify
from compare.exchange.zips import read_zip, zip_bytes
from exchange_study import FIRST, write_study

pytest.importorskip("rocrate", reason="pip install 'policy-compare[exchange]'")
pytest.importorskip("frictionless", reason="pip install 'policy-compare[exchange]'")
DATE = "2026-01-02"


@pytest.fixture(scope="module")
def open_study(tmp_path_factory):
    study = read_study(write_study(tmp_path_factory.mktemp("open") / "shops"))
    return study, build_tables(study)


@pytest.fixture(scope="module")
def closed_study(tmp_path_factory):
    """The same study; the first text may not be passed on."""
    root = write_study(tmp_path_factory.mktemp("closed") / "shops")
    rows = (root / "documents.csv").read_text(encoding="utf-8").splitlines()
    lines = [rows[0] + ",licence", rows[1] + ",仅供内部使用，不得转载", rows[2] + ",CC-BY-4.0"]
    (root / "documents.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    study = read_study(root)
    return study, build_tables(study)


@pytest.fixture(scope="module")
def deposit(open_study, tmp_path_factory):
    """The open study as an archive on disk."""
    path = tmp_path_factory.mktemp("deposit") / "a.zip"
    path.write_bytes(make_deposit(*open_study, date=DATE, licence="CC-BY-4.0").content)
    return path


@pytest.fixture(scope="module")
def closed_deposit(closed_study, tmp_path_factory):
    """The closed study as an archive on disk, and what was said of it."""
    made = make_deposit(*closed_study, date=DATE)
    return made, written(made, tmp_path_factory.mktemp("deposit") / "c.zip")


def written(made, path):
    path.write_bytes(made.content)
    return path


def test_a_deposit_is_verified_and_the_same_bytes_again(open_study, tmp_path):
    """Made twice it is one file; every table is equal when computed again from what is inside."""
    one, two = (make_deposit(*open_study, date=DATE) for _ in range(2))
    found = verify(written(one, tmp_path / "a.zip"))

    assert hashlib.sha256(one.content).digest() == hashlib.sha256(two.content).digest()
    assert one.faults == ()
    assert found.holds and found.moved == ()
    assert {outcome.table for outcome in found.outcomes} == set(open_study[1])
    assert {licence.doc_id for licence in one.unstated} == {"yangshan", "dongshui"}


def test_the_crate_names_every_file(deposit, tmp_path):
    """A second library reads the RO-Crate, and its parts are the files of the archive."""
    from rocrate.rocrate import ROCrate

    with zipfile.ZipFile(deposit) as archive:
        archive.extractall(tmp_path / "out")
        names = set(archive.namelist())
    crate = ROCrate(tmp_path / "out")
    parts = {entity.id for entity in crate.data_entities}

    assert names - parts == {"ro-crate-metadata.json", MANIFEST}
    assert parts <= names
    assert str(crate.root_dataset["datePublished"]) == DATE
    assert crate.get("study/texts/yangshan.txt")["license"] == "not stated"


def test_the_tables_are_explained_in_both_languages(deposit):
    """Who opens the archive reads what a column means, in Chinese or English."""
    files = read_zip(deposit)

    for lang, told in (("en", "One row a text of the study."), ("zh", "一行为研究中的一份文本。")):
        text = files[f"data-dictionary-{lang}.md"].decode("utf-8")
        assert told in text
        assert all(f"| `{name}` |" in text for name in ("clause_ids", "degree", "source_weight"))


def test_frictionless_finds_a_table_that_breaks_its_schema(deposit, tmp_path):
    """A code that is not declared, and a clause of no document, are faults of the package."""
    files = read_zip(deposit)
    (tmp_path / "p" / "tables").mkdir(parents=True)
    for name, content in files.items():
        if name.startswith("tables/") or name == "datapackage.json":
            (tmp_path / "p" / name).write_bytes(content)
    assert faults_of_package(tmp_path / "p") == []
    clauses = tmp_path / "p" / "tables" / "clauses.csv"
    clauses.write_text(
        clauses.read_text(encoding="utf-8").replace("measure,", "mesure,", 1), encoding="utf-8"
    )

    assert any("mesure" in fault for fault in faults_of_package(tmp_path / "p"))


def test_files_that_were_touched_are_named(deposit, tmp_path):
    """Taken out, put in or changed: the deposit does not hold, and each file is named."""
    files = read_zip(deposit)
    del files["study/templates/up.yaml"]
    files |= {"more.txt": b"", "README.md": b"x"}
    (tmp_path / "b.zip").write_bytes(zip_bytes(files))
    found = verify(tmp_path / "b.zip")

    assert found.broken == (
        "study/templates/up.yaml is missing",
        "more.txt is not in the manifest",
        "README.md was changed",
    )
    assert not found.holds


def test_a_table_that_is_not_what_the_inputs_give_is_found(deposit, tmp_path):
    """A number changed in a table, with manifest and digest made to fit, is still not what comes
    out of the inputs.
    """
    files = read_zip(deposit)
    old = files["tables/amounts.csv"]
    files["tables/amounts.csv"] = (
        old.replace(b"5000.0", b"50000.0") if b"5000.0" in old else old.replace(b"5000", b"50000")
    )
    assert files["tables/amounts.csv"] != old
    for name in (DIGESTS, MANIFEST):
        for before, after in ((old, files["tables/amounts.csv"]), (b"", b"")):
            files[name] = files[name].replace(
                hashlib.sha256(before).hexdigest().encode(),
                hashlib.sha256(after).hexdigest().encode(),
            )
    (tmp_path / "b.zip").write_bytes(zip_bytes(files))
    wrong = [outcome for outcome in verify(tmp_path / "b.zip").outcomes if not outcome.equal]

    assert [outcome.table for outcome in wrong] == ["amounts"]
    assert wrong[0].differing >= 1


def test_a_text_that_may_not_be_passed_on_stays_out(closed_deposit):
    """Its file is not there, no cell of any table repeats it, the README names it, and the rest is
    complete.
    """
    made, path = closed_deposit
    files = read_zip(path)
    flat = "".join(FIRST.removeprefix("\ufeff").split())
    cells = {
        cell
        for name, content in files.items()
        if name.startswith("tables/") and name.endswith(".csv")
        for row in csv.reader(io.StringIO(content.decode("utf-8")))
        for cell in row
        if name != "tables/documents.csv"
    }

    assert [one.doc_id for one in made.withheld] == ["yangshan"]
    assert "study/texts/yangshan.txt" not in files
    assert "study/texts/dongshui.txt" in files
    assert [cell for cell in cells if len(cell) >= 20 and "".join(cell.split()) in flat] == []
    assert any("培训店主" in cell for cell in cells)
    assert "| yangshan | 仅供内部使用，不得转载 | no" in files["README.md"].decode("utf-8")
    assert json.loads(files["ro-crate-metadata.json"])["@graph"]
    parquet = pd.read_parquet(io.BytesIO(files["tables/clauses.parquet"]))
    assert set(parquet.loc[parquet["doc_id"] == "yangshan", "text"].str.len().ge(20)) == {False}


def test_who_has_the_withheld_text_can_still_verify(closed_deposit, tmp_path):
    """Without the text nothing is claimed; with it, found by its hash under any name, all tables
    are equal.
    """
    _, path = closed_deposit
    alone = verify(path)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "other name.txt").write_bytes(FIRST.encode("utf-8"))

    assert (alone.missing, alone.outcomes, alone.holds) == (("yangshan",), (), False)
    assert verify(path, texts=tmp_path / "mine").holds


@pytest.mark.parametrize(
    ("words", "forbids"),
    [
        ("", False),
        ("CC-BY-4.0", False),
        ("public domain", False),
        ("官方文件，不适用著作权", False),
        ("unrestricted", False),
        ("All rights reserved", True),
        ("no redistribution", True),
        ("Restricted access", True),
        ("版权所有", True),
        ("未经许可不得转载", True),
        ("仅供内部使用", True),
        ("no", True),
        ("Not to be shared", True),
    ],
)
def test_what_a_licence_says(words, forbids):
    """Words that forbid passing a text on are understood in both languages; silence forbids
    nothing and is reported.
    """
    assert Licence("a", words).forbids is forbids
    assert Licence("a", words).stated is bool(words)


def test_short_names_are_no_passages():
    """A cell that names a thing stays; one that reproduces the text, whatever its white space, is
    emptied.
    """
    table = pd.DataFrame(
        {"a": ["市财政局", "对新开小店给予 5000元租金补助，\n并推行网上办理"], "n": [1, 2]}
    )
    out = without_passages(table, ["对新开小店给予5000元租金补助，并推行网上办理。市财政局"])

    assert list(out["a"]) == ["市财政局", ""]
    assert list(table["a"].str.len()) == [4, 26]


def test_other_archives_are_no_deposits(tmp_path):
    """A zip of something else is refused with what it lacks."""
    (tmp_path / "x.zip").write_bytes(zip_bytes({"a": b""}))
    with pytest.raises(PolicyCompareError, match=r"holds no manifest-sha256\.txt"):
        verify(tmp_path / "x.zip")
