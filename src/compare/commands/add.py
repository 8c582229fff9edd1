"""``policy-compare add``: take texts into a study, showing first what was understood of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compare.commands.add_rows import outcome, run_rows
from compare.commands.telling import coded, in_words, labelled, speaking, told, unknown_value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from compare.study.take_in import Candidate

Files = Annotated[
    list[str], typer.Argument(help="Files, folders or http(s) addresses.", show_default=False)
]
StudyFolder = Annotated[
    str,
    typer.Option(
        "--study", help="Study folder; found from here upward if not named.", show_default=False
    ),
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Add also what is in doubt.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what was understood; write nothing.")]
Id = Annotated[
    str, typer.Option("--id", help="Id of the document (one file only).", show_default=False)
]
Title = Annotated[
    str, typer.Option(help="Title, where the text does not say it.", show_default=False)
]
Number = Annotated[
    str, typer.Option(help="Document number, such as 国发〔2018〕32号.", show_default=False)
]
Issuer = Annotated[str, typer.Option(help="Issuing body.", show_default=False)]
Date = Annotated[str, typer.Option(help="Date of issue, YYYY-MM-DD.", show_default=False)]
Level = Annotated[
    str, typer.Option(help="national, provincial, city or county.", show_default=False)
]
Province = Annotated[str, typer.Option(help="Province the place lies in.", show_default=False)]
Implements = Annotated[
    str,
    typer.Option(
        help="Documents it implements, by number, doc_id or title, joined with ;.",
        show_default=False,
    ),
]
Local = Annotated[
    bool, typer.Option("--local", help="Allow addresses of this machine and the local network.")
]
Map = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        help="Columns of a table (xlsx, csv, json, jsonl, parquet): title=标题,text=正文,"
        "issuer=…,date=…,number=…,url=…; default: told from their names and shown.",
        show_default=False,
    ),
]
SheetName = Annotated[str, typer.Option("--sheet", help="Sheet of a workbook.", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Print what was understood as JSON.")]

_WANTED = ("title", "issuer", "issue_date", "level")


@speaking
def add(
    files: Files,
    study: StudyFolder = "",
    yes: Yes = False,
    dry_run: DryRun = False,
    doc_id: Id = "",
    title: Title = "",
    number: Number = "",
    issuer: Issuer = "",
    date: Date = "",
    level: Level = "",
    province: Province = "",
    implements: Implements = "",
    local: Local = False,
    as_json: AsJson = False,
    mapping: Map = None,
    sheet: SheetName = "",
) -> None:
    """Add texts to a study: reads them, shows what it understood, and writes nothing it is not
    sure of. Of a table each row is a text.
    """
    facts = {
        "title": title,
        "doc_number": number,
        "issuer": issuer,
        "issue_date": date,
        "level": level,
        "province": province,
        "implements": implements,
    }
    run(
        files,
        study=study,
        yes=yes,
        dry_run=dry_run,
        doc_id=doc_id,
        facts=facts,
        local=local,
        as_json=as_json,
        mapping=mapping or (),
        sheet=sheet,
    )


def run(
    files: list[str],
    *,
    study: str,
    yes: bool,
    dry_run: bool,
    doc_id: str,
    facts: Mapping[str, str],
    local: bool,
    as_json: bool,
    extra: Mapping[str, str] | None = None,
    mapping: Sequence[str] = (),
    sheet: str = "",
) -> None:
    """Understand, show, write; exit code 1 where something was left out."""
    from contextlib import nullcontext

    from compare import schema
    from compare.errors import StudyError
    from compare.reading.sheets import kind_of_rows
    from compare.study.columns import parse_map
    from compare.study.enter import candidates, enter, entering
    from compare.study.find import find_study
    from compare.study.take_in import is_address

    root = find_study(study)
    if facts["level"] not in ("", *schema.LEVELS):
        raise unknown_value("level", facts["level"], schema.LEVELS)
    one_only = sorted(key for key in ("title", "doc_number", "issue_date") if facts.get(key)) + (
        ["id"] if doc_id else []
    )
    if one_only and (len(files) > 1 or Path(files[0]).is_dir()):
        raise StudyError(told("one_only", names=", ".join(one_only)))
    given = parse_map(mapping)
    tables = [file for file in files if kind_of_rows(file) and not is_address(file)]
    files = [file for file in files if file not in tables]
    if tables and one_only:
        raise StudyError(told("one_only_rows", names=", ".join(one_only), file=tables[0]))
    if (given or sheet) and not tables:
        raise StudyError(told("no_table", file=files[0]))
    with nullcontext() if dry_run else entering(root):
        left_out = [
            run_rows(
                Path(table),
                root,
                given=given,
                sheet=sheet,
                yes=yes,
                dry_run=dry_run,
                facts={key: value for key, value in facts.items() if value},
                as_json=as_json,
            )
            for table in tables
        ]
        if not files:
            if any(left_out):
                raise typer.Exit(1)
            return
        found = candidates(root, files, doc_id=doc_id, facts=facts, allow_local=local)
        if not found:
            raise StudyError(told("no_file_in", folder=", ".join(files)))
        wanted = [candidate for candidate in found if not candidate.doubts or yes]
        new = [] if dry_run else enter(root, wanted, extra=extra)
    if as_json:
        print(
            json.dumps(
                {
                    "study": root.name,
                    "added": new,
                    "files": [_record(candidate, new) for candidate in found],
                },
                ensure_ascii=False,
                indent=1,
            )
        )
    else:
        for candidate in found:
            _show(candidate, new, dry_run=dry_run)
    if any(left_out) or any(
        candidate.refused or (candidate.doubts and not yes and not candidate.known_as)
        for candidate in found
    ):
        raise typer.Exit(1)


def _record(candidate: Candidate, new: list[str]) -> dict[str, object]:
    return {
        "origin": candidate.origin,
        "doc_id": candidate.known_as or candidate.doc_id,
        "outcome": outcome(candidate, new, dry_run=not new),
        "format": candidate.reading.format if candidate.reading else "",
        "encoding": candidate.reading.encoding if candidate.reading else "",
        **candidate.facts,
        "n_clauses": candidate.n_clauses,
        "doubts": list(candidate.doubts),
        "notes": list(candidate.notes),
        "reason": candidate.refused,
    }


def _show(candidate: Candidate, new: list[str], *, dry_run: bool) -> None:
    became = outcome(candidate, new, dry_run=dry_run)
    print(candidate.origin)
    named = candidate.known_as or candidate.doc_id
    print("  " + told("add.outcome", what=told(f"outcome.{became}"), document=named))
    if candidate.refused:
        _line("reason", in_words(candidate.refused))
    if candidate.refused or candidate.known_as or candidate.reading is None:
        return
    for key, value in candidate.facts.items():
        missing = told("add.missing", column=key) if key in _WANTED else told("add.none")
        shown = coded(key, value) if key == "level" else value
        if key == "implements" and key not in candidate.given:
            shown = _above(candidate)
        source = told("add.given") if key in candidate.given else ""
        _line(key, f"{shown or missing}{source}")
    reading = candidate.reading
    _line(
        "read_as",
        told("add.read", format=reading.format, coding=reading.encoding, n=len(reading.text)),
    )
    _line("clauses", _clauses(candidate))
    for label, lines in (("repaired", candidate.notes), ("in_doubt", candidate.doubts)):
        for line in lines:
            _line(label, in_words(line))
    if became == "doubted":
        print(f"  {told('add.not_added')}")


def _above(candidate: Candidate) -> str:
    """What the text says it carries out: numbers, and titles of what bears none."""
    named = candidate.parsed.header.named if candidate.parsed else ()
    told_of = [one.number or (f"《{one.title}》" if one.title else "") for one in named]
    return ";".join(dict.fromkeys(name for name in told_of if name))


def _line(label: str, text: str) -> None:
    print(labelled(label, text, width=11))


def _clauses(candidate: Candidate) -> str:
    if candidate.parsed is None:
        return told("add.no_clause")
    clauses = candidate.parsed.clauses
    kinds = clauses["kind"].value_counts()
    counted = told("joint").join(
        told(f"add.{kind}", n=int(kinds[kind]))
        for kind in ("preamble", "measure", "implementation")
        if kind in kinds
    )
    first, last = (
        f"{row['path']} {row['heading'][:16]}" for row in (clauses.iloc[0], clauses.iloc[-1])
    )
    return told("add.clauses", n=len(clauses), kinds=counted, first=first, last=last)
