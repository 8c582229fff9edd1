"""What most commands begin with: read the study, compute tables, say how far it is and what was
set aside.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compare.commands.telling import in_words, tell

if TYPE_CHECKING:
    import pandas as pd

    from compare.base.cache import Cache
    from compare.base.progress import Progress
    from compare.study.read import Study

Strict = Annotated[
    bool,
    typer.Option(
        "--strict",
        help="Stop where a text cannot be used, naming all of them; default: set them aside.",
    ),
]


CacheFolder = Annotated[
    str,
    typer.Option(
        "--cache",
        help="Folder in which work is kept between runs; default: the user's cache folder.",
        show_default=False,
    ),
]
NoCache = Annotated[
    bool, typer.Option("--no-cache", help="Keep nothing between runs, and use nothing kept.")
]


Jobs = Annotated[
    int,
    typer.Option(
        "--jobs", help="Processes for large studies; default: one a core.", show_default=False
    ),
]


def chosen_cache(folder: str = "", no_cache: bool = False) -> Cache:
    """The cache that a command asked for; why nothing can be kept is said on stderr."""
    from compare.base.cache import Cache, cache_folder

    if no_cache:
        return Cache()
    return Cache(cache_folder(folder), say=_not_kept)


def _not_kept(folder: Path, why: str) -> None:
    tell("not_kept", err=True, folder=folder, why=why)


def read_and_compute(
    study: str,
    progress: Progress,
    *,
    only: Iterable[str] = (),
    strict: bool = False,
    cache: Cache | None = None,
    jobs: int = 0,
) -> tuple[Study, dict[str, pd.DataFrame]]:
    """A study and its tables; texts that were set aside are named on stderr."""
    from compare.base.jobs import cores
    from compare.study.read import read_study
    from compare.tables import build_tables

    cache, jobs = (chosen_cache() if cache is None else cache), cores(jobs)
    corpus = read_study(study, strict=strict, progress=progress, cache=cache, jobs=jobs)
    for doc_id, reason in zip(corpus.set_aside["doc_id"], corpus.set_aside["reason"], strict=True):
        tell("set_aside", err=True, document=doc_id, why=in_words(reason, of=doc_id))
    return corpus, build_tables(corpus, only=only, progress=progress, cache=cache, jobs=jobs)
