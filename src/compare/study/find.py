"""Which folder is the study."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from compare.errors import StudyError
from compare.words.notes import note

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
            raise StudyError(note("error.no_folder", folder=named))
        return root
    here = Path.cwd()
    for place in (here, *here.parents):
        for candidate in (place, place / "data"):
            if (candidate / "documents.csv").is_file():
                return candidate
    raise StudyError(note("error.no_study", folder=here.name))
