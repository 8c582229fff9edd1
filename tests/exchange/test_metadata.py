"""What repositories and journals read about the software says what pyproject.toml says."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PAGES = sorted([ROOT / "README.md", ROOT / "paper.md", *(ROOT / "docs").glob("*.md")])


def test_codemeta_follows_pyproject():
    """Name, version, description and the floor of Python are the same in both."""
    meta = json.loads((ROOT / "codemeta.json").read_text(encoding="utf-8"))

    assert [meta[name] for name in ("name", "version", "description")] == [
        PROJECT[name] for name in ("name", "version", "description")
    ]
    assert meta["runtimePlatform"] == f"Python {PROJECT['requires-python']}"
    assert meta["license"].endswith(f"/{PROJECT['license']}")


def test_the_paper_has_what_a_journal_of_software_asks_for():
    """Title, tags, authors, date and bibliography in its head; summary, need and references in its
    body; every key known.
    """
    text = (ROOT / "paper.md").read_text(encoding="utf-8")
    head = yaml.safe_load(text.split("---")[1])
    known = set(
        re.findall(r"^@\w+\{(\w+),", (ROOT / "paper.bib").read_text(encoding="utf-8"), re.M)
    )
    cited = set(re.findall(r"@(\w+)", text.split("---", 2)[2]))

    assert {"title", "tags", "authors", "affiliations", "date", "bibliography"} <= set(head)
    assert head["bibliography"] == "paper.bib"
    assert re.findall(r"^# (.+)$", text, re.M) == [
        "Summary",
        "Statement of need",
        "What it does",
        "Limits",
        "References",
    ]
    assert cited == known
    assert 250 <= len(re.findall(r"\w+", text.split("---", 2)[2])) <= 1750


def test_extras_hold_what_each_part_imports_and_no_more():
    """No requirement stands in the core and an extra, or is asked for and imported by nothing."""
    extras = PROJECT["optional-dependencies"]
    name = re.compile(r"[A-Za-z0-9._-]+")
    core = {name.match(line)[0] for line in PROJECT["dependencies"]}
    by_extra = {extra: {name.match(line)[0] for line in lines} for extra, lines in extras.items()}
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    modules = {
        "python-docx": "docx",
        "sparse-dot-topn": "sparse_dot_topn",
        "fonttools": "fontTools",
        "pyyaml": "yaml",
        "scikit-learn": "sklearn",
        "pillow": "PIL",
        "pylopdf-fonts-zh-cn": "pylopdf_fonts_zh_cn",
    }
    # loaded by others on our behalf: the kernel, the application, the engine of Parquet
    indirect = {"ipykernel", "jupyterlab", "pyarrow", "rich", "pillow", "opencc"}

    assert all(core.isdisjoint(names) for names in by_extra.values())
    for package in (
        core
        | by_extra["formats"]
        | by_extra["notebooks"]
        | by_extra["scale"]
        | by_extra["exchange"]
    ):
        module = modules.get(package, package.replace("-", "_"))
        found = re.search(rf"(?m)(?:^|\s|\")(?:import|from) {module}\b|\"{module}[.\"]", sources)
        assert found or package in indirect, package


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_no_page_promises_an_index(page):
    """The package is on no index yet: nothing tells a reader to install it from one."""
    text = page.read_text(encoding="utf-8")

    assert not re.search(r"pip install '?\"?policy-compare", text)
    assert not re.search(r"(pipx (run|install)|uvx|uv tool install) '?policy-compare", text)
    assert "conda install" not in text
