"""``policy-compare report``: tables, figures, one HTML page, executed notebooks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compare.commands.computing import Strict, read_and_compute

if TYPE_CHECKING:
    from compare.study.read import Study


def report(
    study: Annotated[str, typer.Option(help="Study folder; default: the nearest one upward.")] = "",
    out: Annotated[Path, typer.Option(help=("Folder to write into: tables/, figures/, "
                                           "report/index.html, notebooks/."))] = Path("build"),
    lang: Annotated[str, typer.Option(help=("Language the page opens in, zh or en; it "
                                           "holds both."))] = "zh",
    notebooks: Annotated[bool, typer.Option(help="Execute the notebooks on the study too.")] = True,
    strict: Strict = False,
) -> None:  # fmt: skip
    """Compute everything and write one HTML page in which every number leads to its clause."""
    from compare.base.extras import require
    from compare.base.progress import Progress
    from compare.figures.spec import all_figures
    from compare.paper.export import write_tables
    from compare.paper.kit import write_figures
    from compare.report import write_report
    from compare.report.drawn import page_figures, remembering
    from compare.words.strings import LANGUAGES

    if notebooks:
        require(
            "nbclient", purpose="Executing notebooks (or say --no-notebooks)", extra="notebooks"
        )
        require("nbconvert", purpose="Showing notebooks (or say --no-notebooks)", extra="notebooks")
    if lang not in LANGUAGES:
        raise typer.BadParameter(f"language {lang!r} is not one of {', '.join(LANGUAGES)}.")
    with Progress() as progress:
        corpus, results = read_and_compute(study, progress, strict=strict)
        written = write_tables(results, out / "tables")
        specs = [remembering(spec) for spec in all_figures()]
        pictures = write_figures(corpus, results, out / "figures", specs=specs, progress=progress)
        progress.step("page")
        shown = page_figures(corpus, results, out / "figures", specs=specs)
        page = write_report(
            corpus, results, out / "report" / "index.html", figures=shown, lang=lang
        )
        progress.end()
    typer.echo(f"{len(written)} files from {corpus.counted()} in {out / 'tables'}")
    typer.echo(f"{len(pictures.figures)} figures in {out / 'figures'}")
    if pictures.left_out:
        typer.echo(f"left out, this study has no data for them: {', '.join(pictures.left_out)}")
    typer.echo(f"open {page}")
    if notebooks:
        _notebooks(corpus, out / "notebooks")


def _notebooks(corpus: Study, out: Path) -> None:
    from compare.errors import PolicyCompareError
    from compare.report.executed import execute_into, find_notebooks

    found = find_notebooks(corpus)
    stopped = []
    for path in found:
        _say(f"executing {path.name}")
        try:
            execute_into(path, out, corpus)
        except PolicyCompareError as error:  # the others are still worth having
            stopped.append(str(error))
    typer.echo(
        f"{len(found) - len(stopped)} executed notebooks in {out}"
        if found
        else "no notebooks here: they are in the project's folder notebooks/"
    )
    for message in stopped:
        typer.echo(message, err=True)
    if stopped:
        raise typer.Exit(1)


def _say(what: str) -> None:
    typer.echo(what, err=True)
