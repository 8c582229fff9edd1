"""Which measures did a city take over from national and provincial templates, and on what evidence?

What a notebook needs, by what a scholar does; each name is loaded when it is first used.

- **read** a study: `read_study`, `find_study`, `load_example`, `Study`
- **code** its clauses: `find_agencies`, `find_amounts`, `code_themes`, `code_instruments`
- **compare** wording: `compare_clauses`, `counterpart_shares`, `side_by_side`
- **cover**: `pmc_matrix`
- **adopt**: `trace_adoption`, `trace_origins`, `adoption_matrix`, `adoption_rates`
- **judge** the results: `agreement`, `robustness`
- **show** them: `findings`, `show`, `present`, `draw`, `figure_names`, `figure_data`,
  `write_report`
- all tables at once: `build_tables`

What lies deeper stands in packages named for what they do: `compare.agencies`, `compare.content`,
`compare.likeness`, `compare.adoption`, `compare.trust`.
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from compare.base.lazy import lazily

if TYPE_CHECKING:
    from compare.analyses import (
        adoption_matrix,
        adoption_rates,
        agreement,
        code_instruments,
        code_themes,
        compare_clauses,
        counterpart_shares,
        find_agencies,
        find_amounts,
        pmc_matrix,
        robustness,
        side_by_side,
        trace_adoption,
        trace_origins,
    )
    from compare.figures.draw import draw, figure_data, figure_names
    from compare.report import write_report
    from compare.report.told import findings
    from compare.study.example import load_example
    from compare.study.find import find_study
    from compare.study.read import Study, read_study
    from compare.study.show import show
    from compare.tables import build_tables
    from compare.words.present import present

_HOMES = {
    "Study": "study.read", "adoption_matrix": "analyses", "adoption_rates": "analyses",
    "agreement": "analyses", "build_tables": "tables", "code_instruments": "analyses",
    "code_themes": "analyses", "compare_clauses": "analyses", "counterpart_shares": "analyses",
    "draw": "figures.draw", "figure_data": "figures.draw", "figure_names": "figures.draw",
    "find_agencies": "analyses", "find_amounts": "analyses", "find_study": "study.find",
    "findings": "report.told", "load_example": "study.example", "pmc_matrix": "analyses",
    "present": "words.present",
    "read_study": "study.read", "robustness": "analyses", "show": "study.show",
    "side_by_side": "analyses", "trace_adoption": "analyses", "trace_origins": "analyses",
    "write_report": "report",
}  # fmt: skip
try:
    __version__ = version("policy-compare")
except PackageNotFoundError:  # run from a folder, without being installed
    __version__ = "0"

__all__ = [
    "Study", "adoption_matrix", "adoption_rates", "agreement", "build_tables", "code_instruments",
    "code_themes", "compare_clauses", "counterpart_shares", "draw", "figure_data", "figure_names",
    "find_agencies", "find_amounts", "find_study", "findings", "load_example", "pmc_matrix",
    "present",
    "read_study", "robustness", "show", "side_by_side", "trace_adoption", "trace_origins",
    "write_report",
]  # fmt: skip
__getattr__, __dir__ = lazily(__name__, _HOMES)
