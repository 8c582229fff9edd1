"""pyproject.toml is the one list of dependencies; the other two files follow it."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
CONDA_NAMES = {"matplotlib": "matplotlib-base"}


@pytest.fixture(scope="module")
def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def requirements(lines: list[str]) -> dict[str, str]:
    return {
        re.split("[><=]", line)[0].strip(): re.sub(r"^[^><=]*", "", line).replace(" ", "")
        for line in lines
    }


def test_environment_asks_for_what_pyproject_asks_for(project):
    """environment.yml holds the core and notebook dependencies, with the same floors, and nothing
    else.
    """
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))[
        "dependencies"
    ]
    pip = next(entry["pip"] for entry in environment if isinstance(entry, dict))
    asked = requirements(
        [entry for entry in environment if isinstance(entry, str) and entry != "pip"]
        + [p for p in pip if not p.startswith("-")]
    )
    nbval = [
        entry for entry in project["optional-dependencies"]["test"] if entry.startswith("nbval")
    ]
    wanted = requirements(
        [*project["dependencies"], *project["optional-dependencies"]["notebooks"], *nbval]
    )
    wanted = {CONDA_NAMES.get(name, name): bound for name, bound in wanted.items()}

    assert asked == {**wanted, "python": project["requires-python"]}


def test_the_conda_recipe_asks_for_what_pyproject_asks_for(project):
    """recipe/meta.yaml: the same version, names and floors, and the entry point."""
    recipe = yaml.safe_load((ROOT / "recipe" / "meta.yaml").read_text(encoding="utf-8"))
    wanted = requirements(project["dependencies"])
    wanted = {CONDA_NAMES.get(name, name): bound for name, bound in wanted.items()}

    assert requirements(recipe["requirements"]["run"]) == {
        **wanted,
        "python": project["requires-python"],
    }
    assert recipe["package"] == {"name": project["name"], "version": project["version"]}
    assert recipe["build"]["entry_points"] == [
        f"{name} = {place}" for name, place in project["scripts"].items()
    ]


def test_lock_pins_every_dependency_with_hashes_and_names_no_host(project):
    """requirements.lock holds each direct dependency, each pin has a hash, and no download address
    stands in it.
    """
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = set(re.findall(r"^([a-z0-9.-]+)==", text, re.M))
    extras = [entry for group in project["optional-dependencies"].values() for entry in group]

    assert requirements([*project["dependencies"], *extras]).keys() <= pinned
    assert all("--hash=sha256:" in block for block in re.split(r"(?m)^(?=[a-z0-9.-]+==)", text)[1:])
    assert "://" not in text


def test_version_is_the_same_everywhere(project):
    """pyproject.toml, CITATION.cff and the newest heading of the changelog name one version."""
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    newest = re.search(
        r"^## \[?(\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M
    )

    assert citation["version"] == project["version"] == newest[1]
