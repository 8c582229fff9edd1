"""The page as its readers use it: search in either script, addresses that last, data and citations,
many texts, without a font, by screen reader and on paper.
"""

import copy
import os

import pytest
from axe_playwright_python.sync_playwright import Axe
from matplotlib import get_data_path

from browsers import BROWSERS, FLAGS
from compare.report import PageFigure, build_payload, render_page, write_report
from report_study import NATIONAL, PROVINCIAL, small_study, small_tables

pytestmark = pytest.mark.skipif(
    not BROWSERS,
    reason="no Chromium in /usr/bin: install Debian's package chromium to run the browser tests",
)
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360f8cf500f0003860180"
    "5a347d6b0000000049454e44ae426082"
)
VIOLATIONS = {"resultTypes": ["violations"]}
TEXTS = 14  # more than a matrix shows one by one


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    study = small_study()
    words = {"zh": "图", "en": "Figure"}
    figure = PageFigure(
        "dot", "themes", words, words, words, {"zh": DOT, "en": DOT}, data="x,y\n1,2\n"
    )
    path = tmp_path_factory.mktemp("few") / "index.html"
    return write_report(study, small_tables(study), path, figures=[figure]).as_uri()


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """The small study's first text many times over, in two provinces, and one control."""
    study = small_study()
    payload = copy.deepcopy(build_payload(study, small_tables(study)))
    first, control = payload["documents"]
    copies = [f"alpha-{n:02}" for n in range(TEXTS)]
    payload["documents"] = [
        first
        | {
            "id": name,
            "province": f"{'甲乙'[n % 2]}省",
            "name": {"zh": f"城{n}", "en": f"City {n}"},
        }
        for n, name in enumerate(copies)
    ] + [control]
    for table in ("cells", "relations"):
        payload[table] = [
            row | {"doc": name}
            for row in payload[table]
            if row["doc"] == "alpha"
            for name in copies
        ] + [row for row in payload[table] if row["doc"] == "beta"]
    payload["clauses"] = [
        row | {"doc": copies[0]} if row["doc"] == "alpha" else row for row in payload["clauses"]
    ]
    path = tmp_path_factory.mktemp("many") / "index.html"
    path.write_text(render_page(payload), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def opened(browser):
    """Opens an address in a window of some width; nothing may be said on the console."""
    pages, said = [], []

    def open_at(address, width=1440):
        page = browser.new_page(viewport={"width": width, "height": 900}, accept_downloads=True)
        page.set_default_timeout(5000)
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(address)
        page.wait_for_selector("body[data-ready]", state="attached")
        pages.append(page)
        return page

    yield open_at
    for page in pages:
        page.close()
    assert said == []


def saved(page, button) -> str:
    with page.expect_download() as download:
        button.click()
    return download.value.path().read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    "query", ["一照多址登記", "一照多址登记", "alpha-01", "市市场监管局 alpha", "市場監管"]
)
def test_search_finds_scripts_ids_and_bodies(opened, few, query):
    """Traditional or simplified, the id of a clause, a body with a word: the clause is found."""
    page = opened(few)
    page.fill("#search", query)

    assert "alpha-01" in page.locator("#results .result code").all_inner_texts()


def test_a_level_counts_texts_that_implement(opened, few):
    """Absent in the control alone is no reason to show a measure."""
    page = opened(few)
    page.locator("#filters .chip", has_text="未见").click()

    assert page.locator("[data-item]").evaluate_all("rows => rows.map(r => r.dataset.item)") == [
        "1"
    ]
    page.locator("#filters .chip", has_text="未见").click()
    assert page.locator("[data-item]").count() == 3


def test_language_filters_query_and_cell_outlast_a_reload(opened, few):
    """What is shown stands in the address, and the address shows it again."""
    page = opened(few)
    page.click("#lang-en")
    page.select_option("#filter-template", index=1)
    page.fill("#search", "导师")
    page.locator("[data-cell*='3,\"alpha\"']").click()
    page.reload()
    page.wait_for_selector("body[data-ready]", state="attached")

    assert page.locator("html").get_attribute("lang") == "en"
    assert page.input_value("#search") == "导师"
    assert page.locator("#results mark.found").all_inner_texts() == ["导师"]
    assert page.locator("#filter-template").evaluate("node => node.selectedIndex") == 1
    assert page.locator("#panel.open h3").inner_text().startswith("3.")


