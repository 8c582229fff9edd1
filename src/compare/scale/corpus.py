"""Reading a corpus that does not fit in memory, in batches of records: a file of rows, as
`compare.reading.sheets` reads them, by the same columns as a study takes them in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from compare.errors import ReadingError, StudyError
from compare.reading.sheets import KINDS, kind_of_rows, read_rows
from compare.study.columns import Columns, columns_in
from compare.study.row_texts import RowText, row_text

_STEPS = 1_000_000  # the whole of a corpus, for progress


@dataclass(frozen=True)
class Record:
    """One document of the corpus as received.

    `meta` holds its other columns as text, `published` the day on which a site showed it.
    """

    doc_id: str
    text: str
    meta: dict[str, str]
    place: str
    published: str = ""


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
    _check_kind(path)
    size = path.stat().st_size
    with path.open("rb") as file:
        ends = file.read(1 << 20)
        file.seek(max(0, size - (1 << 20)))
        ends += file.read()
    return hashlib.sha256(f"{size}".encode() + ends).hexdigest()[:16]


def read_batches(
    path: Path, *, characters: int, given: Mapping[str, str] | None = None
) -> Iterator[Batch]:
    """The corpus in batches of about `characters` characters, the same at every reading.

    A record that cannot be used (no JSON, no id, an id that stood before, no text) becomes a
    `Failure` of its batch.

    Parameters
    ----------
    given : mapping of field to column, optional
        See `compare.study.columns.find_columns`.

    Raises
    ------
    ReadingError, StudyError
        If the file as a whole cannot be read, or its columns cannot be told.
    """
    _check_kind(path)
    columns = sure_columns(path, given)
    stem = path.name.split(".")[0]
    seen: dict[bytes, str] = {}
    batch, held = Batch(0), 0
    for row in read_rows(path):
        record = _record(row_text(row, columns), columns, stem, seen)
        batch.read, batch.size = int(row.done * _STEPS), _STEPS
        if isinstance(record, Failure):
            batch.failures.append(record)
            continue
        if batch.records and held + len(record.text) > characters:
            yield batch
            batch, held = Batch(batch.number + 1, read=batch.read, size=_STEPS), 0
        batch.records.append(record)
        held += len(record.text)
    batch.read = batch.size
    if batch.records or batch.failures or batch.number == 0:
        yield batch


def sure_columns(path: Path, given: Mapping[str, str] | None = None) -> Columns:
    """The columns of a corpus; of one without a row that can be read, the text alone.

    Raises
    ------
    StudyError
        If they are in doubt: a run of hours does not begin with a guess.
    """
    if not any(not row.fault for row in read_rows(path)):
        return Columns({"text": "text"})
    columns = columns_in(path, given)
    if not columns.sure:
        raise StudyError(
            f"{path}: {'; '.join(columns.doubts)}. Name the columns: --map {columns.as_map()}"
        )
    return columns


def _record(row: RowText, columns: Columns, stem: str, seen: dict[bytes, str]) -> Record | Failure:
    doc_id = row.identity
    if "id" not in columns.of and not row.fault:
        doc_id = f"{stem}-{''.join(filter(str.isdecimal, row.place))}"
    if row.fault and not doc_id:
        return Failure("", row.place, row.fault)
    if not doc_id:
        return Failure("", row.place, f"has no id: the column {columns.of['id']} is empty")
    if ";" in doc_id or not doc_id.isprintable():
        return Failure(
            doc_id,
            row.place,
            "the id holds a semicolon or a control character, which tables use to separate",
        )
    key = hashlib.blake2b(doc_id.encode("utf-8", "replace"), digest_size=12).digest()
    if key in seen:
        return Failure(doc_id, row.place, f"the id stands at {seen[key]} already")
    seen[key] = row.place
    if row.fault:
        return Failure(doc_id, row.place, row.fault)
    meta = {**row.others, **row.facts, **({"source": row.url} if row.url else {})}
    return Record(doc_id, row.text, meta, row.place, row.published)


def _check_kind(path: Path) -> None:
    if not path.is_file():
        endings = ", ".join(ending for known in KINDS.values() for ending in known)
        raise ReadingError(f"{path} is no file. A corpus is one file of rows: {endings}.")
    if not kind_of_rows(path):
        raise ReadingError(f"{path}: unknown kind of corpus. Name it .jsonl, .parquet or .csv.")
