"""Executed notebooks become files that open without a network, the same on every run."""

import nbformat
import pytest

from compare.errors import PolicyCompareError
from compare.report.executed import execute_into, find_notebooks, notebook_html
from report_study import small_study


def notebook(*sources):
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# 题 <title>"), *cells])


def test_the_page_of_a_notebook_loads_nothing():
    """Source and output stand in it; no script, no address of another place."""
    page = notebook_html(notebook("print('一')"), "00-a & b")

    assert "<title>00-a &amp; b</title>" in page and "print" in page
    assert "<script" not in page and "https://" not in page and "default-src 'none'" in page


def test_notebooks_stand_beside_the_study(tmp_path):
    """A folder notebooks/ next to the study comes first; only numbered notebooks count, in
    order.
    """
    (tmp_path / "notebooks").mkdir()
    for name in ("01-b.ipynb", "00-a.ipynb", "scratch.ipynb"):
        (tmp_path / "notebooks" / name).write_text("{}")

    assert [path.name for path in find_notebooks(small_study(tmp_path / "study"))] == [
        "00-a.ipynb",
        "01-b.ipynb",
    ]


def test_notebooks_speak_the_language_asked_where_they_can(tmp_path):
    """Chinese ones where the study has such, else the English ones."""
    (tmp_path / "notebooks" / "zh").mkdir(parents=True)
    (tmp_path / "notebooks" / "00-a.ipynb").write_text("{}")
    study = small_study(tmp_path / "study")

    assert find_notebooks(study, "zh") == [tmp_path.resolve() / "notebooks" / "00-a.ipynb"]
    (tmp_path / "notebooks" / "zh" / "00-a.ipynb").write_text("{}")
    assert find_notebooks(study, "zh") == [tmp_path.resolve() / "notebooks" / "zh" / "00-a.ipynb"]
    assert find_notebooks(study, "en") == [tmp_path.resolve() / "notebooks" / "00-a.ipynb"]


def test_an_executed_notebook_is_written_with_its_page(tmp_path):
    """Outputs are in both files; a cell that fails is told with notebook and error, and nothing is
    written.
    """
    (tmp_path / "study").mkdir()
    good, bad = tmp_path / "00-good.ipynb", tmp_path / "01-bad.ipynb"
    nbformat.write(notebook("print(6 * 7)"), good)
    nbformat.write(notebook("1 / 0"), bad)
    study = small_study(tmp_path / "study")

    paths = execute_into(good, tmp_path / "out", study)
    assert [path.name for path in paths] == ["00-good.ipynb", "00-good.html"] and all(
        "42" in path.read_text(encoding="utf-8") for path in paths
    )
    with pytest.raises(
        PolicyCompareError, match=r"01-bad.ipynb stops with ZeroDivisionError: division by zero"
    ):
        execute_into(bad, tmp_path / "out", study)
    assert not (tmp_path / "out" / "01-bad.ipynb").exists()
