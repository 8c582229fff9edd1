"""Imports point down only: analyses know no file, no figure and no command."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "src" / "compare"
# Lowest first. A module may import its own layer and those below.
LAYERS = [
    "errors schema atomic misprints display undated",
    "text numerals",
    "reading structure places registry codebooks cues templates lexicon",
    "study",
    # every module that is not named elsewhere is an analysis and belongs here
    "*",
    "tables export references workbook",
    "figures",
    "kit methods notebooks scale",
    "report adding entering checking drafting inspection studykit",
    "exchange",
    "commands",
    "cli",
]
LEVEL = {name: number for number, names in enumerate(LAYERS) for name in names.split()}
MODULES = sorted(path for path in ROOT.rglob("*.py") if "templates" not in path.parts)


def top(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def level(name: str) -> int:
    return LEVEL.get(name, LEVEL["*"])


def imported(path: Path) -> set[str]:
    """Names of the packages a module imports at run time; what stands under TYPE_CHECKING does not count."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            node.body = []
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names} if node.module == "compare" else {node.module}
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_down_only(path):
    """No module imports from a layer above its own."""
    if top(path) == "__init__":
        return
    used = {name.split(".")[1] for name in imported(path) if name.startswith("compare.")}

    assert sorted(name for name in used if level(name) > level(top(path))) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_figures_draw(path):
    """matplotlib is imported by figures (and what writes their files) only; pyplot by nobody."""
    names = imported(path)

    assert not any(name.startswith("matplotlib.pyplot") for name in names)
    if top(path) not in {"figures", "kit"}:
        assert not any(name.split(".")[0] == "matplotlib" for name in names)


def test_analyses_open_no_file():
    """Only the rim reads and writes files: study, reading, exports, commands."""
    rim = {"study", "reading", "atomic", "export", "kit", "report", "commands", "cli", "notebooks", "scale", "adding", "checking", "methods", "figures", "references",
           "workbook", "coding", "changes", "__init__", "drafting", "entering", "inspection", "studykit", "exchange"}
    opened = {str(path.relative_to(ROOT)) for path in MODULES if top(path) not in rim and "pathlib" in imported(path)}

    assert opened == set()
