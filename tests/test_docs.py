"""The documentation says what the code says, and its links lead somewhere."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from compare.schema import TABLES
from compare.words.meanings import TOLD, column_meaning

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "docs"), str(ROOT / "docs" / "_ext")]

from check_links import Page, broken_in_markdown, broken_in_pages  # noqa: E402
from generated import PAGES, data_dictionary, number_references  # noqa: E402


def test_the_data_dictionary_has_every_column():
    """Each table has a heading, each column a row with its meaning."""
    text = data_dictionary("en")

    for table in TABLES.values():
        part = text.split(f"\n## {table.name}\n")[1].split("\n## ")[0]
        for name, column in table.columns.items():
            assert re.search(
                rf"^\| `{name}` \| {column.dtype} \| {re.escape(column.meaning)}", part, re.M
            ), (table.name, name)


@pytest.mark.parametrize("lang", PAGES)
def test_the_data_dictionary_is_printed_from_the_schema(lang):
    """If this fails, a column or its meaning changed: run ``python docs/_ext/generated.py``."""
    assert PAGES[lang].read_text(encoding="utf-8") == data_dictionary(lang)


def test_the_chinese_data_dictionary_names_every_column_in_both_languages():
    """The Chinese name stands beside the one that programs read, then the Chinese meaning; codes
    have their Chinese names.
    """
    text = data_dictionary("zh")

    for name, table in TOLD.items():
        part = text.split(f" {name}\n\n")[1].split("\n## ")[0]
        for column in table.every:
            meaning = column_meaning(name, column, "zh").replace("|", "\\|")
            assert re.search(
                rf"^\| [^|`]+ \| `{column}` \| [^|]+ \| {re.escape(meaning)} \|", part, re.M
            ), (name, column)
    assert "| `direct` 直接贯彻、`via` 经上位文件贯彻、`control` 对照（未贯彻） |" in text


@pytest.mark.parametrize(
    "page",
    sorted([*(ROOT / "docs").glob("*.md"), *(ROOT / "docs" / "zh").glob("*.md")]),
    ids=lambda path: path.relative_to(ROOT / "docs").as_posix(),
)
def test_relative_links_of_the_pages_lead_to_files(page):
    """A page links to no file that is not there."""
    assert broken_in_markdown([page]) == []


@pytest.mark.parametrize(
    "page",
    sorted(
        [*ROOT.glob("README*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "docs/zh").glob("*.md")]
    ),
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_options_in_the_pages_exist(page):
    """Every ``policy-compare COMMAND --option`` that a page shows, in either language, is one that
    the command line has.
    """
    from importlib import import_module

    import typer

    from compare.cli import COMMANDS

    for line in re.findall(
        r"policy-compare ((?:[a-z]+ ?)+[^`\n]*)", page.read_text(encoding="utf-8")
    ):
        words = line.split(" #")[0].split()
        if words[0] not in COMMANDS:
            continue
        module, attribute = COMMANDS[words[0]]
        found = getattr(import_module(f"compare.commands.{module}"), attribute)
        if isinstance(found, typer.Typer):
            group = typer.main.get_command(found)
            command = group.commands.get(words[1]) if len(words) > 1 else None
            assert len(words) == 1 or command is not None, line
        else:
            app = typer.Typer(add_completion=False)
            app.command()(found)
            command = typer.main.get_command(app)
        options = (
            {name for param in command.params for name in (*param.opts, *param.secondary_opts)}
            if command
            else set()
        )
        assert [
            word for word in words if word.startswith("--") and word.split("=")[0] not in options
        ] == [], line


def test_a_broken_link_is_found(tmp_path):
    """A missing file and a missing anchor are reported, a good link and a web address are not."""
    (tmp_path / "a.html").write_text(
        '<a href="b.html#here"></a><a href="b.html#gone"></a><a href="c.html"></a><a '
        'href="https://example.org"></a>'
    )
    (tmp_path / "b.html").write_text('<p id="here"></p>')

    assert broken_in_pages(tmp_path) == ["a.html: b.html#gone", "a.html: c.html"]
    assert Page('<img src="x.png">').links == ["x.png"]


def test_references_of_two_functions_do_not_meet():
    """Numbered references become a list, so that one page can show two functions with a reference
    1.
    """
    lines = ["As in [1]_.", "", ".. [1] A. Author (1999),", "   A title."]
    number_references(None, "function", "f", None, None, lines)

    assert lines == ["As in [1].", "", "1. A. Author (1999),", "   A title."]


def test_binder_installs_the_lock():
    """Binder uses the versions that are tested."""
    named = re.findall(r"^-r (\S+)$", (ROOT / ".binder" / "requirements.txt").read_text(), re.M)

    assert [(ROOT / ".binder" / name).resolve() for name in named] == [ROOT / "requirements.lock"]
    assert (ROOT / ".binder" / "postBuild").stat().st_mode & 0o111


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The folder of the built pages, and what the build said."""
    folder = tmp_path_factory.mktemp("docs")
    sphinx = pytest.importorskip(
        "sphinx.cmd.build", reason="sphinx is not installed: pip install 'policy-compare[docs]'"
    )
    made = subprocess.run(
        [
            sys.executable,
            "-m",
            sphinx.__name__,
            "-q",
            "-W",
            "--keep-going",
            "-d",
            str(folder / "doctrees"),
            str(ROOT / "docs"),
            str(folder / "html"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )

    return folder / "html", made


def test_the_documentation_builds_without_a_warning_and_its_links_lead_somewhere(built):
    """Every page has its place, every reference its target; then each link and anchor of the built
    pages is followed.
    """
    pages, made = built

    assert made.returncode == 0, made.stderr
    assert broken_in_pages(pages) == []


def test_the_search_of_the_documentation_finds_chinese(built, browser):
    """责任单位 is found though no dictionary holds it, and a word that no page has is not."""
    pages, _ = built
    page = browser.new_page()

    def found(words):
        page.goto(f"{(pages / 'search.html').as_uri()}?q={words}")
        page.wait_for_function(
            "!document.querySelector('#search-results').innerText.includes('Searching')"
        )
        return page.eval_on_selector_all("ul.search li a", "links => links.map(a => a.href)")

    assert any("agencies.html" in link for link in found("责任单位"))
    assert found("牛奶糖") == []
    page.close()
