"""The PMC codebook: its form, what a study may change, and what is refused."""

from __future__ import annotations

import pytest

from compare.errors import CodebookError
from compare.pmc import parse_pmc
from compare.study.own_lexicon import package_pmc, read_pmc
from pmc_study import BOOK, book


def changed(code: str, **changes) -> list[dict]:
    return [{**entry, **changes} if entry["id"] == code else entry for entry in BOOK["codes"]]


def test_variables_stand_below_first_level_ones():
    """A first-level variable without others below it is decided itself."""
    own = book()

    assert own.first == ("A", "B", "C")
    assert [own.second(first) for first in own.first] == [("A-1", "A-2"), ("B-1", "B-2"), ("C",)]
    assert [own.parent(code.id) for code in own.decided] == ["A", "A", "B", "B", "C"]
    assert own.surface == ()


def test_the_package_has_ten_of_which_nine_make_the_surface():
    """Openness is decided by itself and stays out."""
    own = package_pmc()

    assert len(own.first) == 10
    assert own.surface == own.first[:9]
    assert own.second("X10") == ("X10",)


def test_every_variable_of_the_package_says_what_it_means_in_both_languages():
    """A coder reads the definition, a figure the names."""
    for code in package_pmc().codes.codes:
        assert code.definition.endswith(".")
        assert code.zh != code.en


def test_a_study_extends_replaces_and_leaves_out():
    """What it does not name stays as the package has it; the version says both."""
    data = {
        "title": "Ours", "version": "7", "extends": "package", "without": ["X4-6"],
        "codes": [
            {"id": "X1-1", "parent": "X1", "zh": "新", "en": "New", "definition": "Other.",
             "cues": [{"weight": 1, "match": ["夜市"]}]},
            {"id": "X6-7", "parent": "X6", "zh": "夜市", "en": "Markets", "definition": "More.",
             "cues": [{"weight": 1, "match": ["夜市"]}]},
        ],
    }  # fmt: skip
    own = parse_pmc(data, where="pmc.yaml", package=package_pmc())

    assert own.second("X6")[-1] == "X6-7"
    assert "X4-6" not in own.second("X4")
    assert own.codes["X1-1"].en == "New"
    assert own.version == f"{package_pmc().version}+7"
    assert own.grades == package_pmc().grades


def test_a_study_without_a_codebook_has_that_of_the_package(tmp_path):
    """And one with codebooks/pmc.yaml has its own."""
    assert read_pmc(tmp_path) is package_pmc()
    (tmp_path / "codebooks").mkdir()
    (tmp_path / "codebooks" / "pmc.yaml").write_text(
        "title: t\nversion: '2'\ncodes:\n"
        "- {id: A, zh: 甲, en: A, definition: d., cues: [{weight: 1, match: [夜市]}]}\n",
        encoding="utf-8",
    )

    assert read_pmc(tmp_path).first == ("A",)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"codes": changed("A-1", parent="Z")}, "A-1: parent 'Z' is no first-level variable"),
        ({"codes": changed("A-1", cues=[])}, "A-1: nothing decides it"),
        ({"codes": changed("A-2", years=[3])}, "two whole numbers"),
        ({"codes": changed("A-2", years=[3, 2])}, "two whole numbers"),
        ({"codes": changed("A-1", least=0)}, "'least' must be a whole number from 1"),
        ({"codes": changed("A-1", given="so")}, "'given' must be true or false"),
        ({"codes": changed("A-1", beside=["middle"])}, "'beside' must list head or tail"),
        ({"codes": changed("C", otherwise="no")}, "'otherwise' can only be yes"),
        ({"codes": changed("B-1", facts={"table": "pairs"})}, "'facts' must be a list"),
        ({"codes": changed("B-1", facts=[{"table": "pairs"}])}, "a fact needs 'table', one of"),
        ({"codes": changed("B-1", facts=[{"table": "documents", "colour": "some"}])}, "colour"),
        ({"codes": changed("B-1", facts=[{"table": "documents", "level": 3}])}, "expected a list"),
        ({"grades": {"perfect": 1}}, "'grades' needs exactly"),
        ({"grades": {"perfect": 0.5, "excellent": 0.7, "acceptable": 0.1}}, "falling from perfect"),
        ({"extends": "ours"}, "only 'package' can be extended"),
        ({"without": ["A-1"]}, "belongs to a book that has 'extends: package'"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_place(changes, message):
    """File, variable, what was found, what may stand there."""
    with pytest.raises(CodebookError, match=message) as told:
        book(**changes)

    assert str(told.value).startswith("pmc.yaml")
