"""Decisions of several coders: read, merged, and how far the coders agree."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from compare.adoption.decisions import (
    ALLOWED,
    COLUMNS,
    KEY,
    KINDS,
    fault_of,
    joined,
    kind_of,
    named_columns,
)
from compare.base.intervals import DRAWS, FEWEST, SEED, percentiles, wilson
from compare.base.rows import rows_of
from compare.errors import CodingError
from compare.trust.agreement import cohen_kappa, krippendorff_alpha
from compare.trust.spreadsheets import spreadsheet_rows

WITHDRAWN = "automatic"
"""The decision that takes a decision back: what the rule says holds again."""
Thing = tuple[str, ...]


def read_coder_file(path: Path) -> tuple[str, pd.DataFrame]:
    """Decisions or memos as the page or a person wrote them, CSV or Excel.

    Returns
    -------
    kind : {"decisions", "memos"}
    rows : DataFrame
        Every column of its kind, with ``file`` and ``row``.

    Raises
    ------
    CodingError
        If it is neither, or lacks a column.
    """
    from compare.study.memos import named_columns as memo_columns

    rows = spreadsheet_rows(path)
    frame = pd.DataFrame([row for _, row in rows])
    columns = set(frame.columns)
    if "unit" in columns:
        raise CodingError(
            f"{path.name}: is a coding sheet. Sheets measure agreement: policy-compare coding read "
            f"{path.name}."
        )
    places: dict[str, Any] = {"file": path.name, "row": [number for number, _ in rows]}
    if "memo" in columns:
        return "memos", memo_columns(frame, name=path.name).assign(**places)
    if not rows:
        return "decisions", pd.DataFrame(columns=[*COLUMNS, "file", "row"], dtype="str")
    return "decisions", named_columns(frame, name=path.name).assign(**places)


def faults(given: pd.DataFrame) -> dict[int, str]:
    """What is wrong with single rows, and with a coder who decides one thing twice: row → why."""
    found: dict[int, str] = {}
    seen: dict[tuple, tuple[Any, str]] = {}
    for at, row in enumerate(rows_of(given)):
        withdrawn = row.decision == WITHDRAWN and bool(kind_of(row))
        word = ALLOWED[kind_of(row)][-1] if withdrawn else row.decision
        if why := fault_of(row._replace(decision=word)):
            found[at] = why
            continue
        thing = (row.who, *thing_of(row))
        value, place = seen.setdefault(thing, (value_of(row), f"{row.file}, row {row.row}"))
        if value != value_of(row):
            found[at] = f"{row.who} decides the same otherwise in {place}."
    return found


def thing_of(row: Any) -> Thing:
    """What a row decides about."""
    return tuple(str(getattr(row, name)) for name in KEY)


def value_of(row: Any) -> tuple[str, str]:
    """What it decides: the decision and the clauses named, in any order."""
    return row.decision, ";".join(sorted(row.clause_ids.split(";")))


@dataclass(frozen=True)
class Merged:
    """`decisions` as they will stand, and what the coders did not settle."""

    decisions: pd.DataFrame
    disagreements: pd.DataFrame


def merge_decisions(
    standing: pd.DataFrame, given: pd.DataFrame, *, prefer: Sequence[str] = ()
) -> Merged:
    """One decision a thing, from what stands in the study and what coders give.

    Where all who judged a thing agree, that holds. Else a row that ``settles`` holds, else that of
    the coder who is preferred; without either what stood before stays, and the thing is listed.

    Parameters
    ----------
    standing, given : DataFrame
        Rows with every column of `COLUMNS`, checked.
    prefer : sequence of str
        Coders, the first before the second.

    Returns
    -------
    Merged
        ``disagreements``: the columns of `KEY`, and a column a coder with what each decided.
    """
    before = {thing_of(row): row for row in rows_of(standing)}
    said: dict[Thing, dict[str, Any]] = {}
    for row in rows_of(standing):
        for coder in [name.strip() for name in row.who.split(";") if name.strip()]:
            said.setdefault(thing_of(row), {})[coder] = row
    new: dict[Thing, list[Any]] = {}
    for row in rows_of(given):
        said.setdefault(thing_of(row), {})[row.who] = row
        new.setdefault(thing_of(row), []).append(row)
    kept: list[dict[str, str]] = []
    open_: list[dict[str, str]] = []
    for thing, coders in said.items():
        settled = [row for row in new.get(thing, []) if row.settles == "true"] or [
            row for row in coders.values() if row.settles == "true"
        ]
        if len({value_of(row) for row in coders.values()}) == 1:
            chosen = list(coders.values())
        elif len({value_of(row) for row in settled}) == 1:
            chosen = settled
        else:
            first = next((coders[name] for name in prefer if name in coders), None)
            chosen = [first._replace(settles="true")] if first is not None else []
            if first is None:
                open_.append(
                    dict(zip(KEY, thing, strict=True))
                    | {name: _written(row) for name, row in coders.items()}
                )
                chosen = [before[thing]] if thing in before else []
        if chosen and chosen[0].decision != WITHDRAWN:
            kept.append(_one(chosen))
    names = list(dict.fromkeys(name for coders in said.values() for name in coders))
    return Merged(
        pd.DataFrame(kept, columns=list(COLUMNS), dtype="str"),
        pd.DataFrame(open_, columns=[*KEY, *names], dtype="str").fillna(""),
    )


def _written(row: Any) -> str:
    clauses = f" ({row.clause_ids})" if row.clause_ids else ""
    return f"{row.decision}{clauses}: {row.reason}"


def _one(rows: Sequence[Any]) -> dict[str, str]:
    """One row for several that say the same."""
    first = {name: str(getattr(rows[0], name)) for name in COLUMNS}
    return first | {
        "who": joined(row.who for row in rows),
        "reason": joined(row.reason for row in rows),
        "when": max(row.when for row in rows),
        "settles": "true" if any(row.settles == "true" for row in rows) else "",
    }


def decided_agreement(given: pd.DataFrame) -> pd.DataFrame:
    """How far coders agree on what more than one of them decided.

    Returns
    -------
    DataFrame
        ``kind`` (`KINDS`), ``measure`` (same, kappa, alpha), ``coders`` (a pair, or all),
        ``units``, ``value``, ``low``, ``high``: 95 % intervals, of a share Wilson's, else from
        resampled units; none below ten units.
    """
    rows: list[tuple[str, str, str, int, float, float, float]] = []
    for kind in KINDS:
        own = [row for row in rows_of(given) if kind_of(row) == kind]
        table: dict[Thing, dict[str, str]] = {}
        for row in own:
            word = "true" if row.decision == "main" else row.decision
            table.setdefault(thing_of(row), {})[row.who] = word
        codings = pd.DataFrame(list(table.values()), dtype="object")
        codings = codings[codings.notna().sum(axis=1) >= 2].reset_index(drop=True)
        if not len(codings):
            continue
        for one, other in combinations(codings.columns, 2):
            both = codings[[one, other]].dropna()
            if not len(both):
                continue
            pair, n = f"{one}–{other}", len(both)
            hits = int((both[one] == both[other]).sum())
            bounds = wilson(hits, n) if n >= FEWEST else (np.nan, np.nan)
            rows.append((kind, "same", pair, n, hits / n, *bounds))
            rows.append((kind, "kappa", pair, n, *_resampled(both, _kappa)))
        rows.append((kind, "alpha", "all", len(codings), *_resampled(codings, krippendorff_alpha)))
    columns = ["kind", "measure", "coders", "units", "value", "low", "high"]
    return pd.DataFrame(rows, columns=columns)


def _kappa(both: pd.DataFrame) -> float:
    return cohen_kappa(list(both.iloc[:, 0]), list(both.iloc[:, 1]))


def _resampled(
    codings: pd.DataFrame, measure: Callable[[pd.DataFrame], float]
) -> tuple[float, float, float]:
    """A measure and its percentile interval over resampled units; draws that do not define it are
    left out.
    """
    value, n = measure(codings), len(codings)
    if n < FEWEST or np.isnan(value):
        return value, np.nan, np.nan
    chosen = np.random.default_rng(SEED).integers(0, n, size=(DRAWS // 4, n))
    drawn = np.array([measure(codings.iloc[rows].reset_index(drop=True)) for rows in chosen])
    drawn = drawn[~np.isnan(drawn)]
    low, high = percentiles(drawn) if len(drawn) else (np.nan, np.nan)
    return value, float(low), float(high)


def refusals(given: pd.DataFrame, why: Mapping[int, str]) -> list[str]:
    """Each refused row by file and row, in the order of the rows."""
    places = given[["file", "row"]].to_dict("records")
    return [f"{places[at]['file']}, row {places[at]['row']}: {why[at]}" for at in sorted(why)]
