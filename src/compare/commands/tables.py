"""``policy-compare tables``: the tables of a study as files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from compare.commands.codebook import tell_missing
from compare.commands.computing import (
    CacheFolder,
    Jobs,
    NoCache,
    Strict,
    chosen_cache,
    read_and_compute,
)
from compare.commands.telling import in_words, speaking, tell, unknown_value


@speaking
def tables(
    study: Annotated[str, typer.Option(help="Study folder; default: the nearest one upward.")] = "",
    out: Annotated[Path, typer.Option(help="Folder to write into.")] = Path("build/tables"),
    formats: Annotated[str, typer.Option(
        "--format", help="For people: any of csv,xlsx,parquet,latex,markdown (this csv "
                         "opens in Excel; latex and markdown are the three tables of a paper). "
        "Default, for programs: plain UTF-8 csv and parquet.",
    )] = "",
    lang: Annotated[str, typer.Option(help=("zh or en: columns, codes and reasons in words, in "
                                           "csv and xlsx for people; of the tables of a "
                                           "paper the language, zh by default."))] = "",
    only: Annotated[str, typer.Option(help=("Names of tables, separated by commas, "
                                           "computed with what they need; default: all."))] = "",
    strict: Strict = False,
    cache: CacheFolder = "",
    no_cache: NoCache = False,
    jobs: Jobs = 0,
) -> None:  # fmt: skip
    """Compute every table and write it: all of them, or none if something fails."""
    from compare.commands.progress import Shown
    from compare.paper.export import EXPORT_FORMATS, write_tables
    from compare.paper.print_formats import write_print_tables
    from compare.paper.publication import publication_tables
    from compare.schema import TABLES
    from compare.study.show import names_of

    kinds, names = (
        [part.strip() for part in text.split(",") if part.strip()] for text in (formats, only)
    )
    _refuse_unknown("table_format", kinds, EXPORT_FORMATS)
    _refuse_unknown("table", names, tuple(TABLES))
    # Tables that are named are printed whole; of all of them a paper has room for three.
    printed = [kind for kind in kinds if kind in ("latex", "markdown") and not names]
    whole = [kind for kind in kinds if kind not in printed]
    with Shown() as progress:
        corpus, results = read_and_compute(
            study,
            progress,
            only=names,
            strict=strict,
            cache=chosen_cache(cache, no_cache),
            jobs=jobs,
        )
        progress.step("writing")
        words = names_of(corpus, lang) if lang else None
        paths = (
            write_tables(results, out, formats=whole, lang=lang, names=words, progress=progress)
            if whole or not kinds
            else []
        )
        if printed:
            ready = publication_tables(corpus, results, lang or "zh")
            paths += write_print_tables(ready, out, lang=lang or "zh", formats=printed)
        progress.end(len(paths), "files")
    for name, table in results.items():
        tell("rows", name=name, n=len(table))
    tell_missing(corpus)
    tell("files_from", n=len(paths), texts=in_words(corpus.counted()), folder=out)


def _refuse_unknown(what: str, asked: list[str], known: tuple[str, ...]) -> None:
    unknown = [value for value in asked if value not in known]
    if unknown:
        raise unknown_value(what, unknown[0], known)
