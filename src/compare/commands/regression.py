"""``policy-compare regression``: tables ready for a regression."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def regression(
    study: Annotated[str, typer.Option(help="Study folder; default: the nearest one upward.")] = "",
    out: Annotated[Path, typer.Option(help="Folder to write into.")] = Path("build/regression"),
) -> None:
    """Write city_items.csv (a row a city and item) and city_pairs.csv (a row an ordered pair), with dates, lags, levels, lengths."""
    from compare.adoption.in_hand import templates_in_use
    from compare.adoption.regression import city_items, city_pairs
    from compare.base.atomic import write_text
    from compare.study.read import read_study
    from compare.tables import build_tables

    read = read_study(study)
    tables = build_tables(read)
    documents, clauses, adoption = tables["documents"], tables["clauses"], tables["adoption"]
    used = templates_in_use(documents, clauses, read.templates)
    results = {
        "city_items": city_items(documents, clauses, adoption, used, agencies=tables["agencies"], amounts=tables["amounts"]),
        "city_pairs": city_pairs(documents, clauses, adoption, tables["pairs"], used),
    }
    for name, table in results.items():
        write_text(out / f"{name}.csv", table.to_csv(index=False, lineterminator="\n"))
        typer.echo(f"{name:12} {len(table):6} rows in {out / f'{name}.csv'}")
