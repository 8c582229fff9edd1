"""Rows of a table as plain named tuples."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd


def rows_of(frame: pd.DataFrame) -> Iterator[Any]:
    """Rows in order; columns are attributes. Types of cells are declared in `compare.schema`, not
    here.
    """
    return iter(frame.itertuples(index=False))
