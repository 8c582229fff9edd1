"""Which texts may be passed on: said in ``documents.csv``, column ``licence``, and obeyed by what
leaves the study.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

# Words by which a licence forbids passing the text on; anything else that is stated permits it.
_FORBIDS = re.compile(
    r"no[- ]?(redistribution|sharing|copy)|not? (to )?be (shared|redistributed|passed on)|all "
    r"rights reserved|restricted|"
    r"confidential|private|internal use|proprietary|不得|禁止|版权所有|保留所有权利|内部|"
    r"保密|涉密|未经(许可|授权)|^(no|否)$",
    re.IGNORECASE,
)
_PERMITS = re.compile(r"^(unrestricted|no restrictions?)$", re.IGNORECASE)
_SHORTEST = 20  # characters; a shorter cell names a thing and does not reproduce the text


@dataclass(frozen=True, slots=True)
class Licence:
    """What ``documents.csv`` says of one text."""

    doc_id: str
    licence: str

    @property
    def stated(self) -> bool:
        """Whether anything is said at all."""
        return bool(self.licence)

    @property
    def forbids(self) -> bool:
        """Whether the text must not leave the study."""
        return bool(_FORBIDS.search(self.licence)) and not _PERMITS.match(self.licence)


def licences(rows: Iterable[Mapping[str, str]]) -> list[Licence]:
    """The licence of each text; the column may be called ``licence`` or ``license``."""
    return [
        Licence(row["doc_id"], (row.get("licence") or row.get("license") or "").strip())
        for row in rows
    ]


def without_passages(table: pd.DataFrame, texts: Iterable[str]) -> pd.DataFrame:
    """A table in which no cell reproduces a passage of `texts`.

    Parameters
    ----------
    table : DataFrame
        Not modified.
    texts : iterable of str
        Simplified, without white space (`compare.text.passage.Passage.text`), of texts that must
        not be passed on.

    Returns
    -------
    DataFrame
        Cells of 20 characters and more that stand in one of the texts are empty.
    """
    whole = tuple(texts)
    if not whole:
        return table
    out = table.copy()
    for name in out.columns:
        if pd.api.types.is_string_dtype(out[name]) or pd.api.types.is_object_dtype(out[name]):
            out[name] = out[name].map(lambda value: _emptied(value, whole))
    return out


def _emptied(value: object, texts: tuple[str, ...]) -> object:
    if not isinstance(value, str) or len(value) < _SHORTEST:
        return value
    flat = "".join(value.split())
    return "" if len(flat) >= _SHORTEST and any(flat in text for text in texts) else value
