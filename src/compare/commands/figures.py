"""``policy-compare figures``: pictures with their data, captions and citation."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from compare.commands.computing import Strict, read_and_compute
from compare.commands.telling import speaking, tell


@speaking
def figures(
    study: Annotated[str, typer.Option(help="Study folder; default: the nearest one upward.")] = "",
    out: Annotated[Path, typer.Option(help="Folder to write into.")] = Path("build/figures"),
    lang: Annotated[str, typer.Option(help="zh or en; default: both.")] = "",
    formats: Annotated[str, typer.Option("--format", help="Any of png,svg,pdf.")] = "png",
    width: Annotated[
        str, typer.Option(help="89mm (one column), 183mm (two columns) or slide (16:9).")
    ] = "183mm",
    only: Annotated[
        str, typer.Option(help="Names of figures, separated by commas; default: all.")
    ] = "",
    names: Annotated[
        bool, typer.Option("--list", help="List the names of the figures and stop.")
    ] = False,
    gallery: Annotated[
        Path | None, typer.Option(help="Write PNGs and an index into this folder instead.")
    ] = None,
    strict: Strict = False,
) -> None:
    """Write each figure with the CSV of its data, captions in Chinese and English, alt text and a
    citation.
    """
    from compare.commands.progress import Shown
    from compare.figures.spec import all_figures, get_figure
    from compare.paper.gallery import write_gallery
    from compare.paper.kit import check_request, write_figures

    langs = [lang] if lang else ["zh", "en"]
    kinds = [part.strip() for part in formats.split(",") if part.strip()]
    try:
        check_request(langs, kinds, width)
        chosen = [get_figure(name.strip()) for name in only.split(",") if name.strip()] or list(
            all_figures()
        )
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    if names:
        for spec in chosen:
            typer.echo(f"{spec.name}  {spec.title[lang or 'en']}")
        return
    with Shown() as progress:
        corpus, results = read_and_compute(study, progress, strict=strict)
        if gallery is not None:
            result = write_gallery(corpus, results, gallery, specs=chosen, progress=progress)
        else:
            result = write_figures(
                corpus,
                results,
                out,
                specs=chosen,
                langs=langs,
                formats=kinds,
                width=width,
                progress=progress,
            )
    tell("figures", n=len(result.figures), files=len(result.paths), folder=gallery or out)
    if result.left_out:
        tell("left_out", names=", ".join(result.left_out))
