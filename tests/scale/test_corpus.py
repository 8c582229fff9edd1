"""Reading a corpus: batches are the same at every reading, and one bad record never stops it."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pandas as pd
import pytest

from compare.errors import ReadingError
from compare.scale.corpus import fingerprint, read_batches
from compare.scale.store import Store, new_part

ROWS = [
    {
        "id": f"d{k}",
        "text": "政策" * 50,
        "title": f"题{k}",
        "date": "2020-01-01",
        "year": 2020,
        "none": None,
    }
    for k in range(7)
]


def jsonl(path: Path, rows: list) -> Path:
    """Write rows, each as JSON or as the bytes given."""
    lines = [
        row if isinstance(row, bytes) else json.dumps(row, ensure_ascii=False).encode()
        for row in rows
    ]
    content = b"\n".join(lines)
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


@pytest.mark.parametrize("name", ["c.jsonl", "c.jsonl.gz", "c.parquet"])
def test_every_kind_of_file_gives_the_same_batches(tmp_path: Path, name: str) -> None:
    """JSON Lines, packed or not, and Parquet: same records, same cuts, metadata as text."""
    path = tmp_path / name
    if name.endswith("parquet"):
        pd.DataFrame(ROWS).drop(columns="none").to_parquet(path)
    else:
        jsonl(path, ROWS)

    batches = list(read_batches(path, characters=250))

    assert [[record.doc_id for record in batch.records] for batch in batches] == [
        ["d0", "d1"],
        ["d2", "d3"],
        ["d4", "d5"],
        ["d6"],
    ]
    assert batches[0].records[0].meta == {
        "title": "题0",
        "issue_date": "2020-01-01",
        "year": "2020",
    }
    assert batches[-1].read == batches[-1].size


def test_bad_records_are_listed_with_place_and_reason(tmp_path: Path) -> None:
    """No JSON, no object, no id, doubled id, no text, half a character: each is told, the others
    are read.
    """
    path = jsonl(
        tmp_path / "c.jsonl",
        [
            b"{broken",
            [1],
            {"text": "x"},
            {"id": "a", "text": "好"},
            {"id": "a", "text": "好"},
            {"id": "b", "text": " "},
            {"id": "c", "text": None},
            b'{"id": "e", "text": "a\\ud800"}',
            {"id": "f;g", "text": "好"},
            b"\xff\xfe",
            b"",
            {"id": "h", "text": "好"},
        ],
    )

    (batch,) = read_batches(path, characters=1000)

    assert [record.doc_id for record in batch.records] == ["a", "h"]
    told = [(failure.doc_id, failure.place, failure.reason) for failure in batch.failures]
    assert [place for _, place, _ in told] == [f"line {k}" for k in (1, 2, 3, 5, 6, 7, 8, 9, 10)]
    assert told[3] == ("a", "line 5", "the id stands at line 4 already")
    for (_, _, reason), part in zip(
        told,
        (
            "no JSON",
            "list",
            "no id",
            "already",
            "no text",
            "no text",
            "half",
            "semicolon",
            "no JSON",
        ),
        strict=True,
    ):
        assert part in reason


def test_a_damaged_archive_gives_what_stands_before_the_damage(tmp_path: Path) -> None:
    """A download that broke off is read as far as it goes, and said to be damaged."""
    path = jsonl(
        tmp_path / "c.jsonl.gz",
        [{"id": f"d{k}", "text": f"{k * 2654435761 % 2**32:x}"} for k in range(2000)],
    )
    path.write_bytes(path.read_bytes()[:-2000])

    batches = list(read_batches(path, characters=10**6))

    assert sum(len(batch.records) for batch in batches) > 100
    assert "damaged" in batches[-1].failures[-1].reason


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [("c.txt", b"x", "unknown kind"), ("c.parquet", b"x", "no readable Parquet")],
)
def test_what_is_no_corpus_is_refused(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    """The message names the file and what to do."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ReadingError, match=message):
        list(read_batches(tmp_path / name, characters=10))
    with pytest.raises(ReadingError, match="is no file"):
        fingerprint(tmp_path / "none.jsonl")


def test_an_empty_corpus_is_one_empty_batch(tmp_path: Path) -> None:
    """No record is no error here; the run says that there is no clause."""
    (batch,) = read_batches(jsonl(tmp_path / "c.jsonl", []), characters=10)

    assert (batch.records, batch.failures) == ([], [])


def test_parts_are_whole_or_not_there(tmp_path: Path) -> None:
    """A part whose making failed does not exist; a finished one is found again, unless the
    settings changed.
    """
    store = Store(tmp_path, {"floor": 0.3})
    with new_part(store.path("read", 0)) as folder:
        (folder / "x").write_text("1")
    with pytest.raises(RuntimeError), new_part(store.path("read", 1)) as folder:
        (folder / "x").write_text("1")
        raise RuntimeError

    again = Store(tmp_path, {"floor": 0.3})
    assert (again.resumed, again.has("read", 0), again.has("read", 1)) == (True, True, False)
    assert [part.name for part in again.parts("read")] == ["read-0000000"]

    other = Store(tmp_path, {"floor": 0.4})
    assert (other.resumed, other.parts("read")) == (False, [])
    assert not store.root.exists()
