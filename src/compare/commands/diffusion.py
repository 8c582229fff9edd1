"""``policy-compare diffusion``: who took over from whom, as tables, networks and events."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compare.commands.computing import (
    CacheFolder,
    Jobs,
    NoCache,
    Strict,
    chosen_cache,
    read_and_compute,
)
from compare.commands.telling import speaking, tell, told

if TYPE_CHECKING:
    import pandas as pd

    from compare.adoption.templates import Template
    from compare.base.progress import Progress

    Tables = dict[str, pd.DataFrame]

NEEDED = ("documents", "clauses", "pairs", "items", "adoption", "diffusion", "sources")


@speaking
def diffusion(
    study: Annotated[str, typer.Option(help="Study folder; default: the nearest one upward.")] = "",
    out: Annotated[Path, typer.Option(help="Folder to write into.")] = Path("build/diffusion"),
    scaled: Annotated[
        Path | None,
        typer.Option(
            "--from", help="Folder that `scale` wrote, in place of a study.", show_default=False
        ),
    ] = None,
    strict: Strict = False,
    cache: CacheFolder = "",
    no_cache: NoCache = False,
    jobs: Jobs = 0,
) -> None:
    """Write who took over from whom: later and earlier documents, the likely sources of every
    measure, passages with their first users, events for a survival analysis (CSV and Parquet), and
    the network and the tree of most probable sources as GraphML for Gephi, igraph or yEd.
    """
    from compare.adoption.cascade import (
        adoption_events,
        first_users,
        passage_lines,
        template_lines,
    )
    from compare.adoption.network import diffusion_network
    from compare.agencies.network import graphml
    from compare.commands.progress import Shown
    from compare.paper.export import write_tables

    if scaled is not None and study:
        raise typer.BadParameter(told("study_or_scaled"))
    with Shown() as progress:
        if scaled is None:
            read, tables = read_and_compute(
                study,
                progress,
                only=NEEDED,
                strict=strict,
                cache=chosen_cache(cache, no_cache),
                jobs=jobs,
            )
            templates: tuple[Template, ...] = read.templates
        else:
            tables, templates = _from_scale(scaled, progress), ()
        documents = tables["documents"]
        progress.step("passages")
        import pandas as pd

        lines = pd.concat(
            [
                passage_lines(tables["sources"]),
                from_above := template_lines(documents, tables["adoption"], templates),
            ],
            ignore_index=True,
        )
        users = first_users(documents, tables["clauses"], lines, tables["items"], templates)
        results = {
            "diffusion": tables["diffusion"],
            "sources": tables["sources"],
            "passages": lines,
            "first_users": users,
            "events": adoption_events(documents, lines, templates),
        }
        progress.end()
        progress.step("writing")
        networks = {
            f"{name}.graphml": graphml(
                diffusion_network(
                    documents, tables["diffusion"], from_above, templates, tree=name == "tree"
                )
            ).encode()
            for name in ("network", "tree")
        }
        paths = write_tables(results, out, beside=networks, progress=progress)
        progress.end(len(paths), "files")
    for name, table in results.items():
        tell("rows", name=name, n=len(table))
    tell("files", n=len(paths), folder=out)


def _from_scale(folder: Path, progress: Progress) -> Tables:
    """Tables of a run of `scale`, and what follows from them; adoption where the run made it."""
    import pandas as pd

    from compare import schema
    from compare.adoption.diffusion import clause_sources, trace_diffusion
    from compare.errors import PolicyCompareError

    progress.step("reading")
    tables: Tables = {}
    for name in ("documents", "clauses", "pairs", "items", "adoption"):
        path = folder / f"{name}.parquet"
        if path.exists():
            tables[name] = pd.read_parquet(path)
        elif name in ("items", "adoption"):
            tables[name] = schema.TABLES[name].frame()
        else:
            raise PolicyCompareError(told("no_scaled", folder=folder, file=path.name))
    # A document that could not be parsed has a row, and was at risk of nothing.
    used = tables["documents"]["n_clauses"] > 0
    tables["documents"] = tables["documents"][used].reset_index(drop=True)
    progress.end()
    progress.step("sources")
    given = (tables["documents"], tables["clauses"], tables["pairs"], tables["adoption"])
    tables["sources"] = clause_sources(*given)
    tables["diffusion"] = trace_diffusion(*given, sources=tables["sources"])
    progress.end(len(tables["sources"]))
    return tables
