"""Reading a corpus that does not fit in memory: JSON Lines (also ``.gz``) or Parquet, in batches
of records.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from compare.errors import ReadingError

# Names under which corpora carry what documents.csv of a study may say.
_RENAMED = {"date": "issue_date", "number": "doc_number"}


@dataclass(frozen=True)
class Record:
    """One document of the corpus as received; `meta` holds its other columns as text."""

    doc_id: str
    text: str
    meta: dict[str, str]
    place: str


@dataclass(frozen=True)
class Failure:
    """A document that could not be used: where it stands, and why."""

    doc_id: str
    place: str
    reason: str


@dataclass
class Batch:
    """Consecutive documents, analysed together; `read` is how much of the corpus has been read, of
    `size`.
    """

    number: int
    records: list[Record] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    read: int = 0
    size: int = 0


def fingerprint(path: Path) -> str:
    """A short name for the content of a corpus: its size and the sums of its first and last
    mebibyte.

    Raises
    ------
    ReadingError
        If the file does not exist or is of no known kind.
    """
    _kind(path)
    size = path.stat().st_size
    with path.open("rb") as file:
        ends = file.read(1 << 20)
        file.seek(max(0, size - (1 << 20)))
        ends += file.read()
    return hashlib.sha256(f"{size}".encode() + ends).hexdigest()[:16]


def read_batches(path: Path, *, characters: int) -> Iterator[Batch]:
    """The corpus in batches of about `characters` characters, the same at every reading.

    A record that cannot be used (no JSON, no id, an id that stood before, no text) becomes a
    `Failure` of its batch.

    Raises
    ------
    ReadingError
        If the file as a whole cannot be read.
    """
    seen: dict[bytes, str] = {}
    batch, held = Batch(0), 0
    for place, row, read, size in _rows(path):
        record = _record(row, place, seen)
        batch.read, batch.size = read, size
        if isinstance(record, Failure):
            batch.failures.append(record)
            continue
        if batch.records and held + len(record.text) > characters:
            yield batch
            batch, held = Batch(batch.number + 1, read=read, size=size), 0
        batch.records.append(record)
        held += len(record.text)
    batch.read = batch.size
    if batch.records or batch.failures or batch.number == 0:
        yield batch


def _record(row: Any, place: str, seen: dict[bytes, str]) -> Record | Failure:
    if isinstance(row, str):
        return Failure("", place, row)
    if not isinstance(row, dict):
        return Failure(
            "", place, f"is no record but {type(row).__name__}; expected an object with id and text"
        )
    doc_id = str(row.get("id", row.get("doc_id", "")) or "").strip()
    text = row.get("text")
    if not doc_id:
        return Failure("", place, f"has no id; found the keys {sorted(map(str, row))}")
    if ";" in doc_id or not doc_id.isprintable():
        return Failure(
            doc_id,
            place,
            "the id holds a semicolon or a control character, which tables use to separate",
        )
    key = hashlib.blake2b(doc_id.encode("utf-8", "replace"), digest_size=12).digest()
    if key in seen:
        return Failure(doc_id, place, f"the id stands at {seen[key]} already")
    seen[key] = place
    if not isinstance(text, str) or not text.strip():
        return Failure(doc_id, place, f"has no text; found {type(text).__name__}")
    try:
        (doc_id + text).encode()
    except UnicodeEncodeError as error:
        return Failure(
            doc_id,
            place,
            (
                f"character {error.start - len(doc_id)} of the text is half a character (a "
                f"lone surrogate)"
            ),
        )
    meta = {
        _RENAMED.get(str(name), str(name)): str(value).encode("utf-8", "replace").decode()
        for name, value in row.items()
        if name not in ("id", "doc_id", "text")
        and isinstance(value, str | int | float)
        and str(value) != "nan"
    }
    return Record(doc_id, text, meta, place)


def _kind(path: Path) -> str:
    if not path.is_file():
        raise ReadingError(
            f"{path} is no file. A corpus is one file: JSON Lines (.jsonl, .jsonl.gz) or "
            f"Parquet (.parquet)."
        )
    name = path.name.lower()
    for kind, endings in {
        "jsonl": (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"),
        "parquet": (".parquet",),
    }.items():
        if name.endswith(endings):
            return kind
    raise ReadingError(f"{path}: unknown kind of corpus. Name it .jsonl, .jsonl.gz or .parquet.")


def _rows(path: Path) -> Iterator[tuple[str, Any, int, int]]:
    return _json_rows(path) if _kind(path) == "jsonl" else _parquet_rows(path)


def _json_rows(path: Path) -> Iterator[tuple[str, Any, int, int]]:
    size = path.stat().st_size
    with path.open("rb") as file:
        packed = file.peek(2)[:2] == b"\x1f\x8b"
        lines: Any = gzip.GzipFile(fileobj=file) if packed else file
        number = 0
        while True:
            try:
                line = lines.readline()
            except (OSError, EOFError) as error:
                yield (
                    f"line {number + 1}",
                    f"the archive is damaged from here on ({error}); what follows is not read",
                    size,
                    size,
                )
                return
            if not line:
                return
            number += 1
            if not line.strip():
                continue
            try:
                row = json.loads(line.decode("utf-8-sig"))
            except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
                row = f"is no JSON in UTF-8: {error}"
            yield f"line {number}", row, file.tell(), size


def _parquet_rows(path: Path) -> Iterator[tuple[str, Any, int, int]]:
    import pyarrow
    import pyarrow.parquet

    try:
        with pyarrow.parquet.ParquetFile(path) as file:
            size, number = file.metadata.num_rows, 0
            for part in file.iter_batches(batch_size=64):
                for row in part.to_pylist():
                    number += 1
                    yield f"row {number}", row, number, size
    except pyarrow.ArrowException as error:
        raise ReadingError(f"{path}: is no readable Parquet: {error}") from error
