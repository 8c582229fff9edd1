"""``policy-compare archive`` and ``verify``: a deposit for a repository, and whether one holds."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from compare.commands.computing import read_and_compute
from compare.commands.telling import in_words, speaking, tell, told


@speaking
def archive(
    out: Annotated[
        Path, typer.Argument(help="Archive to write, such as deposit.zip.", show_default=False)
    ],
    study: Annotated[str, typer.Option(help="Study folder; default: the nearest one upward.")] = "",
    title: Annotated[str, typer.Option(help="Name of the deposit; default: the folder's.")] = "",
    licence: Annotated[
        str, typer.Option(help="Licence of tables, figures and codebooks, such as CC-BY-4.0.")
    ] = "",
    date: Annotated[
        str,
        typer.Option(
            help="Day of publication, YYYY-MM-DD; default: that of CITATION.cff, else today."
        ),
    ] = "",
    figures: Annotated[bool, typer.Option(help="Draw the figures into it.")] = True,
    notebooks: Annotated[bool, typer.Option(help="Run the notebooks into it.")] = True,
    software: Annotated[
        list[Path] | None, typer.Option(help="Wheel of the program, to be archived too.")
    ] = None,
) -> None:
    """Gather a study into one archive: RO-Crate, data package, figures, notebooks as run,
    environment, licences, checksums.

    The column `licence` of documents.csv says what may be done with each text; one whose licence
    forbids passing it on stays out, is named, and no cell of a table repeats it.
    """
    from tempfile import TemporaryDirectory

    from compare.base.atomic import write_output
    from compare.base.extras import require
    from compare.commands.progress import Shown
    from compare.errors import PolicyCompareError
    from compare.exchange.deposit import make_deposit
    from compare.paper.kit import write_figures
    from compare.report.executed import find_notebooks

    for module in ("rocrate.rocrate", "frictionless"):  # before anything that takes long
        require(module, purpose=told("purpose.archive"))
    paths = tuple(software or ())
    if gone := [str(path) for path in paths if not path.is_file()]:
        raise PolicyCompareError(told("no_such_file", names=", ".join(gone)))
    with Shown() as progress, TemporaryDirectory() as folder:
        corpus, tables = read_and_compute(study, progress, strict=True)
        drawn: dict[str, bytes] = {}
        if figures:
            write_figures(corpus, tables, Path(folder), progress=progress)
            drawn = {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}
        found = tuple(find_notebooks(corpus)) if notebooks else ()
        progress.step("packing")
        made = make_deposit(
            corpus,
            tables,
            title=title,
            date=date,
            licence=licence,
            notebooks=found,
            figures=drawn,
            software=paths,
            say=progress.step,
        )
        progress.end()
    if made.faults:
        raise PolicyCompareError(told("not_valid", first=made.faults[0], n=len(made.faults)))
    write_output(out, made.content)
    tell("archived", n=made.files, file=out)
    for one in made.withheld:
        tell("withheld", err=True, document=one.doc_id, licence=one.licence)
    if made.unstated:
        names = told("joint").join(one.doc_id for one in made.unstated)
        tell("no_licence", err=True, names=names)


@speaking
def verify(
    archive: Annotated[
        Path,
        typer.Argument(help="An archive made by `policy-compare archive`.", show_default=False),
    ],
    texts: Annotated[
        Path | None, typer.Option(help="Folder with texts that the archive may not hold.")
    ] = None,
) -> None:
    """Check every checksum, compute every table again, and say whether each is equal to the digit.
    Exit code 1 if not.
    """
    from compare.exchange.verify import verify as check

    found = check(archive, texts=texts)
    for sentence in found.broken:
        typer.echo(in_words(sentence), err=True)
    if found.moved:
        tell("other_versions", err=True, versions=told("joint_statements").join(found.moved))
    if found.missing:
        tell("not_archived", err=True, names=told("joint").join(found.missing))
    for one in found.outcomes:
        numbers = {"lines": one.differing, "then": one.rows, "now": one.rows_now}
        result = told("equal") if one.equal else told("differs", **numbers)
        tell("verified", name=one.table, n=one.rows, result=result)
    if not found.holds:
        raise typer.Exit(1)
    tell("all_equal", n=len(found.outcomes))
