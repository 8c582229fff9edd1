"""Every command speaks the language that ``--lang`` names, on the invented example as a user has
it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from compare.cli import COMMANDS
from compare.commands.telling import VARIABLE
from compare.study.new import make_study
from compare.words.notes import retold

ENGLISH = re.compile(r"(?<!\w)[a-z]{2,} [a-z]+ [a-z]{2,}")
HAN = re.compile("[\u4e00-\u9fff]")
# What a user types, and names of files, are the same in every language.
TYPED = re.compile(r"`[^`]*`|policy-compare( [\w./…<>=-]+)+|(\S*/)+\S*|\S+\.(?:csv|xlsx|zip|qdpx)")
# A row of the table is what is typed, in the order of a day's work; {s} is the study, {o} a folder.
CALLS = (
    ("new", "{o}/new", "--example"),
    ("new", "{o}/ci", "--ci"),
    ("check", "--study", "{s}"),
    ("check", "--study", "{o}/poor"),
    ("add", "{o}/plan.txt", "--study", "{s}", "--dry-run"),
    ("add", "{o}/poor.txt", "--study", "{s}"),
    ("add", "{o}/rows.csv", "--study", "{s}"),
    ("add", "{o}/rows.csv", "--study", "{s}", "--level", "village"),
    ("add", "{o}/plan.txt", "--study", "{o}/nowhere"),
    ("tables", "--study", "{s}", "--out", "{o}/tables", "--only", "clauses"),
    ("tables", "--study", "{s}", "--out", "{o}/tables", "--only", "pears"),
    ("diff", "{o}/before", "{o}/after"),
    ("diff", "{o}/before", "{o}/nothing"),
    ("figures", "--study", "{s}", "--out", "{o}/figures", "--only", "corpus-clauses"),
    ("figures", "--list"),
    ("report", "--study", "{s}", "--out", "{o}/build", "--no-notebooks"),
    ("report", "--format", "pdf"),
    ("methods", "--study", "{s}", "--references", "none"),
    ("methods", "--references", "endnote"),
    ("network", "--study", "{s}", "--out", "{o}/network"),
    ("regression", "--study", "{s}", "--out", "{o}/regression"),
    ("diffusion", "--study", "{s}", "--out", "{o}/diffusion"),
    ("diffusion", "--from", "{o}/nothing"),
    ("pmc", "--study", "{s}", "--out", "{o}/pmc", "--sheets", "A,B"),
    ("codebook", "add", "--starter", "themes", "--study", "{s}"),
    ("codebook", "sheet", "themes", "{o}/themes.csv", "--study", "{s}"),
    ("pair", "linhe-02", "--study", "{s}"),
    ("pair", "linhe-02", "province-02", "--study", "{s}"),
    ("pair", "linhe-99", "--study", "{s}"),
    ("coding", "sheet", "--study", "{s}", "--out", "{o}/coding"),
    ("coding", "read", "{o}/coding/sheet-A.csv", "{o}/coding/sheet-B.csv", "--study", "{s}",
     "--out", "{o}/read"),
    ("coding", "read", "{o}/coding/sheet-A.csv", "--study", "{s}"),
    ("coding", "agreement", "--study", "{s}"),
    ("template", "draft", "national", "--study", "{s}", "--out", "{o}/draft.yaml"),
    ("template", "add", "{o}/draft.yaml", "--study", "{s}", "--dry-run"),
    ("template", "fetch", "样发〔2020〕1号", "--study", "{s}"),
    ("exchange", "qdpx", "--study", "{s}", "--out", "{o}/study.qdpx"),
    ("exchange", "qdc", "--study", "{s}", "--out", "{o}/codes.qdc"),
    ("exchange", "read", "{o}/study.qdpx", "--study", "{s}", "--out", "{o}/recoded"),
    ("exchange", "akn", "--study", "{s}", "--out", "{o}/akn"),
    ("exchange", "from-akn", "{o}/akn/linhe.xml", "--study", "{o}/from-akn"),
    ("archive", "{o}/deposit.zip", "--study", "{s}", "--no-figures", "--no-notebooks"),
    ("verify", "{o}/deposit.zip"),
    ("notebooks", "check", "--study", "{s}"),
    ("scale", "{o}/corpus.csv", "--out", "{o}/scale", "--quiet"),
    ("scale", "{o}/corpus.csv", "--out", "{o}/scale", "--floor", "2"),
    ("decide", "{o}/decisions.csv", "--study", "{s}", "--dry-run"),
    ("decide", "--study", "{s}"),
)  # fmt: skip
# Not called here: they run notebooks or a server, or need clauses marked by hand
# (`tests/commands/test_codebook.py`).
ELSEWHERE = {"codebook suggest", "notebooks run", "serve"}
POOR = "一、做好创业服务。\n二、加强培训。\n"
PLAN = """样例市人民政府关于发展夜间经济的意见
样政发〔2021〕9号
一、放宽准入。小店当天办结登记。
二、减免租金。连续两年减收一半。
三、加强宣传。每年举办一次夜市节。
样例市人民政府
2021年5月6日
"""


@pytest.fixture(scope="module")
def here(tmp_path_factory) -> dict[str, Path]:
    """The example, and around it the files that the calls name."""
    out = tmp_path_factory.mktemp("here")
    study = out / "study"
    make_study(study, example=True)
    make_study(out / "poor", example=True)
    (out / "poor" / "texts" / "linhe.txt").write_text(POOR, encoding="utf-8")
    (out / "poor" / "texts" / "other.txt").write_text(PLAN, encoding="utf-8")
    (out / "plan.txt").write_text(PLAN, encoding="utf-8")
    (out / "poor.txt").write_text(POOR, encoding="utf-8")
    rows = [f'{name},"{text}"\n' for name, text in (("甲", PLAN), ("乙", PLAN), ("丙", POOR))]
    (out / "rows.csv").write_text("标题,正文\n" + "".join(rows) + "丁,\n", encoding="utf-8")
    (out / "corpus.csv").write_text(
        "id,text\n" + "".join(f'{n},"{PLAN}"\n' for n in range(3)) + "9,\n", encoding="utf-8"
    )
    head = "template,item_no,doc_id,decision,reason,who,when\n"
    (out / "decisions.csv").write_text(
        f"{head}样国办发〔2021〕5号,2,linhe,absent,未见其内容,甲,2025-01-02\n", encoding="utf-8"
    )
    for folder, level in (("before", "absent"), ("after", "adapted")):
        (out / folder).mkdir()
        (out / folder / "adoption.csv").write_text(
            f"template,item_no,doc_id,level,decided_by,rules\nT,1,a,{level},,2.0\n", "utf-8"
        )
    (out / "nothing").mkdir()
    return {"s": study, "o": out}


@pytest.fixture(autouse=True)
def _few_figures(monkeypatch):
    """Two figures are enough for what is said about figures."""
    from compare.figures import spec

    every = spec.all_figures()
    monkeypatch.setattr(spec, "all_figures", lambda: every[:2])
    monkeypatch.delenv(VARIABLE, raising=False)


def _app() -> typer.Typer:
    app = typer.Typer(pretty_exceptions_enable=False)
    for name, (module, attribute) in COMMANDS.items():
        found: Any = getattr(import_module(f"compare.commands.{module}"), attribute)
        if isinstance(found, typer.Typer):
            app.add_typer(found, name=name)
        else:
            app.command(name)(found)
    return app


def _below(command: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    if commands := getattr(command, "commands", None):
        for child, below in commands.items():
            yield from _below(below, f"{name} {child}".strip())
    else:
        yield name, command


EVERY = dict(_below(typer.main.get_command(_app())))


def _said(result: Result) -> str:
    """What a user reads: output, and the sentence of an error that the command raised."""
    error = result.exception
    told = "" if error is None or isinstance(error, SystemExit) else retold(str(error), "zh")
    # The frame around a wrong option is of the library that reads the command line.
    lines = [re.sub(r"Invalid value: |^[│╭╰].*Error.*$|[│╭╮╰╯─]", "", line)
             for line in f"{result.output}\n{told}".splitlines()
             if not line.startswith(("Usage:", "Try "))]  # fmt: skip
    return "\n".join(lines)


@pytest.mark.parametrize("name", sorted(EVERY))
def test_every_command_has_the_switch(name):
    """One option for all: --lang."""
    assert "--lang" in [option for one in EVERY[name].params for option in one.opts]


def test_every_command_is_called():
    """A new command is called in Chinese too, or says here why not."""
    called = {" ".join(call[:2]) if " ".join(call[:2]) in EVERY else call[0] for call in CALLS}

    assert called | ELSEWHERE == set(EVERY)


@pytest.mark.parametrize("call", CALLS, ids=lambda call: " ".join(call)[:40])
def test_a_command_in_chinese_says_no_english_sentence(call, here):
    """Not on success and not where it stops; and what it says is Chinese."""
    if call[0] == "new":
        shutil.rmtree(here["o"] / Path(call[1]).name, ignore_errors=True)
    said = _said(
        CliRunner().invoke(_app(), [*(part.format(**here) for part in call), "--lang", "zh"])
    )
    prose = TYPED.sub(" ", said)

    assert ENGLISH.findall(prose) == [], said
    assert HAN.search(prose) or call[1] == "qdc", said


def test_the_variable_is_the_default_and_the_switch_goes_before_it(here, monkeypatch):
    """A terminal is set once; one call may ask otherwise; a wrong variable stops nothing."""
    call = ["check", "--study", str(here["s"])]
    english, chinese = "texts, 0 errors", "篇文本，错误 0"
    assert english in CliRunner().invoke(_app(), call).output
    monkeypatch.setenv(VARIABLE, "zh")
    assert chinese in CliRunner().invoke(_app(), call).output
    assert english in CliRunner().invoke(_app(), [*call, "--lang", "en"]).output
    monkeypatch.setenv(VARIABLE, "fr")
    assert english in CliRunner().invoke(_app(), call).output


def test_an_unknown_language_is_refused(here):
    """Named on the command line it is a mistake, whatever the command."""
    result = CliRunner().invoke(_app(), ["check", "--study", str(here["s"]), "--lang", "fr"])

    assert result.exit_code == 2
    assert "'fr' is not one of zh, en" in result.output


def test_no_command_computes_in_silence():
    """`Progress` of the base tells nobody: a command shows where it is, unless --quiet is asked."""
    folder = Path(import_module("compare.commands").__file__ or "").parent
    silent = {path.stem for path in folder.glob("*.py") if "with Progress()" in path.read_text()}

    assert silent == {"scale"}
