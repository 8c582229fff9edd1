"""Notebooks in two languages from one source, so that they cannot drift: the code stands once, the
prose once a language.

A source is plain text. A line ``# %% en`` or ``# %% zh`` begins prose in that language, ``# %%``
code that both share; lines of prose begin with ``# ``. In code, the line
``LANG = "en"`` becomes that of the language built, and of a string ``"English || 中文"`` the half
in that language stays.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from compare.errors import PolicyCompareError
from compare.words.strings import LANGUAGES

if TYPE_CHECKING:
    from nbformat import NotebookNode

_MARK = re.compile(r"# %%(?: (\w+))?\s*")
_LANG = re.compile(r'(?m)^LANG = "\w+"')
_HALVES = re.compile(r'"([^"\n]*?) \|\| ([^"\n]*)"')


def parse_source(text: str, *, where: str = "source") -> list[tuple[str, str]]:
    """Cells of a source as ``(language or "", text)``, in order.

    Raises
    ------
    PolicyCompareError
        Naming the line, if something stands before the first mark, prose lacks its ``# ``, a
        language is unknown, or prose of one language has no neighbour in each other one.
    """
    cells: list[tuple[str, list[str]]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if mark := _MARK.fullmatch(line):
            if mark[1] and mark[1] not in LANGUAGES:
                raise PolicyCompareError(
                    f"{where}, line {number}: {mark[1]!r} is not one of {', '.join(LANGUAGES)}."
                )
            cells.append((mark[1] or "", []))
        elif not cells:
            if line.strip():
                raise PolicyCompareError(f"{where}, line {number}: begin with a line '# %% en'.")
        elif cells[-1][0] and line.strip() and not re.match("#(?: |$)", line):
            raise PolicyCompareError(
                f"{where}, line {number}: a line of prose begins with '# '; code begins with a "
                f"line '# %%'."
            )
        else:
            cells[-1][1].append(re.sub("^# ?", "", line) if cells[-1][0] else line)
    found = [(lang, "\n".join(lines).strip("\n")) for lang, lines in cells]
    _all_languages(found, where)
    return found


def _all_languages(cells: list[tuple[str, str]], where: str) -> None:
    """Prose comes in runs, in every language as often."""
    run: list[str] = []
    for lang, text in [*cells, ("", "")]:
        if lang:
            run.append(lang)
            head = text.partition("\n")[0]
        elif run:
            if sorted(run) != sorted(LANGUAGES * max(1, len(run) // len(LANGUAGES))):
                raise PolicyCompareError(
                    f"{where}, near {head!r}: prose in {', '.join(run)}; each language once, "
                    f"please."
                )
            run = []


def build(path: Path, lang: str) -> NotebookNode:
    """The notebook of a source in `lang`, not yet executed; cells are named by their place."""
    import nbformat

    notebook = nbformat.v4.new_notebook()
    for spoken, text in parse_source(path.read_text(encoding="utf-8"), where=path.name):
        if spoken not in ("", lang):
            continue
        cell = (
            nbformat.v4.new_markdown_cell(text)
            if spoken
            else nbformat.v4.new_code_cell(_in_language(text, lang))
        )
        cell["id"] = f"cell-{len(notebook.cells) + 1}"
        notebook.cells.append(cell)
    return notebook


def _in_language(code: str, lang: str) -> str:
    code = _LANG.sub(f'LANG = "{lang}"', code)
    return _HALVES.sub(lambda halves: f'"{halves[1] if lang == "en" else halves[2]}"', code)


def targets(folder: Path) -> list[tuple[Path, str, Path]]:
    """Every source below ``folder/source``, each language, and the notebook it becomes: English
    ones in `folder`, the others in a folder named for the language.
    """
    return [
        (source, lang, folder / ("" if lang == "en" else lang) / f"{source.stem}.ipynb")
        for source in sorted((folder / "source").glob("[0-9]*.py"))
        for lang in LANGUAGES
    ]
