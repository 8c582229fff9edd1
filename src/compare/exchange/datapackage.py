"""The tables as a Frictionless Data Package: every column with type, meaning, unit and codes, from
`compare.schema`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from compare.base.extras import require
from compare.errors import PolicyCompareError
from compare.schema import TABLES, Column

_TYPES = {"str": "string", "int": "integer", "float": "number", "bool": "boolean"}
_PARENT = {
    "doc_id": "documents",
    "clause_id": "clauses",
}  # column → table whose key it is, where never empty
_LOOSE = {("actions", "clause_id")}  # empty where the action was not found


def data_package(
    tables: Mapping[str, pd.DataFrame],
    contents: Mapping[str, bytes],
    *,
    name: str,
    title: str,
    withheld: bool = False,
) -> bytes:
    """``datapackage.json`` for the tables as CSV.

    Parameters
    ----------
    tables : mapping of name to DataFrame
    contents : mapping of path to bytes
        ``tables/NAME.csv`` as written, whose size and hash are recorded.
    name, title : str
        Of the package.
    withheld : bool
        Passages were emptied: codes and keys still hold.
    """
    resources = [_resource(table, frame, contents) for table, frame in tables.items()]
    package: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": _slug(name),
        "title": title,
        "resources": resources,
    }
    if withheld:
        package["description"] = (
            "Passages of texts that may not be passed on are empty; see README.md."
        )
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def faults_of_package(folder: Path) -> list[str]:
    """What Frictionless finds wrong with the package in a folder; empty where it is valid.

    Raises
    ------
    PolicyCompareError
        If Frictionless is not installed.
    """
    frictionless = require("frictionless", purpose="Validating the data package")
    report = frictionless.Package.from_descriptor(
        json.loads((folder / "datapackage.json").read_text(encoding="utf-8")), basepath=str(folder)
    ).validate()
    rows = report.flatten(["title", "rowNumber", "fieldName", "message"])
    return [" ".join(str(part) for part in row if part) for row in rows]


def _resource(name: str, frame: pd.DataFrame, contents: Mapping[str, bytes]) -> dict[str, Any]:
    path = f"tables/{name}.csv"
    if path not in contents:
        raise PolicyCompareError(f"{path} is not among the files of the package.")
    declared = TABLES.get(name)
    columns = {**declared.columns, **declared.further} if declared else {}
    fields = [
        _field(str(column), columns.get(str(column)), frame[column]) for column in frame.columns
    ]
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if declared:
        schema["primaryKey"] = list(declared.key)
        parents = [
            column for column in _PARENT if column in frame.columns and _PARENT[column] != name
        ]
        keys = [
            {"fields": [column], "reference": {"resource": _PARENT[column], "fields": [column]}}
            for column in parents
            if (name, column) not in _LOOSE
        ]
        if keys:
            schema["foreignKeys"] = keys
    content = contents[path]
    return {
        "name": name,
        "path": path,
        "profile": "tabular-data-resource",
        "title": declared.meaning if declared else name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": schema,
    }


def _field(name: str, column: Column | None, values: pd.Series) -> dict[str, Any]:
    kind = _TYPES[column.dtype] if column else _guessed(values)
    field: dict[str, Any] = {"name": name, "type": kind}
    if column:
        field["description"] = column.meaning + (f" (unit: {column.unit})" if column.unit else "")
    if kind == "boolean":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    codes = [code for code in (column.allowed or ()) if code] if column else []
    if codes:
        field["constraints"] = {"enum": codes}
    return field


def _guessed(values: pd.Series) -> str:
    if pd.api.types.is_bool_dtype(values):
        return "boolean"
    if pd.api.types.is_integer_dtype(values):
        return "integer"
    return "number" if pd.api.types.is_float_dtype(values) else "string"


def _slug(name: str) -> str:
    kept = "".join(
        letter if letter.isascii() and letter.isalnum() else "-" for letter in name.lower()
    )
    return kept.strip("-") or "study"
