"""Columns of tables by name."""

from __future__ import annotations

import pytest

from compare.structure.grid_columns import column_kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("責任單位", "body"),
        ("牵头（责任）单位", "body"),
        ("序 号", "number"),
        ("完成时间", "deadline"),
        ("2025年目标", "target"),
        ("基期值", "base"),
        ("放宽准入", ""),
        ("", ""),
    ],
)
def test_names_of_columns(name, kind):
    """What a column holds is told from its name, in either script."""
    assert column_kind(name) == kind
