"""``policy-compare scale``: the same analyses over a large corpus, on this machine or on a Dask
cluster.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from compare.commands.telling import speaking, tell, told, unknown_value


@speaking
def scale(
    corpus: Annotated[
        Path,
        typer.Argument(help="A row a document: .jsonl, .jsonl.gz, .parquet, .csv, .xlsx, .json."),
    ],
    out: Annotated[
        Path, typer.Option(help="Folder for the tables; a killed run is continued from it.")
    ],
    engine: str = typer.Option(
        "local", help="local: the cores of this machine; dask: the workers of a Dask cluster."
    ),
    scheduler: str = typer.Option(
        "", help="Address of the Dask scheduler; default: workers on this machine."
    ),
    memory: str = typer.Option("4GB", help="What all processes together may use."),
    neighbours: int = typer.Option(
        10, min=1, help="Nearest clauses of other documents, for each clause."
    ),
    floor: float = typer.Option(0.3, help="Least word cosine of a pair, above 0 and not above 1."),
    spans: bool = typer.Option(
        False, "--spans", help="Write the shared passages of the pairs too."
    ),
    codebook: Annotated[
        list[Path] | None,
        typer.Option(
            help="Codebook of themes or of instruments (YAML); without it there are none.",
            show_default=False,
        ),
    ] = None,
    templates: Annotated[
        list[Path] | None,
        typer.Option(
            help="Codebook of a template (YAML), or a folder of such; asks for adoption.",
            show_default=False,
        ),
    ] = None,
    pmc: Annotated[
        Path | None,
        typer.Option(
            help="Codebook of the PMC index (YAML) in place of the package's, or extending it; "
            "asks for the index.",
            show_default=False,
        ),
    ] = None,
    tables: Annotated[
        str,
        typer.Option(
            help="Tables beside documents, clauses and pairs: all, or any of agencies, themes, "
            "instruments, amounts, directives, items, adoption, actions, origins, pmc_cells, "
            "pmc_scores, pmc, spans. "
            "Templates are named with --templates or found among the documents. Default: "
            "agencies, and what has a codebook."
        ),
    ] = "",
    mapping: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            help="Columns: id=…,text=…,title=…,issuer=…,date=…,number=…,url=…; default: told "
            "from their names.",
            show_default=False,
        ),
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Take the columns that are guessed.")
    ] = False,
    workers: int = typer.Option(0, help="Processes; default: one a core."),
    quiet: bool = typer.Option(False, "--quiet", help="No progress."),
) -> None:
    """Read a corpus of any size and write documents, clauses, agencies, themes and pairs as
    Parquet.

    Pairs are the exact nearest clauses. A document that cannot be used never stops the run:
    failures.csv names it, its place and the reason. Run the same command again after a kill:
    finished parts are used.
    """
    from compare.base.progress import Progress
    from compare.commands.add_rows import EXAMPLES, confirm, show_columns
    from compare.commands.progress import Shown
    from compare.errors import PolicyCompareError
    from compare.reading.sheets import read_rows
    from compare.scale import require
    from compare.scale.engines import DaskEngine, Engine, LocalEngine
    from compare.scale.run import run
    from compare.scale.settings import Settings, bytes_of, tables_of
    from compare.study.columns import columns_in, parse_map

    if engine not in ("local", "dask"):
        raise unknown_value("engine", engine, ("local", "dask"))
    if scheduler and engine != "dask":
        raise PolicyCompareError(told("scheduler"))
    if not 0 < floor <= 1:
        raise PolicyCompareError(told("floor", given=floor))
    require()
    columns = columns_in(corpus, parse_map(mapping or ()))
    if not quiet or not columns.sure:
        show_columns(
            corpus, columns, list(islice(read_rows(corpus), EXAMPLES)), others="carried_on"
        )
    confirm(columns, yes=yes or columns.sure, given={})
    wanted = tables_of(
        [name.strip() for name in tables.split(",") if name.strip()],
        templates=bool(templates),
        pmc=pmc is not None,
    )
    settings = Settings(
        columns=columns.as_map(),
        neighbours=neighbours,
        floor=floor,
        spans=spans or "spans" in wanted,
        codebooks=_read(codebook or ()),
        templates=_read(templates or ()),
        tables=wanted,
        pmc=_read([pmc] if pmc else ()),
    )
    allowed = bytes_of(memory)
    computing: Engine = (
        DaskEngine(scheduler, workers=workers or None)
        if engine == "dask"
        else LocalEngine(workers or None)
    )
    try:
        with Progress() if quiet else Shown() as progress:
            summary = run(corpus, out, settings, computing, memory=allowed, progress=progress)
    finally:
        computing.close()
    for name, rows in summary.rows.items():
        tell("rows", name=name, n=rows)
    tell("files", n=len(summary.rows), folder=out)
    if summary.failures:
        tell("failures", err=True, n=summary.failures, file=out / "failures.csv")


def _read(paths: Iterable[Path]) -> tuple[tuple[str, str], ...]:
    """Files, and those of folders, with what they hold."""
    from compare.study.files import yaml_paths

    files = [file for path in paths for file in (yaml_paths(path) if path.is_dir() else [path])]
    return tuple((str(file), file.read_text(encoding="utf-8")) for file in files)
