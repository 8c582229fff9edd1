"""Codebooks on their way into a study: from a spreadsheet, or out into one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from compare.base.atomic import write_text
from compare.base.plain_yaml import load_yaml, read_yaml
from compare.content.codebooks import Codebook, parse_codebook
from compare.errors import StudyError
from compare.reading.sheets import Row, read_rows
from compare.schema import INSTRUMENTS
from compare.study.codebook_rows import FIELDS, codebook_of, fill_ins, looks_like_instruments
from compare.study.columns import Columns, columns_in
from compare.study.starters import refuse_existing

NAMES = ("themes", "instruments")
"""Codebooks that a study can have."""


@dataclass(frozen=True)
class Imported:
    """A codebook as understood from a file; nothing is written yet.

    Attributes
    ----------
    name : str
        What it will be: ``themes`` or ``instruments``.
    codebook : Codebook
    content : str
        Its YAML.
    columns : Columns or None
        How the columns were understood; None where the file is a codebook in YAML already.
    sample : tuple of Row
        First rows, to show examples of.
    filled : tuple of str
        Fields without a column, for which the name of a code stands.
    """

    name: str
    codebook: Codebook
    content: str
    columns: Columns | None = None
    sample: tuple[Row, ...] = ()
    filled: tuple[str, ...] = ()


def understand_codebook(
    path: Path,
    given: Mapping[str, str] | None = None,
    *,
    sheet: str = "",
    name: str = "",
    title: str = "",
) -> Imported:
    """Read a codebook from a spreadsheet, or from YAML of the documented form.

    Parameters
    ----------
    path : Path
        xlsx, csv and the other files of rows, or yaml.
    given : mapping of field to column, optional
        What the user says of the columns (`compare.study.columns.parse_map` with `FIELDS`).
    sheet : str
        Sheet of a workbook.
    name : str
        What the codebook will be (`NAMES`); default: instruments where every code lies under one
        of the three sides, else themes.
    title : str
        Default: the name of the file.

    Raises
    ------
    CodebookError, StudyError, ReadingError
        Naming file, row and column.
    """
    if name and name not in NAMES:
        raise StudyError(f"--as {name} is not one of {', '.join(NAMES)}.")
    if path.suffix.lower() in (".yaml", ".yml"):
        if not path.is_file():
            raise StudyError(f"{path}: there is no such file.")
        book = parse_codebook(read_yaml(path), where=str(path))
        tools = all(code.parent in INSTRUMENTS for code in book.codes)
        name = name or ("instruments" if tools else "themes")
        return Imported(name, book, path.read_text(encoding="utf-8"))
    columns = columns_in(path, given, sheet=sheet, fields=FIELDS)
    rows = list(read_rows(path, sheet=sheet))
    name = name or ("instruments" if looks_like_instruments(rows, columns) else "themes")
    data = codebook_of(
        rows, columns, title=title or path.stem, where=str(path), instruments=name == "instruments"
    )
    content = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000)
    book = parse_codebook(load_yaml(content, where=str(path)), where=str(path))
    return Imported(name, book, content, columns, tuple(rows), tuple(fill_ins(columns)))


def enter_codebook(study: Path, imported: Imported) -> Path:
    """Write an imported codebook into a study; one that is there is never written over."""
    target = f"codebooks/{imported.name}.yaml"
    refuse_existing(study, target)
    write_text(study / target, imported.content)
    return study / target


def codebook_path(study: Path, name: str) -> Path:
    """The file of a codebook of the study, whichever of the two endings it has.

    Raises
    ------
    StudyError
        If the study has none of this name.
    """
    folder = study / "codebooks"
    for path in (folder / f"{name}.yaml", folder / f"{name}.yml"):
        if path.is_file():
            return path
    held = sorted({path.stem for path in folder.glob("*.y*ml")})
    raise StudyError(
        f"{folder} holds no codebook {name!r} ({', '.join(held) or 'none at all'}). Add one: "
        f"policy-compare codebook add --starter {name if name != 'all' else 'themes'}"
    )
