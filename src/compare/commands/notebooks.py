"""``policy-compare notebooks``: run a study's notebooks, and check in CI that they still say the
same.
"""

from __future__ import annotations

from typing import Annotated

import typer

from compare.commands.telling import in_words, speaking, tell, told

app = typer.Typer(
    help="Run the notebooks of a study, or compare them with what they stored.",
    no_args_is_help=True,
)

StudyFolder = Annotated[str, typer.Option(help="Study folder; default: the nearest one upward.")]


@app.command()
@speaking
def run(study: StudyFolder = "") -> None:
    """Execute the notebooks in place and store the inputs they saw; look at what changed, then
    commit both.
    """
    from compare.exchange.notebook_check import run_notebooks, study_notebooks
    from compare.study.read import read_study

    loaded = read_study(study)
    paths = study_notebooks(loaded.root)
    run_notebooks(loaded, paths, say=lambda name: tell("executing", err=True, file=name))
    tell("run", n=len(paths), folder=paths[0].parent)


@app.command()
@speaking
def check(
    study: StudyFolder = "",
    show: Annotated[int, typer.Option(help="Differing cells shown a notebook.")] = 3,
) -> None:
    """Execute the notebooks and compare each printed output with the stored one. Exit code 1 on any
    difference.

    The study is checked first and its inputs are compared with those the notebooks were run on, so
    that a changed text is one failure, not one a cell. A notebook without outputs is an error:
    there is nothing to compare.
    """
    from compare.exchange.notebook_check import (
        changed_inputs,
        differences,
        executed,
        study_notebooks,
        unrun,
    )
    from compare.study.find import find_study
    from compare.study.inspection import inspect_study
    from compare.study.read import read_study

    root = find_study(study)
    errors = [finding for finding in inspect_study(root).findings if finding.severity == "error"]
    for finding in errors:
        found_fault = told("check.finding", where=finding.where, what=in_words(finding.what))
        typer.echo(
            f"{found_fault} → {in_words(finding.hint)}" if finding.hint else found_fault, err=True
        )
    if errors:
        tell("mend_first", err=True)
        raise typer.Exit(1)
    paths = study_notebooks(root)
    fresh = {path: why for path in paths if (why := unrun(path))}
    for path, why in fresh.items():
        tell("unrun", err=True, file=f"notebooks/{path.name}", why=in_words(why))
    if fresh:
        tell("run_and_commit", err=True)
        raise typer.Exit(1)
    loaded = read_study(root)
    changed = changed_inputs(loaded, paths[0].parent)
    if changed:
        tell("other_inputs", err=True, files=told("joint_statements").join(map(in_words, changed)))
        tell("restore_or_run", err=True)
        raise typer.Exit(1)
    wrong = 0
    for path in paths:
        found = differences(path, executed(path, loaded))
        wrong += len(found)
        tell("cells_differ" if found else "cells_same", file=path.name, n=len(found))
        for difference in found[:show]:
            typer.echo(f"  {in_words(str(difference))}", err=True)
    if wrong:
        raise typer.Exit(1)
