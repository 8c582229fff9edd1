"""``policy-compare decide``: decisions and memos of coders into the study."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compare.commands.telling import changed_words, in_table, speaking, tell, told

if TYPE_CHECKING:
    import pandas as pd

    from compare.report.deciding import Proposal


@speaking
def decide(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="What the page exported, or a sheet of your own: csv or xlsx."),
    ] = None,
    study: Annotated[str, typer.Option(help="Study folder; default: the nearest one upward.")] = "",
    out: Annotated[
        str,
        typer.Option(help="Write changes, agreement and disagreements as CSV into this folder."),
    ] = "",
    prefer: Annotated[
        str,
        typer.Option(help="Coders whose decision holds where they differ, separated by commas."),
    ] = "",
    skip_refused: Annotated[
        bool, typer.Option("--skip-refused", help="Write the rest where rows are refused.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would change; write nothing.")
    ] = False,
    undo: Annotated[
        bool, typer.Option("--undo", help="Take the last writing of decisions back.")
    ] = False,
) -> None:
    """Read decisions and memos of one or more coders, show what they change, and write them into
    coding/ of the study.

    Nothing is written where a row is refused, unless --skip-refused. Where coders differ, what
    stood before stays and the difference is listed.
    """
    from contextlib import nullcontext

    from compare.report.coding_rows import files_digest
    from compare.study.enter import entering
    from compare.study.find import find_study
    from compare.study.journal import undo_coding, write_coding

    if undo:
        with entering(root := find_study(study), "decide"):
            undone = undo_coding(root)
        tell("decide.undone", what=undone)
        return
    if not files:
        raise typer.BadParameter(told("decide.no_file"))
    root = find_study(study)
    seen = files_digest(root)
    proposal = _proposed(files, root, prefer, skip_refused=skip_refused)
    with nullcontext() if dry_run else entering(root, "decide"):
        if files_digest(root) != seen:  # another coder was faster: neither is lost
            proposal = _proposed(files, root, prefer, skip_refused=skip_refused)
        results = {
            "changes": proposal.changes,
            "agreement": proposal.agreement,
            "disagreements": proposal.disagreements,
        }
        for name, table in results.items():
            head = told(f"decide.{name}", n=len(table))
            shown = changed_words(table) if name == "changes" else table
            typer.echo(f"\n{head}\n{in_table(shown, rows=40)}" if len(table) else head)
        if out:
            _write(results, Path(out))
        if dry_run:
            tell("decide.dry")
            return
        named = ", ".join(path.name for path in files)
        tables = {"decisions.csv": proposal.decisions, "memos.csv": proposal.memos}
        written = write_coding(root, tables, what=named)
    if written:
        tell("decide.written", n=len(proposal.decisions), files=", ".join(written))
    else:
        tell("decide.same")


def _proposed(files: list[Path], root: Path, prefer: str, *, skip_refused: bool) -> Proposal:
    """What the files would change; refused rows are an error, or are told and left out."""
    import pandas as pd

    from compare.adoption.decisions import COLUMNS
    from compare.errors import CodingError
    from compare.report.deciding import propose, rule
    from compare.study.memos import COLUMNS as MEMOS
    from compare.study.read import read_study
    from compare.trust.decided import read_coder_file

    parts: dict[str, list[pd.DataFrame]] = {
        "decisions": [pd.DataFrame(columns=[*COLUMNS, "file", "row"], dtype="str")],
        "memos": [pd.DataFrame(columns=[*MEMOS, "file", "row"], dtype="str")],
    }
    for path in files:
        kind, rows = read_coder_file(path)
        parts[kind].append(rows)
    proposal = propose(
        rule(read_study(root)),
        pd.concat(parts["decisions"], ignore_index=True),
        pd.concat(parts["memos"], ignore_index=True),
        prefer=[name.strip() for name in prefer.split(",") if name.strip()],
    )
    if proposal.refused:
        listed = "\n".join(f"  {line}" for line in proposal.refused)
        if not skip_refused:
            raise CodingError(told("decide.all_refused", n=len(proposal.refused), listed=listed))
        tell("decide.refused", err=True, n=len(proposal.refused), listed=listed)
    return proposal


def _write(results: dict[str, pd.DataFrame], out: Path) -> None:
    from compare.base.atomic import replace_folder
    from compare.paper.export import to_excel_csv

    with replace_folder(out) as folder:
        for name, table in results.items():
            (folder / f"{name}.csv").write_bytes(to_excel_csv(table))
