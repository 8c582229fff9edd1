"""What became of each measure of each template in each document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.base.lazy import lazily

if TYPE_CHECKING:
    from compare.adoption.amount_changes import compare_amounts
    from compare.adoption.cascade import (
        adoption_events,
        first_users,
        passage_lines,
        template_lines,
    )
    from compare.adoption.decisions import decision_agreement
    from compare.adoption.diffusion import clause_sources, trace_diffusion
    from compare.adoption.direction import trace_direction
    from compare.adoption.in_hand import both_texts, holdings, templates_in_use
    from compare.adoption.ledger import trace
    from compare.adoption.network import diffusion_network
    from compare.adoption.origins import local_candidates, origin_counts
    from compare.adoption.rates import adoption_rates, control_overlap, main_template, section_rates
    from compare.adoption.regression import city_items, city_pairs
    from compare.adoption.relations import relate
    from compare.adoption.rules import RULES, VERSION
    from compare.adoption.siblings import estimate_wording, families
    from compare.adoption.survival import time_to_adoption
    from compare.adoption.templates import parse_template

_HOMES = {
    "RULES": "rules", "VERSION": "rules", "adoption_rates": "rates", "both_texts": "in_hand",
    "city_items": "regression", "city_pairs": "regression", "compare_amounts": "amount_changes",
    "control_overlap": "rates", "decision_agreement": "decisions", "estimate_wording": "siblings",
    "families": "siblings", "holdings": "in_hand", "local_candidates": "origins",
    "main_template": "rates", "origin_counts": "origins", "parse_template": "templates",
    "relate": "relations", "section_rates": "rates", "templates_in_use": "in_hand",
    "trace": "ledger", "trace_direction": "direction", "clause_sources": "diffusion",
    "trace_diffusion": "diffusion", "adoption_events": "cascade",
    "diffusion_network": "network", "passage_lines": "cascade", "first_users": "cascade",
    "template_lines": "cascade", "time_to_adoption": "survival",
}  # fmt: skip
__all__ = [
    "RULES", "VERSION", "adoption_events", "adoption_rates", "both_texts", "city_items",
    "city_pairs",
    "clause_sources", "compare_amounts", "control_overlap", "decision_agreement",
    "diffusion_network", "estimate_wording", "families", "first_users",
    "holdings", "local_candidates", "main_template", "origin_counts", "parse_template",
    "passage_lines", "relate",
    "section_rates", "template_lines", "templates_in_use", "time_to_adoption", "trace",
    "trace_diffusion",
    "trace_direction",
]  # fmt: skip
__getattr__, __dir__ = lazily(__name__, _HOMES)
