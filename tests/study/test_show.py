"""What a reader sees of a table: one language, text that lines up, the same HTML every time."""

from __future__ import annotations

import pandas as pd

import compare
from compare.base.width import display_width
from compare.study.show import names_of, shown

FRAME = pd.DataFrame(
    {"doc_id": ["qujing", "chuxiong"], "level": ["absent", "taken_over"], "n": [1, 22]}
)


def test_show_prints_a_captioned_table_in_the_language_asked_for(capsys):
    """Outside a notebook `show` prints text: caption, titles, rows that line up."""
    compare.show(FRAME, lang="zh", caption="各条去向", rows=1)

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "各条去向"
    assert lines[1].split() == ["文本", "判断", "数量"]
    assert display_width(lines[1]) == display_width(lines[2])
    assert lines[3] == "… 共 2 行，显示 1 行"


def test_without_a_language_the_names_of_the_tables_stay(capsys):
    """A program's names and codes are what a scholar filters by."""
    compare.show(FRAME)

    assert capsys.readouterr().out.splitlines()[0].split() == ["doc_id", "level", "n"]


def test_html_is_the_same_twice_and_says_its_language():
    """No random id: a notebook that runs again has the same output."""
    one, two = (shown(FRAME, lang="zh", caption="表")._repr_html_() for _ in range(2))

    assert one == two
    assert one.startswith('<table lang="zh">') and "id=" not in one
    assert "采纳" in one and "taken_over" not in one


def test_a_study_names_places_numbers_and_codes():
    """In English a place, a number and a function of a body are readable without Chinese."""
    study = compare.load_example()

    zh, en = (names_of(study, lang) for lang in ("zh", "en"))

    assert set(zh["doc_id"]) == set(study.documents["doc_id"])
    assert all(name.isascii() for name in en["doc_id"].values())
    assert en["family"]["发展改革"] == "Development & reform"
    assert zh["strength"]["mandate"] != en["strength"]["mandate"]
