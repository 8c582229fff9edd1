"""Codings that came back, as what the project already reads: coding sheets and decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from compare.adoption.decisions import COLUMNS as DECISIONS
from compare.errors import CodingError
from compare.exchange.refi_write import AUTOMATIC
from compare.schema import ADOPTED
from compare.trust.sheets import Field


def coding_key(clauses: pd.DataFrame) -> pd.DataFrame:
    """The key of sheets made from codings: every clause is a unit of its own name."""
    return pd.DataFrame(
        {
            "unit": clauses["clause_id"],
            "clause_id": clauses["clause_id"],
            "doc_id": clauses["doc_id"],
        }
    )


def coding_sheets(
    codings: pd.DataFrame,
    clauses: pd.DataFrame,
    fields: Sequence[Field],
    *,
    sides: Mapping[str, str] | None = None,
) -> dict[str, pd.DataFrame]:
    """A filled coding sheet a coder, as `compare.trust.filled_sheets.read_sheet` reads it.

    Codes of a clause stand in the order in which they were given in the project; a clause that a
    coder left without any code stays empty, which means *not judged*. `sides` names the instrument
    of each tool: a clause that has a tool only has its instrument, too.

    Raises
    ------
    CodingError
        If a coder gave a clause more codes of a field than the study's codebook allows.
    """
    sheets = {}
    codings = pd.concat([codings, _instruments_of_tools(codings, sides or {})], ignore_index=True)
    for coder, given in codings[codings["clause_id"] != ""].groupby("coder", sort=True):
        sheet = (
            clauses[["clause_id", "heading", "text"]]
            .rename(columns={"clause_id": "unit"})
            .reset_index(drop=True)
        )
        place = {unit: row for row, unit in enumerate(sheet["unit"])}
        for field in fields:
            for column in field.columns:
                sheet[column] = ""
            rows = given[given["kind"] == field.name]
            for clause, codes in rows.groupby("clause_id", sort=False)["code"]:
                distinct = list(dict.fromkeys(codes))
                if len(distinct) > field.most:
                    raise CodingError(
                        f"{coder}: {clause} has {len(distinct)} codes for {field.name} "
                        f"({', '.join(distinct)}), at most "
                        f"{field.most} may be given. Remove the weaker ones in the project."
                    )
                for column, code in zip(field.columns, distinct, strict=False):
                    sheet.loc[place[clause], column] = code
        told: dict[str, list[str]] = {}
        for clause, note in zip(given["clause_id"], given["note"], strict=True):
            if note and note not in told.setdefault(clause, []):
                told[clause].append(note)
        sheet["note"] = [" ".join(told.get(unit, ())) for unit in sheet["unit"]]
        sheets[str(coder)] = sheet
    return sheets


def _instruments_of_tools(codings: pd.DataFrame, sides: Mapping[str, str]) -> pd.DataFrame:
    tools = codings[(codings["kind"] == "tool") & codings["code"].isin(sides)]
    return tools.assign(kind="instrument", code=tools["code"].map(sides), note="")


def unknown_codes(codings: pd.DataFrame) -> pd.DataFrame:
    """Codes of the project that the study has not: ``name``, ``codings``."""
    other = codings[codings["kind"] == ""]
    return other.groupby("name", sort=True).size().rename("codings").reset_index()


def proposed_decisions(
    codings: pd.DataFrame, adoption: pd.DataFrame, *, who: str = "", when: str = ""
) -> pd.DataFrame:
    """What the adoption codes of a project say against the ledger, as rows of ``decisions.csv``.

    A coding that somebody added decides for its level; an item whose every coding was removed is
    decided ``absent``. Removals can only be seen in a project that was exported with the automatic
    codes: where no automatic coding is left at all, none is read. What agrees with the ledger is
    no decision and is left out.

    Parameters
    ----------
    codings : DataFrame
        From `compare.exchange.refi_read.read_codings`.
    adoption : DataFrame
        The ledger that was exported.
    who : str
        Who removed codings; removals are left out without it, since a project does not record them.
    when : str
        Date of the decisions.
    """
    found = _by_cell(codings[codings["kind"] == "adoption"])
    exported_codes = bool((codings["coder"] == AUTOMATIC).any())
    rows = []
    for row in adoption.to_dict("records"):
        if row["relation"] == "control":
            continue
        given = found.get((str(row["template"]), int(row["item_no"]), str(row["doc_id"])), [])
        added = [coding for coding in given if coding["coder"] != AUTOMATIC]
        before = str(row["level"])
        if added:
            level, proofs = added[0]["level"], {coding["clause_id"] for coding in added}
            same = before == level and proofs <= set(str(row["clause_ids"]).split(";"))
            if not same:
                note = next(
                    (coding["note"] for coding in added if coding["note"]),
                    "coded so in the project",
                )
                rows.append(_decision(row, level, sorted(proofs), note, added[0]["coder"], when))
        elif not given and before in ADOPTED and exported_codes and who:
            rows.append(
                _decision(
                    row,
                    "absent",
                    [],
                    "every coding of the item was removed in the project",
                    who,
                    when,
                )
            )
    return pd.DataFrame(rows, columns=list(DECISIONS), dtype="str").fillna("")


def _by_cell(codings: pd.DataFrame) -> dict[tuple[str, int, str], list[dict]]:
    out: dict[tuple[str, int, str], list[dict]] = {}
    for coding in codings[codings["clause_id"] != ""].to_dict("records"):
        template, item_no, level = str(coding["code"]).rsplit("#", 2)
        out.setdefault((template, int(item_no), coding["doc_id"]), []).append(
            {**coding, "level": level}
        )
    return out


def _decision(
    row: dict, level: str, proofs: list[str], reason: str, who: str, when: str
) -> dict[str, str]:
    return {
        "template": str(row["template"]),
        "item_no": str(row["item_no"]),
        "action_id": "",
        "doc_id": str(row["doc_id"]),
        "decision": level,
        "clause_ids": ";".join(proofs),
        "reason": " ".join(reason.split()),
        "who": who,
        "when": when,
    }
