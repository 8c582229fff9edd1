"""``policy-compare new``: a study folder to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def new(folder: Annotated[Path, typer.Argument(help="Folder to make; it must not hold anything yet.", show_default=False)]) -> None:
    """Make a study folder: README, documents.csv, a place for everything, and the notebooks ready to run."""
    from compare.study.new import make_study

    made = make_study(folder)
    print(f"{folder}: a study with {made.notebooks} notebooks. Next: policy-compare add FILE … --study {folder}")
