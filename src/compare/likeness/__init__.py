"""How alike two clauses are, and which of them are the same measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.base.lazy import lazily

if TYPE_CHECKING:
    from compare.likeness.chance import LEVEL, counterpart_shares
    from compare.likeness.counterparts import agreement, vary_enough
    from compare.likeness.pairs import compare_clauses
    from compare.likeness.set_phrases import formula_share, formula_table, recurring_phrases

_HOMES = {
    "agreement": "counterparts", "LEVEL": "chance", "compare_clauses": "pairs",
    "counterpart_shares": "chance", "formula_share": "set_phrases", "formula_table": "set_phrases",
    "recurring_phrases": "set_phrases", "vary_enough": "counterparts",
}  # fmt: skip
__all__ = [
    "LEVEL", "agreement", "compare_clauses", "counterpart_shares", "formula_share", "formula_table",
    "recurring_phrases", "vary_enough",
]  # fmt: skip
__getattr__, __dir__ = lazily(__name__, _HOMES)
