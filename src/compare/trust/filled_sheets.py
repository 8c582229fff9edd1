"""Reading filled coding sheets, and how far their coders agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path

import pandas as pd

from compare.errors import CodingError
from compare.trust.agreement import cohen_kappa, krippendorff_alpha, set_alpha
from compare.trust.sheets import Field
from compare.trust.spreadsheets import spreadsheet_rows


def read_sheet(path: Path, fields: Sequence[Field]) -> pd.DataFrame:
    """Read one filled sheet, xlsx or csv.

    Returns
    -------
    DataFrame
        Index ``unit``; one column a field: a tuple of codes, most central first, or None where the
        coder left the unit empty. ``note`` as written.

    Raises
    ------
    CodingError
        If a column is missing, a unit stands twice, or a code is not in the codebook: with file,
        row, what was found and what may stand there.
    """
    rows = spreadsheet_rows(path)
    if not rows:
        raise CodingError(
            f"{path.name}: holds no row. Fill a sheet written by 'policy-compare coding sheet'."
        )
    columns = set(rows[0][1])
    fields = [field for field in fields if columns & set(field.columns)]
    if "unit" not in columns or not fields:
        raise CodingError(
            f"{path.name}: needs the column 'unit' and one to code, such as theme_1; "
            f"found {sorted(columns)}."
        )
    table: dict[str, dict[str, object]] = {}
    for number, row in rows:
        unit = row.get("unit", "")
        if not unit:
            if any(row.get(column) for field in fields for column in field.columns):
                raise CodingError(
                    f"{path.name}, row {number}: has codes but no unit. Put back the unit "
                    f"of that row."
                )
            continue
        if unit in table:
            raise CodingError(
                f"{path.name}, row {number}: unit {unit} stands twice. Keep one row a unit."
            )
        table[unit] = {field.name: _codes(row, field, path.name, number) for field in fields} | {
            "note": row.get("note", "")
        }
    return pd.DataFrame.from_dict(table, orient="index").rename_axis("unit")


def _codes(row: Mapping[str, str], field: Field, name: str, number: int) -> tuple[str, ...] | None:
    found: list[str] = []
    known = {code.casefold(): code for code in field.codes}
    for column in field.columns:
        # Several codes may also stand in one cell.
        for value in row.get(column, "").replace("；", ";").split(";"):
            code = value.strip()
            if not code:
                continue
            if code.casefold() not in known:
                raise CodingError(
                    f"{name}, row {number}: {column} is {code!r}, not one of "
                    f"{', '.join(field.codes)}."
                )
            if known[code.casefold()] not in found:
                found.append(known[code.casefold()])
    if len(found) > field.most:
        raise CodingError(
            f"{name}, row {number}: {len(found)} codes for {field.name}, at most "
            f"{field.most} may be given."
        )
    return tuple(found) or None


def coder_agreement(sheets: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Agreement of all coders, field by field.

    Parameters
    ----------
    sheets : mapping of coder to the result of `read_sheet`

    Returns
    -------
    DataFrame
        ``field``, ``measure``, ``coders`` (all, or a pair), ``units`` (judged by at least two, or
        by both) and
        ``value``. Measures: ``alpha`` (Krippendorff's, nominal, of the first code), ``alpha_sets``
        (of the sets of codes, MASI distance; fields with several codes), ``alpha:CODE`` (whether a
        unit has that code),
        ``kappa`` (Cohen's, of the first code) and ``same`` (share of units with the same codes) a
        pair.
    """
    rows: list[tuple[str, str, str, int, float]] = []
    for field in _fields(sheets):
        given = pd.DataFrame(
            {coder: sheet[field] for coder, sheet in sheets.items() if field in sheet}
        )
        given = given.map(lambda value: value if isinstance(value, tuple) else None)
        first = given.map(lambda value: value[0] if value else None)
        judged = int((given.notna().sum(axis=1) >= 2).sum())
        rows.append((field, "alpha", "all", judged, krippendorff_alpha(first)))
        if any(len(value) > 1 for value in given.to_numpy().ravel() if value):
            sets = given.map(lambda value: frozenset(value) if value else None)
            rows.append((field, "alpha_sets", "all", judged, set_alpha(sets)))
        for code in sorted({code for value in given.to_numpy().ravel() if value for code in value}):
            has = given.map(lambda value, code=code: (code in value) if value else None)
            rows.append((field, f"alpha:{code}", "all", judged, krippendorff_alpha(has)))
        for one, other in combinations(given.columns, 2):
            both = given[[one, other]].dropna()
            pair = f"{one}–{other}"
            kappa = cohen_kappa(
                [value[0] for value in both[one]], [value[0] for value in both[other]]
            )
            same = [set(a) == set(b) for a, b in zip(both[one], both[other], strict=True)]
            rows.append((field, "kappa", pair, len(both), kappa))
            rows.append(
                (field, "same", pair, len(both), sum(same) / len(same) if same else float("nan"))
            )
    return pd.DataFrame(rows, columns=["field", "measure", "coders", "units", "value"])


def disagreements(sheets: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Every unit and field on which coders differ: ``unit``, ``field``, a column a coder, codes
    joined with ``;``.
    """
    rows = []
    for field in _fields(sheets):
        given = pd.DataFrame(
            {coder: sheet[field] for coder, sheet in sheets.items() if field in sheet}
        )
        for unit, row in given.iterrows():
            judged = {str(coder): value for coder, value in row.items() if isinstance(value, tuple)}
            if (
                len({tuple(sorted(value)) for value in judged.values()}) > 1
                or len({v[0] for v in judged.values()}) > 1
            ):
                rows.append(
                    {
                        "unit": unit,
                        "field": field,
                        **{name: ";".join(map(str, judged.get(name, ()))) for name in sheets},
                    }
                )
    return pd.DataFrame(rows, columns=["unit", "field", *sheets]).sort_values(
        ["unit", "field"], ignore_index=True
    )


def passes(sheets: Mapping[str, pd.DataFrame], field: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Codes that every coder of a unit gave, and codes that any gave: what
    `reliability.code_scores` asks for.

    Returns
    -------
    agreed, either : DataFrame
        ``unit`` and ``code``; units judged by one coder alone are left out.
    """
    columns_in = [sheet[field] for sheet in sheets.values() if field in sheet]
    agreed: list[tuple[str, str]] = []
    either: list[tuple[str, str]] = []
    for unit in dict.fromkeys(str(unit) for column in columns_in for unit in column.index):
        sets = [
            set(column[unit])
            for column in columns_in
            if unit in column.index and isinstance(column[unit], tuple)
        ]
        if len(sets) >= 2:
            agreed += [(unit, code) for code in sorted(set.intersection(*sets))]
            either += [(unit, code) for code in sorted(set.union(*sets))]
    columns = ["unit", "code"]
    return pd.DataFrame(agreed, columns=columns), pd.DataFrame(either, columns=columns)


def _fields(sheets: Mapping[str, pd.DataFrame]) -> list[str]:
    return list(
        dict.fromkeys(
            str(column) for sheet in sheets.values() for column in sheet if column != "note"
        )
    )
