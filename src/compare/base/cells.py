"""How long a cell of a CSV file may be.

Python keeps one limit for the whole process, and other packages raise it when they are imported.
A mark left open makes one cell of the rest of a file, and is noticed by that limit alone: so every
reader sets its own, for as long as it reads.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager

LONGEST = 131_072
"""Characters of a cell in a sheet that people fill: four times what Excel can hold."""


@contextmanager
def cells_up_to(most: int = LONGEST) -> Iterator[None]:
    """Cells of `most` characters can be read; longer ones raise ``csv.Error``."""
    before = csv.field_size_limit(most)
    try:
        yield
    finally:
        csv.field_size_limit(before)
