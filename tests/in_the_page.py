"""What a coder does in the page, for tests in a real browser: open it, fill in a form, export."""

import csv
import io

from typer import Typer
from typer.testing import CliRunner

import decided_study
from compare.report import write_report
from compare.study.read import read_study
from compare.tables import build_tables


def study_and_page(folder):
    """The folder of the decided study and the address of its page, both made in `folder`."""
    root = decided_study.write(folder / "study")
    study = read_study(root)
    page = write_report(study, build_tables(study), folder / "report" / "index.html")
    return root, page.as_uri()


def opened(context, address, said=None):
    page = context.new_page()
    if said is not None:
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address)
    page.wait_for_selector("body[data-ready]", state="attached")
    return page


def panel_form(page, no=1, doc="alpha"):
    page.locator(f"[data-item='{no}'] [data-cell*='\"{doc}\"']").click()
    return unfolded(page.locator("#panel .cell-actions"))


def unfolded(place):
    if not place.locator("details.coding").first.evaluate("node => node.open"):
        place.locator("details.coding > summary").first.click()
    return place.locator("form.coding-form").first


def save(form, **given):
    for name, value in given.items():
        field = form.locator(f"[name='{name}']")
        if field.evaluate("node => node.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    form.locator("[type=submit]").click()


def exported(page, button, path):
    page.locator("#coding-open").click()
    with page.expect_download() as download:
        page.locator(button).click()
    download.value.save_as(path)
    page.locator("#reader .close").click()
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def run(command, *arguments):
    app = Typer()
    app.command()(command)
    told = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert told.exit_code == 0, (told.output, told.exception)
    return told.output
