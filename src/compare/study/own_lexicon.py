"""The registry of bodies, the ladder of steps and the variables of the PMC index: the package's,
with what a study brings.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from compare.base.plain_yaml import read_yaml
from compare.content.codebook import Codebook
from compare.content.codebooks import parse_codebook
from compare.pmc.codebook import PmcBook, parse_pmc
from compare.study.files import yaml_paths

if TYPE_CHECKING:
    from compare.agencies.registry import Registry


PMC = "pmc"
"""Stem of the codebook of the PMC index, which has a form of its own."""


def package_registry(extra: Iterable[dict] = ()) -> Registry:
    """The agency registry that the package brings, extended by a study's rows."""
    from compare.agencies.registry_rows import package_rows, parse_registry

    return parse_registry(package_rows(), extra=list(extra))


def read_ladder(root: Path | None = None) -> Codebook:
    """The ladder of directive strength: the study's own ``lexicon/directives.yaml``, else the
    package's.
    """
    own = root / "lexicon" / "directives.yaml" if root else None
    if own and own.is_file():
        return parse_codebook(read_yaml(own), where=str(own))
    return parse_codebook(
        read_yaml(files("compare") / "lexicon" / "directives.yaml"),
        where="directives.yaml of the package",
    )


@cache
def package_pmc() -> PmcBook:
    """The variables of the PMC index that the package brings."""
    return parse_pmc(
        read_yaml(files("compare") / "lexicon" / f"{PMC}.yaml"), where="pmc.yaml of the package"
    )


def read_pmc(root: Path | None = None) -> PmcBook:
    """Variables of the PMC index: ``codebooks/pmc.yaml`` of the study extends or replaces those of
    the package.
    """
    for path in yaml_paths(root / "codebooks") if root else ():
        if path.stem == PMC:
            return parse_pmc(read_yaml(path), where=str(path), package=package_pmc())
    return package_pmc()
