"""Prose stands in the files of strings, not in code: figures, report and papers name what they
say.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import compare
from compare.words.strings import LANGUAGES, strings

SOURCE = Path(compare.__file__).parent
FILES = sorted(
    path for package in ("figures", "report", "paper") for path in (SOURCE / package).glob("*.py")
)
HAN = re.compile("[\u4e00-\u9fff]")
ENGLISH = re.compile(r"[a-z]{2,},? [a-z]{1,},? [a-z]{2,}")
# What is no prose: values of tables, names of fonts, places of a legend, calls that are printed.
DATA = {"其他", "元", "宋体", "黑体", "outside upper center", "outside lower center"}
# Calls that a gallery prints as code.
CALLS = ("from compare import", "study = read_study", '", study, tables')
# Bibliographic data keep the language of their publication.
BIBLIOGRAPHY = {"references.py"}


def _prose(path: Path) -> list[str]:
    """String literals of a module that say something to a user: neither docstrings, nor messages
    of errors (English, for the one who calls), nor code that is printed as code.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    apart = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise | ast.Assert)
        or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        for inner in ast.walk(node)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in apart
        and node.value not in DATA
        and not node.value.startswith(CALLS)
        and (HAN.search(node.value) or ENGLISH.search(node.value))
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_sentence_stands_in_code(path):
    """A wording is changed, or a language added, in one file."""
    if path.name not in BIBLIOGRAPHY:
        assert _prose(path) == []


def test_the_search_finds_prose_where_there_is_some(tmp_path):
    """Chinese words, English sentences, pieces of f-strings; not docstrings or errors."""
    module = tmp_path / "module.py"
    module.write_text(
        '"""A docstring of some words."""\n'
        'a = "采纳"\nb = f"{a} of the items were found"\n'
        'raise ValueError("not one of the known names")\n',
        encoding="utf-8",
    )

    assert _prose(module) == ["采纳", " of the items were found"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_language_is_chosen_by_place(path):
    """A pair of words indexed by the place of a language breaks with the third language."""
    text = path.read_text(encoding="utf-8")

    assert "LANGUAGES.index" not in text
    assert not re.search(r"enumerate\(\(?(?:LANGUAGES|\"zh\", \"en\")", text)


def test_every_key_that_code_names_is_there():
    """A key in the source that no file of strings has would stop a user in the middle."""
    known = strings(LANGUAGES[0])
    tables = {key.partition(".")[0] for key in known}
    named = {
        found
        for path in SOURCE.rglob("*.py")
        for found in re.findall(r"say\(\s*\"([a-z_]+\.[^\"{}]+)\"", path.read_text("utf-8"))
    }

    assert sorted(key for key in named if key not in known) == []
    assert {key.partition(".")[0] for key in named} <= tables
