"""``policy-compare regression``: tables ready for a regression."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from compare.commands.computing import read_and_compute
from compare.commands.telling import speaking, tell


@speaking
def regression(
    study: Annotated[str, typer.Option(help="Study folder; default: the nearest one upward.")] = "",
    out: Annotated[Path, typer.Option(help="Folder to write into.")] = Path("build/regression"),
    stata: Annotated[
        bool,
        typer.Option(
            "--stata", help="Also as .dta with labels, for Stata 14 and later and for haven in R."
        ),
    ] = False,
    lang: Annotated[
        str,
        typer.Option(
            help="zh or en: language of what is printed, and of the labels for Stata; default: en."
        ),
    ] = "",
) -> None:
    """Write city_items (a row a city and item) and city_pairs (a row an ordered pair) as CSV and
    Parquet, with dates, lags, levels, lengths.
    """
    from compare.adoption.in_hand import templates_in_use
    from compare.adoption.regression import city_items, city_pairs
    from compare.commands.progress import Shown
    from compare.paper.export import write_tables

    wanted = ("documents", "clauses", "adoption", "agencies", "amounts", "pairs")
    with Shown() as progress:
        read, tables = read_and_compute(study, progress, only=wanted)
    documents, clauses, adoption = tables["documents"], tables["clauses"], tables["adoption"]
    used = templates_in_use(documents, clauses, read.templates)
    results = {
        "city_items": city_items(
            documents,
            clauses,
            adoption,
            used,
            agencies=tables["agencies"],
            amounts=tables["amounts"],
        ),
        "city_pairs": city_pairs(documents, clauses, adoption, tables["pairs"], used),
    }
    beside = {}
    if stata:
        from compare.exchange.stata import to_dta

        beside = {
            f"{name}.dta": to_dta(table, name, lang or "en") for name, table in results.items()
        }
    write_tables(results, out, beside=beside)
    for name, table in results.items():
        tell("rows_in", name=name, n=len(table), file=out / f"{name}.csv")
