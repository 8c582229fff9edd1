"""What a declaration of a table says, and how a frame is held against it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from compare.errors import SchemaError


@dataclass(frozen=True, slots=True)
class Column:
    """One column: pandas type family, meaning in one line, unit, and the codes it may hold."""

    dtype: str  # "str", "int", "float", "bool"
    meaning: str
    unit: str = ""
    allowed: tuple[str, ...] | None = None


_EMPTY: dict[str, Any] = {"str": "str", "int": "int64", "float": "float64", "bool": "boolean"}


@dataclass(frozen=True, slots=True)
class Table:
    """A declared table: `columns` are the contract, `further` ones may follow and are described
    here, too.
    """

    name: str
    key: tuple[str, ...]
    meaning: str
    columns: dict[str, Column] = field(default_factory=dict)
    further: dict[str, Column] = field(default_factory=dict)

    @property
    def every(self) -> dict[str, Column]:
        """Declared columns and those that may follow."""
        return self.columns | self.further

    def frame(self, rows: list[dict] | None = None) -> pd.DataFrame:
        """Build a checked frame from dictionaries, declared columns first; no rows give an empty
        typed frame.
        """
        rows = rows or []
        names = dict.fromkeys(name for row in rows for name in row)
        extra = [name for name in names if name not in self.columns]
        typed = {
            name: _typed([row.get(name) for row in rows], column.dtype)
            for name, column in self.columns.items()
        }
        frame = pd.DataFrame(typed)
        if extra:
            frame = frame.join(
                pd.DataFrame(
                    [{name: row.get(name) for name in extra} for row in rows], columns=extra
                )
            )
        return self.check(frame)

    def check(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return `frame` unchanged, or raise `SchemaError` naming table, column, value and the
        record it sits in.
        """
        missing = [name for name in self.columns if name not in frame.columns]
        if missing:
            raise SchemaError(
                f"{self.name}: columns {missing} are missing; found {list(frame.columns)}."
            )
        for name, column in self.columns.items():
            values = frame[name]
            if not _FAMILY[column.dtype](values.dtype):
                raise SchemaError(
                    f"{self.name}.{name}: type {values.dtype}, expected {column.dtype}."
                )
            if column.allowed is not None and not values.isin(column.allowed).all():
                wrong = frame[~values.isin(column.allowed)]
                raise SchemaError(
                    f"{self.name}.{name}: {sorted(set(wrong[name]))} not among "
                    f"{list(column.allowed)} "
                    f"(first at {list(wrong[list(self.key)].iloc[0])})."
                )
        doubled = frame[frame.duplicated(list(self.key))]
        if len(doubled):
            raise SchemaError(
                f"{self.name}: key {self.key} is not unique: "
                f"{list(doubled[list(self.key)].iloc[0])}."
            )
        return frame


def _typed(values: list, dtype: str) -> pd.Series:
    # One conversion a column: casting a finished frame column by column costs ten times as much.
    if dtype == "str":
        return pd.Series(
            [
                "" if value is None or value is pd.NA or value != value else str(value)
                for value in values
            ],
            dtype="str",
        )
    return pd.Series(values, dtype=_EMPTY[dtype])


_FAMILY = {
    "str": lambda dtype: pd.api.types.is_string_dtype(dtype) or pd.api.types.is_object_dtype(dtype),
    "int": pd.api.types.is_integer_dtype,
    "float": pd.api.types.is_float_dtype,
    "bool": pd.api.types.is_bool_dtype,
}
