"""The page in a real browser: a reader clicks, types and reads; the console stays clean."""

import pytest
from playwright.sync_api import expect

from browsers import BROWSERS
from compare.report import PageFigure, write_report
from report_study import NATIONAL, small_study, small_tables

pytestmark = pytest.mark.skipif(
    not BROWSERS,
    reason="no Chromium in /usr/bin: install Debian's package chromium to run the browser tests",
)
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360f8cf500f0003860180"
    "5a347d6b0000000049454e44ae426082"
)


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    study = small_study()
    words = {"zh": "图", "en": "Figure"}
    figure = PageFigure("dot", "themes", words, words, words, {"zh": DOT, "en": DOT})
    return write_report(
        study,
        small_tables(study),
        tmp_path_factory.mktemp("report") / "index.html",
        figures=[figure],
    ).as_uri()


@pytest.fixture
def page(browser, address):
    """The page, opened anew; afterwards nothing was said on the console and nothing was asked of a
    network.
    """
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.set_default_timeout(5000)
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    yield page
    page.close()
    assert said == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def cell(page, no, doc):
    return page.locator(f"[data-item='{no}'] [data-cell*='\"{doc}\"']")


def test_a_click_shows_measure_and_clause_side_by_side(page):
    """Our words on the left, the city's clause with its cue on the right, actions below."""
    cell(page, 2, "alpha").click()
    panel = page.locator("#panel")

    assert "让企业更容易登记。" in panel.locator(".of-template").inner_text()
    assert "推行一照多址登记" in panel.locator(".of-city .words").inner_text()
    assert panel.locator("mark.cue").all_inner_texts() == ["一照多址"]
    assert [row.get_attribute("class") for row in panel.locator(".actions tbody tr").all()] == [
        "found",
        "missed",
    ]
    left, right = (panel.locator(side).bounding_box() for side in (".of-template", ".of-city"))
    assert left["x"] + left["width"] <= right["x"] + 1 and abs(left["y"] - right["y"]) < 2


def test_keys_walk_the_matrix(page):
    """Arrows move between cells over sections, Enter opens, Escape closes and gives the cell its
    focus back.
    """
    cell(page, 2, "alpha").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    chosen = page.evaluate("document.activeElement.dataset.cell")

    assert '3,"beta"' in chosen and page.locator("#panel.open h3").inner_text() == "3. 创业导师"
    page.keyboard.press("Escape")
    assert page.locator("#panel.open").count() == 0
    assert page.evaluate("document.activeElement.dataset.cell") == chosen


def test_only_one_cell_is_a_tab_stop(page):
    """The matrix is one stop of the Tab key, as a grid should be."""
    assert page.locator("[data-cell][tabindex='0']").count() == 1


def test_filters_by_city_section_and_level(page):
    """Each filter leaves what it names; the count says how many; clearing brings all back."""
    shown = page.locator("#shown")
    assert shown.inner_text() == "显示 3 / 3 项措施"

    page.locator("#filters .chip", has_text="甲山").click()
    assert page.locator(".matrix").first.locator("th.city .name").all_inner_texts() == ["甲山"]
    page.locator("#filters .chip", has_text="未见").click()
    assert shown.inner_text() == "显示 1 / 3 项措施"
    page.click("#filter-reset")
    page.select_option("#filter-section", label="优化环境")
    assert page.locator("[data-item]").count() == 1
    page.click("#filter-reset")
    page.uncheck("#filter-controls")
    assert page.locator("td.control [data-cell]").count() == 0
    page.click("#filter-reset")
    assert shown.inner_text() == "显示 3 / 3 项措施"


def test_language_switch(page):
    """Every word of the page changes; the chosen cell stays; the texts stay Chinese; the figure
    follows.
    """
    cell(page, 2, "alpha").click()
    page.click("#lang-en")

    assert page.locator("#adoption h2").inner_text() == "Adoption matrix: template items × texts"
    assert page.locator("#panel .badge").inner_text() == "Taken over"
    assert page.locator("html").get_attribute("lang") == "en"
    assert (
        page.locator("#figure-dot-en").is_visible() and page.locator("#figure-dot-zh").is_hidden()
    )
    chinese = page.evaluate(
        "[...document.querySelectorAll('main *')].filter((n) => !n.closest('[lang^=zh], "
        "noscript, select, .findings') && "
        "[...n.childNodes].some((c) => c.nodeType === 3 && "
        "/[一-鿿]/.test(c.data))).map((n) => n.textContent)"
    )
    assert chinese == []
    page.click("#lang-zh")
    assert page.locator("#adoption h2").inner_text() == "采纳矩阵：模板措施 × 地方文本"


