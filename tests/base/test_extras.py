"""Optional parts: what is missing is said in one sentence before any work is done."""

from __future__ import annotations

import sys

import pytest

from compare.base.extras import require
from compare.commands.report import report
from compare.errors import PolicyCompareError


def test_a_library_that_is_there_is_imported():
    """The module itself is given, also one inside a package."""
    assert require("json.decoder", purpose="Reading").JSONDecoder


def test_a_library_that_is_missing_is_named_with_its_extra():
    """The sentence says what for, which library, and how to get it."""
    with pytest.raises(PolicyCompareError, match=r"^Reading needs nothing_here, .*'\.\[formats\]'"):
        require("nothing_here.inside", purpose="Reading", extra="formats")


def test_a_report_asks_for_what_it_lacks_before_it_computes(monkeypatch, mini_study):
    """Without the libraries that execute notebooks nothing is written, and the way out is told."""
    monkeypatch.setitem(sys.modules, "nbclient", None)
    with pytest.raises(PolicyCompareError, match="--no-notebooks"):
        report(study=str(mini_study), out=mini_study / "out")
    assert not (mini_study / "out").exists()
