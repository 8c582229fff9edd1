"""Which measures did a city take over from national and provincial templates, and on what evidence?

The names below are what a notebook needs; each is loaded when it is first used, so that the command
line starts at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from compare.base.display import show
    from compare.figures.draw import draw, figure_data
    from compare.study.read import Study, find_study, read_study
    from compare.tables import build_tables

_HOME = {
    "Study": "study.read",
    "build_tables": "tables",
    "draw": "figures.draw",
    "figure_data": "figures.draw",
    "find_study": "study.read",
    "read_study": "study.read",
    "show": "base.display",
}
__all__ = ["Study", "build_tables", "draw", "figure_data", "find_study", "read_study", "show"]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(f"compare.{_HOME[name]}"), name)
    raise AttributeError(f"module 'compare' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
