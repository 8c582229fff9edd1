"""``policy-compare diff``: what changed between the tables of two runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from compare.commands.telling import changed_words, in_table, speaking, tell, told


@speaking
def diff(
    run_a: Annotated[Path, typer.Argument(help="Folder with the tables of the earlier run.")],
    run_b: Annotated[Path, typer.Argument(help="Folder with the tables of the later run.")],
    out: Annotated[str, typer.Option(help="Write every change as CSV into this file.")] = "",
    rows: Annotated[int, typer.Option(help="Changes printed.")] = 20,
) -> None:
    """Show which rows differ between two runs, and what went in that differs: texts, rules,
    decisions, codebooks.
    """
    from compare.study.changes import compare_runs, count_changes, likely_causes

    before, after = _tables(run_a), _tables(run_b)
    changes, causes = compare_runs(before, after), likely_causes(before, after)
    tell("changes", n=len(changes), before=run_a, after=run_b)
    if len(causes):
        typer.echo(f"\n{told('causes')}\n{in_table(causes, rows=rows)}")
    if len(changes):
        typer.echo(f"\n{told('by_table')}\n{in_table(changed_words(count_changes(changes)))}")
        judged = changes[changes["table"].isin(["adoption", "actions", "origins", "themes"])]
        if len(judged):
            typer.echo(f"\n{told('ledger')}\n{in_table(changed_words(judged), rows=rows)}")
    if out:
        from compare.base.atomic import write_output
        from compare.paper.export import to_csv

        write_output(Path(out), to_csv(changes))
        typer.echo(f"\n{told('written', n=len(changes), file=out)}")


def _tables(folder: Path) -> dict:
    import pandas as pd

    from compare.errors import StudyError
    from compare.schema import TABLES

    found = {name: folder / f"{name}.csv" for name in TABLES if (folder / f"{name}.csv").is_file()}
    if not found:
        raise StudyError(told("no_run", folder=folder))
    return {
        name: pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
        for name, path in found.items()
    }
