"""``policy-compare tables``: the tables of a study as files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from compare.commands.computing import (
    CacheFolder,
    Jobs,
    NoCache,
    Strict,
    chosen_cache,
    read_and_compute,
)


def tables(
    study: Annotated[str, typer.Option(help="Study folder; default: the nearest one upward.")] = "",
    out: Annotated[Path, typer.Option(help="Folder to write into.")] = Path("build/tables"),
    formats: Annotated[str, typer.Option(
        "--format", help="For people: any of csv,xlsx,parquet,latex,markdown (this csv "
                         "opens in Excel). "
        "Default, for programs: plain UTF-8 csv and parquet.",
    )] = "",
    only: Annotated[str, typer.Option(help=("Names of tables, separated by commas, "
                                           "computed with what they need; default: all."))] = "",
    strict: Strict = False,
    cache: CacheFolder = "",
    no_cache: NoCache = False,
    jobs: Jobs = 0,
) -> None:  # fmt: skip
    """Compute every table and write it: all of them, or none if something fails."""
    from compare.base.progress import Progress
    from compare.paper.export import EXPORT_FORMATS, write_tables
    from compare.schema import TABLES

    kinds, names = (
        [part.strip() for part in text.split(",") if part.strip()] for text in (formats, only)
    )
    _refuse_unknown("table format", kinds, EXPORT_FORMATS)
    _refuse_unknown("table", names, tuple(TABLES))
    with Progress() as progress:
        corpus, results = read_and_compute(
            study,
            progress,
            only=names,
            strict=strict,
            cache=chosen_cache(cache, no_cache),
            jobs=jobs,
        )
        progress.step("writing")
        paths = write_tables(results, out, formats=kinds)
        progress.end(f"{len(paths)} files")
    for name, table in results.items():
        typer.echo(f"{name:12} {len(table):6} rows")
    typer.echo(f"{len(paths)} files from {corpus.counted()} in {out}")


def _refuse_unknown(what: str, asked: list[str], known: tuple[str, ...]) -> None:
    unknown = [value for value in asked if value not in known]
    if unknown:
        raise typer.BadParameter(f"{what} {unknown[0]!r} is not one of {', '.join(known)}.")
