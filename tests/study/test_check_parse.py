"""How well each text was read, and what deserves a look."""

from __future__ import annotations

import pandas as pd
import pytest

from compare import read_study, schema
from compare.study.check_parse import check_parse, parse_report


def documents(*rows: dict) -> pd.DataFrame:
    return schema.DOCUMENTS.frame(
        [{"n_clauses": 5, "n_chars": 900, "script": "hans", **row} for row in rows]
    )


def told(findings) -> list[str]:
    return [f"{f.severity} {f.where}: {f.what}" for f in findings]


def test_parse(mini_study):
    """Shares add up to the file; a clause printed twice is told."""
    study = read_study(mini_study)
    report = parse_report(study.documents, study.parts, study.repairs)
    row = report.iloc[0]

    assert row["clauses"] + row["head"] + row["tail"] + row["furniture"] == pytest.approx(1)
    assert told(check_parse(report, study.clauses, study.repairs)) == []
    twice = study.clauses.assign(text="同样的一段话说的是同样的一件事" * 4)
    assert told(check_parse(report, twice, study.repairs)) == [
        "warning mini: mini-01, mini-02, mini-03, mini-04 have the same text"
    ]
