"""Every table and column has a meaning in every language, in the words of the other pages."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from compare import schema
from compare.words.codes import code_name
from compare.words.meanings import TOLD, column_meaning, column_unit, meanings, table_meaning
from compare.words.present import CODE_COLUMNS, column_name, declared_name, present
from compare.words.strings import LANGUAGES, strings

OTHERS = [lang for lang in LANGUAGES if lang != "en"]
COLUMNS = [
    (table.name, name, column) for table in TOLD.values() for name, column in table.every.items()
]
NO_TABLES = {"tables", "units", "shared"}


@pytest.mark.parametrize("lang", OTHERS)
def test_every_table_column_and_unit_has_a_meaning(lang):
    """Nothing is left in English, and nothing is explained that is not there."""
    words = meanings(lang)
    units = {column.unit for _, _, column in COLUMNS} - {""}
    bare = [
        (table, name)
        for table, name, _ in COLUMNS
        if not (words.get(table, {}).get(name) or words["shared"].get(name))
    ]

    assert bare == []
    assert set(words["tables"]) == set(TOLD)
    assert set(words["units"]) == units
    assert set(words) - NO_TABLES <= set(TOLD)
    assert [
        (table, name)
        for table in set(words) - NO_TABLES
        for name in words[table]
        if name not in TOLD[table].every
    ] == []


@pytest.mark.parametrize("lang", OTHERS)
def test_a_shared_meaning_stands_for_one_thing(lang):
    """Columns that share a meaning share it in the schema, too: a new column of that name which
    means something else needs a meaning of its own.
    """
    words = meanings(lang)
    shared = defaultdict(list)
    for table, name, column in COLUMNS:
        if name not in words.get(table, {}):
            shared[name].append(column.meaning)

    assert {name: found for name, found in shared.items() if len(set(found)) > 1} == {}
    assert sorted(name for name in words["shared"] if len(shared[name]) < 2) == []


@pytest.mark.parametrize("lang", OTHERS)
def test_numbers_and_names_of_files_are_the_same(lang):
    """A threshold, an example or a file that is named in one language is named in the other."""
    telling = re.compile(r"\d+(?:\.\d+)?|documents\.csv|coding/\w+\.csv|texts/|jieba")

    def named(text):
        return {"结巴" if name == "jieba" else name for name in telling.findall(text)}

    for table, name, column in COLUMNS:
        text = column_meaning(table, name, lang)
        assert all(one in text for one in named(column.meaning)), (table, name)
    for name, table in TOLD.items():
        assert all(one in table_meaning(name, lang) for one in named(table.meaning)), name


@pytest.mark.parametrize("lang", OTHERS)
def test_every_column_and_code_is_named(lang):
    """Beside what programs read stands what people read; units are printed in Chinese already."""
    words = strings(lang)

    assert [name for name in TOLD if f"table.{name}" not in words] == []
    assert [(t, c) for t, c, column in COLUMNS if declared_name(c, column, lang) == c] == []
    assert [
        (name, code)
        for _, name, column in COLUMNS
        if name in CODE_COLUMNS
        for code in column.allowed or ()
        if code and code_name(name, code, lang) == code
    ] == []


@pytest.mark.parametrize("lang", OTHERS)
def test_a_meaning_names_columns_and_tables_as_they_are_called(lang):
    """“改动”列 and “文本”表 can be found under this name."""
    columns = {column_name(name, lang) for _, name, _ in COLUMNS}
    tables = {strings(lang)[f"table.{name}"] for name in TOLD}

    for table, name, _ in COLUMNS:
        text = column_meaning(table, name, lang) + column_unit(table, name, lang)
        assert set(re.findall("“([^”]+)”列", text)) <= columns, (table, name)
        assert set(re.findall("“([^”]+)”表", text)) <= tables, (table, name)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_column_is_called_as_in_a_table(lang, five_tables):
    """The dictionary names a column as `present` does in the table that holds it."""
    for name, frame in five_tables.items():
        shown = present(frame, lang).columns
        declared = [
            declared_name(column, schema.TABLES[name].every[column], lang)
            for column in frame.columns
        ]
        assert [head.split("·")[0] for head in shown] == declared, name


def test_what_the_schema_does_not_declare_has_no_meaning():
    """A column that an analysis adds is listed without one."""
    assert column_meaning("adoption", "mine", "zh") == column_unit("adoption", "mine", "en") == ""
    assert table_meaning("mine", "zh") == column_meaning("mine", "level", "en") == ""
