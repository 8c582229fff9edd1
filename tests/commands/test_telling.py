"""What commands tell: English whatever the machine's locale, Chinese where a user asks for it."""

from __future__ import annotations

import pandas as pd
import pytest

from compare.commands import telling
from compare.commands.telling import language, tell, told


@pytest.fixture(autouse=True)
def _no_language(monkeypatch):
    monkeypatch.delenv("POLICY_COMPARE_LANG", raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")


def test_english_is_the_default_on_every_machine():
    """Logs of two machines are alike: the locale does not count."""
    assert language() == "en"
    assert told("figures_in", n=2, folder="x") == "2 figures in x"


def test_chinese_where_it_is_asked_for(monkeypatch, capsys):
    """One variable; on stderr where it belongs there."""
    monkeypatch.setenv("POLICY_COMPARE_LANG", "zh")

    tell("rows", name="clauses", n=141)
    tell("executing", err=True, file="a.ipynb")

    out = capsys.readouterr()
    assert out.out == "clauses         141 行\n"
    assert out.err == "正在执行 a.ipynb\n"


def test_an_unknown_language_is_english(monkeypatch):
    """A wrong variable stops no run of hours."""
    monkeypatch.setenv("POLICY_COMPARE_LANG", "fr")

    assert language() == "en"


def test_changed_cells_are_words_in_chinese_and_codes_in_english(monkeypatch):
    """`diff` and `decide` tell one cell alike; what is no code stays, and so does English."""
    cell = {"table": "adoption", "column": "level", "before": "absent", "after": "我的话"}
    changes = pd.DataFrame([{**cell, "key": "T|1|a"}])
    monkeypatch.setattr(telling, "language", lambda: "zh")
    assert telling.changed_words(changes).to_dict("records") == [
        {"table": "采纳台账", "column": "判断", "before": "未见", "after": "我的话", "key": "T|1|a"}
    ]
    monkeypatch.setattr(telling, "language", lambda: "en")
    assert telling.changed_words(changes).to_dict("records") == changes.to_dict("records")
