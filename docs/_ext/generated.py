"""Pages that are printed from the code, so that they cannot go stale.

``docs/data-dictionary.md`` and ``docs/zh/data-dictionary.md`` are kept in git, so that they can be
read without a build; ``python docs/_ext/generated.py`` prints them anew, and a test says when that
is due. Written into
``docs/_generated`` (not kept in git) at every build: the
commands with their options, and a copy of the notebooks, which Sphinx can read below its own
folder only.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

from pygments.lexers.special import TextLexer

from compare.paper.dictionary import dictionary_text

DOCS = Path(__file__).resolve().parents[1]


PAGES = {"en": DOCS / "data-dictionary.md", "zh": DOCS / "zh" / "data-dictionary.md"}
OTHER = {
    "en": "中文：[数据字典](zh/data-dictionary.md)。",
    "zh": "[English](../data-dictionary.md)",
}


def data_dictionary(lang: str) -> str:
    """Every table of the schema as Markdown (`compare.paper.dictionary`), and where the page of the
    other language is.
    """
    title, text = dictionary_text(lang).split("\n\n", 1)
    return f"{title}\n\n{OTHER[lang]}\n\n{text}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def commands() -> str:
    """Every command with its arguments and options as Markdown, read from the command line
    itself.
    """
    from importlib import import_module

    import typer

    from compare.cli import COMMANDS

    blocks = []
    for name, (module, attribute) in COMMANDS.items():
        found = getattr(import_module(f"compare.commands.{module}"), attribute)
        if not isinstance(found, typer.Typer):
            single = typer.Typer(add_completion=False)
            single.command(name)(found)
            found = single
        blocks += [
            _command(full, command)
            for full, command in _walk(typer.main.get_command(found), f"policy-compare {name}")
        ]
    return "\n\n".join(blocks) + "\n"


def _walk(command: Any, name: str) -> list[tuple[str, Any]]:
    """A command and its name, or those below it."""
    below = getattr(command, "commands", None)
    return (
        [(name, command)]
        if below is None
        else [pair for child in below for pair in _walk(below[child], f"{name} {child}")]
    )


def _command(name: str, command: Any) -> str:
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    options = [
        param
        for param in command.params
        if param.param_type_name == "option" and param.name != "help"
    ]
    usage = " ".join(
        [
            name,
            *(_placeholder(argument) for argument in arguments),
            *(["[OPTIONS]"] if options else []),
        ]
    )
    lines = [f"## `{name}`", "", (command.help or "").strip(), "", "```text", usage, "```"]
    if options:
        lines += ["", "| option | meaning | default |", "|---|---|---|"]
        lines += [
            (
                f"| `{', '.join(option.opts)}` | {_cell((option.help or '').strip())} | "
                f"{_default(option)} |"
            )
            for option in options
        ]
    return "\n".join(lines)


def _placeholder(argument: Any) -> str:
    name = argument.name.upper()
    name = f"{name}..." if argument.nargs == -1 else name
    return name if argument.required else f"[{name}]"


def _default(option: Any) -> str:
    if option.is_flag:
        return "on" if option.default is True else "off"
    value = option.default
    return f"`{value}`" if value not in (None, "", ()) and not callable(value) else ""


def printed_codebooks() -> str:
    """Themes, instruments and ladder with every code as Markdown: names, definition, in, out,
    example.
    """
    from compare.study.read import read_study

    study = read_study(DOCS.parent / "data")
    books = [*(study.codebooks[name] for name in sorted(study.codebooks)), study.ladder]
    return "\n\n".join(_codebook(book) for book in books) + "\n"


def _codebook(book: Any) -> str:
    lines = [f"## {book.title}", "", f"Version {book.version}, {len(book.codes)} codes.", ""]
    lines += ["| code | name | means | in | out | example |", "|---|---|---|---|---|---|"]
    for code in book.codes:
        cells = [
            f"`{code.id}`",
            f"{code.zh} {code.en}",
            code.definition,
            code.includes,
            code.excludes,
            code.example,
        ]
        lines.append("| " + " | ".join(_cell(cell) for cell in cells) + " |")
    return "\n".join(lines)


def gallery() -> str:
    """The index of the committed figures as a page: pictures from beside it, data and captions
    where the project keeps them.
    """
    text = (DOCS.parent / "figures" / "README.md").read_text(encoding="utf-8")
    text = text.split("\n", 1)[1]  # the page has a title of its own
    text = re.sub(r'<a id="([\w-]+)"></a>\n', r"(\1)=", text)
    text = re.sub(r"\]\(([\w.-]+\.png)\)", r"](_generated/figures/\1)", text)
    return re.sub(r"\[([^\]]+)\]\(([\w.-]+\.(?:csv|md))\)", r"\1 (`figures/\2`)", text)


def write_generated(out: Path) -> None:
    """Write all generated pages; files that would not change are left alone, so a second build is
    quick.
    """
    _write(out / "commands.md", commands())
    _write(out / "codebooks.md", printed_codebooks())
    for path in sorted((DOCS.parent / "notebooks").glob("[0-9]*.ipynb")):
        _write(out / "notebooks" / path.name, path.read_text(encoding="utf-8"))
    _write(out / "gallery.md", gallery())
    for path in sorted((DOCS.parent / "figures").glob("*.png")):
        (out / "figures").mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, out / "figures" / path.name)


def _write(path: Path, text: str) -> None:
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def number_references(
    app: Any, what: str, name: str, thing: Any, options: Any, lines: list[str]
) -> None:
    """References of a docstring as a numbered list: two functions on one page may both have a
    reference 1.
    """
    for place, line in enumerate(lines):
        line = re.sub(r"^(\s*)\.\. \[(\d+)\] ", r"\1\2. ", line)
        lines[place] = re.sub(r"\[(\d+)\]_", r"[\1]", line)


def setup(app: Any) -> dict[str, bool]:
    """Entry point of a Sphinx extension."""
    app.add_lexer("csv", TextLexer)  # Pygments has none
    app.setup_extension("sphinx.ext.autodoc")
    app.connect("autodoc-process-docstring", number_references, priority=400)  # before napoleon
    app.connect("config-inited", lambda app, config: write_generated(DOCS / "_generated"))
    return {"parallel_read_safe": True, "parallel_write_safe": True}


if __name__ == "__main__":
    for lang, page in PAGES.items():
        _write(page, data_dictionary(lang))
