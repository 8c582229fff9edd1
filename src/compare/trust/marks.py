"""Clauses that people marked with a code: from a list, from decisions, or from coding sheets."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from compare.errors import CodingError
from compare.trust.spreadsheets import spreadsheet_rows

_CODED = ("code", "theme", "tool", "instrument", "strength", "编码", "主题", "工具")
_NO = ("false", "no", "0", "否", "不是")


@dataclass(frozen=True)
class Marks:
    """Ids of clauses that have a code, and of those of which somebody said that they have it not.

    `against` is empty where nobody said so: then every other clause is one to compare with.
    """

    marked: frozenset[str]
    against: frozenset[str] = field(default_factory=frozenset)


def read_marks(
    path: Path, code: str, clause_ids: Collection[str], *, units: Mapping[str, str] | None = None
) -> Marks:
    """Read who has `code`.

    Parameters
    ----------
    path : Path
        CSV or Excel. Rows of ``clause_id`` and ``code`` (or ``theme``, ``tool``, …; several codes
        joined with ``;``); rows of decisions, whose ``decision`` ``false`` speaks against the code;
        or a coding sheet (``unit``, ``theme_1`` …), of which filled rows without the code speak
        against it.
    code : str
    clause_ids : collection of str
        Clauses of the study.
    units : mapping of unit to clause_id, optional
        The key of a coding sheet (``key.csv``).

    Raises
    ------
    CodingError
        Naming file, row and column, if a clause is unknown, a column is missing, or nothing is
        marked with the code.
    """
    rows = spreadsheet_rows(path)
    columns = list(rows[0][1]) if rows else []
    sheet = "clause_id" not in columns and "unit" in columns
    coded = [name for name in columns if name.rpartition("_")[0] in _CODED or name in _CODED]
    if not rows or not coded or not (sheet or "clause_id" in columns):
        raise CodingError(
            f"{path.name}: needs the columns clause_id and code (or theme); found "
            f"{', '.join(columns) or 'no row'}."
        )
    if sheet and not units:
        raise CodingError(
            f"{path.name}: is a coding sheet, whose units only its key knows. Give the key.csv "
            f"that was written beside it with --key."
        )
    known = set(clause_ids)
    marked: set[str] = set()
    against: set[str] = set()
    for number, row in rows:
        name = row.get("unit" if sheet else "clause_id", "")
        given = {
            part.strip()
            for column in coded
            for part in row.get(column, "").replace("；", ";").split(";")
            if part.strip()
        }
        if not name or not given:
            continue
        clause_id = (units or {}).get(name, "") if sheet else name
        if clause_id not in known:
            raise CodingError(
                f"{path.name}, row {number}, column {'unit' if sheet else 'clause_id'}: "
                f"{name!r} is no clause of this study."
            )
        denied = row.get("decision", "").strip().casefold() in _NO
        if code in given and not denied:
            marked.add(clause_id)
        elif code in given or sheet:
            against.add(clause_id)
    if not marked:
        raise CodingError(
            f"{path.name}: no clause is marked with {code!r} in {', '.join(coded)}. Is the code "
            f"written as in the codebook?"
        )
    return Marks(frozenset(marked), frozenset(against - marked))


def read_key(path: Path) -> dict[str, str]:
    """Unit to clause of a coding sheet, from its ``key.csv``.

    Raises
    ------
    CodingError
        If it is no key.
    """
    rows = [row for _, row in spreadsheet_rows(path)]
    if not rows or not {"unit", "clause_id"} <= set(rows[0]):
        raise CodingError(f"{path.name}: is no key; it needs the columns unit and clause_id.")
    return {row["unit"]: row["clause_id"] for row in rows}
