"""Coding in a real browser: from a corrected cell to changed tables, figure and diff."""

import shutil
import threading

import pandas as pd
import pytest
from playwright.sync_api import expect

from browsers import BROWSERS
from compare.commands.coding import read as coding_read
from compare.commands.decide import decide
from compare.commands.diff import diff
from compare.commands.figures import figures
from compare.commands.tables import tables
from compare.report.server import Served, make_server
from compare.study.read import read_study
from compare.tables import build_tables
from in_the_page import exported, opened, panel_form, run, save, study_and_page, unfolded

pytestmark = pytest.mark.skipif(
    not BROWSERS,
    reason="no Chromium in /usr/bin: install Debian's package chromium to run the browser tests",
)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The study and its page."""
    return study_and_page(tmp_path_factory.mktemp("browser"))


@pytest.fixture
def study(made, tmp_path):
    return shutil.copytree(made[0], tmp_path / "study")


@pytest.fixture
def context(browser):
    context = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)
    context.set_default_timeout(6000)
    yield context
    context.close()


def test_from_a_corrected_cell_to_tables_figure_and_diff(context, made, study, tmp_path):
    """Click, level, reason, export; ``decide``, ``tables``, ``figures``, ``diff``: no CSV is
    touched by hand.
    """
    for step in ("before", "after"):
        if step == "after":
            page = opened(context, made[1])
            save(panel_form(page), level="absent", reason="只谈企业开办", who="李")
            exported(page, "#coding-decisions", tmp_path / "decisions.csv")
            run(decide, tmp_path / "decisions.csv", "--study", study)
        run(tables, "--study", study, "--out", tmp_path / step)
        run(figures, "--study", study, "--out", tmp_path / step / "figures", "--lang", "zh",
            "--only", "adoption-matrix")  # fmt: skip
    row = pd.read_csv(tmp_path / "after" / "adoption.csv").query(
        "item_no == 1 and doc_id == 'alpha'"
    )
    drawn = [(tmp_path / step / "figures" / "adoption-matrix.csv") for step in ("before", "after")]

    assert row[["level", "automatic", "decided_by"]].values.tolist() == [
        ["absent", "taken_over", "李"]
    ]
    assert drawn[0].read_bytes() != drawn[1].read_bytes()
    told = run(diff, tmp_path / "before", tmp_path / "after")
    assert "decision" in told and "taken_over" in told and "absent" in told


def test_what_was_decided_survives_a_reload_and_is_undone(context, made):
    """Kept in this browser; each step can be taken back; the words come in both languages."""
    said = []
    page = opened(context, made[1], said)
    save(panel_form(page), level="absent", reason="<b>bold</b>", memo="ask again", who="Li")
    expect(page.locator("#live")).to_have_text("已保存。")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    marked = page.locator("[data-cell]:has(.draft-mark)")
    assert marked.count() == 1 and "尚未写入研究" in marked.get_attribute("aria-label")
    page.reload()
    page.wait_for_selector("body[data-ready]", state="attached")
    page.click("#lang-en")
    expect(page.locator("#coding-open")).to_have_text("Coding (2)")
    form = panel_form(page)
    rows = page.locator("#panel .coding-told li")
    assert "<b>bold</b>" in rows.first.inner_text() and "ask again" in rows.last.inner_text()
    assert form.locator("[name=who]").input_value() == "Li"
    page.locator("#panel .coding-told button").first.click()
    expect(page.locator("#coding-open")).to_have_text("Coding (1)")
    page.click("#coding-open")
    page.click("#coding-undo")
    expect(page.locator("#coding-said")).to_have_text("The last step was undone.")
    assert page.locator("#coding-dialog tbody tr").count() == 1
    assert said == []


def test_what_is_missing_is_said_and_focused(context, made):
    """No choice, no name, no reason, no clause: one sentence each, and nothing is kept."""
    page = opened(context, made[1])
    form = panel_form(page, no=2, doc="beta")
    problem = form.locator("[role=alert]")
    save(form)
    assert problem.inner_text() == "请填编码员姓名。"
    assert page.evaluate("document.activeElement.name") == "who"
    save(form, who="Li")
    assert problem.inner_text() == "还没有作出判断，也没有新备注。"
    save(form, level="=absent")
    assert problem.inner_text() == "请写明理由。"
    save(form, level="taken_over", reason="x")
    assert problem.inner_text() == "请指明证明它的条款。"
    save(form, added="alpha-01")
    assert problem.inner_text() == "这份文本没有条款 alpha-01。"
    expect(page.locator("#coding-open")).to_have_text("判读（0）")
    save(form, added="beta-01")
    expect(page.locator("#coding-open")).to_have_text("判读（2）")


def test_who_may_not_keep_anything_is_told(browser, made):
    """A browser that refuses storage: the page says so, and exports all the same."""
    context = browser.new_context()
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })"
    )
    page = opened(context, made[1])
    save(panel_form(page), level="absent", reason="x", who="Li")
    assert "不允许保存" in page.locator("#live").inner_text()
    page.click("#coding-open")
    expect(page.locator("#coding-dialog .problem").first).to_contain_text("不允许保存")
    assert page.locator("#coding-decisions").is_enabled()
    context.close()


def test_another_coders_file_comes_in_and_a_difference_is_settled(context, made, study, tmp_path):
    """Both rows are kept; who settles it decides anew; ``decide`` takes the settled one."""
    page = opened(context, made[1])
    save(panel_form(page), level="absent", reason="x", who="Li")
    exported(page, "#coding-decisions", tmp_path / "decisions.csv")
    text = (tmp_path / "decisions.csv").read_text(encoding="utf-8-sig")
    other = text.replace(",Li,", ",Wang,").replace(",absent,", ",taken_over,")
    wrong = other.splitlines()[1].replace(",1,", ",99,", 1)
    (tmp_path / "wang.csv").write_text(f"{other}{wrong}\n", encoding="utf-8")
    page.click("#coding-open")
    page.set_input_files("#coding-import", tmp_path / "wang.csv")
    expect(page.locator("#coding-said")).to_contain_text(
        "已导入 1 行。 有 1 行未导入： wang.csv, 3"
    )
    assert page.locator(".differ p").count() == 2
    page.fill("#coding-who", "Chen")
    page.locator("#coding-who").blur()
    page.locator(".differ p", has_text="Wang").locator("button").click()
    expect(page.locator(".differ")).to_have_count(0)
    page.locator("#reader .close").click()
    rows = exported(page, "#coding-decisions", tmp_path / "all.csv")
    assert [(row["who"], row["settles"]) for row in rows] == [
        ("Li", ""), ("Wang", ""), ("Chen", "true"),
    ]  # fmt: skip
    run(decide, tmp_path / "all.csv", "--study", study)
    row = build_tables(read_study(study), only=["adoption"])["adoption"].query(
        "item_no == 1 and doc_id == 'alpha'"
    )
    assert row[["level", "decided_by"]].values.tolist() == [["taken_over", "Chen"]]


def test_themes_go_out_as_decisions_and_as_a_coding_sheet(context, made, study, tmp_path):
    """The sheet is one that ``coding read`` takes; the decision changes the table of themes."""
    page = opened(context, made[1])
    place = page.locator("#results .result", has_text="alpha-01").locator(".clause-actions")
    form = unfolded(place)
    save(form, **{"theme ENV": "false", "added": "TAL", "reason": "x", "who": "Li"})
    sheet = exported(page, "#coding-sheet-Li", tmp_path / "sheet-Li.csv")
    exported(page, "#coding-decisions", tmp_path / "decisions.csv")

    assert [(row["unit"], row["theme_1"], row["theme_2"]) for row in sheet] == [
        ("alpha-01", "TAL", "")
    ]
    (tmp_path / "sheet-Wang.csv").write_bytes((tmp_path / "sheet-Li.csv").read_bytes())
    run(coding_read, tmp_path / "sheet-Li.csv", tmp_path / "sheet-Wang.csv", "--study", study,
        "--out", tmp_path / "read")  # fmt: skip
    run(decide, tmp_path / "decisions.csv", "--study", study)
    themes = build_tables(read_study(study), only=["themes"])["themes"]
    assert themes[themes["clause_id"] == "alpha-01"]["theme"].tolist() == ["TAL"]


def test_every_control_has_a_name_and_the_keyboard_is_enough(context, made):
    """Tab and Enter open the form, choose and save; no control without words."""
    page = opened(context, made[1])
    form = panel_form(page)
    nameless = form.evaluate(
        "form => [...form.elements].filter((field) => !(field.labels && field.labels.length)"
        " && !field.textContent.trim()).length"
    )
    assert nameless == 0
    page.locator("#panel .coding > summary").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "level"
    page.keyboard.press("ArrowDown")
    form.locator("[name=reason]").focus()
    page.keyboard.type("fits")
    form.locator("[name=who]").focus()
    page.keyboard.type("Li")
    page.keyboard.press("Enter")
    expect(page.locator("#coding-open")).to_have_text("判读（1）")


@pytest.mark.parametrize("width", [390, 820])
def test_the_form_fits_small_screens(browser, made, width):
    """Nothing is wider than the window, in the panel and in the dialog."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(made[1])
    form = panel_form(page)
    save(form, level="absent", reason="x", who="Li")
    assert page.evaluate("document.getElementById('panel').scrollWidth") <= width
    page.keyboard.press("Escape")
    page.click("#coding-open")
    assert page.evaluate("document.getElementById('reader').scrollWidth") <= width
    page.close()


def test_served_the_page_writes_into_the_study(browser, study):
    """Saving changes decisions.csv and the cell; taking it back restores the rule's level."""
    server, address = make_server(Served(study, lang="en"))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    try:
        said = []
        page = opened(context, address, said)
        page.set_default_timeout(10_000)
        save(panel_form(page), level="absent", reason="x", who="Li")
        expect(page.locator("#panel .badge")).to_have_text("Absent", timeout=10_000)
        expect(page.locator("#panel .decided")).to_contain_text("Li")
        kept = pd.read_csv(study / "coding" / "decisions.csv", dtype=str, keep_default_na=False)
        assert kept[["item_no", "decision", "who"]].values.tolist() == [["1", "absent", "Li"]]
        expect(page.locator("#coding-open")).to_have_text("Coding (0)")
        page.click("#coding-open")
        page.click("#coding-undo-study")
        expect(page.locator("#panel .badge")).to_have_text("Taken over", timeout=10_000)
        assert not (study / "coding" / "decisions.csv").exists() and said == []
    finally:
        context.close()
        server.shutdown()
        thread.join()
        server.server_close()
