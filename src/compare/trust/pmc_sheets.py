"""Coding the PMC index by hand: a sheet of all cells, and how far coders agree."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from compare.adoption.decisions import COLUMNS, joined
from compare.errors import CodingError
from compare.pmc.codebook import PmcBook
from compare.trust.filled_sheets import coder_agreement
from compare.trust.sheets import Field
from compare.trust.spreadsheets import spreadsheet_rows
from compare.words.strings import LANGUAGES, say

VALUE = Field("value", {"1": "1", "0": "0"})
ALL = "all"
"""All variables together, in a table of agreement."""
_CODES = {say(f"code.{word}", lang).casefold(): code for lang in LANGUAGES
          for word, code in (("true", "1"), ("false", "0"))} | {
    "1": "1", "0": "0", "1.0": "1", "0.0": "0", "true": "1", "false": "0"
}  # fmt: skip


def pmc_sheet(documents: pd.DataFrame, book: PmcBook) -> pd.DataFrame:
    """The sheet a coder fills: a row a document and second-level variable, ``value``,
    ``clause_ids`` and ``note`` empty. It shows nothing of what the rules found.
    """
    zh, en = (book.names(lang) for lang in LANGUAGES)
    rows = []
    for doc_id, title in zip(documents["doc_id"], documents["title"], strict=True):
        for code in book.decided:
            first = book.parent(code.id)
            rows.append(
                {
                    "doc_id": doc_id,
                    "title": title,
                    "first_level": f"{first} {zh[first]} {en[first]}",
                    "variable": code.id,
                    "meaning": _meaning(code.id, zh, en, book),
                    "value": "",
                    "clause_ids": "",
                    "note": "",
                }
            )
    return pd.DataFrame(rows)


def _meaning(variable: str, zh: Mapping[str, str], en: Mapping[str, str], book: PmcBook) -> str:
    code = book.codes[variable]
    parts = [f"{zh[variable]} {en[variable]}: {code.definition}"]
    parts += [f"In: {code.includes}."] if code.includes else []
    parts += [f"Out: {code.excludes}."] if code.excludes else []
    return " ".join(parts)


def read_pmc_sheet(
    path: Path, book: PmcBook, owners: Mapping[str, str], documents: pd.DataFrame
) -> pd.DataFrame:
    """Read one filled sheet, xlsx or csv.

    Parameters
    ----------
    path : Path
    book : PmcBook
    owners : mapping of clause_id to doc_id
    documents : DataFrame
        A `schema.DOCUMENTS` table.

    Returns
    -------
    DataFrame
        ``doc_id, variable, value`` (1 or 0), ``clause_ids, note``; cells left empty are not in it.

    Raises
    ------
    CodingError
        If a column is missing, a cell stands twice, or a document, variable, value or clause is
        not known: with file, row, what was found and what may stand there.
    """
    rows = spreadsheet_rows(path)
    needed = ["doc_id", "variable", "value"]
    columns = list(rows[0][1]) if rows else []
    if not set(needed) <= set(columns):
        raise CodingError(f"{path.name}: needs the columns {needed}; found {columns}.")
    known = {code.id for code in book.decided}
    there = set(documents["doc_id"])
    found: dict[tuple[str, str], dict[str, object]] = {}
    for number, row in rows:
        if not row["value"]:
            continue
        where, key = f"{path.name}, row {number}", (row["doc_id"], row["variable"])
        value = _CODES.get(row["value"].casefold())
        clauses = [name.strip() for name in row.get("clause_ids", "").replace("；", ";").split(";")]
        clauses = [name for name in clauses if name]
        if key[0] not in there or key[1] not in known:
            what = "document" if key[0] not in there else "variable"
            named = key[0] if key[0] not in there else key[1]
            raise CodingError(f"{where}: there is no {what} {named!r} in this study.")
        if value is None:
            raise CodingError(f"{where}: value is {row['value']!r}, not one of 1, 0.")
        if key in found:
            raise CodingError(f"{where}: {key[1]} of {key[0]} stands twice. Keep one row.")
        if wrong := [name for name in clauses if owners.get(name) != key[0]]:
            raise CodingError(f"{where}: clause {wrong[0]!r} is none of {key[0]}.")
        found[key] = {
            "doc_id": key[0],
            "variable": key[1],
            "value": int(value),
            "clause_ids": ";".join(clauses),
            "note": row.get("note", ""),
        }
    if not found:
        raise CodingError(f"{path.name}: no cell is filled. Write 1 or 0 into the column value.")
    return pd.DataFrame(list(found.values()))


def pmc_agreement(sheets: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """How far coders agree on the cells, all together and variable by variable.

    Parameters
    ----------
    sheets : mapping of coder to the result of `read_pmc_sheet`

    Returns
    -------
    DataFrame
        ``variable`` (`ALL` first), ``measure`` (alpha, kappa, same), ``coders`` (all, or a pair),
        ``units`` and ``value``, as `compare.trust.coder_agreement` has it. Kappa and alpha are NaN
        where all cells got one value.
    """
    together, apart = {}, {}
    for coder, sheet in sheets.items():
        codes = [(str(value),) for value in sheet["value"]]
        index = sheet["doc_id"] + "/" + sheet["variable"]
        together[coder] = pd.DataFrame({ALL: codes}, index=index)
        coded = sheet.assign(code=pd.Series(codes, index=sheet.index))
        wide = coded.pivot(index="doc_id", columns="variable", values="code")
        order = list(dict.fromkeys(sheet["variable"]))
        apart[coder] = wide[order].astype(object).where(wide[order].notna(), None)
    parts = [coder_agreement(together), coder_agreement(apart)]
    out = pd.concat(parts, ignore_index=True).rename(columns={"field": "variable"})
    return out[~out["measure"].str.contains(":")].reset_index(drop=True)


def pmc_disagreements(sheets: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Every cell on which coders differ: ``doc_id, variable``, a column a coder."""
    wide = _side_by_side(sheets)
    differs = wide.apply(lambda row: row.dropna().nunique() > 1, axis=1)
    return wide[differs].reset_index() if len(wide) else wide.reset_index()


