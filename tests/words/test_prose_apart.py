"""Prose stands in the files of strings, not in code: figures, report, papers and commands name
what they say.
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
    path
    for package in ("figures", "report", "paper", "commands")
    for path in (SOURCE / package).glob("*.py")
)
FILES.append(SOURCE / "cli.py")
# Modules that note what they find of texts and studies (`compare.words.notes`).
NOTING = [
    SOURCE / "study" / f"{name}.py"
    for name in ("check", "enter", "fetch", "inspection", "rows_in", "take_in")
]
HAN = re.compile("[\u4e00-\u9fff]")
ENGLISH = re.compile(r"[a-z]{2,},? [a-z]{1,},? [a-z]{2,}")
# What is no prose: values of tables, names of fonts, places of a legend, calls that are printed.
DATA = {
    "其他", "元", "宋体", "黑体", "outside upper center", "outside lower center", "待填",
    "would be added",
}  # fmt: skip
# Calls that a gallery prints as code.
CALLS = ("from compare import", "study = read_study", '", study, tables')
# Bibliographic data keep the language of their publication.
BIBLIOGRAPHY = {"references.py"}


def _prose(path: Path) -> list[str]:
    """String literals of a module that say something to a user: neither docstrings, nor what
    ``--help`` says, nor code that is printed as code, nor messages of errors (English, for the one
    who calls) except those of commands.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    errors = () if path.parent.name == "commands" or path.name == "cli.py" else (ast.Raise,)
    apart = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, (*errors, ast.Assert))
        or (isinstance(node, ast.keyword) and node.arg == "help")
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


@pytest.mark.parametrize("path", FILES + NOTING, ids=lambda path: f"{path.parent.name}/{path.name}")
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


def test_the_errors_of_a_command_count_and_its_help_does_not(tmp_path):
    """What a command says where it stops is its own prose; --help is read before a language is."""
    module = tmp_path / "commands" / "module.py"
    module.parent.mkdir()
    module.write_text(
        'raise StudyError(f"{root} is no folder at all")\n'
        'yes = Option(help="Add also what is in doubt.")\n',
        encoding="utf-8",
    )

    assert _prose(module) == [" is no folder at all"]


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
        for found in re.findall(
            r"\b(?:say|note)\(\s*\"([a-z_]+\.[^\"{}]+)\"", path.read_text("utf-8")
        )
    }
    named |= {
        f"command.{found}"
        for path in [*(SOURCE / "commands").glob("*.py"), SOURCE / "cli.py"]
        for found in re.findall(r"\bt(?:ell|old)\(\s*\"([^\"{}]+)\"", path.read_text("utf-8"))
    }

    assert sorted(key for key in named if key not in known) == []
    assert {key.partition(".")[0] for key in named} <= tables
