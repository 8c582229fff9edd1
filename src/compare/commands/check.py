"""``policy-compare check``: is this study sound, and how much of each text was understood?"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer

from compare.commands.add import StudyFolder


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


def _print(found) -> None:  # type: ignore[no-untyped-def]  # importing the class would load pandas for --help
    from compare.base.display import format_frame

    if len(found.report):
        print("Parse report: share of each file in clauses, head, tail and page furniture")
        print(format_frame(found.report, rows=len(found.report), decimals=2))
        print()
    for finding in found.findings:
        print(
            f"{finding.severity:8}{finding.where}: {finding.what}"
            + (f"\n{'':8}→ {finding.hint}" if finding.hint else "")
        )
    print(
        f"\n{found.counted}, {found.count('error')} errors, "
        f"{found.count('warning')} warnings, {found.count('note')} notes"
    )
