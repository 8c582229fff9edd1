"""Writing decisions and memos into a study, and taking the last writing back.

``coding/journal.jsonl`` keeps each writing with the files as they were before and after it, so
that undoing needs no memory and touches nothing that somebody else wrote meanwhile.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd

from compare.base.atomic import write_text
from compare.base.formula import guarded
from compare.errors import CodingError

FILES = ("decisions.csv", "memos.csv")
KEPT = 50
"""Writings that can be taken back; older ones leave the journal."""


def as_csv(frame: pd.DataFrame) -> str:
    """A table as a spreadsheet opens it: no cell is run as a formula."""
    return frame.astype(str).map(guarded).to_csv(index=False, lineterminator="\n")


def write_coding(root: Path, tables: Mapping[str, pd.DataFrame], *, what: str) -> list[str]:
    """Write ``coding/decisions.csv`` and ``coding/memos.csv``: each whole or not at all, and noted
    in the journal before.

    Parameters
    ----------
    root : Path
        The study folder.
    tables : mapping of file name to DataFrame
        Files of `FILES`; one that would not change is left alone.
    what : str
        What was done, for who undoes it.

    Returns
    -------
    list of str
        Names of the files written.
    """
    folder = Path(root) / "coding"
    before = {name: _text(folder / name) for name in tables}
    after = {
        name: as_csv(table) if len(table) or before[name] is not None else None
        for name, table in tables.items()
    }
    changed = [name for name in tables if after[name] != before[name]]
    if not changed:
        return []
    entry = {
        "when": datetime.now().astimezone().isoformat(timespec="seconds"),
        "what": what,
        "before": {name: before[name] for name in changed},
        "after": {name: after[name] for name in changed},
    }
    _write_journal(folder, [*_journal(folder), entry])
    for name in changed:
        _put(folder / name, after[name])
    return changed


def undo_coding(root: Path) -> str:
    """Take the last writing back.

    Returns
    -------
    str
        What it was, with its time.

    Raises
    ------
    CodingError
        If there is none, or a file was changed since.
    """
    folder = Path(root) / "coding"
    entries = _journal(folder)
    if not entries:
        raise CodingError(f"{folder}: the journal holds nothing to take back.")
    last = entries[-1]
    for name, text in last["after"].items():
        if _text(folder / name) not in (text, last["before"][name]):
            raise CodingError(
                f"{folder / name}: was changed since {last['when']}; nothing was taken back."
            )
    for name, text in last["before"].items():
        _put(folder / name, text)
    _write_journal(folder, entries[:-1])
    return f"{last['what']} ({last['when']})"


def _journal(folder: Path) -> list[dict[str, Any]]:
    text = _text(folder / "journal.jsonl") or ""
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except json.JSONDecodeError as error:
        raise CodingError(
            f"{folder / 'journal.jsonl'}: cannot be read ({error}). Move it away to go on."
        ) from error


def _write_journal(folder: Path, entries: list[dict[str, Any]]) -> None:
    lines = [json.dumps(entry, ensure_ascii=False) for entry in entries[-KEPT:]]
    write_text(folder / "journal.jsonl", "".join(f"{line}\n" for line in lines))


def _text(path: Path) -> str | None:
    if not path.is_file():
        return None
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def _put(path: Path, text: str | None) -> None:
    if text is None:
        path.unlink(missing_ok=True)
    else:
        write_text(path, text)
