"""Files of which a row is a document: CSV, Excel workbooks, JSON, JSON Lines and Parquet, a row at
a time.

Nothing is interpreted here: cells keep the names of their columns and the values that the file
holds. Which column is the text, and what is a date, is decided by `compare.study.columns`.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import json
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from compare.base.cells import cells_up_to
from compare.base.opening import read_regular
from compare.errors import ReadingError
from compare.reading.archive import inspect
from compare.reading.base import MAX_CHARS
from compare.reading.row import Row, column_names, held
from compare.reading.txt import decode

KINDS = {
    "csv": (".csv", ".tsv"),
    "xlsx": (".xlsx", ".xlsm"),
    "json": (".json",),
    "jsonl": (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"),
    "parquet": (".parquet",),
}
DECLARATIONS = rb"<!(?:DOCTYPE|ENTITY)"
"""Markup that no workbook holds."""
FULL_CELL = 32_767
"""Characters that a cell of Excel can hold; what is longer was cut off when it was saved."""
_LARGE = 512 * 1024 * 1024  # of a workbook or a JSON array, which are held as a whole
_SNIFFED = 4 * 1024 * 1024
_SEARCHED = 20  # rows at the head of a sheet among which the header is looked for
_LONGEST_NAME = 40  # characters of a column's name


def kind_of_rows(path: Path | str) -> str:
    """One of `KINDS` by the file's name; empty where it is no file of rows."""
    name = str(path).lower()
    return next((kind for kind, endings in KINDS.items() if name.endswith(endings)), "")


def read_rows(path: Path, *, sheet: str = "") -> Iterator[Row]:
    """Every row of a file, in order; rows that are empty throughout are passed over.

    Parameters
    ----------
    path : Path
    sheet : str
        Sheet of a workbook; default: the first one that holds a table.

    Raises
    ------
    ReadingError
        If the file as a whole cannot be read; it names the file, and the row where one is known.
        A row that alone is wrong has a `Row.fault`.
    """
    path = Path(path)
    kind = kind_of_rows(path)
    if not path.is_file():
        raise ReadingError(f"{path} is no file. Check the name.")
    if not kind:
        endings = ", ".join(ending for known in KINDS.values() for ending in known)
        raise ReadingError(f"{path} is no file of rows; these end in {endings}.")
    with path.open("rb") as file:
        begins = file.read(8)
    if kind != "xlsx" and begins.startswith(b"PK\x03\x04"):
        kind = "xlsx"  # a workbook under another name
    elif kind == "xlsx" and not begins.startswith(b"PK"):
        raise ReadingError(
            f"{path} is no Excel workbook. If it is a web page, a CSV file or an .xls file under "
            f"this name, open it in Excel or WPS and save it as .xlsx."
        )
    if not begins and kind != "jsonl":
        raise ReadingError(f"{path} is empty. Was it saved completely?")
    if kind == "csv":
        return _csv_rows(path)
    if kind == "xlsx":
        return _xlsx_rows(path, sheet)
    if kind == "json":
        return _json_rows(path)
    return _json_lines(path) if kind == "jsonl" else _parquet_rows(path)


def _csv_rows(path: Path) -> Iterator[Row]:
    encoding, size, number = _encoding(path), max(path.stat().st_size, 1), 1
    with path.open("rb") as raw:
        text = io.TextIOWrapper(raw, encoding=encoding, newline="")
        try:
            first = text.readline()
            text.seek(0)
            reader = _with_room(csv.reader(text, delimiter=_delimiter(first), strict=True))
            names = column_names([name.removeprefix("\ufeff") for name in next(reader, [])])
            for values in reader:
                number += 1
                place, done = f"row {number}", min(raw.tell() / size, 1.0)
                if any(value.strip() for value in values[len(names) :]):
                    told = (
                        f"has {len(values)} cells, the header {len(names)}: put a cell that holds "
                        f"a comma or a line break in quotes"
                    )
                    yield Row(place, fault=told, done=done)
                elif cells := held(names, values):
                    yield Row(place, cells, done=done)
        except csv.Error as error:
            raise ReadingError(
                f"{path}, row {number + 1}: {error}. Is a quotation mark inside a cell not "
                f"doubled, or one missing? Save the file from Excel as CSV UTF-8."
            ) from error
        except UnicodeDecodeError as error:
            raise ReadingError(
                f"{path}, after row {number}: the bytes "
                f"{error.object[error.start : error.start + 4].hex(' ')} are not {encoding}. The "
                f"file mixes encodings: save it as UTF-8."
            ) from error


