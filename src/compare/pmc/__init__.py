"""The PMC index: what a policy text covers, variable by variable, each cell with its clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.base.lazy import lazily

if TYPE_CHECKING:
    from compare.pmc.cells import rule_cells
    from compare.pmc.codebook import PmcBook, parse_pmc
    from compare.pmc.index import index_documents, matrix_of, score_cells, surface_of

_HOMES = {
    "PmcBook": "codebook", "index_documents": "index", "parse_pmc": "codebook",
    "matrix_of": "index", "rule_cells": "cells", "score_cells": "index", "surface_of": "index",
}  # fmt: skip
__all__ = [
    "PmcBook",
    "index_documents",
    "matrix_of",
    "parse_pmc",
    "rule_cells",
    "score_cells",
    "surface_of",
]  # fmt: skip
__getattr__, __dir__ = lazily(__name__, _HOMES)
