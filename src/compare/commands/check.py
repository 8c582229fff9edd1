"""``policy-compare check``: is this study sound, and how much of each text was understood?"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from compare.base.width import padded
from compare.commands.add import StudyFolder
from compare.commands.telling import in_table, in_words, speaking, tell, told

if TYPE_CHECKING:
    import pandas as pd


@speaking
def check(
    study: StudyFolder = "",
    as_json: Annotated[
        bool, typer.Option("--json", help="Print report and findings as JSON.")
    ] = False,
    strict: Annotated[bool, typer.Option(help="Warnings count as errors, too.")] = False,
) -> None:
    """Check a study: parse report, duplicates, missing metadata, who implements whom, codebooks.
    Exit code 1 on errors.
    """
    from compare.study.find import find_study
    from compare.study.inspection import inspect_study

    root = find_study(study)
    found = inspect_study(root)
    if as_json:
        counts = {severity: found.count(severity) for severity in ("error", "warning", "note")}
        report = found.report.round(4).to_dict("records")
        print(
            json.dumps(
                {
                    "study": root.name,
                    "texts": found.counted,
                    **counts,
                    "report": report,
                    "findings": [asdict(f) for f in found.findings],
                },
                ensure_ascii=False,
                indent=1,
            )
        )
    else:
        _print(found)
    if found.count("error") or (strict and found.count("warning")):
        raise typer.Exit(1)


def _telling(report: pd.DataFrame) -> pd.DataFrame:
    """The report without counts that are nought, and doubts that are empty, in every row: so it has
    room in a terminal.
    """
    counts = ("n_repairs", "in_tables", "ignored_labels", "doubts")
    return report.drop(columns=[name for name in counts if not report[name].any()])


def _print(found) -> None:  # type: ignore[no-untyped-def]  # importing the class would load pandas for --help
    if len(found.report):
        tell("check.report")
        print(in_table(_telling(found.report), decimals=2))
        print()
    for finding in found.findings:
        what = in_words(finding.what, of=finding.where)
        severity = padded(told(f"check.{finding.severity}"), 8)
        told_of = told("check.finding", where=finding.where, what=what)
        print(severity + told_of + (f"\n{'':8}→ {in_words(finding.hint)}" if finding.hint else ""))
    counts = {f"{kind}s": found.count(kind) for kind in ("error", "warning", "note")}
    if found.findings:
        print()
    tell("check.counted", texts=in_words(found.counted), **counts)
