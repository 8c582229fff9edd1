"""One thing that a check of a study found."""

from __future__ import annotations

from dataclasses import dataclass

SEVERITIES = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: how bad, which document or file, what, and what to do."""

    severity: str
    where: str
    what: str
    hint: str = ""
