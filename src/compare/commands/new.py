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
) -> None:
    """Make a study folder: README, documents.csv, a place for everything, and the notebooks ready
    to run.
    """
    from compare.study.new import make_study

    further: dict[str, str] = {}
    if ci:
        from compare.exchange.ci import ci_files

        further = ci_files()
    made = make_study(folder, example=example, further=further)
    following = "policy-compare report --study" if example else "policy-compare add FILE … --study"
    chinese = told("new.chinese", n=made.chinese) if made.chinese else ""
    tell("new.made", folder=folder, n=made.notebooks, chinese=chinese)
    tell("new.next", command=f"{following} {folder}")
    if ci:
        tell("new.ci")
