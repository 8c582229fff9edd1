"""What changed between two runs: which rows, and what may have caused it (texts, rules, decisions,
codebooks).
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from compare import schema

WATCHED: dict[str, tuple[str, ...]] = {
    "documents": (
        "title", "doc_number", "issuer", "issue_date", "implements", "n_clauses", "sha256",
    ),
    "clauses": ("heading", "kind", "text"), "agencies": ("agency", "family", "role"),
    "amounts": ("low", "high", "unit"), "themes": ("rank", "decided_by"),
    "instruments": ("instrument", "tool"),
    "directives": ("strength",), "pairs": ("level",), "items": ("heading", "evidence"),
    "adoption": ("relation", "basis", "level", "clause_ids", "decided_by", "rules"),
    "actions": ("found", "clause_id", "decided_by"), "origins": ("origin", "template", "item_no"),
    "diffusion": ("relation", "clauses"), "sources": ("relation", "common", "worded"),
}  # fmt: skip


def compare_runs(
    before: Mapping[str, pd.DataFrame], after: Mapping[str, pd.DataFrame]
) -> pd.DataFrame:
    """Cells that differ between the tables of two runs.

    Parameters
    ----------
    before, after : mapping of table name to DataFrame
        As `build_tables` returns them, or as read from CSV: cells are compared as text.

    Returns
    -------
    DataFrame
        ``table, key`` (values of the key, joined with |), ``column`` (``row`` where a whole row
        came or went), ``before, after``; in the order of `schema.TABLES` and of the keys. Only
        columns that carry a judgement are compared (`WATCHED`):
        scores move with every text that is added.
    """
    rows: list[tuple[str, str, str, str, str]] = []
    for name, table in schema.TABLES.items():
        if name in before and name in after:
            rows += _cells(
                name, _indexed(before[name], table.key), _indexed(after[name], table.key)
            )
    return pd.DataFrame(rows, columns=list(schema.CHANGES.columns))


def count_changes(changes: pd.DataFrame) -> pd.DataFrame:
    """Changes by table and column: ``table, column, changed``."""
    return changes.groupby(["table", "column"], sort=False).size().rename("changed").reset_index()


def likely_causes(
    before: Mapping[str, pd.DataFrame], after: Mapping[str, pd.DataFrame]
) -> pd.DataFrame:
    """What went into the two runs that differs.

    Returns
    -------
    DataFrame
        ``cause`` (text, document, rules, decision, codebook), ``what``, ``before, after``.
    """
    rows: list[tuple[str, str, str, str]] = []
    changes = compare_runs(before, after)
    for row in changes[changes["table"] == "documents"].to_dict("records"):
        if row["column"] == "row":
            rows.append(("document", row["key"], row["before"], row["after"]))
        elif row["column"] == "sha256":
            rows.append(("text", row["key"], row["before"][:12], row["after"][:12]))
        elif row["column"] in ("doc_number", "implements", "issue_date"):
            rows.append(("document", f"{row['key']}: {row['column']}", row["before"], row["after"]))
    versions = [
        ";".join(sorted(set(run["adoption"]["rules"].astype(str)))) if "adoption" in run else ""
        for run in (before, after)
    ]
    if versions[0] != versions[1]:
        rows.append(("rules", "version", versions[0], versions[1]))
    decided = changes[(changes["column"] == "decided_by")]
    rows += [
        ("decision", f"{row['table']} {row['key']}", row["before"], row["after"])
        for row in decided.to_dict("records")
    ]
    books = changes[changes["table"] == "items"]
    rows += [
        ("codebook", f"{row['key']}: {row['column']}", row["before"], row["after"])
        for row in books.to_dict("records")
    ]
    return pd.DataFrame(rows, columns=["cause", "what", "before", "after"])


def _indexed(frame: pd.DataFrame, key: tuple[str, ...]) -> pd.DataFrame:
    text = frame.astype("object").where(frame.notna(), "").map(_plain)
    return text.set_index(
        text[list(key)].agg("|".join, axis=1) if len(text) else pd.Index([], dtype="object")
    )


def _plain(value: object) -> str:
    """A cell as text, the same whether it was computed or read back: 3.0 as 3, True as true."""
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value)
    if text in ("True", "False"):
        return text.lower()
    return text[:-2] if text.endswith(".0") and text[:-2].lstrip("-").isdigit() else text


def _cells(name: str, old: pd.DataFrame, new: pd.DataFrame) -> list[tuple[str, str, str, str, str]]:
    rows = [(name, str(key), "row", "present", "") for key in old.index if key not in new.index]
    rows += [(name, str(key), "row", "", "present") for key in new.index if key not in old.index]
    common = [key for key in new.index if key in old.index]
    for column in WATCHED.get(name, ()):
        if column in old and column in new:
            left, right = old.loc[common, column], new.loc[common, column]
            rows += [
                (name, str(key), column, a, b)
                for key, a, b in zip(common, left, right, strict=True)
                if a != b
            ]
    return rows
