"""Everything `policy-compare check` looks at in a study folder, file by file, so that one fault
does not hide the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from compare.adoption.templates import Template, parse_template
from compare.base.plain_yaml import read_yaml
from compare.base.rows import rows_of
from compare.content.codebooks import parse_codebook
from compare.errors import PolicyCompareError
from compare.pmc.codebook import parse_pmc
from compare.study.check import check_duplicates, check_metadata
from compare.study.check_parse import check_parse, parse_report
from compare.study.check_relations import check_relations, check_templates
from compare.study.files import read_register, yaml_paths
from compare.study.finding import SEVERITIES, Finding
from compare.study.headings_there import check_wording
from compare.study.own_lexicon import PMC, package_pmc, package_registry
from compare.study.read import Study, read_study
from compare.words.notes import note


@dataclass(frozen=True)
class Inspection:
    """What was found: the parse report, the findings, worst first, and how many texts are used
    (``118 of 120 texts``).
    """

    report: pd.DataFrame
    findings: tuple[Finding, ...]
    counted: str = note("note.texts", n=0)

    def count(self, severity: str) -> int:
        """Findings of one severity."""
        return sum(finding.severity == severity for finding in self.findings)


def inspect_study(root: Path) -> Inspection:
    """Check a study folder.

    Returns
    -------
    Inspection

    Raises
    ------
    StudyError
        If the folder or its documents.csv is not there at all.
    """
    findings: list[Finding] = [*_folder(root)]
    templates = dict(_parsed(root / "templates", parse_template, findings))
    for _ in _parsed(root / "codebooks", _codebook, findings):
        pass
    for _ in _parsed(root / "lexicon", parse_codebook, findings):
        pass
    findings += check_templates(templates)
    counted = note("note.texts", n=0)
    report = parse_report(
        pd.DataFrame({"doc_id": [], "n_clauses": [], "n_chars": []}), pd.DataFrame(), pd.DataFrame()
    )
    if not any(
        finding.severity == "error"
        for finding in findings
        if finding.where.startswith(("documents", "templates", "codebooks", "lexicon"))
    ):
        try:
            study = read_study(root)
        except PolicyCompareError as error:
            findings.append(Finding("error", root.name, str(error)))
        else:
            counted = study.counted()
            findings += [
                Finding(
                    "error",
                    row.doc_id,
                    row.reason,
                    note("check.set_aside"),
                )
                for row in rows_of(study.set_aside)
            ]
            report = parse_report(study.documents, study.parts, study.repairs)
            findings += check_parse(report, study.clauses, study.repairs)
            findings += check_metadata(study.documents)
            findings += check_relations(study.documents, templates.values())
            findings += check_wording(_official(study), templates.values())
            findings += check_duplicates(
                {doc_id: source.passage().text for doc_id, source in study.sources.items()}
            )
    worst_first = sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))
    return Inspection(report, tuple(worst_first), counted)


def _official(study: Study) -> dict[str, str]:
    """Whole text of each document that has a number."""
    return {
        row.doc_number: study.sources[row.doc_id].passage().text
        for row in rows_of(study.documents)
        if row.doc_number and row.doc_id in study.sources
    }


def _folder(root: Path) -> Iterator[Finding]:
    """documents.csv against texts/: files that are missing, and files that nobody names."""
    try:
        register = read_register(root)
        package_registry()
    except PolicyCompareError as error:
        yield Finding("error", "documents.csv", str(error))
        return
    if not register.rows:
        yield Finding("error", "documents.csv", note("check.empty"), note("check.empty.hint"))
    named = {row["file"].replace("\\", "/") for row in register.rows}
    for path in sorted((root / "texts").rglob("*")):
        name = path.relative_to(root / "texts").as_posix()
        if (
            path.is_file()
            and name not in named
            and name not in ("README.md", "README.zh.md")
            and not name.startswith(".")
        ):
            yield Finding(
                "warning",
                f"texts/{name}",
                note("check.unnamed"),
                note("check.unnamed.hint", path=path),
            )


def _codebook(data: Any, *, where: str) -> Any:
    """A codebook in the form that its name asks for."""
    if Path(where).stem == PMC:
        return parse_pmc(data, where=where, package=package_pmc())
    return parse_codebook(data, where=where)


def _parsed(
    folder: Path, parse: Callable[..., Any], findings: list[Finding]
) -> Iterator[tuple[str, Template]]:
    for path in yaml_paths(folder):
        name = f"{folder.name}/{path.name}"
        try:
            yield name, parse(read_yaml(path), where=name)
        except PolicyCompareError as error:
            findings.append(Finding("error", name, str(error).removeprefix(f"{name}: ")))
