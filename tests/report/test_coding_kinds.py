"""Every kind of decision in a real browser: an accepted cell, a link, an action, a theme, a PMC
variable and a memo, exported and written by ``decide``, and served and written at once.
"""

from __future__ import annotations

import shutil
import threading
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from browsers import BROWSERS
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
PATIENCE = 60_000  # milliseconds: the study is computed again, perhaps on a busy machine
WHO = {"reason": "读过", "who": "Li"}


def accept(page):
    """The level as the rule has it."""
    save(panel_form(page), level="=taken_over", **WHO)


def refuse_link(page):
    """The clause is no proof of the item."""
    save(panel_form(page), **{"link alpha-01": "false"}, **WHO)


def refuse_action(page):
    """The single action is not there."""
    form = panel_form(page)
    form.locator("details > summary").click()
    save(form, **{"action 1.1": "false"}, **WHO)


def refuse_theme(page):
    """The clause has not this theme."""
    save(clause_form(page), **{"theme ENV": "false"}, **WHO)


def refuse_variable(page):
    """What the clause says earns no 1."""
    form = clause_form(page)
    form.locator("details > summary").click()
    field = form.locator("select[name^='variable ']").first
    field.select_option("false")
    save(form, **WHO)


def add_variable(page):
    """The clause earns a variable that the rule did not see."""
    form = clause_form(page)
    form.locator("details > summary").click()
    save(form, earns="X1-1", **WHO)


def clause_form(page, clause="alpha-01"):
    return unfolded(page.locator("#results .result", has_text=clause).locator(".clause-actions"))


