"""A marked string in every text field of a study goes through every export and stays text.

The string is script, formula, LaTeX, Markdown and XML in one. Where it appears it is escaped for
its place; nothing of it becomes code.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from html.parser import HTMLParser
from xml.etree import ElementTree

import openpyxl
import pytest

from compare import build_tables, read_study
from compare.adoption.cascade import passage_lines
from compare.adoption.network import diffusion_network
from compare.agencies.network import graphml, joint_responsibility
from compare.exchange.akn_write import to_akn
from compare.exchange.refi_write import to_qdc, to_qdpx
from compare.figures.spec import all_figures
from compare.likeness.sidebyside import side_by_side
from compare.paper.export import to_csv, to_excel_csv, to_latex, to_markdown
from compare.paper.kit import write_figures
from compare.paper.workbook import to_xlsx
from compare.report import write_report
from compare.report.drawn import page_figures
from compare.study.codebook_rows import sheet_of
from compare.trust.pmc_sheets import pmc_sheet
from compare.trust.sheets import to_workbook

MARK = (
    "=cmd|' /C x'!A1<img src=x onerror=alert(1)></script><script>alert(2)</script>"
    "\\input{x}$^_%&#~|`*[a](javascript:b)\"'"
)
FIELD = MARK.replace('"', '""')
CODEBOOK = """
title: |-
  {m}
version: |-
  {m}
codes:
- id: A
  parent: {p}
  zh: |-
    {m}
  en: |-
    {m}
  definition: |-
    {m}
  in: |-
    {m}
  example: |-
    {m}
  cues:
  - {{weight: 9, match: ['准入', '创业']}}
"""
TEMPLATE = """
doc_number: 国发〔2020〕1号
title: |-
  {m}
issuer: |-
  {m}
region: |-
  {m}
note: |-
  {m}
