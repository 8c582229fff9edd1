"""``policy-compare codebook``: codebooks into a study and out of it, and cues by examples."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compare.commands.add import DryRun, SheetName, StudyFolder, Yes
from compare.commands.telling import in_words, language, speaking, tell, told

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compare.study.codebook_files import Imported
    from compare.study.read import Study

app = typer.Typer(
    help="Add codebooks (starters, or your own from a spreadsheet), and find cues by examples.",
    no_args_is_help=True,
)
_EXAMPLE = 36  # characters of an example cell


@app.command("add")
@speaking
def add_codebook(
    file: Annotated[
        Path | None,
        typer.Argument(help="Your codebook: xlsx, csv or yaml.", show_default=False),
    ] = None,
    study: StudyFolder = "",
    starter: Annotated[
        str,
        typer.Option(
            help="Starter codebooks of the package: themes, instruments, ladder, joined with "
            "commas, or all.",
            show_default=False,
        ),
    ] = "",
    name: Annotated[
        str,
        typer.Option(
            "--as",
            help="What FILE becomes: themes or instruments; default: instruments where every code "
            "lies under supply, environment or demand.",
            show_default=False,
        ),
    ] = "",
    title: Annotated[str, typer.Option(help="Title of the codebook.", show_default=False)] = "",
    mapping: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            help="Columns of FILE: id=代码,zh=名称,en=…,parent=…,definition=定义,cues=关键词,"
            "example=…; default: told from their names and shown.",
            show_default=False,
        ),
    ] = None,
    sheet: SheetName = "",
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Add a codebook to a study; one that is there is never written over."""
    from contextlib import nullcontext

    from compare.commands.add_rows import confirm
    from compare.errors import StudyError
    from compare.study.codebook_files import enter_codebook, understand_codebook
    from compare.study.codebook_rows import FIELDS
    from compare.study.columns import parse_map
    from compare.study.enter import entering
    from compare.study.read import find_study
    from compare.study.starters import add_starters, chosen_starters

    if (file is None) == (not starter):
        raise StudyError(told("codebook.file_or_starter"))
    root = find_study(study)
    if starter:
        names = chosen_starters(starter)
        with nullcontext() if dry_run else entering(root, "codebook add"):
            if not dry_run:
                add_starters(root, names)
        tell_starters(names)
        if not dry_run:
            tell("codebook.read_it", folder=root)
        return
    assert file is not None
    given = parse_map(mapping or (), FIELDS)
    found = understand_codebook(file, given, sheet=sheet, name=name, title=title)
    _show(file, found)
    if dry_run:
        return
    if found.columns is not None:
        confirm(found.columns, yes=yes, given=given)
    with entering(root, "codebook add"):
        target = enter_codebook(root, found)
    tell("codebook.written", file=target)


@app.command("sheet")
@speaking
def codebook_sheet(
    name: Annotated[str, typer.Argument(help="Codebook of the study: themes, instruments.")],
    out: Annotated[Path, typer.Argument(help="File to write: .csv or .xlsx.")],
    study: StudyFolder = "",
) -> None:
    """Write a codebook as a spreadsheet, a row for each weight of cues; `add` reads it again."""
    from compare.base.atomic import write_output
    from compare.base.plain_yaml import read_yaml
    from compare.content.codebooks import parse_codebook
    from compare.errors import StudyError
    from compare.paper.export import to_excel_csv
    from compare.study.codebook_files import codebook_path
    from compare.study.codebook_rows import sheet_of
    from compare.study.read import find_study
    from compare.trust.sheets import to_workbook

    if out.exists():
        raise StudyError(told("template.there", file=out))
    path = codebook_path(find_study(study), name)
    table = sheet_of(parse_codebook(read_yaml(path), where=str(path)))
    if out.suffix.lower() not in (".csv", ".xlsx"):
        raise StudyError(told("codebook.sheet_kind", file=out))
    workbook = out.suffix.lower() == ".xlsx"
    write_output(out, to_workbook(table, ()) if workbook else to_excel_csv(table))
    tell("rows_in", name=name, n=len(table), file=out)


