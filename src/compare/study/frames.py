"""A study of a pandas frame: the same columns, the same rows as ``policy-compare add`` takes in."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from compare.errors import StudyError
from compare.reading.sheets import Row, column_names
from compare.study.columns import SAMPLE, find_columns
from compare.study.copies import squeezed
from compare.study.enter import enter
from compare.study.read import Received, Study, assemble, read_study
from compare.study.row_texts import RowText, row_texts
from compare.study.rows_in import row_candidates
from compare.study.take_in import BESIDE, FIELDS, free_id, id_of


def study_of_frame(
    frame: pd.DataFrame,
    columns: Mapping[str, str] | None = None,
    *,
    folder: str | Path = "",
    brings: str | Path = "",
    name: str = "frame",
    strict: bool = False,
) -> Study:
    """See `compare.study.read.Study.from_frame`."""
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
    texts = row_texts(rows, found)
    if folder:
        return _in_folder(Path(folder), texts, name, strict=strict)
    received = list(_received(texts, name))
    return assemble(Path(name), received, brings=Path(brings or name), strict=strict)


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


def _received(texts: Iterator[RowText], name: str) -> Iterator[Received]:
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
        yield Received(
            {"doc_id": doc_id, "file": row.place, **given, **source}, _reader(row, name, fault)
        )


def _reader(
    row: RowText, name: str, fault: str
) -> Callable[[], tuple[str, str, Mapping[str, str]]]:
    def read() -> tuple[str, str, Mapping[str, str]]:
        if fault:
            raise StudyError(f"{name}, {row.place}: {fault}.")
        digest = hashlib.sha256(row.text.encode("utf-8")).hexdigest()
        return row.text, digest, {"issue_date": row.published}

    return read


def _in_folder(folder: Path, texts: Iterator[RowText], name: str, *, strict: bool) -> Study:
    """Write the rows that can be used into a study folder, and read it."""
    folder.mkdir(parents=True, exist_ok=True)
    found = row_candidates(folder, texts, name)
    refused = [candidate for candidate in found if candidate.refused]
    if refused and strict:
        told = "\n".join(f"  {candidate.origin}: {candidate.refused}" for candidate in refused)
        raise StudyError(f"{len(refused)} of {len(found)} rows cannot be used:\n{told}")
    enter(folder, found)
    study = read_study(folder, strict=strict)
    rows = [(candidate.doc_id, candidate.origin, candidate.refused) for candidate in refused]
    aside = pd.DataFrame(rows, columns=study.set_aside.columns, dtype="str")
    return replace(study, set_aside=pd.concat([study.set_aside, aside], ignore_index=True))
