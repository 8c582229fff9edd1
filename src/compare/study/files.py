"""The files of a study folder as plain rows and values: documents.csv, other sheets, YAML, word
lists.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from compare.base.cells import cells_up_to
from compare.base.plain_yaml import read_yaml
from compare.errors import StudyError
from compare.reading import read_file

REQUIRED = ("doc_id", "file")
COLUMNS = (
    "doc_id", "file", "title", "doc_number", "issuer", "issue_date", "region", "province", "level",
    "title_en", "implements", "sha256",
)  # fmt: skip
"""Columns that a new documents.csv begins with."""


@dataclass(frozen=True)
class Sheet:
    """A CSV file as read: its columns, its rows with their lines, and how it was written."""

    path: Path
    columns: tuple[str, ...] = COLUMNS
    rows: tuple[dict[str, str], ...] = ()
    lines: tuple[int, ...] = ()
    mark: str = ""
    newline: str = "\n"

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of all documents."""
        return tuple(row["doc_id"] for row in self.rows)


@dataclass(frozen=True, slots=True)
class Received:
    """A text on its way into a study.

    Attributes
    ----------
    row : dict
        Its row of documents.csv.
    read : callable
        Gives its text, the sha256 of its file, and what the page around it says (``title``,
        ``issue_date``), which holds where neither the row nor the text says it.
    """

    row: dict[str, str]
    read: Callable[[], tuple[str, str, Mapping[str, str]]]


def read_sheet(path: Path) -> Sheet:
    """Read a CSV file; one that is missing or empty has no rows. Blank rows are passed over.

    Raises
    ------
    StudyError
        If a row has more cells than the header has columns.
    ReadingError
        If it cannot be read as text.
    """
    if not path.exists() or (path.is_file() and not path.stat().st_size):
        return Sheet(path)
    text = read_file(path).text
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    reader = csv.DictReader(io.StringIO(text.removeprefix(mark), newline=""))
    rows, lines = [], []
    try:
        with cells_up_to():
            columns = tuple(name.strip() for name in reader.fieldnames or ())
            for row in reader:
                if None in row:
                    raise StudyError(
                        f"{path}, line {reader.line_num}: more cells than the header has columns. "
                        "Put a cell that holds a comma in quotes."
                    )
                cells = {str(key).strip(): (value or "").strip() for key, value in row.items()}
                if any(cells.values()):
                    rows.append(cells)
                    lines.append(reader.line_num)
    except csv.Error as error:
        raise StudyError(
            f"{path}, line {reader.line_num}: {error}. Is it a CSV file with commas?"
        ) from error
    return Sheet(path, columns, tuple(rows), tuple(lines), mark, "\r\n" if "\r\n" in text else "\n")


def read_register(study: Path) -> Sheet:
    """``documents.csv``; a study that has none yet gets an empty one.

    Raises
    ------
    StudyError
        If the file is there but lacks ``doc_id`` or ``file``, or a row names none or names one
        twice.
    """
    sheet = read_sheet(study / "documents.csv")
    if not {*REQUIRED} <= set(sheet.columns):
        missing = [name for name in REQUIRED if name not in sheet.columns]
        raise StudyError(
            f"{sheet.path}: columns {missing} are missing; found {list(sheet.columns)}."
        )
    seen: dict[str, int] = {}
    for line, row in zip(sheet.lines, sheet.rows, strict=True):
        doc_id = row["doc_id"]
        if not doc_id or not row["file"]:
            raise StudyError(
                f"{sheet.path}, line {line}: doc_id and file must not be empty; found "
                f"{doc_id!r}, {row['file']!r}."
            )
        if any(character in doc_id for character in ";/\\ \t"):
            raise StudyError(
                f"{sheet.path}, line {line}: doc_id {doc_id!r} holds a blank, a slash or "
                f"a semicolon; use letters, digits, - and _."
            )
        if doc_id in seen:
            raise StudyError(
                f"{sheet.path}, line {line}: doc_id {doc_id!r} stands in line "
                f"{seen[doc_id]} already. Each text needs its own."
            )
        seen[doc_id] = line
    return sheet


def csv_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a sheet that may be missing."""
    return list(read_sheet(path).rows)


def yaml_paths(folder: Path) -> list[Path]:
    """The YAML files of a folder, sorted."""
    return sorted([*folder.glob("*.yaml"), *folder.glob("*.yml")])


def yaml_files(folder: Path) -> list[tuple[Any, str]]:
    """What each YAML file of a folder holds, and its path for messages."""
    return [(read_yaml(path), str(path)) for path in yaml_paths(folder)]


def word_list(path: Path) -> tuple[str, ...]:
    """One word a line; blank lines and lines that begin with # are passed over."""
    if not path.exists():
        return ()
    text = read_file(path).text.removeprefix("\ufeff")
    return tuple(
        line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")
    )