def test_keyword_in_context_with_counts(opened, few):
    """Each place with what stands around it, and how often each text has it."""
    page = opened(f"{few}#clauses?q=登記&context=1")

    assert page.locator(".kwic mark").all_inner_texts() == ["登记", "登记"]
    assert page.locator("#list-kwic-counts tbody tr").count() == 2
    rows = saved(page, page.locator("#results .ways-out button").last.locator("xpath=../button[1]"))
    assert rows.splitlines()[0] == "clause_id,doc_id,地方,left,keyword,right"


def test_every_figure_table_and_cell_has_data_and_citation(opened, few):
    """CSV of a figure, the matrix and an open cell; GB/T 7714 and BibTeX name text and page."""
    page = opened(few)
    page.locator("[data-cell*='2,\"alpha\"']").click()

    figure = page.locator("#figure-dot-zh .ways-out button")
    assert saved(page, figure.first) == "x,y\n1,2\n"
    matrix = page.locator(f".template[data-template='{NATIONAL}'] .ways-out button")
    assert "放宽市场准入" in saved(page, matrix.first)
    assert "允许一照多址,true,alpha-01" in saved(
        page, page.locator("#panel .ways-out button").first
    )
    page.locator("#panel .ways-out button").last.click()
    cited = page.locator("#reader .cited").all_inner_texts()
    assert "甲市人民政府关于支持创业的实施意见[Z]. 2020-05-01." in cited[0] and "[DS]" in cited[0]
    assert cited[1].startswith("@misc{policycompare,") and "国务院关于支持创业的意见" in cited[1]


def test_many_texts_are_summed_up_first(opened, many):
    """Provinces are columns until they are opened; texts stand in a table that is sorted."""
    page = opened(many)

    assert page.locator(".spread tbody tr").count() == 0  # no spread in this payload
    assert page.locator(".opener .name").all_inner_texts() == ["甲省", "乙省", "对照"]
    assert page.locator(f"[data-template='{NATIONAL}'] [data-cell]").count() == 0
    page.locator(".opener").first.click()
    assert page.locator(f"[data-template='{NATIONAL}'] th.city").count() == 3 + TEXTS // 2
    texts = page.locator("#list-adoption-texts")
    texts.locator("input").fill("城13")
    assert texts.locator("tbody tr").count() == 1
    assert page.locator(".not-in-hand td.num").inner_text() == str(TEXTS)
    assert PROVINCIAL in page.locator(".not-in-hand").inner_text()


def test_row_labels_stay_in_sight(opened, many):
    """On a phone the matrix scrolls under its first column, which keeps its width."""
    page = opened(many, 390)
    page.locator(".opener").first.click()
    page.locator(".opener").nth(1).click()
    label = page.locator(".frozen tbody .item").first
    before = label.bounding_box()
    page.locator(".frozen").evaluate("node => { node.scrollLeft = 400; }")

    assert label.bounding_box()["x"] == before["x"] and before["width"] >= 120
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_chinese_is_set_without_a_font_on_the_machine(opened, few):
    """The page brings its letters: the embedded face loads and measures unlike a missing one."""
    page = opened(few)
    faces = page.evaluate(
        "document.fonts.load('20px \"Policy Compare SC\"', '创业').then(faces => faces.length)"
    )

    assert faces == 1


@pytest.fixture(scope="module")
def bare_browser(browser, tmp_path_factory):
    """Chromium on a machine whose only fonts are those that matplotlib brings: no Chinese one."""
    root = tmp_path_factory.mktemp("fonts")
    (root / "fonts.conf").write_text(
        "<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'fonts.dtd'><fontconfig>"
        f"<dir>{get_data_path()}/fonts/ttf</dir><cachedir>{root}/cache</cachedir></fontconfig>",
        encoding="utf-8",
    )
    bare = browser.browser_type.launch(
        executable_path=str(BROWSERS[0]),
        args=FLAGS,
        env={**os.environ, "FONTCONFIG_FILE": str(root / "fonts.conf")},
    )
    yield bare
    bare.close()


