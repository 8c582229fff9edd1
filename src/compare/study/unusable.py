"""Texts that cannot be used: why, as a table, and in one message."""

from __future__ import annotations

import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from compare.errors import PolicyCompareError, StudyError

if TYPE_CHECKING:
    pass


def set_aside_frame(bad: Iterable[tuple[dict[str, str], Exception]]) -> pd.DataFrame:
    return aside_frame([(row["doc_id"], row["file"], _reason(error)) for row, error in bad])


def aside_frame(rows: Iterable[tuple[str, str, str]]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=["doc_id", "file", "reason"], dtype="str")


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return f"cannot be read: {error.strerror or error}. Check the name and the permissions."
    return str(error)


def unexpected(error: Exception) -> StudyError:
    """A fault of the program met in one text, told as such, with the place where it arose."""
    last = traceback.extract_tb(error.__traceback__)[-1:]
    place = f" at {Path(last[0].filename).name}:{last[0].lineno}" if last else ""
    told = StudyError(f"unexpected error (please report): {type(error).__name__}{place}: {error}")
    told.__cause__ = error
    return told


def unusable(bad: list[tuple[dict[str, str], Exception]], n: int) -> Exception:
    """All texts that cannot be used in one message; a fault that stands alone keeps its own."""
    if len(bad) == 1 and isinstance(bad[0][1], PolicyCompareError):
        return bad[0][1]
    listed = "\n".join(
        f"  {row['doc_id']} (texts/{row['file']}): {_reason(error)}" for row, error in bad
    )
    return StudyError(f"{len(bad)} of {n} texts cannot be used:\n{listed}")
