"""Notes of the library: English for tables and logs, said again in the language of a terminal."""

from __future__ import annotations

import copy
import pickle

import pandas as pd
import pytest

from compare.errors import StudyError
from compare.words.notes import Note, joined, key_of, note, retold
from compare.words.strings import SLOT, fill, strings

TABLES = ("note", "error", "doubt", "check", "take", "fetch", "verify", "notebook", "reading")
KEYS = sorted(key for key in strings("en") if key.partition(".")[0] in TABLES)
NUMBERS = {"share": 0.5, "n": 3, "most": 20, "of": 4, "begin": 7, "there": 1, "count": 2}


@pytest.mark.parametrize("key", KEYS)
def test_every_note_is_said_again_in_chinese(key):
    """With the same values filled in, and no English left but them."""
    names = {name for name, *_ in SLOT.findall(strings("en")[key])}
    values = {name: NUMBERS.get(name, "甲") for name in names}

    said = note(key, **values)

    assert said == fill(strings("en")[key], **values)
    assert retold(said, "en") == said
    assert retold(said, "zh") == fill(strings("zh")[key], **values)


def test_what_is_no_note_stays_as_it_is():
    """An error, the words of a person, a number of a table."""
    assert retold("not a note", "zh") == "not a note"
    assert retold(3, "zh") == 3
    assert key_of("not a note") == ""


def test_a_note_in_a_note_is_said_again_too():
    """Reasons hold reasons, and codes have their word."""
    inner = note("take.times", doubts="few_clauses", n=2)
    outer = note("take.first_at", what=inner, begin=5, found="一、任务")

    assert outer == "few_clauses ×2, first at character 5: 一、任务"
    assert retold(outer, "zh") == "条款极少 ×2，首处在第 5 字：一、任务"
    assert joined([inner, outer]) == f"{inner}; {outer}"
    assert retold(joined([inner, inner]), "zh") == "条款极少 ×2；条款极少 ×2"


@pytest.mark.parametrize("carried", [lambda x: pickle.loads(pickle.dumps(x)), copy.deepcopy])
def test_a_note_survives_processes_and_copies(carried):
    """Texts are read in other processes, and kept between runs."""
    said = carried(note("check.few_clauses", n=1))

    assert isinstance(said, Note)
    assert said == "only 1 clause found"
    assert retold(said, "zh") == "只找到 1 个条款"


def test_an_error_that_a_table_kept_is_said_again_too():
    """A text that was set aside stands in a table with its reason, as plain text."""
    error = StudyError(note("error.no_label", document="a", n=9, begins="'甲'"))
    kept = pd.Series([str(error)], dtype="str")[0]

    assert type(kept) is str
    assert retold(kept, "zh") == retold(str(error), "zh")
    assert retold(kept, "zh").startswith("a：9 字中没有找到条款序号")
