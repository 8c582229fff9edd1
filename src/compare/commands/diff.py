"""``policy-compare diff``: what changed between the tables of two runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def diff(
    run_a: Annotated[Path, typer.Argument(help="Folder with the tables of the earlier run.")],
    run_b: Annotated[Path, typer.Argument(help="Folder with the tables of the later run.")],
    out: Annotated[str, typer.Option(help="Write every change as CSV into this file.")] = "",
    rows: Annotated[int, typer.Option(help="Changes printed.")] = 20,
) -> None:
    """Show which rows differ between two runs, and what went in that differs: texts, rules,
    decisions, codebooks.
    """
    from compare.base.display import format_frame
    from compare.study.changes import compare_runs, count_changes, likely_causes

    before, after = _tables(run_a), _tables(run_b)
    changes, causes = compare_runs(before, after), likely_causes(before, after)
    typer.echo(f"{len(changes)} changes between {run_a} and {run_b}")
    if len(causes):
        typer.echo(f"\nWhat went in that differs\n{format_frame(causes, rows=rows)}")
    if len(changes):
        typer.echo(f"\nChanges by table\n{format_frame(count_changes(changes), rows=None)}")
        judged = changes[changes["table"].isin(["adoption", "actions", "origins", "themes"])]
        if len(judged):
            typer.echo(f"\nThe ledger\n{format_frame(judged, rows=rows)}")
    if out:
        from compare.base.atomic import write_bytes
        from compare.paper.export import to_csv

        write_bytes(Path(out), to_csv(changes))
        typer.echo(f"\n{len(changes)} rows in {out}")


def _tables(folder: Path) -> dict:
    import pandas as pd

    from compare.errors import StudyError
    from compare.schema import TABLES

    found = {name: folder / f"{name}.csv" for name in TABLES if (folder / f"{name}.csv").is_file()}
    if not found:
        raise StudyError(
            f"{folder} holds no table of a run, such as adoption.csv. Write them with: "
            f"policy-compare tables --out {folder}"
        )
    return {
        name: pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
        for name, path in found.items()
    }
