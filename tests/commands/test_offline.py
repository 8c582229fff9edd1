"""Nothing touches the network but what is given an address: every command, sockets forbidden."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from compare import build_tables, cli, read_study
from compare.errors import PolicyCompareError
from compare.study.new import make_study

TEXT = (
    "样例市人民政府关于支持小店的意见\n样政发〔2021〕9号\n各县人民政府：\n一、放宽准入。执行清单。\n"
    "二、减轻负担。落实税收优惠。（市税务局负责）\n样例市人民政府\n2021年3月5日\n"
)
TEMPLATE = (
    "doc_number: 国发〔2020〕1号\ntitle: 关于支持小店的意见\nlevel: national\ncomplete: true\n"
    "measures:\n- {'no': 1, heading: 放宽准入, content: 负面清单以外都可以做}\n"
)
ELSEWHERE = {"serve", "notebooks run", "notebooks check", "report"}
"""Serving is a socket, on this machine; a kernel of Jupyter speaks over such sockets; the report is
made of what the others compute, and its own tests run under the ban of `conftest`.
"""
LINES = (
    "--version", "--help", "new made --codebooks", "add text.txt --yes",
    "template add template.yaml", "template fetch --dry-run", "template draft text.txt",
    "codebook add --starter all", "codebook sheet themes themes.xlsx",
    "codebook add themes.xlsx --as themes --dry-run",
    "codebook suggest --marks marks.csv --theme FISCAL --accept 小店补贴",
    "check --json", "tables --out a --no-cache", "figures --only pmc-matrix --out f",
    "methods --references none", "coding sheet --units 3 --out sheets",
    "coding read A.csv B.csv --out r", "coding agreement", "decide decided.csv", "diff a a",
    "regression --out g", "pair {a}", "network --out n", "diffusion --out d",
    "pmc --sheets A,B --out p", "exchange qdpx --out a.qdpx", "exchange qdc --out a.qdc",
    "exchange read a.qdpx --out q", "exchange akn --out k",
    "exchange from-akn {akn} --study from-akn",
    "archive z.zip --date 2026-01-02 --no-figures --no-notebooks", "verify z.zip",
    "scale corpus.jsonl --out sc --workers 1 --quiet",
)  # fmt: skip
REFUSED = {"coding agreement": "holds no hand coding"}


def commands() -> set[str]:
    """Every command, as words of the command line."""

    def below(command, words):
        inner = getattr(command, "commands", {})
        if not inner:
            return {words}
        return {leaf for key in inner for leaf in below(inner[key], f"{words} {key}".strip())}

    cli._register()
    return below(typer.main.get_command(cli.app), "")


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> tuple[Path, dict[str, str]]:
    """A folder with the invented example and what commands are given, and names in it."""
    folder = tmp_path_factory.mktemp("offline")
    make_study(folder / "study", example=True)
    study = read_study(folder / "study")
    clause, doc_id = study.clauses[["clause_id", "doc_id"]].iloc[0]
    cell = build_tables(study, only=("adoption",))["adoption"].iloc[-1]
    sheet = "unit,theme_1,note\nu1,FISCAL,\nu2,,\n"
    files = {
        "text.txt": TEXT, "template.yaml": TEMPLATE, "A.csv": sheet, "B.csv": sheet,
        "marks.csv": f"clause_id,code\n{clause},FISCAL\n",
        "decided.csv": "template,item_no,doc_id,decision,reason,who,when\n"
        f"{cell['template']},{cell['item_no']},{cell['doc_id']},absent,looked,AB,2026-01-02\n",
        "corpus.jsonl": "".join(
            json.dumps({"id": f"d{n}", "text": TEXT.replace("9号", f"{n}号")}) + "\n"
            for n in range(1, 5)
        ),
    }  # fmt: skip
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    return folder, {"a": clause, "akn": f"k/{doc_id}.xml"}


def test_every_command_is_tried():
    """A new command is added here."""
    tried = {name for name in commands() if any(line.startswith(name) for line in LINES)}

    assert commands() - tried == ELSEWHERE


@pytest.fixture
def forbidden(monkeypatch) -> list[str]:
    """Sockets that were asked for."""
    asked: list[str] = []

    def refuse(*arguments: object, **_: object) -> None:
        asked.append(repr(arguments))
        raise AssertionError("a socket was opened")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)
    return asked


def test_commands_run_without_a_network(place, forbidden, monkeypatch):
    """Each to its end, in the order in which a study grows; those that take addresses, too."""
    folder, names = place
    monkeypatch.chdir(folder)
    monkeypatch.setenv("POLICY_COMPARE_STUDY", str(folder / "study"))
    cli._register()
    for line in LINES:
        words = line.format(**names).split()
        result = CliRunner().invoke(cli.app, words)
        assert forbidden == [], (words, result.output[-300:])
        told = (words, result.output[-300:], result.exception)
        if isinstance(result.exception, PolicyCompareError):
            assert REFUSED.get(line, "never") in str(result.exception), told
        else:
            assert result.exit_code == 0, told