def _with_room(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    """The rows of `reader`, whose cells may be whole texts."""
    while True:
        with cells_up_to(10 * MAX_CHARS):
            row = next(reader, None)
        if row is None:
            return
        yield row


def _delimiter(header: str) -> str:
    """What parts the names of the header: a comma, a tab or a semicolon, whichever is most
    frequent.
    """
    return max(",\t;", key=header.count)


def _encoding(path: Path) -> str:
    """The encoding of the whole file; a large one is looked through, not held."""
    with path.open("rb") as file:
        begin = file.read(_SNIFFED)
        if len(begin) == _SNIFFED:
            decoder = codecs.getincrementaldecoder("utf-8")()
            try:
                decoder.decode(begin)
                while block := file.read(1 << 20):
                    decoder.decode(block)
                decoder.decode(b"", True)
            except UnicodeDecodeError:
                begin = begin[: begin.rfind(b"\n") + 1]
            else:
                return "utf-8"
    return decode(begin, str(path))[1]


def _xlsx_rows(path: Path, wanted: str) -> Iterator[Row]:
    import openpyxl

    from compare.reading.workbook import filled_down

    data = read_regular(path, most=_LARGE)
    inspect(data, str(path), "Excel", declarations=DECLARATIONS, suffixes=(".xml", ".rels"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and validations that openpyxl does not know
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            names = [sheet.title for sheet in book.worksheets]
            header, rows = None, {}
            for sheet in book.worksheets:
                if wanted in ("", sheet.title):
                    whole = filled_down(sheet, data, str(path))
                    rows = {n: [_excel_value(value) for value in row] for n, row in whole.items()}
                    header = _header(rows)
                    if header is not None:
                        break
            book.close()
    except ReadingError:
        raise
    except Exception as error:  # openpyxl raises whatever a broken part makes it raise
        raise ReadingError(
            f"{path} is a damaged Excel workbook ({type(error).__name__}: {error}). Open it in "
            f"Excel or WPS and save it again."
        ) from error
    if wanted and wanted not in names:
        raise ReadingError(f"{path} has no sheet {wanted!r}; its sheets are {', '.join(names)}.")
    if header is None:
        raise ReadingError(
            f"{path}: no table was found in {wanted or ', '.join(names)}: a row with the names of "
            f"at least two columns, and rows below it."
        )
    width, total = max(map(len, rows.values())), max(rows)
    columns = column_names([*rows[header], *[None] * (width - len(rows[header]))])
    for number, values in rows.items():
        if number > header and (cells := held(columns, values)):
            yield Row(f"row {number}", cells, done=number / total)


def _excel_value(value: Any) -> Any:
    """Errors of formulas (#REF!) are empty; a carriage return that Excel spells out is one."""
    if isinstance(value, str):
        return (
            None
            if value.startswith("#") and value.endswith(("!", "?", "N/A"))
            else (value.replace("_x000D_", "\r"))
        )
    return value


def _header(rows: dict[int, list[Any]]) -> int | None:
    """The row that names the columns: the first one with at least two short, different words."""
    for number, row in rows.items():
        if number > _SEARCHED:
            break
        names = [value for value in row if value not in (None, "")]
        short = all(isinstance(name, str) and len(name) <= _LONGEST_NAME for name in names)
        if len(names) >= 2 and short and len(set(names)) == len(names):
            return number
    return None


def _json_rows(path: Path) -> Iterator[Row]:
    data = read_regular(path, most=_LARGE)
    try:
        found = json.loads(decode(data, str(path))[0].removeprefix("\ufeff"))
    except RecursionError as error:
        raise ReadingError(f"{path} is nested too deeply to be a table.") from error
    except json.JSONDecodeError as error:
        if error.msg == "Extra data":  # one object a line
            yield from _json_lines(path)
            return
        raise ReadingError(f"{path}, line {error.lineno}: is no JSON: {error.msg}.") from error
    rows = _list_in(found)
    if rows is None:
        raise ReadingError(
            f"{path} holds no list of records: write [{{…}}, {{…}}], one object a document, or "
            f"JSON Lines."
        )
    for number, row in enumerate(rows, 1):
        yield _record(f"record {number}", row, number / len(rows))


def _list_in(found: Any) -> list[Any] | None:
    """Records in JSON: a list, the one list in an object, or columns of values by row (pandas)."""
    if isinstance(found, list):
        return found
    if not isinstance(found, dict):
        return None
    lists = [value for value in found.values() if isinstance(value, list)]
    if len(lists) == 1 and any(isinstance(row, dict) for row in lists[0]):
        return lists[0]
    if found and all(isinstance(column, dict) for column in found.values()):
        keys = dict.fromkeys(key for column in found.values() for key in column)
        return [{name: column.get(key) for name, column in found.items()} for key in keys]
    return [found]


def _json_lines(path: Path) -> Iterator[Row]:
    size = max(path.stat().st_size, 1)
    with path.open("rb") as file:
        packed = file.peek(2)[:2] == b"\x1f\x8b"
        lines: Any = gzip.GzipFile(fileobj=file) if packed else file
        number = 0
        while True:
            number += 1
            try:
                line = lines.readline()
            except (OSError, EOFError) as error:
                told = f"the archive is damaged from here on ({error}); what follows is not read"
                yield Row(f"line {number}", fault=told, done=1.0)
                return
            if not line:
                return
            done = min(file.tell() / size, 1.0)
            if line.strip():
                try:
                    row = json.loads(decode(line, "the line")[0].removeprefix("\ufeff"))
                except (ReadingError, ValueError, RecursionError) as error:
                    told = f"is no JSON in UTF-8: {error}"
                    yield Row(f"line {number}", fault=told, done=done)
                else:
                    yield _record(f"line {number}", row, done)


def _record(place: str, row: Any, done: float) -> Row:
    if not isinstance(row, dict):
        told = f"is no record but {type(row).__name__}; expected an object with named values"
        return Row(place, fault=told, done=done)
    return Row(place, held([str(name) for name in row], list(row.values())), done=done)


def _parquet_rows(path: Path) -> Iterator[Row]:
    import pyarrow
    import pyarrow.parquet

    try:
        with pyarrow.parquet.ParquetFile(path) as file:
            size, number = max(file.metadata.num_rows, 1), 0
            for part in file.iter_batches(batch_size=64):
                for row in part.to_pylist():
                    number += 1
                    yield _record(f"row {number}", row, number / size)
    except pyarrow.ArrowException as error:
        raise ReadingError(f"{path}: is no readable Parquet: {error}") from error