def agreed_decisions(sheets: Mapping[str, pd.DataFrame], reason: str) -> pd.DataFrame:
    """Decisions on the cells that all coders who judged them, and at least two, give one value.

    Parameters
    ----------
    sheets : mapping of coder to the result of `read_pmc_sheet`
    reason : str
        Why, where no coder left a note.

    Returns
    -------
    DataFrame
        The columns of coding/decisions.csv, ready for ``policy-compare decide``.
    """
    rows = []
    wide = _side_by_side(sheets)
    said = {
        (coder, row.doc_id, row.variable): row
        for coder, sheet in sheets.items()
        for row in sheet.itertuples(index=False)
    }
    for key, values in zip(wide.index, wide.to_dict("records"), strict=True):
        doc_id, variable = map(str, key)
        given = pd.Series(values).dropna()
        if len(given) < 2 or given.nunique() > 1:
            continue
        own = [said[str(coder), doc_id, variable] for coder in given.index]
        clauses = dict.fromkeys(name for row in own for name in str(row.clause_ids).split(";"))
        rows.append(
            {
                "doc_id": doc_id,
                "variable": variable,
                "decision": "true" if given.iloc[0] == 1 else "false",
                "clause_ids": ";".join(name for name in clauses if name),
                "reason": joined(str(row.note) for row in own) or reason,
                "who": "; ".join(map(str, given.index)),
            }
        )
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype="str").fillna("")


def _side_by_side(sheets: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Cells by coders, the value of each."""
    columns = {
        coder: sheet.set_index(["doc_id", "variable"])["value"] for coder, sheet in sheets.items()
    }
    order = list(dict.fromkeys(key for column in columns.values() for key in column.index))
    return pd.DataFrame(columns).reindex(pd.MultiIndex.from_tuples(order)).rename_axis(
        ["doc_id", "variable"]
    )  # fmt: skip
