"""What the page needs to let a reader code: decisions and memos that stand in the study, what may
be decided, and a name for the drafts that the browser keeps.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from compare.adoption.decisions import LEVELS, check_decisions
from compare.paper.provenance import input_digest
from compare.study.read import Study
from compare.words.strings import LANGUAGES

_WRITTEN = ("documents.csv", "texts/*", "templates/*", "codebooks/*", "lexicon/*", "coding/*.csv")


def coding_rows(
    study: Study, cells: pd.DataFrame | None = None, *, revision: str = ""
) -> dict[str, Any]:
    """The part ``coding`` of the payload.

    Parameters
    ----------
    study : Study
    cells : DataFrame, optional
        Table ``pmc_cells``: which clause earns a variable of the PMC index.
    revision : str
        State of the study's files where the page is served from it, so that writing is refused
        once they changed; empty for a page that stands alone.
    """
    book = study.codebooks.get("themes")
    return {
        "study": study.root.resolve().name,
        "digest": undecided_digest(study),
        "decisions": check_decisions(study.decisions).to_dict("records"),
        "memos": study.memos.to_dict("records"),
        "levels": list(LEVELS),
        "themes": book.settings.most if book else 0,
        "variables": _variables(study),
        "earned": _earned(cells),
        "served": bool(revision),
        "revision": revision,
    }


def _variables(study: Study) -> list[dict[str, Any]]:
    names = {lang: study.pmc.names(lang) for lang in LANGUAGES}
    return [
        {"code": code.id, "name": {lang: names[lang][code.id] for lang in LANGUAGES}}
        for code in study.pmc.decided
    ]


def _earned(cells: pd.DataFrame | None) -> dict[str, list[str]]:
    """Variables by the clause that earns their 1, the strongest where there are several."""
    if cells is None:
        return {}
    proven = cells[(cells["value"] == 1) & (cells["clause_id"] != "")]
    of_clause = proven.groupby("clause_id", sort=True)["variable"].agg(list)
    return {str(clause_id): list(variables) for clause_id, variables in of_clause.items()}


def undecided_digest(study: Study) -> str:
    """Digest of everything that a decision is about, and not of decisions: drafts stay valid when
    some of them are written.
    """
    return input_digest(replace(study, decisions=pd.DataFrame()))


def files_digest(root: Path) -> str:
    """State of every file that a study is read from."""
    found = sorted({path for pattern in _WRITTEN for path in root.glob(pattern) if path.is_file()})
    whole = hashlib.sha256()
    for path in found:
        whole.update(path.relative_to(root).as_posix().encode() + b"\0")
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()
