"""A study of a pandas frame: the same columns, the same rows as ``policy-compare add`` takes in."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from compare.errors import StudyError
from compare.reading.row import Row, column_names
from compare.study.columns import SAMPLE, find_columns
from compare.study.copies import squeezed
from compare.study.enter import enter
from compare.study.files import Received
from compare.study.ids import free_id, id_of
from compare.study.row_texts import RowText, row_texts
from compare.study.rows_in import row_candidates
from compare.study.take_in import BESIDE, FIELDS


def frame_texts(
    frame: pd.DataFrame, columns: Mapping[str, str] | None = None, name: str = "frame"
) -> Iterator[RowText]:
    """Every row of a frame as a document.

    Raises
    ------
    StudyError
        If the columns are in doubt: the message has the mapping to confirm.
    """
    rows = list(frame_rows(frame))
    found = find_columns(
        [row.cells for row in rows[:SAMPLE]],
        columns,
        names=column_names(list(frame.columns)),
        where=name,
    )
    if not found.sure:
        raise StudyError(
            f"{name}: {'; '.join(found.doubts)}. Name the columns: columns={dict(found.of)}"
        )
    return row_texts(rows, found)


def frame_rows(frame: pd.DataFrame) -> Iterator[Row]:
    """Rows of a frame; the place of a row is its number, from 1."""
    names = column_names(list(frame.columns))
    for number, values in enumerate(frame.itertuples(index=False, name=None), 1):
        cells = {name: value for name, value in zip(names, values, strict=True) if _is(value)}
        yield Row(f"row {number}", cells)


def _is(value: Any) -> bool:
    if isinstance(value, list | tuple):
        return bool(value)
    return value is not None and bool(pd.notna(value)) and value != ""


def received_of(texts: Iterable[RowText], name: str) -> list[Received]:
    """The rows as texts of a study that has no folder; copies cannot be read and say so."""
    out: list[Received] = []
    taken: list[str] = []
    first: dict[str, str] = {}
    for row in texts:
        number = row.place.rpartition(" ")[2]
        doc_id = free_id(id_of(row.identity or f"{name}-{number}"), taken)
        taken.append(doc_id)
        given = {key: row.facts[key] for key in (*FIELDS, *BESIDE) if row.facts.get(key)}
        source = {"source": row.url} if row.url else {}
        fault, text = row.fault, squeezed(row.text)
        if not fault and text in first:
            fault = f"is the same text as {first[text]}"
        first.setdefault(text, doc_id)
        cells = {"doc_id": doc_id, "file": row.place, **given, **source}
        out.append(Received(cells, _reader(row, name, fault)))
    return out


def _reader(
    row: RowText, name: str, fault: str
) -> Callable[[], tuple[str, str, Mapping[str, str]]]:
    def read() -> tuple[str, str, Mapping[str, str]]:
        if fault:
            raise StudyError(f"{name}, {row.place}: {fault}.")
        digest = hashlib.sha256(row.text.encode("utf-8")).hexdigest()
        return row.text, digest, {"issue_date": row.published}

    return read


def into_folder(
    folder: Path, texts: Iterable[RowText], name: str, *, strict: bool = False
) -> list[tuple[str, str, str]]:
    """Write the rows that can be used into a study folder; return id, place and reason of those
    that cannot.

    Raises
    ------
    StudyError
        With `strict`, if there are such; nothing is written then.
    """
    folder.mkdir(parents=True, exist_ok=True)
    found = row_candidates(folder, texts, name)
    refused = [(one.doc_id, one.origin, one.refused) for one in found if one.refused]
    if refused and strict:
        told = "\n".join(f"  {origin}: {reason}" for _, origin, reason in refused)
        raise StudyError(f"{len(refused)} of {len(found)} rows cannot be used:\n{told}")
    enter(folder, found)
    return refused
