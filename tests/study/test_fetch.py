"""Official pages of templates: asked before the network is used, entered only where the page is
the document. Pages are ours.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from typer.testing import CliRunner

from compare import build_tables, read_study
from compare.commands.template import app
from compare.study.fetch import wanted_templates
from compare.study.files import read_register
from compare.study.inspection import inspect_study
from conftest import MINI

PAGE = """<html><head><title>{title}</title></head><body><h1>{title}</h1>
<p>{number}</p><p>各市人民政府：</p>
<p>一、放宽准入</p><p>（一）简化登记手续。开店登记不超过3个工作日。</p><p>（二）减免摊位租金。鼓励减免小店租金。</p>
<p>二、加强服务</p><p>（三）{third}。在街道设立小店服务窗口。</p>
<p>东山省人民政府</p><p>2020年3月1日</p></body></html>"""
TITLE = "东山省人民政府关于支持小店的实施意见"
PAGES = {
    "/right": PAGE.format(title=TITLE, number="东政发〔2020〕12号", third="设立服务窗口"),
    "/number": PAGE.format(title=TITLE, number="东政发〔2020〕13号", third="设立服务窗口"),
    "/other": PAGE.format(title="东山省人民政府关于河道采砂的通告", number="", third="设立服务窗口")
    .replace("简化登记手续", "禁止夜间采砂")
    .replace("减免摊位租金", "限制采砂船只")
    .replace("设立服务窗口", "公布举报电话"),
    "/cut": PAGE.format(title=TITLE, number="东政发〔2020〕12号", third="举办小店节"),
    "/error": "",
}
BOOK = """doc_number: 东政发〔2020〕12号
title: 东山省人民政府关于支持小店的实施意见
issuer: 东山省人民政府
level: provincial
region: 东山省
issue_date: '2020-03-01'
official_url: {url}
implements: null
complete: true
measures:
- {{'no': 1, heading: 简化登记手续, content: 把开店登记压到三天。}}
- {{'no': 2, heading: 减免摊位租金, content: 劝房东少收租金。}}
- {{'no': 3, heading: 设立服务窗口, content: 街道开窗口。}}
"""


class Site(BaseHTTPRequestHandler):
    """Serves `PAGES` and counts what was asked for."""

    asked: ClassVar[list[str]] = []

    def log_message(self, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        self.asked.append(self.path)
        body = PAGES.get(self.path, "").encode()
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def site() -> Iterator[str]:
    """Address of a server on loopback."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    Site.asked.clear()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def make(folder: Path, url: str) -> Path:
    (folder / "texts").mkdir()
    (folder / "templates").mkdir()
    (folder / "texts" / "mini.txt").write_text(MINI, encoding="utf-8")
    (folder / "documents.csv").write_text(
        "doc_id,file,implements\nmini,mini.txt,东政发〔2020〕12号\n", encoding="utf-8"
    )
    (folder / "templates" / "dzf-2020-12.yaml").write_text(
        BOOK.format(url=url or "null"), encoding="utf-8"
    )
    return folder


def test_one_command_leads_from_codebook_to_wording(tmp_path: Path, site: str):
    """The page is entered as official text, and the ledger compares with it."""
    study = make(tmp_path, f"{site}/right")

    result = CliRunner().invoke(app, ["fetch", "--study", str(study), "--yes", "--local"])

    assert result.exit_code == 0, result.output
    assert "entered as dzf-2020-12, 3 clauses" in result.output
    adoption = build_tables(read_study(study))["adoption"]
    assert set(adoption.loc[adoption["item_no"] > 0, "basis"]) == {"official_text"}


def test_the_network_is_asked_for_first(tmp_path: Path, site: str):
    """A no, or no answer at all, leaves server and study untouched; a dry run shows the address
    only.
    """
    study = make(tmp_path, f"{site}/right")
    before = (study / "documents.csv").read_bytes()

    refused = CliRunner().invoke(app, ["fetch", "--study", str(study), "--local"], input="n\n")
    silent = CliRunner().invoke(app, ["fetch", "--study", str(study), "--local"], input="")
    shown = CliRunner().invoke(app, ["fetch", "--study", str(study), "--dry-run"])

    assert (refused.exit_code, silent.exit_code, shown.exit_code) == (1, 1, 0)
    assert f"{site}/right" in shown.output
    assert Site.asked == []
    assert (study / "documents.csv").read_bytes() == before


@pytest.mark.parametrize(("page", "says"), [
    ("number", "its number is 东政发〔2020〕13号"), ("other", "0 of 3 headings"), ("error", "404"),
])  # fmt: skip
def test_another_document_is_not_entered(tmp_path: Path, site: str, page: str, says: str):
    """Another number, other items, or an error page: nothing is written, and the message says
    which.
    """
    study = make(tmp_path, f"{site}/{page}")

    result = CliRunner().invoke(app, ["fetch", "--study", str(study), "--yes", "--local"])

    assert result.exit_code == 1
    assert says in result.output
    assert list(read_register(study).ids) == ["mini"]


def test_a_page_that_lacks_headings_is_told(tmp_path: Path, site: str):
    """Most headings are there, so it is the document; what is missing is named, and again by
    `check`, for no row of the ledger would show it.
    """
    study = make(tmp_path, f"{site}/cut")

    result = CliRunner().invoke(app, ["fetch", "--study", str(study), "--yes", "--local"])

    assert result.exit_code == 0, result.output
    assert "1 of 3 headings of the codebook do not stand in it (设立服务窗口)" in result.output
    found = [one for one in inspect_study(study).findings if one.where == "东政发〔2020〕12号"]
    assert [(one.severity, "设立服务窗口" in one.what) for one in found] == [("warning", True)]


def test_a_whole_page_is_told_nothing_of(tmp_path: Path, site: str):
    """Neither by fetch nor by check."""
    study = make(tmp_path, f"{site}/right")

    result = CliRunner().invoke(app, ["fetch", "--study", str(study), "--yes", "--local"])

    assert "headings" not in result.output
    assert not any("headings" in one.what for one in inspect_study(study).findings)


def test_loopback_needs_the_flag(tmp_path: Path, site: str):
    """A codebook from elsewhere must not make the command reach into the local network."""
    study = make(tmp_path, f"{site}/right")

    result = CliRunner().invoke(app, ["fetch", "--study", str(study), "--yes"])

    assert result.exit_code == 1
    assert "local network" in result.output
    assert Site.asked == []


def test_what_cannot_be_fetched_is_said(tmp_path: Path):
    """No address, and a number that no codebook has."""
    study = make(tmp_path, "")

    wanted, why_not = wanted_templates(study, ["东政发〔2020〕12号", "西政发〔2020〕1号"])

    assert wanted == []
    assert "names no official_url" in why_not[0]
    assert "no codebook" in why_not[1]


def test_fetched_once_is_enough(tmp_path: Path, site: str):
    """A second run finds the text in the study and asks for nothing."""
    study = make(tmp_path, f"{site}/right")
    CliRunner().invoke(app, ["fetch", "--study", str(study), "--yes", "--local"])

    result = CliRunner().invoke(app, ["fetch", "--study", str(study), "--yes", "--local"])

    assert "in the study already" in result.output
    assert len(Site.asked) == 1
