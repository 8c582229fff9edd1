"""``policy-compare methods``: the methods section of a paper, and what it should cite."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from compare.commands.computing import read_and_compute
from compare.commands.telling import speaking, unknown_value


@speaking
def methods(
    study: Annotated[str, typer.Option(help="Study folder; default: the nearest one upward.")] = "",
    lang: Annotated[
        str,
        typer.Option(
            help="Language of the section, zh or en; default: en.",
            show_default=False,
        ),
    ] = "",
    references: Annotated[str, typer.Option(help="bibtex, csl-json or none.")] = "bibtex",
    out: Annotated[
        Path | None,
        typer.Option(
            help="Write methods-LANG.md, references.bib and references.json there instead."
        ),
    ] = None,
) -> None:
    """Print a methods section with n, measures, thresholds, versions and hashes of this run, and
    its references.
    """
    lang = lang or "en"
    if references not in (known := ("bibtex", "csl-json", "none")):
        raise unknown_value("references", references, known)
    from compare.base.atomic import write_output
    from compare.commands.progress import Shown
    from compare.paper.methods import methods_text
    from compare.paper.references import references_for, to_bibtex, to_csl_json

    with Shown() as progress:
        corpus, tables = read_and_compute(study, progress)
    text, works = methods_text(corpus, tables, lang), references_for(tables)
    if out is not None:
        for name, content in (
            (f"methods-{lang}.md", text),
            ("references.bib", to_bibtex(works)),
            ("references.json", to_csl_json(works)),
        ):
            write_output(out / name, content)
            typer.echo(str(out / name))
        return
    typer.echo(text)
    if references != "none":
        typer.echo(to_bibtex(works) if references == "bibtex" else to_csl_json(works))
