"""What most commands begin with: read the study, compute tables, say how far it is and what was
set aside.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    import pandas as pd

    from compare.base.progress import Progress
    from compare.study.read import Study

Strict = Annotated[
    bool,
    typer.Option(
        "--strict",
        help="Stop where a text cannot be used, naming all of them; default: set them aside.",
    ),
]


def read_and_compute(
    study: str, progress: Progress, *, only: Iterable[str] = (), strict: bool = False
) -> tuple[Study, dict[str, pd.DataFrame]]:
    """A study and its tables; texts that were set aside are named on stderr."""
    from compare.study.read import read_study
    from compare.tables import build_tables

    corpus = read_study(study, strict=strict, progress=progress)
    for doc_id, reason in zip(corpus.set_aside["doc_id"], corpus.set_aside["reason"], strict=True):
        typer.echo(f"set aside {doc_id}: {reason}", err=True)
    return corpus, build_tables(corpus, only=only, progress=progress)