@app.command("suggest")
@speaking
def suggest(
    marks: Annotated[
        Path,
        typer.Option(
            help="Clauses marked with the code: clause_id and code (csv, xlsx), decisions.csv, or "
            "a filled coding sheet.",
            show_default=False,
        ),
    ],
    theme: Annotated[str, typer.Option(help="The code.", show_default=False)],
    study: StudyFolder = "",
    book: Annotated[str, typer.Option(help="Codebook the code stands in.")] = "themes",
    key: Annotated[
        Path | None,
        typer.Option(help="key.csv of a coding sheet.", show_default=False),
    ] = None,
    most: Annotated[int, typer.Option(help="Suggestions shown.", min=1)] = 20,
    accept: Annotated[
        str,
        typer.Option(
            help="Words to write into the codebook as cues, joined with commas; without it nothing "
            "is written.",
            show_default=False,
        ),
    ] = "",
    weight: Annotated[float, typer.Option(help="Weight of accepted words.")] = 1.0,
) -> None:
    """Suggest cues of a code: words that tell the clauses marked with it from the others."""
    from compare.content.suggest import suggest_cues
    from compare.study.codebook_edit import add_cues
    from compare.study.codebook_files import codebook_path
    from compare.study.codebook_rows import split_cues
    from compare.study.enter import entering
    from compare.study.read import read_study
    from compare.text.tokens import Tokenizer
    from compare.trust.marks import read_key, read_marks

    loaded = read_study(study)
    path = codebook_path(loaded.root, book)
    codes = loaded.codebooks[path.stem]
    units = read_key(key) if key else None
    read = read_marks(marks, theme, set(loaded.clauses["clause_id"]), units=units)
    found = suggest_cues(
        loaded.clauses,
        read.marked,
        against=read.against or None,
        tokenizer=Tokenizer((*loaded.registry.words(), *loaded.words)),
        code=codes[theme] if theme in codes.ids else None,
        most=most,
    )
    tell("suggest.head", code=theme, n=len(read.marked), against=len(read.against))
    for row in found.to_dict("records"):
        sign = told("suggest.known") if row["known"] else ""
        tell("suggest.row", sign=sign, **{str(name): value for name, value in row.items()})
    if not len(found):
        tell("suggest.none")
    words = list(split_cues(accept))
    if words:
        with entering(loaded.root, "codebook suggest"):
            add_cues(path, theme, words, weight=weight)
        tell("suggest.accepted", n=len(words), code=theme, file=path)
    elif len(found):
        tell("suggest.accept", word=found["cue"].iloc[0])


def tell_starters(names: Iterable[str]) -> None:
    """Each starter and how many codes it has."""
    from compare.study.starters import starter_codebook

    for name in names:
        tell("codebook.starter", name=name, n=len(starter_codebook(name).codes))


def tell_missing(study: Study) -> None:
    """How to come to themes and instruments, where the study has no codebook of them."""
    from compare.report.limits import uncoded_words
    from compare.words.strings import say

    if missing := study.uncoded():
        typer.echo(say("limit.uncoded", language(), **uncoded_words(missing, language())))


def _show(path: Path, found: Imported) -> None:
    cues = sum(len(code.cues) for code in found.codebook.codes)
    tell("codebook.understood", file=path, name=found.name, n=len(found.codebook.codes), cues=cues)
    if found.columns is None:
        return
    for field, column in found.columns.of.items():
        held = next((row.cells[column] for row in found.sample if column in row.cells), "")
        shown = " ".join(str(held).split())[:_EXAMPLE]
        tell("codebook.column", field=field, column=column, example=shown)
    if found.columns.others:
        tell("codebook.others", columns=told("joint").join(found.columns.others))
    if found.filled:
        tell("codebook.filled", fields=told("joint").join(found.filled))
    for doubt in found.columns.doubts:
        tell("codebook.doubt", doubt=in_words(doubt))
