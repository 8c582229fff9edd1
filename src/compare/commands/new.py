"""``policy-compare new``: a study folder to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from compare.commands.telling import speaking, tell, told


@speaking
def new(
    folder: Annotated[
        Path,
        typer.Argument(help="Folder to make; it must not hold anything yet.", show_default=False),
    ],
    example: Annotated[
        bool,
        typer.Option("--example", help="With four invented texts, to see every kind of adoption."),
    ] = False,
    ci: Annotated[
        bool,
        typer.Option(
            "--ci", help="With workflows for GitHub and GitLab, a lock file and .gitignore."
        ),
    ] = False,
    codebooks: Annotated[
        bool,
        typer.Option("--codebooks", help="With all starter codebooks; with some: --starter."),
    ] = False,
    starter: Annotated[
        str,
        typer.Option(
            help="With these starter codebooks: themes, instruments, ladder, joined with commas.",
            show_default=False,
        ),
    ] = "",
) -> None:
    """Make a study folder: README, documents.csv, a place for everything, and the notebooks ready
    to run.
    """
    from compare.commands.codebook import tell_starters
    from compare.study.new import make_study
    from compare.study.starters import ALL, chosen_starters, starter_files

    further: dict[str, str] = {}
    if ci:
        from compare.exchange.ci import ci_files

        further = ci_files()
    asked = starter or (ALL if codebooks else "")
    starters = chosen_starters(asked) if asked else ()
    further |= starter_files(starters)
    made = make_study(folder, example=example, further=further)
    following = "policy-compare report --study" if example else "policy-compare add FILE … --study"
    chinese = told("new.chinese", n=made.chinese) if made.chinese else ""
    tell("new.made", folder=folder, n=made.notebooks, chinese=chinese)
    tell_starters(starters)
    tell("new.next", command=f"{following} {folder}")
    if ci:
        tell("new.ci")
