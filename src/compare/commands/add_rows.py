"""``policy-compare add FILE.xlsx``: a table of which each row is a document."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from compare.commands.telling import in_words, labelled, tell, told

if TYPE_CHECKING:
    from compare.reading.row import Row
    from compare.study.columns import Columns
    from compare.study.take_in import Candidate

EXAMPLES = 20  # rows among which an example is looked for
_SHOWN = 36  # characters of an example cell
_OUTCOMES = ("added", "would be added", "known", "doubted", "refused")


def run_rows(
    path: Path,
    root: Path,
    *,
    given: Mapping[str, str],
    sheet: str = "",
    yes: bool = False,
    dry_run: bool = False,
    facts: Mapping[str, str],
    as_json: bool = False,
) -> bool:
    """Show the columns, understand every row, write; return whether a row was left out.

    Raises
    ------
    typer.Exit
        Where the columns are in doubt and nobody confirms them: nothing is written then.
    """
    from compare.commands.progress import Shown
    from compare.reading.sheets import read_rows
    from compare.study.columns import columns_in
    from compare.study.enter import enter
    from compare.study.row_texts import row_texts
    from compare.study.rows_in import row_candidates

    columns = columns_in(path, given, sheet=sheet)
    if not as_json:
        show_columns(path, columns, list(islice(read_rows(path, sheet=sheet), EXAMPLES)))
    if not dry_run:
        confirm(columns, yes=yes, given=given)
    rows = row_texts(read_rows(path, sheet=sheet), columns)
    with Shown() as progress:
        found = row_candidates(root, rows, str(path), facts=facts, progress=progress)
        wanted = [candidate for candidate in found if not candidate.doubts or yes]
        progress.step("writing")
        new = [] if dry_run else enter(root, wanted)
        progress.end(len(new), "texts")
    became = [outcome(candidate, new, dry_run=dry_run) for candidate in found]
    if as_json:
        _print_json(path, root, columns, found, became)
    else:
        _print(found, became)
    return any(
        what == "refused" or (what == "doubted" and not yes) for what in became
    )  # copies are not lost: the study has the text


def outcome(candidate: Candidate, new: list[str], *, dry_run: bool = False) -> str:
    """What became of a candidate: added, known, refused or doubted."""
    if candidate.refused:
        return "refused"
    if candidate.known_as:
        return "known"
    if candidate.doc_id in new:
        return "added"
    return "doubted" if candidate.doubts or not dry_run else "would be added"


def show_columns(
    path: Path, columns: Columns, sample: Sequence[Row], *, others: str = "others"
) -> None:
    """The fields, their columns, an example of each; `others` names what becomes of the rest."""
    tell("row_each", file=path)
    for field, column in columns.of.items():
        held: Any = next((row.cells[column] for row in sample if column in row.cells), "")
        example = " ".join(str(held).split())[:_SHOWN]
        _line(field, told("columns.example", column=column, example=example))
    if columns.others:
        _line(others, told("joint").join(columns.others))
    for doubt in columns.doubts:
        _line("in_doubt", in_words(doubt))


def confirm(columns: Columns, *, yes: bool, given: Mapping[str, str]) -> None:
    """Go on where the columns are sure, named or confirmed; else stop with nothing written."""
    if yes:
        return
    if sys.stdin.isatty() and sys.stdout.isatty() and not (given and columns.sure):
        if typer.confirm(told("columns.confirm"), default=columns.sure):
            return
        tell("columns.name_them", map=columns.as_map())
        raise typer.Exit(1)
    if not columns.sure:
        tell("columns.confirm_them", map=columns.as_map())
        raise typer.Exit(1)


def _line(label: str, text: str) -> None:
    print(labelled(label, text, width=13))


def _print(found: Sequence[Candidate], became: Sequence[str]) -> None:
    from compare.study.rows_in import place_note

    count = Counter(became)
    parts = [told(f"rows.{what}", n=count[what]) for what in _OUTCOMES if count[what]]
    tell("rows.counted", n=len(found), parts=told("joint").join(parts) or told("rows.none"))
    for candidate, what in zip(found, became, strict=True):
        values: dict[str, Any] = {
            "what": told(f"outcome.{what}"),
            "row": in_words(place_note(candidate.origin.rpartition(", ")[2])),
            "title": candidate.facts.get("title", "")[:30],
        }
        if what == "refused":
            tell("rows.reason", reason=in_words(candidate.refused), **values)
        elif what == "known":
            tell("rows.same", document=in_words(candidate.known_as), **values)
        elif what == "doubted":
            reason = told("joint_statements").join(map(in_words, candidate.doubts))
            tell("rows.titled", reason=reason, **values)
        elif candidate.version_of:
            tell("rows.titled", reason=in_words(candidate.notes[-1]), **values)
    if count["doubted"]:
        tell("rows.not_added")


def _print_json(
    path: Path,
    root: Path,
    columns: Columns,
    found: Sequence[Candidate],
    became: Sequence[str],
) -> None:
    rows = [
        {
            "row": candidate.origin.rpartition(", ")[2],
            "doc_id": candidate.doc_id,
            "outcome": what,
            **candidate.facts,
            "n_clauses": candidate.n_clauses,
            "same_as": candidate.known_as,
            "version_of": candidate.version_of,
            "doubts": list(candidate.doubts),
            "notes": list(candidate.notes),
            "reason": candidate.refused,
        }
        for candidate, what in zip(found, became, strict=True)
    ]
    answer = {
        "study": root.name,
        "file": str(path),
        "map": dict(columns.of),
        "left_out": list(columns.others),
        "rows": rows,
    }
    print(json.dumps(answer, ensure_ascii=False, indent=1))