complete: true
measures:
- "no": 1
  section: |-
    {m}
  heading: |-
    {m}
  heading_en: |-
    {m}
  content: |-
    {m}
  actions:
  - id: a1
    action: |-
      {m}
    cues: [准入]
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A study with the mark in every field, and its tables."""
    root = tmp_path_factory.mktemp("marked")
    for name in ("texts", "codebooks", "templates", "lexicon"):
        (root / name).mkdir()
    rows = []
    for number, place in enumerate(("甲市", "乙市"), 1):
        doc_id = f"{place}<b>{number}"
        text = (
            f"{place}人民政府关于创业的意见{MARK}\n根据国发〔2020〕1号，制定本意见。\n"
            f"一、放宽准入{MARK}。支持创业，简化准入手续，建立服务窗口，推行一照多址{MARK}。"
            f"（市财政局、市{MARK}局牵头）\n二、减轻负担。落实税收优惠{MARK}。（市税务局负责）\n"
        )
        (root / "texts" / f"{number}.txt").write_text(text, encoding="utf-8")
        rows.append(
            f'"{doc_id}",{number}.txt,"{FIELD}","{FIELD}","{FIELD}",2021-01-0{number},"{FIELD}",'
            f'"{FIELD}",city,"{FIELD}",国发〔2020〕1号'
        )
    head = (
        "doc_id,file,title,doc_number,issuer,issue_date,region,province,level,title_en,implements"
    )
    (root / "documents.csv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    for name, parent in (("themes", "''"), ("instruments", "supply")):
        book = CODEBOOK.format(m=MARK, p=parent)
        (root / "codebooks" / f"{name}.yaml").write_text(book, encoding="utf-8")
    (root / "templates" / "t.yaml").write_text(TEMPLATE.format(m=MARK), encoding="utf-8")
    study = read_study(root)
    return study, build_tables(study)


class Tags(HTMLParser):
    """Tags of a page outside its own scripts, with what would run."""

    def __init__(self) -> None:
        super().__init__()
        self.running: list[str] = []
        self.scripts = 0

    def handle_starttag(self, tag, attrs):
        self.scripts += tag == "script"
        if tag in ("img", "iframe", "object", "embed", "base", "meta"):
            self.running += [f"{tag} {value}" for key, value in attrs if value == "x"]
        for key, value in attrs:
            if key.startswith("on") or (value or "").strip().lower().startswith("javascript:"):
                self.running.append(f"{tag} {key}={value}")


def running(page: str) -> list[str]:
    """What of a page would run that we did not write."""
    tags = Tags()
    tags.feed(page)
    tags.close()
    return tags.running


@pytest.fixture(scope="module")
def page(made, tmp_path_factory):
    """The page of the marked study."""
    out = tmp_path_factory.mktemp("page") / "index.html"
    write_report(*made, out)
    return out


def test_page_source(page):
    """The page holds the mark only as text; its policy names each script by its sum."""
    text = page.read_text(encoding="utf-8")

    assert "alert(2)" in text
    assert not re.search(r"<script>alert|onerror=alert\(1\)>(?!\\u)", re.sub(r'"[^"]*"', "", text))
    assert running(text) == []
    assert (
        "Content-Security-Policy" in text
        and "unsafe-inline" not in text.split("script-src")[1][:200].split(";")[0]
    )


def test_page_in_a_browser(page):
    """Opened in Chromium nothing of the mark runs, and the policy reports no breach."""
    sync = pytest.importorskip("playwright.sync_api")
    with sync.sync_playwright() as driver:
        try:
            browser = driver.chromium.launch()
        except sync.Error:
            pytest.skip("no browser for Playwright on this machine")
        seen: list[str] = []
        tab = browser.new_page()
        tab.on("dialog", lambda dialog: (seen.append(dialog.message), dialog.dismiss()))
        tab.on("request", lambda request: seen.append(request.url))
        tab.goto(page.as_uri())
        tab.wait_for_timeout(1500)
        left = [url for url in seen if not url.startswith(("file:", "data:", "blob:"))]
        found = tab.evaluate("document.querySelectorAll('img[src=x], [onerror]').length")
        browser.close()

    assert (left, found) == ([], 0)


def test_side_by_side(made):
    """Two clauses beside each other, as notebooks show them."""
    study, tables = made
    ids = list(study.clauses["clause_id"])
    shown = side_by_side(ids[0], ids[-1], study.clauses, study.passages, tables["spans"]).html()

    assert running(shown) == [] and "<script" not in shown and "<img" not in shown
    assert "<script" not in study._repr_html_()


def test_tables_for_spreadsheets(made):
    """No cell of CSV for people or of a workbook is a formula."""
    for name, table in made[1].items():
        text = to_excel_csv(table).decode("utf-8-sig")
        for row in csv.reader(io.StringIO(text)):
            assert not [cell for cell in row if cell[:1] in tuple("=+@\t\r")], name
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(made[1])))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert any(str(cell.value).startswith("=cmd") for cell in cells), "the mark is there, as text"


def test_sheets_to_be_coded_and_codebooks(made):
    """Blank sheets of the PMC index and a codebook as a sheet: text, and no cell is a formula."""
    study, _ = made
    for table in (pmc_sheet(study.documents, study.pmc), sheet_of(study.codebooks["themes"])):
        text = to_excel_csv(table).decode("utf-8-sig")
        assert "alert(2)" in text
        for row in csv.reader(io.StringIO(text)):
            assert not [cell for cell in row if cell[:1] in tuple("=+@\t\r")]
        sheet = openpyxl.load_workbook(io.BytesIO(to_workbook(table, ()))).worksheets[0]
        cells = [cell for row in sheet.iter_rows() for cell in row]
        assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []


@pytest.mark.filterwarnings("ignore:constrained_layout not applied")  # names as long as the mark
def test_figures_of_the_page(made, tmp_path):
    """Pictures, captions, alternative text and data of figures that name documents and places."""
    study, tables = made
    names = ("pmc-matrix", "pmc-surface", "diffusion-cascade", "diffusion-provinces")
    specs = [spec for spec in all_figures() if spec.name in (*names, "diffusion-sources")]
    write_figures(study, tables, tmp_path / "f", specs=specs, formats=("png", "svg"))
    figures = page_figures(study, tables, tmp_path / "f", specs=specs)
    assert {figure.name for figure in figures} >= {"pmc-matrix", "diffusion-cascade"}
    write_report(study, tables, tmp_path / "index.html", figures=figures)

    assert running((tmp_path / "index.html").read_text(encoding="utf-8")) == []
    for path in (tmp_path / "f").glob("*.svg"):
        root = ElementTree.fromstring(path.read_bytes())
        assert not {one.tag.rsplit("}")[-1] for one in root.iter()} & {"script", "img", "a"}
        assert not [key for one in root.iter() for key in one.attrib if key.startswith("on")]
    for path in (tmp_path / "f").glob("*.md"):
        assert not re.search(r"(?<!\\)<(?:img|script)", path.read_text(encoding="utf-8")), path
        assert not re.search(r"(?<!\\)\[a\]\(javascript", path.read_text(encoding="utf-8")), path


def test_tables_for_programs_keep_the_text(made):
    """CSV for programs gives every cell back as it was."""
    table = made[1]["documents"]
    back = list(csv.DictReader(io.StringIO(to_csv(table).decode())))

    assert [row["title"] for row in back] == list(table["title"])


def test_latex(made):
    """No command, comment or alignment of ours is broken by the mark."""
    for name, table in made[1].items():
        if len(table):
            text = to_latex(table, name, caption=MARK)
            assert "\\input" not in text, name
            assert not re.search(r"(?<!\\)[%#$](?!\\)[^\n]*alert", text), name


def test_markdown(made):
    """A table of Markdown stays a table, and a mark is no tag or link in it."""
    for name, table in made[1].items():
        lines = to_markdown(table).strip().splitlines()
        bars = {len(re.findall(r"(?<!\\)\|", line)) for line in lines if line.startswith("|")}
        assert len(bars) <= 1, name
        assert not re.search(r"(?<!\\)<(?:img|script)", "\n".join(lines)), name
        assert not re.search(r"(?<!\\)\[a\]\(javascript", "\n".join(lines)), name


def test_xml(made):
    """GraphML, REFI-QDA and Akoma Ntoso are sound XML without elements of the mark."""
    study, tables = made
    agencies = tables["agencies"].assign(family=MARK)
    written = [graphml(joint_responsibility(agencies)).encode(), to_qdc(study, tables)]
    with zipfile.ZipFile(io.BytesIO(to_qdpx(study, tables))) as archive:
        assert not [n for n in archive.namelist() if ".." in n or n.startswith("/")]
        written += [archive.read(n) for n in archive.namelist() if n.endswith(".qde")]
    written += [to_akn(study, tables, doc_id) for doc_id in study.documents["doc_id"]]
    lines = passage_lines(tables["sources"])
    diffused = diffusion_network(
        study.documents, tables["diffusion"], lines, study.templates, tree=False
    )
    assert any(MARK in str(told["label"]) for _, told in diffused.nodes(data=True))
    written.append(graphml(diffused).encode())
    for content in written:
        names = {element.tag.rsplit("}")[-1] for element in ElementTree.fromstring(content).iter()}
        assert not names & {"script", "img"}


def test_payload_is_json(made):
    """What the page reads cannot close its own script."""
    from compare.report.page import as_json

    text = as_json({"a": MARK, "b": "<!--", "c": "\u2028"})

    assert json.loads(text)["a"] == MARK
    assert "</" not in text and "<!--" not in text