def test_search_marks_what_it_found(page):
    """Typing narrows the clauses and marks the word; a word in no clause says so."""
    page.fill("#search", "导师")
    assert page.locator("#results .result").count() == 1
    assert page.locator("#results mark.found").all_inner_texts() == ["导师"]
    page.fill("#search", "<script>")
    assert page.locator("#results .notice").inner_text() == "没有符合条件的条款。"


def test_a_count_leads_to_the_clauses_it_counts(page):
    """The lead bodies of one text, the clauses of one theme: as many results as the table says."""
    page.locator("#themes table").first.locator("tbody tr").first.locator("td.total a").click()
    expect(page.locator("#clause-count")).to_have_text("2 条条款")
    assert page.locator("#results .result").count() == 2
    page.locator("#agencies tr", has_text="财政").locator("a.find").first.click()
    expect(page.locator("#results .result")).to_have_count(1)
    page.click("#clause-reset")
    assert page.locator("#clause-count").inner_text() == "3 条条款"


def test_a_finding_leads_to_its_part_of_the_matrix(page):
    """The sentence on one text and one template shows these two only."""
    page.locator(".findings a").first.click()
    expect(page.locator(".template")).to_have_count(1)

    assert page.locator(".matrix th.city .name").all_inner_texts() == ["甲山"]


def test_offsets_lead_to_the_file_as_received(page):
    """The link opens the file with the clause marked, in the script and with the characters it
    came with.
    """
    cell(page, 2, "beta").click()
    page.locator("#panel .offsets a").first.click()
    page.wait_for_selector("#reader[open]")

    assert (
        page.locator("#reader[open] mark.place")
        .inner_text()
        .startswith("推行一照多址登記，企業開辦不超過5個工作日")
    )
    page.keyboard.press("Escape")
    assert page.locator("#reader[open]").count() == 0 and page.locator("#panel.open").count() == 1


def test_siblings_stand_side_by_side_with_shared_wording(page):
    """From a cell to the other text's clause; the same words are marked on both sides."""
    cell(page, 2, "alpha").click()
    page.locator("#panel .siblings a").click()
    page.wait_for_selector("#reader[open]")

    assert (
        page.locator("#reader[open] mark.shared").all_inner_texts()
        == ["推行一照多址登记，企业开办不超过"] * 2
    )


def test_an_address_opens_its_cell(browser, address):
    """A cell can be cited: the address with its key shows it in a fresh window."""
    page = browser.new_page()
    page.goto(f"{address}#cell/{NATIONAL}/3/alpha")

    assert page.locator("#panel.open h3").inner_text() == "3. 创业导师"
    page.close()


def test_markup_in_a_text_is_shown_as_text(page):
    """A clause that holds tags shows them; it makes no element."""
    page.fill("#search", "评选")

    assert "<b>每年&评选</b>" in page.locator("#results .words").inner_text()
    assert page.locator("#results .words b").count() == 0


def test_a_template_not_in_hand_is_visibly_so(page):
    """The province's document has a row of its own, marked unknown for the text that implements
    it, and no cell to click.
    """
    block = page.locator(".template.not-in-hand")

    assert block.locator("td.unknown").count() == 1 and block.locator("[data-cell]").count() == 0
    assert "不等于“未采纳”" in block.inner_text() and "样政发〔2020〕2号" in block.inner_text()


def test_a_figure_opens_at_full_width(page):
    """The image leads to a larger one with its caption; Escape returns to it."""
    page.locator("#figure-dot-zh .enlarge").click()

    assert (
        page.locator("#reader[open] h2").inner_text() == "图"
        and page.locator("#reader[open] img").get_attribute("alt") == "图"
    )
    page.keyboard.press("Escape")
    assert page.locator("#reader[open]").count() == 0


@pytest.mark.parametrize("width", [320, 390, 768])
def test_small_screens(browser, address, width):
    """Nothing is wider than the window; the evidence covers the screen, takes the focus and gives
    it back.
    """
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(address)
    for language in ("en", "zh"):
        page.click(f"#lang-{language}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    target = cell(page, 2, "alpha")
    assert target.bounding_box()["height"] >= 24
    target.click()
    box = page.locator("#panel").bounding_box()
    assert (box["x"], box["width"]) == (0, width)
    assert page.evaluate("document.activeElement.id") == "panel"
    page.click("#panel-close")
    assert page.locator("#panel").is_hidden() and page.evaluate(
        "Boolean(document.activeElement.dataset.cell)"
    )
    page.close()


def test_print_leaves_out_the_controls(page):
    """On paper: matrix and tables, no filter, no button bar."""
    page.emulate_media(media="print")

    assert page.locator("#filters").is_hidden() and page.locator(".contents").is_hidden()
    assert page.locator(".matrix").first.is_visible()


def test_without_script_the_reader_is_told(browser, address):
    """A browser without JavaScript says why it shows nothing and where the data are."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)

    assert "build/tables/" in page.locator("noscript").text_content()
    context.close()
