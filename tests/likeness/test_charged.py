"""compare.likeness.charged: which body is charged, level and place apart."""

from __future__ import annotations

import pytest

from compare.likeness.charged import charged, other_body


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("由水务部门牵头清理沉船", "水务部门"),
        ("沉船清理由市水务局负责", "市水务局"),
        ("海事机构负责沉船清理", "海事机构"),
        ("由此产生的费用", ""),
    ],
)
def test_the_body_as_printed(text: str, body: str):
    """With 由 anywhere, without it at the head of a part."""
    assert charged(text) == body


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        ("由水务部门牵头", "由海事部门牵头", True),
        ("由省水利厅负责", "由县水利局负责", False),
        ("由科技部门牵头", "由科学技术局牵头", False),
        ("由市人民政府负责", "由水务部门负责", False),
        ("由确定的部门负责", "由水务部门负责", False),
        ("由市场监督管理局负责", "由市民政局负责", True),
    ],
)
def test_other_bodies(one: str, other: str, differs: bool):
    """Level and short names make no other body; a government or an unnamed body is none."""
    assert other_body(one, other) is differs
    assert other_body(other, one) is differs
