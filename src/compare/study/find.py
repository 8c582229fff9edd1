"""Which folder is the study."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from compare.errors import StudyError

if TYPE_CHECKING:
    pass


def find_study(folder: str | Path = "") -> Path:
    """The study folder to use: the one named, else ``$POLICY_COMPARE_STUDY``, else the nearest one
    upward.

    Raises
    ------
    StudyError
        If none is found.
    """
    named = folder or os.environ.get("POLICY_COMPARE_STUDY", "")
    if named:
        root = Path(named).expanduser()
        if not root.is_dir():
            raise StudyError(
                f"{named} is no folder. A study is a folder with documents.csv and "
                f"texts/; `policy-compare new DIR` makes one."
            )
        return root
    here = Path.cwd()
    for place in (here, *here.parents):
        for candidate in (place, place / "data"):
            if (candidate / "documents.csv").is_file():
                return candidate
    raise StudyError(
        f"No study found from {here.name} upward: a study is a folder with documents.csv. "
        f"Name one with --study DIR."
    )
