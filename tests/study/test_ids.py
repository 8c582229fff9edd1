"""Short names for documents."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.study.ids import free_id, id_of


@pytest.mark.parametrize(
    ("name", "identity"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\意见.docx", "意见"),
        ("a b;c.txt", "a-b-c"),
        ("CON.txt", "doc-CON"),
        ("...", "doc"),
        ("2021.pdf", "doc-2021"),
        ("\u202eabc\x00.html", "abc"),
        ("甲" * 99 + ".txt", "甲" * 40),
        ("v1.2 final.txt", "v1-2-final"),
        ("=cmd|x.txt", "cmd-x"),
    ],
)
def test_ids(name, identity):
    """An id can lead nowhere, hold no separator, and be a file's name on any system."""
    assert id_of(name) == identity


@given(st.text())
def test_any_name_makes_an_id(name):
    """Ids are never empty and hold letters, digits, - and _ only."""
    identity = id_of(name)

    assert identity and len(identity) <= 44
    assert all(
        c.isalnum() or c in "-_" or c.isidentifier() or ("a" + c).isidentifier() for c in identity
    )


def test_taken_ids_ignore_case():
    """File systems that ignore case would write one file over the other."""
    assert free_id("Mini", ["mini", "mini-2"]) == "Mini-3"
