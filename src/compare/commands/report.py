"""``policy-compare report``: tables, figures, one HTML page, executed notebooks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compare.commands.codebook import tell_missing
from compare.commands.computing import Strict, read_and_compute
from compare.commands.telling import in_words, speaking, tell, told, unknown_value

if TYPE_CHECKING:
    from compare.study.read import Study

FORMATS = ("html", "docx")


@speaking
def report(
    study: Annotated[str, typer.Option(help="Study folder; default: the nearest one upward.")] = "",
    out: Annotated[Path, typer.Option(help=("Folder to write into: tables/, figures/, "
                                           "report/index.html, notebooks/."))] = Path("build"),
    lang: Annotated[str, typer.Option(help=("Language the page opens in, zh or en; it "
                                           "holds both. A Word file, and what is printed, is in "
                                           "this one. Default: zh."), show_default=False)] = "",
    formats: Annotated[str, typer.Option("--format", help=("Any of html,docx: the page, and a "
                                           "Word file for print."))] = "html",
    notebooks: Annotated[bool, typer.Option(help="Execute the notebooks on the study too.")] = True,
    strict: Strict = False,
) -> None:  # fmt: skip
    """Compute everything and write one HTML page in which every number leads to its clause, or a
    Word file with figures, tables, methods, references and the evidence of each cell.
    """
    from compare.base.atomic import write_output
    from compare.base.extras import require
    from compare.commands.progress import Shown
    from compare.figures.spec import all_figures
    from compare.paper.export import write_tables
    from compare.paper.kit import write_figures
    from compare.report import write_report
    from compare.report.document import word_report
    from compare.report.drawn import page_figures, remembering
    from compare.words.strings import LANGUAGES

    lang = lang or "zh"
    kinds = [part.strip() for part in formats.split(",") if part.strip()]
    unknown = [kind for kind in kinds if kind not in FORMATS]
    if unknown or not kinds:
        raise unknown_value("report_format", unknown[0] if unknown else formats, FORMATS)
    notebooks = notebooks and "html" in kinds
    if notebooks:
        require("nbclient", purpose=told("purpose.executing"), extra="notebooks")
        require("nbconvert", purpose=told("purpose.showing"), extra="notebooks")
    if "docx" in kinds:
        require("docx", purpose=told("purpose.word"), extra="word")
    opened = []
    with Shown() as progress:
        corpus, results = read_and_compute(study, progress, strict=strict)
        progress.step("writing")
        written = write_tables(results, out / "tables", progress=progress)
        progress.end(len(written), "files")
        specs = [remembering(spec) for spec in all_figures()]
        langs = LANGUAGES if "html" in kinds else (lang,)
        pictures = write_figures(
            corpus, results, out / "figures", specs=specs, langs=langs, progress=progress
        )
        progress.step("page")
        if "html" in kinds:
            shown = page_figures(corpus, results, out / "figures", specs=specs, progress=progress)
            opened.append(
                write_report(
                    corpus, results, out / "report" / "index.html", figures=shown, lang=lang
                )
            )
        if "docx" in kinds:
            content = word_report(corpus, results, out / "figures", lang=lang, specs=specs)
            opened.append(out / "report" / f"report-{lang}.docx")
            write_output(opened[-1], content)
        progress.end()
    tell("files_from", n=len(written), texts=in_words(corpus.counted()), folder=out / "tables")
    tell("figures_in", n=len(pictures.figures), folder=out / "figures")
    if pictures.left_out:
        tell("left_out", names=", ".join(pictures.left_out))
    tell_missing(corpus)
    for path in opened:
        tell("open", file=path)
    if notebooks:
        _notebooks(corpus, out / "notebooks", lang)


def _notebooks(corpus: Study, out: Path, lang: str) -> None:
    from compare.errors import PolicyCompareError
    from compare.report.executed import execute_into, find_notebooks

    found = find_notebooks(corpus, lang)
    stopped = []
    for path in found:
        tell("executing", err=True, file=path.name)
        try:
            execute_into(path, out, corpus)
        except PolicyCompareError as error:  # the others are still worth having
            stopped.append(str(error))
    if found:
        tell("executed", n=len(found) - len(stopped), folder=out)
    else:
        tell("no_notebooks")
    for message in stopped:
        typer.echo(message, err=True)
    if stopped:
        raise typer.Exit(1)
