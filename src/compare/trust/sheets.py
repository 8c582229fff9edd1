"""Blind coding sheets: a sample of clauses, what may be coded, and a workbook with choices to pick
from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from compare.base.undated import without_dates
from compare.schema import INSTRUMENTS

if TYPE_CHECKING:
    from compare.content.codebook import Code
    from compare.study.read import Study

_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class Field:
    """Something to code: its name, the codes to choose from (id → what it means), how many a unit
    may have.
    """

    name: str
    codes: dict[str, str]
    most: int = 1

    @property
    def columns(self) -> list[str]:
        """Columns of the sheet: ``theme_1``, ``theme_2`` … where a unit may have several codes."""
        return (
            [f"{self.name}_{number}" for number in range(1, self.most + 1)]
            if self.most > 1
            else [self.name]
        )


def fields_of(study: Study) -> tuple[Field, ...]:
    """What the codebooks of a study let a coder code: theme, instrument, strength."""
    found = []
    if "themes" in study.codebooks:
        book = study.codebooks["themes"]
        found.append(
            Field("theme", {code.id: _meaning(code) for code in book.codes}, book.settings.most)
        )
    if "instruments" in study.codebooks:
        tools = study.codebooks["instruments"].codes
        sides = {
            side: "; ".join(f"{code.zh} {code.en}" for code in tools if code.parent == side)
            for side in INSTRUMENTS
        }
        found.append(Field("instrument", sides))
    if study.ladder is not None:
        found.append(Field("strength", {code.id: _meaning(code) for code in study.ladder.codes}))
    return tuple(found)


def _meaning(code: Code) -> str:
    """All that a coder must know of a code, in one cell."""
    parts = [
        f"{code.zh} {code.en}: {code.definition}",
        code.includes and f"In: {code.includes}.",
        code.excludes and f"Out: {code.excludes}.",
        code.example and f"Example: {code.example}",
    ]
    return " ".join(part for part in parts if part)


def draw_sample(clauses: pd.DataFrame, n: int, *, seed: int) -> pd.DataFrame:
    """Draw clauses, each document in proportion to its length and at least one of each, in random
    order.

    Returns
    -------
    DataFrame
        ``unit`` (u001, u002 … which tell nothing of the document), ``clause_id``, ``doc_id``: the
        key, to be kept from the coders.
    """
    if n < 1:
        raise ValueError(f"a sample needs at least one clause, not {n}.")
    rng = np.random.default_rng(seed)
    documents = list(dict.fromkeys(clauses["doc_id"]))
    sizes = clauses["doc_id"].value_counts()
    n = min(n, len(clauses))
    quota = {doc: max(1, int(n * sizes[doc] / len(clauses))) for doc in documents}
    chosen: list[str] = []
    spare: list[str] = []
    for doc in documents:
        ids = rng.permutation(clauses.loc[clauses["doc_id"] == doc, "clause_id"].to_numpy(object))
        chosen += list(ids[: quota[doc]])
        spare += list(ids[quota[doc] :])
    chosen += list(rng.permutation(np.array(spare, dtype=object)))[: max(0, n - len(chosen))]
    order = rng.permutation(np.array(chosen, dtype=object))
    key = clauses.set_index("clause_id")["doc_id"]
    width = max(3, len(str(len(order))))
    return pd.DataFrame({
        "unit": [f"u{number:0{width}d}" for number in range(1, len(order) + 1)],
        "clause_id": order, "doc_id": [key[clause] for clause in order],
    })  # fmt: skip


def blank_sheet(
    clauses: pd.DataFrame, sample: pd.DataFrame, fields: Sequence[Field]
) -> pd.DataFrame:
    """The sheet a coder fills: unit, heading, text, one empty column a code, note.

    Blind: it shows neither the document, nor its bodies in charge, nor any automatic code. Place
    names in the text itself are left, for a text that was changed is no longer the unit.
    """
    by_id = clauses.set_index("clause_id")
    sheet = pd.DataFrame(
        {
            "unit": sample["unit"],
            "heading": [by_id.loc[clause, "heading"] for clause in sample["clause_id"]],
            "text": [by_id.loc[clause, "text"] for clause in sample["clause_id"]],
        }
    )
    for column in [column for field in fields for column in field.columns] + ["note"]:
        sheet[column] = ""
    return sheet


def codebook_sheet(fields: Sequence[Field]) -> pd.DataFrame:
    """What may be written into each field: ``field``, ``code``, ``meaning``."""
    rows = [
        (field.name, code, meaning) for field in fields for code, meaning in field.codes.items()
    ]
    return pd.DataFrame(rows, columns=["field", "code", "meaning"])


def to_workbook(sheet: pd.DataFrame, fields: Sequence[Field]) -> bytes:
    """The sheet and its codebook as an Excel workbook: codes to pick from a list, text never run
    as a formula.

    The same bytes on every run.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    main: Any = book.active
    codes = codebook_sheet(fields)
    for target, title, table in ((main, "coding", sheet), (book.create_sheet(), "codebook", codes)):
        target.title, target.freeze_panes = title, "A2"
        for column, name in enumerate(table.columns, 1):
            _put(target.cell(1, column), str(name))
            target.cell(1, column).font = Font(bold=True)
            for row, value in enumerate(table[name], 2):
                _put(target.cell(row, column), str(value))
                target.cell(row, column).alignment = Alignment(vertical="top", wrap_text=True)
            width = {"text": 90, "heading": 28, "meaning": 90, "note": 30}.get(str(name), 14)
            target.column_dimensions[get_column_letter(column)].width = width
    for field in fields:
        rows = codes.index[codes["field"] == field.name] + 2
        choice = DataValidation(
            type="list",
            formula1=f"=codebook!$B${rows.min()}:$B${rows.max()}",
            allow_blank=True,
            showErrorMessage=True,
            errorTitle="Unknown code",
            error=f"Choose one of the codes of {field.name} in the sheet codebook.",
        )
        main.add_data_validation(choice)
        for name in field.columns:
            letter = get_column_letter(list(sheet.columns).index(name) + 1)
            choice.add(f"{letter}2:{letter}{len(sheet) + 1}")
    buffer = BytesIO()
    book.save(buffer)
    return without_dates(buffer.getvalue())


def may_be_filled(folder: Path, blank: Mapping[str, bytes]) -> list[str]:
    """Names of sheets that are there and are not the blank ones that would be written.

    A blank one is left by a run that was stopped while it wrote; nobody has worked on it.
    """
    return [
        name
        for name, content in blank.items()
        if (folder / name).exists()
        and not ((folder / name).is_file() and (folder / name).read_bytes() == content)
    ]


def _put(cell: Any, value: str) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:32767] or None
    if cell.value is not None:
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(_FORMULA)