def drawn_with(page, words: str, brought: bool) -> list[str]:
    """Words that are shown and match a regular expression, of innermost elements without a marker
    or arrow, in which a font was used that the page brings (or does not).
    """
    shown = page.evaluate(
        """words => [...document.querySelectorAll("body *")].filter((node) => !node.children.length
          && node.getClientRects().length && !node.matches("summary, li")
          && ["::before", "::after"].every((part) =>
            getComputedStyle(node, part).content === "none")
          && new RegExp(words, "u").test(node.textContent.trim())).slice(0, 60)
          .map((node) => { node.setAttribute("data-probe", ""); return node.textContent; })""",
        words,
    )
    assert shown, f"nothing shown matches {words}"
    told = page.context.new_cdp_session(page)
    told.send("DOM.enable")
    told.send("CSS.enable")
    root = told.send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
    nodes = told.send("DOM.querySelectorAll", {"nodeId": root, "selector": "[data-probe]"})
    fonts = [
        told.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        for node in nodes["nodeIds"]
    ]
    return [
        text
        for text, used in zip(shown, fonts, strict=True)
        if any(font["isCustomFont"] == brought for font in used)
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_is_a_box_on_a_machine_without_a_chinese_font(bare_browser, few, lang):
    """Headings, places, clauses and words of the form come from the type that the page brings."""
    page = bare_browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{few}#cell/{NATIONAL}/2/alpha?lang={lang}")
    page.wait_for_selector("body[data-ready]", state="attached")

    assert drawn_with(page, "^[\u4e00-\u9fff、。，；：（）《》]+$", brought=False) == []
    page.close()


def test_english_marks_are_latin_on_a_machine_without_a_chinese_font(bare_browser, few):
    """“ and ” of an English sentence are not as wide as a Chinese letter."""
    page = bare_browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{few}#limits?lang=en")
    page.wait_for_selector("body[data-ready]", state="attached")

    assert drawn_with(page, r"^[\x20-\x7e]*“[\x20-\x7e]+”[\x20-\x7e]*$", brought=True) == []
    page.close()


def test_a_large_page_is_packed_and_reads_the_same(opened, tmp_path, monkeypatch):
    """Beyond the limit the data travel compressed; the browser shows the same cells."""
    monkeypatch.setattr("compare.report.page.PLAIN", 1000)
    study = small_study()
    path = write_report(study, small_tables(study), tmp_path / "index.html")

    assert "放宽市场准入" not in path.read_text(encoding="utf-8")
    assert opened(path.as_uri()).locator("[data-cell]").count() == 6


@pytest.mark.parametrize(
    ("place", "width"),
    [
        (f"#cell/{NATIONAL}/2/alpha?lang=en", 1440),
        ("#clauses?q=登记&context=1&level=absent", 1440),
        ("#text/alpha-01?lang=en", 390),
        ("#pair/alpha-01/beta-01", 820),
    ],
)
def test_axe_finds_no_violation(opened, few, place, width):
    """Contrast, table heads, names, order of headings, regions: nothing to complain of."""
    found = Axe().run(opened(few + place, width), options=VIOLATIONS)

    assert [rule["id"] for rule in found.response["violations"]] == []


def test_axe_finds_no_violation_with_many_texts(opened, many):
    """The same with groups of columns, listings and summaries."""
    page = opened(f"{many}#adoption?lang=en")
    page.locator(".opener").first.click()
    found = Axe().run(page, options=VIOLATIONS)

    assert [rule["id"] for rule in found.response["violations"]] == []


def test_an_opened_cell_is_announced(opened, few):
    """A screen reader hears what was opened, in a region that was there before."""
    page = opened(few)
    page.locator("[data-cell*='2,\"alpha\"']").click()

    assert page.locator("#live[role=status]").inner_text().startswith("证据: 甲山：2. 放宽市场准入")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_column_is_a_letter_wide_on_a_phone(opened, few, lang):
    """Titles have room for some words, and names of places stand on one line."""
    page = opened(f"{few}#documents?lang={lang}", 390)
    row = page.locator("#documents tbody tr").first

    assert row.locator(".long").bounding_box()["width"] >= 150
    assert row.locator("th").bounding_box()["width"] >= 55


def test_heads_of_sorted_tables_come_again_on_paper(opened, few):
    """A button in a head keeps Chromium from repeating it on the next page: on paper there is
    none.
    """
    page = opened(few)
    page.emulate_media(media="print")

    shown = page.locator("#documents .sort").evaluate_all(
        "buttons => buttons.map((button) => getComputedStyle(button).display)"
    )
    assert set(shown) == {"contents"}


def test_the_clauses_are_printed(opened, few):
    """On paper stand the clauses with their ids, after the tables; the screen has none of it."""
    page = opened(few)
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")

    assert page.locator("#printed code").all_inner_texts() == ["alpha-01", "alpha-02", "beta-01"]
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("#printed code").count() == 0
