"""Documents and templates that say only what a check looks at, and findings as lines."""

from __future__ import annotations

import pandas as pd

from compare import schema
from compare.adoption.templates import Template


def documents(*rows: dict) -> pd.DataFrame:
    return schema.DOCUMENTS.frame(
        [{"n_clauses": 5, "n_chars": 900, "script": "hans", **row} for row in rows]
    )


def template(number: str, *implements: str, **more) -> Template:
    return Template(
        number,
        "",
        "",
        "",
        "",
        "",
        "",
        implements,
        more.pop("complete", True),
        more.pop("items", ()),
        **more,
    )


def told(findings) -> list[str]:
    return [f"{f.severity} {f.where}: {f.what}" for f in findings]
