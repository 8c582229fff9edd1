"""The hand coding that a study brings in ``coding/``, as tables: read to measure, never by an
analysis.
"""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from compare.errors import CodingError


@dataclass(frozen=True)
class HandCoding:
    """What two passes of reading say, one table a question; empty tables where nothing was coded.

    Attributes
    ----------
    units : DataFrame
        ``unit``, ``doc_id``, ``kind``, ``heading``, ``first`` and ``last`` (characters of the
        body, no white space).
    agencies : DataFrame
        ``unit``, ``raw``, ``family``, ``role``.
    themes : DataFrame
        ``unit``, ``code``, ``rank``, ``agreed`` (given by both passes).
    instruments : DataFrame
        ``unit``, ``code``; units on which the passes differ are left out.
    amounts : DataFrame
        ``unit``, ``raw``, ``low``, ``high``, ``measure``, ``bounds_agreed``.
    counterparts : DataFrame
        ``a``, ``b`` (units, a < b), ``level``; empty level = the passes differ.
    items : DataFrame
        ``template`` (the number before 号), ``doc_id``, ``unit``, ``item_no``, ``agreed``.
    actions : DataFrame
        ``template``, ``doc_id``, ``action_id``, ``found`` (``<NA>`` where the passes differ).
    ceilings : DataFrame
        ``question``, ``measure``, ``ceiling``, ``meaning``: agreement of the passes.
    """

    units: pd.DataFrame
    agencies: pd.DataFrame
    themes: pd.DataFrame
    instruments: pd.DataFrame
    amounts: pd.DataFrame
    counterparts: pd.DataFrame
    items: pd.DataFrame
    actions: pd.DataFrame
    ceilings: pd.DataFrame


_COLUMNS = {
    "units": ["unit", "doc_id", "kind", "heading", "first", "last"],
    "agencies": ["unit", "raw", "family", "role"], "themes": ["unit", "code", "rank", "agreed"],
    "instruments": ["unit", "code"],
    "amounts": ["unit", "raw", "low", "high", "measure", "bounds_agreed"],
    "counterparts": ["a", "b", "level"],
    "items": ["template", "doc_id", "unit", "item_no", "agreed"],
    "actions": ["template", "doc_id", "action_id", "found"],
    "ceilings": ["question", "measure", "ceiling", "meaning"],
}  # fmt: skip


@dataclass
class _Rows:
    rows: dict[str, list[dict[str, Any]]] = field(
        default_factory=lambda: {name: [] for name in _COLUMNS}
    )

    def add(self, table: str, **values: Any) -> None:
        self.rows[table].append(values)

    def coding(self) -> HandCoding:
        frames = {
            name: pd.DataFrame(self.rows[name], columns=columns)
            for name, columns in _COLUMNS.items()
        }
        frames["actions"]["found"] = frames["actions"]["found"].astype("boolean")
        for name, column in (
            ("themes", "agreed"),
            ("items", "agreed"),
            ("amounts", "bounds_agreed"),
        ):
            frames[name][column] = frames[name][column].astype(bool)
        for column in ("low", "high"):
            frames["amounts"][column] = frames["amounts"][column].astype(float)
        return HandCoding(**frames)


def read_hand_coding(root: Path) -> HandCoding:
    """Read ``coding/`` of the study folder `root`; a study without it gives empty tables.

    Raises
    ------
    CodingError
        If a file is no JSON or lacks what its kind must hold.
    """
    rows = _Rows()
    for path in sorted((Path(root) / "coding").glob("*.json")):
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            if "measures" in data:
                _document(data, path.stem, rows)
            elif path.stem == "align":
                _counterparts(data, rows)
            elif match := re.fullmatch(r"(adopt|actions)(\d+)", path.stem):
                (_items if match[1] == "adopt" else _actions)(data, match[2], rows)
        except (
            json.JSONDecodeError,
            KeyError,
            TypeError,
            AttributeError,
            UnicodeDecodeError,
        ) as error:
            raise CodingError(
                f"coding/{path.name}: cannot be read as coding ({error!r}). See "
                f"coding/CODEBOOK.md for its form."
            ) from error
    table = Path(root) / "coding" / "ceilings.csv"
    if table.is_file():
        for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines()):
            rows.add("ceilings", **{**row, "ceiling": float(row["ceiling"])})
    return rows.coding()


def _document(data: dict, doc_id: str, rows: _Rows) -> None:
    for measure in data["measures"]:
        unit = measure["id"]
        rows.add("units", unit=unit, doc_id=doc_id, kind=measure["kind"], heading=measure["title"],
                 first=measure["first"], last=measure["last"])  # fmt: skip
        for agency in measure["agencies"]:
            rows.add(
                "agencies",
                unit=unit,
                raw=agency["raw"],
                family=agency["family"],
                role=agency["role"],
            )
        both = measure["themes_agreed"]
        for rank, code in enumerate(
            [*both, *(code for code in measure["themes_either"] if code not in both)], 1
        ):
            rows.add("themes", unit=unit, code=code, rank=rank, agreed=code in both)
        if measure["instrument"]:
            rows.add("instruments", unit=unit, code=measure["instrument"])
        for amount in measure["amounts"]:
            rows.add(
                "amounts",
                unit=unit,
                raw=amount["text"],
                low=amount["low"],
                high=amount["high"],
                measure=amount["unit"],
                bounds_agreed=amount["bounds_agreed"],
            )


def _counterparts(data: dict, rows: _Rows) -> None:
    for pair in data["agreed"]:
        a, b = sorted((pair["a"], pair["b"]))
        rows.add("counterparts", a=a, b=b, level=pair["level"])
    for pair in data["disputed"]:
        a, b = sorted(pair)
        rows.add("counterparts", a=a, b=b, level="")


def _items(data: dict, template: str, rows: _Rows) -> None:
    """Either one document a key, or one document alone, which its units then name."""
    parts = [data] if "agreed" in data else list(data.values())
    for part in parts:
        pairs = [(link["unit"], link["item"], True) for link in part["agreed"]] + [
            (*link, False) for link in part["disputed"]
        ]
        for unit, item, agreed in pairs:
            rows.add(
                "items",
                template=template,
                doc_id=unit.rsplit("-", 1)[0],
                unit=unit,
                item_no=item,
                agreed=agreed,
            )


def _actions(data: dict, template: str, rows: _Rows) -> None:
    for doc_id, found in data.items():
        for action, value in found.items():
            rows.add("actions", template=template, doc_id=doc_id, action_id=action, found=value)
