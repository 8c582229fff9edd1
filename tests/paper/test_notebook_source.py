"""Notebooks of two languages from one source."""

from __future__ import annotations

import pytest

from compare.errors import PolicyCompareError
from compare.paper.notebook_source import build, parse_source, targets

SOURCE = """# %% en
# # Which shops open?
#
# A table.
# %% zh
# # 哪些店开门？
# %%
LANG = "en"
show(table, caption="Shops || 店铺")
"""


def test_code_stands_once_and_prose_once_a_language(tmp_path):
    """The language of the line LANG, of prose and of halved strings is that of the notebook."""
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "00-shops.py").write_text(SOURCE, encoding="utf-8")
    built = {lang: build(source, lang) for source, lang, _ in targets(tmp_path)}

    assert [cell.source for cell in built["en"].cells] == [
        "# Which shops open?\n\nA table.",
        'LANG = "en"\nshow(table, caption="Shops")',
    ]
    assert [cell.source for cell in built["zh"].cells] == [
        "# 哪些店开门？",
        'LANG = "zh"\nshow(table, caption="店铺")',
    ]
    assert [cell.id for cell in built["zh"].cells] == ["cell-1", "cell-2"]
    assert [str(target.relative_to(tmp_path)) for _, _, target in targets(tmp_path)] == [
        "zh/00-shops.ipynb",
        "00-shops.ipynb",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("print(1)", "line 1: begin with a line"),
        ("# %% fr\n# Bonjour", "line 1: 'fr' is not one of zh, en"),
        ("# %% en\nHello", "line 2: a line of prose begins with '# '"),
        ("# %% en\n# Hello\n# %%\nx = 1", "near 'Hello': prose in en; each language once"),
        ("# %% en\n# Hello\n# %% en\n# Again", "prose in en, en"),
    ],
)
def test_a_source_that_would_drift_is_refused(text, told):
    """Each error names the line or the cell, and what to do."""
    with pytest.raises(PolicyCompareError, match=told):
        parse_source(text)
