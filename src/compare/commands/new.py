"""``policy-compare new``: a study folder to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def new(
    folder: Annotated[
        Path, typer.Argument(help="Folder to make; it must not hold anything yet.", show_default=False)
    ],
    example: Annotated[bool, typer.Option("--example", help="With four invented texts, to see every kind of adoption.")] = False,
) -> None:
    """Make a study folder: README, documents.csv, a place for everything, and the notebooks ready to run."""
    from compare.study.new import make_study

    made = make_study(folder, example=example)
    further = "policy-compare report --study" if example else "policy-compare add FILE … --study"
    print(f"{folder}: a study with {made.notebooks} notebooks. Next: {further} {folder}")
