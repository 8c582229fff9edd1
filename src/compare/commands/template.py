"""``policy-compare template``: the documents that others implement."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from compare.commands.add import (
    AsJson,
    Date,
    DryRun,
    Id,
    Implements,
    Issuer,
    Level,
    Local,
    Province,
    StudyFolder,
    Title,
    Yes,
    run,
)
from compare.commands.telling import in_words, language, speaking, tell, told

app = typer.Typer(
    help="Add the text of a template, or draft a codebook of it.", no_args_is_help=True
)


@app.command("add")
@speaking
def add_template(
    file: Annotated[
        str,
        typer.Argument(
            help="Official text (file or http(s) address), or a codebook (.yaml).",
            show_default=False,
        ),
    ],
    number: Annotated[
        str, typer.Option(help="Document number, such as 国发〔2018〕32号.", show_default=False)
    ] = "",
    study: StudyFolder = "",
    yes: Yes = False,
    dry_run: DryRun = False,
    doc_id: Id = "",
    title: Title = "",
    issuer: Issuer = "",
    date: Date = "",
    level: Level = "",
    province: Province = "",
    implements: Implements = "",
    local: Local = False,
    as_json: AsJson = False,
) -> None:
    """Add a template: its official text, compared clause by clause, or a codebook of it."""
    from compare.structure.doc_numbers import canonical_number

    if file.lower().endswith((".yaml", ".yml")):
        _codebook(Path(file), study, dry_run=dry_run)
        return
    facts = {
        "title": title,
        "doc_number": canonical_number(number) or number,
        "issuer": issuer,
        "issue_date": date,
        "level": level,
        "province": province,
        "implements": implements,
    }
    run(
        [file],
        study=study,
        yes=yes,
        dry_run=dry_run,
        doc_id=doc_id,
        facts=facts,
        local=local,
        as_json=as_json,
        extra={"template": "yes"},
    )


def _codebook(path: Path, study: str, *, dry_run: bool) -> None:
    from contextlib import nullcontext

    from compare.adoption.templates import parse_template
    from compare.base.atomic import write_bytes
    from compare.base.plain_yaml import read_yaml
    from compare.errors import StudyError
    from compare.study.enter import entering
    from compare.study.find import find_study
    from compare.study.ids import id_of

    template = parse_template(read_yaml(path), where=str(path))
    root = find_study(study)
    target = root / "templates" / f"{id_of(path.stem)}.yaml"
    with nullcontext() if dry_run else entering(root):
        if target.exists() and target.read_bytes() != path.read_bytes():
            raise StudyError(told("other_content", file=target))
        if not dry_run and path.resolve() != target.resolve():
            write_bytes(target, path.read_bytes())
    actions = sum(len(item.actions) for item in template.items)
    named: dict[str, Any] = {"number": template.number, "title": template.title}
    tell("template.added", file=path, **named, n=len(template.items), actions=actions)


@app.command("fetch")
@speaking
def fetch_templates(
    numbers: Annotated[
        list[str] | None,
        typer.Argument(
            help=(
                "Document numbers; none: every codebook of the study that names its official page."
            ),
            show_default=False,
        ),
    ] = None,
    study: StudyFolder = "",
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Go to the network without asking.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show the addresses; fetch nothing.")
    ] = False,
    local: Local = False,
) -> None:
    """Fetch the official texts of the templates from the pages their codebooks name, check them,
    and enter them.
    """
    from compare.study.enter import entering
    from compare.study.fetch import enter_template, fetch_template, incomplete, wanted_templates
    from compare.study.find import find_study

    root = find_study(study)
    wanted, why_not = wanted_templates(root, numbers or ())
    for line in why_not:
        print(in_words(line))
    for one in wanted:
        print(f"{one.template.number} {one.template.title}\n  {one.address}")
    if dry_run or not wanted:
        raise typer.Exit(1 if why_not and numbers else 0)
    if not yes:
        typer.confirm(told("template.fetch", n=len(wanted)), abort=True)
    failed = False
    for one in wanted:
        with entering(root):
            candidate = fetch_template(root, one, allow_local=local)
            new = [] if candidate.refused else enter_template(root, candidate)
        if new:
            named: dict[str, Any] = {"number": one.template.number, "document": new[0]}
            tell("template.entered", **named, n=candidate.n_clauses)
            if lacks := incomplete(candidate, one.template):
                print(f"  {in_words(lacks)}")
        else:
            failed = True
            why = in_words(candidate.refused) or told("template.known", document=candidate.known_as)
            tell("template.not_entered", number=one.template.number, why=why)
    if failed:
        raise typer.Exit(1)


@app.command("draft")
@speaking
def draft(
    file: Annotated[
        str,
        typer.Argument(
            help="Official text: a file, an http(s) address, or the id of a document of the study.",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path | None, typer.Option(help="File to write; printed if not named.", show_default=False)
    ] = None,
    study: StudyFolder = "",
    number: Annotated[str, typer.Option(help="Document number.", show_default=False)] = "",
    local: Local = False,
) -> None:
    """Make a codebook skeleton from a template's text, for a person to fill."""
    from compare.base.atomic import write_output
    from compare.errors import SegmentationError, StudyError
    from compare.structure.doc_numbers import canonical_number
    from compare.study.draft import draft_codebook
    from compare.study.files import read_register
    from compare.study.find import find_study
    from compare.study.take_in import is_address, understand

    facts = {"doc_number": canonical_number(number) or number}
    if not is_address(file) and not Path(file).exists():
        root = find_study(study)
        rows = {row["doc_id"]: row for row in read_register(root).rows}
        if file not in rows:
            raise StudyError(told("template.nothing", file=file, study=root, ids=", ".join(rows)))
        facts |= {key: value for key, value in rows[file].items() if value and not facts.get(key)}
        file = str(root / "texts" / rows[file]["file"])
    found = understand(file, facts=facts, allow_local=local)
    if found.refused or found.parsed is None:
        raise SegmentationError(in_words(found.refused or found.doubts[0]))
    text = draft_codebook(found.facts, found.parsed.clauses, lang=language())
    if out is None:
        print(text, end="")
        return
    if out.exists():
        raise StudyError(told("template.there", file=out))
    write_output(out, text)
    tell("template.drafted", file=out, n=found.n_clauses)
