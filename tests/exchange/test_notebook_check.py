"""Notebooks in somebody's pipeline: fresh ones are an error, a changed input is one failure, a
changed output is shown.
"""

from __future__ import annotations

import json

import pytest
import typer
from typer.testing import CliRunner

from compare.commands.notebooks import app
from compare.exchange.notebook_check import Difference, differences, unrun
from exchange_study import write_study

pytest.importorskip("nbclient", reason="pip install 'policy-compare[notebooks]'")


def notebook(*sources: str) -> dict:
    cells = [
        {
            "cell_type": "code",
            "id": f"c{n}",
            "metadata": {},
            "source": source,
            "outputs": [],
            "execution_count": None,
        }
        for n, source in enumerate(sources, 1)
    ]
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}


@pytest.fixture
def study(tmp_path):
    """A study with one notebook that prints the number of its clauses."""
    root = write_study(tmp_path / "shops")
    (root / "notebooks").mkdir()
    sources = (
        "import compare\nstudy = compare.read_study('..')",
        "print(len(study.clauses), 'clauses')",
        "list(study.clauses['clause_id'])[:1]",
    )
    (root / "notebooks" / "00-count.ipynb").write_text(
        json.dumps(notebook(*sources)), encoding="utf-8"
    )
    return root


def call(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_from_fresh_to_checked_to_changed(study):
    """Fresh: an error that says what to do. Run: the check passes. Input changed: one failure that
    names it.
    """
    fresh = call("check", "--study", study)
    assert fresh.exit_code == 1
    assert "00-count.ipynb holds no outputs" in fresh.output
    assert "policy-compare notebooks run" in fresh.output

    assert call("run", "--study", study).exit_code == 0
    stored = (study / "notebooks" / "00-count.ipynb").read_text(encoding="utf-8")
    good = call("check", "--study", study)
    assert (good.exit_code, good.output.strip()) == (0, "00-count.ipynb: the same")

    text = study / "texts" / "dongshui.txt"
    text.write_text(text.read_text(encoding="utf-8").replace("200人", "300人"), encoding="utf-8")
    changed = call("check", "--study", study)
    assert changed.exit_code == 1
    assert "texts/dongshui.txt changed" in changed.output
    assert "cells differ" not in changed.output
    assert (study / "notebooks" / "00-count.ipynb").read_text(encoding="utf-8") == stored


def test_an_output_that_changed_is_shown(study):
    """A stored number that does not come out again fails, with both."""
    call("run", "--study", study)
    path = study / "notebooks" / "00-count.ipynb"
    path.write_text(
        path.read_text(encoding="utf-8").replace("6 clauses", "9 clauses"), encoding="utf-8"
    )
    result = call("check", "--study", study)

    assert result.exit_code == 1
    assert "1 cells differ" in result.output
    assert "'[stdout] 9 clauses'; now '[stdout] 6 clauses'" in result.output


def test_a_study_with_an_error_is_not_run(study):
    """The study is checked first: its fault is told, and no notebook is executed."""
    call("run", "--study", study)
    (study / "texts" / "dongshui.txt").unlink()
    result = call("check", "--study", study)

    assert result.exit_code == 1
    assert "The notebooks were not run" in result.output


def test_a_notebook_that_fails_writes_nothing(study):
    """All notebooks are stored, or none: the error names notebook and cause."""
    bad = study / "notebooks" / "01-bad.ipynb"
    bad.write_text(json.dumps(notebook("1 / 0")), encoding="utf-8")
    before = (study / "notebooks" / "00-count.ipynb").read_text(encoding="utf-8")
    result = call("run", "--study", study)

    assert "01-bad.ipynb stops with ZeroDivisionError" in str(result.exception)
    assert (study / "notebooks" / "00-count.ipynb").read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("counts", "outputs", "why"),
    [
        ((None, None), ([], []), "holds no outputs"),
        ((1, 3), ([], []), "not run from top to bottom"),
        ((1, None), ([], []), "not run from top to bottom"),
        ((1, 2), ([], []), "no cell that prints"),
        (
            (1, 2),
            ([], [{"output_type": "error", "ename": "E", "evalue": "", "traceback": []}]),
            "stores an error",
        ),
        ((1, 2), ([], [{"output_type": "stream", "name": "stdout", "text": "x"}]), ""),
    ],
)
def test_what_cannot_be_compared(tmp_path, counts, outputs, why):
    """A notebook passes only if every cell was run in order, none failed, and something was
    printed.
    """
    data = notebook("a", "b")
    for cell, count, output in zip(data["cells"], counts, outputs, strict=True):
        cell["execution_count"], cell["outputs"] = count, output
    (tmp_path / "n.ipynb").write_text(json.dumps(data), encoding="utf-8")

    assert why in unrun(tmp_path / "n.ipynb")
    assert bool(unrun(tmp_path / "n.ipynb")) is bool(why)


def test_streams_are_joined_and_pictures_not_compared(tmp_path):
    """How a stream was cut does not matter, nor do pixels; that there was a picture does."""
    before, after = notebook("a"), notebook("a")
    picture = {
        "output_type": "display_data",
        "metadata": {},
        "data": {"text/plain": "<Figure>", "image/png": "AAAA"},
    }
    before["cells"][0]["outputs"] = [
        {"output_type": "stream", "name": "stdout", "text": ["a\n", "b\n"]},
        picture,
    ]
    after["cells"][0]["outputs"] = [
        {"output_type": "stream", "name": "stdout", "text": "a\n"},
        {"output_type": "stream", "name": "stdout", "text": "b\n"},
        {**picture, "data": {"text/plain": "<Figure>", "image/png": "BBBB"}},
    ]
    (tmp_path / "n.ipynb").write_text(json.dumps(before), encoding="utf-8")
    assert differences(tmp_path / "n.ipynb", after) == []
    after["cells"][0]["outputs"].pop()

    assert [type(found) for found in differences(tmp_path / "n.ipynb", after)] == [Difference]


def test_a_study_without_notebooks_says_how_to_get_some(tmp_path):
    """No notebook at all is an error, never a pass."""
    result = call("check", "--study", write_study(tmp_path / "shops"))

    assert result.exit_code == 1
    assert "has no notebooks" in str(result.exception)
    assert isinstance(app, typer.Typer)
