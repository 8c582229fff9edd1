"""The public names: loaded on demand, documented, listed in docs/api.md and nowhere
contradicted.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import compare

ROOT = Path(__file__).parents[1]
PACKAGES = ("adoption", "agencies", "content", "likeness", "pmc", "trust")


@pytest.fixture(scope="module")
def example():
    return compare.load_example()


@pytest.fixture(scope="module")
def tables(example):
    return compare.build_tables(example)


def test_names_are_sorted_and_have_a_home():
    """`__all__` is sorted, every name of it can be had, `dir` shows it."""
    assert sorted(compare.__all__) == compare.__all__
    assert {name for name in compare.__all__ if getattr(compare, name) is None} == set()
    assert set(compare.__all__) <= set(dir(compare))


@pytest.mark.parametrize("package", PACKAGES)
def test_names_of_packages_have_a_home(package):
    """One level deeper the same holds."""
    module = getattr(compare, package)

    assert len(set(module.__all__)) == len(module.__all__)
    assert {name for name in module.__all__ if not hasattr(module, name)} == set()


@pytest.mark.parametrize("name", compare.__all__)
def test_every_name_says_what_it_is(name):
    """Each public name has a docstring that begins with a sentence."""
    first = getattr(compare, name).__doc__.strip().split("\n\n")[0]

    assert first.endswith((".", "?", "``."))


def test_the_page_lists_exactly_the_public_names():
    """docs/api.md: every name of `compare.__all__`, and no other, under its first heading."""
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8").split("## One level deeper")[0]

    assert (
        sorted(re.findall(r"auto(?:function|class):: compare\.(\w+)$", page, re.M))
        == compare.__all__
    )


def test_importing_loads_neither_pandas_nor_matplotlib():
    """The command line starts at once."""
    code = (
        "import sys, compare; sys.exit(bool({'pandas', 'matplotlib', 'jieba'} & set(sys.modules)))"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_an_unknown_name_is_an_attribute_error():
    """A misspelt name is told as Python tells it."""
    with pytest.raises(AttributeError, match="read_studdy"):
        compare.read_studdy  # noqa: B018


def test_version_is_that_of_the_package():
    """`__version__` is a version."""
    assert re.match(r"\d+\.\d+", compare.__version__)


def test_a_function_computes_what_build_tables_does(example, tables):
    """One question alone gives the same table as all at once."""
    pd.testing.assert_frame_equal(compare.find_agencies(example), tables["agencies"])
    pd.testing.assert_frame_equal(compare.compare_clauses(example), tables["pairs"])
    pd.testing.assert_frame_equal(compare.trace_origins(example), tables["origins"])


def test_tables_at_hand_serve_in_place_of_the_study(example, tables):
    """Rates from finished tables are the rates from the study."""
    pd.testing.assert_frame_equal(compare.adoption_rates(tables), compare.adoption_rates(example))


def test_the_matrix_has_items_by_documents(tables):
    """Ten items of the national text, three documents below it."""
    matrix = compare.adoption_matrix(tables)

    assert matrix.shape == (10, 3)
    assert set(matrix.loc[(4, "延长开放时间")]) == {"verbatim", "absent"}


def test_a_study_shows_itself(example):
    """As text and as HTML: documents and clauses."""
    assert "documents: 4 (national, province, linhe, qingshan)" in repr(example)
    assert "<th>clauses</th>" in example._repr_html_()


def test_side_by_side_marks_what_two_clauses_share(example):
    """The clause on opening hours of the province and of the city."""
    assert "节假日照常开放" in compare.side_by_side(example, "province-03", "linhe-03").text()
