"""Imports point down only, package by package, with every module named; analyses know no file and
no figure.
"""

from __future__ import annotations

import pytest

import house

# Packages that may open files; everything else takes tables and returns tables.
RIM = {
    "base", "reading", "study", "trust", "figures", "paper", "report", "scale", "exchange",
    "commands", "cli",
}  # fmt: skip
MODULES = sorted(name for name in house.modules() if name)


def test_every_package_is_named():
    """No package or root module is left to a catch-all layer, and no layer names one that is
    gone.
    """
    assert {house.room(name) for name in MODULES} == set(house.LEVEL)


def test_imports_point_down_only():
    """No module imports from a package above its own, or beside it."""
    assert house.upward() == []


def test_no_circles():
    """No module reaches itself through imports."""
    assert house.circles() == []


@pytest.mark.parametrize("module", MODULES)
def test_only_figures_draw(module):
    """matplotlib is imported by figures (and what writes their files) only; pyplot by nobody."""
    names = house.imported(module)

    assert not any(name.startswith("matplotlib.pyplot") for name in names)
    if house.room(module) not in {"figures", "paper"}:
        assert not any(name.split(".")[0] == "matplotlib" for name in names)


def test_analyses_open_no_file():
    """Only the rim reads and writes files."""
    opened = {
        name for name in MODULES if any(used.startswith("pathlib") for used in house.imported(name))
    }

    assert {name for name in opened if house.room(name) not in RIM} == set()


@pytest.mark.parametrize("module", MODULES)
def test_no_private_names_across_modules(module):
    """A name with a leading underscore stays in its module."""
    private = {
        name
        for name in house.imported(module)
        if name.startswith("compare.") and name.rpartition(".")[2].startswith("_")
    }

    assert private == set()


def test_the_page_shows_the_house_as_it_is():
    """If this fails, a package changed: run ``python tests/house.py --picture``."""
    page = (house.ROOT.parents[1] / "docs" / "architecture.md").read_text(encoding="utf-8")

    assert (
        page.partition("<!-- house -->")[2].partition("<!-- /house -->")[0].strip()
        == house.picture()
    )


@pytest.mark.parametrize(
    "place",
    [
        "agencies/wording.py",
        "adoption/rules.py",
        "likeness/counterparts.py",
        "schema/codes.py",
        "schema/likeness.py",
        "adoption/outcome.py",
        "words/zh.toml",
        "figures/spec.py",
        "figures/theme.py",
        "reading/formats.py",
        "likeness/measures.py",
        "scale/pair_kernel.py",
        "tables.py",
    ],
)
def test_the_page_names_files_that_exist(place):
    """Where a newcomer is sent, there is a file, and the page names it."""
    page = (house.ROOT.parents[1] / "docs" / "architecture.md").read_text(encoding="utf-8")

    assert f"`{place}`" in page
    assert (house.ROOT / place).is_file()
