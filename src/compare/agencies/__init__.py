"""Who must carry a clause out, and who leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.base.lazy import lazily

if TYPE_CHECKING:
    from compare.agencies.contrasts import (
        counterpart_families,
        names_out_of_time,
        share_differences,
    )
    from compare.agencies.find import repaired_names, unknown_bodies
    from compare.agencies.kinds import family_kinds, kind_of, select
    from compare.agencies.measures import (
        clause_burden,
        concentration,
        family_frequency,
        family_themes,
    )
    from compare.agencies.network import (
        joint_responsibility,
        network_edges,
        network_nodes,
        network_summary,
    )
    from compare.agencies.registry_rows import parse_registry

_HOMES = {
    "kind_of": "kinds", "family_kinds": "kinds", "clause_burden": "measures",
    "concentration": "measures", "counterpart_families": "contrasts",
    "family_frequency": "measures", "family_themes": "measures", "joint_responsibility": "network",
    "network_edges": "network", "network_nodes": "network", "network_summary": "network",
    "parse_registry": "registry_rows", "names_out_of_time": "contrasts", "repaired_names": "find",
    "select": "kinds", "share_differences": "contrasts", "unknown_bodies": "find",
}  # fmt: skip
__all__ = [
    "clause_burden", "concentration", "counterpart_families", "family_frequency", "family_kinds",
    "family_themes", "joint_responsibility", "kind_of", "names_out_of_time", "network_edges",
    "network_nodes", "network_summary", "parse_registry", "repaired_names", "select",
    "share_differences", "unknown_bodies",
]  # fmt: skip
__getattr__, __dir__ = lazily(__name__, _HOMES)
