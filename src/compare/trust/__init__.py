"""How far the automatic tables can be trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.base.lazy import lazily

if TYPE_CHECKING:
    from compare.trust.agreement import cohen_kappa, krippendorff_alpha
    from compare.trust.hand_coding import read_hand_coding
    from compare.trust.named_sources import source_certainty
    from compare.trust.reliability import LEAST, PUBLISH, code_scores, confusion
    from compare.trust.sheets import blank_sheet, draw_sample, fields_of
    from compare.trust.specification import (
        clause_influence,
        curve_summary,
        rank_stability,
        specification_curve,
    )
    from compare.trust.validation import (
        central_themes,
        instruments_of,
        match_units,
        theme_errors,
        theme_scores,
        unitizing_agreement,
        validate,
    )

_HOMES = {
    "LEAST": "reliability", "PUBLISH": "reliability", "blank_sheet": "sheets",
    "central_themes": "validation", "clause_influence": "specification",
    "code_scores": "reliability", "cohen_kappa": "agreement", "confusion": "reliability",
    "curve_summary": "specification", "draw_sample": "sheets", "fields_of": "sheets",
    "instruments_of": "validation", "krippendorff_alpha": "agreement", "match_units": "validation",
    "rank_stability": "specification", "read_hand_coding": "hand_coding",
    "source_certainty": "named_sources",
    "specification_curve": "specification", "theme_errors": "validation",
    "theme_scores": "validation", "unitizing_agreement": "validation", "validate": "validation",
}  # fmt: skip
__all__ = [
    "LEAST", "PUBLISH", "blank_sheet", "central_themes", "clause_influence", "code_scores",
    "cohen_kappa", "confusion", "curve_summary", "draw_sample", "fields_of", "instruments_of",
    "krippendorff_alpha", "match_units", "rank_stability", "read_hand_coding",
    "source_certainty", "specification_curve", "theme_errors", "theme_scores",
    "unitizing_agreement", "validate",
]  # fmt: skip
__getattr__, __dir__ = lazily(__name__, _HOMES)