KINDS = {
    "accept": (accept, "adoption", "item_no == 1 and doc_id == 'alpha'", "taken_over"),
    "link": (refuse_link, "adoption", "item_no == 1 and doc_id == 'alpha'", "absent"),
    "action": (refuse_action, "actions", "action_id == '1.1' and doc_id == 'alpha'", False),
    "theme": (refuse_theme, "themes", "clause_id == 'alpha-01'", None),
    "variable": (refuse_variable, "pmc_cells", "decided_by == 'Li'", 0.0),
    "added variable": (add_variable, "pmc_cells", "decided_by == 'Li'", 1.0),
}
SERVED = ("theme", "variable", "link")
VALUE = {"adoption": "level", "actions": "found", "pmc_cells": "value"}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The study and its page."""
    return study_and_page(tmp_path_factory.mktemp("kinds"))


@pytest.fixture
def study(made, tmp_path):
    return shutil.copytree(made[0], tmp_path / "study")


@pytest.fixture
def context(browser):
    with in_window(browser) as context:
        yield context


@contextmanager
def in_window(browser):
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@contextmanager
def served(study, lang="en"):
    server, address = make_server(Served(study, lang=lang))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield address
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def found_in(study, table, query):
    rows = build_tables(read_study(study), only=[table])[table].query(query)
    return rows[VALUE[table]].tolist() if table in VALUE else rows.to_dict("records")


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_page_exports_changes_its_table(context, made, study, tmp_path, kind):
    """Each kind is saved, told in the list of decisions, exported, taken by ``decide``."""
    act, table, query, value = KINDS[kind]
    page = opened(context, made[1])
    act(page)
    expect(page.locator("#coding-open")).to_have_text("判读（1）")
    rows = exported(page, "#coding-decisions", tmp_path / "decisions.csv")
    run(decide, tmp_path / "decisions.csv", "--study", study)

    assert len(rows) == 1 and (rows[0]["who"], rows[0]["reason"]) == ("Li", "读过")
    assert found_in(study, table, query) == ([] if value is None else [value])


def test_served_every_kind_is_written_and_taken_back(browser, study):
    """What is saved is in the study at once, the page comes back with it, and as many undos
    restore what was there.
    """
    before = {kind: found_in(study, *KINDS[kind][1:3]) for kind in SERVED}
    said = []
    with served(study) as address, in_window(browser) as context:
        page = opened(context, address, said)
        for kind in SERVED:
            KINDS[kind][0](page)
            expect(page.locator("#coding-open")).to_have_text("Coding (0)", timeout=PATIENCE)
        for kind in SERVED:
            _, table, query, value = KINDS[kind]
            assert found_in(study, table, query) == ([] if value is None else [value]), kind
        for _ in SERVED:
            page.click("#coding-open")
            page.click("#coding-undo-study")
            expect(page.locator("#coding-dialog")).to_have_count(0, timeout=PATIENCE)
    assert {kind: found_in(study, *KINDS[kind][1:3]) for kind in SERVED} == before
    assert not (study / "coding" / "decisions.csv").exists() and said == []


def test_served_from_a_corrected_cell_to_tables_figure_and_diff(browser, study, tmp_path):
    """Without any export: the commands see what was saved in the page."""

    def compute(step):
        run(tables, "--study", study, "--out", tmp_path / step)
        run(figures, "--study", study, "--out", tmp_path / step / "figures", "--lang", "en",
            "--only", "adoption-matrix")  # fmt: skip

    compute("before")
    with served(study) as address, in_window(browser) as context:
        page = opened(context, address)
        save(panel_form(page), level="absent", **WHO)
        expect(page.locator("#panel .badge")).to_have_text("Absent", timeout=PATIENCE)
    compute("after")
    drawn = [tmp_path / step / "figures" / "adoption-matrix.csv" for step in ("before", "after")]

    told = run(diff, tmp_path / "before", tmp_path / "after")
    assert "decision" in told and "taken_over" in told and "absent" in told
    assert drawn[0].read_bytes() != drawn[1].read_bytes()


def test_memos_go_out_and_into_the_study(context, made, study, tmp_path):
    """A memo on a cell and one on a clause, without a decision: ``decide`` keeps both."""
    page = opened(context, made[1])
    save(panel_form(page), memo="再看一遍", who="Li")
    save(clause_form(page), memo="措辞特别", who="Li")
    exported(page, "#coding-memos", tmp_path / "memos.csv")
    run(decide, tmp_path / "memos.csv", "--study", study)

    memos = read_study(study).memos
    assert memos["memo"].tolist() == ["再看一遍", "措辞特别"]
    assert memos[["item_no", "clause_id"]].values.tolist() == [["1", ""], ["", "alpha-01"]]


def test_a_variable_that_is_not_there_is_not_imported(context, made, tmp_path):
    """Unknown variable, clause of another text: named by file and line."""
    head = "doc_id,variable,decision,clause_ids,reason,who,when\n"
    (tmp_path / "w.csv").write_text(
        head
        + "alpha,X1-1,true,alpha-01,r,Wang,\n"
        + "alpha,X99,true,alpha-01,r,Wang,\n"
        + "alpha,X1-2,true,beta-01,r,Wang,\n",
        encoding="utf-8",
    )
    page = opened(context, made[1])
    page.click("#coding-open")
    page.set_input_files("#coding-import", tmp_path / "w.csv")

    expect(page.locator("#coding-said")).to_have_text(
        "已导入 1 行。 有 2 行未导入： w.csv, 3: X99; w.csv, 4: beta-01"
    )
    assert "X1-1 预测 = 1 (alpha-01)" in page.locator("#coding-dialog tbody").inner_text()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("place", ["cell", "clause", "dialog"])
def test_axe_finds_no_violation_while_coding(context, made, lang, place):
    """The form of a cell and of a clause with everything unfolded, the list with a difference."""
    page = opened(context, f"{made[1]}#adoption?lang={lang}")
    form = clause_form(page) if place == "clause" else panel_form(page)
    form.locator("details > summary").first.click()
    if place == "dialog":
        save(form, level="absent", **WHO)
        save(unfolded(page.locator("#panel .cell-actions")), level="=taken_over", reason="x",
             who="Wang")  # fmt: skip
        page.click("#coding-open")
        expect(page.locator(".differ")).to_have_count(1)
    found = Axe().run(page, options={"resultTypes": ["violations"]})

    assert [rule["id"] for rule in found.response["violations"]] == []


def test_by_keyboard_alone_a_cell_is_reached_coded_and_closed(context, made):
    """Tab to the matrix, arrows, Enter, Tab to the form, choose, write, save, Escape."""
    page = opened(context, f"{made[1]}#adoption")
    press = page.keyboard.press

    def tab_to(test, most=80):
        for _ in range(most):
            press("Tab")
            if page.evaluate(
                f"(() => {{ const node = document.activeElement; return {test}; }})()"
            ):
                return
        raise AssertionError(f"no Tab leads to {test}")

    tab_to("Boolean(node.dataset.cell)")
    press("ArrowRight")
    press("ArrowLeft")
    press("Enter")
    assert page.locator("#panel.open").count() == 1
    cell = page.evaluate("document.activeElement.dataset.cell")
    tab_to("node.matches('#panel .coding > summary')")
    press("Enter")
    tab_to("node.name === 'level'")
    press("ArrowDown")
    tab_to("node.name === 'reason'")
    page.keyboard.type("kept by keys")
    tab_to("node.name === 'who'")
    page.keyboard.type("Li")
    press("Enter")

    expect(page.locator("#coding-open")).to_have_text("判读（1）")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    press("Escape")
    assert page.locator("#panel.open").count() == 0
    assert page.evaluate("document.activeElement.dataset.cell") == cell
